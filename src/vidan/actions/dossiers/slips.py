"""Slips that a citizen gets: their numbers, and the rows they are printed from. Part of another action's recording."""

from typing import Any

from vidan.actions.recording import Record
from vidan.domain.moments import local_day
from vidan.store.counters import next_number
from vidan.store.models import Dossier, Matter, Procedure, Slip
from vidan.store.rows import insert

#: Forms of TT 03/2025/TT-VPCP, Phụ lục I.
SUPPLEMENT, REFUSAL, STOP = "02", "03", "05"
#: The series in the counter and the letters of the number, by form.
_SERIES = {SUPPLEMENT: ("supplement", "BS"), REFUSAL: ("refusal", "TC"), STOP: ("stop", "DG")}


def number_of(record: Record, form: str) -> str:
    """The next number of a form's series: `BS-261117-0001`."""
    series, letters = _SERIES[form]
    day = local_day(record.now)
    return f"{letters}-{day:%y%m%d}-{next_number(record.actor.commune_id, series, day.isoformat()):04d}"


def write(record: Record, matter: Matter, dossier: Dossier, *, form: str, **words: Any) -> Slip:
    """A slip about a dossier."""
    slip = Slip(
        commune_id=matter.commune_id,
        form=form,
        number=number_of(record, form),
        procedure_id=dossier.procedure_id,
        matter=matter,
        person_id=matter.person_id,
        made_at=record.now,
        made_by_id=record.actor.officer_id,
        **words,
    )
    return insert(slip)


def list_of(procedure: Procedure) -> str:
    """Which published list a request leans on."""
    since = f"{procedure.valid_from:%d/%m/%Y}"
    return f"danh mục giấy tờ của thủ tục {procedure.code or procedure.key}, công bố từ {since}"[:300]
