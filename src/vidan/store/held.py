"""Everything that promise 7 asks of matters, by one hand-written statement: for one matter with each act, and for some
hundreds at a time when all is counted anew. What belongs to a matter comes with its row, as JSON made in the database.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection

from vidan.store import cursors

#: Rows that one statement brings.
CHUNK = 500

_SQL = """
SELECT m.id, m.kind, m.reference, m.opened_at, m.first_due_at, m.closed_at, m.village_id,
 c.calendar_version, c.cut_off, c.make_up_days_count,
 (SELECT {rows}({row}(h.officer_id, h.from_at, h.until_at)) FROM vidan_holding h
  WHERE h.matter_id = m.id AND h.clock = 'officer'),
 (SELECT {rows}({row}(d.officer_id, d.role, d.from_on, d.until_on))
  FROM (SELECT h.officer_id FROM vidan_holding h WHERE h.matter_id = m.id
   UNION SELECT l.stand_in_id FROM vidan_leave l WHERE l.commune_id = m.commune_id AND l.until_on >= {day_opened}) o
  CROSS JOIN vidan_mandate d WHERE d.officer_id = o.officer_id),
 (SELECT {rows}({row}(l.officer_id, l.stand_in_id, l.from_on, l.until_on, l.made_at, l.ended_at)) FROM vidan_leave l
  WHERE l.commune_id = m.commune_id AND l.until_on >= {day_opened}),
 (SELECT {rows}({row}(p.from_at)) FROM vidan_pause p WHERE p.matter_id = m.id),
 (SELECT {rows}({row}(p.number, p.made_at, p.due_at, p.reason)) FROM vidan_promise p WHERE p.matter_id = m.id),
 (SELECT {rows}({row}(f.id, f.actor_id, f.recorded_at, CASE WHEN f.kind = 'MatterReassigned' THEN f.told END))
  FROM vidan_fact f
  WHERE f.commune_id = m.commune_id AND f.actor_kind = 'officer' AND f.subject IN (SELECT 'matter:' || m.id
   UNION ALL SELECT 'letter:' || w.id FROM vidan_letter w WHERE w.owed_id = m.id)),
 (SELECT {rows}({row}(s.answered_at)) FROM vidan_sealedmatter s
  WHERE m.kind = 'feedback' AND s.reference = m.reference)
FROM vidan_matter m JOIN vidan_commune c ON c.id = +m.commune_id
WHERE +m.commune_id = %s AND {which}
ORDER BY m.id LIMIT {chunk}
"""
#: The cross join is SQLite's way to say which comes first: with figures about few mandates it walks all of them else.
#: With the plus the commune's index is left alone: what comes after an id is found by its key, not by sorting all.
#: The day in UTC on which it was opened is never later than the local one, so no leave that matters is left out.
JSON_WORDS = {
    "sqlite": {"rows": "json_group_array", "row": "json_array", "day_opened": "substr(m.opened_at, 1, 10)"},
    "postgresql": {"rows": "json_agg", "row": "json_build_array", "day_opened": "m.opened_at::date"},
}


@dataclass(frozen=True, slots=True)
class HeldMatter:
    """One matter: its row, its commune's calendar (version, cut-off, make-up days), and what belongs to it.

    `sealed`: of one that was moved into the sealed box, when it was answered from there (or None).
    `spans`: (officer, from, until) of officers' desks; `mandates`: (officer, role, from, until) of those officers and
    of all stand-ins; `leaves`: (officer, stand-in, first day, last day, made, ended) since it was opened; `pauses`:
    when they began; `promises`: (number, made, due, reason); `acts`: (fact, officer, when, step of a re-assignment or
    None) in the order in which they were told, those about the letter that it owes among them.
    """

    id: int
    kind: str
    reference: str
    opened_at: datetime
    first_due_at: datetime | None
    closed_at: datetime | None
    village: int | None
    calendar: tuple[int, time, bool]
    spans: tuple[tuple[int | None, datetime, datetime | None], ...]
    mandates: tuple[tuple[int, str, date, date | None], ...]
    leaves: tuple[tuple[int, int, date, date, datetime, datetime | None], ...]
    pauses: tuple[datetime, ...]
    promises: tuple[tuple[int, datetime, datetime, str], ...]
    acts: tuple[tuple[int, int, datetime, int | None], ...]
    sealed: tuple[datetime | None, ...] = ()


def fetch(commune_id: int, *, ids: Sequence[int] | None = None, after: int = 0) -> list[HeldMatter]:
    """Matters of every kind, the next CHUNK after an id, or those among some ids."""
    which, values = "m.id > %s", [after]
    if ids is not None:
        which, values = f"m.id IN ({', '.join(['%s'] * len(ids))})", list(ids)
    limit = CHUNK if ids is None else len(ids)
    sql = _SQL.format(which=which, chunk=limit, **JSON_WORDS[connection.vendor])
    with cursors.cursor() as cursor:
        cursor.execute(sql, [commune_id, *values])
        rows = cursor.fetchall()
    return [_read(row) for row in rows]


def _read(row: Sequence[Any]) -> HeldMatter:
    spans, mandates, leaves, pauses, promises, acts, sealed = (_rows(cell) for cell in row[10:])
    cut_off = row[8] if isinstance(row[8], time) else time.fromisoformat(row[8])
    return HeldMatter(
        id=row[0],
        kind=row[1],
        reference=row[2],
        opened_at=_sure(row[3]),
        first_due_at=_moment(row[4]),
        closed_at=_moment(row[5]),
        village=row[6],
        calendar=(row[7], cut_off, bool(row[9])),
        spans=tuple((officer, _sure(start), _moment(end)) for officer, start, end in spans),
        mandates=tuple(
            (officer, role, _day(start), _day(end) if end else None) for officer, role, start, end in mandates
        ),
        leaves=tuple(
            (officer, stand_in, _day(start), _day(end), _sure(made), _moment(ended))
            for officer, stand_in, start, end, made, ended in leaves
        ),
        pauses=tuple(_sure(at) for (at,) in pauses),
        promises=tuple((number, _sure(made), _sure(due), why) for number, made, due, why in promises),
        acts=tuple((fact, officer, _sure(at), _step(told)) for fact, officer, at, told in sorted(acts, key=_first)),
        sealed=tuple(_moment(at) for (at,) in sealed),
    )


def _rows(cell: Any) -> list[Any]:
    if cell == "[]":  # as most are of what was just begun
        return []
    return (json.loads(cell) if isinstance(cell, str) else cell) or []


def _first(row: Sequence[Any]) -> int:
    return int(row[0])


def _step(told: Any) -> int | None:
    if told is None:
        return None
    return int((json.loads(told) if isinstance(told, str) else told)["step"])


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _sure(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _moment(value: Any) -> datetime | None:
    return None if value is None else _sure(value)
