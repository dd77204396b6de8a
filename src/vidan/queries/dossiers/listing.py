"""The commune's list of dossiers, and the slips of those that were not taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.queries.matters import step_name
from vidan.queries.people import OfficerCard, PersonCard, officer_card, open_person, person_card
from vidan.store import vault
from vidan.store.models import Matter, Slip

PAGE = 25


@dataclass(frozen=True)
class SlipCard:
    """A supplement slip as it is printed."""

    number: str
    procedure: str
    procedure_code: str
    person: PersonCard
    papers: tuple[dict[str, Any], ...]
    made_at: datetime
    made_by: OfficerCard
    commune_name: str
    commune_phone: str
    commune_address: str


def slip(actor: Actor, number: str) -> SlipCard:
    """A supplement slip of the actor's commune. Refused when unknown."""
    row = (
        Slip.objects.of(actor.commune_id)
        .filter(number=number)
        .select_related("procedure", "person", "made_by", "commune")
        .first()
    )
    if row is None or row.person is None:
        raise Refused("dossiers.slip.unknown", field="number", number=number)
    made_by = officer_card(row.made_by)
    assert made_by is not None
    return SlipCard(
        number=row.number,
        procedure=row.procedure.name,
        procedure_code=row.procedure.code or row.procedure.key,
        person=person_card(row.person),
        papers=tuple(row.papers),
        made_at=row.made_at,
        made_by=made_by,
        commune_name=row.commune.name,
        commune_phone=row.commune.phone,
        commune_address=row.commune.address,
    )


@dataclass(frozen=True)
class ListRow:
    """A dossier in the commune's list."""

    code: str
    title: str
    person: str
    person_id: int | None
    state: str
    step: str
    holder: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    paused: bool


@dataclass(frozen=True)
class ListPage:
    """A page of the list and where the next begins."""

    rows: tuple[ListRow, ...]
    next_from: int | None


def newest(
    actor: Actor,
    *,
    state: str = "",
    code: str = "",
    person_index: tuple[str, str] | None = None,
    before: int | None = None,
) -> ListPage:
    """The commune's dossiers, newest first, by state, by the beginning of a code, or by a person's number or phone.

    One statement; a page goes on from the id of the last row, so the hundredth page costs what the first does.
    """
    rows = Matter.objects.of(actor.commune_id).filter(kind="dossier")
    if state:
        rows = rows.filter(state=state)
    if code:
        rows = rows.filter(code__istartswith=code)
    if person_index is not None:
        purpose, value = person_index
        rows = rows.filter(**{f"person__{purpose}_index": vault.blind_index(purpose, value)})
    if before is not None:
        rows = rows.filter(pk__lt=before)
    page = list(rows.select_related("person", "holder").order_by("-pk")[: PAGE + 1])
    return ListPage(tuple(_list_row(row) for row in page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else None)


def _list_row(row: Matter) -> ListRow:
    opened = open_person(row.person.wrapped_key, row.person.sealed) if row.person else {}
    return ListRow(
        code=row.code,
        title=row.title,
        person=str(opened.get("name", "")),
        person_id=row.person_id,
        state=row.state,
        step=step_name(row.steps, row.step),
        holder=row.holder.name if row.holder else "",
        received_at=row.opened_at,
        due_at=row.due_at,
        closed_at=row.closed_at,
        paused=row.paused_at is not None,
    )
