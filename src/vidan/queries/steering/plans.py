"""The plan as a time line: goals, milestones, assignments with their evidence, what slipped and why; the targets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor
from vidan.domain.steering import (
    AssignmentStanding,
    EvidenceKind,
    MilestoneStanding,
    Progress,
    Seat,
    progress,
    reached_on,
)
from vidan.queries.people import OfficerCard, officer_card
from vidan.store.models import Assignment, AssignmentEvidence, Fact, Goal, Member, Milestone, Plan

_DAY = timedelta(days=1)


def targets(commune_id: int, day: date) -> dict[int, int]:
    """The target in per cent of each promise that the plan in force at a day's end has a goal for: one statement."""
    return {
        promise: target for promise, target in _of_promises(commune_id, day, "target").items() if target is not None
    }


@dataclass(frozen=True)
class Answering:
    """A member of the board who answers for a promise."""

    name: str
    seat: Seat


def answering(commune_id: int, day: date) -> dict[int, Answering]:
    """Who answers for each promise: the owner of its goal in the plan in force, while he sits in the board."""
    owners = _of_promises(commune_id, day, "owner_id")
    sitting = Member.objects.of(commune_id).filter(officer__in=set(owners.values()), from_on__lte=day)
    rows = sitting.filter(Q(until_on=None) | Q(until_on__gte=day)).order_by("-pk")
    known = {pk: Answering(name, Seat(seat)) for pk, name, seat in rows.values_list("officer", "officer__name", "seat")}
    return {promise: known[owner] for promise, owner in owners.items() if owner in known}


def _of_promises(commune_id: int, day: date, column: str) -> dict[int, int | None]:
    """What the goals of the promises have in a column, in the plan in force at a day's end: one statement."""
    rows = Goal.objects.of(commune_id).filter(
        promise__isnull=False, plan__adopted_at__isnull=False, plan__adopted_at__lt=start_of(day + _DAY)
    )
    told = rows.order_by("-plan__adopted_at", "-plan_id").values_list("plan_id", "promise", column)
    newest = next((plan_id for plan_id, _, _ in told), None)
    return {promise: value for plan_id, promise, value in told if plan_id == newest and promise is not None}


@dataclass(frozen=True)
class EvidenceCard:
    """One proof; `picture` is its name, `letter` its code, `figure` as it stood."""

    number: int
    kind: EvidenceKind
    words: str
    picture: str
    letter: str
    letter_number: str
    figure: dict[str, Any]
    made_at: datetime
    made_by: str


@dataclass(frozen=True)
class Slip:
    """A day that moved, to which, and why."""

    on: date
    to: date
    why: str


@dataclass(frozen=True)
class AssignmentCard:
    """An assignment as its page shows it. `due_on` is the first day, `now_due_at` what is worked towards."""

    code: str
    title: str
    words: str
    holder: OfficerCard | None
    opened_at: datetime
    due_on: date
    now_due_at: datetime
    closed_at: datetime | None
    checked_at: datetime | None
    checked_by: str
    goal_id: int | None
    goal: str
    milestone_id: int | None
    milestone: str
    slipped: tuple[Slip, ...]
    evidence: tuple[EvidenceCard, ...]
    outcome: str
    version: int

    @property
    def standing(self) -> AssignmentStanding:
        """As progress sees it."""
        return AssignmentStanding(
            self.due_on, local_day(self.closed_at) if self.closed_at else None, len(self.evidence)
        )


@dataclass(frozen=True)
class MilestoneCard:
    """A milestone with what was given for it. `due_on` is the first day, `slipped` the days it moved to."""

    id: int
    title: str
    due_on: date
    slipped: tuple[Slip, ...]
    goal: str
    assignments: tuple[AssignmentCard, ...]

    @property
    def standing(self) -> MilestoneStanding:
        """As the time line and a report see it."""
        return MilestoneStanding(self.due_on, reached_on([one.standing for one in self.assignments]))

    @property
    def now_due_on(self) -> date:
        """The day that is worked towards now."""
        return self.slipped[-1].to if self.slipped else self.due_on

    @property
    def why(self) -> tuple[Slip, ...]:
        """Every reason that somebody wrote down: of the milestone itself, then of what was given for it."""
        return self.slipped + tuple(slip for one in self.assignments for slip in one.slipped)

    def progress(self, day: date) -> Progress:
        return progress([one.standing for one in self.assignments], day)


@dataclass(frozen=True)
class GoalCard:
    """A goal with its milestones, and with what was given for it alone."""

    id: int
    number: int
    title: str
    promise: int | None
    target: int | None
    owner_id: int | None
    owner: str
    milestones: tuple[MilestoneCard, ...]
    assignments: tuple[AssignmentCard, ...]

    def progress(self, day: date) -> Progress:
        whole = [*self.assignments, *(one for milestone in self.milestones for one in milestone.assignments)]
        return progress([one.standing for one in whole], day)


