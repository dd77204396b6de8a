"""A milestone is reached when all that was given for it is proved; its first day never moves."""

from datetime import date

import pytest

from vidan.domain.errors import Refused
from vidan.domain.steering import AssignmentStanding, MilestoneStanding, as_of, check_moved, reached_on

DUE = date(2026, 9, 30)


def given(done: date | None, evidence: int = 1) -> AssignmentStanding:
    return AssignmentStanding(DUE, done, evidence)


def test_a_milestone_is_reached_on_the_day_of_its_last_proof() -> None:
    assert reached_on([given(date(2026, 9, 1)), given(date(2026, 9, 20))]) == date(2026, 9, 20)
    assert reached_on([given(date(2026, 9, 1)), given(None)]) is None
    assert reached_on([given(date(2026, 9, 1), evidence=0)]) is None


def test_where_nothing_was_given_nothing_is_reached() -> None:
    assert reached_on([]) is None


def test_a_milestone_is_late_against_its_first_day_whenever_it_is_reached() -> None:
    open_still, after = MilestoneStanding(DUE, None), MilestoneStanding(DUE, date(2026, 10, 12))
    assert not open_still.late_on(DUE) and open_still.late_on(date(2026, 10, 1))
    assert after.late_on(date(2026, 12, 1)) and after.days_late(date(2026, 12, 1)) == 12
    assert open_still.days_late(date(2026, 10, 3)) == 3
    assert not MilestoneStanding(DUE, DUE).late_on(date(2026, 12, 1))


def test_what_was_done_after_a_day_was_not_done_on_it() -> None:
    (before,) = as_of([given(date(2026, 10, 2))], DUE)
    assert before.done_on is None
    (same,) = as_of([given(DUE)], DUE)
    assert same.done_on == DUE


def test_a_milestone_moves_to_a_later_day_only() -> None:
    check_moved(date(2026, 10, 1), DUE)
    with pytest.raises(Refused) as caught:
        check_moved(DUE, DUE)
    assert caught.value.code == "steering.milestone.no_later"
