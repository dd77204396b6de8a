"""What the sender sees who holds code and secret: the same page for everything that was ever said, sealed or not."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vidan.content import feedback as content
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.legal import LegalAct
from vidan.domain.feedback.states import FeedbackState, may
from vidan.domain.matters import read_secret, tracking_secret
from vidan.queries.people import OfficerCard
from vidan.store import files, vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Feedback, FeedbackEvent, FeedbackPhoto, SealedMatter

_NO_REFERENCE = bytes(16)


def secret_of(reference: str, print_number: int) -> str:
    """The secret that stands on the paper."""
    return tracking_secret(vault.derived_key("receipt"), bytes.fromhex(reference), print_number)


@dataclass(frozen=True)
class SaidLine:
    """One line of what happened; `told` holds an answer's parts or a contest's words."""

    kind: str
    at: datetime
    officer: str
    told: dict[str, str]


@dataclass(frozen=True)
class SaidCard:
    """The sender's page. `acts` are what she may do now; `stage` says what `answer_by` is the date of where a law has
    its own way: `accept` or `settle`; `second_by` until when a decided complaint may be made a second time."""

    code: str
    state: str
    received_at: datetime
    answer_by: datetime | None
    acknowledge_by: datetime
    acknowledged_at: datetime | None
    answered_at: datetime | None
    closed: bool
    holder: OfficerCard | None
    lines: tuple[SaidLine, ...]
    acts: frozenset[str]
    photos_after: tuple[int, ...]
    stage: str = ""
    second_by: datetime | None = None
    contested: int = 0
    first_by: datetime | None = None


def _by_code(commune_id: int, code: str) -> QuerySet[Feedback]:
    """Through the matter's own index: otherwise every message of the commune would be looked at, newest first, and the
    time it takes would tell an ordinary code from a sealed or a made-up one.
    """
    found: QuerySet[Feedback] = Feedback.objects.of(commune_id).filter(matter__commune=commune_id, matter__code=code)
    return found


def prove(commune_id: int, code: str, secret: str) -> int | None:
    """The print number where code and secret belong together, else None: two statements and one comparison always."""
    rows = [
        *_by_code(commune_id, code).values_list("matter__reference", "print_number")[:1],
        *SealedMatter.objects.of(commune_id).filter(code=code).values_list("reference", "print_number")[:1],
    ]
    reference, print_number = (bytes.fromhex(rows[-1][0]), int(rows[-1][1])) if rows else (_NO_REFERENCE, 1)
    right = tracking_secret(vault.derived_key("receipt"), reference, print_number)
    same = hmac.compare_digest(right.encode(), read_secret(secret).encode())
    return print_number if rows and same else None


def tracking(commune_id: int, code: str, print_number: int) -> SaidCard | None:
    """The page of what was said, for who proved that she holds the paper. A sealed row stands before an emptied one."""
    sealed = SealedMatter.objects.of(commune_id).filter(code=code, print_number=print_number).first()
    if sealed is not None:
        return _sealed(sealed)
    row = _by_code(commune_id, code).filter(print_number=print_number).select_related("matter__holder").first()
    return _open(row) if row is not None else None


def _open(row: Feedback) -> SaidCard:
    matter, state = row.matter, FeedbackState(row.matter.state)
    acts = {act for act in ("confirm", "contest", "contest_again", "appeal", "object") if may(state, act)}
    acts -= {"contest" if row.contested else "contest_again"}
    if row.contested > 1:
        acts -= {"appeal"}
    holder, told = matter.holder, lines(row)
    return SaidCard(
        code=matter.code,
        state=matter.state,
        received_at=row.received_at,
        answer_by=matter.first_due_at if state is FeedbackState.SENT else matter.due_at,
        acknowledge_by=row.acknowledge_by,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        closed=matter.closed_at is not None,
        holder=OfficerCard(holder.pk, holder.name, holder.title, holder.honorific, holder.phone) if holder else None,
        lines=told,
        acts=frozenset(acts),
        photos_after=tuple(_after(row).order_by("pk").values_list("pk", flat=True)),
        stage=stage_of(row.cls, state),
        second_by=_second_by(row, told),
        contested=row.contested,
        first_by=matter.first_due_at,
    )


def _after(row: Feedback) -> QuerySet[FeedbackPhoto]:
    found: QuerySet[FeedbackPhoto] = FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row, after=True)
    return found


def photo_after(commune_id: int, code: str, print_number: int, photo_id: int) -> bytes | None:
    """A picture of what was done, for who proved that she holds the paper; None where there is none."""
    row = _by_code(commune_id, code).filter(print_number=print_number).first()
    found = _after(row).filter(pk=photo_id).first() if row is not None and bytes(row.wrapped_key) else None
    return files.read(found.file, vault.person_key(row.wrapped_key)) if found is not None and row is not None else None


def _second_by(row: Feedback, told: tuple[SaidLine, ...]) -> datetime | None:
    """The last moment of a second complaint, counted from the first decision; it goes above us."""
    decided = [line.at for line in told if line.kind == LegalAct.CONCLUDE.value]
    if not decided:
        return None
    remote = any(line.told.get("remote") for line in told if line.kind == LegalAct.ACCEPT.value)
    limit = content.second_complaint(remote=remote)
    return calendar_of(Commune.objects.get(pk=row.commune_id)).due_moment(decided[0], limit)


def stage_of(cls: str, state: FeedbackState) -> str:
    """Where a complaint is on its law's way: to be accepted, to be settled, or neither."""
    if state is FeedbackState.ACCEPTED:
        return "settle"
    return "accept" if cls == MessageClass.COMPLAINT.value and state is FeedbackState.ACKNOWLEDGED else ""


