"""What sealed things add to promises 1 and 7: as much as any message, so that no figure tells how many there are.

Whoever subtracted a figure without them from the ledger's `pa` and `tn` entries would know their number and their days
(ADR 163). One that was moved out of an ordinary message is counted by its matter's row, so it is left out here.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from vidan.domain.feedback.saying import SILENT_AFTER_DAYS, sealed_subject
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, owed
from vidan.store.models import Matter, SealedMatter
from vidan.store.prepared import Prepared

CHUNK = 500
_COLUMNS = ("pk", "reference", "received_at", "acknowledge_by", "acknowledged_at", "answer_by", "answered_at")
Row = tuple[int, str, datetime, datetime, datetime | None, datetime, datetime | None]
#: The clock looks in the afternoon for the last time in a day: what was answered later is silent a day later.
_LAST_LOOK = timedelta(hours=8)


def promise_1(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Acknowledged by the end of the next working day, as the ledger tells it."""
    for _, reference, received, until, at, _, _ in _rows(commune_id, subjects):
        yield _heard(reference, received, until, at)


def promise_7(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Held by somebody from the day on which it came until its sender was silent for as long as any other."""
    for _, reference, received, _, _, until, answered in _rows(commune_id, subjects):
        yield _held(reference, received, until, answered)


def rests_on(answered: datetime | None) -> date | None:
    """The day on which a matter ends whose sender says nothing to its answer; None before an answer."""
    return None if answered is None else local_day(answered + timedelta(days=SILENT_AFTER_DAYS) + _LAST_LOOK)


def _heard(reference: str, received: datetime, until: datetime, at: datetime | None) -> Occasion:
    heard_on = local_day(at) if at else None
    return owed(sealed_subject(reference), local_day(received), local_day(until), heard_on, reference=reference)


def _held(reference: str, received: datetime, until: datetime, answered: datetime | None) -> Occasion:
    opened_on = local_day(received)
    return Occasion(
        subject=sealed_subject(reference),
        received_on=opened_on,
        due_on=local_day(until),
        finished_on=rests_on(answered),
        open_from=opened_on,
    )


def _never_matters(commune_id: int) -> QuerySet[SealedMatter]:
    moved = Matter.objects.of(commune_id).filter(reference=OuterRef("reference"))
    found: QuerySet[SealedMatter] = SealedMatter.objects.of(commune_id).filter(~Exists(moved))
    return found


#: One of them, asked with each act that may change it.
_ONE = Prepared(
    lambda commune_id, reference: _never_matters(commune_id).filter(reference=reference).values_list(*_COLUMNS),
    int,
    str,
)


def _rows(commune_id: int, subjects: Collection[str] | None) -> Iterator[Row]:
    if subjects is not None:
        for name in subjects:
            if name.startswith("said:"):
                yield from _ONE(commune_id, name[5:])
        return
    last = 0
    while found := list(_never_matters(commune_id).filter(pk__gt=last).order_by("pk").values_list(*_COLUMNS)[:CHUNK]):
        yield from found
        last = found[-1][0]
