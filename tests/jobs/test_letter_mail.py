"""A letter by mail: it leaves with its file, or it comes back to the clerk with the reason and goes another way."""

import smtplib
from typing import Any

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage

from tests import builders
from tests import letters as made
from tests.letters import Office
from vidan.actions import letters
from vidan.domain.errors import Refused
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.owed import Trigger
from vidan.domain.people import program
from vidan.jobs import letter_mail, worker
from vidan.jobs.errands import Outcome
from vidan.queries import letters as seen
from vidan.speech.messages import letter_mail as words
from vidan.store.models import Fact, Letter, LetterDelivery, Matter

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
    assert letter.sent_at is not None
    assert tries(letter) == [("mail", "sent", "")]
    (sent,) = outbox.outbox
    assert sent.to == [TO]
    assert sent.subject == f"Thư cảm ơn số {letter.number_shown} của Ủy ban nhân dân xã Điền Lư"
    assert f"gửi kèm thư cảm ơn số {letter.number_shown} ngày 17/11/2026" in sent.body
    assert f"https://dien-lu.example/van-ban/{letter.verify_code}" in sent.body
    ((name, content, _kind),) = sent.attachments
    assert (name, content) == ("01-UBND-VP.pdf", made.PDF + letter.code.encode())


def test_what_could_not_leave_comes_back_with_its_reason_and_goes_by_post(office: Office) -> None:
    letter = mailed(office)
    assert outbox.outbox == []
    assert letter.state == "sealed"
    assert tries(letter) == [("mail", "never_left", words.NOT_CONFIGURED)]
    assert [row.code for row in seen.work(office.clerk).to_send] == [letter.code]
    letters.send(office.clerk, letter.code, letters.Sending(Way.POST, "Thôn Tôm"), now=builders.NOW)
    assert tries(letter)[-1] == ("post", "sent", "")


WHAT_HAPPENED = {
    "what": "Mất một tờ khai.",
    "cause": "Để lẫn sang bìa khác.",
    "remedy": "Làm lại trong ngày, xã chịu chi phí.",
}


def owed(office: Office) -> Letter:
    """An apology for a lost paper, sealed."""
    matter = builders.receive(office.writer)
    letter = letters.owe_apology(office.chairman, matter.code, Trigger.LOST, now=builders.NOW)
    told = made.values("apology_fault") | dict(seen.card(office.writer, letter.code).values) | WHAT_HAPPENED
    letters.write(office.writer, letter.code, told, now=builders.NOW)
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=builders.NOW)
    letters.number(office.clerk, letter.code, now=builders.NOW)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=builders.NOW)
    return letters.seal(office.clerk, letter.code, 2, now=builders.NOW)


def paid(letter: Letter) -> tuple[bool, int]:
    """Whether the owed matter is closed, and how often the public book was told of it."""
    letter.refresh_from_db()
    told = Fact.objects.of(letter.commune_id).filter(kind="ApologyIssued").count()
    return Matter.objects.of(letter.commune_id).get(pk=letter.owed_id).closed_at is not None, told


def test_an_apology_by_mail_is_paid_when_the_mail_server_took_it_and_not_before(
    office: Office, configured: None
) -> None:
    letter = owed(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, TO), now=builders.NOW)
    assert paid(letter) == (False, 0)
    assert letter.sent_at is None
    worker.Worker().run(once=True)
    assert paid(letter) == (True, 1)
    assert letter.sent_at is not None
    letters.left(program(letter.commune_id), letter.code, now=builders.NOW)
    assert paid(letter) == (True, 1), "told twice, paid once"


def test_an_apology_that_no_mail_server_took_stays_owed_until_it_goes_by_post(office: Office) -> None:
    letter = owed(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, TO), now=builders.NOW)
    worker.Worker().run(once=True)
    assert paid(letter) == (False, 0)
    assert letter.sent_at is None
    letters.send(office.clerk, letter.code, letters.Sending(Way.POST, "Thôn Tôm"), now=builders.NOW)
    assert paid(letter) == (True, 1)


def test_nobody_can_have_a_letter_that_the_mail_server_has_not_taken(office: Office, configured: None) -> None:
    letter = owed(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, TO), now=builders.NOW)
    assert [row.leaving for row in seen.work(office.clerk).on_the_way] == [True]
    with pytest.raises(Refused, match="leaving"):
        letters.acknowledge(office.clerk, letter.code, "gọi điện hỏi", now=builders.NOW)
    worker.Worker().run(once=True)
    assert [row.leaving for row in seen.work(office.clerk).on_the_way] == [False]
    letters.acknowledge(office.clerk, letter.code, "gọi điện hỏi", now=builders.NOW)
    assert paid(letter) == (True, 1)


def test_a_try_that_was_stopped_neither_leaves_nor_ends_the_one_that_took_its_place(
    office: Office, configured: None
) -> None:
    letter = owed(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, "sai@thu.example"), now=builders.NOW)
    letters.come_back(office.clerk, letter.code, "gõ sai địa chỉ", now=builders.NOW)
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, TO), now=builders.NOW)
    first = LetterDelivery.objects.of(letter.commune_id).filter(letter=letter).order_by("pk")[0]
    payload = {"letter": letter.pk, "delivery": first.pk}
    letter_mail.tell(letter.commune_id, payload, Outcome(problem="máy chủ thư không nhận địa chỉ này (mã 550)"))
    worker.Worker().run(once=True)
    assert [sent.to for sent in outbox.outbox] == [[TO]]
    assert [state for _way, state, _proof in tries(letter)] == ["never_left", "sent"]
    assert paid(letter) == (True, 1)


def test_while_the_mail_server_is_busy_the_clerk_reads_why_and_until_when(
    office: Office, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = owed(office)
    letters.send(office.clerk, letter.code, letters.Sending(Way.MAIL, TO), now=builders.NOW)

    def busy(*_: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({TO: (451, f"4.7.1 <{TO}>: try again later".encode())})

    monkeypatch.setattr(EmailMessage, "send", busy)
    worker.Worker().run(once=True)
    ((_way, state, proof),) = tries(letter)
    assert state == "leaving"
    assert "máy chủ thư đang trục trặc, hẹn thử lại sau (mã 451: “4.7.1 …: try again later”)" in proof
    assert "máy thử lại" in proof
    assert TO not in proof
    letters.left(program(letter.commune_id), letter.code, now=builders.NOW)
    assert tries(letter) == [("mail", "sent", "")]


@pytest.mark.parametrize(
    ("code", "said"), [(550, "địa chỉ này"), (535, "đăng nhập"), (552, "đã đầy"), (0, "không đúng dạng")]
)
def test_the_clerk_reads_what_the_mail_server_did_not_like(code: int, said: str) -> None:
    assert said in words.not_accepted(code)
