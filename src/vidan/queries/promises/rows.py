"""The occasions behind a figure: those that anybody may see, a page of them at a time, and all of them as open data.

Every look is a few statements that each stop after so many rows: a figure made of a hundred thousand costs no more than
one of a hundred (ADR 103). What is open is as much as people have in hand, and is read whole where it must be.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import F, Q, QuerySet

from vidan.domain.promises import MAIN, windows
from vidan.domain.surveys import ITEMS
from vidan.queries.promises.measures import MEASURES
from vidan.store.models import Occasion

#: Rows of a promise's page; all of them are in its open-data file.
ROWS = 50
#: Promises whose occasions never have a public reference (docs/promises.md, rule 5): nothing is looked for.
UNLISTED = frozenset(ITEMS)
_TOLD = ("reference", "received_on", "due_on", "finished_on", "broken_on")
#: Broken in the day on which it ended, or before: written as the index has it (`occasion_ended_broken`).
_ENDED_BROKEN = Q(broken_on__lte=F("finished_on"))


@dataclass(frozen=True)
class Row:
    """One occasion as anybody may see it."""

    reference: str
    received_on: date
    due_on: date | None
    finished_on: date | None
    kept: bool


@dataclass(frozen=True)
class Place:
    """Where a reader of rows stands: after this reference among those that ended on a day, or (None) are open."""

    finished_on: date | None
    reference: str


def rows(commune_id: int, number: int, day: date, most: int = ROWS) -> tuple[Row, ...]:
    """The occasions that make the figure of the ninety days until a day: broken and open first, then the newest.

    Those without a public reference are in the figure and not in this list.
    """
    return tuple(islice(_in_order(commune_id, number, day, most), most))


def _in_order(commune_id: int, number: int, day: date, most: int) -> Iterator[Row]:
    broken, kept = Q(broken_on__lte=day), Q(broken_on=None) | Q(broken_on__gt=day)
    ended_kept = Q(broken_on=None) | Q(broken_on__gt=F("finished_on"))
    for still_open, judged in ((broken, _ENDED_BROKEN), (kept, ended_kept)):
        for left in _open(commune_id, number, day):
            yield from _told(left.filter(still_open).order_by("broken_on", "pk")[:most], day)
        ended = _ended(commune_id, number, day).filter(judged).order_by("-finished_on", "-pk")
        yield from _told(ended[:most], day)


def rows_after(commune_id: int, number: int, day: date, after: Place | None, most: int) -> tuple[Row, ...]:
    """The same occasions in an order in which one can read on from any place: open ones first, then by the day on which
    they ended, the newest first; within a day by their reference.
    """
    found: list[Row] = []
    if after is None or after.finished_on is None:
        since = after.reference if after else ""
        for left in _open(commune_id, number, day):
            found += _told(left.filter(reference__gt=since).order_by("reference")[:most], day)
        found = sorted(found, key=lambda row: row.reference)[:most]
    if after is None or after.finished_on is None:
        ended = _ended(commune_id, number, day)
    else:
        ended = _ended(commune_id, number, day, until=after.finished_on)
        ended = ended.exclude(finished_on=after.finished_on, reference__lte=after.reference)
    found += _told(ended.order_by("-finished_on", "reference")[: most - len(found)], day)
    return tuple(found)


def _listed(commune_id: int, number: int) -> QuerySet[Occasion]:
    found = Occasion.objects.of(commune_id).filter(promise=number)
    return found.none() if number in UNLISTED else found.exclude(reference="")


def _open(commune_id: int, number: int, day: date) -> tuple[QuerySet[Occasion], ...]:
    """What is open and counts at a day's end: still open, or ended since; apart, as they stand in the index."""
    begun = _listed(commune_id, number).filter(open_from__lte=day)
    return begun.filter(finished_on=None), begun.filter(finished_on__gt=day)


def _ended(commune_id: int, number: int, day: date, until: date = date.max) -> QuerySet[Occasion]:
    """What ended in the window: one bound at each end, for SQLite begins at only one of two."""
    first, last = windows(day)[MAIN]
    return _listed(commune_id, number).filter(finished_on__gte=first, finished_on__lte=min(last, until))


def _told(found: QuerySet[Occasion], day: date) -> Iterator[Row]:
    for reference, received, due, ended, broken in found.values_list(*_TOLD):
        finished = ended if ended and ended <= day else None
        yield Row(reference, received, due, finished, broken is None or broken > (finished or day))


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
