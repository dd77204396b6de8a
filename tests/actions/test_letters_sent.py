"""Letters on their way: what came back is owed again, and a wrong letter is replaced, corrected or withdrawn."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import builders
from tests import letters as made
from tests.builders import NOW
from tests.letters import HOME, Office, kinds_of_entries, now_of, promised, refusal
from vidan.actions import letters
from vidan.domain.errors import Refused
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.owed import Trigger
from vidan.domain.moments import local_day
from vidan.queries.letters import listing
from vidan.store.models import Entry, Fact, Letter, LetterDelivery, Matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(commune: Any) -> Office:
    return made.furnish(commune)


def test_a_letter_that_came_back_goes_out_by_another_way(office: Office) -> None:
    letter = made.sent(office, way=Way.POST)
    letters.come_back(office.clerk, letter.code, "Bưu điện trả lại: đi vắng", now=NOW)
    letters.send(office.clerk, letter.code, letters.Sending(Way.VILLAGE_HEAD, "Trưởng thôn Tôm"), now=NOW)
    letters.acknowledge(office.clerk, letter.code, "Trưởng thôn báo đã trao", now=NOW)
    tries = LetterDelivery.objects.of(office.commune).filter(letter=letter).order_by("pk")
    assert [(one.way, one.state) for one in tries] == [("post", "came_back"), ("village_head", "arrived")]


@pytest.mark.parametrize(("waited", "counts_from_the_first"), [(timedelta(hours=20), True), (timedelta(days=6), False)])
def test_what_came_back_is_owed_again_until_it_goes_out_another_way(
    office: Office, waited: timedelta, counts_from_the_first: bool
) -> None:
    letter = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    first = sent_apology(office, letter)
    assert promised(office) == [(local_day(first), local_day(letter.due_at) + timedelta(days=1))]
    back_at = first + timedelta(days=9)
    letters.come_back(office.clerk, letter.code, "Sai địa chỉ", now=back_at)
    row = Letter.objects.of(office.commune).get(pk=letter.pk)
    assert row.again_due_at is not None
    assert row.owed is not None
    assert (row.owed.closed_at, row.owed.state, row.owed.due_at) == (None, "owed", row.again_due_at)
    assert promised(office) == [(None, local_day(row.again_due_at) + timedelta(days=1))]
    again = back_at + waited
    letters.send(office.clerk, letter.code, letters.Sending(Way.HOME, "Thôn Tôm"), now=again)
    row.refresh_from_db()
    assert row.sent_at == (first if counts_from_the_first else again)
    assert row.again_due_at is None
    assert Matter.objects.of(office.commune).get(pk=letter.owed_id).state == "paid"
    assert Entry.objects.of(office.commune).filter(kind="xl").count() == 1


def test_an_apology_that_was_late_stays_late_when_it_comes_back(office: Office) -> None:
    letter = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    late = letter.due_at + timedelta(days=3)
    sent_apology(office, letter, late)
    broken = local_day(letter.due_at) + timedelta(days=1)
    assert promised(office) == [(local_day(late), broken)]
    letters.come_back(office.clerk, letter.code, "Sai địa chỉ", now=late + timedelta(days=9))
    assert promised(office) == [(None, broken)]


def test_a_returned_apology_is_paid_by_the_one_that_takes_its_place(office: Office) -> None:
    old = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    first = sent_apology(office, old)
    back_at = first + timedelta(days=9)
    letters.come_back(office.clerk, old.code, "Sai địa chỉ", now=back_at)
    new = letters.replace(office.writer, old.code, now=back_at)
    sent_apology(office, new, back_at, before_sending=lambda: only_waits(office, new.code, now_of(old).again_due_at))
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "paid"
    assert promised(office) == [(local_day(first), local_day(old.due_at) + timedelta(days=1))]
    assert Entry.objects.of(office.commune).filter(kind="xl").count() == 1
    assert refusal(letters.send, office.clerk, old.code, HOME, now=back_at) == "letters.not_in_force"
    letters.come_back(office.clerk, new.code, "Đi vắng", now=back_at)
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "owed"
    letters.send(office.clerk, new.code, HOME, now=back_at)
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "paid"


def test_what_is_still_owed_is_not_withdrawn(office: Office) -> None:
    letter = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    sent_apology(office, letter)
    letters.come_back(office.clerk, letter.code, "Sai địa chỉ", now=NOW)
    why = "Ban hành không đúng thẩm quyền"
    assert refusal(letters.withdraw, office.chairman, letter.code, why, now=NOW) == "letters.withdraw.owed"


def test_an_apology_replaced_before_it_left_is_paid_and_told_once_by_the_next(office: Office) -> None:
    old = letters.owe_apology(office.chairman, builders.receive(office.writer).code, Trigger.LOST, now=NOW)
    new: list[Letter] = []
    with pytest.raises(Refused, match="not_in_force"):
        sent_apology(office, old, before_sending=lambda: new.append(taking_its_place(office, old)))
    assert [kind for kind in kinds_of_entries(office) if kind == "xl"] == []
    sealed_and_sent(office, new[0])
    assert Matter.objects.of(office.commune).get(pk=old.owed_id).state == "paid"
    assert [kind for kind in kinds_of_entries(office) if kind == "xl"] == ["xl"]


def only_waits(office: Office, code: str, due_at: datetime | None) -> None:
    """Nothing else waits to be sent, and this one by its day."""
    assert [(row.code, row.due_at) for row in listing.work(office.clerk).to_send] == [(code, due_at)]


def taking_its_place(office: Office, old: Letter) -> Letter:
    """A numbered letter instead of an issued one."""
    new = letters.replace(office.writer, old.code, now=NOW)
    made.check(office, new.code)
    letters.sign(office.chairman, new.code, now=NOW)
    return letters.number(office.clerk, new.code, now=NOW)


def sealed_and_sent(office: Office, letter: Letter) -> None:
    """From its number out of the house."""
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=NOW)
    letters.seal(office.clerk, letter.code, 2, now=NOW)
    letters.send(office.clerk, letter.code, HOME, now=NOW)


def sent_apology(
    office: Office, letter: Letter, at: datetime = NOW, *, before_sending: Callable[[], None] = lambda: None
) -> datetime:
    """The owed letter out of the house; when."""
    letters.write(office.writer, letter.code, made.values("apology_fault"), now=at)
    made.check(office, letter.code, now=at)
    letters.sign(office.chairman, letter.code, now=at)
    letters.number(office.clerk, letter.code, now=at)
    letters.keep_file(office.clerk, letter.code, letters.FilePurpose.PRINT, made.PDF, now=at)
    letters.seal(office.clerk, letter.code, 2, now=at)
    before_sending()
    letters.send(office.clerk, letter.code, letters.Sending(Way.POST, "Thôn Tôm"), now=at)
    return at


@pytest.mark.parametrize(
    ("way", "receiver", "code"),
    [
        (Way.HAND, " ", "letters.receiver.missing"),
        (Way.MAIL, "không phải địa chỉ", "letters.receiver.mail"),
        (Way.POST, "H" * 301, "letters.receiver.too_long"),
    ],
)
def test_a_letter_needs_somebody_to_go_to(office: Office, way: Way, receiver: str, code: str) -> None:
    letter = made.sealed(office)
    assert refusal(letters.send, office.clerk, letter.code, letters.Sending(way, receiver), now=NOW) == code


def test_a_wrong_letter_is_replaced_and_the_old_one_says_so(office: Office) -> None:
    old = made.sent(office)
    new = letters.replace(office.writer, old.code, now=NOW)
    assert now_of(old).validity == "in_force"
    made.check(office, new.code)
    letters.sign(office.chairman, new.code, now=NOW)
    letters.number(office.clerk, new.code, now=NOW)
    assert now_of(old).validity == "replaced"
    assert refusal(letters.replace, office.writer, old.code, now=NOW) == "letters.not_in_force"


def test_a_correction_leaves_the_letter_in_force(office: Office) -> None:
    old = made.sent(office)
    letter = letters.correct(office.writer, old.code, now=NOW)
    assert letter.corrects_id == old.pk
    letters.write(office.writer, letter.code, {**made.values("correction"), "corrects": old.number_shown}, now=NOW)
    made.check(office, letter.code)
    letters.sign(office.chairman, letter.code, now=NOW)
    letters.number(office.clerk, letter.code, now=NOW)
    assert now_of(old).validity == "in_force"
    assert Fact.objects.of(office.commune).filter(kind="LetterCorrected", subject=f"letter:{old.pk}").exists()


def test_only_a_leader_withdraws_and_with_a_reason(office: Office) -> None:
    letter = made.sent(office)
    assert (
        refusal(letters.withdraw, office.clerk, letter.code, "Không đúng thẩm quyền", now=NOW) == "people.role.missing"
    )
    letters.withdraw(office.chairman, letter.code, "Ban hành không đúng thẩm quyền", now=NOW)
    assert now_of(letter).validity == "withdrawn"
