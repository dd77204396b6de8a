"""A thank-you that is owed has one named holder, stands on his desk, and is known to nobody else once it is sealed."""

from datetime import timedelta

from tests.actions.test_feedback import GIVEN, POTHOLE, say, to_answered
from tests.builders import NOW, House
from vidan.actions import letters
from vidan.actions.feedback import sender, working
from vidan.actions.matters import telling
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import thanks_code
from vidan.domain.people import citizen
from vidan.queries import matters
from vidan.queries.feedback import desk
from vidan.store.models import Letter, Matter, Reminder

WORDS = "Cảm ơn ông bà đã báo đúng chỗ đường hỏng."
LATER = NOW + timedelta(days=2)


def adopted(house: House, **words: str) -> str:
    """An idea that a leader took up after it was answered and confirmed; its code."""
    sent, _ = to_answered(house, **words)
    sender.confirm(citizen(house.commune.pk), sent.code, now=LATER)
    working.adopt(house.leader, sent.code, now=LATER)
    return str(sent.code)


def thanks(house: House, code: str) -> Matter:
    found: Matter = Matter.objects.of(house.commune).get(code=thanks_code(code))
    return found


def test_thanks_for_what_is_closed_stand_on_the_desk_of_who_answered_it(house: House) -> None:
    code = adopted(house)
    owed = thanks(house, code)
    assert owed.holder_id == house.specialist.officer_id
    assert owed.due_at == desk.feedback(house.leader, code).thanks_due_at
    page = matters.queue(house.specialist, whole_commune=False, after="")
    assert owed.code in [row.code for row in page.running]
    assert desk.feedback(house.leader, code).thanker == "Phạm Văn Nam"
    working.thank(house.specialist, code, WORDS, now=LATER)
    owed.refresh_from_db()
    assert owed.closed_at is not None


def test_whoever_owes_them_is_reminded_and_after_the_day_his_leader_too(house: House) -> None:
    code = adopted(house)
    telling.escalate(house.commune.pk, now=LATER + timedelta(days=20))
    told = Reminder.objects.of(house.commune).filter(matter=thanks(house, code))
    assert {house.specialist.officer_id, house.leader.officer_id} <= set(told.values_list("officer_id", flat=True))


def test_praise_that_was_answered_still_owes_thanks_at_a_named_desk(house: House) -> None:
    sent = say(house, text="Cảm ơn xã đã làm đường mới, bà con vui lắm")
    working.acknowledge(house.specialist, sent.code, MessageClass.PRAISE, Topic.ROADS, now=NOW)
    card = desk.feedback(house.specialist, sent.code)
    assert (card.due_at, card.thanker) == (card.thanks_due_at, ""), "the message itself lies at a desk"
    working.answer(house.specialist, sent.code, GIVEN, solved=False, now=NOW)
    assert thanks(house, sent.code).holder_id == house.specialist.officer_id


def test_thanks_by_a_letter_are_one_piece_of_work_with_the_same_holder(house: House) -> None:
    code = adopted(house, name="Hà Thị Mẫu")
    letters.look_over(house.commune.pk, now=LATER)
    (letter,) = Letter.objects.of(house.commune).filter(about__code=code)
    assert letter.owed is not None
    assert letter.owed.holder_id == house.specialist.officer_id
    assert thanks(house, code).closed_at is not None


def test_what_turns_out_to_be_a_denunciation_leaves_no_thanks_behind(house: House) -> None:
    code = adopted(house, text=POTHOLE.text)
    working.seal_away(house.leader, code, now=LATER)
    owed = thanks(house, code)
    assert (owed.closed_at, owed.holder_id) == (LATER, None)
    assert "Đường" not in owed.title
