"""What a report of a quarter costs: at a demo's size, and with many times as many dossiers of years gone by.

    python bench/report.py [--times 50]

The copies lie in the years before, as in a commune that has worked for long: a report must not cost more for them.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

#: Times what it costs at the demo's size.
MOST_GROWTH = 1.2
_OLDER = """
INSERT INTO vidan_occasion (commune_id, promise, subject, number, reference, received_on, due_on, finished_on,
 broken_on, open_from, procedure, village)
SELECT commune_id, promise, subject || '-' || ?, number, '', date(received_on, ?), date(due_on, ?),
 date(finished_on, ?), date(broken_on, ?), NULL, procedure, village
FROM vidan_occasion WHERE id <= ? AND finished_on IS NOT NULL
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"VIDAN_DATA": place, "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
        import django

        django.setup()
        measure(Path(place), options)


def measure(data: Path, options: argparse.Namespace) -> None:
    """The same report before and after the copies."""
    from django.utils import timezone

    from vidan.cli import demo_data
    from vidan.domain.moments import local_day
    from vidan.domain.steering import PeriodKind, period_of
    from vidan.queries import communes
    from vidan.queries.promises import reports
    from vidan.store import tallies

    demo_data.load(local_day(timezone.now()), 1, lambda *_: None)
    (commune,) = communes.at_work()
    today = local_day(timezone.now())
    period = period_of(PeriodKind.QUARTER, today).before()

    def spent() -> float:
        reports.report(commune.id, period, today)
        told = []
        for _ in range(options.rounds):
            begin = time.process_time()
            reports.report(commune.id, period, today)
            told.append(time.process_time() - begin)
        return statistics.median(told)

    few = spent()
    rows = older(data / "vidan.sqlite3", options.times)
    tallies.recounted(commune.id)
    many = spent()
    growth = f"{many / few:.2f} times"
    sys.stdout.write(
        f"a quarter's report: {few * 1000:.1f} ms of CPU; with {rows:,} occasions: {many * 1000:.1f} ms, {growth};"
        f" promised: at most {MOST_GROWTH}\n"
    )


def older(database: Path, times: int) -> int:
    """So many copies of what is finished, each some years further back."""
    import sqlite3

    base = sqlite3.connect(database)
    last = base.execute("SELECT MAX(id) FROM vidan_occasion").fetchone()[0]
    base.execute("PRAGMA synchronous=OFF")
    for copy in range(1, times + 1):
        back = f"-{copy % 8 + 2} years"
        base.execute(_OLDER, (copy, back, back, back, back, last))
    base.commit()
    base.execute("ANALYZE")
    total = int(base.execute("SELECT COUNT(*) FROM vidan_occasion").fetchone()[0])
    base.close()
    return total


if __name__ == "__main__":
    main()
