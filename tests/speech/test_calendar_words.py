"""How the calendar speaks to people."""

from datetime import UTC, date, datetime

import pytest

from vidan.content import calendar as content
from vidan.domain.calendar import Calendar, DayKind, DayRow, Due, Limit, parse_sessions
from vidan.domain.moments import VIETNAM
from vidan.speech import calendar as speech
from vidan.speech import days

NATION = Calendar(1, content.default_seasons(), content.vietnam())


def due(received: str, limit: str, calendar: Calendar = NATION, village: str | None = None) -> Due:
    return calendar.due(datetime.fromisoformat(received).replace(tzinfo=VIETNAM), Limit.parse(limit), village)


def test_a_moment_is_told_as_official_letters_write_it() -> None:
    assert speech.in_words(datetime(2026, 2, 25, 10, tzinfo=UTC)) == "17 giờ 00 thứ Tư, ngày 25 tháng 02 năm 2026"
    assert speech.in_words(datetime(2026, 3, 1, 8, 5, tzinfo=VIETNAM)) == "08 giờ 05 Chủ nhật, ngày 01 tháng 3 năm 2026"
    assert speech.short_day(date(2026, 2, 25)) == "thứ Tư 25/2"
    assert speech.short_day(date(2027, 1, 4), 2026) == "thứ Hai 4/1/2027"


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (2 * 480 + 3 * 60, "còn 2 ngày 3 giờ làm việc"),
        (480 + 25, "còn 1 ngày làm việc"),
        (200, "còn 3 giờ 20 phút làm việc"),
        (45, "còn 45 phút làm việc"),
        (0, "sát giờ hẹn"),
        (-180, "quá 3 giờ làm việc"),
        (-960, "quá 2 ngày làm việc"),
    ],
)
def test_the_time_left_is_told_in_working_days_and_hours(minutes: int, told: str) -> None:
    assert speech.remaining(minutes, late=minutes < 0) == told


def test_on_a_sunday_what_was_owed_on_friday_is_late_though_no_working_minute_has_passed() -> None:
    assert speech.remaining(0, late=True) == "đã quá hẹn"


def test_the_time_left_follows_the_length_of_the_communes_day() -> None:
    assert speech.remaining(450, day_minutes=450, late=False) == "còn 1 ngày làm việc"


def test_a_due_date_over_tet_is_explained_day_by_day() -> None:
    assert speech.explain(due("2026-02-11T09:00", "5wd")) == [
        "Nhận lúc 09 giờ 00 thứ Tư 11/2: ngày nhận là ngày 0, chưa tính.",
        "Ngày làm việc thứ 1 và thứ 2: thứ Năm 12/2 và thứ Sáu 13/2.",
        "Nghỉ cuối tuần: thứ Bảy 14/2 và Chủ nhật 15/2.",
        "Nghỉ Tết Bính Ngọ: từ thứ Hai 16/2 đến thứ Sáu 20/2.",
        "Nghỉ cuối tuần: thứ Bảy 21/2 và Chủ nhật 22/2.",
        "Ngày làm việc thứ 3 đến thứ 5: từ thứ Hai 23/2 đến thứ Tư 25/2.",
        "Hẹn trả: 17 giờ 00 thứ Tư, ngày 25 tháng 02 năm 2026.",
    ]


def test_on_paper_the_date_stands_above_and_is_not_said_again() -> None:
    assert speech.counted_beside(due("2026-02-11T09:00", "5wd")) == speech.explain(due("2026-02-11T09:00", "5wd"))[:-1]
    unsure = speech.counted_beside(due("2027-02-03T09:00", "5wd"))
    assert unsure[-1].startswith("Xin lưu ý:")
    assert not any(line.startswith("Hẹn trả:") for line in unsure)


@pytest.mark.parametrize(
    ("received", "limit", "sentence"),
    [
        ("2026-08-20T09:00", "2wd", "Ngày làm việc thứ 2: thứ Bảy 22/8 (làm bù)."),
        ("2026-08-28T09:00", "3wd", "Nghỉ hoán đổi: thứ Hai 31/8."),
        ("2026-08-28T09:00", "3wd", "Nghỉ lễ Quốc khánh: thứ Ba 1/9 và thứ Tư 2/9."),
        ("2026-04-24T09:00", "3wd", "Nghỉ bù Giỗ Tổ Hùng Vương: thứ Hai 27/4."),
        ("2026-03-02T15:20", "1sd", "từ 15 giờ 00 trở đi, nên trả vào ngày làm việc tiếp theo."),
        ("2026-03-02T15:20", "1sd", "Ngày làm việc tiếp theo: thứ Ba 3/3."),
        ("2026-03-02T09:20", "1sd", "Nhận lúc 09 giờ 20 thứ Hai 2/3: trả ngay trong ngày."),
        ("2026-03-07T09:20", "1sd", "Thứ Hai 9/3 là ngày nhận: trả ngay trong ngày."),
        ("2026-03-07T09:20", "1wd", "thứ Bảy 7/3, là ngày nghỉ, nên ngày làm việc kế tiếp được tính là ngày nhận."),
        ("2026-03-02T17:20", "8wh", "đã hết giờ làm việc, nên tính từ đầu buổi làm việc kế tiếp."),
        ("2026-03-02T10:10", "8wh", "Thứ Hai 2/3: tính 4 giờ 50 phút làm việc."),
        ("2026-03-02T10:10", "6d", "thời hạn kết thúc vào ngày làm việc tiếp theo: thứ Hai 9/3."),
        ("2026-12-02T10:10", "1m", "Tính 1 tháng liên tục, kể cả ngày nghỉ: từ thứ Năm 3/12 đến thứ Bảy 2/1/2027."),
    ],
)
def test_each_turn_of_the_count_has_its_sentence(received: str, limit: str, sentence: str) -> None:
    assert any(told.endswith(sentence) for told in speech.explain(due(received, limit)))


def test_a_closed_village_is_named_with_its_cause() -> None:
    row = DayRow(date(2026, 9, 8), DayKind.CLOSURE, "Lũ ống", village="thon-3")
    told = speech.explain(due("2026-09-07T09:00", "1wd", Calendar(1, rows=(row,)), "thon-3"))
    assert "Nơi tiếp nhận đóng cửa (lũ ống): thứ Ba 8/9." in told


def test_days_that_are_not_settled_are_named_with_an_apology_in_advance() -> None:
    told = speech.explain(due("2027-02-03T09:00", "5wd"))
    assert told[-1] == (
        "Xin lưu ý: lịch nghỉ thứ Năm 4/2 và thứ Sáu 5/2, từ thứ Hai 8/2 đến thứ Tư 10/2 chưa có thông báo chính thức; "
        "nếu ngày hẹn thay đổi, chúng tôi sẽ báo lại ông/bà."
    )


@pytest.mark.parametrize(
    ("saturday", "told"),
    [
        ("", "Mở cửa thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00."),
        ("07:00-11:00", "Mở cửa thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00; thứ Bảy, 7:00–11:00."),
    ],
)
def test_the_hours_of_a_week_are_told_in_one_sentence(saturday: str, told: str) -> None:
    usual = "07:00-11:30 13:30-17:00"
    week = [parse_sessions(text) for text in (*[usual] * 5, saturday, "")]
    assert days.opening_hours(week) == told
    assert days.opening_hours([()] * 7) == ""
