"""Which typeface letters are printed in: a Times that really has every Vietnamese letter.

Two fonts are called "Liberation Serif"; version 1 has no toned letters, and a machine may carry either. So a name is
never trusted: the character map of each file is read (TrueType `cmap`, formats 4 and 12 of the OpenType specification
1.9) and a family counts only when regular, bold and italic hold all 134 letters. If none does, the Libertinus Serif
that the typst wheel carries is used, so that a letter can always be printed.
"""

import os
import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: In the order of choice. NĐ 30/2020/NĐ-CP, Phụ lục I: Times New Roman; the other two have its widths.
FAMILIES = ("Times New Roman", "Tinos", "Liberation Serif")
EMBEDDED = "Libertinus Serif"
NEEDED_STYLES = frozenset({"regular", "bold", "italic"})
_LEAST_VERSION = {"Liberation Serif": 2.0}
_SUFFIXES = {".ttf", ".otf", ".ttc"}
_WINDOWS, _UNICODE = 3, 0


def _letters() -> frozenset[str]:
    """The 134 letters that Vietnamese adds to a-z: twelve vowels under six tones without the bare Latin ones, and đ."""
    tones = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    toned = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones} - set("aeiouy")
    return frozenset(toned | {letter.upper() for letter in toned} | {"đ", "Đ"})


VIETNAMESE = _letters()
VIETNAMESE_CODES = frozenset(ord(letter) for letter in VIETNAMESE)


@dataclass(frozen=True)
class Font:
    """A typeface for letters. `folder` is None for the one inside the typst wheel; `complete` says that every
    Vietnamese letter was seen in its character map (the embedded one is known to be complete)."""

    name: str
    folder: Path | None
    complete: bool = True


@dataclass(frozen=True)
class _Face:
    """What one font file says of itself."""

    path: Path
    family: str
    style: str
    version: float

    def letters(self) -> frozenset[int]:
        """The code points it can show; empty when its character map cannot be read."""
        try:
            data = self.path.read_bytes()
            return _letters_of(data, _tables(data)["cmap"])
        except (OSError, struct.error, KeyError):
            return frozenset()


@cache
def chosen_font(configured_folder: Path | None = None) -> Font:
    """The first of `FAMILIES` found complete, looked for in the configured folder, then on the system.

    Looked up once per process and folder. Unreadable and foreign files are passed over.
    """
    for folder, every_file in _places(configured_folder):
        found = _families(folder, every_file)
        for family in FAMILIES:
            for where in sorted(where for name, where in found if name == family):
                if _usable(found[family, where]):
                    return Font(family, where)
    return Font(EMBEDDED, None)


@cache
def covered(font: Font) -> frozenset[int]:
    """The code points that the regular style of `font` shows; empty for the embedded one, whose file we never see."""
    if font.folder is None:
        return frozenset()
    faces = (_read(path) for path in _files(font.folder, every_file=True))
    regular = (face for face in faces if face and face.family == font.name and face.style == "regular")
    return next((face.letters() for face in regular), frozenset())


def _places(configured: Path | None) -> Iterator[tuple[Path, bool]]:
    """Folders to look in; in the configured one every file is read, elsewhere only files named like a Times."""
    if configured is not None:
        yield configured, True
    for folder in system_folders():
        if folder.is_dir():
            yield folder, False


def system_folders() -> tuple[Path, ...]:
    """Where Linux, Windows and macOS keep fonts."""
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return (windows / "Fonts", home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    return (home / ".local/share/fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def _families(folder: Path, every_file: bool) -> dict[tuple[str, Path], list[_Face]]:
    """The faces of our families below a folder, by family and by the folder they lie in."""
    found: dict[tuple[str, Path], list[_Face]] = {}
    for face in (_read(path) for path in _files(folder, every_file)):
        if face is not None and face.family in FAMILIES:
            found.setdefault((face.family, face.path.parent), []).append(face)
    return found


def _usable(faces: list[_Face]) -> bool:
    """All needed styles are there, and each file, not only the first, is new enough and complete."""
    return {face.style for face in faces} >= NEEDED_STYLES and all(
        face.version >= _LEAST_VERSION.get(face.family, 0.0) and face.letters() >= VIETNAMESE_CODES for face in faces
    )


def _files(folder: Path, every_file: bool) -> Iterable[Path]:
    wanted = ("times", "tinos", "liberationserif")
    for path in sorted(folder.rglob("*")):
        plain = path.stem.lower().replace(" ", "").replace("_", "").replace("-", "")
        if path.suffix.lower() in _SUFFIXES and (every_file or plain.startswith(wanted)):
            yield path


def _read(path: Path) -> _Face | None:
    """What a font file says of itself, or None when it is not a font that we can read."""
    try:
        data = path.read_bytes()
        tables = _tables(data)
        (version,) = struct.unpack_from(">i", data, tables["head"] + 4)
        style = ("regular", "bold", "italic", "bold italic")[_style_bits(data, tables)]
        return _Face(path, _family(data, tables["name"]), style, version / 65536)
    except (OSError, struct.error, KeyError, IndexError, UnicodeDecodeError):
        return None


def _tables(data: bytes) -> dict[str, int]:
    """Offsets of the tables; of a collection (.ttc) the first font."""
    start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    records = (struct.unpack_from(">4sIII", data, start + 12 + 16 * number) for number in range(count))
    return {tag.decode("latin-1"): offset for tag, _, offset, _ in records}


def _style_bits(data: bytes, tables: dict[str, int]) -> int:
    """Bit 0 bold, bit 1 italic (`head.macStyle`)."""
    return int(struct.unpack_from(">H", data, tables["head"] + 44)[0]) & 3


def _family(data: bytes, name: int) -> str:
    """The family name: the typographic one (16) before the legacy one (1), from the Windows records."""
    _, count, strings = struct.unpack_from(">HHH", data, name)
    found: dict[int, str] = {}
    for number in range(count):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", data, name + 6 + 12 * number)
        if platform == _WINDOWS and kind in (1, 16):
            start = name + strings + offset
            found.setdefault(kind, data[start : start + length].decode("utf-16-be"))
    return found.get(16) or found.get(1, "")


def _letters_of(data: bytes, cmap: int) -> frozenset[int]:
    """All code points of the Unicode subtables."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    letters: set[int] = set()
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if platform == _UNICODE or (platform == _WINDOWS and encoding in (1, 10)):
            (form,) = struct.unpack_from(">H", data, cmap + offset)
            if form == 4:
                letters.update(_format_4(data, cmap + offset))
            elif form == 12:
                letters.update(_format_12(data, cmap + offset))
    return frozenset(letters)


def _format_4(data: bytes, table: int) -> Iterator[int]:
    """Segments of the basic plane; a code that maps to glyph 0 is not there."""
    segments = struct.unpack_from(">H", data, table + 6)[0] // 2
    row = f">{segments}H"
    ends = struct.unpack_from(row, data, table + 14)
    starts = struct.unpack_from(row, data, table + 16 + 2 * segments)
    deltas = struct.unpack_from(row, data, table + 16 + 4 * segments)
    ranges_at = table + 16 + 6 * segments
    offsets = struct.unpack_from(row, data, ranges_at)
    for index, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = (code + delta) & 0xFFFF
            if offset:
                (glyph,) = struct.unpack_from(">H", data, ranges_at + 2 * index + offset + 2 * (code - first))
            if glyph:
                yield code


def _format_12(data: bytes, table: int) -> Iterator[int]:
    (groups,) = struct.unpack_from(">I", data, table + 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">III", data, table + 16 + 12 * number)
        yield from range(first + (glyph == 0), min(last, 0x10FFFF) + 1)
