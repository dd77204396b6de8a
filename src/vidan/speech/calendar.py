"""Days, due dates and working time in words, as a good clerk says them; in English where that was chosen.

Free of Django, so that the command line can speak before any installation exists.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from vidan.domain.calendar import Due, LimitUnit, Step, StepKind
from vidan.domain.moments import local
from vidan.speech import english
from vidan.speech.language import is_english

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_EIGHT_HOURS = 8 * 60


def weekday(day: date) -> str:
    """`thứ Tư`."""
    return WEEKDAYS[day.weekday()]


def hour(moment: datetime) -> str:
    """`09 giờ 00` on a Vietnamese clock."""
    return f"{local(moment):%H giờ %M}"


def short_day(day: date, beside_year: int | None = None) -> str:
    """`thứ Tư 25/2`; with the year when it is not the one beside which the day is told."""
    year = "" if beside_year in (None, day.year) else f"/{day.year}"
    return f"{weekday(day)} {day.day}/{day.month}{year}"


def long_day(day: date) -> str:
    """`ngày 25 tháng 02 năm 2026`: days under 10 and months 1 and 2 take a zero (NĐ 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def in_words(moment: datetime) -> str:
    """`17 giờ 00 thứ Tư, ngày 25 tháng 02 năm 2026`."""
    day = local(moment).date()
    return f"{hour(moment)} {weekday(day)}, {long_day(day)}"


def duration(minutes: int, day_minutes: int = _EIGHT_HOURS) -> str:
    """Working minutes (>= 0) as `2 ngày 3 giờ`, `3 giờ 20 phút`, `45 phút`; minutes are not told beside days."""
    days, rest = divmod(minutes, day_minutes)
    hours, left = divmod(rest, 60)
    parts = [(days, "ngày"), (hours, "giờ"), (0 if days else left, "phút")]
    return " ".join(f"{number} {word}" for number, word in parts if number) or "0 phút"


def remaining(minutes: int, day_minutes: int = _EIGHT_HOURS, *, late: bool) -> str:
    """`còn 2 ngày 3 giờ làm việc`, `quá 3 giờ làm việc` (minutes below zero).

    Zero is `sát giờ hẹn`, or `đã quá hẹn` where the moment has passed (`late`): from Friday evening to Monday morning
    no working minute passes. `day_minutes` is the calendar's ordinary day.
    """
    if is_english():
        return english.remaining(minutes, day_minutes, late=late)
    if minutes == 0:
        return "đã quá hẹn" if late else "sát giờ hẹn"
    return f"{'còn' if minutes > 0 else 'quá'} {duration(abs(minutes), day_minutes)} làm việc"


def explain(due: Due) -> list[str]:
    """How a due date was counted, one sentence a line, the due date last (and after it what may still change it)."""
    if is_english():
        return english.explain(due)
    return [*_counting(due), f"Hẹn trả: {in_words(due.moment)}.", *_unsure(due)]


def counted_beside(due: Due) -> list[str]:
    """The same for a paper where the due date stands a line above: how it was counted, and what may still change it."""
    return [*_counting(due), *_unsure(due)]


def _counting(due: Due) -> list[str]:
    return [_told([step for _, step in run], due) for _, run in groupby(enumerate(due.steps), key=_run_key)]


def _unsure(due: Due) -> list[str]:
    if not due.unsure:
        return []
    spans = ", ".join(_days(first, last, due) for first, last in _stretches(due.unsure))
    told = f"Xin lưu ý: lịch nghỉ {spans} chưa có thông báo chính thức; nếu ngày hẹn thay đổi, "
    return [told + "chúng tôi sẽ báo lại ông/bà."]


def no_holidays_known(years: Sequence[int]) -> str:
    """The warning when a due date falls into years whose days off nobody has announced or entered yet."""
    told = ", ".join(str(year) for year in years)
    return f"Xin lưu ý: lịch chưa có ngày nghỉ lễ năm {told}, nên ngày hẹn có thể thay đổi. Hãy nhập lịch nghỉ năm đó."


def _run_key(numbered: tuple[int, Step]) -> tuple[StepKind, int]:
    place, step = numbered
    return step.kind, -1 if step.kind is StepKind.COUNTED else place


def _told(run: list[Step], due: Due) -> str:
    step, last = run[0], run[-1]
    days = _days(step.on, last.until, due)
    if step.kind in (StepKind.COUNTED, StepKind.MAKE_UP):
        return _counted(step, last, days, due)
    if step.kind is StepKind.SPAN:
        return _span(step, due)
    if step.kind is StepKind.MINUTES:
        return f"{_capital(days)}: tính {duration(step.number or 0, 24 * 60)} làm việc."
    if step.kind is StepKind.MOVED:
        return f"Ngày cuối rơi vào ngày nghỉ, nên thời hạn kết thúc vào ngày làm việc tiếp theo: {days}."
    if step.kind in (StepKind.RECEIVED_OFF, StepKind.AFTER_CUT_OFF, StepKind.DAY_ZERO):
        return _receipt(step, due)
    return f"{_off(step)}: {days}."


def _receipt(step: Step, due: Due) -> str:
    came = f"Nhận lúc {hour(due.received)} {_day(due.received.date(), due)}"
    if step.kind is StepKind.RECEIVED_OFF:
        return f"{came}, là ngày nghỉ, nên ngày làm việc kế tiếp được tính là ngày nhận."
    if step.kind is StepKind.AFTER_CUT_OFF and step.name:
        return f"{came}, từ {step.name.replace(':', ' giờ ')} trở đi, nên trả vào ngày làm việc tiếp theo."
    if step.kind is StepKind.AFTER_CUT_OFF:
        return f"{came}, đã hết giờ làm việc, nên tính từ đầu buổi làm việc kế tiếp."
    same_day = due.limit.unit is LimitUnit.SAME_DAY
    rest = "trả ngay trong ngày" if same_day else "ngày nhận là ngày 0, chưa tính"
    if due.received.date() == step.on:
        return f"{came}: {rest}."
    return f"{_capital(_day(step.on, due))} là ngày nhận: {'trả ngay trong ngày' if same_day else 'ngày 0, chưa tính'}."


def _counted(first: Step, last: Step, days: str, due: Due) -> str:
    if due.limit.unit is LimitUnit.SAME_DAY:
        number = "tiếp theo"
    elif first is last:
        number = f"thứ {first.number}"
    else:
        number = f"thứ {first.number} {'và' if last.number == (first.number or 0) + 1 else 'đến'} thứ {last.number}"
    made_up = f" ({_small(first.name)})" if first.kind is StepKind.MAKE_UP else ""
    return f"Ngày làm việc {number}: {days}{made_up}."


def _span(step: Step, due: Due) -> str:
    unit = "tháng" if due.limit.unit is LimitUnit.MONTH else "ngày"
    return f"Tính {step.number} {unit} liên tục, kể cả ngày nghỉ: {_days(step.on, step.until, due)}."


def _off(step: Step) -> str:
    if step.kind is StepKind.CLOSURE:
        return f"Nơi tiếp nhận đóng cửa ({_small(step.name)})" if step.name else "Nơi tiếp nhận đóng cửa"
    if step.kind is StepKind.WEEKEND:
        return "Nghỉ cuối tuần" if step.on.weekday() >= 5 else "Nghỉ theo lịch làm việc"
    if step.name.startswith("Nghỉ"):
        return step.name
    return f"Nghỉ {step.name}" if step.name.startswith("Tết") else f"Nghỉ lễ {step.name}".strip()


def _day(day: date, due: Due) -> str:
    return short_day(day, due.received.year)


def _days(first: date, last: date, due: Due) -> str:
    if first == last:
        return _day(first, due)
    if last - first == timedelta(days=1):
        return f"{_day(first, due)} và {_day(last, due)}"
    return f"từ {_day(first, due)} đến {_day(last, due)}"


def _stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in order as stretches without a gap."""
    stretches: list[tuple[date, date]] = []
    for day in days:
        if stretches and day - stretches[-1][1] == timedelta(days=1):
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return stretches


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
