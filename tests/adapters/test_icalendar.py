"""The promised date as a file that every telephone's calendar reads (RFC 5545)."""

from datetime import UTC, datetime, timedelta, timezone

from vidan.adapters import icalendar

DUE = datetime(2026, 11, 27, 17, 0, tzinfo=timezone(timedelta(hours=7)))


def made(summary: str = "Hẹn trả kết quả: Đăng ký khai sinh", words: str = "Mang giấy tiếp nhận") -> str:
    stamp = datetime(2026, 11, 17, 2, 0, tzinfo=UTC)
    return icalendar.event(uid="ĐL-1@vidu.gov.vn", at=DUE, stamp=stamp, summary=summary, words=words).decode()


def test_it_says_when_in_universal_time_and_reminds_a_day_before() -> None:
    told = made()
    assert told.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART:20261127T100000Z\r\n" in told
    assert "TRIGGER:-P1D\r\n" in told
    assert told.endswith("END:VCALENDAR\r\n")


def test_no_line_is_longer_than_the_standard_allows_and_no_letter_is_cut() -> None:
    told = made(words="Phường đông người, đường dài dằng dặc. " * 9)
    assert all(len(line.encode()) <= 75 for line in told.split("\r\n"))
    whole = told.replace("\r\n ", "")
    assert "Phường đông người\\, đường dài dằng dặc. Phường" in whole


def test_whatever_is_typed_makes_no_line_of_its_own() -> None:
    told = made(summary="Một\nEND:VEVENT\r\nhai; ba, bốn \\ năm\x07")
    assert "SUMMARY:Một\\nEND:VEVENT\\nhai\\; ba\\, bốn \\\\ năm\r\n" in told
    assert told.count("\r\nEND:VEVENT") == 1
