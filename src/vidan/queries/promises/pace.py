"""For the owner of a promise: its figure will miss the target at this pace, and these three matters would change it."""

from dataclasses import dataclass
from datetime import date

from vidan.content.promises import definitions
from vidan.domain.people import Actor, Role
from vidan.domain.promises import MAIN, Change, Definition, Figure, Verdict, figure, still_owed, verdict, windows
from vidan.domain.promises.pace import at_this_pace, will_miss
from vidan.queries import steering
from vidan.queries.promises.board import days_since
from vidan.queries.promises.measures import MEASURES
from vidan.queries.promises.reaching import Saving, savings

#: So many matters are named; so many promises at most are told of in one day.
MATTERS, PROMISES = 3, 3


@dataclass(frozen=True)
class PaceWarning:
    """A promise that will miss its target: as it stands (`missed`: under it already), as it will stand in thirty
    days, and what would change it: open matters that can still be kept, then those that count every day until they
    are done. A leader sees those of the whole commune, anybody else his own.
    """

    definition: Definition
    target: int
    now: Figure
    ahead: Figure
    missed: bool
    matters: tuple[Saving, ...]


def warnings(actor: Actor, day: date) -> tuple[PaceWarning, ...]:
    """Of the promises that somebody with the actor's roles answers for, the farthest from the target first."""
    mine = [one for one in definitions(day) if one.number in MEASURES and actor.may(one.owner)]
    if not mine:
        return ()
    days = days_since(actor.commune_id, windows(day)[MAIN][0])
    targets = steering.targets(actor.commune_id, day)
    told = [(one, targets.get(one.number, one.target)) for one in mine]
    missing = [(one, target) for one, target in told if will_miss(one.number, days[one.number], target, day)]
    missing.sort(key=lambda pair: _short(at_this_pace(days[pair[0].number], day), pair[1]), reverse=True)
    return tuple(_warning(actor, one, target, days[one.number], day) for one, target in missing[:PROMISES])


def _short(ahead: Figure, target: int) -> float:
    return target - 100 * float(ahead.share or 0)


def _warning(actor: Actor, one: Definition, target: int, days: dict[date, Change], day: date) -> PaceWarning:
    now, ahead = figure(days, *windows(day)[MAIN]), at_this_pace(days, day)
    whose = None if actor.may(Role.LEADER) else actor.officer_id
    matters = savings(actor.commune_id, day, [one.number], holder_id=whose, most=MATTERS)
    if left := MATTERS - len(matters):
        matters += savings(actor.commune_id, day, [one.number], missed=True, holder_id=whose, most=left)
    missed = verdict(one.number, now, target, still_owed(days, day)) in (Verdict.NEARLY, Verdict.MISSED)
    return PaceWarning(one, target, now, ahead, missed, matters)
