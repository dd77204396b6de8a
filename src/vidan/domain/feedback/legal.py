"""The clocks of what the law gives a way of its own: a complaint, a denunciation. Acceptance, extension, conclusion.

Sources: Luật Khiếu nại 2011 art. 27-28 and Luật Tố cáo 2018 art. 24, 29-30, both amended by Luật 136/2025/QH15. The
limits themselves are content (`clocks.json`): a settlement's limit runs from the acceptance, an extension lengthens it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused


class LegalKind(StrEnum):
    """Which law."""

    COMPLAINT = "complaint"
    DENUNCIATION = "denunciation"


class LegalAct(StrEnum):
    """One step of the way that the law gives."""

    ACCEPT = "accepted"
    DECLINE = "declined"
    EXTEND = "extended"
    CONCLUDE = "concluded"


@dataclass(frozen=True)
class LegalClock:
    """The limits of one law: until acceptance from the receipt; until the conclusion from the acceptance, at first and
    after each extension, in ordinary communes and where ways are long."""

    accept: Limit
    settle: tuple[Limit, ...]
    remote: tuple[Limit, ...]

    def most_extensions(self) -> int:
        """How often it may be extended."""
        return len(self.settle) - 1


@dataclass(frozen=True)
class LegalCourse:
    """How far one matter is on its way."""

    received_at: datetime
    accepted_at: datetime | None = None
    remote: bool = False
    extensions: int = 0
    ended_at: datetime | None = None

    def acts(self, clock: LegalClock) -> frozenset[LegalAct]:
        """What may be done now."""
        if self.ended_at is not None:
            return frozenset()
        if self.accepted_at is None:
            return frozenset({LegalAct.ACCEPT, LegalAct.DECLINE})
        longer = {LegalAct.EXTEND} if self.extensions < clock.most_extensions() else set()
        return frozenset({LegalAct.CONCLUDE} | longer)

    def limit(self, clock: LegalClock) -> Limit:
        """The limit that runs now."""
        if self.accepted_at is None:
            return clock.accept
        return (clock.remote if self.remote else clock.settle)[self.extensions]

    def owed_at(self, clock: LegalClock, calendar: Calendar) -> datetime | None:
        """By when the next step is owed; None when it has ended."""
        if self.ended_at is not None:
            return None
        return calendar.due_moment(self.accepted_at or self.received_at, self.limit(clock))

    def take(self, act: LegalAct, clock: LegalClock, now: datetime, *, remote: bool = False) -> "LegalCourse":
        """After one more step. Refused where the law does not know it: too early, too often, too late to extend."""
        if act not in self.acts(clock):
            raise Refused("feedback.legal.not_now")
        if act is LegalAct.ACCEPT:
            return replace(self, accepted_at=now, remote=remote)
        if act is LegalAct.EXTEND:
            return replace(self, extensions=self.extensions + 1)
        return replace(self, ended_at=now)


def kept(law: LegalKind, course: LegalCourse) -> dict[str, Any]:
    """A course as it lies sealed: plain values."""
    times = {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(course).items()
    }
    return {**times, "law": law.value}


def read(told: Mapping[str, Any]) -> tuple[LegalKind, LegalCourse]:
    """What `kept` made, read again."""
    values = {name: value for name, value in told.items() if name != "law"}
    for name in ("received_at", "accepted_at", "ended_at"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return LegalKind(told["law"]), LegalCourse(**values)
