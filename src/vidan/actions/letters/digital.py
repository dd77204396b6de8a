"""Signing digitally: the means are kept sealed, the holder's word starts a job, and the job's outcome is recorded.

Nobody waits for a signature in a request. The word (password or PIN) lies sealed in the order until the job ends.
"""

from datetime import date, datetime
from hashlib import sha256

from vidan.actions.letters import rows
from vidan.actions.letters.issuing import FilePurpose, enter_file, enter_seal, signature_of
from vidan.actions.recording import Record, recording
from vidan.domain.errors import Refused
from vidan.domain.letters import digital as rules
from vidan.domain.letters import facts
from vidan.domain.letters.digital import WRONG_WORD, Means, OrderState, SigningSide
from vidan.domain.letters.states import State
from vidan.domain.people import Actor, Role, program, require
from vidan.store import vault
from vidan.store.models import Letter, LetterFile, Officer, SigningMeans, SigningOrder
from vidan.store.rows import insert

#: What is told of orders that were not tried after a wrong word.
NOT_TRIED = "letters.word.not_tried"


def keep_means(
    actor: Actor,
    means: Means,
    *,
    officer_id: int | None,
    subject: str = "",
    valid_until: date | None = None,
    now: datetime,
) -> SigningMeans:
    """Keep with what an officer (None: the office itself) signs from now on; what was before is wiped."""
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    told = rules.check_means(means, SigningSide.OFFICE if officer_id is None else SigningSide.PERSON)
    key = vault.derived_key("signing")
    with recording(actor, now) as record:
        if officer_id is not None and not Officer.objects.filter(pk=officer_id, commune_id=actor.commune_id).exists():
            raise Refused("people.officer.unknown", field="officer")
        before = means_of(actor.commune_id, officer_id)
        if before is not None:
            _end(record, before)
        row = SigningMeans(
            commune_id=actor.commune_id,
            officer_id=officer_id,
            source=told.source.value,
            label=told.label,
            sealed=vault.seal_bytes(key, told.content) if told.content else b"",
            picture=vault.seal_bytes(key, told.picture) if told.picture else b"",
            width=told.width,
            subject=subject[:200],
            valid_until=valid_until,
            kept_at=now,
            kept_by_id=actor.officer_id,
        )
        insert(row)
        fact = facts.SigningMeansKept(
            officer_id=officer_id or 0, source=row.source, picture=bool(told.picture), valid_until=valid_until
        )
        record.fact(fact, subject=f"officer:{officer_id}" if officer_id else f"commune:{actor.commune_id}")
    return row


def means_of(commune_id: int, officer_id: int | None) -> SigningMeans | None:
    """With what an officer (None: the office) signs now."""
    rows = SigningMeans.objects.of(commune_id).filter(ended_at=None)
    own = rows.filter(officer__isnull=True) if officer_id is None else rows.filter(officer_id=officer_id)
    found: SigningMeans | None = own.order_by("-pk").first()
    return found


def end_means(actor: Actor, means_id: int, *, now: datetime) -> None:
    """Nobody signs by these means any more: file and picture are wiped."""
    require(actor, Role.ADMINISTRATOR, Role.LEADER)
    with recording(actor, now) as record:
        row = SigningMeans.objects.of(actor.commune_id).filter(pk=means_id, ended_at=None).first()
        if row is None:
            raise Refused("letters.means.unknown", field="means")
        _end(record, row)


def _end(record: Record, row: SigningMeans) -> None:
    row.sealed, row.picture, row.ended_at = b"", b"", record.now
    row.save(update_fields=["sealed", "picture", "ended_at"])
    subject = f"officer:{row.officer_id}" if row.officer_id else f"commune:{row.commune_id}"
    record.fact(facts.SigningMeansEnded(officer_id=row.officer_id or 0), subject=subject)


def order(record: Record, letter: Letter, signer: SigningSide, word: str) -> None:
    """Leave a job to sign a letter digitally, within another action's transaction.

    Refused `letters.means.none` where the holder has none, `letters.signature.running` while an order waits.
    """
    actor = record.actor
    word = rules.require_word(word)
    means = means_of(actor.commune_id, actor.officer_id if signer is SigningSide.PERSON else None)
    if means is None:
        raise Refused("letters.means.none")
    _require_no_other(record, letter)
    row = SigningOrder(
        commune_id=actor.commune_id,
        letter=letter,
        means=means,
        signer=signer.value,
        state=OrderState.WAITING.value,
        sealed=vault.seal(vault.derived_key("signing"), {"word": word}),
        ordered_at=record.now,
        ordered_by_id=actor.officer_id,
    )
    insert(row)
    rows.tell(record, letter, facts.LetterSigningOrdered(letter=letter.code, signer=signer.value))
    record.errand("letter_signing", order=row.pk)


