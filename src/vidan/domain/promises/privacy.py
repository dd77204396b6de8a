"""Tables of many: no cell tells of fewer than five, and none can be found by taking sums apart.

Small cells are put together until they are five; what is still too few takes the smallest shown cell along. So a table
keeps its sum, and there is no hole that the sum would fill (no complementary suppression is needed).
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vidan.domain.promises.figures import Figure, total

#: The least number of matters in a published cell.
LEAST_IN_CELL = 5

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class LaidDown:
    """A table as it is published once: figures by name, largest first; those too few to be named, put together.

    `by`: `procedure`, `village`, `channel`. `promise` 0 is the survey as a whole.
    """

    promise: int
    by: str
    cells: tuple[tuple[str, Figure], ...]
    others: Figure | None


def cells(figures: Mapping[Name, Figure]) -> tuple[tuple[tuple[Name, Figure], ...], Figure | None]:
    """The cells that may be shown by name, largest first, and all others as one; nothing at all under five.

    Cells without anything are left out. `figures` by name; equal counts keep the order in which they came.
    """
    filled = sorted(((name, one) for name, one in figures.items() if one.counted), key=lambda cell: -cell[1].counted)
    if sum(one.counted for _, one in filled) < LEAST_IN_CELL:
        return (), None
    shown = [cell for cell in filled if cell[1].counted >= LEAST_IN_CELL]
    rest = total(one for _, one in filled[len(shown) :])
    if 0 < rest.counted < LEAST_IN_CELL:
        rest += shown.pop()[1]
    return tuple(shown), rest if rest.counted else None
