"""Who answers for a promise reads in his day that it is missed, and what can still be changed."""

from datetime import timedelta
from typing import Any

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from vidan.actions import dossiers

TODAY_PAGE, MORNING = "/can-bo/hom-nay", "/can-bo/buoi-sang"


def test_who_answers_for_a_promise_is_told_that_it_is_missed_with_three_matters(
    browser_of: Any, house: House, clock: Clock
) -> None:
    rows = [builders.receive(house.one_stop, builders.BIRTH, now=NOW - timedelta(days=20)) for _ in range(6)]
    for row in rows[:3]:
        dossiers.finish(house.one_stop, row.code, now=NOW - timedelta(days=1))
    soon = builders.receive(house.one_stop, builders.BIRTH, now=NOW)
    page = browser_of(house.one_stop).open(TODAY_PAGE)
    assert "Lời hứa 8 chưa đạt" in page.words
    assert soon.code in page.words, "what can still be kept comes first"
    assert sum(row.code in page.html for row in rows) == 2
    assert "Lời hứa 8 chưa đạt" in browser_of(house.one_stop).open(MORNING).words
    assert "chưa đạt" not in browser_of(house.specialist).open(TODAY_PAGE).words, "he answers for no promise"
