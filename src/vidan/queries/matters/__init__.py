"""What may be seen of matters: the queue of an officer, and where the clock stands."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused
from vidan.domain.matters import ClockHolder, HoldingSpan, time_by_holder
from vidan.domain.people import Actor
from vidan.queries.matters.closing import ClosureCard, MovedCard, closures, would_move
from vidan.queries.matters.reminding import (
    ReminderCard,
    ReminderMail,
    common_reminders,
    reminder_mail,
    reminders,
    unseen,
)
from vidan.queries.people import OfficerCard, officer_card, open_person
from vidan.store.calendars import calendar_of
from vidan.store.models import Fact, Holding, Matter, Officer
from vidan.store.prepared import Prepared

__all__ = [
    "PAGE",
    "WAITING",
    "ClosureCard",
    "Counts",
    "HoldingCard",
    "MatterCard",
    "MovedCard",
    "Queue",
    "QueueRow",
    "ReminderCard",
    "ReminderMail",
    "closures",
    "common_reminders",
    "counts",
    "holdings",
    "matter",
    "minutes_by_holder",
    "open_by_holder",
    "queue",
    "reminder_mail",
    "reminders",
    "step_name",
    "would_move",
]

#: Rows of one page of the queue.
PAGE = 25
#: Results that lie ready for their citizens.
WAITING = ("ready", "refused")


@dataclass(frozen=True)
class QueueRow:
    """One line of *Việc của tôi*, plain values only."""

    code: str
    kind: str
    title: str
    person: str
    person_id: int | None
    village: str
    holder: str
    holder_id: int | None
    state: str
    step: str
    opened_at: datetime
    due_at: datetime | None
    paused: bool


@dataclass(frozen=True)
class Queue:
    """One page of open matters and where the next begins."""

    running: tuple[QueueRow, ...]
    paused: tuple[QueueRow, ...]
    next_from: str


@dataclass(frozen=True)
class Counts:
    """The strip above the queue."""

    late: int
    today: int
    running: int
    paused: int
    waiting: int
    reminders: int


_COLUMNS = (
    "pk",
    "code",
    "kind",
    "title",
    "person_id",
    "person__wrapped_key",
    "person__sealed",
    "village__name",
    "holder__name",
    "holder_id",
    "state",
    "step",
    "steps",
    "opened_at",
    "due_at",
    "paused_at",
)


def queue(actor: Actor, *, whole_commune: bool = False, after: str = "") -> Queue:
    """Open matters by the moment they are due; those whose clock is stopped in a group of their own, at the end.

    Two statements whatever the number of rows: a page of running matters by keyset, and the first paused ones. What
    waits for its sender's word alone has neither a holder nor a date, so it is nobody's work and stands in no queue.
    """
    rows = Matter.objects.of(actor.commune_id).filter(closed_at=None)
    if not whole_commune:
        rows = rows.filter(holder_id=actor.officer_id)
    running = rows.filter(paused_at=None, due_at__isnull=False)
    page = list(_after(running, after).order_by("due_at", "pk").values_list(*_COLUMNS)[: PAGE + 1])
    paused = (
        []
        if after
        else list(rows.filter(paused_at__isnull=False).order_by("due_at", "pk").values_list(*_COLUMNS)[:PAGE])
    )
    more = page[PAGE - 1] if len(page) > PAGE else None
    return Queue(
        running=tuple(_queue_row(values) for values in page[:PAGE]),
        paused=tuple(_queue_row(values) for values in paused),
        next_from=f"{more[14].isoformat()}~{more[0]}" if more else "",
    )


def _after(rows: QuerySet[Matter], mark: str) -> QuerySet[Matter]:
    due, _, pk = mark.partition("~")
    try:
        moment = datetime.fromisoformat(due)
        row = int(pk)
    except ValueError:
        return rows
    if moment.tzinfo is None or not 2000 <= moment.year <= 2200 or not 0 <= row < 2**62:
        return rows
    return rows.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=row))


def _queue_row(values: tuple[Any, ...]) -> QueueRow:
    (
        _,
        code,
        kind,
        title,
        person_id,
        wrapped,
        sealed,
        village,
        holder,
        holder_id,
        state,
        step,
        steps,
        opened,
        due,
        paused,
    ) = values
    opened_person = open_person(wrapped, sealed) if person_id is not None else {}
    return QueueRow(
        code=code,
        kind=kind,
        title=title,
        person=str(opened_person.get("name", "")),
        person_id=person_id,
        village=village or "",
        holder=holder or "",
        holder_id=holder_id,
        state=state,
        step=step_name(steps, step),
        opened_at=opened,
        due_at=due,
        paused=paused is not None,
    )


def step_name(steps: list[dict[str, str]], number: int) -> str:
    """The name of a step of a procedure's way."""
    return steps[number]["name"] if 0 <= number < len(steps) else ""


