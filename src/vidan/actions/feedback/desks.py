"""Whose desk: the commune's own rules, or those of the content, over the officers who may hold matters today."""

import json
import secrets
from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import CharField, Q, TextField, Value
from django.db.models.functions import Cast

from vidan.content import feedback as content
from vidan.domain import matters as matter_rules
from vidan.domain.calendar import Calendar
from vidan.domain.feedback import routing
from vidan.domain.feedback.routing import Desk, Heard, Route
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.store.loads import MOST_COUNTED, in_hand
from vidan.store.models import DutyTurn, Feedback, GuideCare, Leave, Mandate, RoutingBook
from vidan.store.prepared import Prepared

#: In place of a role: he is away, and the stand-in's id stands where the unit would.
_AWAY = "away"
#: Days as text: they are read once for all messages, not with each row of each.
_DAYS = {"begun": Cast("from_on", TextField()), "ended": Cast("until_on", TextField())}
#: Who has a mandate to hold matters and who is away, of today or not: asked with each message.
_MANDATES = Prepared(
    lambda commune_id: (
        Mandate.objects.of(commune_id)
        .filter(officer__is_active=True, role__in=[role.value for role in HOLDING_ROLES])
        .annotate(**_DAYS)
        .values_list("officer_id", "role", "unit__key", *_DAYS)
        .union(
            Leave.objects.of(commune_id)
            .filter(ended_at=None)
            .annotate(role=Value(_AWAY), key=Cast("stand_in_id", CharField()), **_DAYS)
            .values_list("officer_id", "role", "key", *_DAYS),
            all=True,
        )
    ),
    int,
)
#: The commune's own rules, the newest book of them.
_BOOK = Prepared(lambda commune_id: RoutingBook.objects.of(commune_id).order_by("-pk").values_list("rules")[:1], int)


_Mandate = tuple[int, Role | None, str | None, date, date | None]


def _mandate(row: tuple[Any, ...]) -> _Mandate:
    officer, role, unit, begun, ended = row
    away, last = role == _AWAY, date.fromisoformat(ended) if ended else None
    return officer, None if away else Role(role), unit, date.fromisoformat(begun), last


def desks(commune_id: int, now: datetime) -> Sequence[Desk]:
    """Everybody who may hold a matter today; whoever is away with his stand-in."""
    return _desks(tuple(_MANDATES.made(_mandate, commune_id)), local_day(now))


@lru_cache(maxsize=64)
def _desks(mandates: Sequence[_Mandate], day: date) -> Sequence[Desk]:
    """The desks of a day, put together once: mandates are the same from message to message, and asked for each time."""
    roles: dict[int, set[Role]] = {}
    units: dict[int, set[str]] = {}
    stand_ins: dict[int, int] = {}
    for officer, role, unit, begun, ends in mandates:
        if begun > day or (ends is not None and ends < day):
            continue
        if role is None:
            stand_ins[officer] = int(unit or 0)
        else:
            roles.setdefault(officer, set()).add(role)
            units.setdefault(officer, set()).add(unit or "")
    return tuple(
        Desk(pk, frozenset(held), frozenset(units[pk]), stand_ins.get(pk)) for pk, held in sorted(roles.items())
    )


def routes(commune_id: int) -> Sequence[Route]:
    """The ordered rules of a commune: its own newest book, or those of the content."""
    own = _BOOK(commune_id)
    return _read(own[0][0]) if own else content.routes()


@lru_cache(maxsize=64)
def _read(rules: str) -> Sequence[Route]:
    kept = routing.readable(json.loads(rules))
    return kept if kept and kept[-1].always else content.routes()


def desk(
    commune_id: int, heard: Heard, calendar: Calendar, now: datetime, not_to: Collection[int] = frozenset()
) -> int | None:
    """The officer who gets it: of those whom the rule names, the one with least in hand; None when nobody may hold
    anything today.
    """
    fit = among(commune_id, heard, calendar, now, not_to)
    if len(fit) < 2:
        return fit[0] if fit else None
    loads = in_hand(commune_id, fit)
    least = min(loads.values())
    fit = sorted(officer for officer in fit if loads[officer] == least)
    return fit[0] if least < MOST_COUNTED else secrets.choice(fit)  # where all are behind, the lot is fair


def among(
    commune_id: int, heard: Heard, calendar: Calendar, now: datetime, not_to: Collection[int] = frozenset()
) -> list[int]:
    """Those whom the first fitting rule names and who are present. Whether the office is open now, the calendar says
    (`heard.open` is not looked at).
    """
    rules = routes(commune_id)
    if any(route.hours for route in rules):
        heard = Heard(heard.cls, heard.topic, heard.emergency, heard.village, open=matter_rules.open_at(calendar, now))
    route = routing.route_of(rules, heard)
    watch = on_duty(commune_id, now) if route.duty else ()
    return routing.officers_for(route, desks(commune_id, now), not_to, watch)


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
    shown = Feedback.objects.of(commune_id).filter(matter__code=guide, shown_at__isnull=False)
    return frozenset(care) | frozenset(shown.exclude(answered_by=None).values_list("answered_by_id", flat=True))


def holders(commune_id: int, now: datetime, role: Role) -> set[int]:
    """Who holds a role today."""
    day = local_day(now)
    rows = Mandate.objects.of(commune_id).filter(
        Q(until_on=None) | Q(until_on__gte=day), role=role.value, from_on__lte=day, officer__is_active=True
    )
    return set(rows.values_list("officer_id", flat=True))
