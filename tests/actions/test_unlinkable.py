"""The chief plays with the whole machine: rows, facts, entries, keys, raw bytes of the files. He knows who came when.

The worst case for the citizens: everybody answers at the counter's tablet, in the order in which they were served. If
anything that is kept told that order, each guess would be right.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from tests import builders
from tests.builders import House
from vidan.actions import surveys
from vidan.domain.ledger import entries
from vidan.domain.ledger.entries import token_hash
from vidan.domain.people import citizen, program
from vidan.domain.promises import Figure, interval
from vidan.domain.surveys import Channel, Item
from vidan.store import guard
from vidan.store.models import Entry, Rating, RatingBox, SlipBatch, SurveySlip

REPEATS, PEOPLE = 200, 20
NOW = builders.NOW


def box_of_slips(house: House, count: int) -> list[bytes]:
    """Slips as a batch leaves them, in the order in which people draw them from the box."""
    tokens = [secrets.token_bytes(16) for _ in range(count)]
    with guard.writing_allowed():
        batch = SlipBatch(commune=house.commune, number=1, size=count, issued_at=NOW)
        batch.save()
        SurveySlip.objects.of(house.commune).bulk_create(
            [SurveySlip(commune=house.commune, batch=batch, shown=shown) for shown in sorted(map(token_hash, tokens))]
        )
    return tokens


def database_bytes() -> bytes:
    """The database and its write-ahead log as they lie on the disk."""
    with connection.cursor() as cursor:
        main = next(Path(row[2]) for row in cursor.execute("PRAGMA database_list").fetchall() if row[1] == "main")
    log = main.with_name(main.name + "-wal")
    return main.read_bytes() + (log.read_bytes() if log.exists() else b"")


def guessed(order: Sequence[bytes], served: Sequence[bytes]) -> int:
    """How many of those served the chief matches, taking what he found in the order in which they were served."""
    return sum(found == right for found, right in zip(order, served, strict=True))


def no_better_than_chance(right: int, tried: int) -> bool:
    """Whether the upper 95 % bound of the success is at most five points above one in twenty."""
    bounds = interval(Figure(right, tried))
    assert bounds is not None
    return bounds[1] <= 1 / PEOPLE + 0.05


@pytest.mark.django_db(transaction=True)
def test_nothing_that_is_kept_tells_who_gave_which_rating(house: House) -> None:
    """Every trace is read twice: forwards and backwards."""
    someone, system = citizen(house.commune.pk), program(house.commune.pk)
    tokens = box_of_slips(house, REPEATS * PEOPLE)
    slips = [token_hash(token) for token in tokens]
    groups = [slips[start : start + PEOPLE] for start in range(0, len(slips), PEOPLE)]
    caught: dict[str, int] = {}

    def attack(name: str, place: Callable[[bytes], int], group: list[bytes]) -> None:
        found = sorted(sorted(group), key=place)  # where two places are the same the chief can only guess
        for way, order in (("", found), (", backwards", found[::-1])):
            caught[name + way] = caught.get(name + way, 0) + guessed(order, group)

    for number, group in enumerate(groups):
        for token in tokens[number * PEOPLE : (number + 1) * PEOPLE]:
            surveys.answer(someone, token, {Item.OVERALL: 4}, channel=Channel.TABLET, now=NOW)
        kept = [answer.slip for answer in surveys.waiting_in(RatingBox.objects.of(house.commune.pk).first())]
        attack("the open box", kept.index, group)
        if connection.vendor == "sqlite":
            raw = database_bytes()
            attack("raw files while they wait", raw.find, group)
        surveys.let_out(system, now=NOW + timedelta(days=7))
    rows = {bytes(row.slip): row.pk for row in Rating.objects.of(house.commune.pk)}
    told = Entry.objects.of(house.commune.pk).filter(kind="dg").values_list("body", "pk")
    by_slip = {entries.parse(body.encode()).tokens[0]: pk for body, pk in told}
    raw = database_bytes() if connection.vendor == "sqlite" else b""
    for group in groups:
        attack("rows of ratings", rows.__getitem__, group)
        attack("entries of the ledger", by_slip.__getitem__, group)
        attack("raw files after the release", raw.find, group)
    assert set(caught) >= {"the open box", "rows of ratings", "entries of the ledger"}
    for trace, right in caught.items():
        assert no_better_than_chance(right, REPEATS * PEOPLE), trace


def test_the_bound_catches_a_chief_who_sees_the_order() -> None:
    """So that the test above can fail: one in eight right guesses is already too many."""
    assert not no_better_than_chance(REPEATS * PEOPLE // 8, REPEATS * PEOPLE)
    assert no_better_than_chance(REPEATS * PEOPLE // PEOPLE, REPEATS * PEOPLE)
