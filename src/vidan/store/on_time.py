"""Everything that promise 8 asks of dossiers, by one hand-written statement: for one with each act, and for some
hundreds at a time when all is counted anew. A dossier's ledger entries come with its row, as JSON made in the database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from vidan.store import cursors
from vidan.store.held import CHUNK, JSON_WORDS

_SQL = """
SELECT m.id, m.reference, m.village_id, p.key,
 (SELECT {rows}({row}(e.kind, e."on", e.body, e.commitment)) FROM vidan_entry e
  WHERE e.commune_id = m.commune_id AND e.reference = m.reference AND e.kind IN ('nhan', 'bs', 'hen', 'xong', 'huy'))
FROM vidan_dossier d JOIN vidan_matter m ON m.id = d.matter_id JOIN vidan_procedure p ON p.id = d.procedure_id
WHERE +d.commune_id = %s AND {which} ORDER BY d.matter_id LIMIT {chunk}
"""


@dataclass(frozen=True, slots=True)
class ToldDossier:
    """One dossier and what the ledger tells of its clock: (kind, day, body, commitment) of each entry, in any order."""

    id: int
    reference: str
    village: int | None
    procedure: str
    steps: tuple[tuple[str, date, str, str], ...]


def fetch(commune_id: int, *, ids: Sequence[int] | None = None, after: int = 0) -> list[ToldDossier]:
    """Dossiers, the next CHUNK after an id, or those among some ids."""
    which, values, limit = "d.matter_id > %s", [after], CHUNK
    if ids is not None:
        which, values, limit = f"d.matter_id IN ({', '.join(['%s'] * len(ids))})", list(ids), len(ids)
    with cursors.cursor() as cursor:
        cursor.execute(_SQL.format(which=which, chunk=limit, **JSON_WORDS[connection.vendor]), [commune_id, *values])
        rows = cursor.fetchall()
    return [ToldDossier(row[0], row[1], row[2], row[3], _steps(row[4])) for row in rows]


def _steps(cell: Any) -> tuple[tuple[str, date, str, str], ...]:
    rows = (json.loads(cell) if isinstance(cell, str) else cell) or []
    return tuple((kind, date.fromisoformat(on), body, commitment) for kind, on, body, commitment in rows)
