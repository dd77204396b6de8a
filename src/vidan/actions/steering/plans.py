"""The year's plan: begun from the twelve promises, changed while it is a draft, adopted by a head."""

from dataclasses import replace
from datetime import date, datetime

from vidan.actions.recording import Record, recording
from vidan.actions.steering import board
from vidan.content.promises import definitions
from vidan.domain import steering as rules
from vidan.domain.errors import Refused
from vidan.domain.matters import reason_given
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, require
from vidan.domain.steering import GoalText
from vidan.domain.text import clean_line
from vidan.store.models import Assignment, Goal, Milestone, Plan
from vidan.store.rows import insert


def start(actor: Actor, year: int, *, now: datetime) -> Plan:
    """Begin a year's plan: with the goals of the plan that counts now, else one for each promise at its usual target.

    Refused while another draft lies there, without a board, and for a year that is over or far away.
    """
    require(actor, *board.KEEPERS)
    today = local_day(now)
    if not today.year <= year <= today.year + 1:
        raise Refused("steering.plan.year", field="year", first=today.year, last=today.year + 1)
    with recording(actor, now) as record:
        board.require_board(actor.commune_id)
        if Plan.objects.of(actor.commune_id).filter(adopted_at=None).exists():
            raise Refused("steering.plan.draft_waits")
        number = Plan.objects.of(actor.commune_id).filter(year=year).count() + 1
        plan = insert(
            Plan(commune_id=actor.commune_id, year=year, number=number, made_at=now, made_by_id=actor.officer_id)
        )
        goals = _goals_to_begin_with(actor.commune_id, today)
        for place, goal in enumerate(goals, start=1):
            insert(_row(plan, place, goal))
        record.fact(rules.PlanStarted(year=year, number=number, goals=len(goals)), subject=f"plan:{plan.pk}")
    return plan


def _goals_to_begin_with(commune_id: int, today: date) -> list[GoalText]:
    known = in_force(commune_id)
    if known is not None:
        rows = Goal.objects.of(commune_id).filter(plan=known).order_by("number")
        return [GoalText(row.title, row.promise, row.target, row.owner_id) for row in rows]
    return [GoalText(f"{one.vi.name}: {one.vi.plain}", one.number, one.target) for one in definitions(today)]


def in_force(commune_id: int) -> Plan | None:
    """The plan that counts now: the last that was adopted."""
    found: Plan | None = (
        Plan.objects.of(commune_id).filter(adopted_at__isnull=False).order_by("-adopted_at", "-pk").first()
    )
    return found


def _row(plan: Plan, number: int, goal: GoalText) -> Goal:
    return Goal(
        commune_id=plan.commune_id,
        plan=plan,
        number=number,
        title=goal.title,
        promise=goal.promise,
        target=goal.target if goal.promise is not None else None,
        owner_id=goal.owner_id,
    )


def draft_of(actor: Actor, plan_id: int) -> Plan:
    """A plan that is still a draft. Refused alike when unknown, adopted, or another commune's."""
    plan: Plan | None = Plan.objects.of(actor.commune_id).filter(pk=plan_id, adopted_at=None).first()
    if plan is None:
        raise Refused("steering.plan.no_draft", field="plan")
    return plan


def set_goal(actor: Actor, plan_id: int, goal: GoalText, *, number: int | None = None, now: datetime) -> Goal:
    """Write a goal of a draft anew, or one more (`number` None). A promise has one goal in a plan."""
    require(actor, *board.KEEPERS)
    told = replace(goal, title=clean_line(goal.title)[:300])
    rules.check_goal(told)
    with recording(actor, now) as record:
        plan = draft_of(actor, plan_id)
        _require_sitting(actor, told.owner_id, local_day(now))
        rows = Goal.objects.of(actor.commune_id).filter(plan=plan)
        if told.promise is not None and rows.filter(promise=told.promise).exclude(number=number or 0).exists():
            raise Refused("steering.goal.twice", field="promise", promise=told.promise)
        row = _put(plan, rows.count() + 1 if number is None else number, told, new=number is None)
        record.fact(
            rules.GoalSet(year=plan.year, title=row.title, promise=row.promise, target=row.target),
            subject=f"plan:{plan.pk}",
        )
    return row


def _put(plan: Plan, number: int, told: GoalText, *, new: bool) -> Goal:
    if new:
        if number > rules.MOST_GOALS:
            raise Refused("steering.goal.many", most=rules.MOST_GOALS)
        return insert(_row(plan, number, told))
    row: Goal | None = Goal.objects.of(plan.commune_id).filter(plan=plan, number=number).first()
    if row is None:
        raise Refused("steering.goal.unknown", field="goal")
    fresh = _row(plan, number, told)
    for name in ("title", "promise", "target", "owner_id"):
        setattr(row, name, getattr(fresh, name))
    row.save(update_fields=["title", "promise", "target", "owner"])
    return row


