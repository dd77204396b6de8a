"""Django's SQLite database with one thing kept: the statement as SQLite wants it.

Django writes `%s` where SQLite reads `?` and translates each statement with a regular expression each time it is asked,
which costs about as much as SQLite needs to answer a small one. Few statements are asked again and again.
"""

import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from vidan.store.guard import unwatched

#: Longer ones are bulk work, asked once: not worth keeping.
_LONGEST = 4_000


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that remembers how statements were translated."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Django's own; a list of values, as nearly all bring, is not asked first whether it is a mapping."""
        if type(params) is list and len(query) <= _LONGEST:
            return sqlite3.Cursor.execute(self, _translated(query), params)
        return super().execute(query, params)

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """Places as SQLite writes them."""
        if param_names is None and len(query) <= _LONGEST:
            return _translated(query)
        translated: str = super().convert_query(query, param_names=param_names)
        return translated


@lru_cache(maxsize=1_000)
def _translated(query: str) -> str:
    translated: str = base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return translated


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own but for its cursor and its shorter way to begin."""

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor of ours on the same connection."""
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        """What opens an act goes straight to SQLite, where nobody watches statements."""
        if not unwatched(self):
            super()._start_transaction_under_autocommit()
            return
        with self.wrap_database_errors:
            self.connection.execute(f"BEGIN {self.transaction_mode or ''}")
