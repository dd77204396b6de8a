"""Who should go on with a dossier: whoever does that step, sits in the procedure's unit, knows it, and has room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from vidan.domain.matters import ClockHolder
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.queries.dossiers.desk import DossierCard
from vidan.queries.matters import open_by_holder
from vidan.store.models import Dossier, Holding, Leave, Mandate

#: So many of the newest dossiers of a procedure say who knows it.
_NEWEST = 100


@dataclass(frozen=True)
class NextHolder:
    """An officer who may hold a dossier: how many matters lie on his desk, who stands in while he is away."""

    id: int
    name: str
    title: str
    has_role: bool
    in_unit: bool
    has_done: int
    load: int
    stand_in: str = ""


def next_holders(commune_id: int, card: DossierCard, step: int, on: date) -> list[NextHolder]:
    """Everybody who may hold it on a day, the fittest first: four statements, whatever the number of dossiers.

    Present before away; then the step's role, the procedure's unit, having done this step of the procedure lately, the
    fewest matters on the desk, the name.
    """
    role = Role(card.step_roles[step]) if 0 <= step < len(card.step_roles) else None
    held: dict[int, list[Mandate]] = {}
    for mandate in _mandates(commune_id, on):
        held.setdefault(mandate.officer_id, []).append(mandate)
    done, load, away = _has_done(commune_id, card, step), open_by_holder(commune_id), _away(commune_id, on)
    found = [
        NextHolder(
            officer_id,
            mandates[0].officer.name,
            mandates[0].officer.title,
            has_role=any(mandate.role == role for mandate in mandates),
            in_unit=any(mandate.unit is not None and mandate.unit.key == card.unit_key for mandate in mandates),
            has_done=done.get(officer_id, 0),
            load=load.get(officer_id, 0),
            stand_in=away.get(officer_id, ""),
        )
        for officer_id, mandates in held.items()
    ]
    most = max(done.values(), default=0)
    return sorted(found, key=lambda one: _unfitness(one, most))


def _unfitness(one: NextHolder, most: int) -> tuple[bool, bool, bool, bool, int, str]:
    """Who did this step half as often as whoever did it most has it for his work too: then room decides."""
    seldom = 2 * one.has_done < max(most, 1)
    return (bool(one.stand_in), not one.has_role, not one.in_unit, seldom, one.load, one.name)


def _mandates(commune_id: int, on: date) -> Sequence[Mandate]:
    rows = (
        Mandate.objects.of(commune_id)
        .filter(role__in=[role.value for role in HOLDING_ROLES], officer__is_active=True, from_on__lte=on)
        .exclude(until_on__lt=on)
    )
    return list(rows.select_related("officer", "unit").order_by("officer_id", "pk"))


def _has_done(commune_id: int, card: DossierCard, step: int) -> dict[int, int]:
    newest = Dossier.objects.of(commune_id).filter(procedure=card.procedure_id).order_by("-pk").values("pk")[:_NEWEST]
    rows = Holding.objects.of(commune_id).filter(
        matter__in=newest, step=step, clock=ClockHolder.OFFICER.value, officer__isnull=False
    )
    return dict(rows.order_by().values_list("officer_id").annotate(Count("pk")))


def _away(commune_id: int, on: date) -> dict[int, str]:
    rows = Leave.objects.of(commune_id).filter(ended_at=None, from_on__lte=on, until_on__gte=on)
    return dict(rows.values_list("officer_id", "stand_in__name"))
