"""Spreadsheets in and out: XLSX (ECMA-376) and delimited text (RFC 4180), with hostile files in mind.

Coming in, every cell is text: numbers as people wrote them, dates as dd/mm/yyyy, formulas as their last value.
Going out, no cell can become a formula (OWASP: CSV injection).
"""

import csv
import io
import json
import lzma
import re
import struct
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain
from math import isfinite
from pathlib import Path, PurePath
from typing import IO

from vidan.adapters import tcvn3
from vidan.domain.errors import Refused
from vidan.domain.moments import local
from vidan.domain.text import clean_text

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
#: What a spreadsheet may unpack to, all parts together, and how many parts it may have.
_MOST_UNPACKED = 128 * 1024 * 1024
_MOST_PARTS = 2_000
#: The rectangle around the cells is held in memory whole, so its area is bounded too.
_MOST_CELLS = 8_000_000
_LONGEST_CELL = 32_767
#: Bounds and exit codes of the process that opens a workbook (`workbook_child`).
MOST_SECONDS = 60
MOST_OUTPUT = 128 * 1024 * 1024
EXIT_EMPTY = 3
EXIT_TOO_LARGE = 4
_CHUNK = 1 << 20
_ENCODINGS = ("utf-8", "cp1258")
_TEXT_ENDINGS = (".csv", ".tsv", ".txt")
#: Looked for after tidying, which takes leading tabs, line breaks and spaces away.
_FORMULA_OPENERS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

Cell = str | int | float | bool | date | None


@dataclass(frozen=True)
class Table:
    """A sheet as text: the first row that says something, and the rows under it (read once, lazily).

    `first_row` is the spreadsheet's own number of the first of `rows`. `sheets`: the one that is read, then the others
    of the workbook that hold something and are not.
    """

    headers: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]
    first_row: int
    sheets: tuple[str, ...] = ()


def read_table(file: Path | str | bytes, filename: str = "") -> Table:
    """Open a spreadsheet by path or content; `filename` as the person called it, for its ending and for sentences.

    Refused, at once or while rows are read: `spreadsheets.too_large` (20 MB), `.too_many_rows` (200 000),
    `.too_many_columns` (200), `.empty`, `.old_format` (.xls or a password), `.unknown_kind`, `.unreadable`.
    """
    name = PurePath(filename or (file if isinstance(file, Path | str) else "")).name[:100]
    content = _content(file, name)
    if not content:
        raise Refused("spreadsheets.empty", field="file")
    if content.startswith(b"PK"):
        rows = _xlsx_rows(content, name)
        sheets = next(rows)
        return replace(_table(rows), sheets=sheets)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused("spreadsheets.old_format", field="file", name=name)
    if not name.lower().endswith(_TEXT_ENDINGS):
        raise Refused("spreadsheets.unknown_kind", field="file", name=name)
    return _table(_text_rows(content, name))


def _content(file: Path | str | bytes, name: str) -> bytes:
    if isinstance(file, bytes):
        content = file
    else:
        try:
            with Path(file).open("rb") as stream:
                content = stream.read(MOST_BYTES + 1)
        except (OSError, ValueError) as no:
            raise Refused("spreadsheets.unreadable", field="file", name=name) from no
    if len(content) > MOST_BYTES:
        raise _too_large()
    return content


def _table(rows: Iterator[tuple[str, ...]]) -> Table:
    bounded = _bounded(rows)
    for number, row in enumerate(bounded, start=1):
        if any(row):
            return Table(row, bounded, number + 1)
    raise Refused("spreadsheets.empty", field="file")


