"""Whose box a sealed thing goes into, and under which key."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from vidan.domain.feedback import readers as rules
from vidan.domain.feedback.readers import Person
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.store import boxes, vault
from vidan.store.models import HandlerKey, Leave, Mandate
from vidan.store.prepared import Prepared

_ROLES = tuple(role.value for role in (Role.LEADER, *rules.READING))
#: Days as text: they are read once for all messages (as in desks.py), so that a sealed message takes no longer to be
#: kept than an ordinary one.
_DAYS = {"begun": Cast("from_on", TextField()), "ended": Cast("until_on", TextField())}
_KEYS = Prepared(
    lambda commune_id: (
        HandlerKey.objects.of(commune_id).filter(ended_at=None).order_by("pk").values_list("officer_id", "pk", "public")
    ),
    int,
)
_MANDATES = Prepared(
    lambda commune_id: (
        Mandate.objects.of(commune_id)
        .filter(officer__is_active=True, role__in=_ROLES)
        .annotate(**_DAYS)
        .values_list("officer_id", "officer__name", "role", *_DAYS)
    ),
    int,
)
_LEAVES = Prepared(
    lambda commune_id: (
        Leave.objects.of(commune_id).filter(ended_at=None).annotate(**_DAYS).values_list("officer_id", *_DAYS)
    ),
    int,
)


@dataclass(frozen=True)
class Box:
    """Whose it is and what it is sealed with: his own key, or (`key_id` None) the house's, which the machine opens."""

    reader_id: int | None
    key_id: int | None
    public: bytes


def box_for(commune_id: int, concerned: object, words: str, now: datetime) -> Box:
    """The box of whoever reads what concerns somebody and says these words: three statements."""
    keys = keys_of(commune_id)
    chosen = rules.reader(people(commune_id, now, keys), concerned, words)
    if chosen is None or chosen not in keys:
        return Box(chosen, None, boxes.public_of(vault.derived_key("sealed")))
    return Box(chosen, *keys[chosen])


def keys_of(commune_id: int) -> dict[int, tuple[int, bytes]]:
    """The newest key of each who has one: its id and its public half."""
    return {officer: (pk, bytes(public)) for officer, pk, public in _KEYS(commune_id)}


def people(commune_id: int, now: datetime, keys: dict[int, tuple[int, bytes]]) -> list[Person]:
    """Everybody who may read today, and everybody who leads."""
    day = local_day(now)
    away = {pk for pk, begun, ended in _LEAVES.made(_days, commune_id) if begun <= day <= ended}
    names: dict[int, str] = {}
    roles: dict[int, set[Role]] = {}
    for officer, name, role, begun, ended in _MANDATES.made(_mandate, commune_id):
        if begun <= day and (ended is None or day <= ended):
            names[officer] = name
            roles.setdefault(officer, set()).add(role)
    return [Person(pk, names[pk], frozenset(held), pk in keys, pk in away) for pk, held in sorted(roles.items())]


def _mandate(row: tuple[Any, ...]) -> tuple[int, str, Role, date, date | None]:
    officer, name, role, begun, ended = row
    return officer, name, Role(role), date.fromisoformat(begun), date.fromisoformat(ended) if ended else None


def _days(row: tuple[Any, ...]) -> tuple[int, date, date]:
    officer, begun, ended = row
    return officer, date.fromisoformat(begun), date.fromisoformat(ended)
