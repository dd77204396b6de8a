"""What a report of a quarter costs: with many times as many dossiers of years gone by, and of the very same quarter.

    python bench/report.py [--times 50] [--within 10000 100000]

Copies in the years before are a commune that has worked for long; copies in the quarter itself are a far larger one.
A report must not cost more for either.
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
_SAME_DAYS = """
INSERT INTO vidan_occasion (commune_id, promise, subject, number, reference, received_on, due_on, finished_on,
 broken_on, open_from, procedure, village)
SELECT commune_id, promise, subject || '+' || ?, number, '', received_on, due_on, finished_on, broken_on, NULL,
 procedure, village
FROM vidan_occasion WHERE id <= ? AND finished_on BETWEEN ? AND ?
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--within", type=int, nargs="+", default=[10_000, 100_000], help="occasions in the quarter")
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
    first: float | None = None
    for wanted in options.within:
        rows = larger(data / "vidan.sqlite3", wanted, period.first.isoformat(), period.last.isoformat())
        tallies.recounted(commune.id)
        cost = spent()
        first = first or cost
        sys.stdout.write(
            f"with {rows:,} occasions in the quarter itself: {cost * 1000:.1f} ms, {cost / first:.2f} times the first\n"
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


def larger(database: Path, wanted: int, first: str, last: str) -> int:
    """Copies of what ended in a quarter, on the same days, until there are as many as wanted."""
    import sqlite3

    base = sqlite3.connect(database)
    base.execute("PRAGMA synchronous=OFF")
    inside = "SELECT COUNT(*), MAX(id) FROM vidan_occasion WHERE finished_on BETWEEN ? AND ?"
    count, newest = base.execute(inside, (first, last)).fetchone()
    copy = 0
    while count < wanted:
        copy += 1
        base.execute(_SAME_DAYS, (f"{wanted}-{copy}", newest, first, last))
        count, _ = base.execute(inside, (first, last)).fetchone()
    base.commit()
    base.execute("ANALYZE")
    base.close()
    return int(count)


if __name__ == "__main__":
    main()
