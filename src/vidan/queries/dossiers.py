"""What may be seen of dossiers: by the desk, on the receipt, and by the citizen who holds it."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vidan.domain.calendar import Due, Limit
from vidan.domain.errors import Refused
from vidan.domain.matters import ClockHolder, read_secret, tracking_secret
from vidan.domain.people import Actor
from vidan.domain.procedures import PaperMark
from vidan.queries.matters import HoldingCard, holdings, step_name
from vidan.queries.people import OfficerCard, PersonCard, officer_card, open_person, person_card
from vidan.store import vault
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Dossier, Fact, Holding, Matter, Pause, Person, Promise, SupplementSlip
from vidan.store.prepared import Prepared

PAGE = 25
_NO_REFERENCE = bytes(16)


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
    pause_kind: str
    pause_reason: str
    pause_for: str
    closed_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None
    print_number: int
    holdings: tuple[HoldingCard, ...]
    promises: tuple[PromiseCard, ...]
    due: Due | None

    @property
    def late(self) -> bool:
        """Whether the result came, or still does not come, after the date owed."""
        return self.due_at is not None and self.closed_at is not None and self.closed_at > self.due_at


def _rows(commune_id: int) -> QuerySet[Dossier]:
    return Dossier.objects.of(commune_id).select_related(
        "matter", "matter__person", "matter__holder", "matter__village", "procedure", "received_by", "commune"
    )


def dossier(actor: Actor, code: str, *, now: datetime) -> DossierCard:
    """A dossier of the actor's commune: four statements. Refused alike when unknown and when another commune's."""
    row = _rows(actor.commune_id).filter(matter__code=code).first()
    if row is None:
        raise Refused("matters.unknown", field="code", code=code)
    return _card(row, now)


def _card(row: Dossier, now: datetime) -> DossierCard:
    matter: Matter = row.matter
    calendar = calendar_of(row.commune)
    promises = tuple(
        PromiseCard(item.number, item.due_at, item.made_at, item.reason, item.basis, item.calendar_version)
        for item in Promise.objects.of(row.commune_id).filter(matter=matter).order_by("number")
    )
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
        pause_kind=pause.kind if pause else "",
        pause_reason=pause.reason if pause else "",
        pause_for=pause.waiting_for if pause else "",
        closed_at=matter.closed_at,
        ready_at=row.ready_at,
        given_at=row.given_at,
        print_number=row.print_number,
        holdings=holdings(matter, calendar, matter.closed_at or now),
        promises=promises,
        due=explained(row.commune, matter, row.received_at, promises),
    )


def explained(commune: Commune, matter: Matter, received_at: datetime, promises: tuple[PromiseCard, ...]) -> Due | None:
    """The first promise day by day, by the calendar it was made with."""
    if not promises:
        return None
    return calendar_of(commune, promises[0].calendar_version).due(received_at, Limit.parse(matter.limit))


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
    row = _rows(actor.commune_id).filter(matter__code=code).first()
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
        secret=_secret(row.matter.reference, row.print_number),
    )


def _secret(reference: str, print_number: int) -> str:
    return tracking_secret(vault.derived_key("receipt"), bytes.fromhex(reference), print_number)


@dataclass(frozen=True)
class StretchCard:
    """One stretch of the clock as the citizen sees it."""

    clock: ClockHolder
    officer: str
    agency: str
    step: str
    cause: str
    reason: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True)
class TrackingCard:
    """What the citizen who holds the receipt sees; nothing of her own, for who looks over her shoulder."""

    code: str
    procedure: str
    state: str
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None
    steps: tuple[str, ...]
    step: int
    delivery: str
    papers: tuple[str, ...]
    stretches: tuple[StretchCard, ...]
    holder: OfficerCard | None


_SECRET_OF = Prepared(
    lambda commune, code: (
        Dossier.objects.of(commune).filter(matter__code=code).values_list("matter__reference", "print_number")[:1]
    ),
    int,
    str,
)


def prove(commune_id: int, code: str, secret: str) -> int | None:
    """The print number of the receipt with this code and secret, or None: one statement, the same work either way.

    An unknown code costs what a wrong secret costs: the secret of a dossier that does not exist is computed and
    compared too.
    """
    rows = _SECRET_OF(commune_id, code)
    reference, print_number = (bytes.fromhex(rows[0][0]), int(rows[0][1])) if rows else (_NO_REFERENCE, 1)
    right = tracking_secret(vault.derived_key("receipt"), reference, print_number)
    same = hmac.compare_digest(right.encode(), read_secret(secret).encode())
    return print_number if rows and same else None


#: What the page of a dossier needs, and nothing of the person: this is the page that everybody opens.
_TRACKED = (
    "matter_id",
    "matter__code",
    "matter__title",
    "matter__state",
    "received_at",
    "matter__due_at",
    "matter__first_due_at",
    "matter__paused_at",
    "matter__closed_at",
    "ready_at",
    "given_at",
    "matter__steps",
    "matter__step",
    "delivery",
    "papers",
    "matter__holder_id",
    "matter__holder__name",
    "matter__holder__title",
    "matter__holder__honorific",
    "matter__holder__phone",
)


_TRACKED_ROW = Prepared(
    lambda commune, code, print_number: (
        Dossier.objects.of(commune).filter(matter__code=code, print_number=print_number).values_list(*_TRACKED)[:1]
    ),
    int,
    str,
    int,
)
_STRETCHES = Prepared(
    lambda commune, matter: (
        Holding.objects.of(commune)
        .filter(matter_id=matter)
        .order_by("number")
        .values_list("clock", "officer__name", "agency", "step", "cause", "reason", "from_at", "until_at")
    ),
    int,
    int,
)


def tracking(commune_id: int, code: str, print_number: int) -> TrackingCard | None:
    """The page of a dossier for who proved that she holds the newest print of its receipt: two statements."""
    rows = _TRACKED_ROW(commune_id, code, print_number)
    if not rows:
        return None
    told = dict(zip(_TRACKED, rows[0], strict=True))
    holder_id = told["matter__holder_id"]
    holder = (told[f"matter__holder__{name}"] for name in ("name", "title", "honorific", "phone"))
    return TrackingCard(
        code=told["matter__code"],
        procedure=told["matter__title"],
        state=told["matter__state"],
        received_at=told["received_at"],
        due_at=told["matter__due_at"],
        first_due_at=told["matter__first_due_at"],
        paused_at=told["matter__paused_at"],
        closed_at=told["matter__closed_at"],
        ready_at=told["ready_at"],
        given_at=told["given_at"],
        steps=tuple(step["name"] for step in told["matter__steps"]),
        step=told["matter__step"],
        delivery=told["delivery"],
        papers=tuple(paper["name"] for paper in told["papers"] if paper["mark"] == PaperMark.PRESENT.value),
        stretches=_stretches(commune_id, told["matter_id"], told["matter__steps"]),
        holder=OfficerCard(holder_id, *holder) if holder_id is not None else None,
    )


def _stretches(commune_id: int, matter_id: int, steps: list[dict[str, str]]) -> tuple[StretchCard, ...]:
    """Who had the clock. Why it stopped is told to her; why colleagues handed a dossier on is told to them alone."""
    return tuple(
        StretchCard(
            clock=ClockHolder(clock),
            officer=name or "",
            agency=agency,
            step=step_name(steps, step),
            cause=cause,
            reason=reason if cause == "paused" else "",
            from_at=from_at,
            until_at=until_at,
        )
        for clock, name, agency, step, cause, reason, from_at, until_at in _STRETCHES(commune_id, matter_id)
    )


@dataclass(frozen=True)
class SlipCard:
    """A supplement slip as it is printed."""

    number: str
    procedure: str
    procedure_code: str
    person: PersonCard
    papers: tuple[dict[str, Any], ...]
    made_at: datetime
    made_by: OfficerCard
    commune_name: str
    commune_phone: str
    commune_address: str


def slip(actor: Actor, number: str) -> SlipCard:
    """A supplement slip of the actor's commune. Refused when unknown."""
    row = (
        SupplementSlip.objects.of(actor.commune_id)
        .filter(number=number)
        .select_related("procedure", "person", "made_by", "commune")
        .first()
    )
    if row is None or row.person is None:
        raise Refused("dossiers.slip.unknown", field="number", number=number)
    made_by = officer_card(row.made_by)
    assert made_by is not None
    return SlipCard(
        number=row.number,
        procedure=row.procedure.name,
        procedure_code=row.procedure.code or row.procedure.key,
        person=person_card(row.person),
        papers=tuple(row.papers),
        made_at=row.made_at,
        made_by=made_by,
        commune_name=row.commune.name,
        commune_phone=row.commune.phone,
        commune_address=row.commune.address,
    )


