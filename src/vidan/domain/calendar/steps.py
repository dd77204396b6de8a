"""A due date that can be explained day by day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from vidan.domain.calendar.limits import Limit


class StepKind(StrEnum):
    """What a day (or a run of days) did to the count."""

    #: Received on a day off: the next working day is the day of receipt. `on` is the day it really came.
    RECEIVED_OFF = "received_off"
    #: The day of receipt, not counted (number 0).
    DAY_ZERO = "day_zero"
    #: Received after the same-day cut-off (name: the cut-off, `15:00`) or after the desk had closed (name empty).
    AFTER_CUT_OFF = "after_cut_off"
    #: A working day (number: which one, from 1); MAKE_UP when it is a Saturday worked for another day.
    COUNTED = "counted"
    MAKE_UP = "make_up"
    #: Calendar days or months counted in one run (number: how many of the limit's unit).
    SPAN = "span"
    #: Working minutes of one day (number: how many).
    MINUTES = "minutes"
    #: The last day was a day off: the limit ends on this working day instead.
    MOVED = "moved"
    #: Days off, by cause.
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    COMPENSATION = "compensation"
    SWAP_OFF = "swap_off"
    CLOSURE = "closure"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the count: the days from `on` to `until`, both included."""

    on: date
    until: date
    kind: StepKind
    number: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A due date and how it came about.

    `moment` is the end of the limit to the minute on a Vietnamese clock, `day_zero` the working day that is the day of
    receipt, `version` that of the calendar. `unsure` are the days of the count that the commune has still to confirm.
    """

    received: datetime
    limit: Limit
    moment: datetime
    day_zero: date
    version: int
    steps: tuple[Step, ...]
    unsure: tuple[date, ...] = ()
