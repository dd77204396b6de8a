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
#: The communes of today began in the first of these years. A log begun anew after a loss has an edition in its name.
_YEARS, _EDITIONS = range(2025, 2041), range(1, 10)
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


def _holds_log(source: WebSource) -> bool:
    """Whether anything of a log is there. Raises Unreadable when nobody answers."""
    for path in ("log.vkey", "checkpoint"):
        try:
            source.read(path)
        except Unreadable:
            raise
        except FileNotFoundError:
            continue
        return True
    return False


def _on_the_web(place: WebSource) -> list[Place]:
    """A log, or all logs of a commune's site, oldest first: no site lists them, so they are asked for year by year.

    Where nobody answers the search ends; that place stands last, and whoever reads it is told.
    """
    found: list[Place] = []
    site = place.place
    try:
        if _holds_log(place):
            return [place]
        for year in _YEARS:
            before = len(found)
            for edition in _EDITIONS:
                place = WebSource(f"{site}/nhat-ky/{year}" + (f"-{edition}" if edition > 1 else ""))
                if not _holds_log(place):
                    break
                found.append(place)
            if 0 < before == len(found):
                break
    except Unreadable:
        found.append(place)
    return found


def find_logs(place: str) -> list[list[Place]]:
    """The logs at a place, commune by commune, the oldest first: one log itself, or those below a folder or a site."""
    if place.startswith(("http://", "https://")):
        found = _on_the_web(WebSource(place))
        return [found] if found else []
    top = Path(place)
    if (top / "checkpoint").exists() or (top / "log.vkey").exists():
        return [[FolderSource(top)]]
    communes: dict[Path, list[Place]] = {}
    for pattern in _PLACES:
        for folder in sorted(top.glob(pattern)):
            if (folder / "log.vkey").exists() or (folder / "checkpoint").exists():
                communes.setdefault(folder.parent, []).append(FolderSource(folder))
    return list(communes.values())
