"""Communes beside each other, fairly: what each would have kept had it kept its own kinds of work as all do together.

Indirect standardisation over kinds of work (procedures), and no ranking: a commune is called better or worse than
expected only beyond limits that chance alone passes once in a thousand on each side. Sources: D. J. Spiegelhalter,
*Funnel plots for comparing institutional performance*, Statistics in Medicine 24 (2005), 1185-1202; the exact Poisson
tail for few events.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import exp
from statistics import NormalDist

from vidan.domain.promises.figures import LEAST_COUNTED, NOTHING, Figure, total

#: How seldom chance alone may call a commune better, or worse, than expected.
SELDOM = 0.001

#: Figures by kind of work, of one commune.
ByKind = Mapping[str, Figure]


class FairStanding(StrEnum):
    """A commune beside what is expected of its own work."""

    AS_EXPECTED = "as_expected"
    BETTER = "better"
    WORSE = "worse"
    TOO_FEW = "too_few"


@dataclass(frozen=True)
class Compared:
    """`expected`: the share that it would have with everybody's shares for its own kinds of work, from 0 to 1."""

    figure: Figure
    expected: Fraction | None
    standing: FairStanding


def compared(places: Mapping[int, ByKind]) -> dict[int, Compared]:
    """Each commune beside all communes together."""
    everywhere: dict[str, Figure] = defaultdict(Figure)
    for kinds in places.values():
        for kind, figure in kinds.items():
            everywhere[kind] += figure
    return {place: _one(kinds, everywhere) for place, kinds in places.items()}


def _one(kinds: ByKind, everywhere: Mapping[str, Figure]) -> Compared:
    whole = total(kinds.values())
    if not whole.counted:
        return Compared(NOTHING, None, FairStanding.TOO_FEW)
    kept = sum(
        ((everywhere[kind].share or Fraction(0)) * figure.counted for kind, figure in kinds.items()), Fraction(0)
    )
    expected = kept / whole.counted
    if whole.counted < LEAST_COUNTED:
        return Compared(whole, expected, FairStanding.TOO_FEW)
    return Compared(whole, expected, _standing(whole.counted - whole.kept, float(whole.counted - kept)))


def _standing(broken: int, expected: float) -> FairStanding:
    """Whether so many broken where so many were expected is more, or fewer, than chance brings."""
    if _at_most(broken - 1, expected) > 1 - SELDOM:
        return FairStanding.WORSE
    return FairStanding.BETTER if _at_most(broken, expected) < SELDOM else FairStanding.AS_EXPECTED


def _at_most(events: int, expected: float) -> float:
    """The chance of at most so many events where so many are expected (Poisson); 0 for fewer than none."""
    if events < 0:
        return 0.0
    if expected > 700:  # beyond that e^-x is nought to a computer; the normal shape is exact enough there
        return _normal((events + 0.5 - expected) / expected**0.5)
    term = whole = exp(-expected)
    for number in range(1, events + 1):
        term *= expected / number
        whole += term
    return min(whole, 1.0)


def _normal(z: float) -> float:
    return NormalDist().cdf(z)
