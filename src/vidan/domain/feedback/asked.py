"""Whether somebody asked the same before: shared telling words, rare ones weighing more; no training, no index."""

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence

from vidan.domain.text import fold

_WORD = re.compile(r"[^\W_]+")
#: Words of asking that say nothing of what is asked.
_SMALL = frozenset(
    "cho hoi xin la co duoc khong thi ma toi em anh chi ong ba chau minh muon can lam gi sao the nao o dau bao nhieu "
    "vay a nhe voi va hay hoac cua de khi nay ay roi chua da se nhu vi ai di phai mot xa giup ko bi".split()
)
#: So much of what a question weighs must stand in an older one.
ENOUGH = 0.5


def telling(text: str, fillers: Collection[str]) -> frozenset[str]:
    """The words of a text that say what it is about."""
    return frozenset(word for word in _WORD.findall(fold(text)) if word not in _SMALL and word not in fillers)


def likest(question: str, before: Sequence[str], fillers: Collection[str], most: int) -> list[int]:
    """Places of the older questions nearest to a question, best first; none that shares too little."""
    marks = [telling(text, fillers) for text in before]
    own = telling(question, fillers)
    often = Counter(mark for found in marks for mark in found)
    weight = {mark: math.log(1 + (len(before) + 1) / (often[mark] + 1)) for mark in own}
    whole = sum(weight.values())
    scored = [(sum(weight[mark] for mark in own & found), -place) for place, found in enumerate(marks)]
    near = sorted((one for one in scored if whole and one[0] >= ENOUGH * whole), reverse=True)
    return [-place for _score, place in near[:most]]
