"""Finding a matter by the name of its person, though names are sealed (ADR 20).

A name is folded; each of its words and each pair of its words become keyed marks. A query of one or two words is then
one look into one index, newest first, however many dossiers there are; of a longer one the rarest pair leads and the
others are looked up beside it. Marks of two communes have nothing in common.
"""

import hmac
from collections.abc import Iterable
from itertools import combinations

from django.db.models import Exists, OuterRef, QuerySet

from vidan.domain.text import fold
from vidan.store import vault
from vidan.store.models import Matter, NameMark
from vidan.store.rows import insert_values

#: Words of a name that are marked; an organisation may have more.
MOST_WORDS = 8
_COLUMNS = ("commune_id", "word", "opened", "matter_id")
#: How far a mark is counted to see which is the rarest.
_COUNTED = 300


def words_of(name: str) -> list[str]:
    """The folded words of a name, each once, sorted."""
    bare = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return sorted(set(bare.split()[:MOST_WORDS]))


def marks_of(commune_id: int, name: str) -> set[int]:
    """The marks of a name: its words and their pairs."""
    words = words_of(name)
    told = [*words, *(" ".join(pair) for pair in combinations(words, 2))]
    return {mark(commune_id, text) for text in told}


def mark(commune_id: int, text: str) -> int:
    """The first 64 bits of HMAC-SHA256 under a key outside the database, as a signed number."""
    told = hmac.digest(vault.derived_key("index-name"), f"{commune_id}:{text}".encode(), "sha256")
    return int.from_bytes(told[:8], "big", signed=True)


def remember_many(named: Iterable[tuple[Matter, str]]) -> None:
    """Let new matters be found by the names of their persons."""
    rows = [
        (matter.commune_id, word, int(matter.opened_at.timestamp()), matter.pk)
        for matter, name in named
        for word in marks_of(matter.commune_id, name)
    ]
    insert_values(NameMark, _COLUMNS, rows)


def rename(commune_id: int, person_id: int, name: str) -> None:
    """Let all matters of a person be found by her right name, and by no other that was told before."""
    forget(commune_id, person_id)
    matters = Matter.objects.of(commune_id).filter(person_id=person_id).only("pk", "commune_id", "opened_at")
    remember_many([(matter, name) for matter in matters])


def forget(commune_id: int, person_id: int) -> None:
    """Nobody is found by her name any more: part of forgetting a person."""
    NameMark.objects.of(commune_id).filter(matter__person_id=person_id).delete()


def newest_by_name(commune_id: int, query: str) -> QuerySet[NameMark] | None:
    """Marks that lead to the matters whose person's name has every word of the query, newest first.

    None when the query has no word. Whole words only, with or without diacritics, in any order.
    """
    words = words_of(query)
    if not words:
        return None
    wanted = {mark(commune_id, text) for text in _telling(words)}
    lead = next(iter(wanted)) if len(wanted) == 1 else _rarest(commune_id, wanted)
    rows = NameMark.objects.of(commune_id).filter(word=lead)
    for other in wanted - {lead}:
        same = {"opened": OuterRef("opened"), "matter": OuterRef("matter")}
        rows = rows.filter(Exists(NameMark.objects.of(commune_id).filter(word=other, **same)))
    return rows.order_by("-opened", "-matter_id")


def _telling(words: list[str]) -> Iterable[str]:
    """The longest marks that together say the query: a word, a pair, or all pairs of more words."""
    return words if len(words) == 1 else (" ".join(pair) for pair in combinations(words, 2))


def _rarest(commune_id: int, wanted: set[int]) -> int:
    """The mark that leads to the fewest rows, counted so far as it matters: one statement for each."""
    return min(sorted(wanted), key=lambda word: NameMark.objects.of(commune_id).filter(word=word)[:_COUNTED].count())
