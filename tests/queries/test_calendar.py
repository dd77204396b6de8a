"""The commune's calendar as it is seen: the version in force, its rows, its history."""

from datetime import date

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import calendar as actions
from vidan.domain.calendar import DayKind, Limit
from vidan.domain.errors import Refused
from vidan.queries import calendar, communes

CLOSED = actions.DayChange(on=date(2026, 11, 20), kind=DayKind.CLOSURE, name="Sửa điện", document="Thông báo 12")


def test_the_calendar_of_a_code_is_that_of_the_commune_that_works(house: House) -> None:
    assert calendar.calendar_of("14950").version == 1
    with pytest.raises(Refused, match=r"communes\.unknown"):
        calendar.calendar_of("99999")


def test_a_change_is_seen_at_once_by_its_new_version_and_the_old_one_stays(house: House) -> None:
    before = calendar.calendar_of("14950")
    assert actions.change_day(house.leader, CLOSED, now=NOW) == 2
    after = calendar.calendar_of("14950")
    assert (before.is_working(CLOSED.on), after.is_working(CLOSED.on)) == (True, False)
    limit = Limit.parse("3wd")
    assert before.due(NOW, limit).moment < after.due(NOW, limit).moment


def test_building_a_calendar_costs_the_database_once(house: House, django_assert_num_queries: object) -> None:
    card = communes.by_id(house.commune.pk)
    calendar.calendar_for(card)
    with django_assert_num_queries(0):  # type: ignore[operator]
        calendar.calendar_for(card)


def test_the_rows_of_a_year_are_those_in_force_by_day(house: House) -> None:
    actions.change_day(house.leader, CLOSED, now=NOW)
    rows = calendar.days(house.one_stop, 2026)
    assert [row.on for row in rows] == sorted(row.on for row in rows)
    assert "Sửa điện" in [row.name for row in rows]
    clear = actions.DayChange(on=CLOSED.on, kind=None, document="Thông báo 13")
    actions.change_day(house.leader, clear, now=NOW)
    assert "Sửa điện" not in [row.name for row in calendar.days(house.one_stop, 2026)]
    assert all(row.on.year == 2027 for row in calendar.days(house.one_stop, 2027))


def test_changes_are_told_newest_first_with_who_made_them(house: House) -> None:
    actions.change_day(house.leader, CLOSED, now=NOW)
    newest, first = calendar.changes(house.one_stop)
    assert (newest.version, newest.made_by) == (2, "Bùi Quốc Việt")
    assert (first.version, first.made_by) == (1, "")


def test_another_commune_keeps_its_own_days(house: House) -> None:
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    actions.change_day(house.leader, CLOSED, now=NOW)
    assert "Sửa điện" not in [row.name for row in calendar.days(other.one_stop, 2026)]
    assert calendar.calendar_of("14951").is_working(CLOSED.on)
    assert len(calendar.changes(other.one_stop)) == 1


def test_office_hours_are_those_of_the_week(house: House) -> None:
    (season,) = calendar.seasons(house.one_stop)
    assert season.hours[0] == "07:00-11:30 13:30-17:00"
    assert season.hours[6] == ""