def _require_no_other(record: Record, letter: Letter) -> None:
    """One order at a time; one that was lost on the way is ended first."""
    for other in SigningOrder.objects.of(letter.commune_id).filter(letter=letter, state=OrderState.WAITING.value):
        if record.now - other.ordered_at < rules.LOST_AFTER:
            raise Refused("letters.signature.running")
        _failed(record, other, "letters.signature.lost")


def sign_again(actor: Actor, code: str, word: str, *, now: datetime) -> Letter:
    """The signer's digital signature, where it did not come about with the signing itself."""
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        if signature_of(letter).signer_id != actor.officer_id:
            raise Refused("letters.signature.not_yours")
        if State(letter.state) is not State.SIGNED or _has_file(letter):
            raise Refused("letters.signature.not_yet", code=letter.code)
        order(record, letter, SigningSide.PERSON, word)
    return letter


def order_seal(actor: Actor, code: str, *, word: str, now: datetime, seen_version: int | None = None) -> Letter:
    """The clerk lets the office's signature close a letter that its signer signed digitally and that has its number."""
    require(actor, Role.CLERK)
    with recording(actor, now) as record:
        letter = rows.find(actor, code)
        rows.require_unchanged(letter, seen_version)
        if State(letter.state) is not State.NUMBERED or not _has_file(letter):
            raise Refused("letters.signature.not_yet", code=letter.code)
        order(record, letter, SigningSide.OFFICE, word)
    return letter


def _has_file(letter: Letter) -> bool:
    """Whether a digitally signed file is kept."""
    files = LetterFile.objects.of(letter.commune_id).filter(letter=letter, purpose=FilePurpose.SIGNED.value)
    return bool(files.exists())


def signed(commune_id: int, order_id: int, content: bytes, level: str, *, now: datetime) -> Letter | None:
    """The job has signed: keep the file; the office's signature is a use of the seal. None: nobody waits any more."""
    with recording(program(commune_id), now) as record:
        row = _waiting(commune_id, order_id)
        if row is None:
            raise Refused("letters.signature.not_yet", code="")
        letter = rows.find(record.actor, row.letter.code)
        file = enter_file(record, letter, FilePurpose.SIGNED, content)
        _done(row, OrderState.DONE, now, level=level)
        rows.tell(record, letter, _told(letter, row, content, level))
        if row.signer == SigningSide.OFFICE.value and State(letter.state) is State.NUMBERED:
            rows.move(record.actor, letter, "seal", None, sealed_at=now, copies=1)
            enter_seal(record, letter, file, clerk_id=row.ordered_by_id, copies=1)
    return letter


def _told(letter: Letter, row: SigningOrder, content: bytes, level: str) -> facts.LetterSignedDigitally:
    return facts.LetterSignedDigitally(
        letter=letter.code, signer=row.signer, file_hash=sha256(content).hexdigest(), level=level
    )


def signing_failed(commune_id: int, order_id: int, problem: str, *, now: datetime) -> None:
    """The job could not sign. After a wrong word the other orders by the same means are not tried with it either."""
    with recording(program(commune_id), now) as record:
        row = _waiting(commune_id, order_id)
        if row is None:
            raise Refused("letters.signature.not_yet", code="")
        _failed(record, row, problem)
        if problem in WRONG_WORD:
            same = SigningOrder.objects.of(commune_id).filter(means_id=row.means_id, state=OrderState.WAITING.value)
            for other in same.select_related("letter__person").order_by("pk"):
                _failed(record, other, NOT_TRIED)


def _waiting(commune_id: int, order_id: int) -> SigningOrder | None:
    found: SigningOrder | None = (
        SigningOrder.objects.of(commune_id)
        .filter(pk=order_id, state=OrderState.WAITING.value)
        .select_related("letter__person")
        .first()
    )
    return found


def _failed(record: Record, row: SigningOrder, problem: str) -> None:
    _done(row, OrderState.FAILED, record.now, problem=problem)
    told = facts.LetterSigningFailed(letter=row.letter.code, signer=row.signer, problem=problem)
    rows.tell(record, row.letter, told)


def _done(row: SigningOrder, state: OrderState, now: datetime, *, problem: str = "", level: str = "") -> None:
    row.state, row.problem, row.level, row.ended_at, row.sealed = state.value, problem[:60], level, now, b""
    row.save(update_fields=["state", "problem", "level", "ended_at", "sealed"])
