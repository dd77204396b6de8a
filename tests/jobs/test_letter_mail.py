"""A letter by mail: it leaves with its file, or it comes back to the clerk with the reason and goes another way."""

from typing import Any

import pytest
from django.core import mail as outbox

from tests import builders
from tests import letters as made
from tests.letters import Office
from vidan.actions import letters
from vidan.domain.letters.delivery import Way
from vidan.jobs import worker
from vidan.queries import letters as seen
from vidan.speech.messages import letter_mail as words
from vidan.store.models import Letter, LetterDelivery

pytestmark = pytest.mark.django_db(transaction=True)  # the worker opens and closes connections itself
TO = "ha.thao@thu.example"


@pytest.fixture
def office() -> Office:
    return made.furnish(builders.open_commune())


@pytest.fixture
def configured(settings: Any) -> None:
    settings.MAIL_HOST = "mail.dien-lu.example"
    settings.DEFAULT_FROM_EMAIL = "van-thu@dien-lu.example"
    settings.PUBLIC_URL = "https://dien-lu.example"


def mailed(office: Office) -> Letter:
    letter = made.sealed(office, "thanks")
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, TO), now=builders.NOW)
    worker.Worker().run(once=True)
    letter.refresh_from_db()
    return letter


def tries(letter: Letter) -> list[tuple[str, str, str]]:
    rows = LetterDelivery.objects.of(letter.commune_id).filter(letter=letter).order_by("pk")
    return list(rows.values_list("way", "state", "proof"))


def test_the_mail_carries_the_file_that_was_sealed_and_says_where_to_verify_it(
    office: Office, configured: None
) -> None:
    letter = mailed(office)
    assert letter.state == "sent"
    (sent,) = outbox.outbox
    assert sent.to == [TO]
    assert sent.subject == f"Thư cảm ơn số {letter.number_shown}"
    assert f"https://dien-lu.example/van-ban/{letter.verify_code}" in sent.body
    ((name, content, _kind),) = sent.attachments
    assert (name, content) == (f"{letter.code}.pdf", made.PDF + letter.code.encode())


def test_what_could_not_leave_comes_back_with_its_reason_and_goes_by_post(office: Office) -> None:
    letter = mailed(office)
    assert outbox.outbox == []
    assert letter.state == "sealed"
    assert tries(letter) == [("mail", "came_back", words.NOT_CONFIGURED)]
    assert [row.code for row in seen.work(office.clerk).to_send] == [letter.code]
    letters.send(office.clerk, letter.code, letters.Sending(Way.POST, "Thôn Tôm"), now=builders.NOW)
    assert tries(letter)[-1] == ("post", "sent", "")
