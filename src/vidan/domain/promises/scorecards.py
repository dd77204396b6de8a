"""The scorecards of the law, from the same events as the promises: points of TT 01/2018, an estimate of QĐ 766.

Points are kept in hundredths: no floating number decides a rank. What is not known is left out of a sum, and its rank
is then told as a range: from nothing of the unknown to all of it.

Sources: TT 01/2018/TT-VPCP art. 13-15 (points, rounding to one decimal, ranks); QĐ 766/QĐ-TTg of 23/6/2022 (groups).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vidan.domain.errors import Refused
from vidan.domain.promises.figures import Figure

#: Hundredths in a point; the most that one indicator of TT 01 can bring.
WHOLE, MOST = 100, 200
#: What one officer is measured by; what is measured for the agency alone.
OF_OFFICER, OF_AGENCY = (1, 2, 3, 4, 7), (5, 6, 8, 9)
#: Under so many dossiers an officer's mean says more about chance than about him.
LEAST_DOSSIERS = 5
LARGEST_INPUT, LONGEST_SOURCE = 10_000_000, 200
#: Figures that only the provincial system or the national portal has: typed in with their source, kept/counted.
INPUTS = (
    "received_here",
    "decided_here",
    "posted",
    "on_the_web",
    "online_procedures",
    "online_of_eligible",
    "online_late",
    "listed_in_time",
    "announced_in_time",
    "complete_parts",
    "synchronised",
    "electronic_results",
    "digitised",
    "data_reused",
    "online_procedures_used",
    "online_dossiers",
    "whole_online_dossiers",
    "payable_procedures",
    "paid_procedures",
    "paid_dossiers",
)


@dataclass(frozen=True)
class Rung:
    """From so many hundredths on (that many included) it has this name."""

    least: int
    name: str


@dataclass(frozen=True)
class PointsCard:
    """One edition of the nine indicators."""

    key: str
    since: date
    source: str
    doubt: str
    ranks: tuple[Rung, ...]
    tasks: tuple[Rung, ...]


@dataclass(frozen=True)
class IndexPart:
    """A component of a group: at most so many points; `sure`: its maximum is the decision's, not our estimate."""

    key: str
    most: int
    sure: bool


@dataclass(frozen=True)
class IndexGroup:
    """A group with its maximum, which is the decision's."""

    number: int
    most: int
    parts: tuple[IndexPart, ...]


@dataclass(frozen=True)
class IndexCard:
    """One edition of the index by group."""

    key: str
    since: date
    source: str
    doubt: str
    ranks: tuple[Rung, ...]
    groups: tuple[IndexGroup, ...]


@dataclass(frozen=True)
class PointsOf:
    """An indicator: hundredths of a point (None: not enough is known), over so many dossiers or others."""

    number: int
    hundredths: int | None
    cases: int = 0


@dataclass(frozen=True)
class PointSum:
    """A sum: what is known, of how much at most, and what it would be if all that is unknown were full."""

    hundredths: int
    most: int
    at_best: int


def rung(rungs: Sequence[Rung], hundredths: int) -> str:
    """The name of the highest rung that is reached; exactly on it is reached."""
    return next(one.name for one in rungs if hundredths >= one.least)


def mean(number: int, points: Iterable[int | None]) -> PointsOf:
    """An indicator over dossiers: the sum of points ÷ dossiers of which something is known, rounded to one decimal,
    half of a tenth upwards.
    """
    known = [point for point in points if point is not None]
    if not known:
        return PointsOf(number, None)
    tenths = (20 * sum(known) + len(known)) // (2 * len(known))
    return PointsOf(number, tenths * 10, len(known))


def point_sum(found: Sequence[PointsOf]) -> PointSum:
    """What indicators come to together."""
    known = [one.hundredths for one in found if one.hundredths is not None]
    unknown = len(found) - len(known)
    return PointSum(sum(known), MOST * len(known), sum(known) + MOST * unknown)


