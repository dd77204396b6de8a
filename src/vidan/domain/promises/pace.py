"""Where a figure is going: what its ninety days will hold in thirty days, if these go as the last thirty did."""

from collections.abc import Mapping
from datetime import date, timedelta

from vidan.domain.promises.figures import Figure, Verdict, verdict
from vidan.domain.promises.tallies import Change, figure
from vidan.domain.promises.windows import MAIN, WINDOW_DAYS, windows

#: The days that are looked ahead, and back to see how things go.
AHEAD = 30
_DAY = timedelta(days=1)


def at_this_pace(days: Mapping[date, Change], today: date) -> Figure:
    """The figure of the window that ends in thirty days: the sixty days that will still be in it, what is open, and all
    that ended in the last thirty days once more.
    """
    stays = figure(days, today - (WINDOW_DAYS - AHEAD - 1) * _DAY, today)
    lately = [change for day, change in days.items() if today - AHEAD * _DAY < day <= today]
    return stays + Figure(sum(one.kept for one in lately), sum(one.counted for one in lately))


def will_miss(number: int, days: Mapping[date, Change], target: int, today: date) -> bool:
    """Whether the figure will be under its target at this pace; not while there is too little to say anything, then or
    now: nobody is warned that a promise will no longer be kept of which the public page says that nobody can tell.
    """
    if verdict(number, figure(days, *windows(today)[MAIN]), target) is Verdict.UNKNOWN:
        return False
    return verdict(number, at_this_pace(days, today), target) in (Verdict.NEARLY, Verdict.MISSED)
