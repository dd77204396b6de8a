"""What may be shown of a table of counts: no cell that points at few people, not even by subtraction."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")
#: Fewer than so many answers in a group are not shown.
LEAST_IN_CELL = 5


def shown_cells(counts: Mapping[Key, int]) -> frozenset[Key]:
    """Which groups of one table may be shown beside their total.

    A group of 1 to 4 is hidden. Where the hidden ones together could be had by subtracting the rest from the total and
    would still point at fewer than five, or at one group alone, the smallest of the others is hidden as well
    (complementary suppression). Empty groups show that they are empty.
    """
    filled = {key: count for key, count in counts.items() if count}
    hidden = {key for key, count in filled.items() if count < LEAST_IN_CELL}
    rest = sorted((key for key in filled if key not in hidden), key=lambda key: (filled[key], str(key)))
    while hidden and rest and (len(hidden) == 1 or sum(filled[key] for key in hidden) < LEAST_IN_CELL):
        hidden.add(rest.pop(0))
    return frozenset(counts) - hidden
