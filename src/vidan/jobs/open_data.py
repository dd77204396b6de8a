"""The open-data files of the promises: what anybody needs to find each figure again, and nothing of any person.

`occasions.csv` has a line for each occasion that counts in a window that ends today, `months.csv` the trend,
`tables.csv` the tables by procedure, village and way of asking, `corrections.csv` what published figures became,
`promises.json` the figures; `datapackage.json` says what each column means (Frictionless Data Package). Told in
docs/open-data.md; read by verify/recompute.py.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from io import StringIO
from typing import Any

from vidan.domain.promises import MAIN
from vidan.queries.communes import CommuneCard
from vidan.queries.promises import board as boards
from vidan.queries.promises import corrections, tables
from vidan.queries.promises import rows as listed
from vidan.speech import open_data as words

FOLDER = "du-lieu"
OCCASIONS, MONTHS, TABLES, CORRECTIONS = "occasions.csv", "months.csv", "tables.csv", "corrections.csv"
FIGURES, PACKAGE = "promises.json", "datapackage.json"


def files(commune: CommuneCard, board: boards.Board, origin: str, size: int) -> dict[str, bytes]:
    """All files by name, for the board of a day over the first `size` entries of the log `origin`."""
    return {
        OCCASIONS: _csv(words.COLUMNS[OCCASIONS], _occasions(commune.id, board.day)),
        MONTHS: _csv(words.COLUMNS[MONTHS], _months(board)),
        TABLES: _csv(words.COLUMNS[TABLES], _tables(commune.id, board.day)),
        CORRECTIONS: _csv(words.COLUMNS[CORRECTIONS], _corrections(commune.id, board.day)),
        FIGURES: _json(_figures(commune, board, origin, size)),
        PACKAGE: _json(_package(commune, board.day)),
    }


def _occasions(commune_id: int, day: date) -> Iterator[Sequence[Any]]:
    for row in listed.open_rows(commune_id, day):
        days = (row.received_on, row.due_on, row.finished_on, row.broken_on, row.open_from)
        yield row.promise, row.reference, *(_day(one) for one in days), row.count


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _months(board: boards.Board) -> Iterator[Sequence[Any]]:
    for one in board.promises:
        if one.measured:
            for month in one.months:
                yield (
                    one.number,
                    month.first.isoformat(),
                    month.last.isoformat(),
                    month.figure.kept,
                    month.figure.counted,
                )


def _tables(commune_id: int, day: date) -> Iterator[Sequence[Any]]:
    for one in tables.all_kept(commune_id, day - timedelta(days=corrections.DAYS)):
        span = one.promise, one.first.isoformat(), one.last.isoformat(), one.by
        for name, figure in one.cells:
            yield *span, name, figure.kept, figure.counted
        if one.others:
            yield *span, words.OTHERS, one.others.kept, one.others.counted


def _corrections(commune_id: int, day: date) -> Iterator[Sequence[Any]]:
    for one in corrections.rows(commune_id, day):
        figures = one.told.kept, one.told.counted, one.found.kept, one.found.counted
        yield one.noticed_on.isoformat(), one.cause, one.promise, one.day.isoformat(), *figures


def _csv(columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Comma-separated, lines end with a line feed, UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue().encode()


def _json(told: Any) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _figures(commune: CommuneCard, board: boards.Board, origin: str, size: int) -> dict[str, Any]:
    return {
        "commune": commune.code,
        "as_of": board.day.isoformat(),
        "ledger_origin": origin,
        "ledger_size": size,
        "promises": {str(one.number): _figure(one) for one in board.promises if one.measured},
        "not_measured": [one.number for one in board.promises if not one.measured],
    }


def _figure(one: boards.PromiseFigures) -> dict[str, Any]:
    shown = {name: {"kept": told.figure.kept, "counted": told.figure.counted} for name, told in one.windows.items()}
    main = one.windows[MAIN]
    return {
        **shown[MAIN],
        "target_percent": one.target,
        "verdict": main.verdict.value,
        "wilson_95": [f"{end:.6f}" for end in main.interval] if main.interval else [],
        "definition_version": one.definition.version,
        "windows": shown,
    }


def _package(commune: CommuneCard, day: date) -> dict[str, Any]:
    return {
        "name": f"vidan-{commune.slug}",
        "title": words.TITLE.format(commune=commune.name),
        "description": words.DESCRIPTION,
        "created": words.EVENING.format(day=day.isoformat()),
        "licenses": [{"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
        "resources": [_resource(name) for name in (OCCASIONS, MONTHS, TABLES, CORRECTIONS)]
        + [{"name": "promises", "path": FIGURES, "format": "json", "mediatype": "application/json"}],
    }


def _resource(name: str) -> dict[str, Any]:
    fields = [
        {"name": column, "type": kind, "description": f"{vietnamese} / {english}"}
        for column, (kind, vietnamese, english) in words.COLUMNS[name].items()
    ]
    return {
        "name": name.removesuffix(".csv"),
        "path": name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
