"""Days and moments in words, Vietnamese or English after the language in force."""

from datetime import date, datetime

from vidan.speech.language import is_english

_VI = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday(on: date) -> str:
    """The day of the week."""
    names = _EN if is_english() else _VI
    return names[on.weekday()]


def day(on: date) -> str:
    """`16/11/2026`: day, month, year in both languages, as Vietnam writes them."""
    return f"{on.day:02d}/{on.month:02d}/{on.year}"


def clock(at: datetime) -> str:
    """`8:40`."""
    return f"{at.hour}:{at.minute:02d}"


def moment(at: datetime) -> str:
    """`8:40 thứ Hai 16/11/2026` (the moment must already be on a Vietnamese clock)."""
    return f"{clock(at)} {weekday(at.date())} {day(at.date())}"


def promised(at: datetime) -> str:
    """`thứ Ba 17/11/2026, trước 17:00`."""
    before = "before" if is_english() else "trước"
    return f"{weekday(at.date())} {day(at.date())}, {before} {clock(at)}"


def short(at: datetime) -> str:
    """`17/11 17:00`, for lists."""
    return f"{at.day:02d}/{at.month:02d} {clock(at)}"
