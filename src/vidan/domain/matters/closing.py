"""When the office or some villages are shut: which day a promise owes then.

The working days that were promised stay the same number; those that are shut do not count. The first promise stays.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from vidan.domain.calendar import Calendar, DayKind, DayRow
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of

#: A closure longer than this is no storm.
LONGEST_CLOSURE = timedelta(days=30)


def check_closure(first: date, last: date, today: date) -> None:
    """Refuse a closure that cannot be: turned round, in the past, or too long."""
    if last < first:
        raise Refused("matters.closure.turned_round", field="last_on")
    if first < today:
        raise Refused("matters.closure.in_the_past", field="first_on")
    if last - first > LONGEST_CLOSURE:
        raise Refused("matters.closure.too_long", field="last_on", days=LONGEST_CLOSURE.days)


def shut(
    calendar: Calendar, first: date, last: date, villages: Sequence[str], reason: str
) -> tuple[Calendar, tuple[date, ...]]:
    """The calendar with those days shut (for some villages, or for all), and the working days that this takes away.

    Refused `matters.closure.no_working_day` when nobody would have worked anyway.
    """
    span = (last - first).days + 1
    days = tuple(day for day in (first + timedelta(days=offset) for offset in range(span)) if calendar.is_working(day))
    if not days:
        raise Refused("matters.closure.no_working_day", field="first_on")
    rows = [
        DayRow(on=day, kind=DayKind.CLOSURE, name=reason, village=village)
        for day in days
        for village in (villages or (None,))
    ]
    return replace(calendar, version=calendar.version + 1, rows=(*calendar.rows, *rows)), days


def due_after_closure(
    before: Calendar, after: Calendar, due_at: datetime, first: date, village: str | None
) -> datetime | None:
    """The date owed when `after` holds instead of `before`; None when it stays. `first` is the first shut day."""
    base = before.shift(start_of(first), -1)
    promised = before.working_days_between(base, due_at)
    if promised <= 0:
        return None
    new = after.shift(base, promised, village)
    return new if local_day(new) > local_day(due_at) else None
