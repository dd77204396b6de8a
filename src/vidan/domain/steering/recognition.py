"""The self-assessment of the model for its recognition: a scorecard of 100 points, filled from figures where it can be.

Points go by halves. A figure with too little behind it brings none: nobody claims what chance may have brought. What no
figure tells is claimed by hand, and only with a paper or a photo. The scorecard itself is versioned content.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vidan.domain.errors import Refused
from vidan.domain.steering.reports import ReportFigure

#: Points of a whole scorecard, and halves in a point.
WHOLE, HALVES = 100, 2
#: Under so many occasions a share says more of chance than of the office; a duty is owed however seldom it arises, and
#: its line says so (`least` 1).
LEAST_OF = 10


@dataclass(frozen=True)
class ScoreItem:
    """A line of the scorecard. `query`: the figure that fills it, empty where it is claimed by hand; `wanted`: how many
    a count must reach for all points (a share must reach its target); `least`: occasions under which a share says
    nothing.
    """

    code: str
    name: str
    points: int
    query: str = ""
    wanted: int = 0
    least: int = LEAST_OF


@dataclass(frozen=True)
class Criterion:
    """A group of lines."""

    code: str
    name: str
    items: tuple[ScoreItem, ...]

    @property
    def points(self) -> int:
        return sum(item.points for item in self.items)


@dataclass(frozen=True)
class Scorecard:
    """One edition of the scorecard."""

    version: int
    from_on: date
    source: str
    criteria: tuple[Criterion, ...]

    @property
    def items(self) -> tuple[ScoreItem, ...]:
        return tuple(item for criterion in self.criteria for item in criterion.items)

    def item(self, code: str) -> ScoreItem:
        """A line by its code. Refused for none of it."""
        for item in self.items:
            if item.code == code:
                return item
        raise Refused("steering.score.item", field="code", code=code[:10])


def too_few(item: ScoreItem, figure: ReportFigure) -> bool:
    """Whether a share has too little behind it to bring points."""
    return figure.of is not None and figure.of < item.least


def scored(item: ScoreItem, figure: ReportFigure) -> int:
    """How many half points a figure brings, rounded down, at most all of the line's."""
    most = item.points * HALVES
    if figure.of is None:
        return min(most, most * figure.count // item.wanted) if item.wanted else 0
    if too_few(item, figure) or not figure.target:
        return 0
    return min(most, most * figure.count * 100 // (figure.of * figure.target))


def check_claim(item: ScoreItem, halves: int, *, proved: bool) -> None:
    """Refused for a line that a figure fills, for more than the line's points, and for points without a proof."""
    if item.query:
        raise Refused("steering.score.counted", field="points")
    if not 0 <= halves <= item.points * HALVES:
        raise Refused("steering.score.most", field="points", most=item.points)
    if halves and not proved:
        raise Refused("steering.score.unproved", field="letter")


def total(halves: Iterable[int]) -> float:
    """The points of a whole card."""
    return sum(halves) / HALVES
