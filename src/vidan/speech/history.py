"""What happened to a matter, line by line, in words that a citizen may read too."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from vidan.domain.matters import ClockHolder
from vidan.domain.moments import local
from vidan.speech import days
from vidan.speech.language import _
from vidan.speech.states import CAUSES


class Stretch(Protocol):
    """A stretch of the clock as the queries tell it."""

    @property
    def clock(self) -> ClockHolder: ...
    @property
    def officer(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def cause(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def from_at(self) -> datetime: ...
    @property
    def until_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Line:
    """One line of a history."""

    title: str
    who: str
    when: str
    reason: str
    now: bool


def lines(stretches: Sequence[Stretch]) -> list[Line]:
    """The stretches of the clock as a story, oldest first."""
    return [
        Line(
            title=_title(stretch),
            who=_who(stretch),
            when=days.moment(local(stretch.from_at)),
            reason=stretch.reason,
            now=stretch.until_at is None,
        )
        for stretch in stretches
    ]


def _title(stretch: Stretch) -> str:
    if stretch.cause == "moved_on" and stretch.step:
        return stretch.step
    return _(CAUSES.get(stretch.cause, stretch.cause))


def _who(stretch: Stretch) -> str:
    if stretch.clock is ClockHolder.CITIZEN:
        return _("chờ bà con")
    if stretch.clock is ClockHolder.AGENCY:
        return f"{_('chờ')} {stretch.agency}"
    return stretch.officer