def counts(actor: Actor, *, now: datetime, end_of_today: datetime, whole_commune: bool = False) -> Counts:
    """The officer's (or everybody's) matters late, due today, running, paused; the commune's results that lie ready.

    One statement: each number is an indexed count of its own.
    """
    every = Matter.objects.of(actor.commune_id)
    own = every.filter(closed_at=None)
    if not whole_commune:
        own = own.filter(holder_id=actor.officer_id)
    running = own.filter(paused_at=None, due_at__isnull=False)
    assert actor.officer_id is not None
    numbers = (
        Officer.objects.filter(pk=actor.officer_id)
        .values(
            late=_counted(running.filter(due_at__lt=now)),
            today=_counted(running.filter(due_at__gte=now, due_at__lte=end_of_today)),
            running=_counted(running),
            paused=_counted(own.filter(paused_at__isnull=False)),
            waiting=_counted(every.filter(state__in=WAITING)),
            reminders=_counted(unseen(actor)),
        )
        .get()
    )
    return Counts(**numbers)


def _counted(rows: QuerySet[Any]) -> Coalesce:
    count = rows.order_by().values("commune_id").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(count, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class MatterCard:
    """A matter of any kind as the desk sees it: for kinds without a page of their own."""

    code: str
    kind: str
    title: str
    state: str
    version: int
    holder: OfficerCard | None
    opened_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    about: str
    outcome: str
    holdings: tuple["HoldingCard", ...]


def matter(actor: Actor, code: str, *, now: datetime) -> MatterCard:
    """A matter that was opened as something owed: three statements. Refused alike when unknown and of another kind."""
    row = Matter.objects.of(actor.commune_id).filter(code=code).select_related("holder", "commune").first()
    facts = {} if row is None else _owed_facts(row)
    if row is None or "MatterOpened" not in facts:
        raise Refused("matters.unknown", field="code", code=code)
    calendar = calendar_of(row.commune)
    return MatterCard(
        code=row.code,
        kind=row.kind,
        title=row.title,
        state=row.state,
        version=row.version,
        holder=officer_card(row.holder),
        opened_at=row.opened_at,
        due_at=row.due_at,
        paused_at=row.paused_at,
        closed_at=row.closed_at,
        about=str(facts["MatterOpened"].get("about", "")),
        outcome=str(facts.get("MatterClosed", {}).get("outcome", "")),
        holdings=holdings(row, calendar, row.closed_at or now),
    )


def _owed_facts(row: Matter) -> dict[str, dict[str, Any]]:
    rows = Fact.objects.of(row.commune_id).filter(subject=f"matter:{row.pk}", kind__in=("MatterOpened", "MatterClosed"))
    return dict(rows.values_list("kind", "told"))


@dataclass(frozen=True)
class HoldingCard:
    """One stretch of the clock: who had it, from when to when, why it changed hands."""

    clock: ClockHolder
    officer: str
    officer_title: str
    officer_phone: str
    officer_id: int | None
    agency: str
    step: str
    step_number: int
    cause: str
    reason: str
    from_at: datetime
    until_at: datetime | None
    minutes: int


_STRETCHES = Prepared(
    lambda commune_id, number: (
        Holding.objects.of(commune_id)
        .filter(matter=number)
        .order_by("number")
        .values_list(
            "clock", "officer_id", "officer__name", "officer__title", "officer__phone", "agency", "step", "cause",
            "reason", "from_at", "until_at",
        )
    ),
    int,
    int,
)  # fmt: skip


def holdings(matter: Matter, calendar: Calendar, now: datetime) -> tuple[HoldingCard, ...]:
    """All stretches of the clock in order, each with its working minutes: one statement."""
    return tuple(
        HoldingCard(
            clock=ClockHolder(clock),
            officer=name or "",
            officer_title=title or "",
            officer_phone=phone or "",
            officer_id=officer_id,
            agency=agency,
            step=step_name(matter.steps, step),
            step_number=step,
            cause=cause,
            reason=reason,
            from_at=from_at,
            until_at=until_at,
            minutes=calendar.working_minutes(from_at, until_at or max(now, from_at)),
        )
        for clock, officer_id, name, title, phone, agency, step, cause, reason, from_at, until_at in _STRETCHES(
            matter.commune_id, matter.pk
        )
    )


def minutes_by_holder(cards: tuple[HoldingCard, ...], calendar: Calendar, now: datetime) -> dict[str, int]:
    """Working minutes by name of whoever had the clock; their sum is the matter's whole working time."""
    names = {card.officer_id: card.officer for card in cards}
    spans = [
        HoldingSpan(card.clock, card.officer_id, card.step_number, card.from_at, card.until_at, card.agency)
        for card in cards
    ]
    total: dict[str, int] = {}
    for (clock, officer_id, agency), minutes in time_by_holder(spans, calendar, now).items():
        name = names[officer_id] if clock is ClockHolder.OFFICER else agency or clock.value
        total[name] = total.get(name, 0) + minutes
    return total


def open_by_holder(commune_id: int) -> dict[int, int]:
    """How many open matters each officer holds: to suggest who has room."""
    rows = Matter.objects.of(commune_id).filter(closed_at=None, holder__isnull=False)
    return dict(rows.order_by().values_list("holder_id").annotate(Count("pk")))
