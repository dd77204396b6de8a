"""What happened to a calendar."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CalendarLoaded(Fact):
    """A commune received the national calendar."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    version: int
    days: int


@dataclass(frozen=True, kw_only=True)
class CalendarDayChanged(Fact):
    """A day of the commune's calendar was set or cleared, by a document."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    version: int
    on: date
    kind: str
    name: str
    document: str
