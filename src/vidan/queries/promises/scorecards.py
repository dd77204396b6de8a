"""A quarter on the scorecards of the law: the agency's, one officer's own, the index by group, people's content."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from vidan.content.promises import COUNT
from vidan.content.scorecards import index_card, points_card
from vidan.domain.dossiers import State
from vidan.domain.dossiers.judging import Ended, indicators
from vidan.domain.dossiers.trouble import needless_trips
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor
from vidan.domain.promises import Figure, total, windows
from vidan.domain.promises import scorecards as rules
from vidan.queries import surveys
from vidan.store.models import Dossier, Feedback, Holding, Occasion, ScorecardInput, Tally

_DAY = timedelta(days=1)
#: Quarters that are over and may be looked at.
QUARTERS = 4
_ENDED = (State.READY.value, State.GIVEN_OUT.value)


@dataclass(frozen=True)
class Points:
    """Indicators with their sum, and the rank (or share of the task) that it surely has and could have."""

    card: rules.PointsCard
    indicators: tuple[rules.PointsOf, ...]
    sum: rules.PointSum
    least: str
    best: str


@dataclass(frozen=True)
class Index:
    """The index by group, an estimate; `groups`: each group with its components."""

    card: rules.IndexCard
    groups: tuple[tuple[rules.IndexGroup, tuple[rules.PartOf, ...], rules.PointSum], ...]
    sum: rules.PointSum
    least: str
    best: str


@dataclass(frozen=True)
class InputCard:
    """A figure that was typed in, with its source."""

    key: str
    figure: Figure
    source: str
    entered_at: datetime
    entered_by: str


@dataclass(frozen=True)
class Quarter:
    """Everything that a quarter's page shows."""

    first: date
    last: date
    agency: Points
    index: Index
    ratings: surveys.ResultCard
    inputs: Mapping[str, InputCard]


def quarters(commune_id: int, today: date) -> tuple[tuple[date, date], ...]:
    """The last quarters that are over and that the record is of from their first day on, the newest first: of a time
    before there was a record nothing is known (ADR 89), and no feedback then is not the same as none.
    """
    over = _over(today)
    days = Tally.objects.of(commune_id).filter(promise__in=range(1, COUNT + 1))
    began = next((first for first, _ in reversed(over) if days.filter(day__lte=first).exists()), None)
    return tuple(one for one in over if began is not None and began <= one[0])


def last_input(commune_id: int) -> int:
    """Rises with each figure that is typed in: the same number, the same scorecards on the same day."""
    found = ScorecardInput.objects.of(commune_id).order_by("-pk").values_list("pk", flat=True).first()
    return found or 0


def _over(today: date) -> tuple[tuple[date, date], ...]:
    found: list[tuple[date, date]] = []
    first = windows(today)["quarter"][0]
    for _ in range(QUARTERS):
        last = first - _DAY
        first = windows(last)["quarter"][0]
        found.append((first, last))
    return tuple(found)


def quarter(commune_id: int, first: date, last: date) -> Quarter:
    """The agency's nine indicators, the index by group, and what people said, over a quarter."""
    inputs = _inputs(commune_id, last)
    told = {key: card.figure for key, card in inputs.items()}
    feedback, prolonged, content = _feedback(commune_id, first, last)
    dossiers = _dossiers(commune_id, first, last)
    agency = (*_means(dossiers), *rules.agency_points(told, feedback, prolonged))
    counted = told | {
        "in_time": _in_time(commune_id, first, last),
        "feedback_in_time": feedback,
        "feedback_content": content,
        "dossiers_content": total(Figure(int(not one.upheld_complaint), 1) for one in dossiers),
    }
    card = points_card(last)
    return Quarter(
        first,
        last,
        _points(card, card.ranks, tuple(sorted(agency, key=lambda one: one.number))),
        _index(index_card(last), counted),
        surveys.results(commune_id, first, last),
        inputs,
    )


def own(actor: Actor, first: date, last: date) -> Points | None:
    """An officer's own points over the dossiers that lay at his desk and ended in a quarter; None under five."""
    if actor.officer_id is None:
        return None
    mine = Holding.objects.of(actor.commune_id).filter(officer=actor.officer_id, matter__kind="dossier")
    ended = mine.filter(matter__closed_at__gte=start_of(first), matter__closed_at__lt=start_of(last + _DAY))
    held = set(ended.values_list("matter_id", flat=True))
    dossiers = _dossiers(actor.commune_id, first, last, held) if held else []
    if len(dossiers) < rules.LEAST_DOSSIERS:
        return None
    card = points_card(last)
    return _points(card, card.tasks, _means(dossiers))


