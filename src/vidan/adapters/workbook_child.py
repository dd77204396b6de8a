"""The process that opens a foreign workbook: `python -I -m vidan.adapters.workbook_child < book.xlsx > rows.jsonl`.

The native reader ends its whole process when a file makes it claim too much memory (a shared-string table that says it
holds four thousand million strings is enough), so it runs in one of its own, with memory and time bounded by the
system. Only `vidan.adapters.spreadsheets` starts it. Standard output is the names of the sheets (the one that is read
first, then those that are not), then one JSON array of texts for each row.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence

from vidan.adapters.spreadsheets import EXIT_EMPTY, EXIT_TOO_LARGE, MOST_OUTPUT, MOST_ROWS, MOST_SECONDS, as_text

_MOST_MEMORY = 1536 * 1024 * 1024


def main() -> int:
    """Read the workbook on standard input; the exit code says what became of it."""
    _bound()
    content = sys.stdin.buffer.read()
    written = 0
    for row in _rows(content):
        line = json.dumps([as_text(cell) for cell in row], ensure_ascii=False).encode() + b"\n"
        written += len(line)
        if written > MOST_OUTPUT:
            return EXIT_TOO_LARGE
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
    return 0 if written else EXIT_EMPTY


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the time-out of the parent is what remains.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _rows(content: bytes) -> Iterator[Sequence[object]]:
    """The names of the visible sheets, then the rows of the longest, with the empty ones above and the cells before.

    A cover or a table of sums may stand in front of the list; the list is the longest sheet (of equals the first).
    """
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = [
        book.get_sheet_by_name(sheet.name)
        for sheet in book.sheets_metadata
        if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
        and sheet.visible is python_calamine.SheetVisibleEnum.Visible
    ]
    filled = [table for table in tables if table.height]
    if not filled:
        return
    longest = max(filled, key=lambda table: table.height)
    yield [longest.name, *(table.name for table in filled if table is not longest)]
    yield from longest.to_python(skip_empty_area=False, nrows=MOST_ROWS + 1)


if __name__ == "__main__":
    sys.exit(main())
