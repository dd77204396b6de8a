"""Asking for missing papers after receipt: once, all at once, and only for what stands on the published list.

Sources: NĐ 61/2018 art. 11(2)(c), 15(3), 17, 19(4); NĐ 118/2025 art. 11; NĐ 309/2026 art. 8(1) ("trong một lần").
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.matters import reason_given
from vidan.domain.procedures import Paper
from vidan.domain.text import clean_line, fold

LONGEST_PAPER = 300


@dataclass(frozen=True)
class Terms:
    """What the law of a day says about asking: how long the papers are awaited, within what time one should ask.

    `sure` is False where the figure was taken from a neighbouring decree and the commune should confirm it.
    """

    supplement_wait: Limit
    supplement_within: Limit
    source: str
    sure: bool


@dataclass(frozen=True)
class OnePaper:
    """A paper that stands on no published list, with the typed reason that its citizen gets a copy of."""

    name: str
    reason: str


@dataclass(frozen=True)
class Asking:
    """What the officer asks for: positions on the published list, one reason for them, and perhaps one paper more."""

    positions: Collection[int]
    reason: str
    unlisted: OnePaper | None = None
    #: Why a second time: the head's own reason, empty at the first.
    again: str = ""


@dataclass(frozen=True)
class AskedPaper:
    """One paper of the slip, as it is kept and printed."""

    name: str
    condition: str
    originals: int
    copies: int
    reason: str
    listed: bool

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def ask(papers: Sequence[Paper], asking: Asking) -> tuple[AskedPaper, ...]:
    """The slip's papers. Refused: nothing chosen, a place that the list does not have, a paper without a reason.

    A paper typed as "outside the list" that stands on the list is refused too: then its box is to be ticked.
    """
    if any(not 0 <= position < len(papers) for position in asking.positions):
        raise Refused("dossiers.supplement.not_listed", field="papers")
    if not asking.positions and asking.unlisted is None:
        raise Refused("dossiers.supplement.nothing", field="papers")
    asked = []
    if asking.positions:
        reason = reason_given(asking.reason)
        for position in sorted(asking.positions):
            paper = papers[position]
            asked.append(AskedPaper(paper.name, paper.condition, paper.originals, paper.copies, reason, True))
    if asking.unlisted is not None:
        asked.append(_unlisted(papers, asking.unlisted))
    return tuple(asked)


def _unlisted(papers: Sequence[Paper], one: OnePaper) -> AskedPaper:
    name = clean_line(one.name)
    if not name or len(name) > LONGEST_PAPER:
        raise Refused("dossiers.supplement.unlisted_name", field="unlisted", most=LONGEST_PAPER)
    if fold(name) in {fold(paper.name) for paper in papers}:
        raise Refused("dossiers.supplement.listed_already", field="unlisted", paper=name)
    return AskedPaper(name, "", 1, 0, reason_given(one.reason, "unlisted_reason"), False)


def listed_names(asked: Sequence[AskedPaper], *, listed: bool) -> tuple[str, ...]:
    """The names of those on the list, or of those that are not."""
    return tuple(paper.name for paper in asked if paper.listed is listed)


def asked_late(calendar: Calendar, received_at: datetime, terms: Terms, now: datetime) -> bool:
    """Whether one asks later than the law wants; it is told and counted, for a missing paper is still missing."""
    return now > calendar.due_moment(received_at, terms.supplement_within)


_LONGEST_TITLE = 300


def outside_title(paper: str, procedure: str) -> str:
    """What the look at a paper outside the list is called."""
    return f"{_outside(paper)}{procedure})"[:_LONGEST_TITLE]


def looked_at(title: str, papers: Iterable[str]) -> str | None:
    """Which of these papers a look is at, by its title; whatever its procedure is called meanwhile.

    The longest that fits: a look at `Sổ hộ khẩu (bản gốc)` begins like one at `Sổ hộ khẩu`.
    """
    return max((name for name in papers if title.startswith(_outside(name)[:_LONGEST_TITLE])), key=len, default=None)


def _outside(paper: str) -> str:
    return f"Giấy tờ ngoài danh mục: {paper} ("
