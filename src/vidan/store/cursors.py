"""One cursor for all statements of an act: Django asks some twenty-five calls for opening and closing each.

Only for statements whose rows are fetched at once: the next one runs on the same cursor.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

_lent: ContextVar["nullcontext[Any] | None"] = ContextVar("vidan_cursor", default=None)


@contextmanager
def held() -> Iterator[None]:
    """Opened by `recording()` inside its transaction."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        token = _lent.set(nullcontext(cursor))
        try:
            yield
        finally:
            _lent.reset(token)


def cursor() -> AbstractContextManager[Any]:
    """The act's cursor, or one of its own where no act is going on."""
    return _lent.get() or connections[DEFAULT_DB_ALIAS].cursor()
