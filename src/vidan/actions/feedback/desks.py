"""Whose desk: the commune's own rules, or those of the content, over the officers who may hold matters today."""

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from vidan.content import feedback as content
from vidan.domain import matters as matter_rules
from vidan.domain import people
from vidan.domain.calendar import Calendar
from vidan.domain.feedback import routing
from vidan.domain.feedback.routing import Desk, Heard, Route
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.store.loads import MOST_COUNTED, in_hand
from vidan.store.models import DutyTurn, Feedback, GuideCare, Mandate, RoutingBook
from vidan.store.office import TOLD
from vidan.store.prepared import Prepared

#: The commune's own rules, the newest book of them.
_BOOK = Prepared(lambda commune_id: books(commune_id), int)


class Office(NamedTuple):
    """A commune's rules by which things come to a desk, and everybody who may hold a matter that day."""

    commune_id: int
    rules: Sequence[Route]
    desks: Sequence[Desk]

    def lasting(self, officer: int | None) -> people.Mandate | None:
        """The mandate by which an officer is there as long as anybody knows; None where that is not sure."""
        return next((desk.lasting for desk in self.desks if desk.officer_id == officer), None)


def books(commune_id: int) -> QuerySet[Any, Any]:
    """The newest book of rules."""
    return RoutingBook.objects.of(commune_id).order_by("-pk").values_list("rules")[:1]


def office(commune_id: int, now: datetime) -> Office:
    """As it is today."""
    return Office(commune_id, routes(commune_id), desks(commune_id, now))


def office_of(commune_id: int, day: date, book: str | None, mandates: str | None, leaves: str | None) -> Office:
    """The same from what was read of it (`store/office.py`)."""
    return Office(commune_id, _read(book), _desks(mandates or "[]", leaves or "[]", day))


def desks(commune_id: int, now: datetime) -> Sequence[Desk]:
    """Everybody who may hold a matter today; whoever is away with his stand-in."""
    day = local_day(now)
    for mandates, leaves in TOLD(commune_id, day.isoformat()):
        return _desks(mandates or "[]", leaves or "[]", day)
    return ()


@lru_cache(maxsize=64)
def _desks(mandates: str, leaves: str, day: date) -> Sequence[Desk]:
    """The desks of a day, put together once: mandates are the same from message to message, and asked for each time."""
    roles: dict[int, set[Role]] = {}
    units: dict[int, set[str]] = {}
    lasting: dict[int, people.Mandate] = {}
    for officer, role, unit, begun, ends in json.loads(mandates):
        mandate = people.Mandate(Role(role), date.fromisoformat(begun), date.fromisoformat(ends) if ends else None)
        if mandate.holds_on(day):
            roles.setdefault(officer, set()).add(mandate.role)
            units.setdefault(officer, set()).add(unit or "")
            if mandate.until_on is None:
                lasting[officer] = mandate
    stand_ins: dict[int, int] = {}
    for officer, stand_in, begun, ends, running in json.loads(leaves):
        lasting.pop(officer, None)
        if running and date.fromisoformat(begun) <= day <= date.fromisoformat(ends):
            stand_ins[officer] = stand_in
    return tuple(
        Desk(pk, frozenset(held), frozenset(units[pk]), stand_ins.get(pk), lasting.get(pk))
        for pk, held in sorted(roles.items())
    )


def routes(commune_id: int) -> Sequence[Route]:
    """The ordered rules of a commune: its own newest book, or those of the content."""
    own = _BOOK(commune_id)
    return _read(own[0][0] if own else None)


@lru_cache(maxsize=64)
def _read(rules: str | None) -> Sequence[Route]:
    kept = routing.readable(json.loads(rules)) if rules else ()
    return kept if kept and kept[-1].always else content.routes()


def desk(
    office: Office, heard: Heard, calendar: Calendar, now: datetime, not_to: Collection[int] = frozenset()
) -> int | None:
    """The officer who gets it: of those whom the rule names, the one with least in hand; None when nobody may hold
    anything today.
    """
    fit = among(office, heard, calendar, now, not_to)
    if len(fit) < 2:
        return fit[0] if fit else None
    loads = in_hand(office.commune_id, fit)
    least = min(loads.values())
    fit = sorted(officer for officer in fit if loads[officer] == least)
    return fit[0] if least < MOST_COUNTED else secrets.choice(fit)  # where all are behind, the lot is fair


def among(
    office: Office, heard: Heard, calendar: Calendar, now: datetime, not_to: Collection[int] = frozenset()
) -> list[int]:
    """Those whom the first fitting rule names and who are present. Whether the office is open now, the calendar says
    (`heard.open` is not looked at).
    """
    if any(route.hours for route in office.rules):
        heard = Heard(heard.cls, heard.topic, heard.emergency, heard.village, open=matter_rules.open_at(calendar, now))
    route = routing.route_of(office.rules, heard)
    watch = on_duty(office.commune_id, now) if route.duty else ()
    return routing.officers_for(route, office.desks, not_to, watch)


def on_duty(commune_id: int, now: datetime) -> list[int]:
    """The officers of the turn of duty that runs now, in the order of the list."""
    turns = DutyTurn.objects.of(commune_id).filter(day=routing.turn_of(now), ended_at=None)
    return list(turns.order_by("pk").values_list("officer_id", flat=True))


def present(commune_id: int, officer: int | None, now: datetime) -> int | None:
    """The officer, or who stands in for him while he is away; None when neither may hold anything today."""
    return routing.present(officer, {desk.officer_id: desk for desk in desks(commune_id, now)}) if officer else None


def keepers(commune_id: int, guide: str) -> frozenset[int]:
    """Who wrote what was not clear: the keeper of a guide, or who gave the published answer of a code."""
    if not guide:
        return frozenset()
    care = GuideCare.objects.of(commune_id).filter(procedure_key=guide).values_list("keeper_id", flat=True)
    by_code = {"matter__commune": commune_id, "matter__code": guide}
    shown = Feedback.objects.of(commune_id).filter(**by_code, shown_at__isnull=False)
    return frozenset(care) | frozenset(shown.exclude(answered_by=None).values_list("answered_by_id", flat=True))


def holders(commune_id: int, now: datetime, role: Role) -> set[int]:
    """Who holds a role today."""
    day = local_day(now)
    rows = Mandate.objects.of(commune_id).filter(
        Q(until_on=None) | Q(until_on__gte=day), role=role.value, from_on__lte=day, officer__is_active=True
    )
    return set(rows.values_list("officer_id", flat=True))