def _bounded(rows: Iterator[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise _too_many("rows", MOST_ROWS)
        if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
            raise _too_many("columns", MOST_COLUMNS)
        yield row[:MOST_COLUMNS]


def _too_many(what: str, most: int) -> Refused:
    return Refused(f"spreadsheets.too_many_{what}", field="file", most=most)


def _too_large() -> Refused:
    return Refused("spreadsheets.too_large", field="file", most_mb=MOST_BYTES // (1024 * 1024))


# -- XLSX ------------------------------------------------------------------------------------------------------------


def _xlsx_rows(content: bytes, name: str) -> Iterator[tuple[str, ...]]:
    """The names of the sheets, then the rows of the one that is read."""
    try:
        _check_parts(content, name)
        done = subprocess.run(
            [sys.executable, "-I", "-m", "vidan.adapters.workbook_child"],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=MOST_SECONDS * 2,
            check=False,
        )
    except _UNREADABLE as no:
        raise Refused("spreadsheets.unreadable", field="file", name=name) from no
    if done.returncode == EXIT_EMPTY:
        raise Refused("spreadsheets.empty", field="file")
    if done.returncode == EXIT_TOO_LARGE:
        raise _too_large()
    if done.returncode:
        raise Refused("spreadsheets.unreadable", field="file", name=name)
    return (tuple(json.loads(line)) for line in io.BytesIO(done.stdout))


#: What a damaged archive makes the unpacking say (a password, an unknown packing, a wrong check sum, a bad name).
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    subprocess.SubprocessError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    struct.error,
)


def _check_parts(content: bytes, name: str) -> None:
    """Unpack the archive once, in pieces, before the reader does: sizes as they are, not as they are declared."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {part.filename.lower() for part in parts}
        if len(parts) > _MOST_PARTS or len(names) != len(parts) or "xl/workbook.xml" not in names:
            raise Refused("spreadsheets.unreadable", field="file", name=name)
        left = _MOST_UNPACKED
        for part in parts:
            is_sheet = part.filename.lower().startswith("xl/worksheets/") and part.filename.lower().endswith(".xml")
            with archive.open(part) as stream:
                if is_sheet:
                    unpacked = b"".join(_drained(stream, left))
                    left -= len(unpacked)
                    _check_sheet(unpacked)
                else:
                    left -= sum(len(chunk) for chunk in _drained(stream, left))


def _drained(stream: IO[bytes], left: int) -> Iterator[bytes]:
    """A part, unpacked piece by piece; refused beyond what is left."""
    while chunk := stream.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise _too_large()
        yield chunk


# Possessive, so that a part made of opened quotes is still read in one pass.
_TAG = re.compile(rb"""<(?:[A-Za-z0-9_]+:)?(row|c)(?=[\s/>])((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d*)["']""")


def _check_sheet(content: bytes) -> None:
    """Measure the rectangle around a sheet's cells, since one cell far out would claim memory for all between.

    Encodings other than UTF-8 would hide the cells from this look, and the reader does not know them either.
    """
    row, column, last_row, last_column = 0, 0, 0, 0
    for tag in _TAG.finditer(content):
        letters, digits = _place(tag[2])
        if tag[1] == b"row":
            row, column = digits or row + 1, 0
            continue
        row, column = digits or row, letters or column + 1
        # Cells that only carry a colour are not kept by the reader.
        if not tag[2].endswith(b"/"):
            last_row, last_column = max(last_row, row), max(last_column, column)
    if last_row > MOST_ROWS:
        raise _too_many("rows", MOST_ROWS)
    if last_column > MOST_COLUMNS:
        raise _too_many("columns", MOST_COLUMNS)
    if last_row * last_column > _MOST_CELLS:
        raise _too_many("rows", _MOST_CELLS // last_column)


def _place(attributes: bytes) -> tuple[int, int]:
    """Column and row of a reference such as `AB12`; 0 for what it does not say."""
    found = _REFERENCE.search(b" " + attributes)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1].upper()[:4]:
        column = column * 26 + letter - 64
    return column, int(found[2][:9] or 0)


def as_text(cell: object) -> str:
    """A cell as a person would read it aloud: 1.001193, 02/09/2026, có."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        cell = local(cell) if cell.tzinfo else cell
        return cell.strftime("%d/%m/%Y") if cell.time() == time.min else cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return _tidy(str(cell))


def _tidy(text: str) -> str:
    """As `clean_text`, quickly for the many cells that are one printable line already."""
    text = text[:_LONGEST_CELL]
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    return clean_text(text)


def _number(value: float) -> str:
    if not isfinite(value):
        return ""
    if value.is_integer():
        return str(int(value))
    text = format(value, ".15g")
    return text if "e" not in text else f"{value:.15f}".rstrip("0")


# -- delimited text --------------------------------------------------------------------------------------------------


def _text_rows(content: bytes, name: str) -> Iterator[tuple[str, ...]]:
    text = _decoded(content, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, name))
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as no:
            raise Refused("spreadsheets.unreadable", field="file", name=name) from no
        yield tuple(_tidy(cell) for cell in row)


def _decoded(content: bytes, name: str) -> str:
    """Text of a file that does not say how it is encoded: its mark, UTF-16 by its zeros, UTF-8, else VN3 or 1258."""
    encodings: tuple[str, ...] = _ENCODINGS
    if content.startswith(b"\xef\xbb\xbf"):
        encodings = ("utf-8-sig",)
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\0" in content[:400]:
        little = content[1:400:2].count(0) >= content[0:400:2].count(0)
        encodings = ("utf-16-le" if little else "utf-16-be",)
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return tcvn3.decode(content) if encoding == "cp1258" and tcvn3.is_vn3(content) else text
    if tcvn3.is_vn3(content):
        return tcvn3.decode(content)
    raise Refused("spreadsheets.unreadable", field="file", name=name)


def _delimiter(text: str, name: str) -> str:
    """The mark that stands between cells, by its number outside quotes in the first lines."""
    bare = re.sub(r'"[^"]*"', "", text[:20_000])
    lines = [line for line in bare.splitlines() if line.strip()][:20]
    counts = {mark: sum(line.count(mark) for line in lines) for mark in "\t;,"}
    if name.lower().endswith(".tsv") and counts["\t"]:
        return "\t"
    # A tab or semicolon in a list is rarely part of a sentence; a comma often is.
    telling = [mark for mark in "\t;" if lines and sum(mark in line for line in lines) * 2 > len(lines)]
    if telling and counts[telling[0]] and _steady(lines, telling[0]) >= _steady(lines, ","):
        return telling[0]
    return ","


def _steady(lines: Sequence[str], mark: str) -> int:
    """In how many lines a mark stands exactly as often as in the first: cells are as many in each line."""
    return sum(line.count(mark) == lines[0].count(mark) > 0 for line in lines)


# -- writing ---------------------------------------------------------------------------------------------------------


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """Delimited text that Excel opens as it is: UTF-8 with its mark, lines end CR LF, numbers as numbers.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. At most 200 000 rows.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in _counted(chain([headers], rows)):
        writer.writerow([_guarded(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _guarded(cell: Cell) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _number(float(cell)) if isinstance(cell, float) else str(cell)
    text = as_text(cell)
    return f"'{text}" if text.startswith(_FORMULA_OPENERS) else text


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "Danh sách") -> bytes:
    """A workbook of one sheet: bold headings that stay in view, text as text, numbers and dates as such.

    No cell is written as a formula or a link. The same rows give the same bytes. At most 200 000 rows.
    """
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime.combine(date(2025, 7, 1), time.min)})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Danh sách")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"})
    for number, row in enumerate(_counted(chain([headers], rows))):
        for place, cell in enumerate(row[:MOST_COLUMNS]):
            if isinstance(cell, int | float) and not isinstance(cell, bool) and isfinite(cell) and abs(cell) < 1e15:
                sheet.write_number(number, place, cell)
            elif isinstance(cell, date) and not isinstance(cell, datetime) and cell.year >= 1900:
                sheet.write_datetime(number, place, cell, day)
            else:
                text = as_text(str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell)
                sheet.write_string(number, place, text, plain if number else bold)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(0, min(len(headers), MOST_COLUMNS) - 1), 24)
    book.close()
    return out.getvalue()


def _counted(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise _too_many("rows", MOST_ROWS)
        yield row
