"""Whose desk: the rules of the content over the officers who may hold matters today."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from django.db.models import Count, Q

from vidan.content import feedback as content
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.routing import Desk, officers_for, route_of
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.store.models import Feedback, GuideCare, Mandate, Matter
from vidan.store.prepared import Prepared

#: Everybody with a mandate to hold matters, of today or not: asked with each message.
_MANDATES = Prepared(
    lambda commune_id: (
        Mandate.objects.of(commune_id)
        .filter(officer__is_active=True, role__in=[role.value for role in HOLDING_ROLES])
        .values_list("officer_id", "role", "unit__key", "from_on", "until_on")
    ),
    int,
)


@cache
def _loads(among: int) -> Prepared:
    """How much each of so many officers holds: asked only of those among whom one is chosen."""
    return Prepared(
        lambda commune_id, *officers: (
            Matter.objects.of(commune_id)
            .filter(closed_at=None, holder_id__in=officers)
            .order_by()
            .values_list("holder_id")
            .annotate(load=Count("pk"))
        ),
        *(int,) * (1 + among),
    )


_Mandate = tuple[int, Role, str | None, date, date | None]


def _mandate(row: tuple[Any, ...]) -> _Mandate:
    officer, role, unit, begun, ends = row
    return officer, Role(role), unit, begun, ends


def desks(commune_id: int, now: datetime) -> Sequence[Desk]:
    """Everybody who may hold a matter today."""
    return _desks(tuple(_MANDATES.made(_mandate, commune_id)), local_day(now))


@lru_cache(maxsize=64)
def _desks(mandates: Sequence[_Mandate], day: date) -> Sequence[Desk]:
    """The desks of a day, put together once: mandates are the same from message to message, and asked for each time."""
    roles: dict[int, set[Role]] = {}
    units: dict[int, set[str]] = {}
    for officer, role, unit, begun, ends in mandates:
        if begun <= day and (ends is None or ends >= day):
            roles.setdefault(officer, set()).add(role)
            units.setdefault(officer, set()).add(unit or "")
    return tuple(Desk(pk, frozenset(held), frozenset(units[pk])) for pk, held in sorted(roles.items()))


def desk(
    commune_id: int,
    cls: MessageClass,
    topic: Topic,
    emergency: bool,
    now: datetime,
    not_to: frozenset[int] = frozenset(),
) -> int | None:
    """The officer who gets it: of those whom the rule names, the one with least in hand; None when nobody may hold
    anything today.
    """
    among = officers_for(route_of(content.routes(), cls, topic, emergency), desks(commune_id, now), not_to)
    if len(among) < 2:
        return among[0] if among else None
    loads: dict[int, int] = dict(_loads(len(among))(commune_id, *among))
    return min(among, key=lambda officer: (loads.get(officer, 0), officer))


def keepers(commune_id: int, guide: str) -> frozenset[int]:
    """Who wrote what was not clear: the keeper of a guide, or who gave the published answer of a code."""
    if not guide:
        return frozenset()
    care = GuideCare.objects.of(commune_id).filter(procedure_key=guide).values_list("keeper_id", flat=True)
    shown = Feedback.objects.of(commune_id).filter(matter__code=guide, shown_at__isnull=False)
    return frozenset(care) | frozenset(shown.exclude(answered_by=None).values_list("answered_by_id", flat=True))


def holders(commune_id: int, now: datetime, role: Role) -> set[int]:
    """Who holds a role today."""
    day = local_day(now)
    rows = Mandate.objects.of(commune_id).filter(
        Q(until_on=None) | Q(until_on__gte=day), role=role.value, from_on__lte=day, officer__is_active=True
    )
    return set(rows.values_list("officer_id", flat=True))


def reader(commune_id: int, concerned: object, now: datetime) -> int | None:
    """Who reads a sealed thing: a confidential handler or an inspector, never the person concerned. About a leader the
    inspector comes first, for the handler works under him. None: nobody here may; it waits for an inspector.
    """
    first, then = Role.CONFIDENTIAL_HANDLER, Role.INSPECTOR
    if concerned in holders(commune_id, now, Role.LEADER):
        first, then = then, first
    for role in (first, then):
        for officer in sorted(holders(commune_id, now, role)):
            if officer != concerned:
                return officer
    return None
