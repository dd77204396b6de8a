"""Nobody leaves work behind: an account is closed only over an empty desk."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, matters
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.people import Actor, Role
from vidan.store.models import Fact, Holding, Leave, Matter, Officer, Reminder

TODAY, DAY = date(2026, 11, 17), timedelta(days=1)
WHY = "chuyển công tác theo QĐ 15/QĐ-UBND"


@pytest.fixture
def colleague(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.ONE_STOP, name="Hà Văn Lâm")


def number(actor: Actor) -> int:
    assert actor.officer_id
    return actor.officer_id


def is_active(actor: Actor) -> bool:
    return Officer.objects.get(pk=actor.officer_id).is_active


def test_an_account_with_work_on_its_desk_is_not_closed_without_a_successor(house: House) -> None:
    code = builders.receive(house.one_stop).code
    with pytest.raises(Refused) as refused:
        matters.close_desk(house.administrator, number(house.one_stop), None, WHY, now=NOW)
    assert (refused.value.code, refused.value.field) == ("matters.desk.not_empty", "to_officer")
    assert refused.value.facts["count"] == 1
    assert is_active(house.one_stop)
    assert Matter.objects.of(house.commune).get(code=code).holder_id == house.one_stop.officer_id


def test_closing_hands_everything_over_in_the_same_moment_and_no_date_moves(house: House, colleague: Actor) -> None:
    running, paused = builders.receive(house.one_stop), builders.receive(house.one_stop)
    dossiers.pause(house.one_stop, paused.code, PauseKind.CITIZEN, "chờ bà con hẹn ngày đo", now=NOW)
    due = running.due_at
    later = NOW + timedelta(hours=1)
    assert matters.close_desk(house.administrator, number(house.one_stop), number(colleague), WHY, now=later) == 2
    assert not is_active(house.one_stop)
    running.refresh_from_db()
    assert (running.holder_id, running.due_at, running.reassignments_in_step) == (colleague.officer_id, due, 0)
    spans = list(Holding.objects.of(house.commune).filter(matter=running).order_by("number"))
    assert [(span.cause, span.reason) for span in spans] == [("opened", ""), ("inherited", WHY)]
    assert all(before.until_at == after.from_at for before, after in pairwise(spans))
    assert Matter.objects.of(house.commune).get(code=paused.code).holder_id == colleague.officer_id
    (told,) = Reminder.objects.of(house.commune).filter(officer_id=colleague.officer_id, kind="inherited")
    assert told.told["count"] == 2
    kinds = list(Fact.objects.of(house.commune).order_by("pk").values_list("kind", flat=True))[-3:]
    assert sorted(kinds) == ["MatterInherited", "MatterInherited", "OfficerDisabled"]


@pytest.mark.parametrize("to", ["self", "nobody", "administrator"])
def test_the_successor_is_somebody_else_who_may_hold_matters(house: House, to: str) -> None:
    builders.receive(house.one_stop)
    whom = {"self": number(house.one_stop), "nobody": 10**9, "administrator": number(house.administrator)}[to]
    with pytest.raises(Refused) as refused:
        matters.close_desk(house.administrator, number(house.one_stop), whom, WHY, now=NOW)
    assert refused.value.field == "to_officer"
    assert is_active(house.one_stop)


def test_an_empty_desk_is_closed_without_naming_anybody(house: House, colleague: Actor) -> None:
    assert matters.close_desk(house.administrator, number(colleague), None, "nghỉ hưu", now=NOW) == 0
    assert not is_active(colleague)


def test_who_promised_to_stand_in_names_who_does_it_now(house: House, colleague: Actor) -> None:
    leave = matters.take_leave(
        house.one_stop, number(house.one_stop), number(colleague), TODAY + DAY, TODAY + 2 * DAY, "tập huấn", now=NOW
    )
    for successor, code in ((None, "not_empty"), (number(house.one_stop), "own_stand_in")):
        with pytest.raises(Refused) as refused:
            matters.close_desk(house.administrator, number(colleague), successor, "nghỉ hưu", now=NOW)
        assert refused.value.code == f"matters.desk.{code}"
    matters.close_desk(house.administrator, number(colleague), number(house.specialist), "nghỉ hưu", now=NOW)
    leave.refresh_from_db()
    assert leave.stand_in_id == house.specialist.officer_id


def test_what_a_stand_in_took_comes_back_even_after_that_desk_was_handed_on(house: House, colleague: Actor) -> None:
    code = builders.receive(house.one_stop).code
    leave = matters.take_leave(
        house.one_stop, number(house.one_stop), number(colleague), TODAY, TODAY + DAY, "tập huấn", now=NOW
    )
    matters.close_desk(house.administrator, number(colleague), number(house.specialist), "nghỉ hưu", now=NOW)
    assert Matter.objects.of(house.commune).get(code=code).holder_id == house.specialist.officer_id
    matters.end_leave(house.one_stop, leave.pk, now=NOW + timedelta(hours=2))
    assert Matter.objects.of(house.commune).get(code=code).holder_id == house.one_stop.officer_id


def test_ones_own_leave_ends_with_the_account_so_that_no_work_comes_back_to_it(house: House, colleague: Actor) -> None:
    code = builders.receive(house.one_stop).code
    who = number(house.one_stop)
    matters.take_leave(house.one_stop, who, number(colleague), TODAY, TODAY + DAY, "tập huấn", now=NOW)
    matters.close_desk(house.administrator, who, None, "nghỉ hưu", now=NOW)
    assert not Leave.objects.of(house.commune).filter(ended_at=None).exists()
    matters.apply_leaves(house.commune.pk, now=NOW + 3 * DAY)
    assert Matter.objects.of(house.commune).get(code=code).holder_id == colleague.officer_id


def test_a_head_empties_the_desk_of_somebody_whose_office_ended(house: House, colleague: Actor) -> None:
    builders.receive(house.one_stop)
    assert matters.hand_over_desk(house.leader, number(house.one_stop), number(colleague), WHY, now=NOW) == 1
    with pytest.raises(Refused) as refused:
        matters.hand_over_desk(house.leader, number(house.one_stop), number(colleague), WHY, now=NOW)
    assert refused.value.code == "matters.desk.empty"
    assert is_active(house.one_stop)
    for wrong in ("", "x" * 2000):
        with pytest.raises(Refused) as refused:
            matters.hand_over_desk(house.leader, number(colleague), number(house.one_stop), wrong, now=NOW)
        assert refused.value.field == "reason"


def test_only_the_administrator_or_a_head_empties_a_desk(house: House, colleague: Actor) -> None:
    builders.receive(house.one_stop)
    for stranger in (house.one_stop, house.specialist):
        with pytest.raises(Refused) as refused:
            matters.hand_over_desk(stranger, number(house.one_stop), number(colleague), WHY, now=NOW)
        assert refused.value.code == "people.role.missing"
    with pytest.raises(Refused) as refused:
        matters.close_desk(house.leader, number(house.one_stop), number(colleague), WHY, now=NOW)
    assert refused.value.code == "people.role.missing"


def test_a_desk_fuller_than_one_transaction_is_emptied_all_the_same(
    house: House, colleague: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidan.actions.matters.leaving.CHUNK", 2)
    for _ in range(5):
        builders.receive(house.one_stop)
    assert matters.close_desk(house.administrator, number(house.one_stop), number(colleague), WHY, now=NOW) == 5
    assert not Matter.objects.of(house.commune).filter(holder_id=house.one_stop.officer_id, closed_at=None).exists()
