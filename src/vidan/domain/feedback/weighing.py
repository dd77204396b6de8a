"""Two questions asked of a message as a whole, weighed apart: is somebody accused, is somebody in danger now?

What was learned of the words, what the cue words say and which scenes were seen are so many signs, each a small number
with a name; a question is the sum of its signs, each times its weight. The weights are content: a logistic regression
over five-fold trials of the examples (`python -m bench.suggesting --learn`), so no sign is weighed on what it was
learned from.
"""

from collections.abc import Mapping, Sequence
from math import sqrt
from operator import mul

#: Cue lists that are signs by their own name; what they weigh together at most.
LISTS = (
    "offences", "actors", "denounces", "hiding", "danger", "threats", "acute", "victims", "not_now", "worries",
    "thanks", "asks_how", "questions", "grievances", "contests", "refuses",
)  # fmt: skip
MOST_OF_A_LIST = 3.0
#: The lists of what says nothing, and the classes whose learned voice is a sign.
EMPTY = ("advertising", "insults", "babble")
VOICES = ("praise", "question", "feedback", "complaint", "spam")

Weights = Mapping[str, float]

#: The learned voices that are signs, by the label that each learns.
_LEARNED = {"accused": "denunciation", "endangered": "endangered", "officer": "officer", **{one: one for one in VOICES}}
#: How far the rules may lean, this way and that.
_LEANS = {"accused": (-8.0, 9.0), "endangered": (-6.0, 6.0)}
#: All signs, in the order in which they are told.
NAMES = (
    *("always", "short", "question mark"),
    *(f"learned {name}" for name in _LEARNED),
    *(f"rules {way} {name}" for name in _LEANS for way in ("against", "for")),
    *LISTS,
    *("empty", "wrongs", "dangers"),
)


def signs(
    learned: Mapping[str, float],
    length: int,
    rules: Mapping[str, float],
    lists: Mapping[str, float],
    scenes: Sequence[Sequence[float]],
    *,
    question: bool,
) -> list[float]:
    """The signs of a message, in the order of `NAMES`.

    `learned`: what its words say for each class, `endangered` and `officer`; `length`: how many features it has;
    `rules`: how far the rules lean to `accused` and `endangered`; `lists`: what each list of cues weighs in it;
    `scenes`: the weights of its wrongs, and of its dangers, the heaviest first.
    """
    root = sqrt(length or 1)
    told = [1.0, 1 / root, float(question)]
    told += [learned.get(label, 0.0) / root for label in _LEARNED.values()]
    for name, (least, most) in _LEANS.items():
        told += (max(least, min(0.0, rules[name])) / 4, min(most, max(0.0, rules[name])) / 4)
    told += [min(MOST_OF_A_LIST, lists.get(name, 0.0)) for name in LISTS]
    told.append(min(MOST_OF_A_LIST, sum([lists.get(name, 0.0) for name in EMPTY])))
    told += [sum(weights[:2]) / 4 for weights in scenes]
    return told


def in_order(weights: Weights) -> list[float]:
    """The weights of a question, as the signs stand; 0 for one that says nothing of it."""
    return [weights.get(name, 0.0) for name in NAMES]


def weigh(weights: Sequence[float], told: Sequence[float]) -> float:
    """How much all signs say together: from 0 on more likely yes than no, as the examples are."""
    together: float = sum(map(mul, weights, told))
    return together
