"""Lessons: from a fault to its cause, a measure, an owner and a day on which the same figure is read again.

A lesson without a check day cannot be closed; whether the measure worked is read from the figures, never typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from vidan.domain.errors import Refused

#: A promise that misses its target by so many points, with so many occasions, asks for a lesson.
MISSED_BY, LEAST_COUNTED = 5, 10
#: A topic with so many pieces of feedback in the span asks for one; a question without an answer likewise.
REPEATED = 3
SPAN = timedelta(days=30)
#: The soonest and the latest day on which the figure is read again; of complaints not before a whole span is over.
SOONEST, LATEST = timedelta(days=7), timedelta(days=180)


class LessonSource(StrEnum):
    """What opened a lesson: a promise that was missed, a complaint that came again, a search that found nothing."""

    PROMISE = "promise"
    TOPIC = "topic"
    SEARCH = "search"


class LessonState(StrEnum):
    """Where a lesson stands."""

    OPEN = "open"
    MEASURED = "measured"
    WORKED = "worked"
    FAILED = "failed"


class Thanks(StrEnum):
    """How whoever showed a cause is thanked: by a letter, on the page of what was said, or it is done."""

    LETTER = "letter"
    PAGE = "page"
    DONE = "done"


@dataclass(frozen=True)
class FigureRead:
    """The figure behind a lesson, read on a day: of a promise, so many kept of so many counted; else a count.

    `since`: the first day that is counted. When a lesson is judged nothing counts that was before its measure.
    """

    on: date
    count: int
    counted: int = 0
    target: int = 0
    since: date | None = None

    def told(self) -> dict[str, Any]:
        """As it is stored."""
        told = {"on": self.on.isoformat(), "count": self.count, "counted": self.counted, "target": self.target}
        return told | ({"since": self.since.isoformat()} if self.since else {})

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "FigureRead":
        """As it was stored."""
        since = date.fromisoformat(told["since"]) if "since" in told else None
        return cls(date.fromisoformat(told["on"]), told["count"], told["counted"], told["target"], since)


def still_there(source: LessonSource, before: FigureRead, now: FigureRead) -> bool:
    """Whether the fault came back: a promise that still misses its target, a complaint or a search as often as before.

    Of a promise without any occasion since nothing can be said for the measure: then the fault counts as still there.
    """
    if source is LessonSource.PROMISE:
        return now.counted == 0 or now.count * 100 < now.target * now.counted
    if source is LessonSource.SEARCH:
        return now.count > before.count
    return now.count >= min(max(before.count, 1), REPEATED)


def asks_for_lesson(reading: FigureRead) -> bool:
    """Whether a promise misses its target by more than chance and by much."""
    return reading.counted >= LEAST_COUNTED and reading.count * 100 < (reading.target - MISSED_BY) * reading.counted


def check_measure(source: LessonSource, check_on: date, today: date) -> None:
    """Refused for a check day too soon to tell anything, or so late that everybody has forgotten."""
    soonest = SPAN if source is LessonSource.TOPIC else SOONEST
    if not today + soonest <= check_on <= today + LATEST:
        raise Refused(
            "steering.lesson.check_day",
            field="check_on",
            first=f"{today + soonest:%d/%m/%Y}",
            last=f"{today + LATEST:%d/%m/%Y}",
        )
