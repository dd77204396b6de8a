"""Of receptions and dialogues two books tell; a day that stands in both is one, and what a book adds is told."""

from datetime import timedelta
from typing import Any

from tests.actions.test_feedback_reception import VISIT, enter
from tests.actions.test_steering_board import found
from tests.actions.test_steering_meetings import text
from tests.builders import NOW, House
from vidan.actions import steering
from vidan.actions.feedback import reception, working
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import Gathering
from vidan.domain.moments import local_day
from vidan.domain.steering import MeetingKind, MeetingState
from vidan.queries.promises import beside, gatherings
from vidan.store import guard
from vidan.store.models import Meeting

FIRST, LAST = local_day(NOW) - timedelta(days=30), local_day(NOW) + timedelta(days=30)


def planned(house: House, days: int, **held: Any) -> None:
    """An announced reception day so many days ahead; `held`: and what became of it."""
    told = text(house, MeetingKind.RECEPTION, starts_at=NOW + timedelta(days=days))
    row = steering.plan_meeting(house.leader, told, now=NOW)
    steering.announce(house.leader, row.code, now=NOW)
    with guard.writing_allowed():
        Meeting.objects.of(house.commune).filter(pk=row.pk).update(**held)


def test_a_day_in_both_books_is_one_day_and_what_the_book_adds_is_another(house: House) -> None:
    found(house)
    planned(house, 15, starts_at=NOW, state=MeetingState.HELD.value)
    planned(house, 20, starts_at=NOW + timedelta(days=20))
    planned(house, 22, starts_at=NOW + timedelta(days=22), state=MeetingState.CANCELLED.value)
    enter(house)
    days = gatherings.days(house.commune.pk, Gathering.RECEPTION, FIRST, LAST)
    assert days == (1, 3)  # what was called off was promised too
    assert gatherings.unannounced(house.commune.pk, FIRST, LAST) == ()
    yesterday = local_day(NOW) - timedelta(days=1)
    enter(house, held_on=yesterday)
    enter(house, held_on=yesterday, occasion=Gathering.DIALOGUE)
    assert gatherings.days(house.commune.pk, Gathering.RECEPTION, FIRST, LAST) == (2, 4)
    left = gatherings.unannounced(house.commune.pk, FIRST, LAST)
    assert left == ((MeetingKind.DIALOGUE, yesterday), (MeetingKind.RECEPTION, yesterday))


def test_questions_of_the_book_count_with_their_answers(house: House) -> None:
    enter(house)  # a request is no question
    enter(house, cls=MessageClass.QUESTION, follow=False, answer="Bà mang sổ hộ khẩu cũ là được.")
    asked = enter(house, occasion=Gathering.DIALOGUE, said="Bao giờ có điện về bản trên?")
    assert gatherings.questions(house.commune.pk, FIRST, LAST) == (1, 2)
    reception.answer(house.specialist, asked.line_id or 0, "Điện lực hẹn trước Tết.", now=NOW)
    assert beside.beside(house.commune.pk, FIRST, LAST)["answered"] == (2, 2)


def test_what_was_sealed_counts_in_neither(house: House) -> None:
    sent = enter(house, cls=MessageClass.QUESTION, said=VISIT.said).sent
    assert sent is not None
    working.seal_away(house.specialist, sent.code, now=NOW)
    assert gatherings.days(house.commune.pk, Gathering.RECEPTION, FIRST, LAST) == (0, 0)
    assert gatherings.questions(house.commune.pk, FIRST, LAST) == (0, 0)
