"""Thanks for what people said: drafted by themselves, paid by whoever comes first, counted once for promise 5."""

from datetime import timedelta
from typing import Any

import pytest

from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from vidan.actions import letters
from vidan.actions.feedback import sending, working
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.letters.delivery import Way
from vidan.domain.occasions import Occasion
from vidan.domain.people import citizen
from vidan.queries import letters as seen
from vidan.queries.promises.measures import MEASURES
from vidan.store.models import Entry, Feedback, Letter, Matter

pytestmark = pytest.mark.django_db
PRAISE = Saying(text="Cảm ơn cô Hoa đã hướng dẫn bà tôi rất tận tình.", name="Lương Văn Ước", form_token="b" * 20)


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


def praised(office: Office, said: Saying = PRAISE) -> str:
    sent = sending.send(citizen(office.commune.pk), said, now=NOW)
    working.acknowledge(office.writer, sent.code, MessageClass.PRAISE, Topic.OTHER, now=NOW)
    return str(sent.code)


def look(office: Office) -> letters.Look:
    return letters.look_over(office.commune.pk, now=NOW + timedelta(hours=1))


def counted(office: Office) -> list[Occasion]:
    return list(MEASURES[5](office.commune.pk))


def of_praise(office: Office) -> Letter:
    return Letter.objects.of(office.commune).get(trigger="praise")


def to_the_seal(office: Office, code: str) -> None:
    """Written, checked, signed, numbered, sealed."""
    letters.write(office.writer, code, {**made.values("thanks"), "recipient": "Lương Văn Ước"}, now=NOW)
    made.check(office, code)
    letters.sign(office.chairman, code, now=NOW)
    letters.number(office.clerk, code, now=NOW)
    letters.keep_file(office.clerk, code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    letters.seal(office.clerk, code, 2, now=NOW)


def test_praise_with_a_name_gets_its_draft_once_with_the_day_that_feedback_reckoned(office: Office) -> None:
    code = praised(office)
    assert look(office).drafted == 1
    assert look(office).drafted == 0
    letter = of_praise(office)
    assert letter.about is not None
    assert letter.about.code == code
    assert letter.due_at == Feedback.objects.of(office.commune).get().thanks_due_at
    assert letters_of(office, letter)["recipient"] == "Lương Văn Ước"


def letters_of(office: Office, letter: Letter) -> dict[str, str]:
    return dict(seen.card(office.writer, letter.code).values)


def test_a_letter_that_leaves_thanks_the_feedback_and_counts_once(office: Office) -> None:
    code = praised(office)
    look(office)
    assert len(counted(office)) == 1
    letter = of_praise(office)
    to_the_seal(office, letter.code)
    letters.send(office.clerk, letter.code, letters.Sending(Way.HOME, "Thôn Tôm"), now=NOW + timedelta(days=1))
    row = Feedback.objects.of(office.commune).get()
    assert row.thanked_at == NOW + timedelta(days=1)
    assert Matter.objects.of(office.commune).get(code=code).closed_at is not None
    (occasion,) = counted(office)
    assert occasion.finished_on is not None
    assert Entry.objects.of(office.commune).filter(kind="co").count() == 1


def test_thanks_said_on_the_page_take_the_draft_away(office: Office) -> None:
    code = praised(office)
    look(office)
    working.thank(office.writer, code, "Xã cảm ơn ông đã có lời, chúng tôi sẽ cố gắng hơn.", now=NOW)
    assert look(office).dropped == 1
    assert of_praise(office).state == "discarded"
    assert Matter.objects.of(office.commune).filter(kind="thanks", closed_at=None).count() == 0
    assert len(counted(office)) == 1
    assert look(office).drafted == 0


def test_who_left_no_name_gets_no_letter_and_an_adopted_idea_does(office: Office) -> None:
    praised(office, Saying(text="Cảm ơn xã, mọi người rất niềm nở.", form_token="c" * 20))
    assert look(office).drafted == 0
    said = Saying(text="Xã nên đặt thêm ghế ở sân chờ cho người già.", name="Hà Thị Thảo", form_token="d" * 20)
    idea = sending.send(citizen(office.commune.pk), said, now=NOW)
    working.acknowledge(office.writer, idea.code, MessageClass.FEEDBACK, Topic.OTHER, now=NOW)
    working.adopt(office.chairman, idea.code, now=NOW)
    assert look(office).drafted == 1
    assert Letter.objects.of(office.commune).get(trigger="idea").about.code == idea.code
