"""Dates as foreign lists write them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.dossiers.told_moments import ToldMoment, month_first, read_moment

DAY = date(2026, 11, 17)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("17/11/2026", None),
        ("17-11-2026", None),
        ("17.11.2026", None),
        ("17/11/26", None),
        ("2026-11-17", None),
        ("2026-11-17 00:00:00", None),
        ("17/11/2026 00:00", None),
        ("46343", None),
        ("17/11/2026 08:40", time(8, 40)),
        ("17/11/2026 08:40:15", time(8, 40)),
        ("17/11/2026 8h40", time(8, 40)),
        ("08:40 17/11/2026", time(8, 40)),
        ("8 giờ 40 phút, ngày 17/11/2026", time(8, 40)),
        ("17/11/2026 3:05:00 PM", time(15, 5)),
        ("17/11/2026 03:05 CH", time(15, 5)),
        ("17/11/2026 12:05 AM", time(0, 5)),
        ("2026-11-17T08:40:00", time(8, 40)),
        ("2026-11-17T01:40:00Z", time(8, 40)),
        ("2026-11-17T08:40:00+07:00", time(8, 40)),
        ("46343.361111", time(8, 40)),
        ("46343,361111", time(8, 40)),
    ],
)
def test_a_date_is_read_however_it_is_written(text: str, clock: time | None) -> None:
    assert read_moment(text) == ToldMoment(DAY, clock)


@pytest.mark.parametrize("text", ["", " ", "-", "NULL", "00/00/0000", "01/01/1900", "chưa"])
def test_no_date_is_no_date(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    "text", ["31/02/2026", "17/13/2026", "hôm qua", "12345", "99999", "17/11", "17/11/2026 25:00", "9" * 5000]
)
def test_what_cannot_be_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_moment(text)


def test_a_list_tells_by_its_own_values_whether_the_month_stands_first() -> None:
    assert month_first({"due": ["11/05/2026", "11/17/2026 3:05 PM"]}) == {"due"}
    assert month_first({"due": ["05/11/2026", "17/11/2026"]}) == set()
    assert month_first({"due": ["05/11/2026", "06/11/2026"]}) == set()  # nothing tells: as Vietnam writes
    assert month_first({"due": ["11/17/2026", "17/11/2026"]}) == set()  # both: the wrong ones are told row by row
    assert month_first({"due": ["11/17/2026"], "ready": ["11/04/2026"]}) == {"due", "ready"}  # one machine wrote both
    assert month_first({"due": ["11/17/2026"], "ready": ["17/04/2026"]}) == {"due"}
    assert read_moment("11/17/2026", month_first=True) == ToldMoment(DAY)


@given(st.text(max_size=80))
def test_no_text_at_all_breaks_the_reading(text: str) -> None:
    with suppress(ValueError):
        read_moment(text)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.booleans())
def test_a_written_day_comes_back_the_same(day: date, american: bool) -> None:
    text = f"{day:%m/%d/%Y}" if american else f"{day:%d/%m/%Y}"
    assert read_moment(text, month_first=american) == ToldMoment(day)
