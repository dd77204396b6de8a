"""The reception day's book and the dialogue meetings, as they are read and printed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.feedback.reception import Gathering
from vidan.domain.people import Actor
from vidan.store import vault
from vidan.store.models import Reception

#: Lines of one print; more are taken year by year.
MOST = 1000


@dataclass(frozen=True)
class ReceptionLine:
    """One line: the thirteen columns of Mẫu 03/TCD; of a dialogue, asker, question and answer are among them."""

    id: int
    number: int
    year: int
    occasion: str
    held_on: date
    name: str
    address: str
    identity_number: str
    said: str
    cls: str
    people: int
    settled_by: str
    ours: bool
    guided_to: str
    handled_by: str
    answer: str
    note: str
    code: str
    state: str
    answered_at: datetime | None
    entered_by: str


def book(actor: Actor, occasion: Gathering, first: date, last: date, most: int = MOST) -> list[ReceptionLine]:
    """The lines of some days in their order: two statements whatever their number.

    A line that turned out to be a denunciation is not in the book, and the others follow each other without a hole:
    neither an empty line nor a missing number tells that there was one.
    """
    rows = (
        _kept(actor)
        .filter(occasion=occasion.value, held_on__gte=first, held_on__lte=last)
        .select_related("feedback__matter", "entered_by")
        .order_by("held_on", "number")[:most]
    )
    found = list(rows)
    numbers = _numbers(actor, occasion.value, {row.year for row in found})
    return [_line(row, numbers[row.pk]) for row in found]


def _kept(actor: Actor) -> Any:
    """What stands in the book."""
    return Reception.objects.of(actor.commune_id).exclude(wrapped_key=b"")


def _numbers(actor: Actor, occasion: str, years: Collection[int]) -> dict[int, int]:
    """Where each line of these years stands in its year's book, from one."""
    rows = _kept(actor).filter(occasion=occasion, year__in=years).order_by("year", "number").values_list("year", "pk")
    return {
        pk: place
        for _year, lines in groupby(rows, key=itemgetter(0))
        for place, (_same, pk) in enumerate(lines, start=1)
    }


def number_of(actor: Actor, entry_id: int) -> int:
    """Where a line stands in its year's book."""
    return one(actor, entry_id).number


def one(actor: Actor, entry_id: int) -> ReceptionLine:
    """One line. Refused alike where there is none and where it turned out to be a denunciation."""
    row = _kept(actor).filter(pk=entry_id).select_related("feedback__matter", "entered_by").first()
    if row is None:
        raise Refused("matters.unknown", field="code", code=str(entry_id))
    return _line(row, _numbers(actor, row.occasion, {row.year})[row.pk])


def _line(row: Reception, number: int) -> ReceptionLine:
    told = dict(vault.unseal(vault.person_key(bytes(row.wrapped_key)), row.sealed))
    matter = row.feedback.matter if row.feedback is not None else None
    words = {name: told.get(name, "") for name in _TOLD}
    return ReceptionLine(
        id=row.pk,
        number=number,
        year=row.year,
        occasion=row.occasion,
        held_on=row.held_on,
        cls=row.cls,
        people=row.people,
        ours=row.ours,
        code=matter.code if matter is not None else "",
        state=matter.state if matter is not None else "",
        answered_at=row.answered_at,
        entered_by=row.entered_by.name if row.entered_by is not None else "",
        **words,
    )


_TOLD = ("name", "address", "identity_number", "said", "settled_by", "guided_to", "handled_by", "answer", "note")
