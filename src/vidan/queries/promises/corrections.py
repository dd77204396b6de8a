"""Published figures that are other ones now: found by comparing, told to everybody, never taken back."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from vidan.domain.promises import Change, Differing, Figure, differing, rolling_figures
from vidan.domain.promises.corrections import CorrectionCause
from vidan.queries.promises import told
from vidan.queries.promises.measures import MEASURES
from vidan.store import tallies
from vidan.store.models import FigureCorrection

#: Boards of so many days are compared each night, and stand in the open data: thirteen months.
DAYS = 400
#: Lines of the page.
LINES = 60


def look(commune_id: int, today: date) -> tuple[Differing, ...]:
    """What differs now from what was published last for each day: three statements."""
    published = {
        (promise, board.day): Figure(*counts)
        for board in told.boards(commune_id, DAYS)
        for promise, counts in board.told.items()
        if promise in MEASURES
    }
    for row in _rows(commune_id, today).order_by("noticed_on", "pk"):
        if (row.promise, row.day) in published:
            published[row.promise, row.day] = Figure(row.found_kept, row.found_counted)
    days: dict[int, dict[date, Change]] = defaultdict(dict)
    for (promise, on), change in tallies.stored(commune_id).items():
        days[promise][on] = change
    ends = {day for _, day in published}
    found = {
        (promise, day): figure for promise in MEASURES for day, figure in rolling_figures(days[promise], ends).items()
    }
    return differing(published, found)


@dataclass(frozen=True)
class CorrectionCard:
    """What was noticed on a day about one promise: for how many published days (`first` to `last`), and the newest of
    them as it was told and as it is now.
    """

    noticed_on: date
    promise: int
    cause: str
    first: date
    last: date
    days: int
    told: Figure
    found: Figure


def log(commune_id: int, today: date) -> tuple[CorrectionCard, ...]:
    """The newest first."""
    groups: dict[tuple[date, int, str], list[FigureCorrection]] = {}
    for row in _rows(commune_id, today).order_by("-noticed_on", "promise", "day", "pk"):
        groups.setdefault((row.noticed_on, row.promise, row.cause), []).append(row)
    return tuple(_card(rows) for rows in list(groups.values())[:LINES])


def _card(rows: list[FigureCorrection]) -> CorrectionCard:
    newest = rows[-1]
    return CorrectionCard(
        noticed_on=newest.noticed_on,
        promise=newest.promise,
        cause=newest.cause,
        first=rows[0].day,
        last=newest.day,
        days=len({row.day for row in rows}),
        told=Figure(newest.told_kept, newest.told_counted),
        found=Figure(newest.found_kept, newest.found_counted),
    )


@dataclass(frozen=True)
class CorrectionRow:
    """A line of the open data."""

    noticed_on: date
    cause: str
    promise: int
    day: date
    told: Figure
    found: Figure


def rows(commune_id: int, today: date) -> Iterator[CorrectionRow]:
    """Every correction of the last thirteen months, oldest first."""
    for row in _rows(commune_id, today).order_by("noticed_on", "promise", "day", "pk").iterator(2000):
        told_then, found = Figure(row.told_kept, row.told_counted), Figure(row.found_kept, row.found_counted)
        yield CorrectionRow(row.noticed_on, row.cause, row.promise, row.day, told_then, found)


def counts(commune_id: int, first: date, last: date) -> Mapping[str, int]:
    """How many published figures (each a promise on a day) were corrected between two days, both included, by cause;
    a figure that was corrected again for the same cause is the same figure.
    """
    noticed = FigureCorrection.objects.of(commune_id).filter(noticed_on__gte=first, noticed_on__lte=last)
    found = Counter(cause for cause, _, _ in noticed.order_by().values_list("cause", "promise", "day").distinct())
    return {cause.value: found[cause.value] for cause in CorrectionCause}


def _rows(commune_id: int, today: date) -> QuerySet[FigureCorrection]:
    return FigureCorrection.objects.of(commune_id).filter(noticed_on__gt=today - timedelta(days=DAYS))
