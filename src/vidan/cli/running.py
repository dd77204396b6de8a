"""Who works in a data folder right now: servers share it, a restore wants it alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from vidan.domain.errors import Refused

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows: there the sentence in the guide has to do
    fcntl = None

LOCK = "serve.lock"
#: Where the server that was opened last listens; there only while it does.
PORT = "serve.port"
_DEMO = " demo"


@contextmanager
def at_work(data: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold the data folder while serving, or alone. Refused `restore.running` when somebody serves from it."""
    if fcntl is None:
        yield
        return
    data.mkdir(parents=True, exist_ok=True)
    with (data / LOCK).open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("restore.running") from None
        yield


@contextmanager
def listening_on(data: Path, port: int, *, demo: bool = False) -> Iterator[None]:
    """Leave word of the port while serving, for commands that print addresses.

    Another server that was opened on the same folder meanwhile has left its own word: that one stays.
    """
    word = f"{port} {os.getpid()}{_DEMO if demo else ''}"
    (data / PORT).write_text(word, encoding="ascii")
    try:
        yield
    finally:
        if (data / PORT).exists() and (data / PORT).read_text(encoding="ascii") == word:
            (data / PORT).unlink(missing_ok=True)


def lets_in_by_link(data: Path, otherwise: bool) -> bool:
    """Whether the server that works in a data folder takes one-use links, as only a demo's does; if none: otherwise."""
    try:
        word = (data / PORT).read_text(encoding="ascii")
    except OSError:
        return otherwise
    return word.endswith(_DEMO) if word else otherwise


def open_port(data: Path, otherwise: int) -> int:
    """The port of the server that works in a data folder."""
    try:
        return int((data / PORT).read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return otherwise
