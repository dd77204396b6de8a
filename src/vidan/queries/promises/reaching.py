"""What would bring the commune to its targets: what is open and can still be kept, and what was missed and stays."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from vidan.domain.promises import MAIN, windows
from vidan.domain.promises.reaching import reached_on
from vidan.queries.promises.board import Board, PromiseFigures
from vidan.queries.promises.subjects import numbers
from vidan.store.models import Letter, Matter, Occasion

#: So many matters are named; so many on the page of all; so many are counted.
MOST, ALL, COUNTED = 10, 200, 1000
#: So many open occasions are looked at together for them, and at most so many times.
_LOOKED_AT, _TIMES = 400, 10
#: A dossier that will be late owes an apology, but one that is finished in time is no apology in time.
_NO_GAIN = Q(promise=4, subject__startswith="matter:")
_CARD = ("code", "kind", "title", "holder__name")
_MATTER, _LETTER = "matter:", "letter:"


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
    gaining = Q(broken_on__gt=day) & (Q(open_from=None) | Q(open_from__gt=day)) & ~_NO_GAIN
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
    commune_id: int,
    day: date,
    promises: Collection[int],
    *,
    missed: bool = False,
    holder_id: int | None = None,
    most: int = MOST,
) -> tuple[Saving, ...]:
    """The open matters by which promises are kept or broken next, the most urgent first; of one person or of all.

    `missed`: those that have broken a promise already and are counted until they are done, the oldest first.
    """
    soonest, of = _soonest(commune_id, _deciding(commune_id, day, promises, missed, holder_id), most)
    shown = list(soonest)[:most]
    matters = Matter.objects.of(commune_id).filter(pk__in=shown)
    cards = {pk: row for pk, *row in matters.values_list("pk", *_CARD)}
    back = timedelta(days=0 if missed else 1)
    return tuple(
        Saving(code, kind, title, holder or "", soonest[pk] - back, tuple(sorted(of[pk])))
        for pk in shown
        for code, kind, title, holder in [cards[pk]]
    )


def how_many(
    commune_id: int,
    day: date,
    promises: Collection[int],
    *,
    missed: bool = False,
    holder_id: int | None = None,
    most: int = COUNTED,
) -> int:
    """How many such matters there are; `most` where there are more."""
    soonest, _ = _soonest(commune_id, _deciding(commune_id, day, promises, missed, holder_id), most)
    return min(len(soonest), most)


def _deciding(
    commune_id: int, day: date, promises: Collection[int], missed: bool, holder_id: int | None
) -> QuerySet[Occasion]:
    """The open occasions that decide promises, of matters and of the letters that matters owe, the soonest first."""
    rows = Occasion.objects.of(commune_id).filter(promise__in=promises, finished_on=None)
    rows = rows.filter(broken_on__lte=day, open_from__lte=day) if missed else rows.filter(~_NO_GAIN, broken_on__gt=day)
    if holder_id is None:
        rows = rows.filter(Q(subject__startswith=_MATTER) | Q(subject__startswith=_LETTER))
    else:  # a desk holds few of a commune's matters: they are asked for by name, else others' would fill the list
        mine = list(
            Matter.objects.of(commune_id).filter(closed_at=None, holder_id=holder_id).values_list("pk", flat=True)
        )
        letters = Letter.objects.of(commune_id).filter(owed__in=mine).values_list("pk", flat=True)
        rows = rows.filter(subject__in=[*(f"{_MATTER}{pk}" for pk in mine), *(f"{_LETTER}{pk}" for pk in letters)])
    return rows.order_by("broken_on", "pk")


def _soonest(commune_id: int, rows: QuerySet[Occasion], enough: int) -> tuple[dict[int, date], dict[int, set[int]]]:
    """The first open matters that these occasions are about, each with its first day, and all their promises.

    What is open for a promise may belong to a matter that ended: so it is read on until there are enough, a few hundred
    at a time.
    """
    soonest: dict[int, date] = {}
    of: dict[int, set[int]] = defaultdict(set)
    for start in range(0, _LOOKED_AT * _TIMES, _LOOKED_AT):
        part = list(rows.values_list("subject", "promise", "broken_on")[start : start + _LOOKED_AT])
        about = _open_matters(commune_id, [subject for subject, _, _ in part])
        for subject, number, broken in part:
            pk = about.get(subject)
            if broken is not None and pk is not None:
                soonest.setdefault(pk, broken)
                of[pk].add(number)
        if len(soonest) >= enough or len(part) < _LOOKED_AT:
            break
    return soonest, of


def _open_matters(commune_id: int, subjects: Collection[str]) -> dict[str, int]:
    """The open matter behind each subject: itself, or what owes the letter."""
    about = {f"{_MATTER}{pk}": pk for pk in numbers(subjects, "matter")}
    letters = Letter.objects.of(commune_id).filter(pk__in=numbers(subjects, "letter"), owed__isnull=False)
    about |= {f"{_LETTER}{pk}": owed for pk, owed in letters.values_list("pk", "owed_id")}
    matters = Matter.objects.of(commune_id).filter(pk__in=set(about.values()), closed_at=None)
    still_open = set(matters.values_list("pk", flat=True))
    return {subject: pk for subject, pk in about.items() if pk in still_open}
