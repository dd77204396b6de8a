"""What a dossier cost its citizen beyond what the law asks: trips for nothing, a complaint that proved right.

Promise 6 counts both. Sources: NĐ 118/2025 art. 5 (no trouble, no harassment); TT 01/2018 art. 13-14 (how often one had
to come; complaints that proved right); Luật Khiếu nại 2011 art. 31 (the decision that settles a complaint).
"""

from dataclasses import dataclass
from typing import ClassVar

from vidan.domain.errors import Refused
from vidan.domain.facts import Fact

MOST_VISITS = 20
LONGEST_DECISION = 200
#: Once to hand the dossier in, once to fetch the result; a lawful request for papers costs one more.
_LAWFUL = 2


def check_visits(visits: int | None) -> None:
    """Refused `dossiers.visits.out_of_range` for a number that no citizen would say."""
    if visits is not None and not 1 <= visits <= MOST_VISITS:
        raise Refused("dossiers.visits.out_of_range", field="visits", most=MOST_VISITS)


def needless_trips(visits: int | None, asked: int) -> int:
    """How many of her trips were for nothing; none where nobody asked her."""
    return max(visits - _LAWFUL - min(asked, 1), 0) if visits is not None else 0


def decision_given(text: str) -> str:
    """The document by which a complaint was settled. Refused when it is not named."""
    if not text:
        raise Refused("dossiers.complaint.decision", field="decision")
    if len(text) > LONGEST_DECISION:
        raise Refused("dossiers.complaint.decision_too_long", field="decision", most=LONGEST_DECISION)
    return text


@dataclass(frozen=True, kw_only=True)
class VisitsTold(Fact):
    """Who fetched the result said how often she had to come, this time included; `needless` of them for nothing."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    visits: int
    needless: int


@dataclass(frozen=True, kw_only=True)
class OfficesTold(Fact):
    """Who fetched the result said whether she had to go to another office as well (TT 01/2018 art. 13, indicator 4).

    An inspection on site that the law asks for, where the body came to her, is no other office.
    """

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    elsewhere: bool


@dataclass(frozen=True, kw_only=True)
class ComplaintUpheld(Fact):
    """A complaint about how this dossier was handled was settled by a decision, and it was right."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    decision: str
