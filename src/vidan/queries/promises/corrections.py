"""Published figures that are other ones now: found by comparing, told to everybody, never taken back."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery

from vidan.domain.promises import MAIN, Differing, Figure, differing, rolling_figures, windows
from vidan.domain.promises.corrections import CorrectionCause
from vidan.queries.promises import told
from vidan.queries.promises.board import days_since
from vidan.queries.promises.measures import MEASURES
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
    ends = {day for _, day in published}
    days = days_since(commune_id, windows(min(ends, default=today))[MAIN][0])
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
    """The newest first: the database puts the days together, so that a line costs the same for a day as for a year."""
    rows = _rows(commune_id, today)
    same = rows.filter(noticed_on=OuterRef("noticed_on"), promise=OuterRef("promise"), cause=OuterRef("cause"))
    found = list(
        rows.order_by("-noticed_on", "promise", "cause")
        .values_list("noticed_on", "promise", "cause")
        .annotate(
            first=Min("day"),
            last=Max("day"),
            days=Count("day", distinct=True),
            newest=Subquery(same.order_by("-day", "-pk").values("pk")[:1]),
        )[:LINES]
    )
    shown = FigureCorrection.objects.of(commune_id).in_bulk([newest for *_, newest in found])
    return tuple(
        CorrectionCard(
            noticed_on,
            promise,
            cause,
            first,
            last,
            days,
            told=Figure(shown[pk].told_kept, shown[pk].told_counted),
            found=Figure(shown[pk].found_kept, shown[pk].found_counted),
        )
        for noticed_on, promise, cause, first, last, days, pk in found
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
        yield _row(row)


def newest(commune_id: int, today: date, promise: int) -> tuple[CorrectionRow, ...]:
    """The newest corrections of a promise, the newest first; all of them are in the open data."""
    found = _rows(commune_id, today).filter(promise=promise).order_by("-noticed_on", "-day", "-pk")
    return tuple(_row(row) for row in found[:LINES])


def _row(row: FigureCorrection) -> CorrectionRow:
    told_then, found = Figure(row.told_kept, row.told_counted), Figure(row.found_kept, row.found_counted)
    return CorrectionRow(row.noticed_on, row.cause, row.promise, row.day, told_then, found)


def last_noticed(commune_id: int) -> int:
    """Rises with each correction: the same number, the same log on the same day."""
    found = FigureCorrection.objects.of(commune_id).order_by("-pk").values_list("pk", flat=True).first()
    return found or 0


def counts(commune_id: int, first: date, last: date) -> Mapping[str, int]:
    """How many published figures (each a promise on a day) were corrected between two days, both included, by cause;
    a figure that was corrected again for the same cause is the same figure.
    """
    noticed = FigureCorrection.objects.of(commune_id).filter(noticed_on__gte=first, noticed_on__lte=last)
    found = Counter(cause for cause, _, _ in noticed.order_by().values_list("cause", "promise", "day").distinct())
    return {cause.value: found[cause.value] for cause in CorrectionCause}


def _rows(commune_id: int, today: date) -> QuerySet[FigureCorrection]:
    return FigureCorrection.objects.of(commune_id).filter(noticed_on__gt=today - timedelta(days=DAYS))
