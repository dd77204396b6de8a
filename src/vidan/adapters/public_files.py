"""Pages and data that are the same for everybody, written once and sent as files: `public/<commune>/<folder>/`.

Each file is written beside its place and renamed, so that nobody is ever sent half of one. They are made anew from the
database whenever they are missing, so nothing waits for the disk.
"""

import logging
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

logger = logging.getLogger(__name__)

#: The folder of what is made by the first who asks, and right until its stamp changes.
READY = "viet-san"


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of these names, in their order; each takes its former self's place at once. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        temporary = folder / f".{name}.{os.getpid()}"
        temporary.write_bytes(data)
        temporary.replace(folder / name)


def read(file: Path) -> bytes | None:
    """The file's bytes; None when it is not there."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def ready(folder: Path, name: str, stamp: object, make: Callable[[], bytes]) -> bytes:
    """A file as it was made for this stamp (whatever its `repr` tells: a day, a number that rises with each change);
    for another stamp, or where there is none, made now and kept. On a full disk it is made for each who asks.
    """
    mark, kept_mark = sha256(repr(stamp).encode()).hexdigest().encode(), f"{name}.stamp"
    if read(folder / kept_mark) == mark and (data := read(folder / name)) is not None:
        return data
    data = make()
    try:
        write(folder, {name: data, kept_mark: mark})
    except OSError as problem:
        logger.error("%s was not kept: %s", folder / name, problem)
    return data


def guide_key(public: Path, slug: str) -> Path:
    """Where below the public folder the key stands that signed the commune's copies of the guide."""
    return public / slug / "huong-dan" / "guide.vkey"
