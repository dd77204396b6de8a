"""Promise 7, *Không né tránh trách nhiệm*: one occasion for each matter, from who held it and what the holder did.

Every matter counts, of whatever kind, from the day on which it was opened until it ends, and what is sealed as if it
were one (queries/feedback/unseen.py, ADR 163). It is broken by the first of: a third re-assignment within one step; a
working hour at the desk of somebody on leave or without a mandate, and nobody stands in; an overdue working day without
an act by the holder. What will break it if nobody does anything is told beforehand, for the day after: so a day on
which nobody acts needs no work at midnight, and nobody is blamed for a day that is not over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import lru_cache

from vidan.domain.calendar import Calendar
from vidan.domain.matters import PromiseReason
from vidan.domain.matters.born import Born
from vidan.domain.moments import local_day, start_of
from vidan.domain.occasions import Occasion
from vidan.domain.people import ASSIGNMENT_ROLES, HOLDING_ROLES, Mandate, Role
from vidan.domain.promises import (
    Away,
    ClockStep,
    Presence,
    counted_day,
    earliest,
    first_idle_day,
    last_turn,
    reassigned_too_often,
    unheld_day,
)
from vidan.queries.feedback import unseen
from vidan.queries.promises.subjects import in_chunks, numbers
from vidan.store import calendars
from vidan.store.held import HeldMatter, fetch
from vidan.store.models import Holding, Leave, Letter, Matter

#: Kinds whose rows are listed by their public reference: those of which the ledger tells as long as they live. Others
#: are counted without one; for feedback a full list would tell, by what is not on it, what is sealed (ADR 36).
LISTED = frozenset({"dossier"})
#: The kind that members of the steering board may hold, whatever else they are.
OF_THE_BOARD = "assignment"
_DAY = timedelta(days=1)
#: How long after the last known change a desk is looked at for a working hour without one.
_AFTERWARDS = timedelta(days=60)


def occasions(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """The matters of a commune, or those among some subjects."""
    for matters in in_chunks(fetch, commune_id, subjects):
        for matter in matters:
            yield _occasion(calendars.load(commune_id, *matter.calendar), matter)


def at_birth(born: Born) -> Occasion:
    """One that was just born, from what its act knows of it: nothing is read back."""
    opened_on, due_on = local_day(born.opened_at), local_day(born.due_at)
    return Occasion(
        subject=born.subject,
        received_on=opened_on,
        due_on=due_on,
        broken_on=_left_alone(born.calendar, opened_on, due_on, born.mandate),
        open_from=opened_on,
        reference=born.reference if born.kind in LISTED else "",
        village=born.village,
    )


@lru_cache(maxsize=1024)
def _left_alone(calendar: Calendar, opened_on: date, due_on: date, mandate: Mandate) -> date | None:
    """The day from which it is broken if nobody ever does anything, by the rule for what is read: the same for all that
    are opened on one day and due on another, while their holder stays.
    """
    opened_at, due_at, holder = start_of(opened_on), start_of(due_on), 1
    matter = HeldMatter(
        id=0,
        kind="",
        reference="",
        opened_at=opened_at,
        first_due_at=due_at,
        closed_at=None,
        village=None,
        calendar=(calendar.version, calendar.cut_off, calendar.make_up_days),
        spans=((holder, opened_at, None),),
        mandates=((holder, mandate.role, mandate.from_on, mandate.until_on),),
        leaves=(),
        pauses=(),
        promises=((1, opened_at, due_at, PromiseReason.RECEIPT),),
        acts=(),
    )
    return _occasion(calendar, matter).broken_on


def felt_by(commune_id: int, subjects: Collection[str]) -> set[str]:
    """The matters that feel a change elsewhere: what owes a letter and what it is about, by what happens to it; what is
    open when mandates or leaves of whoever had it changed, or of who stands in for him; all that is open when days did.
    """
    letters, officers = numbers(subjects, "letter"), numbers(subjects, "officer")
    felt: set[int | None] = set()
    if letters:
        for owed, about in Letter.objects.of(commune_id).filter(pk__in=letters).values_list("owed_id", "about_id"):
            felt |= {owed, about}
    if officers or numbers(subjects, "commune"):
        rows = Matter.objects.of(commune_id).filter(closed_at=None)
        if officers:
            had = Holding.objects.of(commune_id).filter(officer_id__in=_stood_in_by(commune_id, officers))
            rows = rows.filter(pk__in=had.values("matter_id"))
        felt |= set(rows.values_list("pk", flat=True))
    return {f"matter:{number}" for number in felt if number is not None}


def _stood_in_by(commune_id: int, officers: Collection[int]) -> set[int]:
    """These officers, and everybody for whom one of them stands in, straight or through another."""
    pairs = list(Leave.objects.of(commune_id).values_list("officer_id", "stand_in_id").distinct())
    found, before = set(officers), set[int]()
    while found != before:
        before = set(found)
        found |= {away for away, stand_in in pairs if stand_in in found}
    return found


def _occasion(calendar: Calendar, matter: HeldMatter) -> Occasion:
    opened_on = local_day(matter.opened_at)
    ended_on = None if matter.closed_at is None else local_day(matter.closed_at)
    went_on = _went_on(matter, ended_on)
    idle = _idle(calendar, matter, ended_on)
    moves = [(step, local_day(at)) for _, _, at, step in matter.acts if step is not None]
    broken = earliest(reassigned_too_often(moves), _unheld(calendar, matter), None if idle is None else idle + _DAY)
    return Occasion(
        subject=f"matter:{matter.id}",
        received_on=opened_on,
        due_on=None if matter.first_due_at is None else local_day(matter.first_due_at),
        finished_on=went_on,
        broken_on=None if broken is None else max(broken, opened_on),
        open_from=opened_on,
        reference=matter.reference if matter.kind in LISTED else "",
        village=matter.village,
    )


def _went_on(matter: HeldMatter, ended_on: date | None) -> date | None:
    """When it ended; one that was still open when it was moved into the sealed box ends as other sealed ones do."""
    if not matter.sealed:
        return ended_on
    (answered,) = matter.sealed
    if answered is not None and matter.closed_at is not None and answered < matter.closed_at:
        return ended_on
    return unseen.rests_on(answered)


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
    """The first day on which a working hour had passed and nobody answered for it; of a desk now, the day after."""
    officers = _officers(matter)
    found: date | None = None
    for holder, start, end in matter.spans:
        if end is not None:
            found = earliest(found, unheld_day(calendar, officers, holder, start, end))
            continue
        far = max(start, last_turn(officers) or start) + _AFTERWARDS
        day = unheld_day(calendar, officers, holder, start, far)
        found = earliest(found, None if day is None else day + _DAY)
    return found


def _officers(matter: HeldMatter) -> dict[int, Presence]:
    """Whoever had it, and all stand-ins. A leave said on its first day begins at that moment, and
    one that ended early ends at that moment.
    """
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    for officer, role, since, until in matter.mandates:
        mandates[officer].append(Mandate(Role(role), since, until))
    leaves: dict[int, list[Away]] = defaultdict(list)
    for officer, stand_in, first, last, made, ended in matter.leaves:
        end = start_of(last + _DAY)
        away = Away(max(start_of(first), made), end if ended is None else min(end, ended), stand_in)
        leaves[officer].append(away)
    roles = ASSIGNMENT_ROLES if matter.kind == OF_THE_BOARD else HOLDING_ROLES
    return {
        officer: Presence(tuple(mandates[officer]), tuple(leaves[officer]), roles)
        for officer in mandates.keys() | leaves.keys()
    }
