"""What happens to a survey. An answer's own fact tells no moment: only its week, at a random place among the facts."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from vidan.domain.facts import Fact
from vidan.domain.ledger.entries import issued_hash, tokens_text
from vidan.domain.ledger.note import from_base64, to_base64
from vidan.domain.surveys.answers import Channel

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class SampleFixed(Fact):
    """Who will be asked in a month was fixed before it began: the ledger shows the hash of the seed."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    LEDGER_KIND: ClassVar[str | None] = "mau"
    month: date
    share: int
    seed_hash: str

    def public(self) -> dict[str, Any]:
        return {"h": self.seed_hash}


@dataclass(frozen=True, kw_only=True)
class SeedShown(Fact):
    """The month is over: its seed is open, and anybody can recompute the sample."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    month: date
    seed: str


@dataclass(frozen=True, kw_only=True)
class SlipsIssued(Fact):
    """A batch of slips was printed; `shown` are the SHA-256 of their tokens in base64, in no order of printing.

    A batch of more than 21 slips tells several facts.
    """

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    LEDGER_KIND: ClassVar[str | None] = "phieu"
    batch: int
    shown: tuple[str, ...]

    def public(self) -> dict[str, Any]:
        from_shown = [issued_hash(from_base64(text)) for text in self.shown]
        return {"h": tokens_text(from_shown)}


@dataclass(frozen=True, kw_only=True)
class SlipAnswered(Fact):
    """A slip was answered in this week. No moment, no slip, no answer: those wait for their crowd."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    TIMELESS: ClassVar[bool] = True
    week: date
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class RatingShown(Fact):
    """One rating became public, in a crowd: its slip's hash, its week, its points."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    LEDGER_KIND: ClassVar[str | None] = "dg"
    slip: str
    week: date
    channel: Channel
    overall: int
    items: dict[int, int]

    def public(self) -> dict[str, Any]:
        return {"h": self.slip, "s": self.overall, "p": {str(number): value for number, value in self.items.items()}}


@dataclass(frozen=True, kw_only=True)
class RatingsTakenBack(Fact):
    """After a restore, answers that the public ledger has and the backup lacked count again."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    count: int


def shown_text(token_hash: bytes) -> str:
    """A spent slip's hash as facts and the ledger write it."""
    return to_base64(token_hash)
