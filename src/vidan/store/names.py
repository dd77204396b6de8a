"""Finding a matter by the name of its person, though names are sealed (ADR 20, 131).

A name is folded; its words and each two, three and four of them become keyed marks. A query of up to four words is
then one look into one index, newest first, however many dossiers there are; of a longer one the rarest four lead and
the others are looked up beside it. Marks of two communes have nothing in common.

Of a name of more than five words only those become marks that follow each other: all that eight words can make would be
162. An organisation is also found by its kind and any of its own words, `cty Hoàng Long`.
"""

import hmac
import re
from collections.abc import Iterable
from itertools import combinations

from django.db.models import Exists, OuterRef, QuerySet

from vidan.domain.text import fold
from vidan.store import vault
from vidan.store.models import Matter, NameMark, UnmarkedNames
from vidan.store.rows import insert_values

#: Words of a name that are marked, from its beginning.
MOST_WORDS = 16
#: A person's name: all of its twos, threes and fours are marked.
_LONGEST_PERSON = 5
#: What says of what kind an organisation is, at the beginning of its name or of a query, and the kinds in short: a
#: private enterprise is an enterprise too, and who says `ủy ban` means the people's committee.
_KINDS = {
    "cong ty": "cty", "cty": "cty", "trach nhiem huu han": "tnhh", "tnhh": "tnhh", "mot thanh vien": "mtv",
    "mtv": "mtv", "co phan": "cp", "cp": "cp", "doanh nghiep tu nhan": "dn dntn", "dntn": "dn dntn",
    "doanh nghiep": "dn", "dn": "dn", "hop tac xa": "ht htx", "htx": "ht htx", "hop tac": "ht",
    "uy ban nhan dan": "ub ubnd", "ubnd": "ub ubnd", "uy ban": "ub", "ho kinh doanh": "hkd", "hkd": "hkd",
    "chi nhanh": "cn", "truong mam non": "mn", "truong mn": "mn", "truong tieu hoc": "th", "truong th": "th",
    "truong trung hoc co so": "thcs", "truong thcs": "thcs", "truong trung hoc pho thong": "thpt",
    "truong thpt": "thpt",
}  # fmt: skip
_OF_KIND = re.compile(f"(?:{'|'.join(sorted(_KINDS, key=len, reverse=True))}) ")
#: A school is also called so alone, but Trương is a family's name: no word of a kind by itself.
_SCHOOL = "truong"
#: How many words one mark tells at most.
_LONGEST = 4
_COLUMNS = ("commune_id", "word", "opened", "matter_id")
#: How far a mark is counted to see which is the rarest.
_COUNTED = 300


def words_of(name: str) -> list[str]:
    """The folded words of a name, in its order."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(name)).split()


def marks_of(commune_id: int, name: str) -> set[int]:
    """The marks of a name."""
    return {mark(commune_id, text) for text in texts_of(name)}


def texts_of(name: str) -> set[str]:
    """What the marks of a name tell: words, twos, threes and fours (each sorted), and what is an organisation's.

    At most 30 for a person of up to five words, 50 for any name of eight, 110 for any name.
    """
    words = words_of(name)[:MOST_WORDS]
    kinds, own = _split(words)
    school = [_SCHOOL, *own] if kinds and own and words[0] == _SCHOOL else []
    return _plain(words) | _of_kind(words) | _plain(school)


def _plain(words: list[str]) -> set[str]:
    """Of a few words all they can make, of more those that follow each other."""
    if len(words) <= _LONGEST_PERSON:
        return _every(words)
    return {text for size in range(1, _LONGEST + 1) for text in _runs(words, size)}


def _of_kind(words: list[str]) -> set[str]:
    """Its kinds, and each word that comes after them as an organisation's own; empty for who is of no kind."""
    kinds, own = _split(words)
    return {f"~{kind}" for kind in kinds} | {f"~ {word}" for word in own} if kinds and own else set()


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """The kinds that stand at the beginning, in short, and the words after them."""
    text, at, kinds = f"{' '.join(words)} ", 0, []
    while found := _OF_KIND.match(text, at):
        kinds += _KINDS[found[0].rstrip()].split()
        at = found.end()
    return kinds, text[at:].split()


def _every(words: list[str]) -> set[str]:
    """Each word, each two, three and four of them."""
    different = sorted(set(words))
    return {" ".join(some) for size in range(1, _LONGEST + 1) for some in combinations(different, size)}


def _runs(words: list[str], size: int) -> set[str]:
    """So many words as follow each other, from every place."""
    return {" ".join(sorted(set(words[at : at + size]))) for at in range(len(words) - size + 1)}


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


def mark_older(unmarked: UnmarkedNames, most: int) -> int:
    """Give up to so many older matters the marks they lack, the newest first; returns how many were looked at.

    With the last of them the row goes. A person who was forgotten keeps no mark and gets none.
    """
    commune_id, below = unmarked.commune_id, unmarked.below
    rows = Matter.objects.of(commune_id).filter(pk__lt=below).select_related("person")
    matters = list(rows.only("opened_at", "person__wrapped_key", "person__sealed").order_by("-pk")[:most])
    known = NameMark.objects.of(commune_id).filter(matter__in=[matter.pk for matter in matters])
    there = set(known.values_list("matter_id", "word"))
    marked = {matter_id for matter_id, _ in there}
    named = [(matter, _name(matter)) for matter in matters if matter.pk in marked]
    wanted = [(matter, word) for matter, name in named for word in marks_of(commune_id, name)]
    new = [
        (commune_id, word, int(matter.opened_at.timestamp()), matter.pk)
        for matter, word in wanted
        if (matter.pk, word) not in there
    ]
    insert_values(NameMark, _COLUMNS, new)
    if len(matters) < most:
        unmarked.delete()
    else:
        unmarked.below = matters[-1].pk
        unmarked.save(update_fields=["below"])
    return len(matters)


def _name(matter: Matter) -> str:
    try:
        return str(vault.unseal(vault.person_key(matter.person.wrapped_key), matter.person.sealed).get("name", ""))
    except vault.Unreadable:
        return ""


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
    words = words_of(query)[:MOST_WORDS]
    if not words:
        return None
    wanted = {mark(commune_id, text) for text in _telling(commune_id, words)}
    lead = next(iter(wanted)) if len(wanted) == 1 else _rarest(commune_id, wanted)
    rows = NameMark.objects.of(commune_id).filter(word=lead)
    for other in wanted - {lead}:
        same = {"opened": OuterRef("opened"), "matter": OuterRef("matter")}
        rows = rows.filter(Exists(NameMark.objects.of(commune_id).filter(word=other, **same)))
    return rows.order_by("-opened", "-matter_id")


def _telling(commune_id: int, words: list[str]) -> set[str]:
    """The longest marks that together say the query: of an organisation its kind and own words, else runs of words.

    While older matters lack the others, single words of an organisation and no more than two of a person.
    """
    organisation = _of_kind(words)
    if len(words) < 2 or (len(words) == 2 and not organisation):
        return _runs(words, len(words))
    if not UnmarkedNames.objects.of(commune_id).exists():
        return organisation or _runs(words, min(len(words), _LONGEST))
    return set(words) if organisation else _runs(words, 2)


def _rarest(commune_id: int, wanted: set[int]) -> int:
    """The mark that leads to the fewest rows, counted so far as it matters: one statement for each."""
    return min(sorted(wanted), key=lambda word: NameMark.objects.of(commune_id).filter(word=word)[:_COUNTED].count())
