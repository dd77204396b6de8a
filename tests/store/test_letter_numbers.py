"""Numbers of letters: sixty-four clerks at once, some of them killed in the middle, and no hole and no double."""

import json
import os
import signal
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests import builders
from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from tests.store.processes import start
from vidan.actions import letters
from vidan.store.guard import writing_allowed
from vidan.store.models import (
    Entry,
    Letter,
    LetterFile,
    LetterSignature,
    LetterText,
    SealUse,
)

#: How many numbers, by how many clerks: so many processes, each with so many threads of its own connection.
NUMBERS, PROCESSES, THREADS = 2000, 8, 8
#: How many processes are killed, each after it gave so many numbers.
KILLED, AFTER = 3, 40

CLERKS = """
import json, sys, threading
from datetime import timedelta
from queue import Empty, SimpleQueue
from vidan.actions import letters
from vidan.domain.people import Actor, ActorKind, Role
from tests.builders import NOW
commune, officer, threads = map(int, sys.argv[1:])
actor = Actor(commune, ActorKind.OFFICER, officer, "Lê Hải Yến", frozenset({Role.CLERK}))
waiting = SimpleQueue()
for code in json.loads(sys.stdin.readline()):
    waiting.put(code)
problems = []
def work():
    try:
        while True:
            letter = letters.number(actor, waiting.get_nowait(), now=NOW)
            print(letter.number, flush=True)
    except Empty:
        pass
    except Exception as problem:
        problems.append(repr(problem))
clerks = [threading.Thread(target=work) for _ in range(threads)]
for clerk in clerks: clerk.start()
for clerk in clerks: clerk.join()
sys.exit("; ".join(problems[:3]) or 0)
"""


def signed_letters(office: Office, number: int) -> None:
    """So many signed letters, as copies of one that was signed in the proper way."""
    first = made.signed(office)
    text = LetterText.objects.of(office.commune).filter(letter=first).latest("pk")
    signature = LetterSignature.objects.of(office.commune).get(letter=first)
    with writing_allowed(), transaction.atomic():
        copies = Letter.objects.of(office.commune).bulk_create(
            [_again(first, code=f"VB-{place:06d}", verify_code=f"{place:016d}") for place in range(1, number)]
        )
        texts = LetterText.objects.of(office.commune).bulk_create(
            [_again(text, letter_id=copy.pk, letter=None) for copy in copies]
        )
        LetterSignature.objects.of(office.commune).bulk_create(
            [_again(signature, letter_id=text.letter_id, text_id=text.pk) for text in texts]
        )


def _again(row: Any, **changes: Any) -> Any:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return type(row)(**values | {"id": None} | {name: value for name, value in changes.items() if value is not None})


def waiting(office: Office) -> list[str]:
    rows = Letter.objects.of(office.commune).filter(state="signed").order_by("pk")
    return list(rows.values_list("code", flat=True))


def give_numbers(office: Office, processes: int, threads: int, killed: int, after: int) -> None:
    """Everything that waits gets its number; the first processes are killed on the way, fresh ones take up the rest."""
    while codes := waiting(office):
        shares = [codes[place::processes] for place in range(processes)]
        working = [start(CLERKS, office.commune.pk, office.clerk.officer_id, threads) for _ in shares]
        for clerk, share in zip(working, shares, strict=True):
            assert clerk.stdin is not None
            clerk.stdin.write(json.dumps(share) + "\n")
            clerk.stdin.flush()
        for clerk in working[:killed]:
            assert clerk.stdout is not None
            for _ in range(after):
                clerk.stdout.readline()
            os.kill(clerk.pid, signal.SIGKILL)
        for place, clerk in enumerate(working):
            _, problem = clerk.communicate(timeout=300)
            assert place < killed or clerk.returncode == 0, problem
        killed = 0


def hold(office: Office, number: int) -> None:
    """No hole, no double, each number with its fact and its entry in the public book."""
    rows = Letter.objects.of(office.commune).filter(series="TB", year=NOW.year)
    assert sorted(rows.values_list("number", flat=True)) == list(range(1, number + 1))
    assert set(rows.values_list("issued_on", flat=True)) == {date(2026, 11, 17)}
    assert Entry.objects.of(office.commune).filter(kind="vb").count() == number


@pytest.mark.django_db(transaction=True)
def test_two_thousand_numbers_by_sixty_four_clerks_some_of_them_killed() -> None:
    office = made.furnish(builders.open_commune())
    signed_letters(office, NUMBERS)
    give_numbers(office, PROCESSES, THREADS, KILLED, AFTER)
    hold(office, NUMBERS)


# -- what the database itself keeps -----------------------------------------------------------------------------------


def _refused() -> Any:
    return pytest.raises(DatabaseError, match="never")


@pytest.fixture
def letter(commune: Any) -> Letter:
    return made.sealed(made.furnish(commune))


@pytest.mark.parametrize("model", [LetterText, LetterSignature, LetterFile, SealUse], ids=lambda model: model.__name__)
@pytest.mark.parametrize("statement", ["UPDATE {} SET commune_id = commune_id", "DELETE FROM {}"])
def test_texts_signatures_files_and_uses_of_the_seal_are_written_once(
    letter: Letter, model: Any, statement: str
) -> None:
    assert model.objects.of(letter.commune_id).exists()
    with _refused(), transaction.atomic(), writing_allowed(), connection.cursor() as cursor:
        cursor.execute(statement.format(model._meta.db_table))


@pytest.mark.parametrize(
    "change",
    [
        "text_number = text_number + 1",
        "kind = 'plan'",
        "signed_at = NULL",
        "person_id = NULL, authority = 'board'",
        "number = number + 1",
        "number_shown = '99/TB-UBND'",
        "year = NULL",
    ],
)
def test_nothing_that_was_signed_or_numbered_changes_even_by_a_script(letter: Letter, change: str) -> None:
    with _refused(), transaction.atomic(), writing_allowed(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE vidan_letter SET {change}")


def test_a_signed_letter_is_not_deleted_and_a_draft_may_move(letter: Letter) -> None:
    with _refused(), transaction.atomic(), writing_allowed(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM vidan_letter")
    assert letters.FilePurpose.PRINT.value == "print"
    with writing_allowed():
        assert Letter.objects.of(letter.commune_id).update(state="sent") == 1
