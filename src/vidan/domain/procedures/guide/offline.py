"""What a question means, without a machine that runs: the guide's leads as a table that a page of its own can read.

The same comparison as `Guide.rank`, without mended spelling: the script of the
pack (`adapters/guide_pack/tim.js`) counts with the same numbers; this module is what it is tested against.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from vidan.domain.procedures.guide.ranking import Guide, marks_of
from vidan.domain.procedures.guide.words import Lexicon, read, typed_words

#: Rarities and strengths are whole numbers, in hundredths and thousandths.
RARE, STRONG = 100, 1000
#: A mark keeps so many leads, those of at least this share of its strongest; a mark whose strongest could hardly be
#: heard (rarity times strength) is left out: half of the weight to carry for one question in fifty.
KEPT, SHARE, HEARD = 24, 0.1, 50_000
#: Below this share of what could be reached a question is not understood.
FAINT = 0.15


@dataclass(frozen=True)
class OfflineIndex:
    """`keys`: what a number stands for; `marks`: by mark its rarity and its leads (number, strength)."""

    keys: tuple[str, ...]
    marks: Mapping[str, tuple[int, tuple[tuple[int, int], ...]]]


def index_of(guide: Guide, keys: Collection[str]) -> OfflineIndex:
    """The table of a guide, for the keys that are to be found."""
    ordered = tuple(sorted(keys))
    number = {key: place for place, key in enumerate(ordered)}
    marks: dict[str, tuple[int, tuple[tuple[int, int], ...]]] = {}
    for mark, rare, found in guide.leads():
        leads = [(number[key], round(strength * STRONG)) for strength, key in found if key in number]
        strongest = max((abs(strength) for _place, strength in leads), default=0)
        if strongest * round(rare * RARE) >= HEARD:
            told = sorted(leads, key=lambda lead: -abs(lead[1]))[:KEPT]
            marks[mark] = round(rare * RARE), tuple(lead for lead in told if abs(lead[1]) >= SHARE * strongest)
    return OfflineIndex(ordered, marks)


def rank(index: OfflineIndex, lexicon: Lexicon, question: str, most: int = 5) -> list[str]:
    """Keys, best first; none when the question is hardly understood."""
    marks = marks_of(read(typed_words(question), lexicon), lexicon)
    known = [(index.marks[mark][0], mark) for mark in marks if mark in index.marks]
    whole = math.sqrt(sum(rare * rare for rare, _mark in known)) * STRONG
    scores: dict[int, int] = defaultdict(int)
    for rare, mark in known:
        for place, strength in index.marks[mark][1]:
            scores[place] += rare * strength
    best = sorted(((score, -place) for place, score in scores.items() if score >= FAINT * whole), reverse=True)
    return [index.keys[-place] for _score, place in best[:most]]
