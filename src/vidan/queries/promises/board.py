"""The board: what each promise has come to on a day, and its trend."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vidan.content.promises import definitions
from vidan.domain.promises import (
    MAIN,
    NOTHING,
    Change,
    Definition,
    Figure,
    Verdict,
    figure,
    interval,
    months,
    still_owed,
    verdict,
    windows,
)
from vidan.domain.steering import FigureRead
from vidan.queries import steering
from vidan.queries.promises.measures import MEASURES
from vidan.store import tallies
from vidan.store.models import Tally


@dataclass(frozen=True)
class Period:
    """A figure in a window: both days included; its interval and what it says beside the target."""

    first: date
    last: date
    figure: Figure
    interval: tuple[float, float] | None
    verdict: Verdict


@dataclass(frozen=True)
class PromiseFigures:
    """One promise: its definition, target in per cent, whether it is measured, its windows by name, its last months;
    `owed`: how many are broken and still open.
    """

    definition: Definition
    target: int
    measured: bool
    windows: Mapping[str, Period]
    months: tuple[Period, ...]
    owed: int = 0

    @property
    def number(self) -> int:
        return self.definition.number

    @property
    def main(self) -> Period:
        return self.windows[MAIN]


@dataclass(frozen=True)
class Board:
    """All twelve on a day; `changes` rises with each act that changed anything."""

    day: date
    changes: int
    promises: tuple[PromiseFigures, ...]


def board(commune_id: int, day: date) -> Board:
    """The twelve promises as of a day's end (of today: as far as it has gone), beside the targets of the plan that
    counted on it: three statements.
    """
    days = days_since(commune_id, min(first for first, _ in (*months(day), *windows(day).values())))
    targets = steering.targets(commune_id, day)
    found = tuple(_promise(one, targets.get(one.number, one.target), days[one.number], day) for one in definitions(day))
    return Board(day, changes(commune_id), found)


def days_since(commune_id: int, since: date) -> dict[int, dict[date, Change]]:
    """What each day brought, by promise; all that was before `since` as one day before it: one statement."""
    days: dict[int, dict[date, Change]] = defaultdict(dict)
    for (promise, on), change in tallies.stored(commune_id, since).items():
        days[promise][on] = change
    return days


def readings(commune_id: int, day: date, since: date | None = None) -> dict[int, FigureRead]:
    """The main figure of each promise as its public page tells it on that day; with `since`, of those days alone: what
    a lesson is opened with, and judged by. Two statements.
    """
    first = max(windows(day)[MAIN][0], since or date.min)
    days, targets = days_since(commune_id, first), steering.targets(commune_id, day)
    readings = {}
    for one in definitions(day):
        found = figure(days[one.number], first, day) if one.number in MEASURES else NOTHING
        target = targets.get(one.number, one.target)
        readings[one.number] = FigureRead(day, found.kept, found.counted, target, first)
    return readings


def changes(commune_id: int) -> int:
    """How many acts have changed the board: the same number, the same board on the same day."""
    promise, day = tallies.THE_BOARD
    row = Tally.objects.of(commune_id).filter(promise=promise, day=day).values_list("counted", flat=True).first()
    return 0 if row is None else int(row)


def _promise(one: Definition, target: int, days: Mapping[date, Change], last: date) -> PromiseFigures:
    measured = one.number in MEASURES

    def period(first: date, until: date) -> Period:
        found = figure(days, first, until) if measured else NOTHING
        return Period(first, until, found, interval(found), verdict(one.number, found, target, still_owed(days, until)))

    shown = {name: period(first, until) for name, (first, until) in windows(last).items()}
    trend = tuple(period(*month) for month in months(last))
    return PromiseFigures(one, target, measured, shown, trend, still_owed(days, last) if measured else 0)


def last_quarter(day: date) -> tuple[date, date]:
    """The first and the last day of the newest quarter that is over."""
    last = windows(day)["quarter"][0] - timedelta(days=1)
    return windows(last)["quarter"][0], last
