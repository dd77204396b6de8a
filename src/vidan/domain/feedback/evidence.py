"""What words speak for what: learned from examples (naive Bayes, one class against the rest), told word by word.

Standard library only. Learning only counts, so that a thousand examples take a fraction of a second and little memory;
the logarithms are taken for the few words of a message. Source of the method: Rennie et al. 2003, "Tackling the Poor
Assumptions of Naive Bayes Text Classifiers" (complement form).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain, repeat
from math import log

from vidan.domain.feedback.words import Words

#: A word seen under none of the labels still leaves this much doubt.
SMOOTHING = 0.3


def features(words: Words) -> frozenset[str]:
    """What a message is recognised by: its words, its pairs and triples of words, how it begins, its tone marks."""
    bare = words.bare
    found = set(words.beginnings)
    found.update(map(" ".join, zip(bare, bare[1:], bare[2:], strict=False)))
    found.update([f"={marked}" for marked, plain in zip(words.marked, bare, strict=True) if marked != plain])
    found.update([f"^{' '.join(bare[:length])}" for length in (1, 2) if len(bare) >= length])
    if bare:
        found.add(f"{bare[-1]}$")
    if words.question:
        found.add("?")
    return frozenset(found)


class WordEvidence:
    """For each label, how much each feature speaks for it (log-odds; negative: against)."""

    def __init__(self, seen: Mapping[str, Counter[str]], every: Counter[str]) -> None:
        self.labels = tuple(sorted(seen))
        self._seen, self._every = seen, every
        self._own = {label: counts.total() for label, counts in seen.items()}
        self._total, self._kinds = every.total(), len(every)
        self._weights: dict[str, tuple[float, ...]] = {}

    @classmethod
    def learn(cls, examples: Iterable[tuple[frozenset[str], str]]) -> "WordEvidence":
        """From (features, label); an example may come more than once to weigh more."""
        seen: dict[str, Counter[str]] = {}
        every: Counter[str] = Counter()
        for found, label in examples:
            seen.setdefault(label, Counter()).update(found)
            every.update(found)
        return cls(seen, every)

    def score(self, found: Iterable[str]) -> dict[str, float]:
        """The sum of what the features say, per label; 0 for a message without a known word."""
        known = [self.of(feature) for feature in found if feature in self._every]
        return dict(zip(self.labels, map(sum, zip(*known, strict=True)), strict=True)) if known else self._nothing()

    def of(self, feature: str) -> tuple[float, ...]:
        """How much a feature speaks for each label, worked out once: messages share most of their words. 0 for one that
        was never seen.
        """
        weights = self._weights.get(feature)
        if weights is None:
            weights = self._weights[feature] = self._weigh(feature)
        return weights

    def _weigh(self, feature: str) -> tuple[float, ...]:
        count, doubt, total = self._every.get(feature, 0), SMOOTHING * self._kinds, self._total
        if not count:
            return (0.0,) * len(self.labels)
        told = [(self._seen[label].get(feature, 0), self._own[label]) for label in self.labels]
        return tuple(
            [
                log((here + SMOOTHING) / (own + doubt)) - log((count - here + SMOOTHING) / (total - own + doubt))
                for here, own in told
            ]
        )

    def _nothing(self) -> dict[str, float]:
        return dict.fromkeys(self.labels, 0.0)

    def best_words(self, found: Iterable[str], label: str, most: int = 3) -> tuple[str, ...]:
        """The words that spoke loudest for a label."""
        if label not in self._seen:
            return ()
        place = self.labels.index(label)
        loud = sorted(((self.of(known)[place], known) for known in found if known in self._every), reverse=True)
        told = (feature.strip("=^$") for weight, feature in loud if weight > 1 and feature != "?")
        return tuple(dict.fromkeys(told))[:most]

    def knows(self, feature: str) -> bool:
        """Whether a feature occurs in the examples: only such are ever kept of a message (so no name is)."""
        return feature in self._every

    def features(self) -> Iterable[str]:
        """All features that occur in the examples."""
        return self._every.keys()


class Together:
    """Several questions asked of the same words at once: one look at each word instead of one for each question."""

    def __init__(self, voices: Sequence[WordEvidence]) -> None:
        self._voices = tuple(voices)
        self._weights: dict[str, tuple[float, ...]] = {}

    @property
    def kept(self) -> int:
        """Of how many features the weights lie ready."""
        return len(self._weights)

    @cached_property
    def _features(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(voice.features() for voice in self._voices))

    def scores(self, found: AbstractSet[str]) -> list[dict[str, float]]:
        """Each question's `score`, in their order."""
        ready = self._weights
        known = [ready[feature] if feature in ready else self._of(feature) for feature in self._features & found]
        sums = iter(map(sum, zip(*known, strict=True)) if known else repeat(0.0))
        return [dict(zip(voice.labels, sums, strict=False)) for voice in self._voices]

    def _of(self, feature: str) -> tuple[float, ...]:
        weights = self._weights[feature] = tuple(chain.from_iterable(voice.of(feature) for voice in self._voices))
        return weights
