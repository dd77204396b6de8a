"""Leave and stand-ins: work moves with the clock running, and comes back."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, matters
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.people import Actor, Role
from vidan.store.models import Holding, Leave, Matter, Reminder

TODAY = date(2026, 11, 17)
DAY = timedelta(days=1)


@pytest.fixture
def colleague(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.ONE_STOP, name="Hà Văn Lâm")


def away(house: House, colleague: Actor, first: date = TODAY, last: date = TODAY + DAY) -> Leave:
    who, stand_in = house.one_stop, colleague
    assert who.officer_id
    assert stand_in.officer_id
    return matters.take_leave(who, who.officer_id, stand_in.officer_id, first, last, "đi tập huấn", now=NOW)


def holders(house: House) -> dict[str, int | None]:
    return dict(Matter.objects.of(house.commune).values_list("code", "holder_id"))


def test_who_is_away_from_today_leaves_no_work_behind_and_the_clock_runs_on(house: House, colleague: Actor) -> None:
    running, paused = builders.receive(house.one_stop), builders.receive(house.one_stop)
    dossiers.pause(house.one_stop, paused.code, PauseKind.CITIZEN, "chờ bà con hẹn ngày đo", now=NOW)
    due = running.due_at
    away(house, colleague)
    assert set(holders(house).values()) == {colleague.officer_id}
    running.refresh_from_db()
    assert (running.due_at, running.reassignments_in_step) == (due, 0), "no date moves and nobody evaded"
    spans = list(Holding.objects.of(house.commune).filter(matter=running).order_by("number"))
    assert [span.cause for span in spans] == ["opened", "stand_in"]
    assert all(one.until_at == two.from_at for one, two in pairwise(spans))
    reminder = Reminder.objects.of(house.commune).get()
    assert (reminder.officer_id, reminder.told["count"]) == (colleague.officer_id, 2)


def test_a_leave_to_come_moves_nothing_before_its_first_morning(house: House, colleague: Actor) -> None:
    matter = builders.receive(house.one_stop)
    away(house, colleague, TODAY + DAY, TODAY + 2 * DAY)
    assert holders(house) == {matter.code: house.one_stop.officer_id}
    assert matters.apply_leaves(house.commune.pk, now=NOW) == 0
    assert matters.apply_leaves(house.commune.pk, now=NOW + DAY) == 1
    assert matters.apply_leaves(house.commune.pk, now=NOW + DAY) == 0, "moved once"
    assert holders(house) == {matter.code: colleague.officer_id}


def test_what_is_left_comes_back_and_what_was_passed_on_does_not(house: House, colleague: Actor) -> None:
    kept, passed = builders.receive(house.one_stop), builders.receive(house.one_stop)
    away(house, colleague)
    own = builders.receive(colleague)
    dossiers.move_on(colleague, passed.code, house.specialist.officer_id, now=NOW)
    assert matters.apply_leaves(house.commune.pk, now=NOW + DAY) == 0, "the last day of a leave is a day of leave"
    assert matters.apply_leaves(house.commune.pk, now=NOW + 2 * DAY) == 1
    assert holders(house) == {
        kept.code: house.one_stop.officer_id,
        passed.code: house.specialist.officer_id,
        own.code: colleague.officer_id,
    }


def test_who_comes_back_early_says_so(house: House, colleague: Actor) -> None:
    matter = builders.receive(house.one_stop)
    leave = away(house, colleague, TODAY, TODAY + 9 * DAY)
    matters.end_leave(house.one_stop, leave.pk, now=NOW + DAY)
    assert holders(house) == {matter.code: house.one_stop.officer_id}
    with pytest.raises(Refused, match=r"people\.leave\.unknown"):
        matters.end_leave(house.one_stop, leave.pk, now=NOW + DAY)


def test_nobody_hands_work_to_who_is_away(house: House, colleague: Actor) -> None:
    away(house, colleague)
    matter = builders.receive(colleague)
    with pytest.raises(Refused, match=r"matters\.holder\.away"):
        matters.reassign(colleague, matter.code, house.one_stop.officer_id or 0, "nhờ chị Hoa làm tiếp", now=NOW)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (TODAY - DAY, TODAY, "in_the_past"),
        (TODAY + DAY, TODAY, "turned_round"),
        (TODAY, TODAY + 400 * DAY, "too_long"),
    ],
)
def test_a_leave_that_cannot_be_is_refused(house: House, colleague: Actor, first: date, last: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        away(house, colleague, first, last)


def test_two_leaves_of_one_officer_never_overlap_and_nobody_stands_in_for_himself(
    house: House, colleague: Actor
) -> None:
    away(house, colleague)
    with pytest.raises(Refused, match="overlaps"):
        away(house, colleague, TODAY + DAY, TODAY + 5 * DAY)
    with pytest.raises(Refused, match="own_stand_in"):
        away(house, house.one_stop, TODAY + 5 * DAY, TODAY + 6 * DAY)


def test_a_colleague_cannot_send_another_home(house: House, colleague: Actor) -> None:
    ids = (house.specialist.officer_id or 0, house.leader.officer_id or 0)
    with pytest.raises(Refused, match=r"people\.role\.missing"):
        matters.take_leave(colleague, *ids, TODAY, TODAY, now=NOW)
    matters.take_leave(house.leader, *ids, TODAY, TODAY, now=NOW)
