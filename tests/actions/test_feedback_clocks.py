"""What is to be read is worked towards like any date: on the desk, in reminders, on the leader's day."""

from datetime import timedelta

from tests.builders import NOW, House
from vidan.actions import matters
from vidan.actions.feedback import sending, working
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, citizen
from vidan.queries import dossiers
from vidan.queries import matters as desk
from vidan.queries.feedback import tracking
from vidan.store.calendars import calendar_of
from vidan.store.models import Feedback, Matter, Promise, Reminder

DAY = timedelta(days=1)
ROAD = "Đường vào thôn Vèn có nhiều ổ gà, mưa xuống không thấy mà tránh, đề nghị xã sửa."
FIRE = "Cháy nhà ở xóm Chùa, có người kẹt bên trong, cứu với!"


def say(house: House, text: str = ROAD) -> Feedback:
    sent = sending.send(citizen(house.commune.pk), Saying(text=text), now=NOW)
    found: Feedback = Feedback.objects.of(house.commune).select_related("matter").get(matter__code=sent.code)
    return found


def holder(house: House, row: Feedback) -> Actor:
    there = house.leader, house.one_stop, house.specialist
    return next(who for who in there if who.officer_id == row.matter.holder_id)


def told(row: Feedback) -> list[tuple[int | None, int]]:
    """(officer, per cent) of each reminder about it, oldest first."""
    lines = Reminder.objects.of(row.commune_id).filter(matter=row.matter, kind="escalation").order_by("pk")
    return [(officer, told["percent"]) for officer, told in lines.values_list("officer_id", "told")]


def test_an_unread_message_is_late_on_its_desk_and_on_the_sheet_of_the_morning(house: House) -> None:
    row = say(house)
    who, later = holder(house, row), row.acknowledge_by + timedelta(hours=1)
    assert row.matter.due_at == row.acknowledge_by
    assert row.matter.first_due_at is not None
    assert row.matter.first_due_at > row.acknowledge_by
    assert desk.counts(who, now=later, end_of_today=later).late == 1
    sheet = dossiers.morning(who, now=later, noon=later, evening=later)
    assert [line.code for line in sheet.late] == [row.matter.code]


def test_its_reminders_come_at_the_same_shares_of_its_own_time(house: House) -> None:
    row = say(house)
    calendar = calendar_of(house.commune)
    whole, moment = calendar.working_minutes(row.received_at, row.acknowledge_by), row.received_at
    seen: dict[int, int] = {}
    while moment < row.acknowledge_by + 2 * DAY and len(seen) < 4:
        moment += timedelta(minutes=20)
        matters.escalate(house.commune.pk, now=moment)
        for _, percent in told(row):
            seen.setdefault(percent, calendar.working_minutes(row.received_at, moment) * 100 // whole)
    assert sorted(seen) == [50, 75, 100, 150]
    assert all(percent <= gone <= percent + 8 for percent, gone in seen.items())
    chairman = house.leader.officer_id
    assert chairman in {officer for officer, percent in told(row) if percent == 100}


def test_once_it_is_read_the_desk_works_towards_the_answer(house: House) -> None:
    row = say(house)
    matters.escalate(house.commune.pk, now=row.acknowledge_by + timedelta(minutes=5))
    working.acknowledge(house.leader, row.matter.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW + 3 * DAY)
    matter = Matter.objects.of(house.commune).get(pk=row.matter_id)
    assert (matter.due_at, matter.escalated) == (matter.first_due_at, 0)


def test_the_sender_sees_the_day_of_the_answer_before_and_after(house: House) -> None:
    row = say(house)
    for _ in range(2):
        card = tracking.tracking(house.commune.pk, row.matter.code, 1)
        assert card is not None
        assert card.answer_by == row.matter.first_due_at
        if row.acknowledged_at is None:
            working.acknowledge(house.leader, row.matter.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
            row.refresh_from_db()


def test_danger_stands_first_with_its_quarter_of_an_hour(house: House) -> None:
    early, fire = say(house), say(house, FIRE)
    assert fire.emergency
    assert fire.matter.due_at == NOW + timedelta(minutes=15)
    everything = desk.queue(house.leader, whole_commune=True).running
    assert [line.code for line in everything] == [fire.matter.code, early.matter.code]


def test_a_closure_moves_the_day_of_the_answer_of_what_nobody_has_read(house: House) -> None:
    row = say(house)
    first = local_day(row.acknowledge_by) + DAY
    matters.shut_office(
        house.leader,
        matters.Shutting(first_on=first, last_on=first + DAY, reason="bão số 12, nước ngập trụ sở"),
        now=NOW,
    )
    promises = list(Promise.objects.of(house.commune).filter(matter=row.matter).order_by("number"))
    assert len(promises) == 2
    assert promises[1].due_at > promises[0].due_at
    working.acknowledge(house.leader, row.matter.code, MessageClass.FEEDBACK, Topic.ROADS, now=NOW)
    assert Matter.objects.of(house.commune).get(pk=row.matter_id).due_at == promises[1].due_at
