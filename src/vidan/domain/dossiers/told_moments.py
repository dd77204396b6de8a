"""Dates and hours as foreign lists write them: 17/11/2026 08:40, 8h40 ngày 17/11/2026, 2026-11-17T08:40, 46343.36.

Vietnamese lists write the day first. A list that came through a machine set to American habits writes the month first:
which it is, is told by a column's own values (a first number over 12), never guessed cell by cell.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vidan.domain.moments import VIETNAM, local
from vidan.domain.text import clean_line

_CLOCK = r"(?P<{h}>\d{{1,2}})\s*(?::|h|g|giờ)\s*(?P<{m}>\d{{1,2}})?(?:\s*phút|:\d{{1,2}}(?:\.\d+)?)?"
_BEFORE = _CLOCK.format(h="h1", m="m1")
_AFTER = _CLOCK.format(h="h2", m="m2")
_WRITTEN = re.compile(
    rf"(?:{_BEFORE}\s*[,;-]?\s*(?:ngày\s+)?)?(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-](?P<year>\d{{4}}|\d{{2}})"
    rf"(?:[\s,;T]+(?:lúc\s+)?{_AFTER}\s*(?P<half>am|pm|sa|ch)?)?",
    re.IGNORECASE | re.ASCII,
)
_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?", re.ASCII
)
#: Days since 30/12/1899, as spreadsheets count them: from the year 2000 to 2100.
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73415
_EPOCH = date(1899, 12, 30)
#: What people and programs write when there is no date.
_NOTHING = {"", "-", "–", "—", "null", "none", "0", "00/00/0000", "0000-00-00", "01/01/1900", "n/a", "không", "chưa"}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class ToldMoment:
    """A day, and the hour where the list tells one."""

    on: date
    clock: time | None = None


def read_moment(text: str, *, month_first: bool = False) -> ToldMoment | None:
    """The moment in a cell; None for an empty one. Raises ValueError for what cannot be a date."""
    said = clean_line(text)
    if said.lower() in _NOTHING:
        return None
    if len(said) > _LONGEST:
        raise ValueError("too long for a date")
    written = _WRITTEN.fullmatch(said)
    if written:
        return _written(written, month_first)
    iso = _ISO.fullmatch(said)
    if iso:
        return _iso(iso)
    serial = _SERIAL.fullmatch(said)
    if serial and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return _serial(int(serial[1]), serial[2])
    raise ValueError("not a date")


def _written(found: re.Match[str], month_first: bool) -> ToldMoment:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    day, month = (second, first) if month_first else (first, second)
    on = date(year if year > 99 else 2000 + year, month, day)
    hour, minute = found["h1"] or found["h2"], found["m1"] or found["m2"]
    return ToldMoment(on, _clock(int(hour), int(minute or 0), (found["half"] or "").lower()) if hour else None)


def _clock(hour: int, minute: int, half: str) -> time | None:
    if half in ("pm", "ch") and hour < 12:
        hour += 12
    if half in ("am", "sa") and hour == 12:
        hour = 0
    return _told(time(hour, minute))


def _told(clock: time) -> time | None:
    """Midnight is what programs write when they know only the day."""
    return clock if clock != time.min else None


def _iso(found: re.Match[str]) -> ToldMoment:
    year, month, day, hour, minute, zone = found.groups()
    on = date(int(year), int(month), int(day))
    if hour is None:
        return ToldMoment(on)
    clock = time(int(hour), int(minute))
    if zone:
        offset = "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        here = local(datetime.fromisoformat(f"{on.isoformat()}T{clock.isoformat()}{offset}"))
        return ToldMoment(here.date(), here.time())
    return ToldMoment(on, _told(clock))


def _serial(days: int, part: str | None) -> ToldMoment:
    minutes = round(float(f"0.{part}") * 24 * 60) if part else 0
    moment = datetime.combine(_EPOCH, time.min, VIETNAM) + timedelta(days=days, minutes=minutes)
    return ToldMoment(moment.date(), _told(moment.time()))


def order_told(values: Iterable[str]) -> tuple[bool, bool]:
    """Whether a column shows that the day stands first, and whether it shows that the month does: a number over 12."""
    found = [hit for value in values if len(value) <= _LONGEST and (hit := _WRITTEN.fullmatch(clean_line(value)))]
    return any(int(hit["first"]) > 12 for hit in found), any(int(hit["second"]) > 12 for hit in found)


def month_first(columns: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Which columns put the month first. One machine writes a list, so where nothing speaks against it, all do."""
    told = {name: order_told(values) for name, values in columns.items()}
    if any(month for _, month in told.values()) and not any(day for day, _ in told.values()):
        return frozenset(told)
    return frozenset(name for name, (day, month) in told.items() if month and not day)
