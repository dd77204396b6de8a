"""The rows of a calendar: each day that is not like its weekday, with the document that says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vidan.domain.calendar.hours import Sessions, in_order
from vidan.domain.errors import Refused

#: A make-up day and the day it replaces are never announced further apart than this.
_SWAP_REACH = 31


class DayKind(StrEnum):
    """Why a day differs from its weekday."""

    HOLIDAY = "holiday"
    COMPENSATION = "compensation"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    CLOSURE = "closure"
    HOURS = "hours"


class RowMark(StrEnum):
    """How sure a row is: its source was seen, it is known from the rule, or the commune must still confirm it."""

    SEEN = "S"
    KNOWN = "K"
    UNSURE = "?"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the calendar with its document.

    `sessions` belong to `hours` (needed; an empty tuple closes the desk) and may stand with `swap_work`; `village` (its
    code) only to `closure`; `replaces`, the day made up for, only to `swap_work` (None: the nearest swapped day off).
    """

    on: date
    kind: DayKind
    name: str
    document: str = ""
    mark: RowMark = RowMark.SEEN
    sessions: Sessions | None = None
    village: str | None = None
    replaces: date | None = None

    def __post_init__(self) -> None:
        if self.kind is DayKind.HOURS and self.sessions is None:
            raise Refused("calendar.row.sessions_missing", field="sessions", day=f"{self.on:%d/%m/%Y}")
        if self.sessions is not None and self.kind not in (DayKind.HOURS, DayKind.SWAP_WORK):
            raise Refused("calendar.row.sessions_unwanted", field="sessions", day=f"{self.on:%d/%m/%Y}")
        if self.village is not None and self.kind is not DayKind.CLOSURE:
            raise Refused("calendar.row.village_unwanted", field="village", day=f"{self.on:%d/%m/%Y}")
        if self.sessions is not None:
            object.__setattr__(self, "sessions", in_order(self.sessions))

    @property
    def cause(self) -> str:
        """The name without its detail in brackets: the five days of one Tết share a cause."""
        return self.name.partition(" (")[0]


def replaced_weekdays(rows: Iterable[DayRow]) -> dict[date, int]:
    """The weekday (Monday 0) whose sessions each make-up day has.

    A row that names no replaced day takes the nearest swapped day off that no other took; without one, a Monday's.
    """
    made_up = sorted((row for row in rows if row.kind is DayKind.SWAP_WORK), key=lambda row: row.on)
    named = {row.replaces for row in made_up}
    free = {row.on for row in rows if row.kind is DayKind.SWAP_OFF and row.on not in named}
    weekdays: dict[date, int] = {}
    for row in made_up:
        replaced = row.replaces or _nearest(row.on, free)
        free.discard(replaced or row.on)
        weekdays[row.on] = replaced.weekday() if replaced else 0
    return weekdays


def _nearest(day: date, others: set[date]) -> date | None:
    near = [other for other in others if abs((other - day).days) <= _SWAP_REACH]
    return min(near, key=lambda other: (abs((other - day).days), other), default=None)
