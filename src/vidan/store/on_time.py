"""Everything that promises 8 and 4 ask of dossiers, by one hand-written statement each: for one with each act, and for
some hundreds at a time when all is counted anew. A dossier's ledger entries come with its row, as JSON made in the
database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from vidan.store import cursors
from vidan.store.held import CHUNK, JSON_WORDS

_SQL = """
SELECT m.id, m.reference, m.village_id, p.key,
 (SELECT {rows}({row}(e.kind, e."on", e.body, e.commitment)) FROM vidan_entry e
  WHERE e.commune_id = m.commune_id AND e.reference = m.reference AND e.kind IN ('nhan', 'bs', 'hen', 'xong', 'huy'))
{more} FROM vidan_dossier d JOIN vidan_matter m ON m.id = d.matter_id JOIN vidan_procedure p ON p.id = d.procedure_id
WHERE +d.commune_id = %s AND {which} ORDER BY d.matter_id LIMIT {chunk}
"""
#: What promise 4 asks besides: the date that the house gave last of its own accord, whether there is a letter for its
#: lateness (or for a wrong result, which is why it took longer), and what was found lost or wrong and has no letter.
_MORE = """,
 (SELECT p.due_at FROM vidan_promise p WHERE p.matter_id = m.id AND p.reason <> 'reappointment'
  ORDER BY p.number DESC LIMIT 1),
 EXISTS (SELECT 1 FROM vidan_letter w WHERE w.about_id = m.id AND w."trigger" IN ('late', 'wrong')
  AND w.state <> 'discarded'),
 (SELECT {rows}({row}(b.id, b.found_at)) FROM vidan_breach b WHERE b.matter_id = m.id AND NOT EXISTS
  (SELECT 1 FROM vidan_letter w WHERE w.about_id = m.id AND w."trigger" = b.kind AND w.owed_since >= b.found_at
   AND w.state <> 'discarded'))"""

#: By the kind of database, and whether promise 4 asks; `which` and `chunk` stay open.
_OPEN = {"which": "{which}", "chunk": "{chunk}"}
_STATEMENTS = {
    (vendor, more): _SQL.format(more=_MORE.format(**words) if more else "", **words, **_OPEN)
    for vendor, words in JSON_WORDS.items()
    for more in (False, True)
}


@dataclass(frozen=True, slots=True)
class ToldDossier:
    """One dossier and what the ledger tells of its clock: (kind, day, body, commitment) of each entry, in any order.

    For promise 4 alone: `promised_at`, the last date that is no re-appointment; `sorry`, whether a letter of apology
    for it exists; `faults`, (number, found at) of what was lost or wrong and has no letter.
    """

    id: int
    reference: str
    village: int | None
    procedure: str
    steps: tuple[tuple[str, date, str, str], ...]
    promised_at: datetime | None = None
    sorry: bool = False
    faults: tuple[tuple[int, datetime], ...] = ()


def fetch(
    commune_id: int, *, ids: Sequence[int] | None = None, after: int = 0, apologies: bool = False
) -> list[ToldDossier]:
    """Dossiers, the next CHUNK after an id, or those among some ids; with what promise 4 asks, where `apologies`."""
    which, values, limit = "d.matter_id > %s", [after], CHUNK
    if ids is not None:
        which, values, limit = f"d.matter_id IN ({', '.join(['%s'] * len(ids))})", list(ids), len(ids)
    with cursors.cursor() as cursor:
        cursor.execute(
            _STATEMENTS[connection.vendor, apologies].format(which=which, chunk=limit), [commune_id, *values]
        )
        rows = cursor.fetchall()
    return [ToldDossier(row[0], row[1], row[2], row[3], _steps(row[4]), *_sorry(row[5:])) for row in rows]


def _steps(cell: Any) -> tuple[tuple[str, date, str, str], ...]:
    return tuple((kind, date.fromisoformat(on), body, commitment) for kind, on, body, commitment in _listed(cell))


def _sorry(cells: Sequence[Any]) -> tuple[Any, ...]:
    if not cells:
        return ()
    promised, sorry, faults = cells
    found = tuple((number, _moment(at)) for number, at in _listed(faults))
    return (None if promised is None else _moment(promised), bool(sorry), found)


def _listed(cell: Any) -> list[Any]:
    return (json.loads(cell) if isinstance(cell, str) else cell) or []


def _moment(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
