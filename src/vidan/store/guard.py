"""Nothing writes to a table of ours outside `recording()`.

Every statement passes Django's execute wrappers; one that changes a `vidan_*` table outside a recording raises before
it reaches the database. A short reviewed list is free: readings, which have a short transaction of their own, and the
schema's own work. Other apps' tables (log-in sessions, allauth, jobs) are not ours to guard.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

_WRITE = re.compile(
    r'\s*(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from|replace\s+into)\s+"?(vidan_\w+)"?', re.IGNORECASE
)
#: Tables that doors write by themselves, each with its reason.
FREE_TABLES = {
    "vidan_reading": "who looked at whom is written by the door, even when the page itself changes nothing",
    "vidan_cache": "Django's cache table: rate limits, nothing of ours",
}
_open: ContextVar[bool] = ContextVar("vidan_recording_open", default=False)


class UnrecordedWrite(RuntimeError):
    """A table of ours was about to change without a fact."""


@contextmanager
def writing_allowed() -> Iterator[None]:
    """Opened by `recording()` and by the schema's own commands, by nothing else."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def is_open() -> bool:
    """Whether writes are allowed here and now."""
    return _open.get()


def refuse_unrecorded(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django execute wrapper: raises UnrecordedWrite for a write to our tables outside a recording."""
    if not _open.get():
        match = _WRITE.match(sql)
        if match and match.group(1).lower() not in FREE_TABLES:
            raise UnrecordedWrite(f"{match.group(1)} may only change inside recording(actor)")
    return execute(sql, params, many, context)


def unwatched(here: BaseDatabaseWrapper) -> bool:
    """Whether nobody but the guard sees the statements that go the usual way: no test that counts them, no DEBUG."""
    return here.execute_wrappers == [refuse_unrecorded] and not here.queries_logged


def install() -> None:
    """Put the guard on every connection, present and future."""
    connection_created.connect(_wrap, dispatch_uid="vidan.store.guard")


def _wrap(connection: BaseDatabaseWrapper, **_: Any) -> None:
    if refuse_unrecorded not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_unrecorded)
