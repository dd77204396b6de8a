"""The calendar against two independent ones, and laws that hold for every moment."""

from datetime import date, datetime, timedelta
from functools import partial

import holidays
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidan.content import calendar as content
from vidan.domain.calendar import (
    Calendar,
    DayKind,
    DayRow,
    Limit,
    LimitUnit,
    RowMark,
    Season,
    StepKind,
    parse_sessions,
    statutory_rows,
)
from vidan.domain.moments import VIETNAM

FIRST, LAST = datetime.fromisoformat("2023-01-01T00:00"), datetime.fromisoformat("2027-12-31T23:59")
NATION = Calendar(1, content.default_seasons(), content.vietnam())
#: Two seasons, a half Saturday, a half day, a closed week: nothing regular.
ODD = Calendar(
    2,
    (
        Season.parse("04-16", "10-15", ["06:30-11:00 13:30-17:00"] * 4 + ["06:30-11:00", "07:00-09:00", ""]),
        Season.parse("10-16", "04-15", ["07:30-11:30 13:00-16:30"] * 5 + ["", ""]),
    ),
    (
        *content.vietnam(),
        DayRow(date(2026, 5, 6), DayKind.HOURS, "Tiếp dân", sessions=parse_sessions("07:00-09:10 15:00-15:01")),
        *(DayRow(date(2026, 6, day), DayKind.CLOSURE, "Bão") for day in range(1, 8)),
        *(DayRow(date(2026, 7, day), DayKind.CLOSURE, "Lũ", village="thon-3") for day in range(6, 9)),
    ),
)

untimed = settings(deadline=None)
moments = st.datetimes(FIRST, LAST, timezones=st.just(VIETNAM)).map(lambda m: m.replace(second=0, microsecond=0))
limits = st.builds(Limit, st.integers(1, 90), st.sampled_from([u for u in LimitUnit if u is not LimitUnit.SAME_DAY]))
limits = limits | st.just(Limit(1, LimitUnit.SAME_DAY))
calendars = st.sampled_from([NATION, ODD])
villages = st.sampled_from([None, "thon-1", "thon-3"])


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


@pytest.mark.parametrize(("year", "days"), [(2023, 249), (2024, 251), (2025, 250), (2026, 249), (2027, 249)])
def test_each_year_has_as_many_working_days_as_the_law_leaves(year: int, days: int) -> None:
    assert sum(map(NATION.is_working, days_of(year))) == days


def test_the_pack_agrees_with_an_independent_list_but_for_two_known_days() -> None:
    theirs = holidays.country_holidays("VN", years=range(2023, 2028))
    apart = [
        day
        for year in range(2023, 2028)
        for day in days_of(year)
        if NATION.is_working(day) != theirs.is_working_day(day)
    ]
    # Announced on 25/12/2025, after that list was made.
    assert [day for day in apart if day.year < 2027] == [date(2026, 1, 2), date(2026, 1, 10)]
    unsure = {row.on for row in content.vietnam() if row.mark is RowMark.UNSURE}
    assert all(day in unsure for day in apart if day.year == 2027)


def test_every_row_of_the_pack_stands_once_in_order_with_its_document() -> None:
    days = [row.on for row in content.vietnam()]
    assert days == sorted(set(days))
    assert all(row.document and row.name for row in content.vietnam())
    assert content.default_seasons() == Calendar(1).seasons


@pytest.mark.parametrize(
    ("year", "new_year", "hung_kings", "before", "neighbour"),
    [
        (2023, date(2023, 1, 22), date(2023, 4, 29), 2, -1),
        (2024, date(2024, 2, 10), date(2024, 4, 18), 2, 1),
        (2025, date(2025, 1, 29), date(2025, 4, 7), 2, -1),
        (2026, date(2026, 2, 17), date(2026, 4, 26), 1, -1),
        (2027, date(2027, 2, 6), date(2027, 4, 16), 2, 1),
    ],
)
def test_the_draft_from_the_law_is_the_announced_year_without_its_swaps(
    year: int, new_year: date, hung_kings: date, before: int, neighbour: int
) -> None:
    draft = statutory_rows(year, new_year, hung_kings, days_before=before, national_neighbour=neighbour)
    swaps = (DayKind.SWAP_OFF, DayKind.SWAP_WORK)
    announced = [row for row in content.vietnam() if row.on.year == year and row.kind not in swaps]
    assert [(row.on, row.kind) for row in draft] == [(row.on, row.kind) for row in announced]


@untimed
@given(moments.filter(lambda m: m.year == 2023 or m.year == 2027), st.integers(1, 60))
def test_working_days_agree_with_numpy_in_years_without_swaps(received: datetime, days: int) -> None:
    off = [row.on for row in content.vietnam() if row.kind in (DayKind.HOLIDAY, DayKind.COMPENSATION)]
    calendar = Calendar(1, rows=tuple(DayRow(day, DayKind.HOLIDAY, "Nghỉ") for day in off))
    expected = numpy.busday_offset(received.date(), days, roll="forward", holidays=off)
    assert calendar.due_moment(received, Limit(days, LimitUnit.WORKING_DAY)).date() == expected.astype(date)


def plain_due_day(calendar: Calendar, day: date, days: int, village: str | None) -> date:
    """The slow count: one day after the other."""
    while not calendar.is_working(day, village):
        day += timedelta(days=1)
    while days:
        day += timedelta(days=1)
        days -= calendar.is_working(day, village)
    return day


