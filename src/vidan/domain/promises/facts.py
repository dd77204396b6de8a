"""What happens to the figures themselves."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ScoreboardPublished(Fact):
    """The figures of a day (ninety days) went into the public ledger, with the hashes of the open-data files.

    They are those over the entries before index `until` of the year's log; `since` is where the board before ended.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "bc"
    day: date
    since: int
    until: int
    kept: dict[str, int]
    counted: dict[str, int]
    files: dict[str, str]

    def public(self) -> dict[str, Any]:
        told = {"kept": dict(self.kept), "counted": dict(self.counted), "files": dict(self.files)}
        return {"n": {"from": self.since, "to": self.until, **told}}


@dataclass(frozen=True, kw_only=True)
class FiguresRecounted(Fact):
    """All figures were counted anew from the records. `differing`: occasions, and `days`, that had to be put right."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    occasions: int
    differing: int
    days: int


@dataclass(frozen=True, kw_only=True)
class FiguresCorrected(Fact):
    """Figures of one promise that were published for some days are other ones now; the public log of it says which."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    promise: int
    first: date
    last: date
    days: int
    cause: str


@dataclass(frozen=True, kw_only=True)
class TablesKept(Fact):
    """The tables of a quarter that is over were laid down for good: later changes never go into them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    first: date
    last: date
    tables: int


@dataclass(frozen=True, kw_only=True)
class ScorecardInputEntered(Fact):
    """A figure for the scorecard of the quarter that ends with `last` was typed in, from another system."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    last: date
    key: str
    kept: int
    counted: int