def lines(row: Feedback) -> tuple[SaidLine, ...]:
    """What happened, oldest first."""
    if not bytes(row.wrapped_key):
        return ()
    key = vault.person_key(row.wrapped_key)
    events = FeedbackEvent.objects.of(row.commune_id).filter(feedback=row).select_related("officer").order_by("pk")
    return tuple(
        SaidLine(item.kind, item.at, item.officer.name if item.officer else "", _opened(key, item.sealed))
        for item in events
    )


def _opened(key: bytes, sealed: Any) -> dict[str, str]:
    return dict(vault.unseal(key, sealed)) if sealed else {}


def _sealed(row: SealedMatter) -> SaidCard:
    said = vault.unseal(vault.derived_key("sealed-answers"), row.said) if row.said else []
    told = [SaidLine("received", row.received_at, "", {})]
    if row.acknowledged_at:
        told.append(SaidLine("acknowledged", row.acknowledged_at, "", {}))
    told += [
        SaidLine(
            item.get("kind", "answered"),
            datetime.fromisoformat(item["at"]),
            "",
            {"said": item["said"], "number": item.get("number", "")},
        )
        for item in said
    ]
    settling = bool(row.course) and row.concluded_at is None and row.due_at is not None
    return SaidCard(
        code=row.code,
        state=_sealed_state(row, answered=row.answered_at is not None, settling=settling).value,
        received_at=row.received_at,
        answer_by=row.due_at if settling else row.answer_by,
        acknowledge_by=row.acknowledge_by,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        closed=row.concluded_at is not None,
        holder=None,
        lines=tuple(told),
        acts=frozenset(),
        photos_after=(),
        stage="settle" if settling else "",
        first_by=row.answer_by,
    )


def _sealed_state(row: SealedMatter, *, answered: bool, settling: bool) -> FeedbackState:
    if settling:
        return FeedbackState.ACCEPTED
    if answered:
        return FeedbackState.ANSWERED
    return FeedbackState.ACKNOWLEDGED if row.acknowledged_at else FeedbackState.SENT


def reference_of(commune_id: int, code: str) -> str:
    """The public reference of what stands under a code, sealed or not; empty for an unknown one."""
    rows = [
        *_by_code(commune_id, code).values_list("matter__reference", flat=True)[:1],
        *SealedMatter.objects.of(commune_id).filter(code=code).values_list("reference", flat=True)[:1],
    ]
    return rows[0] if rows else ""
