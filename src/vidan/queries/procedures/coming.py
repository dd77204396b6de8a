"""A list that wants to come in, beside the one that holds: what it would add, change, leave as it is, and not name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vidan.domain.procedures import ProcedureText
from vidan.domain.procedures.changes import COMPARED, Difference, differences, shown_of, staying
from vidan.queries.procedures.listing import _in_force
from vidan.store.models import Procedure


@dataclass(frozen=True)
class ComingCard:
    """`added` and `absent` (held here, not named by the list; it stays): key and name. `changed`: what differs."""

    added: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str, tuple[Difference, ...]], ...]
    unchanged: int
    absent: tuple[tuple[str, str], ...]


def coming(commune_id: int, texts: Iterable[ProcedureText], on: date) -> ComingCard:
    """Compare with what is in force on a day: one statement.

    A limit that the commune confirmed stays its own, and so does whatever the list says nothing about.
    """
    held = {row.key: row for row in _in_force(commune_id, on)}
    added, changed, unchanged, named = [], [], 0, set()
    for text in texts:
        named.add(text.key)
        row = held.get(text.key)
        if row is None:
            added.append((text.key, text.short_name))
        elif found := _differences(row, text):
            changed.append((text.key, row.short_name, found))
        else:
            unchanged += 1
    absent = sorted((key, row.short_name) for key, row in held.items() if key not in named)
    return ComingCard(tuple(added), tuple(changed), unchanged, tuple(absent))


def _differences(row: Procedure, text: ProcedureText) -> tuple[Difference, ...]:
    before = {part: getattr(row, part) for part in COMPARED}
    confirmed = {"limit"} if row.limit_confirmed_at is not None else set()
    kept = {"limit_document"} | confirmed | (staying(text, row.limit) & before.keys())
    return differences(before, shown_of(text) | {part: before[part] for part in kept})
