"""What a letter owed is paid by: its own leaving, or that of the letter that took its place."""

from datetime import datetime

from vidan.actions import matters
from vidan.actions.letters import rows, thanking
from vidan.actions.recording import Record
from vidan.domain.letters import facts, owed
from vidan.domain.letters.delivery import NEVER_LEFT, counted_as_sent
from vidan.store.models import Letter, LetterDelivery


def owing(letter: Letter) -> Letter:
    """The letter by which this one is owed: itself, or the one whose place it took. What was signed keeps its reason,
    so the debt stays with the first, however often it is replaced."""
    while not letter.trigger and letter.replaces_id is not None:
        before = Letter.objects.of(letter.commune_id).select_related("person", "about", "owed")
        letter = before.get(pk=letter.replaces_id)
    return letter


def unpaid(letter: Letter) -> bool:
    """Whether what it owes has not left the house, or came back."""
    return bool(letter.trigger) and (letter.sent_at is None or letter.again_due_at is not None)


def gone(letter: Letter, now: datetime) -> dict[str, datetime | None]:
    """It is out of the house: when it counts as sent, and nothing of it waits any more."""
    return {"sent_at": counted_as_sent(letter.sent_at, letter.again_due_at, now), "again_due_at": None}


def pay(record: Record, letter: Letter) -> None:
    """What was owed is paid: the public entry beside its matter, once, and the owed matter closes."""
    first = owing(letter)
    if first.pk != letter.pk:
        if not unpaid(first):
            return
        rows.change(first, **gone(first, record.now))
        rows.tell(record, first, facts.LetterPaidByAnother(letter=first.code, by=letter.number_shown))
    if not first.trigger:
        return
    tries = LetterDelivery.objects.of(letter.commune_id).filter(letter__in=[first.pk, letter.pk])
    if tries.exclude(state=NEVER_LEFT).count() == 1:
        _tell_publicly(record, letter, first)
    if first.owed is not None and first.owed.closed_at is None:
        matters.close(first.owed, record.now, state="paid")


def _tell_publicly(record: Record, letter: Letter, first: Letter) -> None:
    reference = first.about.reference if first.about else first.owed.reference if first.owed else ""
    if reference:
        late = owed.Trigger(first.trigger) in owed.BREACHES
        kind = facts.ApologyIssued if late else facts.ThanksIssued
        told = kind(reference=reference, letter=letter.code, trigger=first.trigger, sent_at=record.now)
        rows.tell(record, letter, told)
    thanking.pay(record, first)


def owe_again(record: Record, letter: Letter, again: datetime, calendar_version: int, why: str) -> None:
    """It came back: what it had paid is owed again until `again`, unless another took its place and has left."""
    if Letter.objects.of(letter.commune_id).filter(replaces=letter, sent_at__isnull=False).exists():
        return
    rows.change(letter, again_due_at=again)
    first = owing(letter)
    if first.acknowledged_at is not None:
        return
    if first.pk != letter.pk and first.trigger:
        rows.change(first, again_due_at=again)
        rows.tell(record, first, facts.LetterOwedAgain(letter=first.code, by=letter.number_shown))
    if first.owed is not None and first.owed.closed_at is not None:
        matters.reopen(record, first.owed, again, calendar_version, why, state="owed")
