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
from vidan.queries.people import OfficerCard, PersonCard, officer_card, officer_names, open_person, person_card
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Dossier, Fact, Matter, Pause, Person, Promise, Slip


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
    procedure_key: str
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


def _by_code(commune_id: int, code: str) -> Dossier | None:
    """The commune is named for the matter too: a planner without figures would else walk through all its dossiers."""
    return _rows(commune_id).filter(matter__commune=commune_id, matter__code=code).first()


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
    opened = _open_sealed(matter.person, row.sealed)
    pause = Pause.objects.of(row.commune_id).filter(matter=matter, until_at=None).first() if matter.paused_at else None
    return DossierCard(
        matter_id=matter.pk,
        code=matter.code,
        reference=matter.reference,
        state=matter.state,
        version=matter.version,
        procedure_key=row.procedure.key,
        procedure=matter.title,
        procedure_name=row.procedure.name,
        result=row.procedure.result,
        person=_applicant(matter),
        content=str(opened.get("content", "")),
        receiver=str(opened.get("receiver", "")),
        village=matter.village.name if matter.village else "",
        papers=tuple(row.papers),
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
        pause_reason=pause.reason if pause else "",
        pause_for=pause.waiting_for if pause else "",
        closed_at=matter.closed_at,
        holdings=holdings(matter, calendar, matter.closed_at or now),
        promises=promises,
        due=explained(row.commune, matter, row.received_at, promises),
        proxy=dict(opened.get("proxy", {})),
        helper=str(opened.get("helper", "")),
    )


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
    rows = Slip.objects.of(matter.commune_id).filter(matter=matter).order_by("pk")
    return tuple(
        SlipLine(*line)
        for line in rows.values_list("number", "form", "time", "made_at", "answer_before", "answered_at")
    )


def _promises(matter: Matter) -> tuple[PromiseCard, ...]:
    return tuple(
        PromiseCard(item.number, item.due_at, item.made_at, item.reason, item.basis, item.calendar_version)
        for item in Promise.objects.of(matter.commune_id).filter(matter=matter).order_by("number")
    )


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


def _open_sealed(person: Person | None, sealed: vault.Sealed | None) -> dict[str, Any]:
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
class HistoryLine:
    """One fact about a dossier, as its history shows it; `confided` is opened with the person's key."""

    kind: str
    at: datetime
    actor: str
    told: dict[str, Any]
    confided: dict[str, Any]


#: Facts that the stretches of the clock do not tell by themselves.
REMARKABLE = (
    "BlankReceiptEntered",
    "BreachFound",
    "CitizenCalled",
    "ComplaintUpheld",
    "DossierCorrected",
    "HelpAsked",
    "MatterEscalated",
    "NoticeSent",
    "OfficesTold",
    "VisitsTold",
)


def history(actor: Actor, matter_id: int, most: int = 100, kinds: tuple[str, ...] = ()) -> tuple[HistoryLine, ...]:
    """The facts about a matter, oldest first, of some kinds or of all: one statement, and one for the names."""
    rows = Fact.objects.of(actor.commune_id).filter(subject=f"matter:{matter_id}")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    found = list(rows.order_by("pk")[:most])
    names = officer_names(row.actor_id for row in found)
    sealed = {row.person_id for row in found if row.sealed and row.person_id is not None}
    persons = {row.pk: row for row in Person.objects.of(actor.commune_id).filter(pk__in=sealed)} if sealed else {}
    return tuple(
        HistoryLine(
            row.kind,
            row.happened_at,
            names.get(row.actor_id or 0, ""),
            row.told,
            _open_sealed(persons.get(row.person_id or 0), row.sealed),
        )
        for row in found
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
