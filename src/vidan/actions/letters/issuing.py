"""The clerk's work: number, seal, send, note that it arrived; and withdrawing what was issued."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from vidan.actions.letters import paying, rows
from vidan.actions.letters.drafting import MOST_COPIES, issued
from vidan.actions.recording import Record, recording
from vidan.domain.errors import Refused
from vidan.domain.letters import facts, numbering
from vidan.domain.letters.delivery import (
    LEAVING,
    NEVER_LEFT,
    SEND_AGAIN_WITHIN,
    Way,
    receiver_of,
)
from vidan.domain.letters.digital import LOST_AFTER, OrderState
from vidan.domain.letters.kinds import Authority
from vidan.domain.letters.states import ISSUED, SIGNED, State, Validity
from vidan.domain.matters import reason_given
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, require
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.counters import next_number
from vidan.store.models import Commune, Letter, LetterDelivery, LetterFile, LetterSignature, SealUse, SigningOrder
from vidan.store.rows import insert


class FilePurpose(StrEnum):
    """What a kept file is."""

    PRINT = "print"
    SCAN = "scan"
    SIGNED = "signed"


MOST_FILE = 20 * 1024 * 1024
_LONGEST_WHY = 300


def number(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Give a signed letter the next number of its series, from 01 each year, in the transaction that writes it down."""
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        kind, authority, day = rows.kind_of(letter), Authority(letter.authority), local_day(now)
        require(actor, *rows.roles_for(State.SIGNED, "number"))
        if State(letter.state) in ISSUED:
            raise Refused("letters.number.given", number=letter.number_shown)
        _require_signed_through(letter, now)
        series = numbering.series(kind, authority)
        value = next_number(actor.commune_id, numbering.counter(series), str(day.year))
        shown = numbering.shown(value, numbering.symbol(kind, authority, letter.unit))
        rows.move(
            actor,
            letter,
            "number",
            seen_version,
            series=series,
            year=day.year,
            number=value,
            number_shown=shown,
            issued_on=day,
            numbered_at=now,
        )
        signature = signature_of(letter)
        rows.tell(
            record,
            letter,
            facts.LetterNumbered(
                letter=letter.code,
                kind=letter.kind,
                series=series,
                number=value,
                shown=shown,
                on=day,
                content_hash=signature.content_hash,
            ),
        )
        _take_the_place(record, letter)
    return letter


def _require_signed_through(letter: Letter, now: datetime) -> None:
    """No number while its signer's digital signature is on its way: number and day are filled in after it."""
    waiting = SigningOrder.objects.of(letter.commune_id).filter(letter=letter, state=OrderState.WAITING.value)
    if waiting.filter(ordered_at__gt=now - LOST_AFTER).exists():
        raise Refused("letters.signature.running")


def signature_of(letter: Letter) -> LetterSignature:
    """The signature under a letter."""
    found: LetterSignature = LetterSignature.objects.of(letter.commune_id).get(letter=letter)
    return found


def _take_the_place(record: Record, letter: Letter) -> None:
    """From its number on a replacing letter counts, and the one before does not; a correcting one stands beside."""
    if letter.replaces_id is not None:
        old = Letter.objects.of(letter.commune_id).get(pk=letter.replaces_id)
        rows.change(old, validity=Validity.REPLACED.value)
        first = paying.owing(letter)
        if paying.unpaid(first):
            rows.change(letter, due_at=first.again_due_at or first.due_at)
        rows.tell(record, old, facts.LetterReplaced(letter=old.code, number=old.number_shown, by=letter.number_shown))
    if letter.corrects_id is not None:
        old = Letter.objects.of(letter.commune_id).get(pk=letter.corrects_id)
        rows.tell(record, old, facts.LetterCorrected(letter=old.code, number=old.number_shown, by=letter.number_shown))


