"""Who answers for a promise reads in his day that it is missed, and what can still be changed."""

from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from vidan.actions import dossiers
from vidan.queries import steering

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


def test_a_promise_still_kept_that_will_not_be_at_this_pace_is_told_as_such(
    browser_of: Any, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steering, "targets", lambda commune, day: {8: 95})
    for _ in range(19):
        row = builders.receive(house.one_stop, builders.BIRTH, now=NOW - timedelta(days=45))
        dossiers.finish(house.one_stop, row.code, now=NOW - timedelta(days=45))
    late = builders.receive(house.one_stop, builders.BIRTH, now=NOW - timedelta(days=20))
    dossiers.finish(house.one_stop, late.code, now=NOW - timedelta(days=5))
    page = browser_of(house.one_stop).open(TODAY_PAGE)
    assert "Cứ đà này, lời hứa 8 sẽ không còn đạt" in page.words
    assert "giữ được 19/20 (95,0%), mục tiêu 95%" in page.words
    assert "không còn đạt: 90,4%" in page.words, "thirty days more with one late result and no other"
    assert "Không có việc đang mở nào quyết định lời hứa này" in page.words
