"""Precomputed days: a due date is two look-ups.

`before[i]` is the number of working days before day i, so `closing[before[i] + n]` is the end of the n-th working day
after day i whether or not day i is one itself. `minutes[i]` is the working time before day i.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from vidan.domain.calendar.hours import Sessions
from vidan.domain.moments import VIETNAM


def moment_at(day: date, minute: int) -> datetime:
    """The moment `minute` minutes after midnight of a Vietnamese day."""
    return datetime.combine(day, time(minute // 60, minute % 60), VIETNAM)


class Table:
    """Every day from `first` to `last`, never changed once built: a longer one replaces it."""

    __slots__ = ("base", "before", "closing", "days", "minutes", "sessions", "size")

    def __init__(self, first: date, last: date, sessions_of: Callable[[date], Sessions]) -> None:
        self.base = first.toordinal()
        self.size = last.toordinal() - self.base + 1
        self.before: list[int] = [0]
        self.minutes: list[int] = [0]
        self.closing: list[datetime] = []
        self.sessions: list[Sessions] = []
        for offset in range(self.size):
            day = first + timedelta(days=offset)
            sessions = sessions_of(day)
            self.sessions.append(sessions)
            if sessions:
                self.closing.append(moment_at(day, sessions[-1].end))
            self.before.append(len(self.closing))
            self.minutes.append(self.minutes[-1] + sum(session.minutes for session in sessions))
        self.days = len(self.closing)

    @property
    def first(self) -> date:
        return date.fromordinal(self.base)

    @property
    def last(self) -> date:
        return date.fromordinal(self.base + self.size - 1)

    def minutes_until(self, moment: datetime) -> int:
        """Working minutes from the table's first day to a moment on a Vietnamese clock."""
        offset = moment.toordinal() - self.base
        minute = moment.hour * 60 + moment.minute
        gone = self.minutes[offset]
        for session in self.sessions[offset]:
            if minute >= session.end:
                gone += session.end - session.start
            elif minute > session.start:
                return gone + minute - session.start
        return gone

    def moment_after(self, target: int) -> datetime | None:
        """The first moment by which `target` (> 0) working minutes have gone; None when the table ends before.

        The first, so a limit that is used up when a session ends falls on that end, not on the next session's start.
        """
        offset = bisect_left(self.minutes, target) - 1
        if offset >= self.size:
            return None
        left = target - self.minutes[offset]
        for session in self.sessions[offset]:
            length = session.end - session.start
            if left <= length:
                day = self.closing[self.before[offset]]
                hour, minute = divmod(session.start + left, 60)
                return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
            left -= length
        raise AssertionError("the sum of a day's minutes is not that of its sessions")