@dataclass(frozen=True)
class ListRow:
    """A dossier in the commune's list."""

    code: str
    title: str
    person: str
    person_id: int | None
    state: str
    step: str
    holder: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    paused: bool


@dataclass(frozen=True)
class ListPage:
    """A page of the list and where the next begins."""

    rows: tuple[ListRow, ...]
    next_from: int | None


def newest(
    actor: Actor,
    *,
    state: str = "",
    code: str = "",
    person_index: tuple[str, str] | None = None,
    before: int | None = None,
) -> ListPage:
    """The commune's dossiers, newest first, by state, by the beginning of a code, or by a person's number or phone.

    One statement; a page goes on from the id of the last row, so the hundredth page costs what the first does.
    """
    rows = Matter.objects.of(actor.commune_id).filter(kind="dossier")
    if state:
        rows = rows.filter(state=state)
    if code:
        rows = rows.filter(code__istartswith=code)
    if person_index is not None:
        purpose, value = person_index
        rows = rows.filter(**{f"person__{purpose}_index": vault.blind_index(purpose, value)})
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows.select_related("person", "holder").order_by("-pk")[: PAGE + 1])
    return ListPage(tuple(_list_row(row) for row in page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else None)


def _list_row(row: Matter) -> ListRow:
    opened = open_person(row.person.wrapped_key, row.person.sealed) if row.person else {}
    return ListRow(
        code=row.code,
        title=row.title,
        person=str(opened.get("name", "")),
        person_id=row.person_id,
        state=row.state,
        step=step_name(row.steps, row.step),
        holder=row.holder.name if row.holder else "",
        received_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        paused=row.paused_at is not None,
    )


@dataclass(frozen=True)
class HistoryLine:
    """One fact about a dossier, as its history shows it."""

    kind: str
    at: datetime
    actor_id: int | None
    told: dict[str, Any]


def history(actor: Actor, matter_id: int, most: int = 100) -> tuple[HistoryLine, ...]:
    """The facts about a matter, oldest first, without what they say of a person: one statement."""
    rows = Fact.objects.of(actor.commune_id).filter(subject=f"matter:{matter_id}").order_by("pk")[:most]
    return tuple(HistoryLine(row.kind, row.happened_at, row.actor_id, row.told) for row in rows)


@dataclass(frozen=True)
class NoticeCard:
    """What the notice of receipt says and to whom it goes."""

    matter_id: int
    code: str
    email: str
    name: str
    procedure: str
    due_at: datetime | None
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
        commune_name=row.commune.name,
        commune_phone=row.commune.phone,
    )
