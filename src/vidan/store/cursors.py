"""One cursor for all statements of an act: Django asks some twenty-five calls for opening and closing each, as many to
find the connection, and a dozen for handing each statement round.

Only for statements whose rows are fetched at once: the next one runs on the same cursor.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from functools import cache
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from vidan.store.guard import unwatched


class _Lent(NamedTuple):
    """What an act holds: its connection, and its cursor as something that can be opened again and again."""

    here: BaseDatabaseWrapper
    cursor: "nullcontext[Any]"


_lent: ContextVar[_Lent | None] = ContextVar("vidan_cursor", default=None)


class Straight:
    """The database's own cursor, without Django's way round: its errors are still Django's.

    Only inside an act, where the guard would let every statement pass.
    """

    def __init__(self, here: Any, cursor: Any) -> None:
        self._here, self._cursor, self._problems = here, cursor, here.Database.Error

    def execute(self, sql: str, values: Sequence[Any] | None = None) -> None:
        """Send one statement. Raises what Django's cursor raises."""
        if self._here.needs_rollback:
            self._here.validate_no_broken_transaction()
        try:
            self._cursor.execute(sql) if values is None else self._cursor.execute(sql, values)
        except self._problems:
            self._tell()

    def executemany(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """Send one statement with each of the values. Raises what Django's cursor raises."""
        self._here.validate_no_broken_transaction()
        try:
            self._cursor.executemany(sql, values)
        except self._problems:
            self._tell()

    def fetchone(self) -> Any:
        """The next row, or None."""
        try:
            return self._cursor.fetchone()
        except self._problems:
            self._tell()

    def fetchall(self) -> Any:
        """The rows that are left."""
        try:
            return self._cursor.fetchall()
        except self._problems:
            self._tell()

    def close(self) -> None:
        """No statement follows."""
        self._cursor.close()

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        return int(self._cursor.rowcount)

    @property
    def lastrowid(self) -> int:
        """The key of the row that SQLite wrote last."""
        return int(self._cursor.lastrowid)

    def _tell(self) -> None:
        """What was raised, as Django names it."""
        with self._here.wrap_database_errors:
            raise


@cache
def vendor() -> str:
    """Which kind of database it is: one for the life of the process."""
    return connections[DEFAULT_DB_ALIAS].vendor


@contextmanager
def held() -> Iterator[None]:
    """Opened by `recording()` inside its transaction."""
    here = connections[DEFAULT_DB_ALIAS]
    # Whoever counts or watches statements (a test, DEBUG) sees all of them: then they go Django's way.
    cursor = Straight(here, here.create_cursor()) if unwatched(here) else here.cursor()
    token = _lent.set(_Lent(here, nullcontext(cursor)))
    try:
        yield
    finally:
        _lent.reset(token)
        cursor.close()


def cursor() -> AbstractContextManager[Any]:
    """The act's cursor, or one of its own where no act is going on."""
    lent = _lent.get()
    return connections[DEFAULT_DB_ALIAS].cursor() if lent is None else lent.cursor


def connection() -> BaseDatabaseWrapper:
    """The act's connection, or the thread's own."""
    lent = _lent.get()
    return connections[DEFAULT_DB_ALIAS] if lent is None else lent.here
