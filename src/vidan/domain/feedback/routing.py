"""To whose desk: ordered rules by topic, place, time and duty list, the first that fits; each carries its tests.

The rules come with the content (`content/feedback/routes.json`) until a commune writes its own. A rule's examples are
messages that must come to it: no set of rules is kept in which one of them goes elsewhere. Nobody gets what is about
himself, and what would lie with somebody who is away lies with his stand-in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.moments import local_day
from vidan.domain.people import Mandate, Role

LONGEST_NAME, MOST_RULES, MOST_EXAMPLES = 60, 25, 8
#: A turn of duty runs from this hour of its day to the same hour of the next.
TURN_BEGINS = timedelta(hours=7)
#: So many days ahead duty is written, and shown.
LONGEST_DUTY = 62


class Hours(StrEnum):
    """When a rule speaks: always, while the office is open, or while it is shut."""

    ANY = ""
    OPEN = "open"
    SHUT = "shut"


@dataclass(frozen=True)
class Heard:
    """What a rule may look at: what was said, where, and whether somebody sits at a desk now."""

    cls: MessageClass
    topic: Topic
    emergency: bool = False
    village: int | None = None
    open: bool = True


@dataclass(frozen=True)
class Route:
    """A rule: which messages (an empty list means any), and in which order the desk is looked for: who is on duty,
    officers by name, then units and roles."""

    name: str
    classes: frozenset[MessageClass] = frozenset()
    topics: frozenset[Topic] = frozenset()
    villages: frozenset[int] = frozenset()
    hours: Hours = Hours.ANY
    emergency: bool | None = None
    duty: bool = False
    officers: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()
    units: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()

    def fits(self, heard: Heard) -> bool:
        """Whether the rule speaks of such a message."""
        return (
            (not self.classes or heard.cls in self.classes)
            and (not self.topics or heard.topic in self.topics)
            and (not self.villages or heard.village in self.villages)
            and (not self.hours or heard.open is (self.hours is Hours.OPEN))
            and self.emergency in (None, heard.emergency)
        )

    @property
    def always(self) -> bool:
        """Whether it speaks of everything: the last rule must."""
        conditions = (self.classes, self.topics, self.villages, self.hours, self.emergency is not None)
        return not any(conditions)


def read(told: Mapping[str, Any]) -> Route:
    """A rule as content and database keep it (JSON), the opposite of `told`."""
    return Route(
        name=told["name"],
        classes=frozenset(map(MessageClass, told.get("classes", ()))),
        topics=frozenset(map(Topic, told.get("topics", ()))),
        villages=frozenset(told.get("villages", ())),
        hours=Hours(told.get("hours", "")),
        emergency=told.get("emergency"),
        duty=told.get("duty", False),
        officers=tuple(told.get("officers", ())),
        roles=tuple(map(Role, told.get("roles", ()))),
        units=tuple(told.get("units", ())),
        examples=tuple(told["examples"]),
    )


def readable(rows: Iterable[Mapping[str, Any]]) -> tuple[Route, ...]:
    """The rules of a book. One that names what a later release no longer knows is passed over: read in part it would
    speak of more than was meant.
    """
    found = []
    for row in rows:
        with suppress(ValueError):
            found.append(read(row))
    return tuple(found)


def told(route: Route) -> dict[str, Any]:
    """The rule as JSON, without what it leaves open."""
    kept = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in vars(route).items()}
    return {
        name: value for name, value in kept.items() if value not in (None, "", False) and value != [] and value != ()
    }


def route_of(routes: Sequence[Route], heard: Heard) -> Route:
    """The first rule that fits; the last one always does."""
    return next(route for route in routes if route.fits(heard))


@dataclass(frozen=True)
class Desk:
    """An officer who may hold matters today: his roles, his units' keys; who stands in for him while he is away.

    `lasting`: a mandate of his without an end, while no leave of his is in sight: he is there as long as anybody knows.
    """

    officer_id: int
    roles: frozenset[Role]
    units: frozenset[str]
    stand_in: int | None = None
    lasting: Mandate | None = None


def officers_for(
    route: Route, desks: Sequence[Desk], not_to: Collection[int] = (), on_duty: Sequence[int] = ()
) -> list[int]:
    """Those of the first place of the rule that anybody holds, each present; whoever has least in hand gets it.

    None: nobody may. Of those on duty only the first present one is named: a list of duty is an order.
    """
    known = {desk.officer_id: desk for desk in desks}
    for wanted in _places(route, desks, on_duty):
        there = (present(officer, known) for officer in wanted)
        fit = dict.fromkeys(officer for officer in there if officer is not None and officer not in not_to)
        if fit:
            return list(fit)
    return []


def _places(route: Route, desks: Sequence[Desk], on_duty: Sequence[int]) -> Iterable[Sequence[int]]:
    if route.duty:
        yield from ((officer,) for officer in on_duty)
    yield route.officers
    for unit in (*route.units, ""):
        for role in route.roles:
            yield [desk.officer_id for desk in desks if role in desk.roles and (not unit or unit in desk.units)]
    yield [desk.officer_id for desk in desks]


def present(officer: int, desks: Mapping[int, Desk]) -> int | None:
    """The officer, or who stands in for him (who may be away too); None when nobody of them may hold anything."""
    asked: set[int] = set()
    while officer in desks and officer not in asked:
        asked.add(officer)
        stand_in = desks[officer].stand_in
        if stand_in is None:
            return officer
        officer = stand_in
    return None


def turn_of(now: datetime) -> date:
    """The day whose turn of duty runs at a moment."""
    return local_day(now - TURN_BEGINS)


Failing = frozenset[tuple[str, str]]
Judge = Callable[[str], Heard]


def require_rules(routes: Sequence[Route], judge: Judge, before: Failing = frozenset()) -> None:
    """Refuse rules that are not whole, or of which an example goes elsewhere. `judge`: what a text is taken for.

    An example is tried in its own rule's first village and hours; what danger it tells of, its words decide. `before`:
    (rule, example) that went elsewhere already, because the program has learned since; they hinder nobody.
    """
    if len(routes) > MOST_RULES:
        raise Refused("feedback.routing.too_many", field="name", most=MOST_RULES)
    if not routes or not routes[-1].always:
        raise Refused("feedback.routing.last", field="topics")
    if len({route.name for route in routes}) < len(routes):
        raise Refused("feedback.routing.twice", field="name")
    for route in routes:
        if not 2 <= len(route.name) <= LONGEST_NAME:
            raise Refused("feedback.routing.name", field="name", most=LONGEST_NAME)
        if not 1 <= len(route.examples) <= MOST_EXAMPLES:
            raise Refused("feedback.routing.examples", field="examples", rule=route.name, most=MOST_EXAMPLES)
        if not (route.duty or route.officers or route.roles):
            raise Refused("feedback.routing.nobody", field="officers", rule=route.name)
    for route in routes:
        for example, met in tried(route, routes, judge):
            if met is not route and (route.name, example) not in before:
                raise Refused(
                    "feedback.routing.elsewhere", field="examples", rule=route.name, example=example, met=met.name
                )


def failing(routes: Sequence[Route], judge: Judge) -> Failing:
    """Each example, with its rule's name, that comes to another rule."""
    return frozenset(
        (route.name, example) for route in routes for example, met in tried(route, routes, judge) if met is not route
    )


def place_for(route: Route, routes: Sequence[Route], judge: Judge) -> int:
    """Where a new rule goes: as far down as its examples still come to it; first of all where they never do."""
    for place in range(len(routes) - 1, 0, -1):
        if all(met is route for _, met in tried(route, [*routes[:place], route, *routes[place:]], judge)):
            return place
    return 0


def tried(route: Route, routes: Sequence[Route], judge: Judge) -> list[tuple[str, Route]]:
    """Each example of a rule with the rule that it comes to."""
    village = min(route.villages) if route.villages else None
    found = []
    for example in route.examples:
        heard = judge(example)
        there = Heard(heard.cls, heard.topic, heard.emergency, village, open=route.hours is not Hours.SHUT)
        found.append((example, route_of(routes, there)))
    return found
