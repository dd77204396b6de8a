"""What stands beside a promise: of what was planned, and of what was sent on to another body."""

from datetime import date, timedelta

from tests.builders import NOW, House
from vidan.actions.feedback import forwarding, sending, working
from vidan.domain.feedback.agencies import Forwarding, Way
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.people import citizen
from vidan.domain.steering.meetings import MeetingKind, MeetingState
from vidan.queries.promises.beside import beside
from vidan.store import guard
from vidan.store.models import Matter, Meeting

FIRST, LAST = date(2026, 10, 1), date(2026, 12, 31)
GIVEN = working.Answer("Bà con hỏi về đường.", "Sở đã vá hai ổ gà hôm qua.", "Không còn gì phải làm.", local_day(NOW))


def test_what_is_not_ours_is_counted_until_it_was_answered(house: House) -> None:
    for number in range(3):
        sent = sending.send(citizen(house.commune.pk), Saying(text="Đường tỉnh qua xã có nhiều ổ gà."), now=NOW)
        working.acknowledge(house.leader, sent.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
        holder = Matter.objects.of(house.commune).get(code=sent.code).holder_id
        who = next(one for one in (house.leader, house.one_stop, house.specialist) if one.officer_id == holder)
        away = Forwarding("Sở Xây dựng tỉnh", "Đường này do tỉnh quản lý và sửa chữa.", local_day(NOW), Way.PHONE)
        forwarding.send_on(who, sent.code, away, now=NOW)
        if number == 0:
            replied = "Sở đã cho vá hai ổ gà trong ngày hôm qua."
            forwarding.note_reply(who, sent.code, replied, local_day(NOW), now=NOW + timedelta(days=1))
            working.answer(who, sent.code, GIVEN, solved=True, now=NOW + timedelta(days=3))
    assert beside(house.commune.pk, FIRST, LAST)["followed"] == (1, 3)
    assert beside(house.commune.pk, date(2026, 1, 1), date(2026, 3, 31))["followed"] == (0, 0)


def test_a_reception_that_was_called_off_is_one_that_was_planned(house: House) -> None:
    assert house.leader.officer_id is not None
    with guard.writing_allowed():
        for number, state in enumerate((MeetingState.HELD, MeetingState.CANCELLED, MeetingState.ANNOUNCED)):
            Meeting.objects.of(house.commune).create(
                commune=house.commune,
                code=f"H{number}",
                kind=MeetingKind.RECEPTION.value,
                title="Tiếp công dân",
                starts_at=NOW + timedelta(days=number),
                place="Nhà văn hóa xã",
                chair_id=house.leader.officer_id,
                secretary_id=house.leader.officer_id,
                state=state.value,
            )
    told = beside(house.commune.pk, FIRST, LAST)
    assert (told["receptions"], told["dialogues"]) == ((1, 3), (0, 0))
