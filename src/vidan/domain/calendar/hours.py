"""When the desk is open: sessions of a day, the week of a season."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from vidan.domain.errors import Refused

_SESSION = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])", re.ASCII)
_MONTH_DAY = re.compile(r"([01][0-9])-([0-3][0-9])", re.ASCII)
#: A leap year, so that each month and day that may exist does exist.
_LEAP_YEAR = 2000
_LAST_MINUTE = 24 * 60 - 1


@dataclass(frozen=True, slots=True)
class WorkSession:
    """One session of work (buổi làm việc), from minute `start` to minute `end` of the day, the end not included."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= _LAST_MINUTE:
            raise Refused("calendar.sessions.unreadable", field="sessions", value=str(self))

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"

    @property
    def minutes(self) -> int:
        return self.end - self.start

    @classmethod
    def parse(cls, text: str) -> "WorkSession":
        """Read `07:00-11:30`; refused with `calendar.sessions.unreadable`."""
        found = _SESSION.fullmatch(text)
        if found is None:
            raise Refused("calendar.sessions.unreadable", field="sessions", value=text[:40])
        hour, minute, end_hour, end_minute = (int(part) for part in found.groups())
        return cls(hour * 60 + minute, end_hour * 60 + end_minute)


Sessions = tuple[WorkSession, ...]


def clock(minute: int) -> str:
    """A minute of the day as `07:30`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def parse_sessions(text: str) -> Sessions:
    """Read a day's sessions, `07:00-11:30 13:30-17:00`; an empty text is a day without work."""
    return in_order(WorkSession.parse(part) for part in text.split())


def sessions_text(sessions: Iterable[WorkSession]) -> str:
    """The sessions as `parse_sessions` reads them."""
    return " ".join(str(session) for session in sessions)


def in_order(sessions: Iterable[WorkSession]) -> Sessions:
    """The sessions from morning to evening; refused when two overlap."""
    ordered = tuple(sorted(sessions, key=lambda session: session.start))
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise Refused("calendar.sessions.overlap", field="sessions", value=f"{before} {after}")
    return ordered


@dataclass(frozen=True, slots=True)
class Season:
    """The desk's week in one part of the year, both ends included; it may run over New Year (16/10 to 15/4).

    `first` and `last` are (month, day); `week` has seven entries, Monday first.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    week: tuple[Sessions, ...]

    def __post_init__(self) -> None:
        if len(self.week) != 7 or not any(self.week):
            raise Refused("calendar.season.no_work", field="week")
        object.__setattr__(self, "week", tuple(in_order(day) for day in self.week))
        for month, day in (self.first, self.last):
            _require_day(month, day)

    def covers(self, month: int, day: int) -> bool:
        """Does the season hold on this day of any year?"""
        if self.first <= self.last:
            return self.first <= (month, day) <= self.last
        return (month, day) >= self.first or (month, day) <= self.last

    @classmethod
    def parse(cls, first: str, last: str, week: Sequence[str]) -> "Season":
        """Read `04-16`, `10-15` (month-day) and seven texts of sessions, Monday first."""
        return cls(_month_day(first), _month_day(last), tuple(parse_sessions(day) for day in week))


def _month_day(text: str) -> tuple[int, int]:
    found = _MONTH_DAY.fullmatch(text)
    if found is None:
        raise Refused("calendar.season.day_unreadable", field="season", value=text[:40])
    return int(found[1]), int(found[2])


def _require_day(month: int, day: int) -> None:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        raise Refused("calendar.season.day_unreadable", field="season", value=f"{month:02d}-{day:02d}") from None


def weeks_of_the_year(seasons: Sequence[Season]) -> dict[tuple[int, int], tuple[Sessions, ...]]:
    """The week that holds on each (month, day), the first season that covers it; refused when a day has none."""
    weeks: dict[tuple[int, int], tuple[Sessions, ...]] = {}
    for offset in range(366):
        on = date(_LEAP_YEAR, 1, 1) + timedelta(days=offset)
        week = next((season.week for season in seasons if season.covers(on.month, on.day)), None)
        if week is None:
            raise Refused("calendar.seasons.gap", field="seasons", day=f"{on.day:02d}/{on.month:02d}")
        weeks[on.month, on.day] = week
    return weeks


#: 07:00-11:30 and 13:30-17:00, Monday to Friday, all year: eight hours a day.
USUAL_DAY: Sessions = (WorkSession(7 * 60, 11 * 60 + 30), WorkSession(13 * 60 + 30, 17 * 60))
USUAL_SEASONS: tuple[Season, ...] = (Season((1, 1), (12, 31), (USUAL_DAY,) * 5 + ((), ())),)
