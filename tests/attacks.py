"""What somebody tries who keeps every publication: all tables by procedure, village and way of asking, of all exports.

Each attack returns what it found out, as sentences; a safe set of publications gives none.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, pairwise

#: (promise, by, first, last) of a table, and its (name, kept, counted).
Key = tuple[str, str, str, str]
Export = dict[Key, list[tuple[str, int, int]]]
LEAST = 5


def read(data: bytes) -> Export:
    """The tables of one day's `tables.csv`."""
    found: Export = defaultdict(list)
    for row in csv.DictReader(io.StringIO(data.decode())):
        key = row["promise"], row["by"], row["first"], row["last"]
        found[key].append((row["name"], int(row["kept"]), int(row["counted"])))
    return dict(found)


def small_cells(exports: Iterable[Export]) -> Iterator[str]:
    """A cell that tells of one to four."""
    for export in exports:
        for key, cells in export.items():
            yield from (f"{key}: {name} tells of {counted}" for name, _, counted in cells if 0 < counted < LEAST)


def two_versions(exports: Sequence[Export]) -> Iterator[str]:
    """The same table in two exports: what came between is whoever was recorded between."""
    for before, after in pairwise(exports):
        for key in before.keys() & after.keys():
            if before[key] != after[key]:
                yield f"{key}: {before[key]} became {after[key]}"


def two_margins(exports: Iterable[Export]) -> Iterator[str]:
    """A promise's quarter by procedure and by village: where the sums differ, the difference is in no cell."""
    for export in exports:
        for one, other in combinations(export, 2):
            if (one[0], one[2:]) == (other[0], other[2:]):
                missing = abs(_sum(export[one]) - _sum(export[other]))
                if 0 < missing < LEAST:
                    yield f"{one} and {other} differ by {missing}"


def overlapping_months(exports: Iterable[Export]) -> Iterator[str]:
    """Two periods that overlap and are not the same: the part between them can be had by subtracting."""
    spans = {(key[:2], key[2:]) for export in exports for key in export}
    for (what, one), (same, other) in combinations(sorted(spans), 2):
        if what == same and one[0] <= other[1] and other[0] <= one[1]:
            yield f"{what}: {one} and {other} overlap"


def against_the_whole(exports: Iterable[Export], whole: dict[Key, int]) -> Iterator[str]:
    """A table beside its whole, as known when it was laid down: who is in no cell is few."""
    for export in exports:
        for key, cells in export.items():
            missing = whole.get(key, _sum(cells)) - _sum(cells)
            if 0 < missing < LEAST:
                yield f"{key}: {missing} stand in no cell"


def _sum(cells: Iterable[tuple[str, int, int]]) -> int:
    return sum(counted for _, _, counted in cells)


def found_out(exports: Sequence[Export], whole: dict[Key, int] | None = None) -> list[str]:
    """Every attack on all exports together."""
    attacks = (small_cells(exports), two_versions(exports), two_margins(exports), overlapping_months(exports))
    return [told for attack in (*attacks, against_the_whole(exports, whole or {})) for told in attack]


def quarter(first: date, last: date) -> tuple[str, str]:
    """The two days as the files write them."""
    return first.isoformat(), last.isoformat()
