"""What the board's papers say before somebody makes them her own: versioned content, with its source. See README.md."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from vidan.domain.steering import Criterion, PublicationItem, Scorecard, ScoreItem


@dataclass(frozen=True)
class Paper:
    """One founding paper: the kind of letter that it is, and its fields as templates (`str.format_map`)."""

    key: str
    kind: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Founding:
    """The founding texts in one version; `seats` and `duties` by seat."""

    version: int
    source: str
    name: str
    seats: Mapping[str, str]
    duties: Mapping[str, str]
    papers: tuple[Paper, ...]


@cache
def founding() -> Founding:
    """The texts in force. The file is ours: a damaged one raises ValueError or KeyError."""
    told = _read("founding.json")
    papers = tuple(Paper(key, one["kind"], one["values"]) for key, one in told["papers"].items())
    return Founding(told["version"], told["source"], told["name"], told["seats"], told["duties"], papers)


def _read(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((files(__name__) / name).read_text(encoding="utf-8"))
    return told


@dataclass(frozen=True)
class BudgetTerm:
    """Within how many days of a quarter's end its budget is published. `confirmed`: whether somebody has compared it
    with the law in force; until then whoever reads the date is asked to.
    """

    days: int
    source: str
    confirmed: bool


@cache
def budget_term() -> BudgetTerm:
    """The term of the budget's quarter. The file is ours: a damaged one raises ValueError or TypeError."""
    return BudgetTerm(**_read("publication.json")["budget"])


@cache
def publications() -> tuple[PublicationItem, ...]:
    """The fourteen things that a commune publishes, in the order of the law."""
    return tuple(PublicationItem(**one) for one in _read("publication.json")["items"])


def publication_ways() -> dict[str, str]:
    """The ten ways of publishing, as papers name them."""
    told: dict[str, str] = _read("publication.json")["ways"]
    return told


def courtesies() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The four that officials ask (xin) and the four that they always do (luôn), as posters say them."""
    told = _read("outreach.json")
    return tuple(told["please"]), tuple(told["always"])


#: Editions of the scorecard, the oldest first. Edition 2: the duties (1 and 4 to 8) are judged however few they were.
EDITIONS = (1, 2)


def scorecard_on(day: date) -> Scorecard:
    """The scorecard in force on a day: the first one before that."""
    begun = [card for card in map(scorecard, EDITIONS) if card.from_on <= day]
    return begun[-1] if begun else scorecard(EDITIONS[0])


@cache
def scorecard(version: int) -> Scorecard:
    """One edition of it. The files are ours: a damaged one raises ValueError or KeyError, a missing one OSError."""
    told = _read(f"recognition-{version}.json")
    criteria = tuple(
        Criterion(one["code"], one["name"], tuple(ScoreItem(**item) for item in one["items"]))
        for one in told["criteria"]
    )
    return Scorecard(told["version"], date.fromisoformat(told["from_on"]), told["source"], criteria)