@dataclass(frozen=True)
class PlanCard:
    """A year's plan; `adopted_at` None: a draft."""

    id: int
    year: int
    number: int
    adopted_at: datetime | None
    adopted_by: str
    goals: tuple[GoalCard, ...]
    #: Milestones of earlier plans: those of this year, and those that were never reached.
    earlier: tuple[MilestoneCard, ...]
    #: What else was given or ran in the year: by meetings, by itself, under goals that are no longer there.
    others: tuple[AssignmentCard, ...]

    def milestones(self) -> Iterator[MilestoneCard]:
        """All of them, of this plan and of those before."""
        for goal in self.goals:
            yield from goal.milestones
        yield from self.earlier

    def assignments(self) -> Iterator[AssignmentCard]:
        """Everything that was given, each once."""
        for goal in self.goals:
            yield from goal.assignments
        for milestone in self.milestones():
            yield from milestone.assignments
        yield from self.others


def plan(commune_id: int, *, draft: bool = False) -> PlanCard | None:
    """The plan that counts, or the draft beside it: seven statements, however much was given."""
    rows = Plan.objects.of(commune_id).filter(adopted_at__isnull=draft).select_related("adopted_by")
    row = rows.order_by("-adopted_at", "-pk").first()
    if row is None:
        return None
    marks = _marks(row)
    by_milestone, by_goal, others = _given(row, {mark.pk for mark in marks})
    own: dict[int, list[MilestoneCard]] = {}
    earlier = []
    for mark in marks:
        card = _milestone(mark, tuple(by_milestone.get(mark.pk, ())))
        if mark.goal.plan_id == row.pk:
            own.setdefault(mark.goal_id, []).append(card)
        elif mark.due_on.year == row.year or card.standing.reached_on is None:
            earlier.append(card)
        else:
            others += card.assignments
    goals = Goal.objects.of(commune_id).filter(plan=row).select_related("owner").order_by("number")
    return PlanCard(
        id=row.pk,
        year=row.year,
        number=row.number,
        adopted_at=row.adopted_at,
        adopted_by=row.adopted_by.name if row.adopted_by else "",
        goals=tuple(_goal(goal, own.get(goal.pk, ()), by_goal.get(goal.pk, ())) for goal in goals),
        earlier=tuple(earlier),
        others=tuple(one for one in others if _in_year(one, row.year)),
    )


def _marks(row: Plan) -> list[Milestone]:
    """The plan's milestones, and those of the plans before it, the year before included."""
    own = Q(goal__plan=row)
    if row.adopted_at is not None:
        own |= Q(goal__plan__adopted_at__lte=row.adopted_at, due_on__gte=date(row.year - 1, 1, 1))
    return list(Milestone.objects.of(row.commune_id).filter(own).select_related("goal").order_by("due_on", "pk"))


Given = dict[int, list[AssignmentCard]]


def _given(row: Plan, marks: set[int]) -> tuple[Given, Given, list[AssignmentCard]]:
    """What was given: by milestone, by goal of the plan, and the rest that was given or ran in its year."""
    begun = start_of(date(row.year, 1, 1))
    lasting = Q(matter__closed_at=None) | Q(matter__closed_at__gte=begun) | Q(matter__opened_at__gte=begun)
    asked = Q(goal__plan=row) | Q(milestone__in=marks) | (lasting if row.adopted_at is not None else Q())
    goals = set(Goal.objects.of(row.commune_id).filter(plan=row).values_list("pk", flat=True))
    by_milestone: Given = {}
    by_goal: Given = {}
    others = []
    for one in assignments(row.commune_id, asked):
        if one.milestone_id in marks:
            by_milestone.setdefault(one.milestone_id or 0, []).append(one)
        elif one.goal_id in goals:
            by_goal.setdefault(one.goal_id or 0, []).append(one)
        else:
            others.append(one)
    return by_milestone, by_goal, others


def _in_year(card: AssignmentCard, year: int) -> bool:
    """Whether it ran or was given in a year."""
    return card.closed_at is None or local_day(card.closed_at).year >= year or local_day(card.opened_at).year >= year


def _goal(row: Goal, milestones: Iterable[MilestoneCard], given: Iterable[AssignmentCard]) -> GoalCard:
    return GoalCard(
        id=row.pk,
        number=row.number,
        title=row.title,
        promise=row.promise,
        target=row.target,
        owner_id=row.owner_id,
        owner=row.owner.name if row.owner else "",
        milestones=tuple(milestones),
        assignments=tuple(given),
    )


def _milestone(row: Milestone, given: tuple[AssignmentCard, ...]) -> MilestoneCard:
    return MilestoneCard(row.pk, row.title, row.due_on, _slips(row.slipped), row.goal.title, given)


def _slips(told: Iterable[dict[str, Any]]) -> tuple[Slip, ...]:
    return tuple(Slip(date.fromisoformat(one["on"]), date.fromisoformat(one["to"]), one["why"]) for one in told)


