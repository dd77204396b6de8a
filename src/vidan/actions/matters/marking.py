"""Older matters get the marks of newer ones: names are sealed, so a migration cannot make them."""

from datetime import datetime

from vidan.actions.recording import recording
from vidan.domain.matters import NamesMarked
from vidan.domain.people import program
from vidan.store import names
from vidan.store.models import UnmarkedNames

#: Matters of one transaction: other writers never wait longer than for a fraction of a second.
_PART = 500


def mark_names(commune_id: int, *, now: datetime) -> int:
    """The next part, newest first; returns how many matters were looked through, 0 when none is left."""
    unmarked = UnmarkedNames.objects.of(commune_id).first()
    if unmarked is None:
        return 0
    with recording(program(commune_id), now) as record:
        count = names.mark_older(unmarked, _PART)
        record.fact(NamesMarked(count=count), subject=f"commune:{commune_id}")
    return count
