"""What the promises cost: following an act, adding all up in the database, counting all anew, and sending the page.

    python bench/promises.py [DEMO_FOLDER] [--rows 1000000]

The folder of a loaded demo (vidan demo --no-serve) is copied; without one, a small demo is loaded. Ratios count.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

#: (promised) CPU milliseconds for following one act; times a bare indexed aggregate for adding all up.
MOST_MS, MOST_RATIO = 1.0, 4.0
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


def following(commune_id: int, acts: int, rounds: int) -> list[float]:
    """Milliseconds of CPU that following adds to an act, in turn with and without, for each round."""
    from django.conf import settings
    from django.utils import timezone

    from vidan.actions import matters
    from vidan.store.models import Matter, Officer

    follower, found = settings.FOLLOWER, []
    rows = Matter.objects.of(commune_id).filter(closed_at=None, paused_at=None, kind="dossier").order_by("pk")
    codes = list(rows.values_list("code", flat=True)[:40])
    holders = set(rows.values_list("holder_id", flat=True)[:40])
    people = Officer.objects.filter(commune_id=commune_id, is_active=True).exclude(pk__in=holders)
    officers = list(people.values_list("pk", flat=True)[:2])
    now = timezone.now()

    turns = count()

    def work() -> None:
        for _ in range(acts):
            turn = next(turns)
            actor = acting(commune_id, officers[turn // len(codes) % 2])
            matters.take_over(actor, codes[turn % len(codes)], now=now + timedelta(seconds=turn))

    for _ in range(rounds):
        settings.FOLLOWER = ""
        alone = cpu(work)
        settings.FOLLOWER = follower
        found.append((cpu(work) - alone) * 1000 / acts)
    return found


def acting(commune_id: int, officer_id: int):
    """An officer who may hold matters."""
    from vidan.domain.people import Actor, ActorKind, Role

    return Actor(commune_id, ActorKind.OFFICER, officer_id, "bench", frozenset({Role.ONE_STOP, Role.LEADER}))


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
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        if options.folder:
            shutil.copytree(options.folder, data)
        os.environ |= {"VIDAN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
        import django

        django.setup()
        measure(data, options)


def measure(data: Path, options: argparse.Namespace) -> None:
    """All of it, in turn."""
    from django.core.management import call_command
    from django.utils import timezone
    from measuring import cpu_of

    from vidan.actions import installation
    from vidan.cli import demo_data
    from vidan.domain.moments import local_day
    from vidan.jobs import announcing
    from vidan.queries import communes
    from vidan.store import tallies

    if not demo_data.is_loaded():
        demo_data.load(local_day(timezone.now()), 1, lambda *_: None, size=200)
    installation.make_tables()
    call_command("collectstatic", interactive=False, verbosity=0)
    (commune,) = communes.at_work()
    told = following(commune.id, 40, options.rounds)
    each = ", ".join(f"{one:.2f}" for one in told)
    say("following one act", f"{statistics.median(told):.2f} ms of CPU (rounds {each})", MOST_MS)
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


def say(what: str, found: str, promised: float | None) -> None:
    sys.stdout.write(f"{what}: {found}{f'; promised: at most {promised}' if promised else ''}\n")


if __name__ == "__main__":
    main()
