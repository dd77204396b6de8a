"""When people come to the counter: some hundreds in the last months, a few in the months before."""

from datetime import date, datetime, time, timedelta
from random import Random

from vidan.domain.calendar import Calendar
from vidan.domain.moments import at

#: So many came in the year in which the steering board began, when the counter tried the program out …
TRIED = 54
#: … and one in so many days afterwards.
_DAYS_BETWEEN = 7
_MORNING = 0.66
_BY_WEEKDAY = (1.5, 1.1, 1.0, 1.0, 1.2, 0.8, 0.8)


def tried_out(rng: Random, calendar: Calendar, board_day: date, first_day: date) -> list[datetime]:
    """A commune begins with what is done while people wait: when they came for it between the board's day and the day
    from which the counter takes everything in. Thus the log of that year tells something too.
    """
    turn = min(date(board_day.year + 1, 1, 1), first_day)
    moments = scattered(rng, calendar, board_day + timedelta(days=1), turn, TRIED)
    return moments + scattered(rng, calendar, turn, first_day, (first_day - turn).days // _DAYS_BETWEEN)


def moments_until(rng: Random, calendar: Calendar, first_day: date, anchor: datetime, count: int) -> list[datetime]:
    """When people come: on working days, and some on the anchor's own morning; in the order of time."""
    today = min(count, max(2, count // 90))
    start = at(anchor.date(), time(7))
    moments = [calendar.after_minutes(start, rng.randint(5, 150)) for _ in range(today)]
    return sorted(moments + scattered(rng, calendar, first_day, anchor.date(), count - today))


def scattered(rng: Random, calendar: Calendar, first: date, until: date, count: int) -> list[datetime]:
    """So many moments on the working days from the first to before the last: more on Mondays, more in the morning."""
    whole = (until - first).days
    days = [day for offset in range(whole) if calendar.is_working(day := first + timedelta(days=offset))]
    weights = [_BY_WEEKDAY[day.weekday()] for day in days]
    return [_moment(rng, calendar, day) for day in rng.choices(days, weights, k=count)] if days else []


def _moment(rng: Random, calendar: Calendar, day: date) -> datetime:
    """A minute at the counter: not in the first nor in the last minutes of a session, mostly early."""
    sessions = calendar.sessions_on(day)
    session = sessions[0] if rng.random() < _MORNING else sessions[-1]
    minute = int(rng.triangular(session.start + 3, session.end - 12, session.start + 60))
    return at(day, time(minute // 60, minute % 60))
