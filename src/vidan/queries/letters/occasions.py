"""What letters tell of promises 4 (Biết xin lỗi) and 5 (Biết cảm ơn): each letter owed is one occasion.

In time is sent: an apology before the promised moment, or within one working day where a fault was found (its `due_at`
says which), a thank-you within five. What is unsent after that day counts against the promise while it is open.
"""

from collections.abc import Collection, Iterator
from typing import Any

from vidan.domain.letters.owed import BREACHES, THANKFUL, Trigger
from vidan.domain.letters.states import State
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, owed
from vidan.store.models import Letter


def apologies(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """Promise 4."""
    return _told(commune_id, BREACHES, subjects)


def thanks(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """Promise 5."""
    return _told(commune_id, THANKFUL, subjects)


def _told(commune_id: int, triggers: frozenset[Trigger], subjects: Collection[str] | None) -> Iterator[Occasion]:
    asked = None if subjects is None else [int(one[7:]) for one in subjects if one.startswith("letter:")]
    if asked == []:
        return  # every act asks, most are about no letter: not even the question is put together for those
    rows = Letter.objects.of(commune_id).filter(trigger__in=[trigger.value for trigger in triggers])
    rows = rows.exclude(state=State.DISCARDED.value)
    if asked is not None:
        rows = rows.filter(pk__in=asked)
    for row in rows.select_related("about").order_by("pk").iterator(chunk_size=500):
        yield _occasion(row)


def _occasion(row: Any) -> Occasion:
    return owed(
        f"letter:{row.pk}",
        local_day(row.owed_since),
        local_day(row.due_at),
        local_day(row.sent_at) if row.sent_at else None,
        reference=row.about.reference if row.about else "",
    )
