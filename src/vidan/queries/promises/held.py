"""Promise 7, *Không né tránh trách nhiệm*: one occasion for each matter, from who held it and what the holder did.

A matter counts from the day on which it was opened until it ends. It is broken by the first of: a third re-assignment
within one step; a working hour at the desk of somebody without a mandate; an overdue working day without an act by the
holder. What will break it if nobody does anything is told beforehand, for the day after: so a day on which nobody acts
needs no work at midnight, and nobody is blamed for a day that is not over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import partial

from vidan.domain.calendar import Calendar
from vidan.domain.moments import local_day, start_of
from vidan.domain.occasions import Occasion
from vidan.domain.people import Mandate, Role
from vidan.domain.promises import ClockStep, counted_day, earliest, first_idle_day, reassigned_too_often, unheld_day
from vidan.queries.promises.subjects import in_chunks, numbers
from vidan.store import calendars
from vidan.store.held import HeldMatter, fetch
from vidan.store.models import Matter

#: Kinds of matters that may stand in public figures. A sealed kind never does (docs/promises.md).
KINDS = ("dossier",)
_DAY = timedelta(days=1)
#: How long after the last known mandate's end a desk is looked at for a working hour without one.
_AFTERWARDS = timedelta(days=60)


def occasions(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """The matters of a commune, or those among some subjects."""
    for matters in in_chunks(partial(fetch, kinds=KINDS), commune_id, subjects):
        for matter in matters:
            yield _occasion(commune_id, matter)


def felt_by(commune_id: int, subjects: Collection[str]) -> set[str]:
    """The open matters that feel a change elsewhere: an officer's when his mandates changed, all when the days did."""
    officers, whole = numbers(subjects, "officer"), bool(numbers(subjects, "commune"))
    if not officers and not whole:
        return set()
    rows = Matter.objects.of(commune_id).filter(closed_at=None, kind__in=KINDS)
    if not whole:
        rows = rows.filter(holder_id__in=officers)
    return {f"matter:{number}" for number in rows.values_list("pk", flat=True)}


def _occasion(commune_id: int, matter: HeldMatter) -> Occasion:
    calendar = calendars.load(commune_id, *matter.calendar)
    opened_on = local_day(matter.opened_at)
    ended_on = None if matter.closed_at is None else local_day(matter.closed_at)
    idle = _idle(calendar, matter, ended_on)
    moves = [(step, local_day(at)) for _, _, at, step in matter.acts if step is not None]
    broken = earliest(reassigned_too_often(moves), _unheld(calendar, matter), None if idle is None else idle + _DAY)
    return Occasion(
        subject=f"matter:{matter.id}",
        received_on=opened_on,
        due_on=None if matter.first_due_at is None else local_day(matter.first_due_at),
        finished_on=ended_on,
        broken_on=None if broken is None else max(broken, opened_on),
        open_from=opened_on,
        reference=matter.reference,
        village=matter.village,
    )


def _idle(calendar: Calendar, matter: HeldMatter, ended_on: date | None) -> date | None:
    steps = [ClockStep("bs", local_day(at)) for at in matter.pauses]
    for number, made, due, why in matter.promises:
        kind, day = ("nhan", date.min) if number == 1 else ("hen", local_day(made))
        steps.append(ClockStep(kind, day, f"{number:06d}", local_day(due), why))
    counted = counted_day(steps)
    if counted is None or counted.stopped:
        return None
    if ended_on is not None and ended_on <= counted.due_on:
        return None
    return first_idle_day(calendar, counted.due_on, _acted_on(matter), ended_on or date.max)


def _acted_on(matter: HeldMatter) -> list[date]:
    """The days on which whoever held the matter on that day did something about it."""
    acts: dict[int, set[date]] = defaultdict(set)
    for _, officer, at, _ in matter.acts:
        acts[officer].add(local_day(at))
    days: set[date] = set()
    for holder, start, end in matter.spans:
        first, last = local_day(start), date.max if end is None else local_day(end)
        if holder is not None:
            days |= {day for day in acts[holder] if first <= day <= last}
    return sorted(days)


def _unheld(calendar: Calendar, matter: HeldMatter) -> date | None:
    """The first day on which a working hour had passed at a desk without a mandate; of a desk now, the day after."""
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    for officer, role, since, until in matter.mandates:
        mandates[officer].append(Mandate(Role(role), since, until))
    found: date | None = None
    for holder, start, end in matter.spans:
        own = mandates[holder] if holder is not None else []
        if end is not None:
            found = earliest(found, unheld_day(calendar, own, start, end))
            continue
        ends = [mandate.until_on for mandate in own if mandate.until_on is not None]
        far = max([local_day(start), *ends]) + _AFTERWARDS
        day = unheld_day(calendar, own, start, start_of(far))
        found = earliest(found, None if day is None else day + _DAY)
    return found