@untimed
@given(calendars, moments, st.integers(1, 90), villages)
def test_the_tables_give_what_counting_day_by_day_gives(
    calendar: Calendar, received: datetime, days: int, village: str | None
) -> None:
    due = calendar.due_moment(received, Limit(days, LimitUnit.WORKING_DAY), village)
    assert due.date() == plain_due_day(calendar, received.date(), days, village)
    assert due.hour * 60 + due.minute == calendar.sessions_on(due.date(), village)[-1].end


@untimed
@given(calendars, moments, st.timedeltas(timedelta(0), timedelta(days=40)), limits, villages)
def test_whoever_comes_later_is_never_promised_an_earlier_date(
    calendar: Calendar, received: datetime, wait: timedelta, limit: Limit, village: str | None
) -> None:
    assert calendar.due_moment(received, limit, village) <= calendar.due_moment(received + wait, limit, village)


@untimed
@given(calendars, moments, limits, villages)
def test_a_due_date_lies_after_the_receipt_within_a_session_of_a_working_day(
    calendar: Calendar, received: datetime, limit: Limit, village: str | None
) -> None:
    due = calendar.due_moment(received, limit, village)
    minute = due.hour * 60 + due.minute
    assert due > received
    assert any(session.start < minute <= session.end for session in calendar.sessions_on(due.date(), village))


@untimed
@given(calendars, moments, st.integers(1, 400), villages)
def test_a_limit_in_hours_takes_exactly_its_working_minutes(
    calendar: Calendar, received: datetime, hours: int, village: str | None
) -> None:
    due = calendar.due_moment(received, Limit(hours, LimitUnit.WORKING_HOUR), village)
    assert calendar.working_minutes(received, due, village) == hours * 60
    assert calendar.working_minutes(received, due - timedelta(minutes=1), village) == hours * 60 - 1


@untimed
@given(calendars, moments, moments, moments, villages)
def test_working_time_adds_up(
    calendar: Calendar, one: datetime, two: datetime, three: datetime, village: str | None
) -> None:
    count = partial(calendar.working_minutes, village=village)
    assert count(one, two) + count(two, three) == count(one, three)
    assert count(one, two) == -count(two, one)


@untimed
@given(calendars, moments, limits, villages)
def test_the_steps_cover_each_day_from_receipt_to_due_and_count_what_was_asked(
    calendar: Calendar, received: datetime, limit: Limit, village: str | None
) -> None:
    due = calendar.due(received, limit, village)
    assert due.moment == calendar.due_moment(received, limit, village)
    days = [step.on for step in due.steps if step.kind is not StepKind.RECEIVED_OFF]
    ends = [step.until for step in due.steps if step.kind is not StepKind.RECEIVED_OFF]
    assert days[0] == received.date()
    assert ends[-1] == due.moment.date()
    if limit.unit in (LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR):
        assert all(after - end == timedelta(days=1) for end, after in zip(ends, days[1:], strict=False))
    if limit.unit is LimitUnit.WORKING_DAY:
        counted = (StepKind.COUNTED, StepKind.MAKE_UP)
        numbers = [step.number for step in due.steps if step.kind in counted]
        assert numbers == list(range(1, limit.value + 1))
    if limit.unit is LimitUnit.WORKING_HOUR:
        assert sum(step.number or 0 for step in due.steps if step.kind is StepKind.MINUTES) == limit.value * 60


@untimed
@given(calendars, st.lists(moments, max_size=20), limits, villages)
def test_many_due_dates_at_once_are_those_of_each(
    calendar: Calendar, received: list[datetime], limit: Limit, village: str | None
) -> None:
    one_by_one = [calendar.due_moment(moment, limit, village) for moment in received]
    assert calendar.due_moments(received, limit, village) == one_by_one


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.integers(2000, 2098), st.integers(1, 300)), min_size=1, max_size=6))
def test_a_calendar_answers_alike_whatever_it_was_asked_before(asked: list[tuple[int, int]]) -> None:
    used = Calendar(1)
    for year, days in asked:
        moment, limit = datetime(year, 6, 15, 9, tzinfo=VIETNAM), Limit(days, LimitUnit.WORKING_DAY)
        expected = numpy.busday_offset(moment.date(), days, roll="forward").astype(date)
        assert used.due_moment(moment, limit).date() == expected
        assert used.working_days_between(moment, used.due_moment(moment, limit)) == (days + (moment.weekday() >= 5))


@untimed
@given(calendars, moments, st.integers(-60, 60), villages)
def test_a_shift_forth_and_back_is_the_end_of_the_same_day(
    calendar: Calendar, moment: datetime, days: int, village: str | None
) -> None:
    start = calendar.shift(moment, 0, village)
    assert calendar.shift(calendar.shift(start, days, village), -days, village) == start


@untimed
@given(calendars, moments, limits, st.sampled_from([50, 75, 100, 150]))
def test_an_escalation_comes_at_the_first_minute_of_its_share(
    calendar: Calendar, received: datetime, limit: Limit, percent: int
) -> None:
    due = calendar.due_moment(received, limit)
    moment = calendar.moment_at_percent(received, due, percent)
    assert calendar.percent_elapsed(received, due, moment) >= percent
    assert calendar.percent_elapsed(received, due, moment - timedelta(minutes=1)) < percent
