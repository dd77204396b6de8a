"""What the guide's keepers see: who keeps a page, what was said on which day, proposed changes beside what holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vidan.domain.procedures.changes import COMPARED, Difference, differences
from vidan.queries.people import OfficerCard, officer_card, officer_cards
from vidan.store.models import GuideCare, GuideChange, Procedure

#: Editions and proposals shown at most; more than a procedure changes in forty years.
MOST = 200


@dataclass(frozen=True)
class CareCard:
    """Who keeps a guide true, and by when it is read again."""

    keeper: OfficerCard
    review_on: date


@dataclass(frozen=True)
class EditionCard:
    """What was said from a day to a day (None: still), and what differs from the edition before."""

    valid_from: date
    valid_until: date | None
    changed: tuple[Difference, ...]


@dataclass(frozen=True)
class ChangeCard:
    """Proposed words: what they would take away and bring, who says so, what became of it."""

    id: int
    key: str
    name: str
    reason: str
    proposed_by: OfficerCard
    proposed_at: datetime
    decided_by: OfficerCard | None
    decided_at: datetime | None
    taken: bool | None
    answer: str
    changed: tuple[Difference, ...]


def care(commune_id: int, key: str) -> CareCard | None:
    """The keeper of a guide, or None: one statement."""
    row = GuideCare.objects.of(commune_id).filter(procedure_key=key).select_related("keeper").first()
    keeper = officer_card(row.keeper) if row else None
    return CareCard(keeper, row.review_on) if row and keeper else None


def editions(commune_id: int, key: str) -> tuple[EditionCard, ...]:
    """What a procedure's page said, newest first: one statement."""
    rows = list(Procedure.objects.of(commune_id).filter(key=key).order_by("valid_from")[:MOST])
    told = [
        EditionCard(row.valid_from, row.valid_until, differences(_values(before), _values(row)) if before else ())
        for before, row in zip([None, *rows], rows, strict=False)
    ]
    return tuple(reversed(told))


def _values(row: Procedure) -> Mapping[str, Any]:
    return {part: getattr(row, part) for part in COMPARED}


def changes(commune_id: int, *, key: str = "", most: int = 50) -> tuple[ChangeCard, ...]:
    """Proposals, those that wait first, then the newest: three statements."""
    rows = GuideChange.objects.of(commune_id)
    chosen = list((rows.filter(procedure_key=key) if key else rows).order_by("-decided_at", "-pk")[: most * 2])
    chosen.sort(key=lambda row: (row.decided_at is not None, -row.pk))
    return _cards(commune_id, chosen[:most])


def change(commune_id: int, change_id: int) -> ChangeCard | None:
    """One proposal, or None."""
    found = _cards(commune_id, list(GuideChange.objects.of(commune_id).filter(pk=change_id)))
    return found[0] if found else None


def _cards(commune_id: int, rows: list[GuideChange]) -> tuple[ChangeCard, ...]:
    people = officer_cards({pk for row in rows for pk in (row.proposed_by_id, row.decided_by_id)})
    editions_of = Procedure.objects.of(commune_id).filter(key__in={row.procedure_key for row in rows})
    names = dict(editions_of.order_by("valid_from").values_list("key", "short_name"))
    return tuple(_card(row, names[row.procedure_key], people) for row in rows)


def _card(row: GuideChange, name: str, people: Mapping[int, OfficerCard]) -> ChangeCard:
    return ChangeCard(
        id=row.pk,
        key=row.procedure_key,
        name=name,
        reason=row.reason,
        proposed_by=people[row.proposed_by_id],
        proposed_at=row.proposed_at,
        decided_by=people[row.decided_by_id] if row.decided_by_id else None,
        decided_at=row.decided_at,
        taken=row.taken,
        answer=row.answer,
        changed=differences(row.before, row.values),
    )
