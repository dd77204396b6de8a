"""What a question to the guide costs from the words to the cards, with the commune's own rows in a database.

    python bench/guide_asked.py                                   on SQLite
    VIDAN_DATABASE=postgresql://… python bench/guide_asked.py     on PostgreSQL: makes a database bench_guide_asked

At 500 and at 10,000 procedures in force: `queries.procedures.guidance` with its statement, beside a bare FTS5 query for
the same words over the same titles (SQLite in memory, whatever the database is). Each in turn, the best of five,
so that neighbours change the ratio little. The goal is 3 times the floor.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

sys.path.insert(0, str(Path(__file__).parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vidan.config.settings")
os.environ["VIDAN_DEMO"] = "1"
SIZES = (500, 10_000)
ROUNDS = 5
GOAL = 3.0


def commune_of_the_pack() -> int:
    """A commune with the procedures of the pack, in an empty database."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from vidan.actions import communes, procedures
    from vidan.content.procedures import commune_pack
    from vidan.domain.communes import CommuneText
    from vidan.domain.people import program
    from vidan.store import guard

    with guard.writing_allowed():
        call_command("migrate", verbosity=0)
    now = timezone.now()
    text = CommuneText(
        code="14950", name="Xã Thử", province_code="38", province_name="tỉnh Thử", valid_from=now.date(), phone=""
    )
    commune = communes.open_commune(text, now=now)
    procedures.import_list(program(commune.pk), commune_pack(), source="bench", now=now)
    return int(commune.pk)


def grow(commune_id: int, size: int) -> None:
    """More procedures in force: one row copied under other titles."""
    from django.db import transaction
    from guide import titles_of

    from vidan.domain.text import fold
    from vidan.store import guard, shelves
    from vidan.store.models import Procedure

    rows = Procedure.objects.of(commune_id)
    known = set(rows.values_list("key", flat=True))
    one = rows.order_by("pk").first()
    more = []
    for title in titles_of(size):
        if title.key not in known:
            copied = {field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields}
            copied |= {"id": None, "key": title.key, "code": "", "name": title.text[:1000]}
            copied |= {"short_name": title.text[:300], "folded": fold(title.text)}
            more.append(Procedure(**copied))
    with transaction.atomic(), guard.writing_allowed():
        rows.bulk_create(more, batch_size=500)
        shelves.turn(commune_id)


def in_turn(ours: Callable[[str], object], floor: Callable[[str], object], questions: list[str]) -> list[list[float]]:
    """Milliseconds of each question by both, sorted, the best of five."""
    best = [[float("inf")] * len(questions) for _ in range(2)]
    for _ in range(ROUNDS):
        for place, question in enumerate(questions):
            for which, answer in enumerate((ours, floor)):
                start = time.perf_counter()
                answer(question)
                best[which][place] = min(best[which][place], (time.perf_counter() - start) * 1000)
    return [sorted(times) for times in best]


def measure() -> None:
    """Both sizes, one after the other, in one database that grows."""
    from guide import QUESTIONS, fts5, titles_of

    commune_id = commune_of_the_pack()
    from django.db import connection
    from django.utils import timezone

    from vidan.queries import procedures

    questions = [json.loads(line)["q"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    today = timezone.now().date()
    for size in SIZES:
        grow(commune_id, size)
        procedures.guidance(commune_id, questions[0], today)
        times = in_turn(lambda words: procedures.guidance(commune_id, words, today), fts5(titles_of(size)), questions)
        for name, rank in (("p50", 50), ("p95", 95)):
            mine, floor = (each[len(each) * rank // 100] for each in times)
            told = f"ratio {mine / floor:.2f}  {'ok' if mine <= GOAL * floor else 'MISSED'}"
            print(f"{connection.vendor} {size:6} {name}: {mine:.2f} ms, bare FTS5 {floor:.2f} ms, {told}", flush=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["VIDAN_DATA"] = str(Path(name) / "data")
        if server := os.environ.get("VIDAN_DATABASE"):
            import psycopg

            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute("CREATE DATABASE bench_guide_asked")
            os.environ["VIDAN_DATABASE"] = urlunsplit(urlsplit(server)._replace(path="/bench_guide_asked"))
        measure()


if __name__ == "__main__":
    main()
