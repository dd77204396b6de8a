"""The days over which figures are counted: rolling 90 days, and month, quarter and year so far (as in the ledger)."""

from calendar import monthrange
from datetime import date

from vidan.domain.ledger.replay import WINDOW_DAYS, rolling, windows

#: The window of the main figure.
MAIN = "90"
MONTHS_SHOWN = 13

__all__ = ["MAIN", "MONTHS_SHOWN", "WINDOW_DAYS", "month_ends", "months", "rolling", "windows"]


def months(last: date, count: int = MONTHS_SHOWN) -> list[tuple[date, date]]:
    """The last `count` months, oldest first, each from its first day to its last; the last one ends with `last`."""
    found: list[tuple[date, date]] = []
    first, end = last.replace(day=1), last
    for _ in range(count):
        found.append((first, end))
        end = date.fromordinal(first.toordinal() - 1)
        first = end.replace(day=1)
    return found[::-1]


def month_ends(opened_on: date, ended_on: date) -> list[date]:
    """The last days of months at which a matter was open that was received and ended on these days."""
    found: list[date] = []
    end = _end_of_month(opened_on)
    while end < ended_on:
        found.append(end)
        end = _end_of_month(date.fromordinal(end.toordinal() + 1))
    return found


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
