"""What would bring the commune to its targets: what is open and can still be kept, and what was missed and stays."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q

from vidan.domain.promises import MAIN, windows
from vidan.domain.promises.reaching import reached_on
from vidan.queries.promises.board import Board, PromiseFigures
from vidan.store.models import Matter, Occasion

#: So many matters are named; so many open occasions are looked at for them.
MOST, _LOOKED_AT = 10, 400


@dataclass(frozen=True)
class Reach:
    """One promise beside its target. `gaining`: open and not counted yet, kept when done in time; `overdue`: broken,
    still open, and counted every day; `by`: when the target can be reached if nothing more is broken.
    """

    promise: PromiseFigures
    gaining: int
    overdue: int
    by: date


@dataclass(frozen=True)
class Saving:
    """An open matter: for which promises it can be saved until the end of a day, or has been missed since that day."""

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
    ends: dict[int, dict[date, int]] = defaultdict(dict)
    ended = broken.order_by().values("promise", "finished_on").annotate(count=Count("pk"))
    for number, end, count in ended.values_list("promise", "finished_on", "count"):
        ends[number][end or day] = count
    return tuple(_reach(one, *counted.get(one.number, (0, 0)), ends[one.number], day) for one in board.promises)


def _reach(one: PromiseFigures, gaining: int, late: int, ends: dict[date, int], day: date) -> Reach:
    return Reach(one, gaining, late, reached_on(one.main.figure.counted, one.target, ends, late, day))


def savings(
    commune_id: int, day: date, promises: Collection[int], *, missed: bool = False, holder_id: int | None = None
) -> tuple[Saving, ...]:
    """The open matters by which promises are kept or broken next, the most urgent first; of one person or of all.

    `missed`: those that have broken a promise already and are counted until they are done, the oldest first.
    """
    rows = Occasion.objects.of(commune_id).filter(promise__in=promises, finished_on=None, subject__startswith="matter:")
    rows = rows.filter(broken_on__lte=day, open_from__lte=day) if missed else rows.filter(broken_on__gt=day)
    soonest: dict[int, date] = {}
    of: dict[int, set[int]] = defaultdict(set)
    told = rows.order_by("broken_on", "pk").values_list("subject", "promise", "broken_on")
    for subject, number, broken in told[:_LOOKED_AT]:
        matter_id = int(subject.partition(":")[2])
        soonest.setdefault(matter_id, broken or day)
        of[matter_id].add(number)
    open_ones = Matter.objects.of(commune_id).filter(pk__in=soonest, closed_at=None)
    if holder_id is not None:
        open_ones = open_ones.filter(holder_id=holder_id)
    cards = {pk: row for pk, *row in open_ones.values_list("pk", "code", "kind", "title", "holder__name")}
    back = timedelta(days=0 if missed else 1)
    return tuple(
        Saving(code, kind, title, holder or "", soonest[pk] - back, tuple(sorted(of[pk])))
        for pk in [pk for pk in soonest if pk in cards][:MOST]
        for code, kind, title, holder in [cards[pk]]
    )
