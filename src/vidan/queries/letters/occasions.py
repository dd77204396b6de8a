"""What letters tell of promises 4 (Biết xin lỗi) and 5 (Biết cảm ơn): each letter owed is one occasion.

In time is sent: an apology before the promised moment, or within one working day where a fault was found (its `due_at`
says which), a thank-you within five. What is unsent after that day counts against the promise while it is open. What
came back is unsent again; out by another way within a working day, it counts from the first time (ADR 76). What was
late the first time stays late. A dossier that kept its day after all was no breach: the apology that went out before
counts neither for the house nor against it.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from vidan.domain.letters.owed import BREACHES, THANKFUL, Trigger
from vidan.domain.letters.states import State
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, owed
from vidan.store.models import Letter
from vidan.store.prepared import Prepared

SUBJECT = "letter:"
_AT_ONCE = 500


def apologies(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """Promise 4."""
    return _told(commune_id, BREACHES, subjects)


def thanks(commune_id: int, subjects: Collection[str] | None = None) -> Iterator[Occasion]:
    """Promise 5."""
    return _told(commune_id, THANKFUL, subjects)


def _told(commune_id: int, triggers: frozenset[Trigger], subjects: Collection[str] | None) -> Iterator[Occasion]:
    if subjects is None:
        rows: Iterable[Any] = _rows(commune_id).order_by("pk").iterator(chunk_size=_AT_ONCE)
    else:
        numbers = [int(one.removeprefix(SUBJECT)) for one in subjects if one.startswith(SUBJECT)]
        rows = chain.from_iterable(_ONE(commune_id, number) for number in numbers)
    for number, trigger, owed_since, due_at, sent_at, again_due_at, about, owing, ended_at in rows:
        if trigger in triggers and not _kept_its_day(trigger, due_at, ended_at):
            in_time = again_due_at and sent_at and local_day(sent_at) <= local_day(due_at)
            due_on = local_day(max(due_at, again_due_at) if in_time else due_at)
            sent_on = local_day(sent_at) if sent_at and not again_due_at else None
            yield owed(f"{SUBJECT}{number}", local_day(owed_since), due_on, sent_on, reference=about or owing or "")


def _kept_its_day(trigger: str, due_at: datetime, ended_at: datetime | None) -> bool:
    return trigger == Trigger.LATE and ended_at is not None and local_day(ended_at) <= local_day(due_at)


def about(commune_id: int, subjects: Collection[str]) -> set[str]:
    """The apologies for lateness that some matters were sent, as subjects: they feel it when their matter ends."""
    matters = [int(one.removeprefix("matter:")) for one in subjects if one.startswith("matter:")]
    return {f"{SUBJECT}{pk}" for number in matters for (pk,) in _LATE(commune_id, number)}


def _rows(commune_id: int) -> QuerySet[Letter, Any]:
    """Each letter that was not discarded, with the public name of what it is about.

    Thanks for what people said are left out: feedback itself counts them, whether said on the page or by a letter.
    """
    rows = Letter.objects.of(commune_id).exclude(state=State.DISCARDED.value).exclude(about__kind="feedback")
    return rows.values_list(
        "pk", "trigger", "owed_since", "due_at", "sent_at", "again_due_at",
        "about__reference", "owed__reference", "about__closed_at",
    )  # fmt: skip


#: One of them, asked with each act about it.
_ONE = Prepared(lambda commune_id, number: _rows(commune_id).filter(pk=number), int, int)
#: The apologies for one dossier's lateness, asked when it ends.
_LATE = Prepared(
    lambda commune_id, number: (
        Letter.objects.of(commune_id).filter(about_id=number, trigger=Trigger.LATE.value).values_list("pk")
    ),
    int,
    int,
)
