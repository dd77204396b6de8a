"""What the confidential handler sees, and nobody else: that something is there, and what is in it with the key."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vidan.content import feedback as content
from vidan.domain.feedback import legal
from vidan.domain.feedback.legal import LegalCourse, LegalKind
from vidan.domain.feedback.readers import READING
from vidan.domain.people import Actor
from vidan.store import boxes, unclaimed, vault
from vidan.store.models import Fact, HandlerKey, Mandate, Officer, Reminder, SealedMatter

#: The reminder that rings a reader, and how many of them stand on a page.
ALARM, MOST = "sealed_alarm", 5
PAGE = 50


@dataclass(frozen=True)
class RingingCard:
    """Danger in a sealed message: where it lies, and since when it rings."""

    code: str
    received_at: datetime


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
    """The reader's own, and what waits for any reader whom it does not concern."""
    assert actor.officer_id is not None
    free = [row.pk for row in unclaimed.waiting_for(actor.commune_id, actor.officer_id)]
    own = Q(reader_id=actor.officer_id) | Q(pk__in=free)
    rows: QuerySet[SealedMatter] = SealedMatter.objects.of(actor.commune_id).filter(own).select_related("key")
    return rows


def waiting(actor: Actor, *, done: bool = False, page: int = 1) -> list[SealedRow]:
    """A page of what is for this reader, with one row more where another page follows: what is not concluded by the
    moment at which it is due, the most pressing first; what is done, the newest first.
    """
    rows = _rows(actor).filter(concluded_at__isnull=not done)
    ordered = rows.order_by("-concluded_at", "-pk") if done else rows.order_by(F("due_at").asc(nulls_last=True), "pk")
    start = (page - 1) * PAGE
    return [_row(row) for row in ordered[start : start + PAGE + 1]]


@dataclass(frozen=True)
class Opening:
    """That somebody opened a box."""

    officer: str
    at: datetime


def openings(actor: Actor, code: str) -> tuple[Opening, ...]:
    """Who opened one of this reader's boxes, and when, newest first: those before him too."""
    if one(actor, code) is None:
        return ()
    told = Fact.objects.of(actor.commune_id).filter(kind="SealedOpened", told__code=code).order_by("-pk")[:50]
    names = dict(Officer.objects.filter(commune_id=actor.commune_id).values_list("pk", "name"))
    return tuple(Opening(names.get(fact.told["officer_id"], ""), fact.happened_at) for fact in told)


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


def rung_at(commune_id: int, code: str) -> datetime | None:
    """When the reader was first told of danger in a sealed message; None when he has looked since."""
    rung = Reminder.objects.of(commune_id).filter(kind=ALARM, told__code=code, seen_at=None)
    found: datetime | None = rung.order_by("pk").values_list("made_at", flat=True).first()
    return found


def ringing(actor: Actor) -> tuple[RingingCard, ...]:
    """Danger told of in this reader's own boxes that he has not looked at; of nobody else is anything asked."""
    if actor.officer_id is None or not actor.may(*READING):
        return ()
    rung = Reminder.objects.of(actor.commune_id).filter(officer_id=actor.officer_id, kind=ALARM, seen_at=None)
    rows = rung.order_by("pk").values_list("told__code", "made_at")[:MOST]
    return tuple(RingingCard(str(code), made_at) for code, made_at in rows)


class Readiness(StrEnum):
    """Whether what is sealed is sealed with keys that the machine does not have."""

    READY = "ready"
    #: Of those who read, somebody has no key.
    WITHOUT_KEY = "without_key"
    #: There is one reader, with a key: nobody may read what is about him.
    ALONE = "alone"
    #: Nobody reads.
    NOBODY = "nobody"


@dataclass(frozen=True)
class Room:
    """The sealed room as it stands today: whether it is ready, and the names of those who have no key yet.

    It is the same whatever was ever sealed, so anybody may know it.
    """

    state: Readiness
    without_key: tuple[str, ...]


def room(commune_id: int, day: date) -> Room:
    """One statement."""
    keys = HandlerKey.objects.of(commune_id).filter(officer_id=OuterRef("officer_id"), ended_at=None)
    rows = (
        Mandate.objects.of(commune_id)
        .filter(Q(until_on=None) | Q(until_on__gte=day), role__in=[role.value for role in READING])
        .filter(from_on__lte=day, officer__is_active=True)
        .values_list("officer_id", "officer__name", Exists(keys))
    )
    known = {officer: (name, has_key) for officer, name, has_key in rows}
    bare = tuple(sorted(name for name, has_key in known.values() if not has_key))
    if not known:
        return Room(Readiness.NOBODY, ())
    if bare:
        return Room(Readiness.WITHOUT_KEY, bare)
    return Room(Readiness.READY if len(known) > 1 else Readiness.ALONE, ())


def own_key(actor: Actor) -> str:
    """The fingerprint of the reader's newest key; empty when he has none."""
    assert actor.officer_id is not None
    keys = HandlerKey.objects.of(actor.commune_id).filter(officer_id=actor.officer_id, ended_at=None)
    row = keys.order_by("-pk").first()
    return boxes.fingerprint(bytes(row.public)) if row is not None else ""
