"""The working calendar of a commune and the due dates it gives.

Sources: Civil Code 2015 art. 147 (the first day is not counted), art. 148 (a last day on a weekend or holiday moves to
the next working day; a month without the matching day ends on its last day); Labour Code 2019 art. 111-112 (days off);
NĐ 309 art. 8(3) (the clock starts when a dossier has been received in full).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, partial

from vidan.domain.calendar import explaining
from vidan.domain.calendar.hours import USUAL_SEASONS, Season, Sessions, weeks_of_the_year
from vidan.domain.calendar.limits import Limit, LimitUnit
from vidan.domain.calendar.rows import DayKind, DayRow, RowMark, replaced_weekdays
from vidan.domain.calendar.steps import Due, StepKind
from vidan.domain.calendar.tables import Table
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM, local

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2100, 12, 31)
#: Same-day procedures received at this hour or later are answered on the next working day.
SAME_DAY_CUT_OFF = time(15)
#: The hour of UTC at which the next Vietnamese day begins.
_NEXT_DAY_FROM = 24 - 7
#: Bound once: an enumeration's attribute costs as much as the look-up of a due date.
_WORKING_DAY, _WORKING_HOUR = LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR
_SAME_DAY, _DAY = LimitUnit.SAME_DAY, LimitUnit.DAY


@dataclass(frozen=True)
class Calendar:
    """One version of a commune's calendar: seasons of working hours and rows of odd days.

    Of several rows for one day the last one holds, so a commune's rows stand after the nation's. `make_up_days` says
    whether the desk opens on the Saturdays worked for another day. Moments are aware; seconds are dropped. A moment or
    a due date outside 2000-2100 is refused with `calendar.moment.out_of_range`; a naive moment raises ValueError.
    """

    version: int
    seasons: tuple[Season, ...] = USUAL_SEASONS
    rows: tuple[DayRow, ...] = ()
    cut_off: time = SAME_DAY_CUT_OFF
    make_up_days: bool = True
    _weeks: dict[tuple[int, int], tuple[Sessions, ...]] = field(init=False, repr=False, compare=False)
    _rows: dict[date, DayRow] = field(init=False, repr=False, compare=False)
    _village_rows: dict[str, dict[date, DayRow]] = field(init=False, repr=False, compare=False)
    _replaced: dict[date, int] = field(init=False, repr=False, compare=False)
    _tables: dict[str | None, Table] = field(init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        """Of few things: which of several calendars of one version it is, `==` finds out by their rows."""
        return hash((self.version, len(self.rows)))

    def __post_init__(self) -> None:
        villages: dict[str, dict[date, DayRow]] = {}
        for row in self.rows:
            if row.village is not None:
                villages.setdefault(row.village, {})[row.on] = row
        for name, value in {
            "_weeks": weeks_of_the_year(self.seasons),
            "_rows": {row.on: row for row in self.rows if row.village is None},
            "_village_rows": villages,
            "_replaced": replaced_weekdays(self.rows),
            "_tables": {},
        }.items():
            object.__setattr__(self, name, value)

    # ------------------------------------------------------------------ days

    @cached_property
    def day_minutes(self) -> int:
        """The working minutes of an ordinary day, the longest of the first season's week: 480 by default."""
        return max(sum(session.minutes for session in day) for day in self.seasons[0].week)

    def row_of(self, day: date, village: str | None = None) -> DayRow | None:
        """The row that holds on a day; a village's closure tells only on a day that the commune works."""
        if village is not None and self._commune_sessions(day):
            closure = self._village_rows.get(village, {}).get(day)
            if closure is not None:
                return closure
        return self._rows.get(day)

    def sessions_on(self, day: date, village: str | None = None) -> Sessions:
        """The sessions worked on a day, from morning to evening; empty on a day off."""
        if village is not None and day in self._village_rows.get(village, {}):
            return ()
        return self._commune_sessions(day)

    def week_of(self, day: date) -> tuple[Sessions, ...]:
        """The usual week of the season that a day lies in, Monday first, whatever holidays it has."""
        return self._weeks[day.month, day.day]

    def is_working(self, day: date, village: str | None = None) -> bool:
        """Is there any session on this day?"""
        return bool(self.sessions_on(day, village))

    def _commune_sessions(self, day: date) -> Sessions:
        week = self._weeks[day.month, day.day]
        row = self._rows.get(day)
        if row is None:
            return week[day.weekday()]
        if row.kind is DayKind.HOURS:
            return row.sessions or ()
        if row.kind is not DayKind.SWAP_WORK:
            return ()
        if not self.make_up_days:
            return week[day.weekday()]
        return row.sessions if row.sessions is not None else week[self._replaced[day]]

    def cause_off(self, day: date, village: str | None = None) -> tuple[StepKind, str]:
        """Why a day off is one, and the name of the cause (empty for a weekend)."""
        row = self.row_of(day, village)
        if row is None or row.kind is DayKind.SWAP_WORK:
            return StepKind.WEEKEND, ""
        if row.kind is DayKind.HOURS:
            return StepKind.CLOSURE, row.cause
        return StepKind(row.kind), row.cause

    def unsure_days(self, first: date, last: date) -> tuple[date, ...]:
        """Days from `first` to `last` whose row the commune must still confirm."""
        unsure = (row.on for row in self._rows.values() if row.mark is RowMark.UNSURE)
        return tuple(sorted(on for on in unsure if first <= on <= last))

    def years_without_holidays(self, first: date, last: date) -> tuple[int, ...]:
        """Years from `first` to `last` of which the calendar knows no holiday yet: due dates there may still move."""
        known = {row.on.year for row in self.rows if row.kind is DayKind.HOLIDAY}
        return tuple(year for year in range(first.year, last.year + 1) if year not in known)

    # ------------------------------------------------------------- due dates

    def due_moment(self, received: datetime, limit: Limit, village: str | None = None) -> datetime:
        """The due date to the minute, on a Vietnamese clock, without its explanation.

        Limits in days end with the last session of their last day, limits in hours to the minute.
        """
        unit = limit.unit
        if unit is _WORKING_DAY:
            table, offset = self._find(_ordinal(received), village)
            place = table.before[offset] + limit.value
            # The long way only past the end of the table: this line answers for every open dossier of a commune.
            return table.closing[place] if place < table.days else self._closing(table, place, village, "limit")
        here = _here(received)
        if unit is _WORKING_HOUR:
            return self._after(here, limit.value * 60, village, "limit")
        if unit is _SAME_DAY:
            table, offset = self._find(here.toordinal(), village)
            return self._closing(table, table.before[offset] + self._is_late(here, village), village, "limit")
        zero = self.day_zero(here, limit, village)
        if unit is _DAY:
            return self._end_on(zero.toordinal() + limit.value, village, "limit")
        try:
            return self._end_on(limit.last_day_after(zero).toordinal(), village, "limit")
        except ValueError:
            raise _out_of_range("limit") from None

    def due_moments(self, received: Sequence[datetime], limit: Limit, village: str | None = None) -> list[datetime]:
        """The due dates of many moments under one limit: `due_moment` for each, several times as fast for `wd`."""
        if limit.unit is not _WORKING_DAY or not received:
            return [self.due_moment(moment, limit, village) for moment in received]
        ordinals = [moment.toordinal() if moment.tzinfo is VIETNAM else _ordinal(moment) for moment in received]
        table = self._covering(min(ordinals), max(ordinals), village, "received")
        furthest = table.before[max(ordinals) - table.base] + limit.value
        table = self._long_enough(table, furthest, village, "limit")
        before, closing, base, days = table.before, table.closing, table.base, limit.value
        return [closing[before[ordinal - base] + days] for ordinal in ordinals]

    def due(self, received: datetime, limit: Limit, village: str | None = None) -> Due:
        """The due date with the steps that explain it; see `due_moment`."""
        here = _here(received)
        moment = self.due_moment(here, limit, village)
        zero = self.day_zero(here, limit, village)
        steps = explaining.steps(self, here, limit, village, zero, moment)
        unsure = self.unsure_days(here.date(), moment.date())
        return Due(here, limit, moment, zero, self.version, steps, unsure)

    def day_zero(self, received: datetime, limit: Limit, village: str | None = None) -> date:
        """The working day that is the day of receipt.

        Received on a day off: the next working day. For limits in hours also when the last session is over, for there
        the clock starts with the next session.
        """
        here = _here(received)
        table, offset = self._find(here.toordinal(), village)
        place = table.before[offset]
        sessions = table.sessions[offset]
        if limit.unit is _WORKING_HOUR and sessions and _minute(here) >= sessions[-1].end:
            place += 1
        return self._closing(table, place, village, "received").date()

    def is_after_cut_off(self, received: datetime, village: str | None = None) -> bool:
        """Came a same-day matter too late on a working day: at the cut-off or later, or when the desk had closed?"""
        return bool(self._is_late(_here(received), village))

    def _is_late(self, here: datetime, village: str | None) -> int:
        sessions = self.sessions_on(here.date(), village)
        if not sessions:
            return 0
        return int(_minute(here) >= min(self.cut_off.hour * 60 + self.cut_off.minute, sessions[-1].end))

    # ---------------------------------------------------------- working time

    def working_minutes(self, start: datetime, end: datetime, village: str | None = None) -> int:
        """Working minutes from `start` to `end`; negative when `end` is the earlier one."""
        here, there = _here(start), _here(end)
        ordinals = here.toordinal(), there.toordinal()
        table = self._covering(min(ordinals), max(ordinals), village, "received")
        return table.minutes_until(there) - table.minutes_until(here)

    def minutes_left(self, now: datetime, due: datetime, village: str | None = None) -> int:
        """Working minutes until the due date; below zero by how much it is overdue."""
        return self.working_minutes(now, due, village)

    def percent_elapsed(self, received: datetime, due: datetime, now: datetime, village: str | None = None) -> int:
        """The share of a matter's working time that has gone, in whole per cent, rounded down; over 100 when overdue.

        100 when there was no working time at all between `received` and `due`.
        """
        whole = self.working_minutes(received, due, village)
        return self.working_minutes(received, now, village) * 100 // whole if whole > 0 else 100

    def moment_at_percent(
        self, received: datetime, due: datetime, percent: int, village: str | None = None
    ) -> datetime:
        """The first minute at which `percent_elapsed` reaches `percent` (> 0): when to escalate."""
        whole = max(self.working_minutes(received, due, village), 0)
        return self._after(_here(received), max(-(-whole * percent // 100), 1), village, "received")

    def after_minutes(self, moment: datetime, minutes: int, village: str | None = None) -> datetime:
        """The moment `minutes` (>= 0) working minutes later, at a session's end rather than the next one's start."""
        if minutes < 0:
            raise ValueError("working time cannot be counted backwards here")
        here = _here(moment)
        return self._after(here, minutes, village, "received") if minutes else here

    def shift(self, moment: datetime, days: int, village: str | None = None) -> datetime:
        """The end of the last session `days` working days after (or before, if negative) the moment's day.

        A day off counts as the working day that follows it.
        """
        day = _ordinal(moment)
        table, offset = self._find(day, village)
        while table.before[offset] + days < 0:
            table = self._covering(table.base - 1, day, village, "received")
            offset = day - table.base
        return self._closing(table, table.before[offset] + days, village, "received")

    def working_days_between(self, start: datetime, end: datetime, village: str | None = None) -> int:
        """Working days after the day of `start` up to and with the day of `end`; 0 within one day, signed."""
        first, last = _ordinal(start), _ordinal(end)
        table = self._covering(min(first, last), max(first, last), village, "received")
        return table.before[last - table.base + 1] - table.before[first - table.base + 1]

    def end_of_day_after(self, moment: datetime, days: int, village: str | None = None) -> datetime:
        """The end of the day `days` calendar days later, or of the next working day (Civil Code art. 148)."""
        return self._end_on(_ordinal(moment) + days, village, "received")

    def next_working_day(self, day: date, village: str | None = None) -> date:
        """This day, or the first working day after it."""
        return self._end_on(day.toordinal(), village, "received").date()

    def next_open(self, moment: datetime, village: str | None = None) -> datetime:
        """This moment while the desk is open, else the minute at which it opens next."""
        return self._after(_here(moment), 1, village, "received") - _MINUTE

    # ---------------------------------------------------------------- tables

    def _after(self, here: datetime, minutes: int, village: str | None, blamed: str) -> datetime:
        table, _ = self._find(here.toordinal(), village)
        target = table.minutes_until(here) + minutes
        while (found := table.moment_after(target)) is None:
            table = self._later(table, village, blamed)
        return found

    def _end_on(self, ordinal: int, village: str | None, blamed: str) -> datetime:
        table = self._covering(ordinal, ordinal, village, blamed)
        return self._closing(table, table.before[ordinal - table.base], village, blamed)

    def _closing(self, table: Table, place: int, village: str | None, blamed: str) -> datetime:
        return self._long_enough(table, place, village, blamed).closing[place]

    def _long_enough(self, table: Table, place: int, village: str | None, blamed: str) -> Table:
        while place >= table.days:
            table = self._later(table, village, blamed)
        return table

    def _find(self, ordinal: int, village: str | None) -> tuple[Table, int]:
        table = self._tables.get(village)
        if table is not None and 0 <= (offset := ordinal - table.base) < table.size:
            return table, offset
        table = self._covering(ordinal, ordinal, village, "received")
        return table, ordinal - table.base

    def _covering(self, first: int, last: int, village: str | None, blamed: str) -> Table:
        """A table with both days (proleptic ordinals), and with all days it had before."""
        if first < _FIRST or last > _LAST:
            raise _out_of_range(blamed)
        table = self._tables.get(village if village in self._village_rows else None)
        if table is not None and table.base <= first and last < table.base + table.size:
            return table
        if table is not None:
            first, last = min(first, table.base), max(last, table.base + table.size - 1)
        return self._build(date.fromordinal(first).year, date.fromordinal(last).year + 1, village)

    def _later(self, table: Table, village: str | None, blamed: str) -> Table:
        """A table with the same first day, and half as long again: so a far day costs few rebuilds."""
        if table.base + table.size > _LAST:
            raise _out_of_range(blamed)
        return self._build(table.first.year, table.last.year + 1 + table.size // 730, village)

    def _build(self, first_year: int, last_year: int, village: str | None) -> Table:
        last = min(date(last_year, 12, 31), LAST_DAY)
        table = Table(date(first_year, 1, 1), last, partial(self.sessions_on, village=village))
        # A village without closures of its own shares the commune's table. Tables are replaced whole and never
        # changed, so that several threads may look while one builds.
        self._tables[village if village in self._village_rows else None] = table
        return table


_MINUTE = timedelta(minutes=1)
_FIRST = FIRST_DAY.toordinal()
_LAST = LAST_DAY.toordinal()


def _ordinal(moment: datetime) -> int:
    """The Vietnamese day of a moment; stored moments, in UTC, without the cost of a conversion."""
    zone = moment.tzinfo
    if zone is VIETNAM:
        return moment.toordinal()
    if zone is UTC:
        return moment.toordinal() + (moment.hour >= _NEXT_DAY_FROM)
    return _here(moment).toordinal()


def _here(moment: datetime) -> datetime:
    if moment.tzinfo is VIETNAM:
        return moment
    try:
        return local(moment)
    except OverflowError:
        raise _out_of_range("received") from None


def _minute(here: datetime) -> int:
    return here.hour * 60 + here.minute


def _out_of_range(field: str) -> Refused:
    return Refused("calendar.moment.out_of_range", field=field, first=FIRST_DAY.year, last=LAST_DAY.year)
