"""What the confidential handler sees, and nobody else: that something is there, and what is in it with the key."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from vidan.content import feedback as content
from vidan.domain.feedback import legal
from vidan.domain.feedback.legal import LegalCourse, LegalKind
from vidan.domain.people import Actor, Role
from vidan.store import boxes, vault
from vidan.store.models import HandlerKey, SealedMatter


@dataclass(frozen=True)
class SealedRow:
    """One sealed thing in its reader's list. `house`: sealed under the house's own key, because no handler had one."""

    code: str
    received_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    concluded_at: datetime | None
    house: bool
    fingerprint: str
    said: tuple[str, ...]
    due_at: datetime | None
    law: str
    acts: frozenset[str]


def _rows(actor: Actor) -> QuerySet[SealedMatter]:
    own = Q(reader_id=actor.officer_id)
    if actor.may(Role.INSPECTOR):
        own |= Q(reader_id=None)
    rows: QuerySet[SealedMatter] = SealedMatter.objects.of(actor.commune_id).filter(own).select_related("key")
    return rows


def waiting(actor: Actor, most: int = 100) -> list[SealedRow]:
    """What is for this reader, newest first."""
    return [_row(row) for row in _rows(actor).order_by("-pk")[:most]]


def _row(row: SealedMatter) -> SealedRow:
    key = vault.derived_key("sealed-answers")
    said = vault.unseal(key, row.said) if row.said else []
    law, course = legal.read(vault.unseal(key, row.course)) if row.course else (None, LegalCourse(row.received_at))
    clock = content.legal_clock(law or LegalKind.DENUNCIATION)
    acts = frozenset(act.value for act in course.acts(clock)) if row.concluded_at is None else frozenset()
    return SealedRow(
        code=row.code,
        received_at=row.received_at,
        answer_by=row.answer_by,
        answered_at=row.answered_at,
        concluded_at=row.concluded_at,
        house=row.key_id is None,
        fingerprint=boxes.fingerprint(bytes(row.key.public)) if row.key else "",
        said=tuple(item["said"] for item in said),
        due_at=row.due_at,
        law=law.value if law else "",
        acts=acts,
    )


def one(actor: Actor, code: str) -> SealedRow | None:
    """One of this reader's; None for anything else."""
    row = _rows(actor).filter(code=code).first()
    return _row(row) if row is not None else None


def body(actor: Actor, code: str) -> SealedMatter | None:
    """The row itself, to be opened by the action that knows how."""
    return _rows(actor).filter(code=code).first()


def own_key(actor: Actor) -> str:
    """The fingerprint of the reader's newest key; empty when he has none."""
    assert actor.officer_id is not None
    keys = HandlerKey.objects.of(actor.commune_id).filter(officer_id=actor.officer_id, ended_at=None)
    row = keys.order_by("-pk").first()
    return boxes.fingerprint(bytes(row.public)) if row is not None else ""
