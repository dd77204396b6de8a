"""Due dates as the law counts them: the cases a clerk could check by hand."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from vidan.content import calendar as content
from vidan.domain.calendar import (
    USUAL_SEASONS,
    Calendar,
    DayKind,
    DayRow,
    Limit,
    LimitUnit,
    Season,
    StepKind,
    WorkSession,
    add_months,
    parse_sessions,
    sessions_text,
)
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM

NATION = Calendar(1, content.default_seasons(), content.vietnam())
WEEKDAYS_ONLY = Calendar(1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-11-27T09:10", "2026-11-27T09:10"),
        ("2026-11-27T12:00", "2026-11-27T13:30"),
        ("2026-11-27T17:00", "2026-11-30T07:00"),
        ("2026-11-29T10:00", "2026-11-30T07:00"),
        ("2026-04-29T18:00", "2026-05-04T07:00"),
    ],
)
def test_it_is_known_when_the_desk_opens_next(asked: str, opens: str) -> None:
    assert f"{NATION.next_open(at(asked)):%Y-%m-%dT%H:%M}" == opens


def due(received: str, limit: str, calendar: Calendar = NATION, village: str | None = None) -> str:
    return f"{calendar.due_moment(at(received), Limit.parse(limit), village):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("received", "days", "promised"),
    [
        ("2023-04-28", 3, "2023-05-08"),
        ("2024-04-26", 3, "2024-05-04"),
        ("2025-04-25", 5, "2025-05-06"),
        ("2025-12-31", 3, "2026-01-07"),
        ("2026-02-11", 5, "2026-02-25"),
        ("2026-04-24", 3, "2026-05-04"),
        ("2026-08-20", 2, "2026-08-22"),
        ("2026-08-28", 3, "2026-09-07"),
        ("2026-11-20", 2, "2026-11-25"),
    ],
)
def test_working_days_pass_over_the_breaks_that_were_announced(received: str, days: int, promised: str) -> None:
    assert due(f"{received}T09:00", f"{days}wd") == f"{promised}T17:00"


def test_the_make_up_saturday_does_not_count_where_the_desk_stays_shut() -> None:
    shut = Calendar(1, content.default_seasons(), content.vietnam(), make_up_days=False)
    assert due("2025-04-25T09:00", "5wd", shut) == "2025-05-07T17:00"
    assert not shut.is_working(date(2025, 4, 26))
    assert not shut.is_working(date(2025, 5, 2))


@pytest.mark.parametrize("hour", ["00:00", "06:59", "11:45", "16:59", "17:00", "23:59"])
def test_the_day_of_receipt_is_day_zero_at_whatever_hour(hour: str) -> None:
    assert due(f"2026-03-02T{hour}", "1wd") == "2026-03-03T17:00"


def test_received_on_a_day_off_the_next_working_day_is_day_zero() -> None:
    assert due("2026-02-14T09:00", "1wd") == "2026-02-24T17:00"
    assert NATION.day_zero(at("2026-02-14T09:00"), Limit.parse("1wd")) == date(2026, 2, 23)


def test_calendar_days_end_on_the_next_working_day_when_the_last_is_a_day_off() -> None:
    assert due("2026-02-10T09:00", "3d") == "2026-02-13T17:00"
    assert due("2026-02-11T09:00", "3d") == "2026-02-23T17:00"
    assert due("2026-03-02T09:00", "30d") == "2026-04-01T17:00"


def test_calendar_days_received_on_a_day_off_count_from_the_next_working_day() -> None:
    assert due("2026-03-07T09:00", "3d") == due("2026-03-09T09:00", "3d") == "2026-03-12T17:00"


def test_a_month_without_the_matching_day_ends_on_its_last_day() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert due("2028-01-31T09:00", "1m") == "2028-02-29T17:00"


def test_the_leap_day_is_a_day_like_others() -> None:
    assert due("2024-02-28T09:00", "1wd") == "2024-02-29T17:00"
    assert due("2024-02-28T09:00", "2d") == "2024-03-01T17:00"


@pytest.mark.parametrize(
    ("received", "limit", "promised"),
    [
        ("2026-03-02T09:17", "1wh", "2026-03-02T10:17"),
        ("2026-03-02T10:30", "1wh", "2026-03-02T11:30"),
        ("2026-03-02T10:31", "1wh", "2026-03-02T13:31"),
        ("2026-03-02T12:00", "1wh", "2026-03-02T14:30"),
        ("2026-03-02T06:00", "8wh", "2026-03-02T17:00"),
        ("2026-03-02T13:30", "8wh", "2026-03-03T11:30"),
        ("2026-03-02T16:00", "1wh", "2026-03-02T17:00"),
        ("2026-03-02T17:00", "1wh", "2026-03-03T08:00"),
        ("2026-03-06T17:00", "8wh", "2026-03-09T17:00"),
        ("2026-02-13T16:30", "8wh", "2026-02-23T16:30"),
        ("2026-08-21T16:00", "9wh", "2026-08-22T17:00"),
    ],
)
def test_working_hours_end_to_the_minute_and_at_a_sessions_end(received: str, limit: str, promised: str) -> None:
    assert due(received, limit) == promised


@pytest.mark.parametrize(
    ("received", "promised"),
    [
        ("2026-03-02T05:00", "2026-03-02T17:00"),
        ("2026-03-02T14:59", "2026-03-02T17:00"),
        ("2026-03-02T15:00", "2026-03-03T17:00"),
        ("2026-03-06T16:20", "2026-03-09T17:00"),
        ("2026-03-07T08:00", "2026-03-09T17:00"),
        ("2026-03-07T16:00", "2026-03-09T17:00"),
        ("2026-02-13T15:00", "2026-02-23T17:00"),
    ],
)
def test_same_day_matters_wait_for_the_next_working_day_from_three_in_the_afternoon(
    received: str, promised: str
) -> None:
    assert due(received, "1sd") == promised


def test_a_commune_may_set_its_own_cut_off() -> None:
    early = Calendar(1, cut_off=time(10, 30))
    assert due("2026-03-02T10:29", "1sd", early) == "2026-03-02T17:00"
    assert due("2026-03-02T10:30", "1sd", early) == "2026-03-03T17:00"


def test_a_same_day_matter_that_comes_after_a_morning_desk_has_closed_is_never_due_before_it_came() -> None:
    short = DayRow(date(2026, 3, 2), DayKind.HOURS, "Chỉ làm buổi sáng", sessions=parse_sessions("07:00-11:30"))
    calendar = Calendar(1, rows=(short,))
    assert due("2026-03-02T11:29", "1sd", calendar) == "2026-03-02T11:30"
    assert due("2026-03-02T12:00", "1sd", calendar) == "2026-03-03T17:00"


def test_seconds_and_other_time_zones_do_not_change_the_due_date() -> None:
    utc = datetime(2026, 3, 1, 18, 30, 59, tzinfo=UTC)
    assert WEEKDAYS_ONLY.due_moment(utc, Limit.parse("1wd")) == at("2026-03-03T17:00")
    assert due("2026-03-02T14:59:59", "1sd") == "2026-03-02T17:00"
    assert due("2026-03-02T09:17:59", "1wh") == "2026-03-02T10:17"
    with pytest.raises(ValueError, match="time zone"):
        WEEKDAYS_ONLY.due_moment(datetime.fromisoformat("2026-03-02T09:00"), Limit.parse("1wd"))


def test_each_season_has_its_own_hours_and_they_may_run_over_new_year() -> None:
    summer = Season.parse("04-16", "10-15", ["06:30-11:00 13:30-17:00"] * 5 + ["06:30-11:00", ""])
    winter = Season.parse("10-16", "04-15", ["07:30-11:30 13:00-16:30"] * 5 + ["", ""])
    calendar = Calendar(1, (summer, winter))
    assert due("2026-04-14T09:00", "1wd", calendar) == "2026-04-15T16:30"
    assert due("2026-04-15T09:00", "1wd", calendar) == "2026-04-16T17:00"
    assert due("2026-04-17T09:00", "1wd", calendar) == "2026-04-18T11:00"
    assert due("2026-12-31T16:00", "1wh", calendar) == "2027-01-01T08:00"
    assert calendar.day_minutes == 8 * 60


def test_seasons_that_leave_a_gap_are_refused_with_the_day() -> None:
    with pytest.raises(Refused) as no:
        Calendar(1, (Season((1, 1), (6, 30), USUAL_SEASONS[0].week),))
    assert (no.value.code, no.value.facts) == ("calendar.seasons.gap", {"day": "01/07"})


@pytest.mark.parametrize("text", ["7:00-11:30", "07:00–11:30", "11:30-07:00", "07:00-07:00", "24:00-25:00", "sáng"])
def test_sessions_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"sessions\.unreadable"):
        parse_sessions(text)


def test_sessions_are_put_in_order_and_may_not_overlap() -> None:
    assert sessions_text(parse_sessions("13:30-17:00 07:00-11:30")) == "07:00-11:30 13:30-17:00"
    with pytest.raises(Refused, match="overlap"):
        parse_sessions("07:00-11:30 11:00-12:00")
    with pytest.raises(Refused, match="no_work"):
        Season.parse("01-01", "12-31", [""] * 7)
    with pytest.raises(Refused, match="day_unreadable"):
        Season.parse("02-30", "12-31", ["07:00-11:30"] * 7)


def test_a_make_up_day_has_the_hours_of_the_day_it_replaces() -> None:
    week = ("07:00-11:30 13:30-17:00",) * 4 + ("07:00-11:30", "", "")
    rows = (
        DayRow(date(2026, 1, 2), DayKind.SWAP_OFF, "Nghỉ hoán đổi"),
        DayRow(date(2026, 1, 10), DayKind.SWAP_WORK, "Làm bù"),
        DayRow(date(2026, 6, 6), DayKind.SWAP_WORK, "Làm bù"),
        DayRow(date(2026, 7, 4), DayKind.SWAP_WORK, "Làm bù", sessions=parse_sessions("08:00-10:00")),
        DayRow(date(2026, 8, 1), DayKind.SWAP_WORK, "Làm bù", replaces=date(2026, 7, 31)),
    )
    calendar = Calendar(1, (Season.parse("01-01", "12-31", week),), rows)
    assert sessions_text(calendar.sessions_on(date(2026, 1, 10))) == "07:00-11:30"
    assert sessions_text(calendar.sessions_on(date(2026, 6, 6))) == week[0]
    assert sessions_text(calendar.sessions_on(date(2026, 7, 4))) == "08:00-10:00"
    assert sessions_text(calendar.sessions_on(date(2026, 8, 1))) == "07:00-11:30"


def test_a_village_that_is_cut_off_has_its_own_days_and_the_others_keep_theirs() -> None:
    closed = [
        DayRow(date(2026, 9, day), DayKind.CLOSURE, "Lũ ống, đường bị chia cắt", "CV 12/UBND", village="thon-3")
        for day in (8, 9)
    ]
    calendar = Calendar(4, rows=tuple(closed))
    assert due("2026-09-07T09:00", "1wd", calendar) == "2026-09-08T17:00"
    assert due("2026-09-07T09:00", "1wd", calendar, "thon-1") == "2026-09-08T17:00"
    assert due("2026-09-07T09:00", "1wd", calendar, "thon-3") == "2026-09-10T17:00"
    steps = calendar.due(at("2026-09-07T09:00"), Limit.parse("1wd"), "thon-3").steps
    off = next(step for step in steps if step.kind is StepKind.CLOSURE)
    assert (off.on.day, off.until.day, off.name) == (8, 9, "Lũ ống, đường bị chia cắt")


def test_a_later_row_of_the_commune_stands_over_the_nations() -> None:
    opened = DayRow(date(2027, 2, 10), DayKind.HOURS, "Trực", "QĐ 7/UBND", sessions=parse_sessions("08:00-11:00"))
    calendar = Calendar(2, content.default_seasons(), (*content.vietnam(), opened))
    assert due("2027-02-03T09:00", "1wd", calendar) == "2027-02-10T11:00"


def test_a_row_says_only_what_its_kind_may_say() -> None:
    day = date(2026, 3, 2)
    with pytest.raises(Refused, match="sessions_missing"):
        DayRow(day, DayKind.HOURS, "Giờ riêng")
    with pytest.raises(Refused, match="sessions_unwanted"):
        DayRow(day, DayKind.HOLIDAY, "Nghỉ", sessions=(WorkSession(1, 2),))
    with pytest.raises(Refused, match="village_unwanted"):
        DayRow(day, DayKind.HOLIDAY, "Nghỉ", village="thon-3")


@pytest.mark.parametrize("text", ["5wd", "12wh", "30d", "1sd", "6m", "3650wd"])
def test_a_limit_is_written_as_it_was_read(text: str) -> None:
    assert str(Limit.parse(f" {text.upper()} ")) == text


HOSTILE = ["", "5", "wd", "0wd", "-5wd", "5.0wd", "05wd", "3651wd", "99999wd", "2sd", "5 wd", "5wd;", "５wd", "٥wd"]


@pytest.mark.parametrize("text", [*HOSTILE, "5wd\x00", "<script>", "9" * 10_000])
def test_a_limit_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refused) as no:
        Limit.parse(text)
    assert (no.value.code, no.value.field) == ("calendar.limit.unreadable", "limit")
    assert len(str(no.value.facts["value"])) <= 40


def test_moments_outside_the_century_are_refused() -> None:
    for limit in (Limit(3650, unit) for unit in LimitUnit if unit is not LimitUnit.SAME_DAY):
        with pytest.raises(Refused, match="out_of_range") as no:
            NATION.due_moment(at("2100-12-01T09:00"), limit)
        assert no.value.field == "limit"
    for moment in (at("1999-12-31T09:00"), at("2101-01-01T09:00"), datetime.max.replace(tzinfo=UTC)):
        with pytest.raises(Refused, match="out_of_range") as no:
            NATION.due_moment(moment, Limit.parse("1wd"))
        assert no.value.field == "received"
    assert due("2000-01-01T00:00", "1wd", WEEKDAYS_ONLY) == "2000-01-04T17:00"
    assert due("2100-12-30T00:00", "1wd", WEEKDAYS_ONLY) == "2100-12-31T17:00"


def test_a_calendar_that_never_opens_again_refuses_instead_of_counting_for_ever() -> None:
    closed = tuple(DayRow(date(2100, 1, 1) + timedelta(days=day), DayKind.CLOSURE, "Đóng cửa") for day in range(365))
    with pytest.raises(Refused, match="out_of_range"):
        due("2099-12-31T09:00", "1wd", Calendar(1, rows=closed))


def test_the_steps_tell_each_day_once_and_breaks_of_one_cause_together() -> None:
    promise = NATION.due(at("2026-02-11T09:00"), Limit.parse("5wd"))
    told = [(step.on.day, step.until.day, step.kind.value, step.number) for step in promise.steps]
    assert told == [
        (11, 11, "day_zero", 0),
        (12, 12, "counted", 1),
        (13, 13, "counted", 2),
        (14, 15, "weekend", None),
        (16, 20, "holiday", None),
        (21, 22, "weekend", None),
        (23, 23, "counted", 3),
        (24, 24, "counted", 4),
        (25, 25, "counted", 5),
    ]
    assert (promise.moment, promise.day_zero, promise.version) == (at("2026-02-25T17:00"), date(2026, 2, 11), 1)


def test_a_due_date_says_which_of_its_days_are_not_settled_yet() -> None:
    promise = NATION.due(at("2027-02-03T09:00"), Limit.parse("5wd"))
    assert promise.unsure == tuple(date(2027, 2, day) for day in (4, 5, 8, 9, 10))
    assert NATION.due(at("2026-02-11T09:00"), Limit.parse("5wd")).unsure == ()
    assert NATION.years_without_holidays(date(2026, 1, 1), date(2029, 1, 1)) == (2028, 2029)


def test_the_clock_of_a_matter_is_read_in_working_time() -> None:
    received, promised = at("2026-03-02T07:00"), at("2026-03-03T17:00")
    assert NATION.working_minutes(received, promised) == 16 * 60
    assert NATION.minutes_left(at("2026-03-03T16:00"), promised) == 60
    assert NATION.minutes_left(at("2026-03-04T08:00"), promised) == -60
    assert NATION.percent_elapsed(received, promised, at("2026-03-02T17:00")) == 50
    assert NATION.percent_elapsed(received, promised, at("2026-03-02T16:59")) == 49
    assert NATION.percent_elapsed(received, promised, at("2026-03-04T17:00")) == 150
    assert NATION.moment_at_percent(received, promised, 50) == at("2026-03-02T17:00")
    assert NATION.moment_at_percent(received, promised, 150) == at("2026-03-04T17:00")
    assert NATION.percent_elapsed(promised, promised, promised) == 100


def test_a_due_date_moves_by_working_days_or_by_working_time() -> None:
    promised = at("2026-02-13T17:00")
    assert NATION.shift(promised, 1) == at("2026-02-23T17:00")
    assert NATION.shift(promised, 0) == promised
    assert NATION.shift(at("2026-02-23T17:00"), -1) == promised
    assert NATION.shift(at("2023-01-03T17:00"), -400) < at("2021-12-01T00:00")
    assert NATION.after_minutes(promised, 0) == promised
    assert NATION.after_minutes(promised, 30) == at("2026-02-23T07:30")
    assert NATION.end_of_day_after(promised, days=2) == at("2026-02-23T17:00")
    assert NATION.working_days_between(at("2026-02-11T08:00"), at("2026-02-11T16:00")) == 0
    assert NATION.working_days_between(at("2026-02-11T08:00"), at("2026-02-25T08:00")) == 5
    assert NATION.working_days_between(at("2026-02-25T08:00"), at("2026-02-11T08:00")) == -5
