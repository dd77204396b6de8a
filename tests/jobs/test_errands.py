"""Errands: left in the transaction that caused them, carried later, tried again, and told honestly."""

import smtplib
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests import builders
from tests.builders import House
from vidan import jobs
from vidan.actions import matters
from vidan.adapters import mail
from vidan.domain.moments import local_day
from vidan.jobs import errands, nightly, receipt_notice, worker
from vidan.speech.messages import receipt_notice as words
from vidan.store.models import Fact, Matter

EMAIL = "ha.thao@thu.example"


@pytest.fixture
def configured(settings: Any) -> None:
    settings.MAIL_HOST = "mail.dien-lu.example"
    settings.DEFAULT_FROM_EMAIL = "mot-cua@dien-lu.example"
    settings.PUBLIC_URL = "https://dien-lu.example"


@pytest.fixture
def notified(received: Callable[..., Matter]) -> Matter:
    """A dossier whose applicant asked to be told by mail."""
    return received(person=builders.applicant(email=EMAIL), notify_by_mail=True)


def work() -> None:
    worker.Worker().run(once=True)


def told(matter: Matter) -> list[dict[str, Any]]:
    rows = Fact.objects.of(matter.commune_id).filter(kind="NoticeSent", subject=f"matter:{matter.pk}").order_by("pk")
    return [row.told for row in rows]


def waiting() -> list[DBTaskResult]:
    return list(DBTaskResult.objects.filter(status="READY").order_by("run_after"))


def let_time_pass() -> None:
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now() - timedelta(seconds=1))


pytestmark = pytest.mark.django_db(transaction=True)  # the worker opens and closes connections itself