def milestones_due(commune_id: int, first: date, last: date) -> tuple[MilestoneCard, ...]:
    """Milestones of adopted plans whose first day lies in a span, with what was given for them: four statements."""
    rows = Milestone.objects.of(commune_id).filter(
        goal__plan__adopted_at__isnull=False, due_on__gte=first, due_on__lte=last
    )
    marks = list(rows.select_related("goal").order_by("due_on", "pk"))
    given: Given = {}
    for one in assignments(commune_id, milestone__in=marks) if marks else ():
        given.setdefault(one.milestone_id or 0, []).append(one)
    return tuple(_milestone(mark, tuple(given.get(mark.pk, ()))) for mark in marks)


def milestone(actor: Actor, milestone_id: int) -> MilestoneCard:
    """One milestone of a plan that was adopted. Refused alike when unknown and another commune's."""
    rows = Milestone.objects.of(actor.commune_id).filter(pk=milestone_id, goal__plan__adopted_at__isnull=False)
    row = rows.select_related("goal").first()
    if row is None:
        raise Refused("steering.milestone.unknown", field="milestone")
    return _milestone(row, assignments(actor.commune_id, milestone_id=row.pk))


def assignments(commune_id: int, *asked: Q, **only: Any) -> tuple[AssignmentCard, ...]:
    """Assignments by the day they are due: three statements."""
    rows = list(
        Assignment.objects.of(commune_id)
        .filter(*asked, **only)
        .select_related("matter__holder", "goal", "milestone", "checked_by")
        .order_by("matter__due_at", "pk")
    )
    proofs: dict[int, list[EvidenceCard]] = {}
    keys = [row.pk for row in rows]
    kept = AssignmentEvidence.objects.of(commune_id).filter(assignment__in=keys).defer("picture__sealed")
    for one in kept.select_related("picture", "letter", "made_by").order_by("number"):
        proofs.setdefault(one.assignment_id, []).append(_evidence(one))
    outcomes = _outcomes(commune_id, [row.pk for row in rows if row.matter.closed_at is not None])
    return tuple(_card(row, proofs.get(row.pk, ()), outcomes.get(row.pk, "")) for row in rows)


def _evidence(row: AssignmentEvidence) -> EvidenceCard:
    return EvidenceCard(
        number=row.number,
        kind=EvidenceKind(row.kind),
        words=row.words,
        picture=row.picture.name if row.picture else "",
        letter=row.letter.code if row.letter else "",
        letter_number=row.letter.number_shown if row.letter else "",
        figure=row.figure,
        made_at=row.made_at,
        made_by=row.made_by.name if row.made_by else "",
    )


def _outcomes(commune_id: int, keys: list[int]) -> dict[int, str]:
    if not keys:
        return {}
    told = Fact.objects.of(commune_id).filter(kind="MatterClosed", subject__in=[f"matter:{key}" for key in keys])
    rows = told.order_by("pk").values_list("subject", "told")
    return {int(subject.partition(":")[2]): str(said["outcome"]) for subject, said in rows}


def _card(row: Assignment, proofs: Iterable[EvidenceCard], outcome: str) -> AssignmentCard:
    matter = row.matter
    assert matter.first_due_at is not None
    assert matter.due_at is not None
    return AssignmentCard(
        code=matter.code,
        title=matter.title,
        words=row.words,
        holder=officer_card(matter.holder),
        opened_at=matter.opened_at,
        due_on=local_day(matter.first_due_at),
        now_due_at=matter.due_at,
        closed_at=matter.closed_at,
        checked_at=row.checked_at,
        checked_by=row.checked_by.name if row.checked_by else "",
        goal_id=row.goal_id,
        goal=row.goal.title if row.goal else "",
        milestone_id=row.milestone_id,
        milestone=row.milestone.title if row.milestone else "",
        slipped=_slips(row.slipped),
        evidence=tuple(proofs),
        outcome=outcome,
        version=matter.version,
    )


def assignment(actor: Actor, code: str) -> AssignmentCard:
    """One assignment. Refused alike when unknown and another commune's."""
    found = assignments(actor.commune_id, matter__code=code)
    if not found:
        raise Refused("matters.unknown", field="code", code=code)
    return found[0]


def mine(actor: Actor) -> tuple[AssignmentCard, ...]:
    """What the officer holds and has not done, what is due first on top."""
    return assignments(actor.commune_id, matter__holder_id=actor.officer_id or 0, matter__closed_at=None)


def to_check(actor: Actor) -> tuple[AssignmentCard, ...]:
    """What others did and nobody has looked at, of whom the officer is not the holder."""
    done = assignments(actor.commune_id, matter__closed_at__isnull=False, checked_at=None)
    return tuple(one for one in done if one.holder is None or one.holder.id != actor.officer_id)
