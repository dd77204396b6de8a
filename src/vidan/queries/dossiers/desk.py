"""A dossier as the desk sees it, its receipt, and the notice that was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vidan.domain.calendar import Due, Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Actor
from vidan.queries.dossiers.tracking import secret_of
from vidan.queries.matters import HoldingCard, holdings
from vidan.queries.people import OfficerCard, PersonCard, officer_card, open_person, person_card
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Dossier, Matter, Pause, Person, Promise, Slip
from vidan.store.prepared import Prepared, PreparedRow


@dataclass(frozen=True)
class PromiseCard:
    """One date that was given."""

    number: int
    due_at: datetime
    made_at: datetime
    reason: str
    basis: str
    calendar_version: int


@dataclass(frozen=True)
class SlipLine:
    """A slip about a dossier, in its list on the page."""

    number: str
    form: str
    time: int
    made_at: datetime
    answer_before: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class DossierCard:
    """A dossier as the desk sees it."""

    matter_id: int
    code: str
    reference: str
    state: str
    version: int
    procedure_id: int
    procedure_key: str
    unit_key: str
    procedure: str
    procedure_name: str
    result: str
    person: PersonCard
    content: str
    receiver: str
    village: str
    papers: tuple[dict[str, Any], ...]
    listed_papers: tuple[str, ...]
    slips: tuple["SlipLine", ...]
    asked: int
    reappointed: int
    told_at: datetime | None
    sets: int
    delivery: str
    received_at: datetime
    typed_at: datetime
    received_by: str
    holder: OfficerCard | None
    steps: tuple[str, ...]
    step_roles: tuple[str, ...]
    step: int
    limit: str
    due_at: datetime | None
    first_due_at: datetime | None
    paused_at: datetime | None
    pause_reason: str
    pause_for: str
    closed_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None
    print_number: int
    holdings: tuple[HoldingCard, ...]
    promises: tuple[PromiseCard, ...]
    due: Due | None
    #: Who handed it in for her (`name`, `number`, `paper`); empty when she came herself.
    proxy: Mapping[str, str] = field(default_factory=dict)
    #: Who wrote for her; empty when she wrote herself.
    helper: str = ""
    #: How often she came, as she said; when a complaint about it proved right.
    visits: int | None = None
    #: Whether she had to go to another office as well, as she said.
    sent_elsewhere: bool | None = None
    complaint_upheld_at: datetime | None = None

    @property
    def imported(self) -> bool:
        """Whether the provincial system received it: then its receipt is the paper of the province."""
        return bool(self.holdings) and self.holdings[0].cause == "imported"

    @property
    def late(self) -> bool:
        """Whether the result came, or still does not come, after the date owed."""
        return self.due_at is not None and self.closed_at is not None and self.closed_at > self.due_at


def _rows(commune_id: int) -> QuerySet[Dossier]:
    return Dossier.objects.of(commune_id).select_related(
        "matter", "matter__person", "matter__holder", "matter__village", "procedure", "received_by", "commune"
    )


#: The commune is named for the matter too: a planner without figures would else walk through all its dossiers.
_by_code = PreparedRow(
    Dossier,
    lambda commune_id, code: Dossier.objects.of(commune_id).filter(matter__commune=commune_id, matter__code=code),
    int,
    str,
    along=(
        "commune",
        "procedure",
        "received_by",
        "matter",
        "matter__person",
        "matter__holder",
        "matter__village",
    ),
)
_PAUSED_FOR = Prepared(
    lambda commune_id, number: (
        Pause.objects.of(commune_id).filter(matter=number, until_at=None).values_list("reason", "waiting_for")
    ),
    int,
    int,
)
_SLIPS = Prepared(
    lambda commune_id, number: (
        Slip.objects.of(commune_id)
        .filter(matter=number)
        .order_by("pk")
        .values_list("number", "form", "time", "made_at", "answer_before", "answered_at")
    ),
    int,
    int,
)
_PROMISES = Prepared(
    lambda commune_id, number: (
        Promise.objects.of(commune_id)
        .filter(matter=number)
        .order_by("number")
        .values_list("number", "due_at", "made_at", "reason", "basis", "calendar_version")
    ),
    int,
    int,
)


def dossier(actor: Actor, code: str, *, now: datetime) -> DossierCard:
    """A dossier of the actor's commune: four statements. Refused alike when unknown and when another commune's."""
    row = _by_code(actor.commune_id, code)
    if row is None:
        raise Refused("matters.unknown", field="code", code=code)
    return _card(row, now)


def _card(row: Dossier, now: datetime) -> DossierCard:
    matter: Matter = row.matter
    calendar = calendar_of(row.commune)
    promises = _promises(matter)
    opened = open_sealed(matter.person, row.sealed)
    paused = _PAUSED_FOR(row.commune_id, matter.pk) if matter.paused_at else []
    pause_reason, pause_for = paused[0] if paused else ("", "")
    return DossierCard(
        matter_id=matter.pk,
        code=matter.code,
        reference=matter.reference,
        state=matter.state,
        version=matter.version,
        procedure=matter.title,
        person=_applicant(matter),
        content=str(opened.get("content", "")),
        receiver=str(opened.get("receiver", "")),
        village=matter.village.name if matter.village else "",
        papers=tuple(row.papers),
        **_procedure(row),
        **_asked(row),
        sets=row.sets,
        delivery=row.delivery,
        received_at=row.received_at,
        typed_at=row.typed_at,
        received_by=row.received_by.name if row.received_by else "",
        holder=officer_card(matter.holder),
        steps=tuple(step["name"] for step in matter.steps),
        step_roles=tuple(step["role"] for step in matter.steps),
        step=matter.step,
        limit=matter.limit,
        due_at=matter.due_at,
        first_due_at=matter.first_due_at,
        paused_at=matter.paused_at,
        pause_reason=pause_reason,
        pause_for=pause_for,
        closed_at=matter.closed_at,
        holdings=holdings(matter, calendar, matter.closed_at or now),
        promises=promises,
        due=explained(row.commune, matter, row.received_at, promises),
        proxy=dict(opened.get("proxy", {})),
        helper=str(opened.get("helper", "")),
    )


def _procedure(row: Dossier) -> dict[str, Any]:
    """The edition by which it was received."""
    edition = row.procedure
    return {
        "procedure_id": edition.pk,
        "procedure_key": edition.key,
        "unit_key": edition.unit_key,
        "procedure_name": edition.name,
        "result": edition.result,
    }


def _asked(row: Dossier) -> dict[str, Any]:
    """What was asked for, told, made ready and given so far, and what may be asked for."""
    return {
        "listed_papers": tuple(str(paper["name"]) for paper in row.procedure.papers),
        "slips": _slips(row.matter),
        "asked": row.asked,
        "reappointed": row.reappointed,
        "told_at": row.told_at,
        "ready_at": row.ready_at,
        "given_at": row.given_at,
        "print_number": row.print_number,
        "visits": row.visits,
        "sent_elsewhere": row.sent_elsewhere,
        "complaint_upheld_at": row.complaint_upheld_at,
    }


def _slips(matter: Matter) -> tuple[SlipLine, ...]:
    return tuple(SlipLine(*line) for line in _SLIPS(matter.commune_id, matter.pk))


def _promises(matter: Matter) -> tuple[PromiseCard, ...]:
    return tuple(PromiseCard(*line) for line in _PROMISES(matter.commune_id, matter.pk))


def explained(commune: Commune, matter: Matter, received_at: datetime, promises: tuple[PromiseCard, ...]) -> Due | None:
    """The first promise day by day, by the calendar it was made with; None where another system gave another date."""
    if not promises:
        return None
    due = calendar_of(commune, promises[0].calendar_version).due(received_at, Limit.parse(matter.limit))
    return due if local_day(due.moment) == local_day(promises[0].due_at) else None


def _applicant(matter: Matter) -> PersonCard:
    """A dossier always has an applicant: its action enters her first."""
    assert matter.person is not None
    return person_card(matter.person)


def open_sealed(person: Person | None, sealed: vault.Sealed | None) -> dict[str, Any]:
    if person is None or not sealed:
        return {}
    return open_person(person.wrapped_key, sealed)


@dataclass(frozen=True)
class ReceiptCard:
    """What the receipt prints; `secret` belongs to `print_number` alone."""

    dossier: DossierCard
    commune_name: str
    commune_phone: str
    commune_address: str
    demo_training: bool
    secret: str


def receipt(actor: Actor, code: str, *, now: datetime) -> ReceiptCard:
    """The receipt of a dossier with the secret of its newest print."""
    row = _by_code(actor.commune_id, code)
    if row is None:
        raise Refused("matters.unknown", field="code", code=code)
    card = _card(row, now)
    commune: Commune = row.commune
    return ReceiptCard(
        dossier=card,
        commune_name=commune.name,
        commune_phone=commune.phone,
        commune_address=commune.address,
        demo_training=commune.training,
        secret=secret_of(row.matter.reference, row.print_number),
    )


@dataclass(frozen=True)
class NoticeCard:
    """What the notice of receipt says and to whom it goes."""

    matter_id: int
    code: str
    email: str
    name: str
    procedure: str
    due_at: datetime | None
    ready_at: datetime | None
    commune_name: str
    commune_phone: str


def notice(commune_id: int, matter_id: int) -> NoticeCard | None:
    """For the errand that tells a citizen of her receipt; None when she asked for nothing or was forgotten."""
    row = _rows(commune_id).filter(pk=matter_id, notify_by_mail=True).first()
    if row is None:
        return None
    person = _applicant(row.matter)
    if not person.email:
        return None
    return NoticeCard(
        matter_id=matter_id,
        code=row.matter.code,
        email=person.email,
        name=person.name,
        procedure=row.matter.title,
        due_at=row.matter.due_at,
        ready_at=row.ready_at,
        commune_name=row.commune.name,
        commune_phone=row.commune.phone,
    )
