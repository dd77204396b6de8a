"""Whether today's load lets a promise be kept: counted from what lies before the same desk, explained in two numbers.

What is due by then is done first, so only that stands in the way; how much a unit finishes on a working day is what it
did finish in the last four weeks. A guess, said as one: the machine warns, the officer receives all the same, and the
warnings are held against what happened.
"""

from dataclasses import dataclass
from datetime import datetime

from vidan.domain.calendar import Calendar
from vidan.domain.moments import local_day

#: How many working days are looked back at, and under how many finished dossiers they say nothing.
LOOKED_BACK = 20
LEAST_FINISHED = 20
#: Beyond this a guess in days would only frighten.
FURTHEST = 120


def pace(finished: int) -> float | None:
    """Dossiers that a unit finishes on a working day, from the last `LOOKED_BACK`; None where too few were finished."""
    return round(finished / LOOKED_BACK, 2) if finished >= LEAST_FINISHED else None


@dataclass(frozen=True)
class Load:
    """What stands before a new dossier: `ahead` running dossiers of its unit due by then, `per_day` finished a day."""

    ahead: int
    per_day: float

    @property
    def days(self) -> int:
        """Working days until all of it, and the new one, are done at this pace."""
        return min(max(-int(-(self.ahead + 1) // self.per_day), 1), FURTHEST)

    def expected_at(self, received_at: datetime, calendar: Calendar) -> datetime:
        """The end of the working day on which it would be done; the day of receipt is not counted."""
        return calendar.shift(received_at, self.days)


def is_unlikely(expected_at: datetime, due_at: datetime) -> bool:
    """Whether the promise is unlikely to be kept: promises count in days."""
    return local_day(expected_at) > local_day(due_at)


@dataclass(frozen=True)
class Foretold:
    """The guess held against what happened: of so many dossiers warned about, so many were late; and of the others."""

    warned: int = 0
    warned_late: int = 0
    silent: int = 0
    silent_late: int = 0
