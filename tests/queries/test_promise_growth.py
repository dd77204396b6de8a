"""What a promise's page asks of the database does not grow with what lies behind the figure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.builders import NOW, House
from vidan.domain.moments import local_day
from vidan.domain.occasions import decided
from vidan.domain.promises import MAIN, windows
from vidan.queries.promises import board as boards
from vidan.queries.promises import corrections, reaching
from vidan.queries.promises import rows as listed
from vidan.store import guard, tallies
from vidan.store.models import FigureCorrection, Matter, Occasion, Tally

TODAY = local_day(NOW)
DAY = timedelta(days=1)
#: How much more work a hundred times as many rows may be.
ALIKE = 1.6


def occasion(house: House, number: int, ended: date | None, broken: date | None, promise: int = 8) -> Occasion:
    return Occasion(
        commune_id=house.commune.pk,
        promise=promise,
        subject=f"matter:{number}",
        reference=f"{number:032x}",
        received_on=TODAY - 80 * DAY,
        due_on=TODAY - 20 * DAY,
        finished_on=ended,
        broken_on=broken,
        open_from=TODAY - 20 * DAY,
    )


def enough(house: House, count: int, since: int = 0) -> None:
    """Occasions that ended on each of the window's days: one in fifty broken; and a few that are open."""
    Occasion.objects.of(house.commune).bulk_create(
        occasion(house, since + number, day, day if number % 50 == 0 else None)
        for number in range(count)
        for day in [TODAY - (1 + number % 80) * DAY]
    )


@contextmanager
def steps() -> Iterator[list[int]]:
    """How many steps SQLite's machine takes inside, in hundreds: rows that are read and thrown away count too."""
    told = [0]

    def one() -> int:
        told[0] += 1
        return 0

    connection.ensure_connection()
    connection.connection.set_progress_handler(one, 100)
    try:
        yield told
    finally:
        connection.connection.set_progress_handler(None, 0)


def work_of(act: Callable[[], Any]) -> int:
    with steps() as told:
        act()
    return told[0]


@pytest.fixture(autouse=True)
def as_it_may_be(house: House) -> Iterator[None]:
    """Rows are laid straight into the tables: as many as no test could make by acts."""
    with guard.writing_allowed():
        yield


@pytest.fixture
def sqlite() -> bool:
    return connection.vendor == "sqlite"


LOOKS: dict[str, Callable[[int], Any]] = {
    "rows": lambda commune: listed.rows(commune, 8, TODAY),
    "rows_after": lambda commune: listed.rows_after(commune, 8, TODAY, listed.Place(TODAY - 40 * DAY, "7"), 50),
    "savings": lambda commune: reaching.savings(commune, TODAY, [7, 8], missed=True),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_hundred_times_as_many_cost_the_same(house: House, sqlite: bool, name: str) -> None:
    enough(house, 100)
    few = work_of(lambda: LOOKS[name](house.commune.pk)) if sqlite else 0
    enough(house, 9_900, since=100)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    many = work_of(lambda: LOOKS[name](house.commune.pk)) if sqlite else 0
    assert many <= ALIKE * few + 200, f"{name}: {few} hundred steps, then {many}"


def test_broken_and_open_stand_first_then_the_newest(house: House) -> None:
    yesterday, old = TODAY - DAY, TODAY - 60 * DAY
    Occasion.objects.of(house.commune).bulk_create(
        [
            occasion(house, 1, yesterday, None),
            occasion(house, 2, old, old - DAY),
            occasion(house, 3, None, TODAY - 19 * DAY),
            occasion(house, 4, TODAY, TODAY + DAY, promise=7),
            occasion(house, 5, old, old + DAY),
            occasion(house, 6, TODAY - 100 * DAY, None),
        ]
    )
    found = listed.rows(house.commune.pk, 8, TODAY)
    assert [(int(row.reference, 16), row.kept) for row in found] == [(3, False), (2, False), (1, True), (5, True)]
    assert listed.rows(house.commune.pk, 8, TODAY, most=2) == found[:2]
    (ended_since,) = listed.rows(house.commune.pk, 7, yesterday)
    assert (ended_since.finished_on, ended_since.kept) == (None, True), "as it was on that day"


def test_what_was_years_ago_comes_back_as_one_day(house: House) -> None:
    Tally.objects.of(house.commune).bulk_create(
        Tally(commune_id=house.commune.pk, promise=8, day=TODAY - number * DAY, kept=1, counted=2, opened=1)
        for number in range(1, 2000)
    )
    whole = boards.board(house.commune.pk, TODAY).promises[7]
    assert whole.main.figure.counted == 2 * 89 + 1999
    assert len(boards.days_since(house.commune.pk, windows(TODAY)[MAIN][0])[8]) == 90


def test_a_line_of_the_log_tells_its_newest_day_however_many_it_has(house: House) -> None:
    FigureCorrection.objects.of(house.commune).bulk_create(
        FigureCorrection(
            commune_id=house.commune.pk,
            promise=promise,
            day=TODAY - number * DAY,
            told_kept=number,
            told_counted=500,
            found_kept=number,
            found_counted=501,
            cause="told_later",
            noticed_on=TODAY - promise * DAY,
        )
        for promise in (3, 8)
        for number in range(5, 205)
    )
    first, second = corrections.log(house.commune.pk, TODAY)
    assert (first.promise, second.promise) == (3, 8), "what was noticed last stands first"
    assert (first.days, first.last, first.first) == (200, TODAY - 5 * DAY, TODAY - 204 * DAY)
    assert (first.told.kept, first.found.counted) == (5, 501), "the newest day's figure"
    assert len(corrections.newest(house.commune.pk, TODAY, 3)) == corrections.LINES


def test_ones_own_matters_are_found_behind_any_number_of_others(house: House) -> None:
    codes = []
    for number, holder in enumerate([house.leader.officer_id] * 500 + [house.one_stop.officer_id]):
        codes.append(Matter(commune_id=house.commune.pk, kind="dossier", code=f"M{number}", reference=f"{number:032x}"))
        codes[-1].holder_id, codes[-1].opened_at, codes[-1].state = holder, NOW, "received"
    made = Matter.objects.of(house.commune).bulk_create(codes)
    Occasion.objects.of(house.commune).bulk_create(
        occasion(house, row.pk, None, TODAY - (501 - number) * DAY) for number, row in enumerate(made)
    )
    assert len(reaching.savings(house.commune.pk, TODAY, [8], missed=True)) == reaching.MOST
    mine = reaching.savings(house.commune.pk, TODAY, [8], missed=True, holder_id=house.one_stop.officer_id)
    assert [one.code for one in mine] == ["M500"]


def test_what_is_never_listed_is_not_looked_for(house: House) -> None:
    assert {9, 10, 11, 12} == listed.UNLISTED
    Occasion.objects.of(house.commune).bulk_create([occasion(house, 1, TODAY, None, promise=9)])
    assert listed.rows(house.commune.pk, 9, TODAY) == ()


def test_a_crowd_of_answers_under_one_subject_is_kept_a_part_at_a_time(house: House) -> None:
    many = 25_000
    answers = ((9, decided("ratings:1", TODAY, TODAY, kept=True, number=number)) for number in range(many))
    tallies.keep(house.commune.pk, answers)
    assert Occasion.objects.of(house.commune).count() == many
