"""Rights to sign, and the signature itself."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from hashlib import sha256

from vidan.actions import matters
from vidan.actions.letters import digital, rows
from vidan.actions.letters.drafting import appointed_again
from vidan.actions.recording import Record, recording
from vidan.content import letters as content
from vidan.domain.errors import Refused
from vidan.domain.letters import facts
from vidan.domain.letters import owed as duties
from vidan.domain.letters import signing as rules
from vidan.domain.letters.digital import SigningSide
from vidan.domain.letters.kinds import Authority, Kind, require_complete
from vidan.domain.letters.signing import BoardSeat, Capacity
from vidan.domain.matters import PromiseReason, reappointed_for, reason_given
from vidan.domain.moments import at, local_day
from vidan.domain.people import Actor, Mandate, Role, require
from vidan.domain.text import clean_line
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Dossier, Letter, LetterSignature, LetterText, Officer, SigningRight
from vidan.store.models import Mandate as MandateRow
from vidan.store.rows import insert

_EVENING = time(23, 59)


def give_right(
    actor: Actor,
    *,
    officer_id: int,
    capacity: Capacity,
    title: str,
    from_on: date,
    until_on: date | None = None,
    decision: str = "",
    board_seat: BoardSeat = BoardSeat.NONE,
    kinds: Iterable[str] = (),
    now: datetime,
) -> SigningRight:
    """An officer may sign in a capacity from a day on."""
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    named = frozenset(kinds)
    right = rules.check_right(
        rules.SigningRight(
            capacity, clean_line(title)[:120], from_on, until_on, clean_line(decision)[:200], board_seat, named
        )
    )
    if unknown := named - {kind.key for kind in content.kinds()}:
        raise Refused("letters.kind.unknown", field="kinds", kind=min(unknown))
    with recording(actor, now) as record:
        if not Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).exists():
            raise Refused("people.officer.unknown", field="officer")
        row = _row(actor.commune_id, officer_id, right)
        insert(row)
        record.fact(_given(row), subject=f"officer:{officer_id}")
    return row


def _row(commune_id: int, officer_id: int, right: rules.SigningRight) -> SigningRight:
    return SigningRight(
        commune_id=commune_id,
        officer_id=officer_id,
        capacity=right.capacity.value,
        title=right.title,
        board_seat=right.board_seat.value,
        kinds=sorted(right.kinds),
        from_on=right.from_on,
        until_on=right.until_on,
        decision=right.decision,
    )


def _given(row: SigningRight) -> facts.SigningRightGiven:
    return facts.SigningRightGiven(
        officer_id=row.officer_id,
        capacity=row.capacity,
        title=row.title,
        board_seat=row.board_seat,
        kinds=tuple(row.kinds),
        from_on=row.from_on,
        until_on=row.until_on,
        decision=row.decision,
    )


def end_right(actor: Actor, right_id: int, *, until_on: date, reason: str, now: datetime) -> SigningRight:
    """A right ends with this day."""
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    why = reason_given(reason)
    with recording(actor, now) as record:
        row = SigningRight.objects.of(actor.commune_id).filter(pk=right_id).first()
        if row is None:
            raise Refused("letters.right.unknown", field="right")
        if until_on < row.from_on:
            raise Refused("letters.right.backwards", field="until_on")
        row.until_on = until_on
        row.save(update_fields=["until_on"])
        record.fact(
            facts.SigningRightEnded(right=row.pk, officer_id=row.officer_id, until_on=until_on, reason=why),
            subject=f"officer:{row.officer_id}",
        )
    return row


def sign(actor: Actor, code: str, *, now: datetime, seen_version: int | None = None, word: str = "") -> Letter:
    """Sign exactly the text that was checked. Refused where right or mandate do not reach today.

    An apology for lateness gives the matter its new date, once. `word`: the signer's own, to sign digitally as well.
    """
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        kind = rows.kind_of(letter)
        rows.move(actor, letter, "sign", seen_version, signed_at=now)
        right = _right_today(actor, letter, kind, local_day(now))
        values = rows.values_of(letter)
        require_complete(kind, values)
        require_still_true(letter, values)
        signature = _keep_signature(record, letter, right, values)
        if letter.trigger == duties.Trigger.LATE.value and values.get("new_on"):
            _appoint_again(record, letter, date.fromisoformat(values["new_on"]))
        rows.tell(record, letter, _told(letter, signature, right))
        if word:
            digital.order(record, letter, SigningSide.PERSON, word)
    return letter


def _right_today(actor: Actor, letter: Letter, kind: Kind, day: date) -> SigningRight:
    """The row of the right by which this officer signs this letter today."""
    assert actor.officer_id is not None
    held = [
        Mandate(Role(row.role), row.from_on, row.until_on)
        for row in MandateRow.objects.of(actor.commune_id).filter(officer_id=actor.officer_id)
    ]
    found = {_right(row): row for row in SigningRight.objects.of(actor.commune_id).filter(officer_id=actor.officer_id)}
    return found[rules.right_for(kind, Authority(letter.authority), found, held, day)]


def _right(row: SigningRight) -> rules.SigningRight:
    return rules.SigningRight(
        Capacity(row.capacity),
        row.title,
        row.from_on,
        row.until_on,
        row.decision,
        BoardSeat(row.board_seat),
        frozenset(row.kinds),
    )


def _keep_signature(record: Record, letter: Letter, right: SigningRight, values: dict[str, str]) -> LetterSignature:
    actor = record.actor
    assert actor.officer_id is not None
    commune = Commune.objects.get(pk=actor.commune_id)
    block = rules.block(Authority(letter.authority), _right(right), commune.name, actor.name)
    until = f" đến {right.until_on:%d/%m/%Y}" if right.until_on else ""
    signature = LetterSignature(
        commune_id=actor.commune_id,
        letter=letter,
        text=LetterText.objects.of(actor.commune_id).get(letter=letter, number=letter.text_number),
        content_hash=content_hash(letter, values, block),
        signer_id=actor.officer_id,
        signer_name=actor.name,
        right=right,
        mandate=f"{right.title}, từ {right.from_on:%d/%m/%Y}{until}. {right.decision}".strip(),
        over=list(block.over),
        under=list(block.under),
        signed_at=record.now,
    )
    insert(signature)
    return signature


def content_hash(letter: Letter, values: dict[str, str], block: rules.SignatureBlock) -> str:
    """SHA-256 over everything that was signed, as canonical JSON."""
    told = {
        "code": letter.code,
        "kind": letter.kind,
        "edition": letter.edition_on.isoformat(),
        "authority": letter.authority,
        "values": values,
        "over": block.over,
        "under": block.under,
        "name": block.name,
    }
    return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _told(letter: Letter, signature: LetterSignature, right: SigningRight) -> facts.LetterSigned:
    return facts.LetterSigned(
        letter=letter.code,
        version=letter.text_number,
        content_hash=signature.content_hash,
        capacity=right.capacity,
        board_seat=right.board_seat,
        right=right.pk,
        trigger=letter.trigger,
        about=letter.about.reference if letter.about else "",
        due_at=letter.due_at,
        owed_since=letter.owed_since,
    )


def require_still_true(letter: Letter, values: Mapping[str, str]) -> None:
    """Refused `letters.apology.ended`: an apology that says the dossier is unfinished, when it ended meanwhile."""
    ended = letter.trigger == duties.Trigger.LATE.value and letter.about is not None and letter.about.closed_at
    if ended and not values.get("done_on"):
        raise Refused("letters.apology.ended", code=letter.code)


def _appoint_again(record: Record, letter: Letter, day: date) -> None:
    """The new date of the matter, by the signed apology, once; the first promise stays as it was and is broken."""
    matter = letter.about
    if matter is None or matter.closed_at is not None or matter.paused_at is not None or appointed_again(matter):
        return
    calendar = calendar_of(Commune.objects.get(pk=letter.commune_id))
    due_at = reappointed_for(calendar, matters.standing(matter), at(day, _EVENING), record.now)
    matters.change(matter, due_at=due_at, escalated=0)
    why = f"Thư xin lỗi {letter.code}"
    matters.promise_again(record, matter, due_at, PromiseReason.REAPPOINTMENT, why, calendar.version)
    Dossier.objects.of(letter.commune_id).filter(pk=matter.pk).update(reappointed=1)
