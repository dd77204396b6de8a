"""What a finished dossier says of the office: how long such a thing usually takes, and the points of TT 01/2018.

Source of the points: TT 01/2018/TT-VPCP art. 13-15, full text; kept as the scorecard "TT01-2018".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

#: Under so many cases one case could be recognised, and chance would speak louder than the office.
LEAST_CASES = 10


def usual_time(minutes: Sequence[int]) -> dict[str, int]:
    """`{"n", "p50", "p90"}` by the nearest rank; empty under ten cases."""
    cases = sorted(minutes)
    if len(cases) < LEAST_CASES:
        return {}
    return {"n": len(cases), "p50": _rank(cases, 50), "p90": _rank(cases, 90)}


def _rank(cases: Sequence[int], percent: int) -> int:
    return cases[-(-len(cases) * percent // 100) - 1]


@dataclass(frozen=True)
class Ended:
    """What the points of one dossier are counted from. `counted_due_on`: the promised day, moved only lawfully."""

    ended_on: date
    counted_due_on: date
    asked: int
    sent_elsewhere: bool | None = None
    upheld_complaint: bool = False


@dataclass(frozen=True)
class Indicator:
    """One of the nine: its number, its points. None: counted for the whole commune, or nobody could be asked."""

    number: int
    points: int | None


#: Counted for the whole commune: 5 organisation, 6 publicity, 8 feedback, 9 online.
OF_THE_COMMUNE = frozenset({5, 6, 8, 9})


def indicators(dossier: Ended) -> tuple[Indicator, ...]:
    """The nine indicators of one dossier, in order.

    1, 2: earlier 2, on the day 1, later 0 (in a commune one agency takes part, so 2 follows 1). 3: never asked to come
    back 2, once 1, more 0. 4: the one-stop alone 1, sent to others as well 0, not asked:
    left out. 7: a complaint upheld 0, early 2, else 1.
    """
    time = 2 if dossier.ended_on < dossier.counted_due_on else 1 if dossier.ended_on == dossier.counted_due_on else 0
    offices = None if dossier.sent_elsewhere is None else 0 if dossier.sent_elsewhere else 1
    points = {
        1: time,
        2: time,
        3: max(2 - dossier.asked, 0),
        4: offices,
        7: 0 if dossier.upheld_complaint else 2 if time == 2 else 1,
    }
    return tuple(Indicator(number, points.get(number)) for number in range(1, 10))


def of_ten(found: Sequence[Indicator]) -> int:
    """The sum of what one dossier says (1, 2, 3, 4, 7): at most ten."""
    return sum(indicator.points or 0 for indicator in found)


def most_of(found: Sequence[Indicator]) -> int:
    """What that sum could be at most: two for each indicator of which something is known; the others are left out."""
    return sum(2 for indicator in found if indicator.points is not None)
