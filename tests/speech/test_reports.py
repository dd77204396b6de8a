"""A report says nothing that was not counted: each number of its text is one of its figures."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidan.domain.errors import Refused
from vidan.domain.steering import (
    LateThing,
    Learned,
    NextStep,
    PeriodKind,
    ReportData,
    ReportFigure,
    Trend,
    period_of,
    read_period,
    unsourced,
)
from vidan.speech import reports as words

OCTOBER = read_period("2026-10")
NUMBERS = st.integers(0, 5000)


@st.composite
def figures(draw: st.DrawFn) -> tuple[ReportFigure, ...]:
    promises = []
    for number in range(1, 13):
        of, before_of = draw(NUMBERS), draw(st.none() | NUMBERS)
        before = None if before_of is None else draw(st.integers(0, before_of))
        promises.append(
            ReportFigure(f"promise.{number}", draw(st.integers(0, of)), of, 95, before, before_of, more_is_better=True)
        )
    work = [ReportFigure(name, draw(NUMBERS), before=draw(st.none() | NUMBERS)) for name in words.WORK]
    return (*promises, *work)


def data(found: tuple[ReportFigure, ...], **more: Any) -> ReportData:
    return ReportData(OCTOBER, OCTOBER.last, found, **more)


@given(figures())
def test_every_number_of_the_text_is_one_of_the_figures(found: tuple[ReportFigure, ...]) -> None:
    told = data(
        found,
        late_dossiers=(LateThing("tách thửa đất", count=7),),
        late_assignments=(LateThing("Treo bảng ở thôn Vèn", "bác Nhân", date(2026, 10, 9), days=4, why=("chờ gỗ",)),),
        late_milestones=(LateThing("5 thôn có điểm hỏi đáp", due_on=date(2026, 10, 2), days=29, why=("bão số 10",)),),
        since=date(2026, 10, 6),
        lessons=(Learned("BH-26-001", "Lời hứa 8 lỡ mục tiêu", "Chờ đo", "Gọi điện", date(2026, 11, 5), worked=None),),
        next_steps=(NextStep("Soát danh mục", "anh Nam", date(2026, 11, 12)),),
    )
    values = words.values(told)
    assert unsourced("\n".join(values.values()), told.numbers()) == ()
    assert all(said for name, said in values.items() if name != "late")


def test_a_number_that_somebody_typed_is_named_and_days_and_codes_are_not() -> None:
    text = "Ngày 14/6/2026 giao 57 việc theo 61/QĐ-UBND, xong 12, gọi 0237 000 1216, hồ sơ H-261117-003, lời hứa số 8."
    assert unsourced(text, {"12"}) == ("57",)


def test_the_cause_of_a_delay_that_nobody_wrote_down_stays_open() -> None:
    base = tuple(ReportFigure(name, 0) for name in words.WORK)
    late = data((ReportFigure("promise.8", 92, 96, 98), *base))
    assert words.OPEN in words.values(late)["causes"]
    lesson = Learned("BH-26-001", "Lời hứa 8 lỡ mục tiêu", "Tổ đo chỉ có hai người.", "Xếp lịch", None, worked=False)
    known = words.values(data(late.figures, lessons=(lesson,)))
    assert words.OPEN not in known["causes"] and "hai người" in known["causes"]
    assert "chưa hiệu quả" in known["lessons"]


@pytest.mark.parametrize(
    ("key", "first", "last", "before", "name"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "2026-09", "tháng 10/2026"),
        ("2026-q1", date(2026, 1, 1), date(2026, 3, 31), "2025-Q4", "quý 1/2026"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "2026-H1", "sáu tháng cuối năm 2026"),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), "2028-01", "tháng 02/2028"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2025", "năm 2026"),
    ],
)
def test_a_period_knows_its_days_and_the_one_before(key: str, first: date, last: date, before: str, name: str) -> None:
    period = read_period(key)
    assert (period.first, period.last, period.before().key) == (first, last, before)
    assert read_period(period.key) == period
    assert words.period_name(period) == name


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "10/2026", "2026-10-01", "9" * 40, "2026-H3"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_period(text)
    assert refused.value.code == "steering.report.period"


@given(st.sampled_from(PeriodKind), st.dates(date(2020, 1, 1), date(2098, 12, 31)))
def test_periods_follow_one_another_without_a_gap(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert period.first <= day <= period.last
    assert (period.first - period.before().last).days == 1


def test_shares_are_compared_as_shares_and_fewer_delays_are_better() -> None:
    assert ReportFigure("promise.8", 9, 10, 98, 80, 90, more_is_better=True).trend is Trend.BETTER
    assert ReportFigure("assignments.late", 3, before=5, more_is_better=False).trend is Trend.BETTER
    assert ReportFigure("assignments.late", 3, before=3, more_is_better=False).trend is Trend.SAME
    assert ReportFigure("assignments.given", 3, before=1).trend is Trend.UNKNOWN
    assert ReportFigure("promise.8", 9, 10, 98, None, None, more_is_better=True).trend is Trend.UNKNOWN


def test_a_milestone_of_the_plan_that_was_missed_stands_in_the_report_with_its_reason_or_asks_for_one() -> None:
    base = tuple(ReportFigure(name, 0) for name in words.WORK)
    found = (ReportFigure("promise.8", 4, 4, 98), *base)
    missed = LateThing("Mọi thôn có bảng lời hứa", due_on=date(2026, 10, 2), days=29)
    told = words.values(data(found, late_milestones=(missed,)))
    assert "Mốc “Mọi thôn có bảng lời hứa” (hạn 02/10/2026, chậm 29 ngày)." in told["late"]
    assert f"Mốc chậm chưa ghi lý do: {words.OPEN}" in told["causes"]
    known = LateThing("Mọi thôn có bảng lời hứa", due_on=date(2026, 10, 2), days=29, why=("chờ gỗ",))
    told = words.values(data(found, late_milestones=(known,)))
    assert "lý do đã ghi: chờ gỗ." in told["late"] and words.OPEN not in told["causes"]


def test_a_report_of_a_time_before_the_first_dossier_says_so() -> None:
    base = tuple(ReportFigure(name, 0) for name in words.WORK)
    found = (ReportFigure("promise.8", 4, 4, 98), *base)
    assert (
        "ngày 06/10/2026; trước ngày ấy sổ chưa có hồ sơ"
        in words.values(data(found, since=date(2026, 10, 6)))["opening"]
    )
    for nothing in (None, date(2026, 11, 2)):
        assert "chưa có hồ sơ nào được đếm" in words.values(data(found, since=nothing))["opening"]
    for whole in (date(2026, 10, 1), date(2026, 9, 2)):
        assert "trước ngày ấy" not in words.values(data(found, since=whole))["opening"]