def drop_goal(actor: Actor, plan_id: int, number: int, *, now: datetime) -> None:
    """Leave a goal of the commune's own out of a draft; those behind it move up. The twelve promises stay."""
    require(actor, *board.KEEPERS)
    with recording(actor, now) as record:
        plan = draft_of(actor, plan_id)
        rows = Goal.objects.of(actor.commune_id).filter(plan=plan)
        row = rows.filter(number=number).first()
        if row is None:
            raise Refused("steering.goal.unknown", field="goal")
        if row.promise is not None:
            raise Refused("steering.goal.promised", field="goal", promise=row.promise)
        Milestone.objects.of(actor.commune_id).filter(goal=row).delete()
        row.delete()
        for later in rows.filter(number__gt=number).order_by("number"):
            later.number -= 1
            later.save(update_fields=["number"])
        record.fact(rules.GoalDropped(year=plan.year, title=row.title), subject=f"plan:{plan.pk}")


def _require_sitting(actor: Actor, officer_id: int | None, day: date) -> None:
    if officer_id is not None and officer_id not in {one.officer_id for one in board.sitting_on(actor.commune_id, day)}:
        raise Refused("steering.assignment.not_seated", field="owner")


def adopt(actor: Actor, plan_id: int, *, now: datetime) -> Plan:
    """A head says that the plan counts. Its targets are the scoreboard's from this moment; it never changes again."""
    require(actor, Role.LEADER)
    with recording(actor, now) as record:
        plan = draft_of(actor, plan_id)
        goals = Goal.objects.of(actor.commune_id).filter(plan=plan).order_by("number")
        targets = {goal.promise: goal.target for goal in goals if goal.promise is not None and goal.target is not None}
        _carry_over(record, plan)
        plan.adopted_at, plan.adopted_by_id = now, actor.officer_id
        plan.save(update_fields=["adopted_at", "adopted_by"])
        record.fact(rules.PlanAdopted(year=plan.year, number=plan.number, targets=targets), subject=f"plan:{plan.pk}")
    return plan


def _carry_over(record: Record, plan: Plan) -> None:
    """What is still to be done of the plan before goes on under the goal of the same title: milestones that lie ahead
    of a plan of the same year, and assignments that run. What was missed stays where it was missed.
    """
    before = in_force(plan.commune_id)
    if before is None:
        return
    now_called = {row.title: row for row in Goal.objects.of(plan.commune_id).filter(plan=plan)}
    ahead = Milestone.objects.of(plan.commune_id).filter(goal__plan=before, due_on__gte=local_day(record.now))
    running = Assignment.objects.of(plan.commune_id).filter(goal__plan=before, matter__closed_at=None)
    moving: list[Milestone | Assignment] = list(running.filter(milestone=None).select_related("goal"))
    if before.year == plan.year:
        moving += ahead.select_related("goal")
    for row in moving:
        if row.goal is not None and row.goal.title in now_called:
            row.goal = now_called[row.goal.title]
            row.save(update_fields=["goal"])


def set_milestone(actor: Actor, goal_id: int, title: str, due_on: date, *, now: datetime) -> Milestone:
    """A day by which part of a goal is reached: in a draft, or in the plan that counts."""
    require(actor, *board.KEEPERS)
    words = board.line(title, "title")
    with recording(actor, now) as record:
        goal = Goal.objects.of(actor.commune_id).filter(pk=goal_id).select_related("plan").first()
        if goal is None:
            raise Refused("steering.goal.unknown", field="goal")
        rules.check_day(due_on, goal.plan.year, local_day(now))
        row = insert(Milestone(commune_id=actor.commune_id, goal=goal, title=words, due_on=due_on))
        record.fact(rules.MilestoneSet(title=words, due_on=due_on), subject=f"plan:{goal.plan_id}")
    return row


def postpone_milestone(actor: Actor, milestone_id: int, due_on: date, reason: str, *, now: datetime) -> Milestone:
    """A later day, with a reason that everybody reads on the time line; the first day stays and is what counts."""
    require(actor, *board.KEEPERS)
    why = reason_given(reason)
    with recording(actor, now) as record:
        row: Milestone | None = (
            Milestone.objects.of(actor.commune_id)
            .filter(pk=milestone_id, goal__plan__adopted_at__isnull=False)
            .select_related("goal__plan")
            .first()
        )
        if row is None:
            raise Refused("steering.milestone.unknown", field="milestone")
        rules.check_day(due_on, row.goal.plan.year, local_day(now))
        rules.check_moved(due_on, date.fromisoformat(row.slipped[-1]["to"]) if row.slipped else row.due_on)
        row.slipped = [*row.slipped, {"on": local_day(now).isoformat(), "to": due_on.isoformat(), "why": why}]
        row.save(update_fields=["slipped"])
        record.fact(
            rules.MilestoneMoved(title=row.title, due_on=due_on, reason=why), subject=f"plan:{row.goal.plan_id}"
        )
    return row
