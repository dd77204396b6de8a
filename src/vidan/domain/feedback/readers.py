"""Who reads a sealed thing: never the person concerned, and before all others somebody who has a key of his own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from vidan.domain.people import Role
from vidan.domain.text import fold, nfc

READING = frozenset({Role.CONFIDENTIAL_HANDLER, Role.INSPECTOR})
#: How somebody is spoken of before his given name.
_ADDRESS = frozenset("ông bà anh chị cô chú bác cậu dì thầy em cháu chí đc".split())
#: Words for those who lead a commune, whatever their names are.
_LEADING = (("chủ", "tịch"), ("bí", "thư"))


@dataclass(frozen=True)
class Person:
    """Somebody who may read, or who leads: his roles of today, whether he has a key, whether he is on leave."""

    officer_id: int
    name: str
    roles: frozenset[Role]
    has_key: bool = False
    away: bool = False


def reader(people: Iterable[Person], concerned: object, words: str) -> int | None:
    """The officer whose box it is; None where nobody here may read it.

    The person concerned never. Somebody of whom the words speak by name only where nobody else is left, for the name
    may be a namesake's. About a leader the inspector comes first, because the handler works under him; otherwise the
    handler. Of equals: who has a key, who is there.
    """
    known = tuple(people)
    led = any(one.officer_id == concerned or speaks_of(words, one.name) for one in known if Role.LEADER in one.roles)
    first = Role.INSPECTOR if led or _speaks_of_leading(words) else Role.CONFIDENTIAL_HANDLER
    fit = [one for one in known if one.roles & READING and one.officer_id != concerned]

    def rank(one: Person) -> tuple[bool, bool, bool, bool, int]:
        return speaks_of(words, one.name), first not in one.roles, not one.has_key, one.away, one.officer_id

    return min(fit, key=rank).officer_id if fit else None


def speaks_of(words: str, name: str) -> bool:
    """Whether words name somebody: in full, or by a form of address and the given name (*ông Bị*).

    Marks count, unless the words were typed without any.
    """
    said, called = _apart(words), _apart(name)
    if not called:
        return False
    bare = fold(words) == nfc(words).casefold()
    address = _ADDRESS
    if bare:
        said, called = _apart(fold(words)), _apart(fold(name))
        address = frozenset(map(fold, _ADDRESS))
    if len(called) > 1 and _within(called, said):
        return True
    return any(before in address and word == called[-1] for before, word in pairwise(said))


def _speaks_of_leading(words: str) -> bool:
    said = _apart(fold(words))
    return any(_within(tuple(map(fold, title)), said) for title in _LEADING)


def _apart(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", nfc(text).casefold()))


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[start : start + len(part)] == part for start in range(len(whole) - len(part) + 1))
