"""One process at a time: a lock file that the kernel gives back when its holder dies, however it dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from vidan.domain.errors import Refused

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: one publisher there, and the compare-and-swap in the database stands behind it
    fcntl = None


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait until no other process holds this file, and hold it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def hold_alone(path: Path) -> Iterator[None]:
    """Hold this file, or be refused at once when another process does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Refused("ledger.witness.running", folder=str(path.parent)) from None
    finally:
        os.close(descriptor)
