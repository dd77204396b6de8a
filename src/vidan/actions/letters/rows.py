"""Finding, sealing and moving the rows of a letter: what all acts on letters share."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from vidan.actions.recording import Record
from vidan.content import letters as content
from vidan.domain.errors import Refused
from vidan.domain.facts import Fact
from vidan.domain.letters import states
from vidan.domain.letters.kinds import Kind, edition_on
from vidan.domain.letters.states import State
from vidan.domain.people import Actor, Role, require
from vidan.store import vault
from vidan.store.models import Letter, LetterText, Person
from vidan.store.rows import insert


def find(actor: Actor, code: str) -> Letter:
    """The commune's letter with this code. Refused alike whether it does not exist or is another commune's."""
    letter = Letter.objects.of(actor.commune_id).filter(code=code).first()  # most have no person, matter or debt
    if letter is None:
        raise Refused("letters.unknown", field="code", code=code)
    return letter


def kind_of(letter: Letter) -> Kind:
    """The edition in which the letter was begun."""
    return edition_on(content.kinds(), letter.kind, letter.edition_on)


def require_unchanged(letter: Letter, seen_version: int | None) -> None:
    """Refuse when somebody acted since the page was opened (None: the caller did not look before)."""
    if seen_version is not None and seen_version != letter.version:
        raise Refused("letters.changed_meanwhile")


def change(letter: Letter, **values: Any) -> None:
    """Compare and swap: refused when somebody else acted since the row was read."""
    rows = Letter.objects.of(letter.commune_id).filter(pk=letter.pk, version=letter.version)
    if not rows.update(version=letter.version + 1, **values):
        raise Refused("letters.changed_meanwhile")
    letter.version += 1
    for name, value in values.items():
        setattr(letter, name, value)


def move(actor: Actor, letter: Letter, act: str, seen_version: int | None, **values: Any) -> State:
    """Take a letter one step on: the table decides whether, and whose work it is. Returns where it stood."""
    require_unchanged(letter, seen_version)
    before = State(letter.state)
    target = states.follow(before, act)
    require(actor, *roles_for(before, act))
    change(letter, state=target.value, **values)
    return before


def roles_for(state: State, act: str) -> Iterable[Role]:
    """Who may do an act in a state."""
    return next(move.roles for move in states.MOVES if move.source is state and move.act == act)


def require_role(actor: Actor, roles: Iterable[Role]) -> None:
    """Refuse unless the actor is the program or holds one of the roles."""
    require(actor, *roles)


def key_of(letter: Letter) -> bytes:
    """The key under which a letter's texts lie. Refused `letters.forgotten` when its reader asked to be forgotten."""
    person: Person | None = letter.person
    if person is None:
        return vault.derived_key("letters")
    try:
        return vault.person_key(person.wrapped_key)
    except vault.Unreadable as problem:
        raise Refused("letters.forgotten") from problem


def values_of(letter: Letter) -> dict[str, str]:
    """What the letter says now, by field."""
    text = LetterText.objects.of(letter.commune_id).get(letter=letter, number=letter.text_number)
    opened: dict[str, str] = vault.unseal(key_of(letter), text.sealed)
    return opened


def keep_text(record: Record, letter: Letter, number: int, values: Mapping[str, str]) -> None:
    """A new version of the text."""
    insert(
        LetterText(
            commune_id=letter.commune_id,
            letter=letter,
            number=number,
            sealed=vault.seal(key_of(letter), dict(values)),
            made_by_id=record.actor.officer_id,
            made_at=record.now,
        )
    )


def tell(record: Record, letter: Letter, fact: Fact, happened_at: datetime | None = None) -> None:
    """Keep a fact of a letter."""
    person = letter.person if fact.PERSONAL else None
    record.fact(fact, subject=f"letter:{letter.pk}", person=person, happened_at=happened_at)
