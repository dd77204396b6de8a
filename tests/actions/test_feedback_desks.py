"""Who may hold what somebody said: a contested answer is looked at by somebody else, and every change says why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.actions.test_feedback import GIVEN, say, state, to_answered
from tests.builders import NOW, House
from vidan.actions import matters
from vidan.actions.feedback import sender, working
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.matters import barred
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, citizen
from vidan.queries.feedback import desk, tracking
from vidan.queries.promises import held
from vidan.store import guard
from vidan.store.models import Matter

WHY = "việc thuộc tổ của tôi"


def at_the_board(house: House) -> tuple[str, Actor]:
    """Answered and contested twice; its code and who answered."""
    sent, actor = to_answered(house)
    me = citizen(house.commune.pk)
    sender.contest(me, sent.code, "vẫn còn hai ổ gà to", now=NOW + timedelta(days=2))
    working.answer(actor, sent.code, GIVEN, solved=True, now=NOW + timedelta(days=3))
    sender.contest(me, sent.code, "vẫn chưa xong", now=NOW + timedelta(days=4))
    return sent.code, actor


def holder(code: str) -> int | None:
    found: int | None = Matter.objects.across_communes("test").get(code=code).holder_id
    return found


LATER = NOW + timedelta(days=5)
DOORS: dict[str, Callable[[House, Actor, str], Any]] = {
    "he takes it": lambda house, who, code: working.take(who, code, WHY, now=LATER),
    "he takes it as any matter": lambda house, who, code: matters.take_over(who, code, now=LATER),
    "the leader hands it to him": lambda house, who, code: working.hand_over(
        house.leader, code, who.officer_id or 0, WHY, now=LATER
    ),
    "the leader gives it to him as any matter": lambda house, who, code: matters.reassign(
        house.leader, code, who.officer_id or 0, WHY, now=LATER
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_whose_answer_was_contested_twice_does_not_get_it_back(house: House, door: str) -> None:
    code, who = at_the_board(house)
    with pytest.raises(Refused, match=r"matters\.(second_look|take_over\.why)"):
        DOORS[door](house, who, code)
    assert (state(code), holder(code)) == (FeedbackState.AT_BOARD, house.leader.officer_id)
    assert "take_over" not in desk.feedback(who, code).acts


def test_a_desk_that_is_handed_over_whole_does_not_bring_it_back_either(house: House) -> None:
    code, who = at_the_board(house)
    matters.hand_over_desk(house.administrator, house.leader.officer_id or 0, who.officer_id or 0, "đi học", now=LATER)
    assert holder(code) not in (who.officer_id, house.leader.officer_id, None)


def test_a_stand_in_who_gave_the_contested_answer_does_not_get_it(house: House) -> None:
    code, who = at_the_board(house)
    day = local_day(LATER)
    matters.take_leave(
        house.leader, house.leader.officer_id or 0, who.officer_id or 0, day, day + timedelta(days=3), now=LATER
    )
    assert holder(code) not in (who.officer_id, house.leader.officer_id, None)


def test_whoever_holds_it_wrongly_cannot_answer_it(house: House) -> None:
    code, who = at_the_board(house)
    with guard.writing_allowed():
        Matter.objects.of(house.commune).filter(code=code).update(holder_id=who.officer_id)
    with pytest.raises(Refused, match=r"matters\.second_look"):
        working.answer(who, code, GIVEN, solved=True, now=LATER)


def test_after_the_boards_answer_she_may_still_say_that_it_is_not_done(house: House) -> None:
    code, who = at_the_board(house)
    working.answer(house.leader, code, GIVEN, solved=True, now=LATER)
    card = tracking.tracking(house.commune.pk, code, 1)
    assert card is not None
    assert card.acts == {"confirm", "contest_again"}
    sender.contest(citizen(house.commune.pk), code, "nước vẫn ngập sân", now=LATER + timedelta(days=1))
    assert state(code) == FeedbackState.AT_BOARD
    assert holder(code) not in (None, who.officer_id, house.leader.officer_id)
    for _ in range(6):
        now = LATER + timedelta(days=2)
        actor = next(one for one in (house.one_stop, who, house.leader) if one.officer_id == holder(code))
        working.answer(actor, code, GIVEN, solved=True, now=now)
        sender.contest(citizen(house.commune.pk), code, "nước vẫn ngập sân", now=now)
        assert holder(code) is not None


def test_the_rule_itself() -> None:
    first = [("opened", 1), ("answered", None), ("reopened", 1), ("answered", None)]
    assert barred(first) == frozenset()
    assert barred([*first, ("second_look", 2)]) == {1}
    assert barred([*first, ("second_look", 2), ("answered", None), ("second_look", 3)]) == {1, 2}
    assert barred([*first, ("second_look", 1)]) == frozenset(), "nobody else was left"


def test_taking_it_is_a_hand_over_with_a_reason_and_two_are_enough(house: House) -> None:
    sent = say(house)
    working.acknowledge(house.specialist, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    others = [builders.enter_officer(house.commune, Role.SPECIALIST) for _ in range(3)]
    with pytest.raises(Refused, match=r"matters\.reason\.missing"):
        working.take(others[0], sent.code, " ", now=NOW)
    for who in others[:2]:
        working.take(who, sent.code, WHY, now=NOW)
    with pytest.raises(Refused, match="handed_over_enough"):
        working.take(others[2], sent.code, WHY, now=NOW)
    assert Matter.objects.of(house.commune).get(code=sent.code).reassignments_in_step == 2
    lines = [line for line in desk.feedback(house.leader, sent.code).lines if line.kind == "handed_over"]
    assert [line.told["why"] for line in lines] == [WHY, WHY]
    working.take(house.leader, sent.code, "lãnh đạo nhận", now=NOW)
    (row,) = [one for one in held.occasions(house.commune.pk) if one.broken_on is not None]
    assert row.broken_on == local_day(NOW)


def test_what_nobody_read_is_taken_only_by_whom_the_rules_would_send_it_to(house: House) -> None:
    sent = say(house)
    stranger = builders.enter_officer(house.commune, Role.ONE_STOP)
    with pytest.raises(Refused, match=r"feedback\.take\.not_theirs"):
        working.take(stranger, sent.code, WHY, now=NOW)
    working.take(house.leader, sent.code, WHY, now=NOW)
    assert holder(sent.code) == house.leader.officer_id


def test_who_put_it_aside_without_holding_it_is_not_asked_again_when_she_objects(house: House) -> None:
    sent = say(house)
    why = "chưa thấy nói việc gì"
    working.acknowledge(house.leader, sent.code, MessageClass.SPAM, Topic.OTHER, why=why, now=NOW)
    sender.object_to_aside(citizen(house.commune.pk), sent.code, "ổ gà ngay đầu cầu", now=NOW)
    assert holder(sent.code) not in (None, house.leader.officer_id)
    with pytest.raises(Refused, match="second_look"):
        working.acknowledge(house.leader, sent.code, MessageClass.SPAM, Topic.OTHER, why=why, now=NOW)
