"""What happens to a log itself. All private: the public sees its checkpoints."""

from dataclasses import dataclass
from typing import ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LogBegun(Fact):
    """A year's log was begun: its name and key line are fixed from now on; it takes up the log of the year before."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    origin: str
    vkey: str
    before: str


@dataclass(frozen=True, kw_only=True)
class EntriesPlaced(Fact):
    """Waiting entries received their places, shuffled, for ever."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    origin: str
    first: int
    entries: int


@dataclass(frozen=True, kw_only=True)
class LedgerExtended(Fact):
    """We bound ourselves to a longer tree, proved to begin with the one before. Recorded before anything is signed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    origin: str
    size: int
    root: str


@dataclass(frozen=True, kw_only=True)
class LedgerPublished(Fact):
    """The signed checkpoint of a tree lies in the public folder; `witnesses` are the names of those who cosigned."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    origin: str
    size: int
    root: str
    entries: int
    witnesses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class LedgerAlarmRaised(Fact):
    """Something about a log contradicts itself: nothing was signed. `code` names the refusal."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    details: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class EntriesTakenBack(Fact):
    """After a restore, entries that the public log had and the backup lacked were taken back from a copy of the log."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    origin: str
    first: int
    entries: int


@dataclass(frozen=True, kw_only=True)
class NumbersLeftOut(Fact):
    """After a restore, numbers of a series, from `first` on, that may be on papers given out already were left out."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    series: str
    period: str
    first: int
    count: int
