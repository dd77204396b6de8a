"""The reception day's book and the dialogue meetings, as they are read and printed."""

from dataclasses import dataclass
from datetime import date, datetime

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
    """The lines of some days in their order: one statement whatever their number."""
    rows = (
        Reception.objects.of(actor.commune_id)
        .filter(occasion=occasion.value, held_on__gte=first, held_on__lte=last)
        .select_related("feedback__matter", "entered_by")
        .order_by("held_on", "number")[:most]
    )
    return [_line(row) for row in rows]


def one(actor: Actor, entry_id: int) -> ReceptionLine:
    """One line. Refused where there is none."""
    row = (
        Reception.objects.of(actor.commune_id)
        .filter(pk=entry_id)
        .select_related("feedback__matter", "entered_by")
        .first()
    )
    if row is None:
        raise Refused("matters.unknown", field="code", code=str(entry_id))
    return _line(row)


def _line(row: Reception) -> ReceptionLine:
    # A line that turned out to be a denunciation was emptied: its number stays, for a book has no holes.
    key = bytes(row.wrapped_key)
    told = dict(vault.unseal(vault.person_key(key), row.sealed)) if key else {}
    matter = row.feedback.matter if row.feedback is not None else None
    words = {name: told.get(name, "") for name in _TOLD}
    return ReceptionLine(
        id=row.pk,
        number=row.number,
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
