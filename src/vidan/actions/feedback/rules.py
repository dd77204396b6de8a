"""The commune's own rules of whose desk gets what, and its list of duty: kept whole, tried before they count."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

from vidan.actions.feedback import desks, learned
from vidan.actions.recording import recording
from vidan.domain.errors import Refused
from vidan.domain.feedback import facts, routing
from vidan.domain.feedback.routing import Heard, Route
from vidan.domain.people import Actor, Role, require
from vidan.domain.text import clean_line
from vidan.store.models import DutyTurn, Officer, RoutingBook, Unit, Village
from vidan.store.rows import insert, insert_many

#: Who sets them.
RULERS = (Role.LEADER,)


def put(actor: Actor, route: Route, place: int | None, *, seen: int, now: datetime) -> None:
    """A rule in the place of another, or a new one as far down as its examples still come to it.

    `seen`: the book that the officer looked at (0: the rules of the content); refused when it is no longer the newest.
    """
    tidy = replace(
        route,
        name=clean_line(route.name),
        examples=tuple(line for line in map(clean_line, route.examples) if line),
    )
    rules, judge = list(desks.routes(actor.commune_id)), judged(actor.commune_id)
    before = rules[_place(rules, place)] if place is not None else Route("")
    _require_known(actor, tidy, before)
    if place is None:
        rules.insert(routing.place_for(tidy, rules, judge), tidy)
    else:
        rules[place] = tidy
    _keep(actor, rules, seen, now, judge)


def move(actor: Actor, place: int, by: int, *, seen: int, now: datetime) -> None:
    """A rule one place up or down; the last one stays the last."""
    rules = list(desks.routes(actor.commune_id))
    there = _place(rules, place) + by
    if not (0 <= there < len(rules) - 1 and place < len(rules) - 1):
        raise Refused("feedback.routing.last", field="place")
    rules[place], rules[there] = rules[there], rules[place]
    _keep(actor, rules, seen, now, judged(actor.commune_id))


def drop(actor: Actor, place: int, *, seen: int, now: datetime) -> None:
    """A rule goes; the last one may not."""
    rules = list(desks.routes(actor.commune_id))
    if _place(rules, place) == len(rules) - 1:
        raise Refused("feedback.routing.last", field="place")
    del rules[place]
    _keep(actor, rules, seen, now, judged(actor.commune_id))


def judged(commune_id: int) -> routing.Judge:
    """What the program takes a text for, as the commune taught it."""
    suggester = learned.suggester(commune_id)

    @cache  # a book is tried several times before it is kept
    def judge(text: str) -> Heard:
        found = suggester.suggest(text)
        return Heard(found.cls, found.topic, found.emergency)

    return judge


def _keep(actor: Actor, rules: Sequence[Route], seen: int, now: datetime, judge: routing.Judge) -> None:
    require(actor, *RULERS)
    before = routing.failing(desks.routes(actor.commune_id), judge)
    routing.require_rules(rules, judge, before)
    with recording(actor, now) as record:
        newest = RoutingBook.objects.of(actor.commune_id).order_by("-pk").values_list("pk", flat=True).first()
        if (newest or 0) != seen:
            raise Refused("feedback.routing.changed", field="name")
        kept = json.dumps([routing.told(route) for route in rules], ensure_ascii=False)
        insert(RoutingBook(commune_id=actor.commune_id, rules=kept, made_at=now, made_by_id=actor.officer_id))
        names = tuple(route.name for route in rules)
        record.fact(facts.RoutesChanged(rules=names), subject=f"commune:{actor.commune_id}")


def _place(rules: Sequence[Route], place: int) -> int:
    if not 0 <= place < len(rules):
        raise Refused("feedback.routing.changed", field="name")
    return place


def _require_known(actor: Actor, route: Route, before: Route) -> None:
    """Officers, villages and units of this commune, and what the rule named before."""
    here = actor.commune_id
    officers = set(Officer.objects.filter(commune_id=here, is_active=True).values_list("pk", flat=True))
    villages = set(Village.objects.of(here).filter(valid_until=None).values_list("pk", flat=True))
    units = set(Unit.objects.of(here).values_list("key", flat=True))
    if not set(route.officers) <= officers | set(before.officers):
        raise Refused("people.officer.unknown", field="officers")
    if not route.villages <= villages | before.villages:
        raise Refused("people.village.unknown", field="villages")
    if not set(route.units) <= units | set(before.units):
        raise Refused("feedback.routing.nobody", field="units", rule=route.name)


def put_on_duty(actor: Actor, officer_id: int, first: date, last: date, *, now: datetime) -> int:
    """On duty on each day from `first` to `last`, none before the turn that runs; returns how many days are new."""
    require(actor, *RULERS)
    if last < first:
        raise Refused("feedback.duty.backwards", field="until_on")
    if first < routing.turn_of(now):
        raise Refused("feedback.duty.past", field="from_on")
    if (last - routing.turn_of(now)).days >= routing.LONGEST_DUTY:
        raise Refused("feedback.duty.too_long", field="until_on", most=routing.LONGEST_DUTY)
    if officer_id not in {desk.officer_id for desk in desks.desks(actor.commune_id, now)}:
        raise Refused("feedback.duty.who", field="officer")
    wanted = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    with recording(actor, now) as record:
        turns = DutyTurn.objects.of(actor.commune_id).filter(ended_at=None, officer_id=officer_id, day__in=wanted)
        fresh = sorted(wanted - set(turns.values_list("day", flat=True)))
        made = {
            "commune_id": actor.commune_id,
            "officer_id": officer_id,
            "made_at": now,
            "made_by_id": actor.officer_id,
        }
        insert_many([DutyTurn(day=day, **made) for day in fresh])
        told = facts.DutyPlanned(officer_id=officer_id, first=first, last=last)
        record.fact(told, subject=f"officer:{officer_id}")
    return len(fresh)


def take_off_duty(actor: Actor, turn_id: int, *, now: datetime) -> None:
    """One day of one officer goes from the list."""
    require(actor, *RULERS)
    with recording(actor, now) as record:
        turn = DutyTurn.objects.of(actor.commune_id).filter(pk=turn_id, ended_at=None).first()
        if turn is None:
            raise Refused("feedback.duty.unknown")
        DutyTurn.objects.of(actor.commune_id).filter(pk=turn_id).update(ended_at=now)
        told = facts.DutyEnded(officer_id=turn.officer_id, day=turn.day)
        record.fact(told, subject=f"officer:{turn.officer_id}")
