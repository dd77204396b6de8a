"""The plan as a time line: goals, milestones, assignments with their evidence, what slipped and why; the targets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of
from vidan.domain.people import Actor
from vidan.domain.steering import AssignmentStanding, EvidenceKind, Progress, progress
from vidan.queries.people import OfficerCard, officer_card
from vidan.store.models import Assignment, AssignmentEvidence, Fact, Goal, Milestone, Plan

_DAY = timedelta(days=1)


def targets(commune_id: int, day: date) -> dict[int, int]:
    """The target in per cent of each promise that the plan in force at a day's end has a goal for: one statement."""
    rows = Goal.objects.of(commune_id).filter(
        promise__isnull=False, plan__adopted_at__isnull=False, plan__adopted_at__lt=start_of(day + _DAY)
    )
    told = rows.order_by("-plan__adopted_at", "-plan_id").values_list("plan_id", "promise", "target")
    found: dict[int, int] = {}
    newest: int | None = None
    for plan_id, promise, target in told:
        newest = plan_id if newest is None else newest
        if plan_id == newest and promise is not None and target is not None:
            found[promise] = target
    return found


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
    """A milestone with what was given for it."""

    id: int
    title: str
    due_on: date
    assignments: tuple[AssignmentCard, ...]

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
    others: tuple[AssignmentCard, ...]


def plan(commune_id: int, *, draft: bool = False) -> PlanCard | None:
    """The plan that counts, or the draft beside it: nine statements, however much was given."""
    rows = Plan.objects.of(commune_id).filter(adopted_at__isnull=draft).select_related("adopted_by")
    row = rows.order_by("-adopted_at", "-pk").first()
    if row is None:
        return None
    given = assignments(commune_id, goal__plan=row)
    of_year = {"goal": None, "matter__opened_at__gte": start_of(date(row.year, 1, 1))}
    by_milestone: dict[int | None, list[AssignmentCard]] = {}
    by_goal: dict[int | None, list[AssignmentCard]] = {}
    for one in given:
        place, key = (by_goal, one.goal_id) if one.milestone_id is None else (by_milestone, one.milestone_id)
        place.setdefault(key, []).append(one)
    milestones: dict[int, list[MilestoneCard]] = {}
    for mark in Milestone.objects.of(commune_id).filter(goal__plan=row).order_by("due_on", "pk"):
        shown = MilestoneCard(mark.pk, mark.title, mark.due_on, tuple(by_milestone.get(mark.pk, ())))
        milestones.setdefault(mark.goal_id, []).append(shown)
    goals = Goal.objects.of(commune_id).filter(plan=row).select_related("owner").order_by("number")
    return PlanCard(
        id=row.pk,
        year=row.year,
        number=row.number,
        adopted_at=row.adopted_at,
        adopted_by=row.adopted_by.name if row.adopted_by else "",
        goals=tuple(
            GoalCard(
                id=goal.pk,
                number=goal.number,
                title=goal.title,
                promise=goal.promise,
                target=goal.target,
                owner_id=goal.owner_id,
                owner=goal.owner.name if goal.owner else "",
                milestones=tuple(milestones.get(goal.pk, ())),
                assignments=tuple(by_goal.get(goal.pk, ())),
            )
            for goal in goals
        ),
        others=assignments(commune_id, **of_year),
    )


def assignments(commune_id: int, **only: Any) -> tuple[AssignmentCard, ...]:
    """Assignments by the day they are due: three statements."""
    rows = list(
        Assignment.objects.of(commune_id)
        .filter(**only)
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
        slipped=tuple(
            Slip(date.fromisoformat(one["on"]), date.fromisoformat(one["to"]), one["why"]) for one in row.slipped
        ),
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