@pytest.mark.parametrize("kind", errands.CARRIERS)
def test_a_worker_that_has_just_begun_finds_who_carries_each_errand(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, _, name = errands.CARRIERS[kind].rpartition(".")
    monkeypatch.delitem(sys.modules, errands.CARRIERS[kind], raising=False)
    monkeypatch.delattr(sys.modules[place], name, raising=False)
    assert callable(errands.carrier_of(kind).carry)


def test_the_citizen_is_told_by_mail_and_the_telling_is_a_fact(notified: Matter, configured: None) -> None:
    work()
    (letter,) = outbox.outbox
    assert letter.to == [EMAIL]
    assert notified.code in letter.subject
    assert notified.title in letter.body
    assert "https://dien-lu.example/ho-so/tra-cuu" in letter.body
    assert told(notified) == [{"code": notified.code, "channel": "mail", "problem": ""}]
    assert waiting() == []


def test_a_storm_writes_each_person_once_however_many_of_her_dossiers_move(
    notified: Matter, received: Callable[..., Matter], configured: None, house: House
) -> None:
    second = received(person=builders.applicant(email=EMAIL), notify_by_mail=True)
    received(person=builders.applicant(name="Lê Văn Út", number="038186000777", email="ut@thu.example"))
    work()
    outbox.outbox.clear()
    due_on = local_day(notified.due_at)
    storm = matters.Shutting(due_on, due_on, "bão số 5 đổ bộ")
    closure = matters.shut_office(house.leader, storm, now=builders.NOW)
    work()
    (letter,) = outbox.outbox
    assert notified.code in letter.body
    assert f"– {second.code}, {second.title}: " in letter.body
    assert told(notified)[-1]["problem"] == told(second)[-1]["problem"] == ""
    matters.undo(house.leader, closure.pk, now=builders.NOW)
    work()
    assert len(outbox.outbox) == 2


def test_the_mail_holds_neither_number_nor_phone_nor_secret(notified: Matter, configured: None, house: House) -> None:
    from vidan.queries import dossiers

    secret = dossiers.receipt(house.one_stop, notified.code, now=builders.NOW).secret
    work()
    whole = outbox.outbox[0].message().as_string() + outbox.outbox[0].body
    for kept in (secret, secret.replace("-", ""), "038186000123", "0912345678"):
        assert kept not in whole


def test_without_a_mail_server_the_outcome_says_so_and_nobody_tries_again(notified: Matter) -> None:
    work()
    assert told(notified)[0]["problem"] == words.NOT_CONFIGURED
    assert waiting() == []
    assert outbox.outbox == []


def test_who_asked_for_no_mail_gets_none(received: Callable[..., Matter], configured: None) -> None:
    received(person=builders.applicant(email=EMAIL), notify_by_mail=False)
    assert waiting() == []


def test_an_errand_exists_only_if_what_caused_it_does(commune: Any) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        errands.enqueue("receipt_notice", commune.pk, {"matter": 1})
        raise RuntimeError
    assert waiting() == []


def test_an_errand_that_nobody_carries_is_refused_when_it_is_left(commune: Any) -> None:
    with pytest.raises(LookupError):
        errands.enqueue("carrier_pigeon", commune.pk, {})


def refuse_with(monkeypatch: pytest.MonkeyPatch, problem: Exception) -> list[int]:
    tries: list[int] = []

    def send(_self: Any, *_args: Any, **_kwargs: Any) -> int:
        tries.append(1)
        raise problem

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    return tries


def test_a_server_that_is_away_is_tried_again_later_and_later_and_then_told(
    notified: Matter, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refuse_with(monkeypatch, ConnectionRefusedError())
    for delay in errands.DELAYS:
        before = timezone.now()
        work()
        assert told(notified) == []
        (later,) = waiting()
        assert before + delay <= later.run_after <= timezone.now() + delay
        let_time_pass()
    work()
    assert len(tries) == len(errands.DELAYS) + 1
    assert "ConnectionRefusedError" in told(notified)[0]["problem"]
    assert waiting() == []


@pytest.mark.parametrize(
    ("problem", "again"),
    [
        (smtplib.SMTPRecipientsRefused({EMAIL: (550, b"no such user " + EMAIL.encode())}), False),
        (smtplib.SMTPRecipientsRefused({EMAIL: (451, b"greylisted")}), True),
        (smtplib.SMTPDataError(554, b"spam"), False),
        (smtplib.SMTPServerDisconnected("gone"), True),
        (TimeoutError(), True),
    ],
)
def test_a_refusal_for_good_is_told_at_once_and_a_trouble_waits(
    problem: Exception, again: bool, notified: Matter, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_with(monkeypatch, problem)
    work()
    assert bool(waiting()) is again
    assert bool(told(notified)) is not again
    assert EMAIL not in str(told(notified))


def test_a_letter_that_left_is_not_sent_twice_when_its_record_fails(
    notified: Matter, configured: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as broken:
        broken.setattr(receipt_notice.dossiers, "note_notice", fail)
        work()
    assert len(outbox.outbox) == 1
    let_time_pass()
    work()
    assert len(outbox.outbox) == 1
    assert told(notified)[0]["problem"] == ""


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\nBcc: all@b.example",
        "a@b.example, c@d.example",
        "Hà <a@b.example>",
        "a b@c.example",
        "@",
        "a@b..c",
        "",
    ],
)
def test_an_address_cannot_smuggle_anything_into_the_head_of_a_mail(address: str, configured: None) -> None:
    with pytest.raises(mail.NotAccepted):
        mail.send(mail.Letter(to=address, subject="x", text="y", key="z"))
    assert outbox.outbox == []


def test_a_subject_stays_one_line_and_the_same_letter_has_the_same_name(configured: None) -> None:
    for _turn in range(2):
        mail.send(mail.Letter(to=EMAIL, subject="Một\r\nBcc: all@b.example", text="thân thư", key="receipt/1/2"))
    first, second = outbox.outbox
    assert first.subject == "Một Bcc: all@b.example"
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@dien-lu.example>")


def test_an_errand_that_a_killed_worker_left_is_taken_up_again(notified: Matter, configured: None) -> None:
    now = timezone.now()
    DBTaskResult.objects.update(status="RUNNING", started_at=now - nightly.ABANDONED - timedelta(minutes=1))
    work()
    assert len(outbox.outbox) == 1


def test_an_errand_that_another_worker_carries_now_is_left_to_it(notified: Matter, configured: None) -> None:
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    work()
    assert outbox.outbox == []


def test_a_worker_asked_to_stop_takes_nothing_more_up(notified: Matter, configured: None) -> None:
    busy = worker.Worker()
    busy.ask_to_stop(15, None)
    busy.run()
    assert outbox.outbox == []
    assert len(waiting()) == 1


def test_what_fails_by_the_clock_stops_no_errand(
    notified: Matter, configured: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_now: Any) -> None:
        raise RuntimeError("the log is torn")

    monkeypatch.setattr(worker.ledger_care, "publish_all", fail)
    work()
    assert len(outbox.outbox) == 1
    assert "the log is torn" in caplog.text


@pytest.mark.parametrize("kind", sorted(errands.CARRIERS))
def test_a_worker_that_has_just_begun_finds_whoever_carries_an_errand(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = errands.CARRIERS[kind]
    monkeypatch.delitem(sys.modules, path, raising=False)
    monkeypatch.delattr(jobs, path.rpartition(".")[2], raising=False)
    carrier = errands.carrier_of(kind)
    assert callable(carrier.carry)
    assert callable(carrier.tell)
