"""A published figure is never silently corrected: what it said, what the records say now, when and why it was seen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vidan.domain.promises.figures import Figure

#: Promises whose answers wait for their crowd: most of their corrections are that a crowd came out.
_SURVEYED = range(9, 13)


class CorrectionCause(StrEnum):
    """Why a published figure is another one now."""

    TOLD_LATER = "told_later"
    CROWD = "crowd"
    RECOUNT = "recount"


@dataclass(frozen=True)
class Differing:
    """The figure of a promise that was published for `day`, and what the records say of that day now."""

    promise: int
    day: date
    told: Figure
    found: Figure


def differing(
    published: Mapping[tuple[int, date], Figure], found: Mapping[tuple[int, date], Figure]
) -> tuple[Differing, ...]:
    """What differs from what was published last for (promise, day), by promise and day."""
    return tuple(
        Differing(promise, day, told, found[promise, day])
        for (promise, day), told in sorted(published.items())
        if (promise, day) in found and found[promise, day] != told
    )


def cause_of(promise: int, recounted: bool) -> CorrectionCause:
    """`recounted`: the nightly recount had just put something right, so the mistake was ours."""
    if recounted:
        return CorrectionCause.RECOUNT
    return CorrectionCause.CROWD if promise in _SURVEYED else CorrectionCause.TOLD_LATER
