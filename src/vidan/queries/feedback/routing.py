"""The rules of whose desk gets what, and the list of duty, as the pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vidan.domain.feedback import routing
from vidan.domain.people import HOLDING_ROLES, Actor
from vidan.store.models import DutyTurn, Leave, Mandate, Officer, RoutingBook, Unit, Village

#: How far ahead the list of duty is shown.
AHEAD = timedelta(days=routing.LONGEST_DUTY)


@dataclass(frozen=True)
class Named:
    """What ids and keys in rules are called today."""

    officers: Mapping[int, str]
    villages: Mapping[int, str]
    units: Mapping[str, str]


@dataclass(frozen=True)
class BookCard:
    """The newest book: its number (0: the content's rules), since when, by whom."""

    number: int
    made_at: datetime | None
    made_by: str


def book(actor: Actor) -> BookCard:
    """Which rules are in force."""
    row = RoutingBook.objects.of(actor.commune_id).select_related("made_by").order_by("-pk").first()
    if row is None:
        return BookCard(0, None, "")
    return BookCard(row.pk, row.made_at, row.made_by.name if row.made_by else "")


def named(actor: Actor) -> Named:
    """The names: three statements."""
    here = actor.commune_id
    officers = Officer.objects.filter(commune_id=here, is_active=True).order_by("name").values_list("pk", "name")
    villages = Village.objects.of(here).filter(valid_until=None).order_by("name").values_list("pk", "name")
    units = Unit.objects.of(here).order_by("position", "name").values_list("key", "name")
    return Named(dict(officers), dict(villages), dict(units))


@dataclass(frozen=True)
class TurnCard:
    """One officer's day of duty; who stands in while he is away; `gone`: he may hold nothing on that day."""

    id: int
    day: date
    officer: str
    phone: str
    stand_in: str
    gone: bool


_Span = tuple[date, date | None]


def duty(actor: Actor, now: datetime) -> Sequence[TurnCard]:
    """The turn that runs now and those that follow, by day: three statements."""
    first = routing.turn_of(now)
    turns = DutyTurn.objects.of(actor.commune_id).filter(ended_at=None, day__gte=first, day__lt=first + AHEAD)
    away: dict[int, list[tuple[_Span, str]]] = {}
    leaves = Leave.objects.of(actor.commune_id).filter(ended_at=None, until_on__gte=first)
    for officer, begun, ends, name in leaves.values_list("officer_id", "from_on", "until_on", "stand_in__name"):
        away.setdefault(officer, []).append(((begun, ends), name))
    holding: dict[int, list[_Span]] = {}
    mandates = Mandate.objects.of(actor.commune_id).filter(
        role__in=[role.value for role in HOLDING_ROLES], officer__is_active=True
    )
    for officer, begun, until in mandates.values_list("officer_id", "from_on", "until_on"):
        holding.setdefault(officer, []).append((begun, until))
    return [
        TurnCard(
            turn.pk,
            turn.day,
            turn.officer.name,
            turn.officer.phone,
            next((name for span, name in away.get(turn.officer_id, ()) if _covers(span, turn.day)), ""),
            not any(_covers(span, turn.day) for span in holding.get(turn.officer_id, ())),
        )
        for turn in turns.select_related("officer").order_by("day", "pk")
    ]


def _covers(span: _Span, day: date) -> bool:
    begun, ends = span
    return begun <= day and (ends is None or day <= ends)
