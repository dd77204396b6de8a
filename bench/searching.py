"""Search of dossiers, newest first: what one page costs the database among few dossiers and among ten times as many.

    python bench/searching.py [--small 100000] [--large 1000000]    on SQLite
    python bench/searching.py --folders SMALL LARGE                 two data folders that are so large already
    VIDAN_DATABASE=postgresql://… python bench/searching.py         on PostgreSQL: makes a database bench_searching

Counted, not timed: SQLite's virtual machine steps (in hundreds), PostgreSQL's pages touched. Neighbours change neither,
so one run is enough. One database grows and is asked on its way. The goal is 1.3 for every way of asking.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidan.config.settings")
os.environ["VIDAN_DEMO"] = "1"
GOAL = 1.3
#: Steps of SQLite's virtual machine between two counts.
EVERY = 100


def asked(commune_id: int) -> dict[str, Callable[[], object]]:
    """Each way in, as the page asks; name, number and phone are of one whose dossier is copied again and again."""
    from datetime import date

    from django.utils import timezone

    from vidan.domain.people import program
    from vidan.queries.dossiers import Wanted, newest
    from vidan.queries.people import open_person
    from vidan.store.models import Matter

    closed = Matter.objects.of(commune_id).filter(kind="dossier", closed_at__isnull=False)
    persons = (matter.person for matter in closed.select_related("person").order_by("pk")[:2000])
    known = [open_person(person.wrapped_key, person.sealed) for person in persons]
    someone = next(one for one in known if one["phone"] and one["number"] and len(one["name"].split()) == 3)
    names = {size: sorted({one["name"] for one in known if len(one["name"].split()) == size})[:40] for size in (3, 4)}
    actor, now = program(commune_id), timezone.now()
    ways = {
        "newest": Wanted(),
        "by a word": Wanted(name="thi"),
        "by a name": Wanted(name=someone["name"]),
        "by a code": Wanted(code="ĐL-2611"),
        "by a phone": Wanted(phone=someone["phone"]),
        "by a number": Wanted(number=someone["number"]),
        "by a state": Wanted(state="given_out"),
        "received from": Wanted(received_from=date(2026, 1, 1)),
        "by nobody's name": Wanted(name="khong co"),
    }
    asked_once = {name: lambda wanted=wanted: newest(actor, wanted, now=now) for name, wanted in ways.items()}
    return asked_once | {
        f"{len(some)} names of {size}": lambda some=some: [newest(actor, Wanted(name=name), now=now) for name in some]
        for size, some in names.items()
    }


def cost(ask: Callable[[], object]) -> int:
    """What the database does for one page."""
    from django.db import connection

    return _steps(connection, ask) if connection.vendor == "sqlite" else _pages(connection, ask)


def _steps(connection, ask: Callable[[], object]) -> int:
    counted = 0

    def tick() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(tick, EVERY)
    ask()
    connection.connection.set_progress_handler(None, 0)
    return max(counted, 1)


def _pages(connection, ask: Callable[[], object]) -> int:
    told: list[tuple[str, object]] = []

    def listen(execute, sql, params, many, context):
        told.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        ask()
    return sum(_touched(connection, sql, params) for sql, params in told if sql.startswith("SELECT"))


def _touched(connection, sql: str, params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0][0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def count(small: int, large: int) -> list[dict[str, int]]:
    """One demo that grows: what each way in costs once there are so many dossiers, at each doubling, and at the end."""
    import django

    django.setup()
    from django.db import connection

    from vidan.store import cloning
    from vidan.store.models import Commune

    commune_id = Commune.objects.order_by("pk").first().pk
    found, next_at = [], small
    for now_there in cloning.grow(commune_id, large):
        print(f"\rgrowing: {now_there:,}", end="", file=sys.stderr, flush=True)
        if now_there >= next_at:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            found.append({way: cost(ask) for way, ask in asked(commune_id).items()})
            print(f"\n{now_there:,}: {found[-1]}", file=sys.stderr, flush=True)
            next_at *= 2
    return [found[0], {way: cost(ask) for way, ask in asked(commune_id).items()}]


def count_here() -> None:
    """What each way in costs in this data folder, as JSON: one of two that are compared."""
    import django

    django.setup()
    from vidan.store.models import Commune, Dossier

    commune_id = Commune.objects.order_by("pk").first().pk
    told = {way: cost(ask) for way, ask in asked(commune_id).items()}
    print(json.dumps([Dossier.objects.of(commune_id).count(), told]))


def of_folder(folder: str) -> tuple[int, dict[str, int]]:
    """How many dossiers a folder has, and what each way in costs there."""
    environment = {**os.environ, "VIDAN_DATA": folder}
    told = subprocess.run([sys.executable, __file__, "--here"], env=environment, check=True, capture_output=True)
    rows, costs = json.loads(told.stdout)
    return rows, costs


def prepared() -> None:
    """A demo in a place of its own; on PostgreSQL in a database of its own."""
    if server := os.environ.get("VIDAN_DATABASE"):
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench_searching")
        os.environ["VIDAN_DATABASE"] = urlunsplit(urlsplit(server)._replace(path="/bench_searching"))
    command = [sys.executable, "-m", "vidan.cli.main", "demo", "--no-serve"]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_000_000)
    parser.add_argument("--folders", nargs=2, metavar=("SMALL", "LARGE"))
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.here:
        count_here()
    elif chosen.folders:
        (small, few), (large, many) = map(of_folder, chosen.folders)
        tell(small, few, large, many)
    else:
        grow_and_tell(chosen.small, chosen.large)


def grow_and_tell(small: int, large: int) -> None:
    """A demo of our own that grows."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["VIDAN_DATA"] = str(Path(name) / "data")
        prepared()
        few, many = count(small, large)
    tell(small, few, large, many)


def tell(small: int, few: dict[str, int], large: int, many: dict[str, int]) -> None:
    """One line for each way in."""
    print(f"\n{'':18}{small:>10,}{large:>12,}{'ratio':>8}  goal ≤ {GOAL}")
    for way, before in few.items():
        ratio = many[way] / before
        print(f"{way:18}{before:10,}{many[way]:12,}{ratio:8.2f}  {'ok' if ratio <= GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
