"""What would bring the commune to its targets: what is open and can still be kept, and what was missed and stays."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, Q

from vidan.domain.promises import MAIN, WINDOW_DAYS, windows
from vidan.queries.promises.board import Board, PromiseFigures
from vidan.store.models import Matter, Occasion

#: So many matters are named; so many open occasions are looked at for them.
MOST, _LOOKED_AT = 10, 400


@dataclass(frozen=True)
class Reach:
    """One promise beside its target. `gaining`: open and not counted yet, kept when done in time; `overdue`: broken,
    still open, and counted every day; `free_on`: when the last of the broken ones that are done leaves the window.
    """

    promise: PromiseFigures
    gaining: int
    overdue: int
    free_on: date | None


@dataclass(frozen=True)
class Saving:
    """An open matter that breaks no promise yet: the last day on which it can be saved, and for which promises."""

    code: str
    kind: str
    title: str
    holder: str
    until: date
    promises: tuple[int, ...]


def reaches(commune_id: int, board: Board) -> tuple[Reach, ...]:
    """The twelve beside their targets: two statements."""
    day, rows = board.day, Occasion.objects.of(commune_id)
    late = Q(broken_on__lte=day, open_from__lte=day)
    gaining = Q(broken_on__gt=day) & (Q(open_from=None) | Q(open_from__gt=day))
    told = rows.filter(finished_on=None).order_by().values("promise")
    told = told.annotate(gaining=Count("pk", gaining), late=Count("pk", late))
    counted = {number: (one, two) for number, one, two in told.values_list("promise", "gaining", "late")}
    first, last = windows(day)[MAIN]
    broken = rows.filter(finished_on__gte=first, finished_on__lte=last, broken_on__lte=F("finished_on"))
    ends = dict(broken.order_by().values("promise").annotate(end=Max("finished_on")).values_list("promise", "end"))
    return tuple(
        Reach(
            one,
            *counted.get(one.number, (0, 0)),
            ends[one.number] + timedelta(days=WINDOW_DAYS) if one.number in ends else None,
        )
        for one in board.promises
    )


def savings(
    commune_id: int, day: date, promises: Collection[int], *, holder_id: int | None = None, most: int = MOST
) -> tuple[Saving, ...]:
    """The open matters by which promises are kept or broken next, the most urgent first; of one person or of all."""
    rows = Occasion.objects.of(commune_id).filter(
        promise__in=promises, finished_on=None, broken_on__gt=day, subject__startswith="matter:"
    )
    soonest: dict[int, date] = {}
    of: dict[int, set[int]] = defaultdict(set)
    for subject, number, broken in rows.order_by("broken_on", "pk").values_list("subject", "promise", "broken_on")[
        :_LOOKED_AT
    ]:
        matter_id = int(subject.partition(":")[2])
        soonest.setdefault(matter_id, broken or day)
        of[matter_id].add(number)
    open_ones = Matter.objects.of(commune_id).filter(pk__in=soonest, closed_at=None, paused_at=None)
    if holder_id is not None:
        open_ones = open_ones.filter(holder_id=holder_id)
    told = {pk: row for pk, *row in open_ones.values_list("pk", "code", "kind", "title", "holder__name")}
    urgent = [pk for pk in soonest if pk in told][:most]
    return tuple(
        Saving(code, kind, title, holder or "", soonest[pk] - timedelta(days=1), tuple(sorted(of[pk])))
        for pk in urgent
        for code, kind, title, holder in [told[pk]]
    )
