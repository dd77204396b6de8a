"""The commune's list of dossiers, and the slips of those that were not taken."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.people import Actor
from vidan.queries.dossiers.desk import open_sealed
from vidan.queries.matters import step_name
from vidan.queries.people import OfficerCard, PersonCard, officer_card, open_person, person_card
from vidan.store.models import Dossier, Matter, Slip

PAGE = 25


@dataclass(frozen=True)
class SlipCard:
    """A slip as it is printed: papers asked for (02), a refusal (03), the end of a dossier (05)."""

    number: str
    form: str
    code: str
    state: str
    received_at: datetime | None
    reason: str
    head_reason: str
    basis: str
    time: int
    answer_before: datetime | None
    procedure: str
    procedure_code: str
    procedure_key: str
    person: PersonCard
    #: Who handed the dossier in for her; empty when she came herself, or when nothing was received.
    proxy: str
    papers: tuple[dict[str, Any], ...]
    made_at: datetime
    made_by: OfficerCard | None
    commune_name: str
    commune_phone: str
    commune_address: str


def slip(actor: Actor, number: str) -> SlipCard:
    """A slip of the actor's commune. Refused when unknown."""
    row = (
        Slip.objects.of(actor.commune_id)
        .filter(number=number)
        .select_related("procedure", "person", "made_by", "commune", "matter")
        .first()
    )
    if row is None or row.person is None:
        raise Refused("dossiers.slip.unknown", field="number", number=number)
    matter = row.matter
    dossier = Dossier.objects.of(actor.commune_id).filter(pk=matter.pk).first() if matter else None
    proxy = open_sealed(row.person, dossier.sealed).get("proxy", {}) if dossier else {}
    return SlipCard(
        number=row.number,
        form=row.form,
        code=matter.code if matter else "",
        state=matter.state if matter else "",
        received_at=matter.opened_at if matter else None,
        reason=row.reason,
        head_reason=row.head_reason,
        basis=row.basis,
        time=row.time,
        answer_before=row.answer_before,
        procedure=row.procedure.name,
        procedure_code=row.procedure.code or row.procedure.key,
        procedure_key=row.procedure.key,
        person=person_card(row.person),
        proxy=str(proxy.get("name", "")),
        papers=tuple(row.papers),
        made_at=row.made_at,
        made_by=officer_card(row.made_by),
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
    """A page of the list and the mark from which the next goes on (empty: there is none)."""

    rows: tuple[ListRow, ...]
    next_from: str


def list_row(row: Matter) -> ListRow:
    """A row with its person's name opened."""
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
