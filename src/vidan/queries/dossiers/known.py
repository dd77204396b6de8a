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
    """Somebody whom the counter met before; `asked_for`: by her own number or phone, not by that of her family."""

    person: PersonCard
    dossiers: tuple[Before, ...]
    asked_for: bool


def known(actor: Actor, *, number: str = "", phone: str = "") -> list[KnownPerson]:
    """Who is known by an identity number, and her family; or by a phone, the whole household that gave it.

    A family is who gave the same phone. Two statements, three by a number.
    """
    purpose, value = ("number", number) if number else ("phone", phone)
    if not value:
        return []
    rows = Person.objects.of(actor.commune_id).order_by("-pk")
    hers = list(rows.filter(**{f"{purpose}_index": vault.blind_index(purpose, value)})[:MOST_PERSONS])
    phones = {bytes(row.phone_index) for row in hers if number and row.phone_index}
    family = list(rows.filter(phone_index__in=phones)[:MOST_PERSONS]) if phones else []
    persons = {row.pk: row for row in [*hers, *family] if row.wrapped_key}
    return _with_dossiers(actor, list(persons.values())[:MOST_PERSONS], {row.pk for row in hers})


def by_id(actor: Actor, person_id: int) -> PersonCard | None:
    """One person of the actor's commune, or None."""
    row = Person.objects.of(actor.commune_id).filter(pk=person_id).first()
    return person_card(row) if row is not None and row.wrapped_key else None


def _with_dossiers(actor: Actor, persons: list[Person], asked_for: set[int]) -> list[KnownPerson]:
    rows = Matter.objects.of(actor.commune_id).filter(kind="dossier", person_id__in=[row.pk for row in persons])
    newest = rows.order_by("-opened_at", "-pk")[: MOST_PERSONS * MOST_DOSSIERS]
    held: dict[int | None, list[Before]] = {}
    for row in newest:
        held.setdefault(row.person_id, []).append(Before(row.code, row.title, row.state, row.opened_at))
    seen = {(card.name, card.number): card for card in map(person_card, reversed(persons))}
    return [
        KnownPerson(card, tuple(held.get(card.id, ())[:MOST_DOSSIERS]), card.id in asked_for)
        for card in reversed(seen.values())
    ]
