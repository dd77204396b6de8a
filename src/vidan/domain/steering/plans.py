"""The yearly plan: goals with targets, milestones, assignments. Progress comes from evidence and from nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.steering.board import COMMITMENTS

LEAST_TARGET, MOST_TARGET = 1, 100
MOST_GOALS = 40


class EvidenceKind(StrEnum):
    """What may prove that something was done."""

    PHOTO = "photo"
    DOCUMENT = "document"
    FIGURE = "figure"
    MEETING = "meeting"
    POSTED = "posted"


@dataclass(frozen=True)
class GoalText:
    """A goal as it is set: of a promise (then its target in per cent is the scoreboard's), or of its own."""

    title: str
    promise: int | None = None
    target: int | None = None
    owner_id: int | None = None


@dataclass(frozen=True)
class AssignmentStanding:
    """An assignment as progress sees it: its first day due, when it was done, how much evidence it has."""

    due_on: date
    done_on: date | None
    evidence: int

    @property
    def proved(self) -> bool:
        """Done, and somebody can see it."""
        return self.done_on is not None and self.evidence > 0

    def late_on(self, day: date) -> bool:
        """Whether its first day had passed undone on a day, or it was done after that day."""
        return (day if self.done_on is None else self.done_on) > self.due_on


@dataclass(frozen=True)
class Progress:
    """So many assignments proved of so many, and so many late."""

    proved: int
    whole: int
    late: int

    @property
    def reached(self) -> bool:
        """Everything that was given is proved; where nothing was given nothing is reached."""
        return self.whole > 0 and self.proved == self.whole


def progress(assignments: Sequence[AssignmentStanding], day: date) -> Progress:
    """What has come of some assignments by a day."""
    return Progress(
        sum(one.proved for one in assignments), len(assignments), sum(one.late_on(day) for one in assignments)
    )


@dataclass(frozen=True)
class MilestoneStanding:
    """A milestone: its first day, which stays, and the day on which all that was given for it was proved."""

    due_on: date
    reached_on: date | None

    def late_on(self, day: date) -> bool:
        """Whether its first day had passed unreached on a day, or it was reached after that day."""
        return (day if self.reached_on is None else self.reached_on) > self.due_on

    def days_late(self, day: date) -> int:
        """By how many days, up to a day; 0 in time."""
        return max(((day if self.reached_on is None else self.reached_on) - self.due_on).days, 0)


def reached_on(assignments: Sequence[AssignmentStanding]) -> date | None:
    """The day on which the last of a milestone's assignments was proved; None while one is not, or none was given."""
    done = [one.done_on for one in assignments if one.done_on is not None and one.evidence > 0]
    return max(done) if done and len(done) == len(assignments) else None


def as_of(assignments: Sequence[AssignmentStanding], day: date) -> list[AssignmentStanding]:
    """The same as they stood at a day's end: what was done later was not done."""
    return [replace(one, done_on=None) if one.done_on and one.done_on > day else one for one in assignments]


def check_goal(goal: GoalText) -> None:
    """Refused for a promise that is none of the twelve, or a target that is no share or missing."""
    if len(goal.title) < 4:
        raise Refused("steering.words.missing", field="title")
    if goal.promise is not None and not 1 <= goal.promise <= COMMITMENTS:
        raise Refused("steering.goal.promise", field="promise", most=COMMITMENTS)
    if goal.promise is not None and (goal.target is None or not LEAST_TARGET <= goal.target <= MOST_TARGET):
        raise Refused("steering.goal.target", field="target", least=LEAST_TARGET, most=MOST_TARGET)


def check_moved(day: date, before: date) -> None:
    """Refused for a day that is no later than the one that is worked towards: that would be no postponement."""
    if day <= before:
        raise Refused("steering.milestone.no_later", field="due_on", before=f"{before:%d/%m/%Y}")


def check_day(day: date, year: int, today: date) -> None:
    """Refused for a deadline that has passed, or lies outside the plan's year and the month after it."""
    if day < today:
        raise Refused("steering.day.passed", field="due_on")
    if not date(year, 1, 1) <= day <= date(year + 1, 1, 31):
        raise Refused("steering.day.outside", field="due_on", year=year)
