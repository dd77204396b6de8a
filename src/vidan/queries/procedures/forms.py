"""Forms of a procedure as files: what everybody may take home, what waits for a second officer."""

from dataclasses import dataclass
from datetime import date, datetime

from vidan.domain.procedures.forms import ENDINGS
from vidan.queries.people import OfficerCard, officer_cards
from vidan.store import files
from vidan.store.models import GuideForm
from vidan.store.vault import Unreadable


@dataclass(frozen=True)
class FormCard:
    """A form everybody may take home: its name, whether filled in, where it comes from, of which day, how large."""

    id: int
    title: str
    filled: bool
    source: str
    dated_on: date
    ending: str
    size: int


@dataclass(frozen=True)
class OfferedForm(FormCard):
    """A form that waits for a second officer; `key`: of its procedure."""

    key: str
    offered_by: OfficerCard
    offered_at: datetime


_COLUMNS = ("pk", "title", "filled", "source", "dated_on", "kind", "size")


def forms(commune_id: int, key: str) -> tuple[FormCard, ...]:
    """What everybody sees, blank ones first: one statement."""
    rows = GuideForm.objects.of(commune_id).filter(procedure_key=key, taken=True, gone_at=None)
    found = rows.order_by("filled", "title", "pk").values_list(*_COLUMNS)
    return tuple(
        FormCard(pk, title, filled, source, dated_on, ENDINGS[kind], size)
        for pk, title, filled, source, dated_on, kind, size in found
    )


def offered_forms(commune_id: int, key: str = "") -> tuple[OfferedForm, ...]:
    """What waits for a second officer, of one procedure or of all, the oldest first: two statements."""
    rows = GuideForm.objects.of(commune_id).filter(decided_at=None)
    found = list((rows.filter(procedure_key=key) if key else rows).order_by("pk")[:200])
    people = officer_cards({row.offered_by_id for row in found})
    return tuple(
        OfferedForm(
            *(row.pk, row.title, row.filled, row.source, row.dated_on, ENDINGS[row.kind], row.size),
            key=row.procedure_key,
            offered_by=people[row.offered_by_id],
            offered_at=row.offered_at,
        )
        for row in found
    )


def form_file(commune_id: int, key: str, form_id: int, *, offered: bool = False) -> tuple[str, str, bytes] | None:
    """Kind, name for the file, content; None where there is none (any more). `offered`: also what still waits."""
    rows = GuideForm.objects.of(commune_id).filter(procedure_key=key, pk=form_id, gone_at=None)
    for title, kind, name in (rows if offered else rows.filter(taken=True)).values_list("title", "kind", "file"):
        try:
            return kind, f"{title}.{ENDINGS[kind]}", files.read(name, None)
        except Unreadable:
            return None
    return None
