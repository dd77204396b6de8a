"""The scoreboard of a large commune: what its pages, one event and counting everything anew cost, and the memory.

    python bench/scoreboard.py DATA [--feedback 200000] [--ratings 300000] [--recount]

DATA is the folder of a large demo (`vidan demo --size 1m --no-serve`), or a copy of it: feedback and ratings are copied
within it until there are so many, straight in the database. Run it twice: what was copied is counted the first time
(`--recount` puts the occasions right), and measured the second time.
"""

import argparse
import os
import resource
import secrets
import sqlite3
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))


def grow(database: Path, feedback: int, ratings: int) -> None:
    """Copy pieces of feedback, each with its matter, and ratings: spread over the last year, under new names."""
    base = sqlite3.connect(database)
    base.execute("PRAGMA synchronous=OFF")
    base.create_function("name_of", 0, lambda: secrets.token_hex(16))
    base.create_function("slip_of", 0, lambda: secrets.token_bytes(32))
    have, last = base.execute("SELECT COUNT(*), (SELECT MAX(id) FROM vidan_matter) FROM vidan_feedback").fetchone()
    if have < feedback:
        models = [row[0] for row in base.execute("SELECT matter_id FROM vidan_feedback ORDER BY matter_id LIMIT 10")]
        copies = [(last + 1 + number, models[number % len(models)]) for number in range(feedback - have)]
        base.execute("CREATE TEMP TABLE copy (id INTEGER PRIMARY KEY, of_id INTEGER)")
        base.executemany("INSERT INTO copy VALUES (?, ?)", copies)
        for table, key, new in (
            ("vidan_matter", "id", "code reference"),
            ("vidan_feedback", "matter_id", "form_token"),
        ):
            columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
            told = [_column(name, key, new.split()) for name in columns]
            names = ", ".join(f'"{name}"' for name in columns)
            base.execute(
                f"INSERT INTO {table} ({names}) SELECT {', '.join(told)} FROM copy JOIN {table} t ON t.{key} = of_id"
            )
    have = base.execute("SELECT COUNT(*) FROM vidan_rating").fetchone()[0]
    while have < ratings:
        base.execute(
            "INSERT INTO vidan_rating (slip, week, channel, overall, items, release, commune_id) "
            "SELECT slip_of(), week, channel, overall, items, release, commune_id FROM vidan_rating LIMIT ?",
            [ratings - have],
        )
        have = base.execute("SELECT COUNT(*) FROM vidan_rating").fetchone()[0]
    base.commit()
    base.execute("ANALYZE")
    base.close()


def _column(name: str, key: str, new: list[str]) -> str:
    """What a copy has in a column: its own key and names, times some days earlier, all else as its model."""
    if name == key:
        return "copy.id"
    if name in new:
        return "name_of()"
    if name.endswith("_at") or name == "acknowledge_by":
        return f"datetime(t.\"{name}\", '-' || (copy.id % 360) || ' days')"
    return "NULL" if name == "joined_id" else f't."{name}"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--feedback", type=int, default=200_000)
    parser.add_argument("--ratings", type=int, default=300_000)
    parser.add_argument("--recount", action="store_true")
    options = parser.parse_args()
    os.environ |= {"VIDAN_DATA": str(options.data), "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
    grow(options.data / "vidan.sqlite3", options.feedback, options.ratings)
    import django

    django.setup()
    measure(options)


def measure(options: argparse.Namespace) -> None:
    """All of it, in turn; the memory after each."""
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone
    from promises import bare, cpu, say

    from vidan.domain.moments import local_day
    from vidan.jobs import announcing
    from vidan.queries import communes
    from vidan.queries.promises import board as boards
    from vidan.store import tallies
    from vidan.web.public import ready, written

    call_command("collectstatic", interactive=False, verbosity=0)
    (commune,) = communes.at_work()
    now, today = timezone.now(), local_day(timezone.now())
    with connection.cursor() as cursor:
        for table in ("dossier", "feedback", "rating", "occasion"):
            cursor.execute(f"SELECT COUNT(*) FROM vidan_{table}")
            say(table, f"{cursor.fetchone()[0]:,}", None)
        cursor.execute("SELECT MAX(matter_id) FROM vidan_dossier")
        newest = cursor.fetchone()[0]
    if options.recount:
        seen = []
        seconds = cpu(lambda: seen.append(announcing.recount(commune, now)))
        found = seen[0]
        each = seconds * 1e6 / max(found.occasions, 1)
        told = f"{found.occasions:,} occasions, {found.differing:,} put right, {each:.0f} microseconds each"
        say("counting all anew from the records", f"{seconds:.0f} s of CPU: {told}", None)
        memory()
    pairs = [(cpu(lambda: bare(commune.id)), cpu(lambda: tallies.recounted(commune.id))) for _ in range(3)]
    ratios = sorted(whole / floor for floor, whole in pairs)
    say("adding all up, times a bare indexed aggregate", f"{ratios[1]:.2f} ({pairs[-1][1]:.2f} s of CPU)", 4.0)
    memory()
    say("the twelve figures", f"{cpu(lambda: boards.board(commune.id, today)) * 1000:.1f} ms of CPU", None)
    unlink(written.folder_of(commune), ready.folder_of(commune))
    say(
        "all 26 pages written, the first of the day",
        f"{cpu(lambda: written.write(commune, now)) * 1000:.0f} ms of CPU",
        None,
    )
    unlink(written.folder_of(commune))
    say("all 26 pages written after an event", f"{cpu(lambda: written.write(commune, now)) * 1000:.0f} ms of CPU", None)
    unlink(written.folder_of(commune))
    first = cpu(lambda: written.page(commune, written.INDEX, "vi", now))
    say("the board for who asks first after an event", f"{first * 1000:.0f} ms of CPU", None)
    pages = cpu(lambda: [written.page(commune, written.INDEX, "vi", now) for _ in range(1000)])
    say("the board's page as a file", f"{pages:.3f} ms of CPU", None)
    say("following one act about one dossier", f"{follow_one(commune.id, newest):.2f} ms of CPU", 1.0)
    memory()


def unlink(*folders: Path) -> None:
    """Everything in some folders is gone, as after a change."""
    for folder in folders:
        for file in folder.glob("*"):
            file.unlink()


def follow_one(commune_id: int, matter: int, times: int = 200) -> float:
    """CPU milliseconds for an act after which a dossier's occasions are other ones; nothing is kept."""
    from django.db import connection, transaction
    from promises import cpu

    from vidan.jobs import scoreboard
    from vidan.store import guard

    record, spent = _Record(commune_id, matter), 0.0
    with transaction.atomic(), guard.writing_allowed(), connection.cursor() as cursor:
        for number in range(times + 20):
            other = ["received_on", "due_on"][number % 2]
            cursor.execute(f"UPDATE vidan_occasion SET finished_on = {other} WHERE subject = %s", [f"matter:{matter}"])
            took = cpu(lambda: scoreboard.follow(record))
            spent += took if number >= 20 else 0.0
        transaction.set_rollback(True)
    return spent * 1000 / times


class _Record:
    """What an act that gives out a result tells of itself."""

    def __init__(self, commune_id: int, matter: int) -> None:
        from vidan.domain.people import program

        self.actor = program(commune_id)
        self.subjects = frozenset({f"matter:{matter}"})
        self.kinds = frozenset({"ResultGivenOut"})


def memory() -> None:
    from promises import say

    say(
        "  memory until here at its highest, MB", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}", 500.0
    )


if __name__ == "__main__":
    main()
