"""The plan along the year: a table of its goals by months, what slipped and why, and every thing in its order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse

from vidan.domain.moments import local_day
from vidan.queries import steering as seen
from vidan.speech import days

MONTHS = range(1, 13)
#: What a mark's form says; the same words are read aloud.
STATES = {"done": "xong", "late": "quá hạn", "after": "xong muộn", "": "đang làm"}


@dataclass(frozen=True)
class Mark:
    """A milestone or an assignment on the time line, on its first day."""

    on: date
    title: str
    state: str
    detail: str
    url: str
    milestone: bool = False
    slips: tuple[str, ...] = ()
    days_late: int = 0
    tools: tuple[tuple[str, str], ...] = field(default=())

    @property
    def said(self) -> str:
        """The whole mark as one sentence."""
        return f"{self.title}: {STATES[self.state]}; {self.detail}"


def milestone(card: seen.MilestoneCard, today: date) -> Mark:
    """A milestone: reached when all that was given for it is proved."""
    standing, done = card.standing, card.progress(today)
    told = f"{done.proved}/{done.whole} việc có bằng chứng" if done.whole else "chưa giao việc nào"
    open_still = standing.reached_on is None
    return Mark(
        on=card.due_on,
        title=f"Mốc: {card.title}",
        state=_state(late=standing.late_on(today), done=not open_still),
        detail=f"hạn {days.day(card.due_on)} · {told}",
        url="",
        milestone=True,
        slips=_slips(card.slipped),
        days_late=standing.days_late(today),
        tools=(
            (f"{reverse('office.assignment_new')}?moc={card.id}", "Giao việc cho mốc này"),
            (reverse("office.milestone_move", args=[card.id]), "Lùi mốc, có lý do"),
        )
        if open_still
        else (),
    )


def assignment(card: seen.AssignmentCard, today: date) -> Mark:
    """An assignment: done with evidence, or not."""
    standing = card.standing
    done_on = local_day(card.closed_at) if card.closed_at else None
    told = f"xong {days.day(done_on)}" if done_on else "chưa xong"
    who = f"{card.holder.name} · " if card.holder else ""
    return Mark(
        on=card.due_on,
        title=card.title,
        state=_state(late=standing.late_on(today), done=done_on is not None),
        detail=f"{who}hạn {days.day(card.due_on)} · {told}",
        url=reverse("office.assignment", args=[card.code]),
        slips=_slips(card.slipped),
        days_late=max(((done_on or today) - card.due_on).days, 0),
    )


def _state(*, late: bool, done: bool) -> str:
    if done:
        return "after" if late else "done"
    return "late" if late else ""


def _slips(told: Iterable[seen.Slip]) -> tuple[str, ...]:
    return tuple(f"Lùi tới {days.day(slip.to)}: {slip.why}" for slip in told)


def by_goal(card: seen.PlanCard, today: date) -> Iterator[tuple[str, list[Mark]]]:
    """Each goal that has anything on the line, then what belongs to none."""
    for goal in card.goals:
        marks = [milestone(one, today) for one in goal.milestones]
        marks += [assignment(work, today) for one in goal.milestones for work in one.assignments]
        marks += [assignment(one, today) for one in goal.assignments]
        if marks:
            yield f"{goal.number}. {goal.title.partition(':')[0]}", marks
    before = [milestone(one, today) for one in card.earlier]
    before += [assignment(work, today) for one in card.earlier for work in one.assignments]
    if before:
        yield "Kế hoạch trước", before
    if card.others:
        yield "Việc từ các cuộc họp và việc khác", [assignment(one, today) for one in card.others]


def year_table(card: seen.PlanCard, today: date) -> dict[str, Any]:
    """The year as a table: a row a goal, a column a month; what is of another year stands in the list below only."""
    rows = []
    for title, marks in by_goal(card, today):
        inside = [mark for mark in marks if mark.on.year == card.year]
        cells = [
            {
                "now": (card.year, month) == (today.year, today.month),
                "marks": sorted((mark for mark in inside if mark.on.month == month), key=lambda mark: mark.on),
            }
            for month in MONTHS
        ]
        if inside:
            rows.append({"title": title, "cells": cells})
    heads = [{"month": month, "now": (card.year, month) == (today.year, today.month)} for month in MONTHS]
    return {"heads": heads, "rows": rows}


def slipped(card: seen.PlanCard, today: date) -> list[Mark]:
    """What was not reached on its first day, the latest first."""
    marks = [mark for _, found in by_goal(card, today) for mark in found if mark.state in ("late", "after")]
    return sorted(marks, key=lambda mark: (mark.state != "late", -mark.days_late, mark.on))


def months(card: seen.PlanCard, today: date) -> Iterator[dict[str, Any]]:
    """Milestones and assignments by the month of their first days."""
    found: dict[date, list[Mark]] = {}
    for mark in sorted((mark for _, marks in by_goal(card, today) for mark in marks), key=lambda mark: mark.on):
        found.setdefault(mark.on.replace(day=1), []).append(mark)
    for month, marks in found.items():
        now = month == today.replace(day=1)
        waits = any(mark.state in ("late", "") for mark in marks)
        yield {"title": f"Tháng {month:%m/%Y}", "marks": marks, "now": now, "open": now or waits}
