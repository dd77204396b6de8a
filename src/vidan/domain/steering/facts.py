"""What happens to the board. Members act in public office: what is told of them is no citizen's datum."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vidan.domain.facts import Fact

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class BoardFounded(Fact):
    """The commune set up its steering board."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    name: str
    from_on: date
    members: int


@dataclass(frozen=True, kw_only=True)
class MemberSeated(Fact):
    """An officer took a seat in the board from a day on."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    seat: str
    field: str
    from_on: date
    decision: str


@dataclass(frozen=True, kw_only=True)
class MemberChanged(Fact):
    """What is said of a member changed: field of work, village, hours in which people find him."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    field: str
    reception: str


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Fact):
    """A seat in the board ended with a day, by a decision."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    seat: str
    until_on: date
    decision: str


@dataclass(frozen=True, kw_only=True)
class BoardPaperDrafted(Fact):
    """One of the board's founding papers was drafted as a letter."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    paper: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class CommitmentSigned(Fact):
    """A member signed the twelve commitments; the hash is of exactly the words that were signed."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    on: date
    place: str
    way: str
    words_hash: str


@dataclass(frozen=True, kw_only=True)
class PictureKept(Fact):
    """A picture was kept: of a member, of a meeting, of something done."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    name: str
    of: str
    words: str