def agency_points(told: Mapping[str, Figure], feedback: Figure, prolonged: int) -> tuple[PointsOf, ...]:
    """Indicators 5, 6, 8, 9. `feedback`: answered in time of all due; `prolonged`: still unanswered past its day."""
    return (_where(told), _published(told), _feedback(feedback, prolonged), _online(told))


def _whole(figure: Figure) -> bool:
    return figure.counted > 0 and figure.kept == figure.counted


def _where(told: Mapping[str, Figure]) -> PointsOf:
    """5: all received, examined and approved at the one-stop 2; all received and returned there 1; else 0."""
    here, decided = told.get("received_here"), told.get("decided_here")
    if here is None:
        return PointsOf(5, None)
    if not _whole(here):
        return PointsOf(5, 0, here.counted)
    return PointsOf(5, MOST if decided is not None and _whole(decided) else WHOLE, here.counted)


def _published(told: Mapping[str, Figure]) -> PointsOf:
    """6: correct, full and in time both posted and on the web 2, one of them 1, none 0."""
    ways = [told[key] for key in ("posted", "on_the_web") if key in told]
    if len(ways) < 2:
        return PointsOf(6, None)
    return PointsOf(6, WHOLE * sum(map(_whole, ways)), max(way.counted for way in ways))


def _feedback(figure: Figure, prolonged: int) -> PointsOf:
    """8: none, or all in time 2; nine of ten 1; fewer, or one that drags on, 0."""
    if prolonged:
        return PointsOf(8, 0, figure.counted)
    if figure.kept == figure.counted:
        return PointsOf(8, MOST, figure.counted)
    return PointsOf(8, WHOLE if 10 * figure.kept >= 9 * figure.counted else 0, figure.counted)


def _online(told: Mapping[str, Figure]) -> PointsOf:
    """9: a fifth of the eligible procedures online and 30 % of their dossiers 2, 15 % 1, fewer or one late 0."""
    procedures, share, late = (told.get(key) for key in ("online_procedures", "online_of_eligible", "online_late"))
    if procedures is None or share is None or late is None or not share.counted or not procedures.counted:
        return PointsOf(9, None)
    if late.kept or 100 * share.kept < 15 * share.counted:
        return PointsOf(9, 0, share.counted)
    full = 100 * share.kept >= 30 * share.counted and 5 * procedures.kept >= procedures.counted
    return PointsOf(9, MOST if full else WHOLE, share.counted)


# The index -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartOf:
    """A component with what it came to; no hundredths where nothing is known."""

    part: IndexPart
    figure: Figure | None
    hundredths: int | None


def part_of(part: IndexPart, figure: Figure | None) -> PartOf:
    """Maximum × share, rounded to hundredths, half upwards."""
    share = figure.share if figure is not None else None
    if share is None:
        return PartOf(part, figure, None)
    return PartOf(part, figure, int(part.most * WHOLE * share + Fraction(1, 2)))


def index_sum(parts: Iterable[PartOf]) -> PointSum:
    """What components come to together."""
    told = list(parts)
    known = [one for one in told if one.hundredths is not None]
    points = sum(one.hundredths or 0 for one in known)
    most = sum(one.part.most for one in known) * WHOLE
    return PointSum(points, most, points + sum(one.part.most for one in told) * WHOLE - most)


def check_input(key: str, kept: int, counted: int, source: str) -> None:
    """Refused for a figure that nobody asks for, one that is no share, and one without its source."""
    if key not in INPUTS:
        raise Refused("promises.input.unknown", field="key")
    if not 0 <= kept <= counted <= LARGEST_INPUT or not counted:
        raise Refused("promises.input.no_share", field="counted", kept=kept, counted=counted)
    if not source or len(source) > LONGEST_SOURCE:
        raise Refused("promises.input.source", field="source", most=LONGEST_SOURCE)
