"""Promises 7 and 8 for one matter: on which day it counts, when it was evaded, and what it adds to a window's figure.

Source: the twelve promises' definitions (7, 8) and docs/ledger-format.md (how the first promise moves). Public figures
count in Vietnamese local days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vidan.domain.calendar import Calendar
from vidan.domain.promises.figures import NOTHING, Figure

#: Re-assignments within one step that are still work, not evasion.
MOST_REASSIGNMENTS = 2
_DAY = timedelta(days=1)
#: The order of a day: the ledger shuffles its entries, so that within a day only the kind tells what came first.
_ORDER = {"nhan": 0, "bs": 1, "hen": 2}


@dataclass(frozen=True)
class Reckoning:
    """A matter as the promises see it: local days only.

    `counted_due_on`: the day of the first promise, moved only lawfully. `stopped`: the clock stands lawfully, so it
    is not overdue. `evaded_on`: the first day on which promise 7 was broken. `promised`: whether promise 8 is about it.
    """

    opened_on: date
    counted_due_on: date
    stopped: bool = False
    ended_on: date | None = None
    withdrawn: bool = False
    evaded_on: date | None = None
    promised: bool = True

    def open_on(self, day: date) -> bool:
        """Whether it was received by a day's end and had not ended by then."""
        return self.opened_on <= day and (self.ended_on is None or self.ended_on > day)

    def overdue_on(self, day: date) -> bool:
        """Whether it was open past the counted day at a day's end."""
        return self.open_on(day) and self.counted_due_on < day and not self.stopped

    @property
    def late(self) -> bool:
        """Ended after the counted day; withdrawn while the clock stood lawfully is not late."""
        if self.ended_on is None or (self.withdrawn and self.stopped):
            return False
        return self.ended_on > self.counted_due_on


def part_of_7(matter: Reckoning, first: date, last: date) -> Figure:
    """What a matter adds to promise 7 in a window: one of those open at its end or closed within it, kept or not."""
    closed = matter.ended_on is not None and first <= matter.ended_on <= last
    if not closed and not matter.open_on(last):
        return NOTHING
    return Figure(int(matter.evaded_on is None or matter.evaded_on > last), 1)


def part_of_8(matter: Reckoning, first: date, last: date) -> Figure:
    """What a matter adds to promise 8 in a window: finished in it, open past its day at the end, or withdrawn late."""
    if not matter.promised:
        return NOTHING
    if matter.ended_on is None or matter.ended_on > last:
        return Figure(0, int(matter.overdue_on(last)))
    if matter.ended_on < first:
        return NOTHING
    if matter.withdrawn:
        return Figure(0, int(matter.late))
    return Figure(int(not matter.late), 1)


# Promise 8: the counted day ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ClockStep:
    """What the ledger tells of a matter's clock: `nhan`, `bs` or `hen` on a day. `seal` is the entry's commitment."""

    kind: str
    day: date
    seal: str = ""
    due: date | None = None
    why: str = ""


@dataclass(frozen=True)
class CountedDay:
    """Where the first promise stands after some steps."""

    due_on: date
    stopped: bool = False
    supplemented: bool = False


def counted_day(steps: Iterable[ClockStep]) -> CountedDay | None:
    """The day that counts, after all steps of one matter in any order; None before it was received.

    Only a lawful stop (`bs`) begun on or before the first promised day moves it, by the `hen` that follows for a pause,
    or for the one supplement. A re-appointment never does. Within a day: `nhan`, `bs`, `hen`, then by seal.
    """
    told: CountedDay | None = None
    for step in sorted(steps, key=lambda step: (step.day, _ORDER[step.kind], step.seal)):
        if told is None:
            if step.kind == "nhan" and step.due is not None:
                told = CountedDay(step.due)
        elif step.kind == "bs":
            if step.day <= told.due_on:
                told = CountedDay(told.due_on, True, told.supplemented)
        elif step.kind == "hen" and told.stopped and step.due is not None:
            supplement = step.why == "supplement" and not told.supplemented
            if step.why == "pause" or supplement:
                told = CountedDay(step.due, False, told.supplemented or supplement)
    return told


# Promise 7: nobody evades --------------------------------------------------------------------------------------------


def earliest(*days: date | None) -> date | None:
    """The first of some days; None where there is none."""
    return min((day for day in days if day is not None), default=None)


def idle_day(calendar: Calendar, counted_due_on: date, acted_on: date | None, until: date) -> date | None:
    """The first overdue working day that passed without an act by the holder; None when there was none.

    Overdue days follow the counted day; `acted_on` is the last day on which the holder acted; `until` is a day that is
    not over yet (today, or the day on which the matter ended).
    """
    since = counted_due_on if acted_on is None else max(counted_due_on, acted_on)
    if since >= until:
        return None
    day = calendar.next_working_day(since + _DAY)
    return day if day < until else None


def first_idle_day(calendar: Calendar, counted_due_on: date, acted_on: Iterable[date], until: date) -> date | None:
    """The same over all days on which the holder acted, in order: the first overdue working day without an act."""
    before: date | None = None
    for day in acted_on:
        idle = idle_day(calendar, counted_due_on, before, min(day, until))
        if idle is not None or day >= until:
            return idle
        before = day
    return idle_day(calendar, counted_due_on, before, until)


def reassigned_too_often(moves: Iterable[tuple[int, date]]) -> date | None:
    """The day of the first re-assignment that was one too many in its step; `moves` are (step, day) in order."""
    before: dict[int, int] = {}
    for step, day in moves:
        before[step] = before.get(step, 0) + 1
        if before[step] > MOST_REASSIGNMENTS:
            return day
    return None
