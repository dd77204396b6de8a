"""Pages and data that are the same for everybody, written once and sent as files: `public/<commune>/<folder>/`.

Each file is written beside its place and renamed, so that nobody is ever sent half of one. They are made anew from the
database whenever they are missing, so nothing waits for the disk.
"""

import os
from collections.abc import Mapping
from pathlib import Path


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


def guide_key(public: Path, slug: str) -> Path:
    """Where below the public folder the key stands that signed the commune's copies of the guide."""
    return public / slug / "huong-dan" / "guide.vkey"
