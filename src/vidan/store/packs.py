"""Looking into a ZIP pack that somebody brought (APPNOTE 6.3.10): names, and small parts asked for, within bounds."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

#: More parts than this, or more bytes in the parts that are read, and the pack is no form of a few pages.
MOST_PARTS = 1_000
MOST_READ = 1_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    struct.error,
)


def parts_of(content: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes] | None:
    """The parts by their names in lower case, those that are `wanted` with what is in them, all others empty.

    None: it is no such pack, it is damaged or locked, names a part twice, or goes beyond the bounds.
    """
    found, left = {}, MOST_READ
    try:
        with zipfile.ZipFile(BytesIO(content)) as pack:
            inside = pack.infolist()
            for part in inside[: MOST_PARTS + 1]:
                name = part.filename.lower()
                found[name] = _read(pack, part, left) if wanted(name) else b""
                left -= len(found[name])
    except _BROKEN:
        return None
    return found if left >= 0 and len(found) == len(inside) <= MOST_PARTS else None


def _read(pack: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    """What is in a part, by its true size and not the declared one; one byte beyond what is left is enough to tell."""
    with pack.open(part) as stream:
        return stream.read(max(left, 0) + 1)
