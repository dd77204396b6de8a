"""Whoever held what goes to a second look does not get it back: asked at every door by which a matter changes desks."""

from datetime import datetime

from vidan.actions.matters import rows
from vidan.domain import matters as rules
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.store.models import Leave, Mandate, Matter


def barred(matter: Matter) -> frozenset[int]:
    """The officers who may not hold it any more: one statement, and none for kinds that nobody contests."""
    if matter.kind not in rules.REASONED:
        return frozenset()
    return rules.barred(rows.stretches(matter))


def require_fresh(matter: Matter, officer_id: int | None, field: str = "to_officer") -> None:
    """Refused `matters.second_look` where somebody else was to look at it anew, and this officer held it before."""
    if officer_id is not None and matter.kind in rules.REASONED:
        rules.require_fresh(matter.code, officer_id, rows.stretches(matter), field)


def fresh(matter: Matter, officer_id: int, leaving: int | None, now: datetime) -> int | None:
    """The officer; where he may not hold it any more, a head (else anybody) who is here today and never held it,
    and is not who is `leaving`.

    None where nobody else is here: then it stays at the desk where it lies.
    """
    out = barred(matter)
    if officer_id not in out:
        return officer_id
    out |= {leaving or 0}
    day = local_day(now)
    away = Leave.objects.of(matter.commune_id).filter(ended_at=None, from_on__lte=day, until_on__gte=day)
    out |= frozenset(away.values_list("officer_id", flat=True))
    mandates = Mandate.objects.of(matter.commune_id).filter(
        role__in=[role.value for role in HOLDING_ROLES], from_on__lte=day, officer__is_active=True
    )
    there = [
        (role != Role.LEADER.value, officer)
        for officer, role, until in mandates.values_list("officer_id", "role", "until_on")
        if officer not in out and (until is None or until >= day)
    ]
    return min(there)[1] if there else None
