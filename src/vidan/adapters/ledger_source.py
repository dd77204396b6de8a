"""A log's files as a stranger gets them: from a folder (a copy on a stick, say) or from a web address.

What is not there is told apart from what could not be read: the one may be a forgery, the other says nothing yet.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from vidan.adapters import plain_http
from vidan.domain.ledger.source import Unreadable

SECONDS = 30.0
AT_ONCE = 8
#: Answers by which a web server says that a file is not there.
_GONE = {404, 410}
#: Below a data folder, a public folder or a commune's folder, logs lie here.
_PLACES = ("public/*/nhat-ky/*", "*/nhat-ky/*", "nhat-ky/*", "[0-9][0-9][0-9][0-9]*")


class FolderSource:
    """A log in a folder."""

    def __init__(self, path: Path) -> None:
        self.place = str(path)
        self._path = path

    def read(self, path: str) -> bytes:
        """One file. Raises FileNotFoundError; Unreadable for what is there but cannot be read."""
        try:
            return (self._path / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as problem:
            raise FileNotFoundError(path) from problem
        except OSError as problem:
            raise Unreadable(path) from problem

    def beside(self, name: str) -> "FolderSource":
        """What lies beside the commune's logs, as the open data do; all of the commune's when no name is given."""
        return FolderSource(self._path.parent.parent / name)

    def read_many(self, paths: Sequence[str]) -> Iterator[bytes]:
        """Several files, in order."""
        return (self.read(path) for path in paths)

    def tile_paths(self) -> list[str]:
        """Every file below `tile/`."""
        return [path.relative_to(self._path).as_posix() for path in self._path.glob("tile/**/*") if path.is_file()]


class WebSource:
    """A log behind a web address; several files are asked for at once."""

    def __init__(self, address: str) -> None:
        self.place = address.rstrip("/")

    def read(self, path: str) -> bytes:
        """One file. Raises FileNotFoundError when there is none; Unreadable for every other answer, and for none."""
        try:
            answer = plain_http.ask(f"{self.place}/{path}", seconds=SECONDS)
        except plain_http.Unreachable as problem:
            raise Unreadable(path) from problem
        if answer.status != 200:
            raise FileNotFoundError(path) if answer.status in _GONE else Unreadable(path)
        return answer.body

    def beside(self, name: str) -> "WebSource":
        """What lies beside the commune's logs, as the open data do; all of the commune's when no name is given."""
        return WebSource(f"{self.place.rsplit('/', 2)[0]}/{name}")

    def read_many(self, paths: Sequence[str]) -> Iterator[bytes]:
        """Several files, in order, asked for some at a time."""
        with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
            for start in range(0, len(paths), 4 * AT_ONCE):
                yield from pool.map(self.read, paths[start : start + 4 * AT_ONCE])

    def tile_paths(self) -> tuple[str, ...]:
        """The web does not tell."""
        return ()


Place = FolderSource | WebSource


def _may_be_log(source: WebSource) -> bool:
    """Whether anything of a log is there, as far as anybody answers."""
    for path in ("log.vkey", "checkpoint"):
        try:
            source.read(path)
        except Unreadable:
            return True
        except FileNotFoundError:
            continue
        return True
    return False


def find_logs(place: str) -> list[list[Place]]:
    """The logs at a place, commune by commune, the oldest first: one log itself, or those below a folder."""
    if place.startswith(("http://", "https://")):
        return [[WebSource(place)]] if _may_be_log(WebSource(place)) else []
    top = Path(place)
    if (top / "checkpoint").exists() or (top / "log.vkey").exists():
        return [[FolderSource(top)]]
    communes: dict[Path, list[Place]] = {}
    for pattern in _PLACES:
        for folder in sorted(top.glob(pattern)):
            if (folder / "log.vkey").exists() or (folder / "checkpoint").exists():
                communes.setdefault(folder.parent, []).append(FolderSource(folder))
    return list(communes.values())