def keep_file(actor: Actor, code: str, purpose: FilePurpose, content: bytes, *, now: datetime) -> LetterFile:
    """Keep a file of a letter with its hash; the same bytes are kept once."""
    if not content or len(content) > MOST_FILE:
        raise Refused("letters.file.size", field="file", most=MOST_FILE // 1024 // 1024)
    if not content.startswith(b"%PDF-"):
        raise Refused("letters.file.not_pdf", field="file")
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        if State(letter.state) not in (ISSUED if purpose is not FilePurpose.SIGNED else SIGNED):
            raise Refused("letters.not_issued")
        return enter_file(record, letter, purpose, content)


def enter_file(record: Record, letter: Letter, purpose: FilePurpose, content: bytes) -> LetterFile:
    """Keep a file within another action's transaction."""
    digest = sha256(content).hexdigest()
    known = LetterFile.objects.of(letter.commune_id).filter(letter=letter, purpose=purpose.value, sha256=digest)
    kept = known.first()
    if kept is None:
        kept = LetterFile(
            commune_id=letter.commune_id,
            letter=letter,
            purpose=purpose.value,
            sha256=digest,
            size=len(content),
            sealed=vault.seal_bytes(rows.key_of(letter), content),
            kept_at=record.now,
            kept_by_id=record.actor.officer_id,
        )
        insert(kept)
    told = facts.LetterFileKept(letter=letter.code, purpose=purpose.value, file_hash=digest, size=len(content))
    rows.tell(record, letter, told)
    return kept


def seal(actor: Actor, code: str, copies: int, *, now: datetime, seen_version: int | None = None) -> Letter:
    """Note that the clerk put the seal on a signed and numbered letter, so many times: a row in the seal's register."""
    if not 1 <= copies <= MOST_COPIES:
        raise Refused("letters.copies", field="copies", most=MOST_COPIES)
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        rows.move(actor, letter, "seal", seen_version, sealed_at=now, copies=copies)
        file = newest_file(letter)
        if file is None:
            raise Refused("letters.seal.no_file")
        enter_seal(record, letter, file, clerk_id=actor.officer_id, copies=copies)
    return letter


def enter_seal(record: Record, letter: Letter, file: LetterFile, *, clerk_id: int | None, copies: int) -> None:
    """The row of the seal's register, within another action's transaction."""
    assert clerk_id is not None
    signature = signature_of(letter)
    row = SealUse(
        commune_id=letter.commune_id,
        letter=letter,
        number_shown=letter.number_shown,
        file_hash=file.sha256,
        signer_id=signature.signer_id,
        mandate=signature.mandate,
        clerk_id=clerk_id,
        copies=copies,
        used_at=record.now,
    )
    insert(row)
    told = facts.LetterSealed(
        letter=letter.code,
        number=letter.number_shown,
        file_hash=file.sha256,
        signer=signature.signer_id,
        mandate=signature.mandate,
        copies=copies,
    )
    rows.tell(record, letter, told)


def newest_file(letter: Letter) -> LetterFile | None:
    """The file that stands for the letter: signed digitally, else scanned, else the print."""
    order = {FilePurpose.SIGNED.value: 0, FilePurpose.SCAN.value: 1, FilePurpose.PRINT.value: 2}
    files = LetterFile.objects.of(letter.commune_id).filter(letter=letter).defer("sealed").order_by("-pk")
    return min(files, key=lambda file: order[file.purpose], default=None)


@dataclass(frozen=True)
class Sending:
    """How a letter leaves: the way, and into whose hands or to which address."""

    way: Way
    receiver: str


def send(actor: Actor, code: str, sending: Sending, *, now: datetime, seen_version: int | None = None) -> Letter:
    """The letter leaves the house. An apology or a thank-you enters the public book now, and what was owed is paid.

    By mail it has left when the mail server took it (`left`); until then what was owed stays owed.
    """
    receiver, by_mail = receiver_of(sending.way, sending.receiver), sending.way is Way.MAIL
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        if letter.validity != Validity.IN_FORCE.value:
            raise Refused("letters.not_in_force")
        rows.move(actor, letter, "send", seen_version, **({} if by_mail else paying.gone(letter, now)))
        delivery = LetterDelivery(
            commune_id=actor.commune_id,
            letter=letter,
            way=sending.way.value,
            sealed=vault.seal(rows.key_of(letter), {"receiver": receiver}),
            sent_at=now,
            sent_by_id=actor.officer_id,
            state=LEAVING if by_mail else "sent",
        )
        insert(delivery)
        _tell_sent(record, letter, sending.way)
        if by_mail:
            record.errand("letter_mail", letter=letter.pk, delivery=delivery.pk)
        else:
            paying.pay(record, letter)
    return letter


def left(actor: Actor, code: str, *, now: datetime) -> Letter:
    """The mail server took the letter: only now is what was owed paid. A second word of it changes nothing."""
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        last = _last_delivery(letter)
        if last.state == LEAVING:
            last.state, last.proof = "sent", ""
            last.save(update_fields=["state", "proof"])
            rows.change(letter, **paying.gone(letter, now))
            paying.pay(record, letter)
        rows.tell(record, letter, facts.LetterLeft(letter=letter.code, left_at=now))
    return letter


def keep_waiting(actor: Actor, code: str, why: str, *, now: datetime) -> Letter:
    """The mail server did not take the letter yet; the clerk may read why."""
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        last = _last_delivery(letter)
        if State(letter.state) is not State.SENT or last.state != LEAVING:
            raise Refused("letters.not_leaving")
        last.proof = why[:_LONGEST_WHY]
        last.save(update_fields=["proof"])
        rows.tell(record, letter, facts.LetterKeptWaiting(letter=letter.code, problem=last.proof))
    return letter


def _tell_sent(record: Record, letter: Letter, way: Way) -> None:
    told = facts.LetterSent(
        letter=letter.code,
        number=letter.number_shown,
        way=way.value,
        sent_at=record.now,
        trigger=letter.trigger,
        about=letter.about.reference if letter.about else "",
        due_at=letter.due_at,
    )
    rows.tell(record, letter, told)


def acknowledge(actor: Actor, code: str, proof: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """The reader has it; `proof` says how we know: a signature of receipt, the post's slip, the village head's word.

    Refused `letters.leaving` before the mail server took it: what was owed would be settled by a mail that never left.
    """
    told = reason_given(proof, "proof")[:300]
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        if State(letter.state) is State.SENT and _last_delivery(letter).state == LEAVING:
            raise Refused("letters.leaving")
        rows.move(actor, letter, "acknowledge", seen_version, acknowledged_at=now)
        _end_delivery(letter, "arrived", told, now)
        rows.tell(record, letter, facts.LetterAcknowledged(letter=letter.code, proof=told, acknowledged_at=now))
    return letter


def come_back(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """It did not reach its reader by this way: what was owed is owed again, until it goes out by another (ADR 76)."""
    why = reason_given(reason)[:_LONGEST_WHY]
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        never_left = _last_delivery(letter).state == LEAVING
        calendar = calendar_of(Commune.objects.get(pk=actor.commune_id))
        again = calendar.due_moment(now, SEND_AGAIN_WITHIN)
        rows.move(actor, letter, "come_back", seen_version)
        if not never_left:
            paying.owe_again(record, letter, again, calendar.version, why)
        way = _end_delivery(letter, NEVER_LEFT if never_left else "came_back", why, now)
        rows.tell(record, letter, facts.LetterCameBack(letter=letter.code, way=way, reason=why))
    return letter


def _end_delivery(letter: Letter, state: str, proof: str, now: datetime) -> str:
    last = _last_delivery(letter)
    last.state, last.proof, last.ended_at = state, proof, now
    last.save(update_fields=["state", "proof", "ended_at"])
    return str(last.way)


def _last_delivery(letter: Letter) -> LetterDelivery:
    found: LetterDelivery = LetterDelivery.objects.of(letter.commune_id).filter(letter=letter).order_by("-pk")[0]
    return found


def withdraw(actor: Actor, code: str, reason: str, *, now: datetime, seen_version: int | None = None) -> Letter:
    """An issued letter no longer counts (NĐ 30 art. 18(4)); its number stays used. What is still owed is replaced."""
    require(actor, Role.LEADER)
    why = reason_given(reason)
    with recording(actor, now) as record:
        letter = issued(actor, code)
        rows.require_unchanged(letter, seen_version)
        if paying.unpaid(paying.owing(letter)):
            raise Refused("letters.withdraw.owed")
        rows.change(letter, validity=Validity.WITHDRAWN.value)
        rows.tell(record, letter, facts.LetterWithdrawn(letter=letter.code, number=letter.number_shown, reason=why))
    return letter
