"""How many more, and how many fewer: counted out by hand, not by the formula."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.promises import Figure, Verdict, verdict
from vidan.domain.promises.reaching import may_miss, more_kept, reached_on


@pytest.mark.parametrize(
    ("kept", "counted", "target", "more", "spare"),
    [
        (90, 100, 90, 0, 0),
        (89, 100, 90, 10, 0),
        (99, 100, 98, 0, 1),
        (247, 274, 98, 1076, 0),
        (9, 10, 100, None, 0),
        (10, 10, 100, 0, 0),
        (0, 0, 98, 0, 0),
        (20, 20, 95, 0, 1),
    ],
)
def test_a_target_in_whole_matters(kept: int, counted: int, target: int, more: int | None, spare: int) -> None:
    assert (more_kept(Figure(kept, counted), target), may_miss(Figure(kept, counted), target)) == (more, spare)


@given(st.integers(10, 500), st.data(), st.integers(50, 99))
def test_so_many_reach_it_and_one_less_does_not(counted: int, data: st.DataObject, target: int) -> None:
    kept = data.draw(st.integers(0, counted))
    more = more_kept(Figure(kept, counted), target)
    assert more is not None
    assert verdict(8, Figure(kept + more, counted + more), target) is Verdict.KEPT
    if more:
        assert verdict(8, Figure(kept + more - 1, counted + more - 1), target) is not Verdict.KEPT
    else:
        spare = may_miss(Figure(kept, counted), target)
        assert verdict(8, Figure(kept, counted + spare), target) is Verdict.KEPT
        assert verdict(8, Figure(kept, counted + spare + 1), target) is not Verdict.KEPT


def test_the_target_is_reached_when_enough_of_what_was_missed_has_left_the_ninety_days() -> None:
    today = date(2026, 11, 17)
    missed = {date(2026, 9, 1): 1, date(2026, 10, 1): 2}
    assert reached_on(100, 98, missed, 0, today) == date(2026, 11, 30)  # the one of 1 September left; two may stay
    assert reached_on(100, 100, missed, 0, today) == date(2026, 12, 30)
    assert reached_on(100, 100, missed, 1, today) == date(2027, 2, 15), "done today, it stays for ninety days"
    assert reached_on(150, 98, missed, 0, today) == today
