"""What the board tells others: its reports, what it asks officials to read, what the loudspeaker says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from vidan.domain.facts import Fact
from vidan.domain.steering.facts import NOBODY


@dataclass(frozen=True, kw_only=True)
class ReportDrafted(Fact):
    """A report of a period was drafted from its figures."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    period: str
    until: date
    letter: str


@dataclass(frozen=True, kw_only=True)
class BriefingSent(Fact):
    """A notice went to officials, each of whom is to say that it was read."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    title: str
    readers: int
    read_by: date


@dataclass(frozen=True, kw_only=True)
class BriefingRead(Fact):
    """An official said that a notice was read."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    late: bool


@dataclass(frozen=True, kw_only=True)
class BroadcastWritten(Fact):
    """A text for the loudspeaker was written; it names nobody and is short enough."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    title: str
    seconds: int


@dataclass(frozen=True, kw_only=True)
class BroadcastAired(Fact):
    """A text was read out over a loudspeaker."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    title: str
    aired_at: datetime
    place: str


@dataclass(frozen=True, kw_only=True)
class AssessmentMade(Fact):
    """The board assessed its year on the scorecard, from the figures as they stood."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    year: int
    version: int
    halves: int


@dataclass(frozen=True, kw_only=True)
class PointsClaimed(Fact):
    """Points were claimed by hand for a line of the scorecard, with a paper or a photo."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    halves: int
    words: str
