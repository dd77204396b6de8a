"""Promise 7, *Không né tránh trách nhiệm*: one occasion for each matter, from who held it and what the holder did.

A matter counts from the day on which it was opened until it ends. It is broken by the first of: a third re-assignment
within one step; a working hour at the desk of somebody without a mandate; an overdue working day without an act by the
holder. What will break it if nobody does anything is told beforehand, for the day after: so a day on which nobody acts
needs no work at midnight, and nobody is blamed for a day that is not over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from vidan.domain.calendar import Calendar
from vidan.domain.moments import local_day, start_of
from vidan.domain.occasions import Occasion
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.domain.people import Mandate as Held
from vidan.domain.promises import (
    ClockStep,
    counted_day,
    earliest,
    first_idle_day,
    reassigned_too_often,
    unheld_day,
)
from vidan.queries.promises.subjects import chunks, numbers
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Fact, Holding, Mandate, Matter, Pause, Promise

#: Kinds of matters that may stand in public figures. A sealed kind never does (docs/promises.md).
KINDS = ("dossier",)
_DAY = timedelta(days=1)
#: How long after the last known mandate's end a desk is looked at for a working hour without one.
_AFTERWARDS = timedelta(days=60)

Span = tuple[int | None, datetime, datetime | None]
Acts = dict[int, set[date]]


@dataclass
class _Told:
    """What is known of one matter beside its own row."""

    spans: list[Span] = field(default_factory=list)
    clock: list[ClockStep] = field(default_factory=list)
    moves: list[tuple[int, date]] = field(default_factory=list)
    acts: Acts = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class _Office:
    """The commune's calendar and everybody's mandates to hold matters."""

    calendar: Calendar
    mandates: dict[int, list[Held]]
    until: date


def occasions(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """The matters of a commune, or those among some subjects: a matter, or an officer who holds open ones."""
    matters = Matter.objects.of(commune_id).filter(kind__in=KINDS)
    if subjects is not None:
        matters = matters.filter(pk__in=numbers(subjects, "matter"))
    office: _Office | None = None
    for rows in chunks(matters, "pk", ("reference", "opened_at", "first_due_at", "closed_at", "village_id")):
        office = office or _office(commune_id)
        told = _told(commune_id, rows)
        for row in rows:
            yield _occasion(row, told[row[0]], office)


def held_by(commune_id: int, subjects: Collection[str]) -> set[str]:
    """The open matters of officers among some subjects: a mandate that ends is felt by what its holder has in hand."""
    officers = numbers(subjects, "officer")
    if not officers:
        return set()
    rows = Matter.objects.of(commune_id).filter(closed_at=None, holder_id__in=officers)
    return {f"matter:{number}" for number in rows.values_list("pk", flat=True)}


def _office(commune_id: int) -> _Office:
    commune = Commune.objects.get(pk=commune_id)
    mandates: dict[int, list[Held]] = defaultdict(list)
    rows = Mandate.objects.of(commune_id).filter(role__in=[role.value for role in HOLDING_ROLES])
    for officer, role, from_on, until_on in rows.values_list("officer_id", "role", "from_on", "until_on"):
        mandates[officer].append(Held(Role(role), from_on, until_on))
    ends = [held.until_on for rows in mandates.values() for held in rows if held.until_on is not None]
    return _Office(calendar_of(commune), mandates, max(ends, default=date.min))


def _told(commune_id: int, rows: Sequence[tuple[Any, ...]]) -> dict[int, _Told]:
    told = {row[0]: _Told() for row in rows}
    mine = {"matter_id__in": list(told)}
    spans = Holding.objects.of(commune_id).filter(clock="officer", **mine).order_by("matter_id", "number")
    for matter, officer, start, end in spans.values_list("matter_id", "officer_id", "from_at", "until_at"):
        told[matter].spans.append((officer, start, end))
    for matter, at in Pause.objects.of(commune_id).filter(**mine).values_list("matter_id", "from_at"):
        told[matter].clock.append(ClockStep("bs", local_day(at)))
    promises = Promise.objects.of(commune_id).filter(**mine)
    for matter, number, made, due, why in promises.values_list("matter_id", "number", "made_at", "due_at", "reason"):
        kind, day = ("nhan", date.min) if number == 1 else ("hen", local_day(made))
        told[matter].clock.append(ClockStep(kind, day, f"{number:06d}", local_day(due), why))
    subjects = {f"matter:{matter}": matter for matter in told}
    facts = Fact.objects.of(commune_id).filter(subject__in=list(subjects), actor_kind="officer").order_by("pk")
    for subject, kind, actor, at, what in facts.values_list("subject", "kind", "actor_id", "recorded_at", "told"):
        told[subjects[subject]].acts[actor or 0].add(local_day(at))
        if kind == "MatterReassigned":
            told[subjects[subject]].moves.append((what["step"], local_day(at)))
    return told


def _occasion(row: tuple[Any, ...], told: _Told, office: _Office) -> Occasion:
    number, reference, opened_at, first_due_at, closed_at, village = row
    opened_on = local_day(opened_at)
    ended_on = local_day(closed_at) if closed_at is not None else None
    counted = counted_day(told.clock)
    idle = None
    if counted is not None and not counted.stopped:
        idle = first_idle_day(office.calendar, counted.due_on, _acted_on(told), ended_on or date.max)
    broken = earliest(
        reassigned_too_often(told.moves), _unheld(told.spans, office), None if idle is None else idle + _DAY
    )
    return Occasion(
        subject=f"matter:{number}",
        received_on=opened_on,
        due_on=local_day(first_due_at) if first_due_at is not None else None,
        finished_on=ended_on,
        broken_on=None if broken is None else max(broken, opened_on),
        open_from=opened_on,
        reference=reference,
        village=village,
    )


def _acted_on(told: _Told) -> list[date]:
    """The days on which whoever held the matter on that day did something about it."""
    held = [
        (officer, local_day(start), date.max if end is None else local_day(end)) for officer, start, end in told.spans
    ]
    days = {
        day for officer, start, end in held if officer is not None for day in told.acts[officer] if start <= day <= end
    }
    return sorted(days)


def _unheld(spans: Sequence[Span], office: _Office) -> date | None:
    """The first day on which a working hour had passed at a desk without a mandate; of a desk now, the day after."""
    found: date | None = None
    for officer, start, end in spans:
        mandates = office.mandates.get(officer, []) if officer is not None else []
        if end is not None:
            found = earliest(found, unheld_day(office.calendar, mandates, start, end))
            continue
        far = start_of(max(local_day(start), office.until) + _AFTERWARDS)
        day = unheld_day(office.calendar, mandates, start, far)
        found = earliest(found, None if day is None else day + _DAY)
    return found
