"""The figures of a period: the twelve promises beside target and the period before, and the board's own work.

What it costs depends on the days and on the board's papers, not on how many dossiers the commune ever had: the promises
are sums of what each day brought, and only the late dossiers of the period are looked at one by one.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, F

from vidan.content.promises import definitions
from vidan.domain.promises import Change, Figure, figure
from vidan.domain.steering import LateThing, Period, ReportData, ReportFigure
from vidan.queries import steering
from vidan.queries.promises.measures import MEASURES
from vidan.queries.steering import reports as work
from vidan.store import tallies
from vidan.store.models import Occasion, Procedure

#: Procedures named in a report's list of late dossiers.
MOST_PROCEDURES = 5
#: The promise that every dossier is counted for.
DOSSIERS = 8

Days = defaultdict[int, dict[date, Change]]


def report(commune_id: int, period: Period, today: date) -> ReportData:
    """Everything that a report of a period says, counted up to its last day, or to today where it is not over."""
    until, before = period.until(today), period.before()
    founded = work.board_since(commune_id)
    compared = founded is not None and founded <= before.first
    days = _days(commune_id)
    return ReportData(
        period=period,
        until=until,
        figures=(
            *_promises(commune_id, days, (period.first, until), before),
            *_work(commune_id, period, until, compared),
        ),
        names={one.number: one.vi.name for one in definitions(until)},
        late_dossiers=_late_dossiers(commune_id, period.first, until),
        late_assignments=work.late_assignments(commune_id, period.first, until),
        lessons=work.lessons_of(commune_id, period.first, until),
        next_steps=work.next_steps(commune_id, until),
        late_milestones=work.late_milestones(commune_id, period.first, until),
        since=min(days[DOSSIERS], default=None),
    )


def _days(commune_id: int) -> Days:
    """What each day brought, by promise: one statement."""
    days: Days = defaultdict(dict)
    for (promise, on), change in tallies.stored(commune_id).items():
        days[promise][on] = change
    return days


def _promises(commune_id: int, days: Days, now: tuple[date, date], before: Period) -> tuple[ReportFigure, ...]:
    """Each measured promise over the period, and over the one before where the record is of all of that."""
    began = min((day for found in days.values() for day in found), default=None)
    compared = began is not None and began <= before.first
    targets = steering.targets(commune_id, now[1])
    told = [one for one in definitions(now[1]) if one.number in MEASURES]
    return tuple(
        _promise(one.number, targets.get(one.number, one.target), days[one.number], now, before if compared else None)
        for one in told
    )


def _promise(
    number: int, target: int, days: Mapping[date, Change], now: tuple[date, date], before: Period | None
) -> ReportFigure:
    found: Figure = figure(days, *now)
    then: Figure = figure(days, before.first, before.last) if before else Figure(0, 0)
    return ReportFigure(
        query=f"promise.{number}",
        count=found.kept,
        of=found.counted,
        target=target,
        before=then.kept if then.counted else None,
        before_of=then.counted if then.counted else None,
        more_is_better=True,
    )


def _work(commune_id: int, period: Period, until: date, compared: bool) -> tuple[ReportFigure, ...]:
    before = period.before()
    return tuple(
        ReportFigure(
            query=name,
            count=one.count(commune_id, period.first, until),
            before=one.count(commune_id, before.first, before.last) if compared else None,
            more_is_better=one.more_is_better,
        )
        for name, one in work.COUNTS.items()
    )


def _late_dossiers(commune_id: int, first: date, until: date) -> tuple[LateThing, ...]:
    """Dossiers that ended after their day in the period, by procedure, the most first; no dossier is named."""
    rows = Occasion.objects.of(commune_id).filter(promise=8, finished_on__gte=first, finished_on__lte=until)
    told = rows.filter(broken_on__lte=F("finished_on")).exclude(procedure="").values_list("procedure")
    counted = list(told.annotate(count=Count("pk")).order_by("-count", "procedure")[:MOST_PROCEDURES])
    if not counted:
        return ()
    names = dict(Procedure.objects.of(commune_id).order_by("valid_from").values_list("key", "short_name"))
    return tuple(LateThing(title=names.get(key, key), count=count) for key, count in counted)
