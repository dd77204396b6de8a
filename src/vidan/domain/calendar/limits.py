"""How long the law or a promise allows: a number and a unit."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vidan.domain.errors import Refused

SHORTEST = 1
LONGEST = 3650
_WRITTEN = re.compile(r"([1-9][0-9]{0,3})(wd|wh|sd|d|m)", re.ASCII)
#: No more than this of an unreadable text is repeated to the person who typed it.
_REPEATED = 40


class LimitUnit(StrEnum):
    """What a limit counts: ngày làm việc, giờ làm việc, ngày, trong ngày, tháng."""

    WORKING_DAY = "wd"
    WORKING_HOUR = "wh"
    DAY = "d"
    SAME_DAY = "sd"
    MONTH = "m"


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, for instance five working days (`5wd`).

    `value` is between 1 and 3650; "same day" is always `1sd`. Anything else is refused with
    `calendar.limit.unreadable`. A year is written as twelve months (Civil Code 2015 art. 148).
    """

    value: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        most = 1 if self.unit is LimitUnit.SAME_DAY else LONGEST
        if not SHORTEST <= self.value <= most:
            raise _unreadable(f"{self.value}{self.unit}")

    def __str__(self) -> str:
        return f"{self.value}{self.unit}"

    def last_day_after(self, zero: date) -> date:
        """The last day of a limit in calendar days or months whose day of receipt is `zero`, day off or not.

        Raises OverflowError or ValueError past the year 9999.
        """
        if self.unit is LimitUnit.MONTH:
            return add_months(zero, self.value)
        return zero + timedelta(days=self.value)

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read `5wd`, `12wh`, `30d`, `1sd` or `6m`; spaces around it and capital letters do no harm."""
        found = _WRITTEN.fullmatch(text.strip().lower()) if len(text) <= _REPEATED else None
        if found is None:
            raise _unreadable(text)
        return cls(int(found[1]), LimitUnit(found[2]))


def add_months(day: date, months: int) -> date:
    """The matching day `months` later, or that month's last day where there is none (Civil Code art. 148).

    Raises ValueError past the year 9999.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _unreadable(text: str) -> Refused:
    return Refused("calendar.limit.unreadable", field="limit", value=text[:_REPEATED], least=SHORTEST, most=LONGEST)
