"""The steps of a due date: which day did what to the count."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Protocol

from vidan.domain.calendar.hours import Sessions, clock
from vidan.domain.calendar.limits import Limit, LimitUnit
from vidan.domain.calendar.rows import DayKind, DayRow
from vidan.domain.calendar.steps import Step, StepKind
from vidan.domain.calendar.tables import moment_at

_DAY = timedelta(days=1)
_OFF = {StepKind.WEEKEND, StepKind.HOLIDAY, StepKind.COMPENSATION, StepKind.SWAP_OFF, StepKind.CLOSURE}


class Days(Protocol):
    """What the explanation asks of a calendar."""

    @property
    def cut_off(self) -> time: ...

    def sessions_on(self, day: date, village: str | None = None) -> Sessions: ...

    def row_of(self, day: date, village: str | None = None) -> DayRow | None: ...

    def cause_off(self, day: date, village: str | None = None) -> tuple[StepKind, str]: ...

    def is_after_cut_off(self, received: datetime, village: str | None = None) -> bool: ...

    def working_minutes(self, start: datetime, end: datetime, village: str | None = None) -> int: ...


def steps(
    days: Days, received: datetime, limit: Limit, village: str | None, zero: date, moment: datetime
) -> tuple[Step, ...]:
    """Every day from receipt to the due moment, days off of one cause and spans of calendar days as one step."""
    start = _until_zero(days, received, limit, village, zero)
    if limit.unit is LimitUnit.WORKING_HOUR:
        rest = _minutes(days, received, village, zero, moment)
    elif limit.unit in (LimitUnit.DAY, LimitUnit.MONTH):
        rest = _span(days, limit, village, zero, moment.date())
    else:
        rest = _counted(days, village, zero, moment.date())
    return tuple(_joined([*start, *rest]))


def _until_zero(days: Days, received: datetime, limit: Limit, village: str | None, zero: date) -> Iterator[Step]:
    came = received.date()
    if came < zero:
        after_hours = bool(days.sessions_on(came, village))
        yield Step(came, came, StepKind.AFTER_CUT_OFF if after_hours else StepKind.RECEIVED_OFF)
        yield from (_off(days, day, village) for day in _days(came + _DAY if after_hours else came, zero - _DAY))
    if limit.unit is LimitUnit.WORKING_HOUR:
        return
    if limit.unit is LimitUnit.SAME_DAY and days.is_after_cut_off(received, village):
        yield Step(zero, zero, StepKind.AFTER_CUT_OFF, 0, _late_since(days, zero, village))
    else:
        yield Step(zero, zero, StepKind.DAY_ZERO, 0)


def _late_since(days: Days, day: date, village: str | None) -> str:
    return min(f"{days.cut_off:%H:%M}", clock(days.sessions_on(day, village)[-1].end))


def _counted(days: Days, village: str | None, zero: date, last: date) -> Iterator[Step]:
    number = 0
    for day in _days(zero + _DAY, last):
        if not days.sessions_on(day, village):
            yield _off(days, day, village)
            continue
        number += 1
        row = days.row_of(day, village)
        if row is not None and row.kind is DayKind.SWAP_WORK:
            yield Step(day, day, StepKind.MAKE_UP, number, row.cause)
        else:
            yield Step(day, day, StepKind.COUNTED, number)


def _span(days: Days, limit: Limit, village: str | None, zero: date, last: date) -> Iterator[Step]:
    counted = limit.last_day_after(zero)
    yield Step(zero + _DAY, counted, StepKind.SPAN, limit.value)
    if counted < last:
        yield from (_off(days, day, village) for day in _days(counted, last - _DAY))
        yield Step(last, last, StepKind.MOVED)


def _minutes(days: Days, received: datetime, village: str | None, zero: date, moment: datetime) -> Iterator[Step]:
    for day in _days(zero, moment.date()):
        if not days.sessions_on(day, village):
            yield _off(days, day, village)
            continue
        start = max(received, moment_at(day, 0))
        end = min(moment, moment_at(day + _DAY, 0))
        yield Step(day, day, StepKind.MINUTES, days.working_minutes(start, end, village))


def _off(days: Days, day: date, village: str | None) -> Step:
    kind, name = days.cause_off(day, village)
    return Step(day, day, kind, None, name)


def _joined(apart: list[Step]) -> Iterator[Step]:
    """Neighbouring days off of one cause as one step."""
    run: Step | None = None
    for step in apart:
        same = run is not None and step.kind in _OFF and (run.kind, run.name) == (step.kind, step.name)
        if run is not None and same:
            run = Step(run.on, step.until, run.kind, None, run.name)
            continue
        if run is not None:
            yield run
        run = step
    if run is not None:
        yield run


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
