"""Occasions of promises 1, 2, 3 and 5 that feedback brings. Sealed things bring none (docs/promises.md, rule 5).

Only what its sender decided carries its reference: the ledger tells the same of it (`xn`, `pd`). A list of all that was
acknowledged or is owed would tell, by what is missing on it, which references of the ledger are sealed (ADR 36).
"""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import QuerySet

from vidan.domain.feedback.classes import MessageClass
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion, decided, owed
from vidan.store.models import Feedback
from vidan.store.prepared import Prepared

CHUNK = 500
_COLUMNS = (
    "matter__reference",
    "matter__village_id",
    "received_at",
    "acknowledge_by",
    "acknowledged_at",
    "answered_at",
    "decided_at",
    "understood",
    "thanks_due_at",
    "thanked_at",
    "cls",
)
Told = dict[str, Any]


def promise_1(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Acknowledged by the end of the next working day."""
    return _each(commune_id, subjects, _acknowledged)


def promise_2(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """A question's answer: understood, or not yet."""
    return _each(commune_id, subjects, _understood)


def promise_3(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Solved: confirmed or contested by the sender."""
    return _each(commune_id, subjects, _solved)


def promise_5(commune_id: int, subjects: Collection[str] | None = None, /) -> Iterator[Occasion]:
    """Praise and adopted ideas: thanked by the fifth working day."""
    return _each(commune_id, subjects, _thanked)


def _each(
    commune_id: int, subjects: Collection[str] | None, tell: Callable[[str, Told], Occasion | None]
) -> Iterator[Occasion]:
    for pk, *values in _all(commune_id) if subjects is None else _among(commune_id, subjects):
        occasion = tell(f"matter:{pk}", dict(zip(_COLUMNS, values, strict=True)))
        if occasion is not None:
            yield occasion


def _rows(commune_id: int) -> QuerySet[Feedback, Any]:
    # Until a person has decided, what the machine takes for spam is owed an answer like anything else.
    rows = Feedback.objects.of(commune_id).exclude(wrapped_key=b"").exclude(cls=MessageClass.SPAM.value, decided=True)
    return rows.values_list("pk", *_COLUMNS)


#: One of them, asked with each act that may change it.
_ONE = Prepared(lambda commune_id, number: _rows(commune_id).filter(pk=number), int, int)


def _among(commune_id: int, subjects: Collection[str]) -> Iterator[Any]:
    for name in subjects:
        if name.startswith("matter:") and name[7:].isdigit():
            yield from _ONE(commune_id, int(name[7:]))


def _all(commune_id: int) -> Iterator[Any]:
    last = 0
    while found := list(_rows(commune_id).filter(pk__gt=last).order_by("pk")[:CHUNK]):
        yield from found
        last = found[-1][0]


def _acknowledged(subject: str, told: Told) -> Occasion:
    at = told["acknowledged_at"]
    return owed(
        subject,
        local_day(told["received_at"]),
        local_day(told["acknowledge_by"]),
        local_day(at) if at else None,
        village=told["matter__village_id"],
    )


def _decided(subject: str, told: Told) -> Occasion | None:
    if told["decided_at"] is None or told["understood"] is None:
        return None
    return decided(
        subject,
        local_day(told["received_at"]),
        local_day(told["decided_at"]),
        kept=told["understood"],
        reference=told["matter__reference"],
        village=told["matter__village_id"],
    )


def _understood(subject: str, told: Told) -> Occasion | None:
    return _decided(subject, told) if told["cls"] == MessageClass.QUESTION.value else None


def _solved(subject: str, told: Told) -> Occasion | None:
    return _decided(subject, told) if told["cls"] != MessageClass.QUESTION.value else None


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
