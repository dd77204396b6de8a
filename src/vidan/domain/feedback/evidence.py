"""What words speak for what: learned from examples (naive Bayes, one class against the rest), told word by word.

Standard library only; a thousand examples are learned in half a second, once per process. Source of the method: Rennie
et al. 2003, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers" (complement form).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log

from vidan.domain.feedback.words import Words

#: A word seen under none of the labels still leaves this much doubt.
SMOOTHING = 0.3


def features(words: Words) -> frozenset[str]:
    """What a message is recognised by: its words, its pairs and triples of words, how it begins, its tone marks."""
    bare = words.bare
    found = set(bare)
    found.update(f"{left} {right}" for left, right in pairwise(bare))
    found.update(" ".join(bare[place : place + 3]) for place in range(len(bare) - 2))
    found.update(f"={marked}" for marked, plain in zip(words.marked, bare, strict=True) if marked != plain)
    found.update(f"^{' '.join(bare[:length])}" for length in (1, 2) if len(bare) >= length)
    if bare:
        found.add(f"{bare[-1]}$")
    if words.question:
        found.add("?")
    return frozenset(found)


class WordEvidence:
    """For each label, how much each feature speaks for it (log-odds; negative: against)."""

    def __init__(self, labels: Sequence[str], weights: Mapping[str, Mapping[str, float]]) -> None:
        self.labels = tuple(labels)
        self._weights = weights

    @classmethod
    def learn(cls, examples: Iterable[tuple[frozenset[str], str]]) -> "WordEvidence":
        """From (features, label); an example may come more than once to weigh more."""
        seen: dict[str, Counter[str]] = {}
        every: Counter[str] = Counter()
        for found, label in examples:
            seen.setdefault(label, Counter()).update(found)
            every.update(found)
        labels = sorted(seen)
        total, kinds = every.total(), len(every)
        own = {label: seen[label].total() for label in labels}
        weights = {
            feature: {
                label: log((seen[label][feature] + SMOOTHING) / (own[label] + SMOOTHING * kinds))
                - log((count - seen[label][feature] + SMOOTHING) / (total - own[label] + SMOOTHING * kinds))
                for label in labels
            }
            for feature, count in every.items()
        }
        return cls(labels, weights)

    def score(self, found: Iterable[str]) -> dict[str, float]:
        """The sum of what the features say, per label; 0 for a message without a known word."""
        total = dict.fromkeys(self.labels, 0.0)
        for feature in found:
            for label, weight in self._weights.get(feature, {}).items():
                total[label] += weight
        return total

    def best_words(self, found: Iterable[str], label: str, most: int = 3) -> tuple[str, ...]:
        """The words that spoke loudest for a label."""
        loud = sorted(
            ((self._weights[feature].get(label, 0.0), feature) for feature in found if feature in self._weights),
            reverse=True,
        )
        return tuple(feature.strip("=^$") for weight, feature in loud if weight > 1 and feature != "?")[:most]

    def knows(self, feature: str) -> bool:
        """Whether a feature occurs in the examples: only such are ever kept of a message (so no name is)."""
        return feature in self._weights
