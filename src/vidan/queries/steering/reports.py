"""What a period's report counts of the board's own work: one small query a number, each with its name.

The name stands beside the number on the report's page and in `vidan report`, so that anybody can count it again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count as Number
from django.db.models import F, Q

from vidan.domain.moments import local_day, start_of
from vidan.domain.steering import (
    LateThing,
    Learned,
    LessonState,
    MeetingKind,
    MeetingState,
    MilestoneStanding,
    NextStep,
    as_of,
    reached_on,
)
from vidan.queries.steering.plans import AssignmentCard, MilestoneCard, assignments, milestones_due
from vidan.store.models import (
    Airing,
    Assignment,
    Board,
    BriefingReader,
    Lesson,
    Letter,
    Meeting,
    MeetingQuestion,
    Milestone,
    Opinion,
    Publication,
)

_DAY = timedelta(days=1)
#: Lines of one kind in a report; what is more is counted.
MOST_LINES = 8
#: How far a report looks ahead in the plan, and how many of its milestones it names.
AHEAD, MOST_MILESTONES = timedelta(days=92), 3

Count = Callable[[int, date, date], int]


@dataclass(frozen=True)
class Counted:
    """A number of the board's work. `more_is_better`: None where neither more nor less says anything."""

    count: Count
    more_is_better: bool | None = None


def _during(field: str, first: date, last: date) -> Q:
    return Q(**{f"{field}__gte": start_of(first), f"{field}__lt": start_of(last + _DAY)})


def _assignments_given(commune_id: int, first: date, last: date) -> int:
    return Assignment.objects.of(commune_id).filter(_during("matter__opened_at", first, last)).count()


def _assignments_done(commune_id: int, first: date, last: date) -> int:
    return Assignment.objects.of(commune_id).filter(_during("matter__closed_at", first, last)).count()


def _late(first: date, last: date) -> Q:
    """Finished after the first day within the period, or open past it at the period's end."""
    ended = start_of(last + _DAY)
    finished = _during("matter__closed_at", first, last) & Q(matter__closed_at__gt=F("matter__first_due_at"))
    still = Q(matter__closed_at=None) | Q(matter__closed_at__gte=ended)
    return finished | still & Q(matter__first_due_at__lt=ended, matter__opened_at__lt=ended)


def _assignments_late(commune_id: int, first: date, last: date) -> int:
    return Assignment.objects.of(commune_id).filter(_late(first, last)).count()


def _milestones(commune_id: int, first: date, last: date) -> Any:
    rows = Milestone.objects.of(commune_id).filter(goal__plan__adopted_at__isnull=False)
    return rows.filter(due_on__gte=first, due_on__lte=last)


def _milestones_due(commune_id: int, first: date, last: date) -> int:
    return int(_milestones(commune_id, first, last).count())


def _milestones_reached(commune_id: int, first: date, last: date) -> int:
    """Of those due in the period, the ones for which everything that was given was done by its end."""
    done = Q(matter__closed_at__lt=start_of(last + _DAY))
    given = Assignment.objects.of(commune_id).filter(milestone__in=_milestones(commune_id, first, last))
    told = given.values("milestone").annotate(whole=Number("pk"), done=Number("pk", filter=done))
    return int(told.filter(whole=F("done")).count())


def _held(*kinds: MeetingKind) -> Count:
    def count(commune_id: int, first: date, last: date) -> int:
        rows = Meeting.objects.of(commune_id).filter(
            _during("starts_at", first, last), kind__in=[kind.value for kind in kinds], state=MeetingState.HELD.value
        )
        return int(rows.count())

    return count


def _asked(commune_id: int, first: date, last: date) -> int:
    return MeetingQuestion.objects.of(commune_id).filter(_during("meeting__starts_at", first, last)).count()


def _answered(commune_id: int, first: date, last: date) -> int:
    return MeetingQuestion.objects.of(commune_id).filter(_during("answered_at", first, last)).count()


def _published(commune_id: int, first: date, last: date) -> int:
    return Publication.objects.of(commune_id).filter(from_on__gte=first, from_on__lte=last).count()


def _published_late(commune_id: int, first: date, last: date) -> int:
    return Publication.objects.of(commune_id).filter(from_on__gte=first, from_on__lte=last, late=True).count()


def _opinions(commune_id: int, first: date, last: date) -> int:
    return Opinion.objects.of(commune_id).filter(given_on__gte=first, given_on__lte=last).count()


def _opinions_adopted(commune_id: int, first: date, last: date) -> int:
    rows = Opinion.objects.of(commune_id).filter(_during("answered_at", first, last))
    return rows.filter(outcome__in=["adopted", "partly"]).count()


def _lessons_opened(commune_id: int, first: date, last: date) -> int:
    return Lesson.objects.of(commune_id).filter(_during("opened_at", first, last)).count()


def _judged(state: LessonState) -> Count:
    def count(commune_id: int, first: date, last: date) -> int:
        return int(Lesson.objects.of(commune_id).filter(_during("checked_at", first, last), state=state.value).count())

    return count


def _letters(*kinds: str) -> Count:
    def count(commune_id: int, first: date, last: date) -> int:
        rows = Letter.objects.of(commune_id).filter(kind__in=kinds, issued_on__gte=first, issued_on__lte=last)
        return int(rows.count())

    return count


def _aired(commune_id: int, first: date, last: date) -> int:
    return Airing.objects.of(commune_id).filter(_during("aired_at", first, last)).count()


def _read(commune_id: int, first: date, last: date) -> int:
    return BriefingReader.objects.of(commune_id).filter(_during("read_at", first, last)).count()


