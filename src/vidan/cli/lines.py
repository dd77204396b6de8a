"""The lines of a file somebody else wrote, one JSON object a line."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from vidan.domain.errors import Refused


def numbered(file: Path) -> Iterator[tuple[int, str]]:
    """Each line that is not empty, with its number from 1. UTF-8, or UTF-16 with its mark (Notepad's “Unicode”).

    Bytes that are no text stay in the line as lone surrogates: `line.encode()` raises ValueError there. Lines end
    with LF or CRLF only: other separators may stand within JSON's strings. Refused `backup.file.missing`.
    """
    if not file.is_file():
        raise Refused("backup.file.missing", field="file", file=file)
    raw = file.read_bytes()
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        content = raw.decode("utf-16", "replace")
    else:
        content = raw.decode("utf-8-sig", "surrogateescape")
    return ((number, line) for number, line in enumerate(content.split("\n"), start=1) if line.strip())
