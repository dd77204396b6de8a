"""Figures: kept of counted, how sure that is, and what it says beside a target.

Source: the twelve promises' definitions. All figures have one form: a citizen who has learned to read one reads all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

#: What is a duty towards one person is shown as a bare fraction where there is little of it, and still judged.
DUTIES = frozenset({1, 4, 5, 6, 7, 8})
#: Below this a share says more about chance than about the office.
LEAST_COUNTED = 10
#: Points below the target that are still *gần đạt*; so many or more are not.
NEARLY = 5
#: The normal quantile of a two-sided 95 % interval.
_Z = NormalDist().inv_cdf(0.975)


class Showing(StrEnum):
    """What may be said of a figure: its share, the bare fraction, only how many there are yet, or nothing."""

    SHARE = "share"
    FRACTION = "fraction"
    TOO_FEW = "too_few"
    NOTHING = "nothing"


class Verdict(StrEnum):
    """What a figure says beside its target: đạt, gần đạt, chưa đạt, chưa đủ dữ liệu."""

    KEPT = "kept"
    NEARLY = "nearly"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Figure:
    """`kept` of `counted`, whole numbers of matters, answers or replies."""

    kept: int = 0
    counted: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.kept <= self.counted:
            raise ValueError(f"{self.kept} of {self.counted} is no share")

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.kept + other.kept, self.counted + other.counted)

    @property
    def share(self) -> Fraction | None:
        """Kept ÷ counted, exactly; None when nothing was counted."""
        return Fraction(self.kept, self.counted) if self.counted else None


NOTHING = Figure()


def total(figures: Iterable[Figure]) -> Figure:
    """The sum of figures: all that was kept of all that was counted."""
    return sum(figures, NOTHING)


def interval(figure: Figure) -> tuple[float, float] | None:
    """The 95 % Wilson score interval of the share, from 0 to 1; None when nothing was counted.

    Source: E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*, Journal of the
    American Statistical Association 22 (1927), 209-212.
    """
    if not figure.counted:
        return None
    n, p = figure.counted, figure.kept / figure.counted
    middle = p + _Z * _Z / (2 * n)
    reach = _Z * sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n))
    whole = 1 + _Z * _Z / n
    # Rounding may miss the ends by a hair; none kept (or all) means exactly that end.
    low = 0.0 if figure.kept == 0 else (middle - reach) / whole
    high = 1.0 if figure.kept == n else (middle + reach) / whole
    return low, high


def showing(number: int, figure: Figure) -> Showing:
    """What may be said of promise `number`, wherever it is told: under ten no share and no interval; what people think
    (all that are no duties) waits until ten have said it.
    """
    if figure.counted == 0:
        return Showing.NOTHING
    if figure.counted >= LEAST_COUNTED:
        return Showing.SHARE
    return Showing.FRACTION if number in DUTIES else Showing.TOO_FEW


def verdict(number: int, figure: Figure, target: int, owed: int = 0) -> Verdict:
    """What promise `number` has come to beside its target (whole per cent).

    `owed`: apologies owed now; a single one makes promise 4 *chưa đạt*, whatever the share. Where no figure may be
    shown, there is not enough data.
    """
    if number == 4 and owed:
        return Verdict.MISSED
    if showing(number, figure) in (Showing.NOTHING, Showing.TOO_FEW):
        return Verdict.UNKNOWN
    missing = target * figure.counted - 100 * figure.kept
    if missing <= 0:
        return Verdict.KEPT
    return Verdict.NEARLY if missing < NEARLY * figure.counted else Verdict.MISSED
