"""Tables of many, over a quarter that is over: made once, a month after its end, laid down, and never made again.

So no two versions of a table exist that could be subtracted from one another, and what is told late never stands alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vidan.domain import surveys
from vidan.domain.promises import Figure, LaidDown, windows
from vidan.domain.promises.privacy import cells
from vidan.store.models import KeptTable, Occasion, Procedure, Rating, Village

#: For so long what belongs to a quarter may still come in after it: answers wait up to thirty days for their crowd.
WAIT = timedelta(days=31)
#: Promises whose occasions know a procedure, and those that know a village.
BY_PROCEDURE, BY_VILLAGE = (2, 6, 8), (1, 3, 5, 6, 7, 8)
#: The survey as a whole, beside the twelve.
SURVEY = 0
PROCEDURE, VILLAGE, CHANNEL = "procedure", "village", "channel"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Table:
    """A table as it was laid down; both days included. An empty name: of no procedure or village."""

    promise: int
    by: str
    first: date
    last: date
    cells: tuple[tuple[str, Figure], ...]
    others: Figure | None


def quarter_to_keep(day: date) -> tuple[date, date]:
    """The first and the last day of the newest quarter that may be laid down on a day."""
    last = windows(day - WAIT)["quarter"][0] - _DAY
    return windows(last)["quarter"][0], last


def is_kept(commune_id: int, last: date) -> bool:
    """Whether the quarter that ends with this day was laid down."""
    return bool(KeptTable.objects.of(commune_id).filter(last=last).exists())


def made(commune_id: int, first: date, last: date) -> list[LaidDown]:
    """All tables of a quarter from what is known now; those that may show nothing are left out."""
    procedures = dict(Procedure.objects.of(commune_id).order_by("valid_from").values_list("key", "short_name"))
    villages = dict(Village.objects.of(commune_id).values_list("pk", "name"))
    found = [_of_occasions(commune_id, one, PROCEDURE, procedures, first, last) for one in BY_PROCEDURE]
    found += [_of_occasions(commune_id, one, VILLAGE, villages, first, last) for one in BY_VILLAGE]
    found.append(_by_channel(commune_id, first, last))
    return [one for one in found if one.cells or one.others]


def _of_occasions(
    commune_id: int, promise: int, by: str, names: Mapping[Any, str], first: date, last: date
) -> LaidDown:
    """What was finished in the quarter. What has no name stands in a cell without one: else the sum would tell it."""
    found: dict[str, Figure] = defaultdict(Figure)
    told = Occasion.objects.of(commune_id).filter(promise=promise, finished_on__gte=first, finished_on__lte=last)
    for name, finished, broken in told.values_list(by, "finished_on", "broken_on").iterator(2000):
        found[names.get(name, "")] += Figure(int(broken is None or broken > finished), 1)
    return LaidDown(promise, by, *cells(found))


def _by_channel(commune_id: int, first: date, last: date) -> LaidDown:
    """How people were asked, and how many of each were content, over the weeks that ended in the quarter."""
    found: dict[str, Figure] = defaultdict(Figure)
    week = timedelta(days=6)
    rows = Rating.objects.of(commune_id).filter(week__gte=first - week, week__lte=last - week)
    for channel, overall in rows.values_list("channel", "overall").iterator(2000):
        found[channel] += Figure(int(surveys.satisfied(overall)), 1)
    return LaidDown(SURVEY, CHANNEL, *cells(found))


def newest(commune_id: int, promise: int) -> tuple[Table, ...]:
    """The tables of a promise (0: of the survey) over the newest quarter that was laid down."""
    rows = list(KeptTable.objects.of(commune_id).filter(promise=promise).order_by("-last", "by")[:3])
    return tuple(_table(row) for row in rows if row.last == rows[0].last)


def all_kept(commune_id: int, since: date) -> Iterable[Table]:
    """Every table over quarters that ended after a day, for the open data: oldest first."""
    rows = KeptTable.objects.of(commune_id).filter(last__gt=since).order_by("last", "promise", "by")
    return [_table(row) for row in rows]


def _table(row: KeptTable) -> Table:
    shown = tuple((name, Figure(kept, counted)) for name, kept, counted in row.cells)
    return Table(row.promise, row.by, row.first, row.last, shown, Figure(*row.others) if row.others else None)
