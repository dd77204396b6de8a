"""Where a log's files come from, and the difference between a file that is gone and one that could not be read."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from vidan.domain.errors import Refused

#: The problem that is no difference: of what could not be read nothing can be said, neither good nor bad.
UNREAD = "ledger.audit.unread"


class Unreadable(FileNotFoundError):
    """A file that may be there, but nobody answered, or it may not be opened."""


class Source(Protocol):
    """A log's files, as a stranger gets them."""

    def read(self, path: str) -> bytes:
        """One file. Raises FileNotFoundError; Unreadable when it may be there."""

    def read_many(self, paths: Sequence[str]) -> Iterable[bytes]:
        """Several, in order. Raises as `read`."""

    def tile_paths(self) -> Iterable[str]:
        """Every file below `tile/` where that can be known (in a folder), else nothing."""


def missing(path: str, problem: FileNotFoundError) -> Refused:
    """What is said of a file that was not got: it is not there, or it could not be read."""
    return Refused(UNREAD if isinstance(problem, Unreadable) else "ledger.audit.missing", path=path)
