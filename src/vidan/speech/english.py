"""Days, due dates and working time in English, for the public pages; the same stories as `speech.calendar` tells."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from vidan.domain.calendar import Due, LimitUnit, Step, StepKind
from vidan.domain.moments import local

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_OFF = {
    StepKind.WEEKEND: "Weekend",
    StepKind.HOLIDAY: "Public holiday",
    StepKind.COMPENSATION: "Day off in lieu",
    StepKind.SWAP_OFF: "Day off swapped for a Saturday",
    StepKind.CLOSURE: "The office is closed",
}


def in_words(moment: datetime) -> str:
    """`17:00 on Wednesday, 25 February 2026`."""
    at = local(moment)
    return f"{at:%H:%M} on {WEEKDAYS[at.weekday()]}, {at.day} {MONTHS[at.month - 1]} {at.year}"


def duration(minutes: int, day_minutes: int) -> str:
    """`2 days 3 hours`, `45 minutes`."""
    days, rest = divmod(minutes, day_minutes)
    hours, left = divmod(rest, 60)
    parts = [(days, "day"), (hours, "hour"), (0 if days else left, "minute")]
    return " ".join(f"{number} {word}{'s' if number > 1 else ''}" for number, word in parts if number) or "0 minutes"


def remaining(minutes: int, day_minutes: int, *, late: bool) -> str:
    """`2 days 3 hours of working time left`, `3 hours of working time late`; at zero `due now` or `late`."""
    if minutes == 0:
        return "late" if late else "due now"
    return f"{duration(abs(minutes), day_minutes)} of working time {'left' if minutes > 0 else 'late'}"


def explain(due: Due) -> list[str]:
    """How a due date was counted, one sentence a line."""
    lines = [_told([step for _, step in run], due) for _, run in groupby(enumerate(due.steps), key=_run_key)]
    lines.append(f"Promised: {in_words(due.moment)}.")
    if due.unsure:
        spans = ", ".join(_days(first, last) for first, last in _stretches(due.unsure))
        lines.append(f"Please note: days off on {spans} are not yet official; we shall tell you if the date changes.")
    return lines


def _run_key(numbered: tuple[int, Step]) -> tuple[StepKind, int]:
    place, step = numbered
    return step.kind, -1 if step.kind is StepKind.COUNTED else place


def _told(run: list[Step], due: Due) -> str:
    step, last = run[0], run[-1]
    days = _days(step.on, last.until)
    if step.kind in (StepKind.COUNTED, StepKind.MAKE_UP):
        made_up = " (a Saturday worked for another day)" if step.kind is StepKind.MAKE_UP else ""
        if due.limit.unit is LimitUnit.SAME_DAY:
            return f"Next working day: {days}{made_up}."
        number = str(step.number) if step is last else f"{step.number} to {last.number}"
        return f"Working day {number}: {days}{made_up}."
    if step.kind is StepKind.SPAN:
        unit = "months" if due.limit.unit is LimitUnit.MONTH else "days"
        return f"{step.number} {unit} in a row, days off included: {days}."
    if step.kind is StepKind.MINUTES:
        return f"{days}: {duration(step.number or 0, 24 * 60)} of working time."
    if step.kind is StepKind.MOVED:
        return f"The last day is a day off, so the limit ends on the next working day: {days}."
    if step.kind in (StepKind.RECEIVED_OFF, StepKind.AFTER_CUT_OFF, StepKind.DAY_ZERO):
        return _receipt(step, due)
    return f"{_OFF[step.kind]}: {days}."


def _receipt(step: Step, due: Due) -> str:
    came = f"Received at {local(due.received):%H:%M} on {_day(due.received.date())}"
    if step.kind is StepKind.RECEIVED_OFF:
        return f"{came}, a day off, so the next working day counts as the day of receipt."
    if step.kind is StepKind.AFTER_CUT_OFF:
        return f"{came}, too late for the same day, so it counts from the next working session or day."
    if due.limit.unit is LimitUnit.SAME_DAY:
        return f"{came}: done the same day."
    return f"{came}: the day of receipt is day 0 and does not count."


def _day(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day}/{day.month}/{day.year}"


def _days(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    stretches: list[tuple[date, date]] = []
    for day in days:
        if stretches and day - stretches[-1][1] == timedelta(days=1):
            stretches[-1] = (stretches[-1][0], day)
        else:
            stretches.append((day, day))
    return stretches
