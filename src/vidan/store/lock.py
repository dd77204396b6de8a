"""The queue of writers in front of SQLite: a file lock that the kernel hands out fairly.

On PostgreSQL the database queues by itself and this does nothing. On Windows there is no flock; there the busy handler
of SQLite does the waiting (one process, so it is enough).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from types import ModuleType

from django.conf import settings

from vidan.store import cursors

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_own = local()


@contextmanager
def writer_lock() -> Iterator[None]:
    """Wait for our turn to write. Re-entrant within a thread."""
    if cursors.vendor() != "sqlite" or fcntl is None or getattr(_own, "held", False):
        yield
        return
    descriptor = _lock_file()
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    _own.held = True
    try:
        yield
    finally:
        _own.held = False
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _lock_file() -> int:
    """This thread's open lock file: kept, because opening it costs more than the lock; anew after a fork."""
    here = (settings.DATA, os.getpid())
    if getattr(_own, "here", None) != here:
        path = Path(settings.DATA) / "write.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        _own.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
        _own.here = here
    descriptor: int = _own.descriptor
    return descriptor
