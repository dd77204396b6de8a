"""From occasions to figures: what one adds to a window, and the same as changes by day that can be added up.

A window's figure is all that was finished in it, and all that is open and counts at its end. Kept as changes by day,
the first is a sum over the window's days, the second a sum over all days up to its end: no occasion need be looked at
again, neither when a day passes nor for the window of a year ago.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from vidan.domain.occasions import Occasion
from vidan.domain.promises.figures import NOTHING, Figure
from vidan.domain.promises.windows import WINDOW_DAYS


@dataclass(frozen=True, slots=True)
class Change:
    """What a day brings: `kept` of `counted` end; `opened` more are open and count from then on, `opened_kept` kept."""

    kept: int = 0
    counted: int = 0
    opened: int = 0
    opened_kept: int = 0

    def __add__(self, other: "Change") -> "Change":
        return Change(
            self.kept + other.kept,
            self.counted + other.counted,
            self.opened + other.opened,
            self.opened_kept + other.opened_kept,
        )

    def __neg__(self) -> "Change":
        return Change(-self.kept, -self.counted, -self.opened, -self.opened_kept)

    def __mul__(self, times: int) -> "Change":
        return Change(self.kept * times, self.counted * times, self.opened * times, self.opened_kept * times)

    def __bool__(self) -> bool:
        return self != _NO_CHANGE


_NO_CHANGE = Change()


def part(occasion: Occasion, first: date, last: date) -> Figure:
    """What an occasion adds to the window from `first` to `last`, both included."""
    finished = occasion.finished_on
    if finished is not None and finished <= last:
        return Figure(int(occasion.kept_on(finished)), 1) if finished >= first else NOTHING
    return Figure(int(occasion.kept_on(last)), 1) if occasion.open_on(last) else NOTHING


def changes(occasion: Occasion) -> Mapping[date, Change]:
    """The same, as what each day brings; days on which nothing changes are left out."""
    return _changes(occasion.finished_on, occasion.open_from, occasion.broken_on)


@lru_cache(maxsize=4096)
def _changes(finished: date | None, begun: date | None, broken: date | None) -> Mapping[date, Change]:
    """What occasions of the same days bring, added up once for all of them."""
    told: dict[date, Change] = {}
    if finished is not None:
        _tell(told, finished, Change(kept=int(broken is None or broken > finished), counted=1))
    if begun is not None and (finished is None or begun < finished):
        _tell(told, begun, Change(opened=1))
        if finished is not None:
            _tell(told, finished, Change(opened=-1))
        end = min((day for day in (finished, broken) if day is not None), default=None)
        if end is None or begun < end:
            _tell(told, begun, Change(opened_kept=1))
            if end is not None:
                _tell(told, end, Change(opened_kept=-1))
    return told


def _tell(told: dict[date, Change], day: date, change: Change) -> None:
    told[day] = told.get(day, _NO_CHANGE) + change


def tally(occasions: Iterable[Occasion]) -> dict[date, Change]:
    """What each day brings by all occasions together."""
    told: dict[date, Change] = {}
    for occasion in occasions:
        for day, change in changes(occasion).items():
            _tell(told, day, change)
    return {day: change for day, change in told.items() if change}


def figure(days: Mapping[date, Change], first: date, last: date) -> Figure:
    """The figure of the window from `first` to `last`, both included, from what each day brought."""
    kept = counted = 0
    for day, change in days.items():
        if day > last:
            continue
        kept, counted = kept + change.opened_kept, counted + change.opened
        if day >= first:
            kept, counted = kept + change.kept, counted + change.counted
    return Figure(kept, counted)


def still_owed(days: Mapping[date, Change], last: date) -> int:
    """How many are broken and still open at the end of a day."""
    told = [change for day, change in days.items() if day <= last]
    return sum(change.opened - change.opened_kept for change in told)


def rolling_figures(days: Mapping[date, Change], ends: Iterable[date]) -> dict[date, Figure]:
    """The figure of the main window for each of many last days: each day's change is looked at once."""
    ordered = sorted(days)
    sums = [_NO_CHANGE, *accumulate(days[day] for day in ordered)]

    def until(day: date) -> Change:
        return sums[bisect_right(ordered, day)]

    return {end: _of(until(end), until(end - timedelta(days=WINDOW_DAYS))) for end in ends}


def _of(until: Change, before: Change) -> Figure:
    return Figure(until.kept - before.kept + until.opened_kept, until.counted - before.counted + until.opened)
