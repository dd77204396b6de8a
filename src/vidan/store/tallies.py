"""Adding to the tallies: one statement for all promises, in the transaction of the act that ended a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

_ADD = """
INSERT INTO vidan_tally (commune_id, promise, day, kept, counted, open_kept, open_counted) VALUES {rows}
ON CONFLICT (commune_id, promise, day) DO UPDATE SET
kept = vidan_tally.kept + excluded.kept, counted = vidan_tally.counted + excluded.counted,
open_kept = vidan_tally.open_kept + excluded.open_kept, open_counted = vidan_tally.open_counted + excluded.open_counted
"""
_ROW = "(%s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True)
class Added:
    """What one matter adds to a promise on a day; each (promise, day) at most once in a sequence."""

    promise: int
    day: date
    kept: int = 0
    counted: int = 0
    open_kept: int = 0
    open_counted: int = 0


def add(commune_id: int, rows: Sequence[Added]) -> None:
    """Add to the tallies of a commune, inside the caller's transaction; nothing to add is no statement."""
    if not rows:
        return
    values: list[object] = []
    for row in rows:
        day = connection.ops.adapt_datefield_value(row.day)
        values += [commune_id, row.promise, day, row.kept, row.counted, row.open_kept, row.open_counted]
    with connection.cursor() as cursor:
        cursor.execute(_ADD.format(rows=", ".join([_ROW] * len(rows))), values)
