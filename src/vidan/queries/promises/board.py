"""The board: what each promise has come to on a day, its trend, the rows behind it, and its tables of many."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q

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
    verdict,
    windows,
)
from vidan.queries import steering
from vidan.queries.promises.measures import MEASURES
from vidan.store import tallies
from vidan.store.models import Occasion, Tally

#: Rows of a promise's page; all of them are in its open-data file.
ROWS = 50


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
    """One promise: its definition, target in per cent, whether it is measured, its windows by name, its last months."""

    definition: Definition
    target: int
    measured: bool
    windows: Mapping[str, Period]
    months: tuple[Period, ...]

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
    days: dict[int, dict[date, Change]] = defaultdict(dict)
    for (promise, on), change in tallies.stored(commune_id).items():
        days[promise][on] = change
    targets = steering.targets(commune_id, day)
    found = tuple(_promise(one, targets.get(one.number, one.target), days[one.number], day) for one in definitions(day))
    return Board(day, changes(commune_id), found)


def changes(commune_id: int) -> int:
    """How many acts have changed the board: the same number, the same board on the same day."""
    promise, day = tallies.THE_BOARD
    row = Tally.objects.of(commune_id).filter(promise=promise, day=day).values_list("counted", flat=True).first()
    return 0 if row is None else int(row)


def _promise(one: Definition, target: int, days: Mapping[date, Change], last: date) -> PromiseFigures:
    measured = one.number in MEASURES

    def period(first: date, until: date) -> Period:
        found = figure(days, first, until) if measured else NOTHING
        return Period(first, until, found, interval(found), verdict(one.number, found, target))

    shown = {name: period(first, until) for name, (first, until) in windows(last).items()}
    return PromiseFigures(one, target, measured, shown, tuple(period(*month) for month in months(last)))


@dataclass(frozen=True)
class Row:
    """One occasion as anybody may see it."""

    reference: str
    received_on: date
    due_on: date | None
    finished_on: date | None
    kept: bool


def rows(commune_id: int, number: int, day: date, most: int | None = ROWS) -> tuple[Row, ...]:
    """The occasions that make the figure of the ninety days until a day: broken and open first, then the newest.

    Those without a public reference are in the figure and not in this list. `most` None: all of them.
    """
    first, last = windows(day)[MAIN]
    counted = Q(finished_on__gte=first, finished_on__lte=last) | Q(open_from__lte=last) & (
        Q(finished_on=None) | Q(finished_on__gt=last)
    )
    found = Occasion.objects.of(commune_id).filter(counted, promise=number).exclude(reference="")
    told = found.values_list("reference", "received_on", "due_on", "finished_on", "broken_on")
    shown = [
        Row(
            reference, received, due, finished if finished and finished <= last else None, _kept(finished, broken, last)
        )
        for reference, received, due, finished, broken in told.order_by(F("finished_on").desc(nulls_first=True), "pk")
    ]
    shown.sort(key=lambda row: row.kept)
    return tuple(shown if most is None else shown[:most])


def _kept(finished: date | None, broken: date | None, last: date) -> bool:
    decided = last if finished is None or finished > last else finished
    return broken is None or broken > decided


def last_quarter(day: date) -> tuple[date, date]:
    """The first and the last day of the newest quarter that is over."""
    last = windows(day)["quarter"][0] - timedelta(days=1)
    return windows(last)["quarter"][0], last


@dataclass(frozen=True)
class OpenRow:
    """A line of the open data: an occasion, or `count` alike ones that have no public reference."""

    promise: int
    reference: str
    received_on: date | None
    due_on: date | None
    finished_on: date | None
    broken_on: date | None
    open_from: date | None
    count: int


def open_rows(commune_id: int, day: date) -> Iterator[OpenRow]:
    """Every occasion that counts in one of the windows ending on a day, by promise and reference.

    Those without a reference tell only what the figure needs, and are put together.
    """
    first = min(first for first, _ in windows(day).values())
    counted = Q(finished_on__gte=first, finished_on__lte=day) | Q(open_from__lte=day) & (
        Q(finished_on=None) | Q(finished_on__gt=day)
    )
    rows = Occasion.objects.of(commune_id).filter(counted, promise__in=list(MEASURES)).order_by("promise", "reference")
    alike: Counter[tuple[Any, ...]] = Counter()
    columns = ("promise", "reference", "received_on", "due_on", "finished_on", "broken_on", "open_from")
    for number, name, received, due, ended, broken, begun in rows.values_list(*columns).iterator(chunk_size=2000):
        finished = ended if ended and ended <= day else None
        if name:
            yield OpenRow(number, name, received, due, finished, broken, begun, 1)
        else:
            alike[number, finished, broken, begun] += 1
    for (number, finished, broken, begun), count in sorted(alike.items(), key=repr):
        yield OpenRow(number, "", None, None, finished, broken, begun, count)
