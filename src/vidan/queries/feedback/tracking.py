"""What the sender sees who holds code and secret: the same page for everything that was ever said, sealed or not."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.feedback.states import FeedbackState, may
from vidan.domain.matters import read_secret, tracking_secret
from vidan.queries.people import OfficerCard
from vidan.store import vault
from vidan.store.models import Feedback, FeedbackEvent, FeedbackPhoto, SealedMatter

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
    """The sender's page. `acts` are what she may do now."""

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
    photos_after: int


def prove(commune_id: int, code: str, secret: str) -> int | None:
    """The print number where code and secret belong together, else None: two statements and one comparison always."""
    rows = [
        *Feedback.objects.of(commune_id).filter(matter__code=code).values_list("matter__reference", "print_number")[:1],
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
    row = (
        Feedback.objects.of(commune_id)
        .filter(matter__code=code, print_number=print_number)
        .select_related("matter__holder")
        .first()
    )
    return _open(row) if row is not None else None


def _open(row: Feedback) -> SaidCard:
    matter, state = row.matter, FeedbackState(row.matter.state)
    acts = {act for act in ("confirm", "contest", "contest_again") if may(state, act)}
    acts -= {"contest" if row.contested else "contest_again"}
    if row.contested > 1:
        acts.discard("contest_again")
    holder = matter.holder
    return SaidCard(
        code=matter.code,
        state=matter.state,
        received_at=row.received_at,
        answer_by=matter.due_at,
        acknowledge_by=row.acknowledge_by,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        closed=matter.closed_at is not None,
        holder=OfficerCard(holder.pk, holder.name, holder.title, holder.honorific, holder.phone) if holder else None,
        lines=lines(row),
        acts=frozenset(acts),
        photos_after=FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row, after=True).count(),
    )


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
    told += [SaidLine("answered", datetime.fromisoformat(item["at"]), "", {"said": item["said"]}) for item in said]
    answered, known = FeedbackState.ANSWERED.value, FeedbackState.ACKNOWLEDGED.value
    return SaidCard(
        code=row.code,
        state=answered if said else known if row.acknowledged_at else FeedbackState.SENT.value,
        received_at=row.received_at,
        answer_by=row.answer_by,
        acknowledge_by=row.acknowledge_by,
        acknowledged_at=row.acknowledged_at,
        answered_at=row.answered_at,
        closed=row.concluded_at is not None,
        holder=None,
        lines=tuple(told),
        acts=frozenset(),
        photos_after=0,
    )


def reference_of(commune_id: int, code: str) -> str:
    """The public reference of what stands under a code, sealed or not; empty for an unknown one."""
    rows = [
        *Feedback.objects.of(commune_id).filter(matter__code=code).values_list("matter__reference", flat=True)[:1],
        *SealedMatter.objects.of(commune_id).filter(code=code).values_list("reference", flat=True)[:1],
    ]
    return rows[0] if rows else ""
