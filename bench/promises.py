"""What the promises cost: following an act, adding all up in the database, counting all anew, and sending the page.

    python bench/promises.py [--rows 1000000]

A demo of 200 dossiers is loaded in a folder of its own, each of its acts followed as on any day, and that is measured.
"""

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

#: (promised) CPU milliseconds for following one act; times a bare indexed aggregate for adding all up.
MOST_MS, MOST_RATIO, MOST_MB = 1.0, 4.0, 500.0
_MANY = """
INSERT INTO vidan_occasion (commune_id, promise, subject, number, reference, received_on, due_on, finished_on,
 broken_on, open_from, procedure, village)
SELECT commune_id, promise, subject || '-' || ?, number, reference, received_on, due_on, finished_on,
 broken_on, open_from, procedure, village FROM vidan_occasion WHERE id <= ?
"""
_BARE = "SELECT promise, finished_on, COUNT(*) FROM vidan_occasion WHERE commune_id = %s GROUP BY promise, finished_on"


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


@contextmanager
def timed() -> Iterator[list[float]]:
    """The milliseconds of CPU of each act's following inside."""
    from vidan.jobs import scoreboard

    follow, spent = scoreboard.follow, []

    def watched(record) -> None:
        spent.append(cpu(lambda: follow(record)) * 1000)

    scoreboard.follow = watched
    try:
        yield spent
    finally:
        scoreboard.follow = follow


def many(database: Path, rows: int) -> int:
    """Copy occasions until there are so many."""
    import sqlite3

    base = sqlite3.connect(database)
    count, last = base.execute("SELECT COUNT(*), MAX(id) FROM vidan_occasion").fetchone()
    base.execute("PRAGMA synchronous=OFF")
    for copy in range(1, -(-rows // count)):
        base.execute(_MANY, (copy, last))
        base.commit()
    base.execute("ANALYZE")
    total = base.execute("SELECT COUNT(*) FROM vidan_occasion").fetchone()[0]
    base.close()
    return total


def bare(commune_id: int) -> None:
    """One indexed aggregate over the same table: the floor."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_BARE, [commune_id])
        cursor.fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        os.environ |= {"VIDAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
        import django

        django.setup()
        measure(data, options)


def measure(data: Path, options: argparse.Namespace) -> None:
    """All of it, in turn."""
    from django.core.management import call_command
    from django.utils import timezone
    from measuring import cpu_of

    from vidan.cli import demo_data
    from vidan.domain.moments import local_day
    from vidan.jobs import announcing
    from vidan.queries import communes
    from vidan.queries.promises import board as boards
    from vidan.queries.promises import corrections, tables
    from vidan.store import tallies

    with timed() as spent:
        demo_data.load(local_day(timezone.now()), 1, lambda *_: None, size=200)
    call_command("collectstatic", interactive=False, verbosity=0)
    (commune,) = communes.at_work()
    most = statistics.quantiles(spent, n=20)[-1]
    each = f"{statistics.mean(spent):.2f} ms of CPU on average of {len(spent)}, 19 of 20 under {most:.2f}"
    say("following one act", each, MOST_MS)
    page = ("GET", "/loi-hua/", {}, "")
    floor = ("GET", "/suc-khoe", {}, "")
    ratios = [cpu_of([page], 200) / cpu_of([floor], 200) for _ in range(options.rounds)]
    say("the board as a file, beside the smallest page", f"{statistics.median(ratios):.2f} times", None)
    seen = announcing.recount(commune, timezone.now())
    seconds = cpu(lambda: announcing.recount(commune, timezone.now()))
    each = f"{seconds * 1e6 / max(seen.occasions, 1):.0f} microseconds an occasion"
    say("counting all anew from the records", each, None)
    rows = many(data / "vidan.sqlite3", options.rows)
    pairs = [(cpu(lambda: bare(commune.id)), cpu(lambda: tallies.recounted(commune.id))) for _ in range(options.rounds)]
    ratios = [all_of / floor for floor, all_of in pairs]
    told_so = f"{statistics.median(ratios):.2f} times a bare indexed aggregate ({pairs[-1][1]:.2f} s)"
    say(f"adding up {rows:,} occasions in the database", told_so, MOST_RATIO)
    today, look = local_day(timezone.now()), MOST_MB
    for what, ask in (
        ("the twelve figures from the tallies", lambda: boards.board(commune.id, today)),
        ("every published figure compared again", lambda: corrections.look(commune.id, today)),
        ("the tables of a quarter made", lambda: tables.made(commune.id, *tables.quarter_to_keep(today))),
    ):
        say(f"{what}, over {rows:,}", f"{cpu(ask) * 1000:.0f} ms of CPU", None)
    say("memory of all this at its highest, MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}", look)


def say(what: str, found: str, promised: float | None) -> None:
    sys.stdout.write(f"{what}: {found}{f'; promised: at most {promised}' if promised else ''}\n")


if __name__ == "__main__":
    main()