COUNTS: dict[str, Counted] = {
    "assignments.given": Counted(_assignments_given),
    "assignments.done": Counted(_assignments_done, more_is_better=True),
    "assignments.late": Counted(_assignments_late, more_is_better=False),
    "milestones.due": Counted(_milestones_due),
    "milestones.reached": Counted(_milestones_reached, more_is_better=True),
    "meetings.held": Counted(_held(MeetingKind.MEETING, MeetingKind.LAUNCH)),
    "receptions.held": Counted(_held(MeetingKind.RECEPTION), more_is_better=True),
    "dialogues.held": Counted(_held(MeetingKind.DIALOGUE), more_is_better=True),
    "questions.asked": Counted(_asked),
    "questions.answered": Counted(_answered),
    "publications.made": Counted(_published),
    "publications.late": Counted(_published_late, more_is_better=False),
    "broadcasts.aired": Counted(_aired, more_is_better=True),
    "briefings.read": Counted(_read),
    "opinions.given": Counted(_opinions),
    "opinions.adopted": Counted(_opinions_adopted),
    "letters.apologies": Counted(_letters("apology", "apology_fault")),
    "letters.thanks": Counted(_letters("thanks")),
    "lessons.opened": Counted(_lessons_opened),
    "lessons.worked": Counted(_judged(LessonState.WORKED), more_is_better=True),
    "lessons.failed": Counted(_judged(LessonState.FAILED), more_is_better=False),
}


def board_since(commune_id: int) -> date | None:
    """The board's first day, or None where there is none."""
    found: date | None = Board.objects.of(commune_id).values_list("from_on", flat=True).first()
    return found


def late_assignments(commune_id: int, first: date, last: date) -> tuple[LateThing, ...]:
    """What was late in a period, the latest first: who held it, by how many days, and why its day moved."""
    keys = Assignment.objects.of(commune_id).filter(_late(first, last)).order_by("matter__first_due_at")
    cards = assignments(commune_id, pk__in=list(keys.values_list("pk", flat=True)[:MOST_LINES]))
    return tuple(_late_thing(card, last) for card in cards)


def _late_thing(card: AssignmentCard, last: date) -> LateThing:
    ended = local_day(card.closed_at) if card.closed_at else last
    return LateThing(
        title=card.title,
        who=card.holder.name if card.holder else "",
        due_on=card.due_on,
        days=max((min(ended, last) - card.due_on).days, 1),
        why=tuple(slip.why for slip in card.slipped if slip.on <= last),
    )


def late_milestones(commune_id: int, first: date, last: date) -> tuple[LateThing, ...]:
    """What the plan asked for and was not reached on its first day: still open at the period's end, or reached in it
    after that day; of the year in which the period ends. With every reason that was written down by then.
    """
    found = (
        _late_milestone(card, first, last) for card in milestones_due(commune_id, last.replace(month=1, day=1), last)
    )
    return tuple(one for one in found if one is not None)[:MOST_LINES]


def _late_milestone(card: MilestoneCard, first: date, last: date) -> LateThing | None:
    reached = reached_on(as_of([one.standing for one in card.assignments], last))
    standing = MilestoneStanding(card.due_on, reached)
    if not standing.late_on(last) or (reached is not None and reached < first):
        return None
    why = tuple(dict.fromkeys(slip.why for slip in card.why if slip.on <= last))
    return LateThing(title=card.title, due_on=card.due_on, days=standing.days_late(last), why=why)


def lessons_of(commune_id: int, first: date, last: date) -> tuple[Learned, ...]:
    """The lessons that were opened or judged in a period."""
    rows = Lesson.objects.of(commune_id).filter(
        _during("opened_at", first, last) | _during("checked_at", first, last) | Q(state=LessonState.MEASURED.value)
    )
    rows = rows.filter(opened_at__lt=start_of(last + _DAY)).order_by("opened_at", "pk")[:MOST_LINES]
    return tuple(_learned(row, last) for row in rows)


def _learned(row: Any, last: date) -> Learned:
    judged = row.checked_at is not None and local_day(row.checked_at) <= last
    return Learned(
        code=row.code,
        title=row.title,
        cause=row.cause,
        measure=row.measure,
        check_on=row.check_on,
        worked=row.state == LessonState.WORKED.value if judged else None,
    )


def next_steps(commune_id: int, last: date) -> tuple[NextStep, ...]:
    """What was given by a day and is not done, what is due first on top."""
    ended = start_of(last + _DAY)
    rows = Assignment.objects.of(commune_id).filter(matter__opened_at__lt=ended)
    rows = rows.filter(Q(matter__closed_at=None) | Q(matter__closed_at__gte=ended)).select_related("matter__holder")
    told: Iterable[Any] = rows.order_by("matter__due_at", "pk")[:MOST_LINES]
    given = tuple(
        NextStep(row.matter.title, row.matter.holder.name if row.matter.holder else "", local_day(row.matter.due_at))
        for row in told
    )
    return given + next_milestones(commune_id, last)


def next_milestones(commune_id: int, last: date) -> tuple[NextStep, ...]:
    """The milestones that come next after a day: what the plan asks for, and who answers for its goal."""
    rows = _milestones(commune_id, last + _DAY, last + AHEAD).select_related("goal__owner").order_by("due_on", "pk")
    return tuple(
        NextStep(f"Mốc “{row.title}”", row.goal.owner.name if row.goal.owner else "", row.due_on)
        for row in rows[:MOST_MILESTONES]
    )
