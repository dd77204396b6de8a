"""Who came before, and with what: looked up at the counter when the person agrees."""

from dataclasses import dataclass
from datetime import datetime

from vidan.domain.people import Actor
from vidan.queries.people import PersonCard, person_card
from vidan.store import vault
from vidan.store.models import Matter, Person

#: A household that shares a phone, and what each of them handed in last.
MOST_PERSONS = 8
MOST_DOSSIERS = 5


@dataclass(frozen=True)
class Before:
    """A dossier that was handed in before."""

    code: str
    title: str
    state: str
    received_at: datetime


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whom the counter met before."""

    person: PersonCard
    dossiers: tuple[Before, ...]


def known(actor: Actor, *, number: str = "", phone: str = "") -> list[KnownPerson]:
    """Who is known by an identity number, or by a phone (then the whole household that gave it): two statements."""
    purpose, value = ("number", number) if number else ("phone", phone)
    if not value:
        return []
    found = Person.objects.of(actor.commune_id).filter(**{f"{purpose}_index": vault.blind_index(purpose, value)})
    persons = [row for row in found.order_by("-pk")[:MOST_PERSONS] if row.wrapped_key]
    return _with_dossiers(actor, persons)


def by_id(actor: Actor, person_id: int) -> PersonCard | None:
    """One person of the actor's commune, or None."""
    row = Person.objects.of(actor.commune_id).filter(pk=person_id).first()
    return person_card(row) if row is not None and row.wrapped_key else None


def _with_dossiers(actor: Actor, persons: list[Person]) -> list[KnownPerson]:
    rows = Matter.objects.of(actor.commune_id).filter(kind="dossier", person_id__in=[row.pk for row in persons])
    newest = rows.order_by("-opened_at", "-pk")[: MOST_PERSONS * MOST_DOSSIERS]
    held: dict[int | None, list[Before]] = {}
    for row in newest:
        held.setdefault(row.person_id, []).append(Before(row.code, row.title, row.state, row.opened_at))
    seen = {(card.name, card.number): card for card in map(person_card, reversed(persons))}
    return [KnownPerson(card, tuple(held.get(card.id, ())[:MOST_DOSSIERS])) for card in reversed(seen.values())]
