"""To whose desk: ordered rules, the first that fits; each carries examples that are its tests.

Rules are content (`content/feedback/routes.json`), and a commune may have its own. Nobody gets what is about himself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.people import Role


@dataclass(frozen=True)
class Route:
    """A rule: which messages, and in which order of roles and units the desk is looked for."""

    name: str
    classes: frozenset[MessageClass]
    topics: frozenset[Topic]
    emergency: bool | None
    roles: tuple[Role, ...]
    units: tuple[str, ...]
    examples: tuple[str, ...]

    def fits(self, cls: MessageClass, topic: Topic, emergency: bool) -> bool:
        """Whether the rule speaks of such a message; an empty list means any."""
        return (
            (not self.classes or cls in self.classes)
            and (not self.topics or topic in self.topics)
            and self.emergency in (None, emergency)
        )


@dataclass(frozen=True)
class Desk:
    """An officer who may hold matters today: his roles, his units' keys."""

    officer_id: int
    roles: frozenset[Role]
    units: frozenset[str]


def route_of(routes: Sequence[Route], cls: MessageClass, topic: Topic, emergency: bool) -> Route:
    """The first rule that fits; the content ends with one that always does."""
    return next(route for route in routes if route.fits(cls, topic, emergency))


def officers_for(route: Route, desks: Sequence[Desk], not_to: frozenset[int] = frozenset()) -> list[int]:
    """Those of the first unit and role that anybody holds; whoever has least in hand gets it. None: nobody may."""
    free = [desk for desk in desks if desk.officer_id not in not_to]
    for unit in (*route.units, ""):
        for role in route.roles:
            fit = [desk.officer_id for desk in free if role in desk.roles and (not unit or unit in desk.units)]
            if fit:
                return fit
    return [desk.officer_id for desk in free]
