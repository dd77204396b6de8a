"""What the tables of phrasings taught, as a table of its own: each mark, how rare it is, and what it speaks for.

A logistic regression over the phrasings (`python -m bench.guide_learning` weighs it anew), written down so that nothing
is trained or counted when a process starts. One line for each mark: the mark, its rarity in hundredths, in how many
phrasings the word stands (0 for what is no single word), and what it speaks for or against as `number:thousandths`, the
number being the place of the key in the first line of keys.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vidan.domain.procedures.guide.words import Lexicon

RARITIES, STRENGTHS = 100, 1000


@dataclass(frozen=True)
class Learned:
    """`rare` and `leads` (key to strength) by mark; `known` words with how many phrasings hold them; `stamp` of the
    tables that it was learned from.
    """

    stamp: str
    rare: Mapping[str, float]
    leads: Mapping[str, Mapping[str, float]]
    known: Mapping[str, int]


def stamp_of(phrases: Iterable[tuple[str, str]], lexicon: Lexicon) -> str:
    """Changes when a phrasing (words, key) or a home word or a meaning does."""
    hashed = hashlib.sha256()
    for told in (*phrases, *sorted(lexicon.standard.items()), *sorted(lexicon.meanings.items())):
        hashed.update(repr(told).encode())
    hashed.update(" ".join(sorted(lexicon.fillers)).encode())
    return hashed.hexdigest()[:16]


def written(learned: Learned, keys: Sequence[str]) -> Iterable[str]:
    """The lines of the table."""
    yield learned.stamp
    yield " ".join(keys)
    places = {key: place for place, key in enumerate(keys)}
    for mark, rare in sorted(learned.rare.items()):
        leads = sorted((places[key], round(told * STRENGTHS)) for key, told in learned.leads.get(mark, {}).items())
        spoken = " ".join(f"{place}:{told}" for place, told in leads)
        yield f"{mark}\t{round(rare * RARITIES)}\t{learned.known.get(mark, 0)}\t{spoken}"


def read_learned(lines: Sequence[str]) -> Learned:
    """The table from its lines. Marks that speak for the same share one mapping: most stand in one phrasing only."""
    keys = lines[1].split(" ")
    rare: dict[str, float] = {}
    leads: dict[str, Mapping[str, float]] = {}
    known: dict[str, int] = {}
    shared: dict[str, dict[str, float]] = {}
    for line in lines[2:]:
        mark, seldom, often, spoken = line.split("\t")
        rare[mark] = int(seldom) / RARITIES
        if often != "0":
            known[mark] = int(often)
        if spoken not in shared:
            pairs = (pair.split(":") for pair in spoken.split())
            shared[spoken] = {keys[int(place)]: int(told) / STRENGTHS for place, told in pairs}
        leads[mark] = shared[spoken]
    return Learned(lines[0], rare, leads, known)
