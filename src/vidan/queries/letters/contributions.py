"""The book of contributions: for the desk with its letters, for everybody by purpose and without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from vidan.domain.letters.gifts import GiftKind
from vidan.domain.letters.states import State
from vidan.domain.people import Actor
from vidan.store.models import Contribution

#: How many entries and how many purposes a page shows.
MOST = 200


@dataclass(frozen=True)
class GiftRow:
    """One entry. `letter_code` is empty for somebody who did not want to be named."""

    code: str
    kind: GiftKind
    amount: int
    thing: str
    purpose: str
    given_on: date
    letter_code: str
    letter_state: State | None
    thanked_at: datetime | None
    struck: bool


@dataclass(frozen=True)
class PurposeRow:
    """What was given for one work: times, đồng, days of work, square metres, and how many things."""

    purpose: str
    times: int
    money: int
    labour: int
    land: int
    goods: int


def gifts(commune_id: int) -> tuple[GiftRow, ...]:
    """The newest entries, the struck ones among them: one statement."""
    rows = Contribution.objects.of(commune_id).order_by("-given_on", "-pk")
    values = rows.values_list(
        "code", "kind", "amount", "thing", "purpose", "given_on", "letter__code", "letter__state", "letter__sent_at",
        "struck_at",
    )  # fmt: skip
    return tuple(_gift(*row) for row in values[:MOST])


def _gift(
    code: str, kind: str, amount: int, thing: str, purpose: str, on: date, letter: Any, state: Any, sent: Any, out: Any
) -> GiftRow:
    stands = State(state) if state else None
    return GiftRow(code, GiftKind(kind), amount, thing, purpose, on, letter or "", stands, sent, out is not None)


def book(actor: Actor) -> tuple[GiftRow, ...]:
    """The book as the desk sees it."""
    return gifts(actor.commune_id)


def account(commune_id: int) -> tuple[PurposeRow, ...]:
    """What was given for which work, the newest work on top: one statement."""
    rows: QuerySet[Contribution, Any] = Contribution.objects.of(commune_id).filter(struck_at=None)
    sums = {
        "money": _sum(GiftKind.MONEY),
        "labour": _sum(GiftKind.LABOUR),
        "land": _sum(GiftKind.LAND),
        "goods": Count("pk", filter=Q(kind=GiftKind.GOODS.value)),
    }
    counted = rows.values("purpose").annotate(times=Count("pk"), newest=Max("given_on"), **sums)
    names = ("purpose", "times", "money", "labour", "land", "goods")
    found: Iterable[Any] = counted.order_by("-newest", "purpose").values_list(*names)[:MOST]
    return tuple(PurposeRow(purpose, *(number or 0 for number in numbers)) for purpose, *numbers in found)


def _sum(kind: GiftKind) -> Sum:
    return Sum(F("amount"), filter=Q(kind=kind.value))
