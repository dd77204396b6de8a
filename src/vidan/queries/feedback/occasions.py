"""Occasions of promises 1, 2, 3 and 5 that feedback brings.

Promise 1 says of every reference what the ledger's `pa` and `tn` say: nothing that is decided later of what it is takes
an occasion away, and what is sealed stands among the others (queries/feedback/unseen.py, ADR 163). Promises 2 and 3 say
what `xn` and `pd` say, each entry by itself. Thanks are counted without a reference: what is owed them would tell, by
what is missing, what is sealed (ADR 36).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.verdicts import COUNTED, UNCLEAR, UNDERSTOOD, SenderWord, verdicts
from vidan.domain.matters.born import Born
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided, owed
from vidan.store.models import Feedback, FeedbackEvent
from vidan.store.prepared import Prepared

CHUNK = 500
_COLUMNS = (
    "matter__reference",
    "matter__village_id",
    "received_at",
    "acknowledge_by",
    "acknowledged_at",
    "decided_at",
    "thanks_due_at",
    "thanked_at",
    "cls",
)
#: The lines of a history that say what a sender agreed to.
_LINES = sorted(COUNTED | {UNDERSTOOD, UNCLEAR})
Told = dict[str, Any]


def promise_1(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Acknowledged by the end of the next working day."""
    return _each(commune_id, subjects, _acknowledged)


def promise_2(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """A question's answer: understood, or not yet, each time its sender says so."""
    return _judged(commune_id, subjects, 2)


def promise_3(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """What was called solved: confirmed or contested by the sender, each time she says so."""
    return _judged(commune_id, subjects, 3)


def promise_5(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Praise and adopted ideas: thanked by the fifth working day."""
    return _each(commune_id, subjects, _thanked)


def _each(
    commune_id: int, subjects: Collection[str] | None, tell: Callable[[str, Told], Occasion | None]
) -> Iterator[Occasion]:
    for rows in _chunks(commune_id, subjects):
        for pk, *values in rows:
            occasion = tell(f"matter:{pk}", dict(zip(_COLUMNS, values, strict=True)))
            if occasion is not None:
                yield occasion


def _rows(commune_id: int) -> QuerySet[Feedback, Any]:
    rows: QuerySet[Feedback, Any] = Feedback.objects.of(commune_id).values_list("pk", *_COLUMNS)
    return rows


#: One of them, asked with each act that may change it.
_ONE = Prepared(lambda commune_id, number: _rows(commune_id).filter(pk=number), int, int)


def _chunks(commune_id: int, subjects: Collection[str] | None) -> Iterator[list[tuple[Any, ...]]]:
    if subjects is not None:
        for name in subjects:
            if name.startswith("matter:") and name[7:].isdigit():
                yield _ONE(commune_id, int(name[7:]))
        return
    last = 0
    while found := list(_rows(commune_id).filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield found
        last = found[-1][0]


def at_birth(born: Born) -> Occasion:
    """Promise 1 of something that was just said, from what its act knows of it."""
    return _to_acknowledge(born.subject, born.opened_at, born.acknowledge_by, None, born.reference, born.village)


def _acknowledged(subject: str, told: Told) -> Occasion:
    received, until, at = (told[name] for name in ("received_at", "acknowledge_by", "acknowledged_at"))
    return _to_acknowledge(subject, received, until, at, told["matter__reference"], told["matter__village_id"])


def _to_acknowledge(
    subject: str, received: datetime, until: datetime, at: datetime | None, reference: str, village: int | None
) -> Occasion:
    return owed(
        subject,
        local_day(received),
        local_day(until),
        local_day(at) if at else None,
        reference=reference,
        village=village,
    )


def _judged(commune_id: int, subjects: Collection[str] | None, promise: int) -> Iterator[Occasion]:
    for rows in _chunks(commune_id, subjects):
        told = {pk: dict(zip(_COLUMNS, values, strict=True)) for pk, *values in rows}
        spoken = [pk for pk, one in told.items() if one["decided_at"] is not None]
        history = _history(commune_id, spoken)
        for pk in spoken:
            for verdict in verdicts(history[pk], question=told[pk]["cls"] == MessageClass.QUESTION.value):
                if verdict.promise == promise:
                    yield _decided(f"matter:{pk}", told[pk], verdict)


def _history(commune_id: int, numbers: list[int]) -> dict[int, list[tuple[str, datetime]]]:
    found: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    if numbers:
        events = FeedbackEvent.objects.of(commune_id).filter(feedback_id__in=numbers, kind__in=_LINES)
        for pk, kind, at in events.order_by("pk").values_list("feedback_id", "kind", "at"):
            found[pk].append((kind, at))
    return found


def _decided(subject: str, told: Told, verdict: SenderWord) -> Occasion:
    return decided(
        subject,
        local_day(told["received_at"]),
        local_day(verdict.at),
        kept=verdict.agreed,
        reference=told["matter__reference"],
        number=verdict.number,
        village=told["matter__village_id"],
    )


def _thanked(subject: str, told: Told) -> Occasion | None:
    if told["thanks_due_at"] is None:
        return None
    at = told["thanked_at"]
    return owed(
        subject,
        local_day(told["received_at"]),
        local_day(told["thanks_due_at"]),
        local_day(at) if at else None,
        village=told["matter__village_id"],
    )
