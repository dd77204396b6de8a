"""Search of dossiers, newest first: what one page costs the database among few dossiers and among ten times as many.

    python bench/searching.py [--small 20000] [--large 200000]      on SQLite
    VIDAN_DATABASE=postgresql://… python bench/searching.py         on PostgreSQL: makes bench_20000 and bench_200000

Counted, not timed: SQLite's virtual machine steps (in hundreds), PostgreSQL's pages touched. Neighbours change neither,
so one run is enough. The goal is 1.3 for every way of asking.
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
    """Each way in, as the page asks; names, phone and code are of the demo."""
    from datetime import date

    from django.utils import timezone

    from vidan.domain.people import program
    from vidan.queries.dossiers import Wanted, newest

    actor, now = program(commune_id), timezone.now()
    ways = {
        "newest": Wanted(),
        "by a word": Wanted(name="thi"),
        "by a name": Wanted(name="le duc an"),
        "by a code": Wanted(code="ĐL-2611"),
        "by a phone": Wanted(phone="0990000003"),
        "by a state": Wanted(state="given_out"),
        "received from": Wanted(received_from=date(2026, 1, 1)),
        "by nobody's name": Wanted(name="khong co"),
    }
    return {name: lambda wanted=wanted: newest(actor, wanted, now=now) for name, wanted in ways.items()}


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


def count(rows: int) -> dict[str, int]:
    """A demo of so many dossiers, and what each way in costs there."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["VIDAN_DATA"] = str(Path(name) / "data")
        command = [sys.executable, "-m", "vidan.cli.main", "demo", "--no-serve"]
        subprocess.run(command, check=True, capture_output=True)
        import django

        django.setup()
        from vidan.store import cloning
        from vidan.store.models import Commune

        commune_id = Commune.objects.order_by("pk").first().pk
        for now_there in cloning.grow(commune_id, rows):
            print(f"\rgrowing to {rows}: {now_there}", end="", file=sys.stderr, flush=True)
        return {way: cost(ask) for way, ask in asked(commune_id).items()}


def counted_alone(rows: int) -> dict[str, int]:
    """The same in a process and a database of its own."""
    place = dict(os.environ)
    if server := place.get("VIDAN_DATABASE"):
        import psycopg

        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE bench_{rows}")
        place["VIDAN_DATABASE"] = urlunsplit(urlsplit(server)._replace(path=f"/bench_{rows}"))
    told = subprocess.run(
        [sys.executable, __file__, "--count", str(rows)], env=place, check=True, stdout=subprocess.PIPE
    )
    return json.loads(told.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=20_000)
    parser.add_argument("--large", type=int, default=200_000)
    parser.add_argument("--count", type=int, help="only count among so many, as JSON")
    chosen = parser.parse_args()
    if chosen.count:
        print(json.dumps(count(chosen.count)))
        return
    few, many = counted_alone(chosen.small), counted_alone(chosen.large)
    print(f"\n{'':18}{chosen.small:>10,}{chosen.large:>12,}{'ratio':>8}  goal ≤ {GOAL}")
    for way, before in few.items():
        ratio = many[way] / before
        print(f"{way:18}{before:10,}{many[way]:12,}{ratio:8.2f}  {'ok' if ratio <= GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
