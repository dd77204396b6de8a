"""The ends of the office's sessions: when what was done in one of them becomes public."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from vidan.domain.calendar.engine import LAST_DAY, Calendar
from vidan.domain.moments import at, local_day


def session_ends(calendar: Calendar, since: datetime, until: datetime) -> Iterator[datetime]:
    """The moments in `(since, until]` at which a session of the office ends, in order."""
    day, last = local_day(since), min(local_day(until), LAST_DAY)
    while day <= last:
        for session in calendar.sessions_on(day):
            end = at(day, time(session.end // 60, session.end % 60))
            if since < end <= until:
                yield end
        day += timedelta(days=1)


def next_session_end(calendar: Calendar, now: datetime) -> datetime | None:
    """The next end of a session after a moment; None when no office day is known within two months."""
    return next(session_ends(calendar, now, now + timedelta(days=60)), None)
