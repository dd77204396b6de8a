"""A complaint goes the way of its law; a bad rating brings somebody else; the sealed box keeps the same clocks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions.feedback import legal, sealed_law, sender, sending, working
from vidan.actions.feedback.legal import Step
from vidan.actions.feedback.working import Answer
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.legal import LegalAct, LegalKind
from vidan.domain.feedback.saying import Saying
from vidan.domain.feedback.states import FeedbackState
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, citizen
from vidan.queries import matters as seen
from vidan.queries.feedback import desk, tracking
from vidan.queries.feedback import sealed as box
from vidan.store.models import Fact, Feedback, Matter, Promise, Reminder, SealedMatter

COMPLAINT = Saying(text="Tôi khiếu nại quyết định thu hồi đất của nhà tôi vì sai hiện trạng.")
POTHOLE = Saying(text="Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.")
WORDS = "Đơn của ông/bà thuộc thẩm quyền của Chủ tịch xã, chúng tôi bắt đầu xem xét."
GIVEN = Answer(
    asked="Bà con báo đường hỏng.",
    said="Xã đã vá ổ gà, đi lại được.",
    next_step="Xã kiểm tra lại.",
    checked_on=local_day(NOW),
)


def complained(house: House) -> tuple[str, Actor]:
    code = sending.send(citizen(house.commune.pk), COMPLAINT, now=NOW).code
    working.acknowledge(house.leader, code, MessageClass.COMPLAINT, Topic.LAND, now=NOW)
    assert Matter.objects.of(house.commune).get(code=code).holder_id == house.leader.officer_id
    return code, house.leader


def due_days(code: str) -> list[str]:
    rows = Promise.objects.across_communes("test").filter(matter__code=code).order_by("number")
    return [row.limit for row in rows]


def step(act: LegalAct, **words: Any) -> Step:
    return replace(Step(act, WORDS), **words)


def test_each_step_of_a_complaint_has_a_date_of_its_own_beside_the_first(house: House) -> None:
    code, holder = complained(house)
    legal.take(holder, code, step(LegalAct.ACCEPT), now=NOW + timedelta(days=2))
    legal.take(holder, code, step(LegalAct.EXTEND), now=NOW + timedelta(days=20))
    assert due_days(code) == ["10wd", "7wd", "30d", "45d"]
    card = desk.feedback(holder, code)
    assert card.state == FeedbackState.ACCEPTED
    assert card.stage == "settle"
    legal.take(holder, code, step(LegalAct.CONCLUDE, number="12/QĐ-UBND"), now=NOW + timedelta(days=40))
    assert Matter.objects.of(house.commune).get(code=code).state == FeedbackState.ANSWERED
    lines = desk.feedback(holder, code).lines
    assert [line.kind for line in lines] == ["received", "acknowledged", "accepted", "extended", "concluded"]
    assert lines[-1].told["number"] == "12/QĐ-UBND"


def test_a_complaint_is_not_answered_away_like_an_opinion(house: House) -> None:
    code, holder = complained(house)
    with pytest.raises(Refused, match=r"feedback\.legal\.own_way"):
        working.answer(holder, code, GIVEN, solved=False, now=NOW)
    assert "answer" not in desk.feedback(holder, code).acts


def test_declining_says_why_and_can_be_contested(house: House) -> None:
    code, holder = complained(house)
    with pytest.raises(Refused, match=r"feedback\.answer\.too_short"):
        legal.take(holder, code, step(LegalAct.DECLINE, words="không"), now=NOW)
    legal.take(holder, code, step(LegalAct.DECLINE), now=NOW)
    sender.contest(citizen(house.commune.pk), code, "đơn của tôi đúng thẩm quyền xã", now=NOW + timedelta(days=1))
    assert Matter.objects.of(house.commune).get(code=code).state == FeedbackState.CONTESTED


def test_a_conclusion_needs_its_number_and_steps_their_order(house: House) -> None:
    code, holder = complained(house)
    with pytest.raises(Refused):
        legal.take(holder, code, step(LegalAct.CONCLUDE, number="1/QĐ"), now=NOW)
    legal.take(holder, code, step(LegalAct.ACCEPT), now=NOW)
    with pytest.raises(Refused, match=r"feedback\.legal\.number"):
        legal.take(holder, code, step(LegalAct.CONCLUDE), now=NOW)


def test_an_ordinary_opinion_has_no_step_of_that_law(house: House) -> None:
    code = sending.send(citizen(house.commune.pk), POTHOLE, now=NOW).code
    working.acknowledge(house.specialist, code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    with pytest.raises(Refused, match=r"feedback\.move\.not_lawful"):
        legal.take(house.specialist, code, step(LegalAct.ACCEPT), now=NOW)


def answered(house: House) -> str:
    code = sending.send(citizen(house.commune.pk), POTHOLE, now=NOW).code
    working.acknowledge(house.specialist, code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    working.answer(house.specialist, code, GIVEN, solved=True, now=NOW + timedelta(days=1))
    return code


def test_a_bad_rating_brings_somebody_else_at_once(house: House) -> None:
    code = answered(house)
    sender.appeal(citizen(house.commune.pk), code, 1, "vá dối, xe đi qua lại bung", now=NOW + timedelta(days=2))
    row = Feedback.objects.of(house.commune).select_related("matter").get(matter__code=code)
    assert row.matter.state == FeedbackState.AT_BOARD
    assert row.matter.holder_id == house.leader.officer_id
    assert row.rating == 1
    assert due_days(code) == ["10wd", "10wd"]


def test_only_a_bad_rating_opens_an_appeal_and_only_a_fair_one_confirms(house: House) -> None:
    code = answered(house)
    me = citizen(house.commune.pk)
    with pytest.raises(Refused, match=r"feedback\.rating\.which"):
        sender.appeal(me, code, 4, "vá dối, xe đi qua lại bung", now=NOW)
    with pytest.raises(Refused, match=r"feedback\.rating\.which"):
        sender.confirm(me, code, rating=1, now=NOW)
    sender.confirm(me, code, rating=5, now=NOW + timedelta(days=2))
    assert Feedback.objects.of(house.commune).get(matter__code=code).rating == 5


def test_who_calls_is_written_down_with_the_one_who_wrote(house: House) -> None:
    code = answered(house)
    sender.contest(house.one_stop, code, "(Điện thoại) còn hai ổ gà to", now=NOW + timedelta(days=2))
    line = desk.feedback(house.specialist, code).lines[-1]
    assert (line.kind, line.officer) == ("contested", house.one_stop.name)


@pytest.fixture
def handler(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")


def denounced(house: House) -> Any:
    said = Saying(text="Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ của dân.")
    return sending.send(citizen(house.commune.pk), said, now=NOW)


def test_the_sealed_box_keeps_the_laws_clock_and_tells_its_sender_in_the_same_lines(
    house: House, handler: Actor
) -> None:
    sent = denounced(house)
    row = SealedMatter.objects.of(house.commune).get()
    assert row.due_at is not None and local_day(row.due_at) > local_day(NOW)
    sealed_law.take(handler, sent.code, LegalKind.DENUNCIATION, step(LegalAct.ACCEPT), now=NOW + timedelta(days=3))
    sealed_law.take(handler, sent.code, LegalKind.COMPLAINT, step(LegalAct.EXTEND), now=NOW + timedelta(days=30))
    card = tracking.tracking(house.commune.pk, sent.code, sent.print_number)
    assert card is not None
    assert (card.state, card.stage) == (FeedbackState.ACCEPTED, "settle")
    assert [line.kind for line in card.lines] == ["received", "accepted", "extended"]
    end = step(LegalAct.CONCLUDE, number="3/KL-UBND")
    sealed_law.take(handler, sent.code, LegalKind.DENUNCIATION, end, now=NOW + timedelta(days=50))
    assert box.waiting(handler) == []
    (shown,) = box.waiting(handler, done=True)
    assert (shown.law, shown.due_at, shown.acts) == ("denunciation", None, frozenset())
    assert shown.concluded_at is not None


def test_steps_in_the_sealed_box_stand_in_no_matter_and_name_no_law(house: House, handler: Actor) -> None:
    sent = denounced(house)
    sealed_law.take(handler, sent.code, LegalKind.DENUNCIATION, step(LegalAct.ACCEPT), now=NOW)
    assert not Matter.objects.of(house.commune).exists()
    row = SealedMatter.objects.of(house.commune).get()
    assert b"denunciation" not in bytes(row.course or b"")
    told = str(list(Fact.objects.of(house.commune).values_list("told", flat=True)))
    assert "denunciation" not in told and WORDS not in told


def test_only_the_reader_is_reminded_and_no_mail_goes_out(house: House, handler: Actor) -> None:
    denounced(house)
    at_work = NOW + timedelta(days=8)
    assert sealed_law.remind(house.commune.pk, now=at_work) == 1
    assert sealed_law.remind(house.commune.pk, now=at_work) == 0
    (reminder,) = Reminder.objects.of(house.commune)
    assert reminder.officer_id == handler.officer_id
    assert reminder.matter_id is None
    assert not seen.reminders(house.specialist)


def test_nobody_else_takes_a_step_in_the_sealed_box(house: House, handler: Actor) -> None:
    sent = denounced(house)
    for other in (house.specialist, house.leader):
        with pytest.raises(Refused):
            sealed_law.take(other, sent.code, LegalKind.DENUNCIATION, step(LegalAct.ACCEPT), now=NOW)
