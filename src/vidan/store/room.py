"""Room on the disk. Below a reserve nothing new is begun: the house can be read and not written, until there is room.

The reserve is for what comes by itself and must not fail: sessions, who looked at whom, the database's own log.
"""

import errno
import shutil
import sqlite3
from collections.abc import Iterator

from django.conf import settings

#: Bytes that stay free.
RESERVE = 32 << 20
_ERRNO = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
#: Of SQLite: full, input/output error, read only, cannot open (its log cannot be made); extended codes are above 255.
_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN})
#: Of PostgreSQL: disk full, input/output error, read-only transaction.
_SQLSTATE = frozenset({"53100", "58030", "25006"})


def is_short() -> bool:
    """Whether less than the reserve is free where the data lie."""
    try:
        return shutil.disk_usage(settings.DATA).free < RESERVE
    except OSError:
        return False  # there is no such folder yet: whoever makes it will see


def tells(problem: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that the disk takes nothing more."""
    return any(_says(one) for one in _causes(problem))


def _says(problem: BaseException) -> bool:
    if isinstance(problem, OSError):
        return problem.errno in _ERRNO
    code = getattr(problem, "sqlite_errorcode", None)
    return (isinstance(code, int) and code & 0xFF in _SQLITE) or getattr(problem, "sqlstate", None) in _SQLSTATE


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    seen = set[int]()
    while problem is not None and id(problem) not in seen:
        seen.add(id(problem))
        yield problem
        problem = problem.__cause__ or problem.__context__
