"""What nearly every test begins with is done by the actions once, and then written again as they wrote it.

A commune and its officers cost sixty milliseconds of actions; their two hundred statements alone cost five. Only on
SQLite, where keys begin anew after each test; and only where the database stands as it stood the first time.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, Generic, TypeVar

from django.db import connection

from vidan.store.guard import writing_allowed

T = TypeVar("T")
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")


class Again(Generic[T]):
    """Something that a test asks to be made, with what making it wrote."""

    def __init__(self, make: Callable[..., T]) -> None:
        self.make = make
        self.before: Any = None
        self.made: T | None = None
        self.written: list[tuple[str, Any, bool]] = []

    def __call__(self, *given: Any) -> T:
        if connection.vendor != "sqlite":
            return self.make(*given)
        standing = _standing()
        if self.made is None:
            return self._first(standing, given)
        if standing != self.before:
            return self.make(*given)
        with writing_allowed(), connection.cursor() as cursor:
            for sql, values, many in self.written:
                (cursor.executemany if many else cursor.execute)(sql, values)
        return deepcopy(self.made)

    def _first(self, standing: Any, given: tuple[Any, ...]) -> T:
        def watch(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
            if sql.lstrip().upper().startswith(_WRITES):
                if many:
                    values = list(values)
                written.append((sql, values, many))
            return execute(sql, values, many, context)

        written: list[tuple[str, Any, bool]] = []
        with connection.execute_wrapper(watch):
            made = self.make(*given)
        self.before, self.made, self.written = standing, deepcopy(made), written
        return made


def _standing() -> Any:
    """How far the keys of all tables have come."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return cursor.fetchall()