def _points(card: rules.PointsCard, rungs: tuple[rules.Rung, ...], found: tuple[rules.PointsOf, ...]) -> Points:
    whole = rules.point_sum(found)
    return Points(card, found, whole, rules.rung(rungs, whole.hundredths), rules.rung(rungs, whole.at_best))


def _means(dossiers: Collection[Ended]) -> tuple[rules.PointsOf, ...]:
    points: dict[int, list[int | None]] = defaultdict(list)
    for dossier in dossiers:
        for one in indicators(dossier):
            points[one.number].append(one.points)
    return tuple(rules.mean(number, points[number]) for number in rules.OF_OFFICER)


def _dossiers(commune_id: int, first: date, last: date, only: Collection[int] | None = None) -> list[Ended]:
    """The dossiers that ended with a result in a quarter, and had been promised: two statements."""
    rows = Occasion.objects.of(commune_id).filter(promise=8, finished_on__gte=first, finished_on__lte=last)
    due = {int(subject.partition(":")[2]): day for subject, day in rows.values_list("subject", "due_on") if day}
    ended = Dossier.objects.of(commune_id).filter(
        matter__closed_at__gte=start_of(first), matter__closed_at__lt=start_of(last + _DAY), matter__state__in=_ENDED
    )
    told = ended.values_list(
        "pk", "matter__closed_at", "asked", "visits", "sent_elsewhere", "complaint_upheld_at"
    ).iterator(2000)
    return [
        Ended(local_day(closed), due[pk], asked + needless_trips(visits, asked), elsewhere, upheld is not None)
        for pk, closed, asked, visits, elsewhere, upheld in told
        if closed is not None and pk in due and (only is None or pk in only)
    ]


def _in_time(commune_id: int, first: date, last: date) -> Figure:
    """Promise 8 over the quarter: in time of all that was finished or is overdue at its end."""
    rows = Occasion.objects.of(commune_id).filter(promise=8)
    counted = rows.filter(
        Q(finished_on__gte=first, finished_on__lte=last)
        | Q(open_from__lte=last) & (Q(finished_on=None) | Q(finished_on__gt=last))
    )
    told: Iterable[tuple[date | None, date | None]] = counted.values_list("finished_on", "broken_on").iterator(2000)
    return total(
        Figure(int(broken is None or broken > (min(finished, last) if finished else last)), 1)
        for finished, broken in told
    )


def _feedback(commune_id: int, first: date, last: date) -> tuple[Figure, int, Figure]:
    """Of feedback due in the quarter: answered in time; how many drag on at its end; of the answered, not contested."""
    end = start_of(last + _DAY)
    due = Feedback.objects.of(commune_id).filter(
        matter__first_due_at__gte=start_of(first), matter__first_due_at__lt=end
    )
    told = due.exclude(cls="spam", decided=True).values_list(
        "answered_at", "matter__first_due_at", "matter__closed_at", "contested", "rating"
    )
    in_time, content, prolonged = Figure(), Figure(), 0
    for answered, until, closed, contested, rating in told.iterator(2000):
        done = answered or closed
        in_time += Figure(int(done is not None and until is not None and done <= until), 1)
        prolonged += done is None or done >= end
        if done is not None:
            content += Figure(int(not contested and (rating is None or rating > 2)), 1)
    return in_time, prolonged, content


def _index(card: rules.IndexCard, told: Mapping[str, Figure]) -> Index:
    groups = []
    for group in card.groups:
        parts = tuple(rules.part_of(part, told.get(part.key)) for part in group.parts)
        groups.append((group, parts, rules.index_sum(parts)))
    whole = rules.index_sum(part for _, parts, _ in groups for part in parts)
    least, best = (rules.rung(card.ranks, points) for points in (whole.hundredths, whole.at_best))
    return Index(card, tuple(groups), whole, least, best)


def _inputs(commune_id: int, last: date) -> dict[str, InputCard]:
    """What was typed in for the quarter that ends with a day: of each figure the newest."""
    rows = ScorecardInput.objects.of(commune_id).filter(last=last).select_related("entered_by").order_by("pk")
    return {
        row.key: InputCard(row.key, Figure(row.kept, row.counted), row.source, row.entered_at, _name(row))
        for row in rows
    }


def _name(row: ScorecardInput) -> str:
    return row.entered_by.name if row.entered_by else ""
