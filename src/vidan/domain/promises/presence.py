"""Promise 7's second part: no working hour at the desk of somebody on leave, or without a mandate, and no stand-in.

Source: the twelve promises' definitions (7); NĐ 309/2026 art. 6 (each unit plans a stand-in).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from vidan.domain.calendar import Calendar
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import HOLDING_ROLES, Mandate, Role

#: A working hour, in minutes.
HOUR = 60
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """A leave from a moment until a moment, and the officer who stands in."""

    start: datetime
    end: datetime
    stand_in: int


@dataclass(frozen=True, slots=True)
class Presence:
    """An officer's mandates, of any role, his leaves, and the roles that may hold this kind of matter."""

    mandates: tuple[Mandate, ...] = ()
    leaves: tuple[Away, ...] = ()
    roles: frozenset[Role] = HOLDING_ROLES


NOBODY = Presence()


def answered(
    officers: Mapping[int, Presence], officer: int | None, moment: datetime, asked: frozenset[int] = frozenset()
) -> bool:
    """Whether somebody answers for what lies at an officer's desk: he, or a stand-in who does. Two who stand in for
    each other while both are away are nobody (`asked`: who has been asked already).
    """
    if officer is None or officer in asked:
        return False
    who, day = officers.get(officer, NOBODY), local_day(moment)
    away = [leave for leave in who.leaves if leave.start <= moment < leave.end]
    if not away and any(mandate.role in who.roles and mandate.holds_on(day) for mandate in who.mandates):
        return True
    return any(answered(officers, leave.stand_in, moment, asked | {officer}) for leave in away)


def unheld_day(
    calendar: Calendar, officers: Mapping[int, Presence], officer: int | None, start: datetime, end: datetime
) -> date | None:
    """The day on which a whole working hour of a stretch at an officer's desk had passed without anybody who answered
    for it; None: never. `officers`: he and whoever stands in.
    """
    if _there_throughout(officers.get(officer or 0, NOBODY), local_day(start), local_day(end)):
        return None
    moments = [start, *sorted({moment for moment in _turns(officers) if start < moment < end}), end]
    minutes = 0
    for since, until in pairwise(moments):
        if answered(officers, officer, since):
            continue
        day = local_day(since)
        while start_of(day) < until:
            part = max(since, start_of(day)), min(until, start_of(day + _DAY))
            minutes += max(calendar.working_minutes(*part), 0)
            if minutes >= HOUR:
                return day
            day += _DAY
    return None


def _there_throughout(who: Presence, first: date, last: date) -> bool:
    """The usual case: one mandate from before until after, and no leave."""
    return not who.leaves and any(
        mandate.role in HOLDING_ROLES and mandate.holds_on(first) and mandate.holds_on(last) for mandate in who.mandates
    )


def last_turn(officers: Mapping[int, Presence]) -> datetime | None:
    """The last moment at which it changes who answers; None where it never does."""
    return max(_turns(officers), default=None)


def _turns(officers: Mapping[int, Presence]) -> Iterator[datetime]:
    """Moments at which mandates and leaves begin or have ended."""
    for who in officers.values():
        for mandate in who.mandates:
            yield start_of(mandate.from_on)
            if mandate.until_on is not None:
                yield start_of(mandate.until_on + _DAY)
        for leave in who.leaves:
            yield leave.start
            yield leave.end
