"""Whose box a sealed thing goes into, and under which key."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from vidan.domain.feedback import readers as rules
from vidan.domain.feedback.readers import Person
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.store import boxes, vault
from vidan.store.models import HandlerKey, Leave, Mandate

_ROLES = (Role.LEADER, *rules.READING)


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
    rows = HandlerKey.objects.of(commune_id).filter(ended_at=None).order_by("pk")
    return {officer: (pk, bytes(public)) for officer, pk, public in rows.values_list("officer_id", "pk", "public")}


def people(commune_id: int, now: datetime, keys: dict[int, tuple[int, bytes]]) -> list[Person]:
    """Everybody who may read today, and everybody who leads."""
    day = local_day(now)
    rows = Mandate.objects.of(commune_id).filter(
        Q(until_on=None) | Q(until_on__gte=day),
        role__in=[role.value for role in _ROLES],
        from_on__lte=day,
        officer__is_active=True,
    )
    leaves = Leave.objects.of(commune_id).filter(from_on__lte=day, until_on__gte=day, ended_at=None)
    away = set(leaves.values_list("officer_id", flat=True))
    names: dict[int, str] = {}
    roles: dict[int, set[Role]] = {}
    for officer, name, role in rows.values_list("officer_id", "officer__name", "role"):
        names[officer] = name
        roles.setdefault(officer, set()).add(Role(role))
    return [Person(pk, names[pk], frozenset(held), pk in keys, pk in away) for pk, held in sorted(roles.items())]
