"""Meetings: announced in time, written on one screen, decided into assignments that come back until they are done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import builders
from tests.actions.test_steering_board import found, refusal
from tests.builders import NOW, House
from vidan.actions import steering as acts
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.domain.steering import Attendance, EvidenceKind, MeetingKind, MeetingState, MeetingText
from vidan.queries import letters as letters_seen
from vidan.queries import steering as seen
from vidan.store.models import Meeting

DAY = timedelta(days=1)
BEGINS = NOW + timedelta(hours=4)


def text(house: House, kind: MeetingKind = MeetingKind.MEETING, **more: object) -> MeetingText:
    chair, secretary = house.leader.officer_id or 0, house.one_stop.officer_id or 0
    told = MeetingText(kind, "Họp Ban điều hành tháng 11", BEGINS, "Hội trường xã", chair, secretary, "Kiểm lại việc")
    return replace(told, **more)


def planned(house: House) -> Meeting:
    found(house)
    return acts.plan_meeting(house.leader, text(house), now=NOW)


def written(house: House, code: str) -> None:
    came = {
        house.leader.officer_id or 0: Attendance.PRESENT,
        house.one_stop.officer_id or 0: Attendance.PRESENT,
        house.specialist.officer_id or 0: Attendance.EXCUSED,
    }
    acts.write(
        house.one_stop,
        code,
        came,
        agenda="Kiểm lại việc",
        course="Chị Hoa báo cáo.",
        conclusion="Nhất trí.",
        now=BEGINS,
    )


def test_people_are_told_five_working_days_before_they_come(house: House) -> None:
    found(house)
    soon = text(house, MeetingKind.RECEPTION, starts_at=NOW + 4 * DAY)
    assert refusal(acts.plan_meeting, house.leader, soon, now=NOW) == "steering.meeting.too_soon"
    row = acts.plan_meeting(house.leader, text(house, MeetingKind.RECEPTION, starts_at=NOW + 15 * DAY), now=NOW)
    late = refusal(acts.announce, house.leader, row.code, now=NOW + 12 * DAY)
    assert late == "steering.meeting.too_soon"
    acts.announce(house.leader, row.code, now=NOW + DAY)
    assert [card.code for card in seen.public_meetings(house.commune.pk, NOW).coming] == [row.code]
    reception, dialogue = seen.duties(house.commune.pk, date(2026, 12, 1))
    assert (reception.planned, reception.asked, dialogue.planned) == (1, 2, 0)
    own = planned_own(house)
    assert refusal(acts.announce, house.leader, own.code, now=NOW) == "steering.meeting.not_to_announce"


def planned_own(house: House) -> Meeting:
    return acts.plan_meeting(house.leader, text(house), now=NOW)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"starts_at": NOW}, "steering.meeting.passed"),
        ({"place": ""}, "steering.words.missing"),
        ({"secretary_id": None}, "steering.meeting.two_hands"),
        ({"secretary_id": 10_000}, "people.officer.unknown"),
    ],
)
def test_what_is_no_meeting_is_refused(house: House, change: dict[str, object], code: str) -> None:
    found(house)
    wrong = text(house)
    if change.get("secretary_id", 1) is None:
        change = {"secretary_id": wrong.chair_id}
    assert refusal(acts.plan_meeting, house.leader, replace(wrong, **change), now=NOW) == code


def test_a_decision_with_a_name_and_a_day_is_an_assignment_at_once_and_comes_back_until_done(house: House) -> None:
    row = planned(house)
    who = house.specialist.officer_id or 0
    half = refusal(acts.decide, house.one_stop, row.code, "Treo bảng", officer_id=who, now=BEGINS)
    assert half == "steering.decision.half"
    acts.decide(house.one_stop, row.code, "Treo bảng", officer_id=who, due_on=date(2026, 11, 27), now=BEGINS)
    acts.decide(house.one_stop, row.code, "Mọi người đeo thẻ tên", now=BEGINS)
    decisions = seen.meeting(house.leader, row.code).decisions
    assert [one.holder for one in decisions] == [house.specialist.name, ""]
    (left,) = seen.undone(house.commune.pk, BEGINS + 30 * DAY)
    assert left.title == "Treo bảng"
    assert seen.agenda(house.commune.pk, BEGINS + 30 * DAY).late_assignments == 1
    proof = acts.Proof(EvidenceKind.PHOTO, "Bảng đã treo", photo=b"\xff\xd8\xff")
    acts.finish(house.specialist, left.code, "đã treo", proofs=[proof], now=BEGINS)
    assert seen.undone(house.commune.pk, BEGINS + 30 * DAY) == ()


def test_minutes_are_a_letter_of_the_board_with_all_that_was_written(house: House) -> None:
    row = planned(house)
    assert refusal(acts.close, house.one_stop, row.code, now=NOW) == "steering.meeting.not_begun"
    assert refusal(acts.close, house.one_stop, row.code, now=BEGINS) == "steering.meeting.unwritten"
    written(house, row.code)
    acts.decide(
        house.one_stop, row.code, "Treo bảng", officer_id=house.specialist.officer_id, due_on=date(2026, 11, 27),
        now=BEGINS,
    )  # fmt: skip
    letter = acts.close(house.one_stop, row.code, now=BEGINS + timedelta(hours=1))
    values = letters_seen.card(house.leader, letter.code).values
    *present, away = values["present"].split("\n")
    assert present == ["Bùi Quốc Việt, Phó Chủ tịch", "Lê Thị Hoa, Công chức một cửa"]
    assert away == "Vắng: Phạm Văn Nam"
    assert "Treo bảng (Phạm Văn Nam, xong trước hết ngày 27/11/2026)" in values["conclusion"]
    assert values["begins"] == "13 giờ 00, ngày 17 tháng 11 năm 2026"
    assert refusal(written, house, row.code) == "steering.meeting.over"


def test_only_the_secretary_and_the_keepers_write(house: House) -> None:
    row = planned(house)
    came = {house.leader.officer_id or 0: Attendance.PRESENT}
    wrong = refusal(acts.write, house.specialist, row.code, came, agenda="", course="x", conclusion="", now=BEGINS)
    assert wrong == "people.role.missing"


def test_what_people_ask_is_answered_once_for_everybody_to_read(house: House) -> None:
    found(house)
    row = acts.plan_meeting(house.leader, text(house, MeetingKind.DIALOGUE, starts_at=NOW + 15 * DAY), now=NOW)
    acts.announce(house.leader, row.code, now=NOW)
    then = NOW + 15 * DAY
    acts.ask(house.one_stop, row.code, "Bao giờ có đèn đường ở thôn Ấm?", now=then)
    assert seen.agenda(house.commune.pk, then).unanswered == 1
    acts.answer(house.one_stop, row.code, 1, "Xong trước Tết, đã có kinh phí.", now=then + DAY)
    again = refusal(acts.answer, house.one_stop, row.code, 1, "Đổi ý rồi nhé.", now=then + DAY)
    assert again == "steering.question.unknown"
    own = acts.plan_meeting(house.leader, text(house), now=NOW)
    assert refusal(acts.ask, house.one_stop, own.code, "Hỏi ở cuộc họp", now=then) == "steering.question.not_here"


def test_a_reception_day_stands_in_the_book_without_minutes_and_a_dialogue_has_them(house: House) -> None:
    found(house)
    then = NOW + 15 * DAY
    codes = {}
    for kind in (MeetingKind.RECEPTION, MeetingKind.DIALOGUE):
        codes[kind] = acts.plan_meeting(house.leader, text(house, kind, starts_at=then), now=NOW).code
        acts.announce(house.leader, codes[kind], now=NOW)
        written(house, codes[kind])
    needed = refusal(acts.close_reception, house.one_stop, codes[MeetingKind.DIALOGUE], now=then + DAY)
    assert needed == "steering.meeting.minutes_needed"
    acts.close_reception(house.one_stop, codes[MeetingKind.RECEPTION], now=then + DAY)
    card = seen.meeting(house.leader, codes[MeetingKind.RECEPTION])
    assert (card.state, card.minutes) == (MeetingState.HELD, "")
    assert seen.duties(house.commune.pk, local_day(then))[0].held == 1


def test_what_is_cancelled_says_why_and_stays_seen(house: House) -> None:
    found(house)
    row = acts.plan_meeting(house.leader, text(house, MeetingKind.RECEPTION, starts_at=NOW + 15 * DAY), now=NOW)
    acts.announce(house.leader, row.code, now=NOW)
    acts.cancel(house.leader, row.code, "Bão số 12, đường vào xã ngập", now=NOW + DAY)
    (past,) = seen.public_meetings(house.commune.pk, NOW + DAY).past
    assert past.state is MeetingState.CANCELLED and "Bão số 12" in past.cancelled_for


def test_another_commune_sees_none_of_it(house: House) -> None:
    row = planned(house)
    other = builders.enter_officer(builders.open_commune("14944", "Xã Khác"), Role.LEADER)
    assert refusal(seen.meeting, other, row.code) == "steering.meeting.unknown"
    assert refusal(acts.cancel, other, row.code, "không họp nữa", now=NOW) == "steering.meeting.unknown"
