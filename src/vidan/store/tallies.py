"""Occasions and tallies by hand-written SQL, the same for SQLite and PostgreSQL: asked with every act.

The tallies are what the occasions say, added up by day; `recounted` adds all of them up anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection

from vidan.domain.occasions import Occasion
from vidan.domain.promises import Change, changes
from vidan.store import cursors

#: A promise's occasion in the table: (promise, subject, number).
Key = tuple[int, str, int]
#: The tally that counts the transactions by which the board changed: of no promise, and of no day.
THE_BOARD = (0, date(2000, 1, 1))
Days = Mapping[tuple[int, date], Change]

_FIELDS = "received_on, due_on, finished_on, broken_on, open_from, reference, procedure, village"
_FETCH = "SELECT promise, subject, number, {fields} FROM vidan_occasion WHERE commune_id = %s AND subject IN ({places})"
_KEEP = """
INSERT INTO vidan_occasion (commune_id, promise, subject, number, {fields}) VALUES {rows}
ON CONFLICT (commune_id, subject, promise, number) DO UPDATE SET {updates}
"""
#: Occasions that are kept with one statement: PostgreSQL takes 65,535 values in one.
_TOGETHER = 500
_ROW = "(" + ", ".join(["%s"] * 12) + ")"
_UPDATES = ", ".join(f"{name} = excluded.{name}" for name in _FIELDS.split(", "))
_DROP = "DELETE FROM vidan_occasion WHERE commune_id = %s AND promise = %s AND subject = %s AND number = %s"
_ADD = """
INSERT INTO vidan_tally (commune_id, promise, day, kept, counted, opened, opened_kept) VALUES {rows}
ON CONFLICT (commune_id, promise, day) DO UPDATE SET kept = vidan_tally.kept + excluded.kept,
counted = vidan_tally.counted + excluded.counted, opened = vidan_tally.opened + excluded.opened,
opened_kept = vidan_tally.opened_kept + excluded.opened_kept
"""
_TALLY_ROW = "(" + ", ".join(["%s"] * 7) + ")"
#: Alike occasions are counted by the database, in the order of an index; each kind becomes changes by day once.
_ALIKE = """
SELECT promise, finished_on, broken_on, open_from, COUNT(*) FROM vidan_occasion WHERE commune_id = %s
GROUP BY promise, finished_on, broken_on, open_from
"""
_STORED = (
    "SELECT promise, day, kept, counted, opened, opened_kept FROM vidan_tally WHERE commune_id = %s AND promise > 0"
)
#: All days before one are one row of each promise, whatever the years: only what is still open of them matters.
_STORED_SINCE = """
SELECT promise, day, kept, counted, opened, opened_kept FROM vidan_tally
WHERE commune_id = %s AND promise > 0 AND day >= %s
UNION ALL SELECT promise, MAX(day), SUM(kept), SUM(counted), SUM(opened), SUM(opened_kept) FROM vidan_tally
WHERE commune_id = %s AND promise > 0 AND day < %s GROUP BY promise
"""


def occasions_of(commune_id: int, subjects: Sequence[str], promise: int | None = None) -> dict[Key, Occasion]:
    """What is kept of some subjects, for all promises or for one."""
    if not subjects:
        return {}
    sql, values = _FETCH.format(fields=_FIELDS, places=", ".join(["%s"] * len(subjects))), [commune_id, *subjects]
    if promise is not None:
        sql, values = f"{sql} AND promise = %s", [*values, promise]
    with cursors.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    return {(row[0], row[1], row[2]): _read(row) for row in rows}


def _read(row: Sequence[Any]) -> Occasion:
    received, due, finished, broken, begun = (_day(value) for value in row[3:8])
    assert received is not None
    return Occasion(row[1], received, due, finished, broken, begun, row[8], row[2], row[9], row[10])


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=1024)
def _told(day: date | None) -> Any:
    return connection.ops.adapt_datefield_value(day)


def keep(commune_id: int, occasions: Iterable[tuple[int, Occasion]]) -> None:
    """Keep occasions of promises as they are now, each new or in the place of its former self; so many at a time as one
    statement may have values (a crowd's answers all belong to one subject).
    """
    rest = iter(occasions)
    while part := list(islice(rest, _TOGETHER)):
        values: list[Any] = []
        for promise, one in part:
            days = [_told(day) for day in (one.received_on, one.due_on, one.finished_on, one.broken_on, one.open_from)]
            values += [commune_id, promise, one.subject, one.number, *days, one.reference, one.procedure, one.village]
        _execute(_KEEP.format(fields=_FIELDS, rows=", ".join([_ROW] * len(part)), updates=_UPDATES), values)


def drop(commune_id: int, keys: Iterable[Key]) -> None:
    """Take occasions away that are none any more."""
    for promise, subject, number in keys:
        _execute(_DROP, [commune_id, promise, subject, number])


def add(commune_id: int, days: Days) -> None:
    """Add to what days brought, and one to the board's own count of changes."""
    values: list[Any] = []
    told = {**days, THE_BOARD: Change(counted=1)}
    for (promise, day), change in told.items():
        values += [commune_id, promise, _told(day), change.kept, change.counted, change.opened, change.opened_kept]
    _execute(_ADD.format(rows=", ".join([_TALLY_ROW] * len(told))), values)


def recounted(commune_id: int) -> dict[tuple[int, date], Change]:
    """What each day brought, added up anew from all occasions: one pass over an index, whatever their number."""
    with cursors.cursor() as cursor:
        cursor.execute(_ALIKE, [commune_id])
        rows = cursor.fetchall()
    told: dict[tuple[int, date], Change] = {}
    for promise, finished, broken, begun, count in rows:
        alike = Occasion("", date.min, None, _day(finished), _day(broken), _day(begun))
        for day, change in changes(alike).items():
            told[promise, day] = told.get((promise, day), Change()) + change * int(count)
    return {key: change for key, change in told.items() if change}


def stored(commune_id: int, since: date | None = None) -> dict[tuple[int, date], Change]:
    """What each day brought, as it is kept. What was before `since` is put together under the last day before it, so
    that every window from `since` on comes out right, and no more rows are read after ten years than after one.
    """
    sql, values = _STORED, [commune_id]
    if since is not None:
        sql, values = _STORED_SINCE, [commune_id, _told(since), commune_id, _told(since)]
    with cursors.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    found = ((row[0], _day(row[1]), Change(*(int(number) for number in row[2:]))) for row in rows)
    return {(promise, day): change for promise, day, change in found if day is not None and change}


def _execute(sql: str, values: Sequence[Any]) -> None:
    with cursors.cursor() as cursor:
        cursor.execute(sql, values)
