"""Two questions asked of a message as a whole, weighed apart: is somebody accused, is somebody in danger now?

What was learned of the words, what the cue words say and which scenes were seen are so many signs, each a small number
with a name; a question is the sum of its signs, each times its weight. The weights are content: a logistic regression
over five-fold trials of the examples (`python -m bench.suggesting --learn`), so no sign is weighed on what it was
learned from.
"""

from collections.abc import Mapping, Sequence
from math import sqrt

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
Signs = Mapping[str, float]


def signs(
    learned: Mapping[str, float],
    length: int,
    rules: Mapping[str, float],
    lists: Mapping[str, float],
    scenes: Mapping[str, Sequence[float]],
    *,
    question: bool,
) -> dict[str, float]:
    """The signs of a message.

    `learned`: what its words say for `accused`, `endangered`, `officer` and each class; `length`: how many features it
    has; `rules`: how far the rules lean to `accused` and `endangered`; `lists`: what each list of cues weighs in it;
    `scenes`: the weights of its `wrongs` and `dangers`, the heaviest first.
    """
    root = sqrt(length or 1)
    told = {"always": 1.0, "short": 1 / root, "question mark": float(question)}
    for name in ("accused", "endangered", "officer", *VOICES):
        told[f"learned {name}"] = learned.get(name, 0.0) / root
    for name, least, most in (("accused", -8.0, 9.0), ("endangered", -6.0, 6.0)):
        told[f"rules against {name}"] = max(least, min(0.0, rules[name])) / 4
        told[f"rules for {name}"] = min(most, max(0.0, rules[name])) / 4
    for name in LISTS:
        told[name] = min(MOST_OF_A_LIST, lists[name]) if name in lists else 0.0
    told["empty"] = min(MOST_OF_A_LIST, sum(lists.get(name, 0.0) for name in EMPTY))
    for name in ("wrongs", "dangers"):
        told[name] = sum(scenes[name][:2]) / 4
    return told


def weigh(weights: Weights, told: Signs) -> float:
    """How much all signs say together: from 0 on more likely yes than no, as the examples are."""
    return sum([weights[name] * value for name, value in told.items() if value and name in weights])
