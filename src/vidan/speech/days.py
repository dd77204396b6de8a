"""Days and moments in words, Vietnamese or English after the language in force."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from vidan.domain.calendar import WorkSession
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


def opening_hours(week: Sequence[Sequence[WorkSession]]) -> str:
    """`Mở cửa thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00.` of a week's sessions, Monday first."""
    names, to, also, begin = (_EN, "to", "and", "Open") if is_english() else (_VI, "đến", "và", "Mở cửa")
    stretches = []
    for sessions, run in groupby(enumerate(week), key=lambda numbered: tuple(numbered[1])):
        days = [place for place, _ in run]
        if sessions:
            first, last = names[days[0]], names[days[-1]]
            hours = f" {also} ".join(session(one) for one in sessions)
            stretches.append(f"{first if first == last else f'{first} {to} {last}'}, {hours}")
    return f"{begin} {'; '.join(stretches)}." if stretches else ""


def session(one: WorkSession) -> str:
    """`7:00–11:30`."""
    return f"{_minute(one.start)}–{_minute(one.end)}"


def _minute(of_day: int) -> str:
    return f"{of_day // 60}:{of_day % 60:02d}"
