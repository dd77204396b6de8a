"""What words speak for what: learned from examples (naive Bayes, one class against the rest), told word by word.

Standard library only. Learning only counts, so that a thousand examples take a fraction of a second and little memory;
the logarithms are taken for what was counted, and most features were counted alike. Source of the method: Rennie et al.
2003, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers" (complement form).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain, compress
from math import log
from operator import mul
from struct import Struct

from vidan.domain.feedback.words import Words

#: A word seen under none of the labels still leaves this much doubt.
SMOOTHING = 0.3
#: Weights are added as whole numbers of such parts, so that a sum is exact: the same whatever the order of the words.
PARTS = 2**40
#: Bits of what was counted of a feature under one name, and of a sum of weights.
_COUNT, _SUM = 32, 64


def features(words: Words) -> frozenset[str]:
    """What a message is recognised by: its words, its pairs and triples of words, how it begins, its tone marks."""
    bare = words.bare
    edges = ["?"] if words.question else []
    if bare:
        edges += (f"^{bare[0]}", f"{bare[-1]}$", *(f"^{pair}" for pair in words.pairs[:1]))
    return frozenset(chain(bare, words.pairs, words.triples, words.toned, edges))


class WordEvidence:
    """For each label, how much each feature speaks for it (log-odds; negative: against).

    What was counted of a feature lies side by side in one whole number, and so does what it speaks for all labels: one
    addition adds them all.
    """

    def __init__(self, among: Mapping[str, str], counts: Mapping[str, int] | None = None) -> None:
        """`among`: by label the name under which all is counted of which it is one (every message, every topic)."""
        self._among, self._counts = among, counts or {}
        self._names = tuple(dict.fromkeys((*among.values(), *among)))
        self._counted = Struct(f"<{len(self._names)}I")

    def taught(self, examples: Iterable[tuple[Iterable[str], Iterable[str]]]) -> "WordEvidence":
        """The same with more examples: features, and the names under which they count, one perhaps several times."""
        counts = dict(self._counts)
        one = {name: 1 << _COUNT * at for at, name in enumerate(self._names)}
        for found, names in examples:
            once = sum([one[name] for name in names])
            for feature in found:
                counts[feature] = counts.get(feature, 0) + once
        return WordEvidence(self._among, counts)

    @property
    def features(self) -> AbstractSet[str]:
        """All features that occur in the examples: only such are ever kept of a message (so no name is)."""
        return self._counts.keys()

    def scores(self, found: AbstractSet[str]) -> dict[str, float]:
        """For each label that was learned the sum of what the features say; 0 for a message without a known word."""
        rows, signs, shape = self._rows, self._signs, self._sums
        sums = sum(filter(None, map(rows.get, found)), signs)
        # The sign bits were added so that no sum borrows from the next one; now they are turned back.
        parts = shape.unpack((sums ^ signs).to_bytes(shape.size, "little"))
        return dict(zip(self._voices, [part / PARTS for part in parts], strict=True))

    def best_words(self, found: AbstractSet[str], label: str, most: int = 3) -> tuple[str, ...]:
        """The words that spoke loudest for a label."""
        if label not in self._voices:
            return ()
        voice, counts = self._voices[label], self._counts
        loud = sorted([(voice.says(self._apart(counts[word])), word) for word in found if word in counts], reverse=True)
        told = (feature.strip("=^$") for weight, feature in loud if weight > 1 and feature != "?")
        return tuple(dict.fromkeys(told))[:most]

    def _apart(self, counts: int) -> tuple[int, ...]:
        """What was counted of a feature under each name."""
        return self._counted.unpack(counts.to_bytes(self._counted.size, "little"))

    @cached_property
    def _kinds(self) -> Mapping[int, int]:
        """How many features were counted alike: most were seen once or twice."""
        return Counter(self._counts.values())

    @cached_property
    def _voices(self) -> Mapping[str, "_Voice"]:
        """By label how it judges; none of a label that no example has."""
        columns = list(zip(*map(self._apart, self._kinds), strict=True)) or [()] * len(self._names)
        totals = [sum(map(mul, column, self._kinds.values())) for column in columns]
        kinds = [sum(compress(self._kinds.values(), column)) for column in columns]
        at = {name: place for place, name in enumerate(self._names)}
        return {
            label: _Voice(at[label], at[every], totals[at[label]], totals[at[every]], SMOOTHING * kinds[at[every]])
            for label, every in sorted(self._among.items())
            if totals[at[label]]
        }

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        """By feature how many parts it speaks for each label, side by side."""
        rows = {}
        for counts in self._kinds:
            counted = self._apart(counts)
            parts = [voice.parts(counted) for voice in self._voices.values()]
            rows[counts] = sum([part << _SUM * at for at, part in enumerate(parts)])
        return {feature: rows[counts] for feature, counts in self._counts.items()}

    @cached_property
    def _sums(self) -> Struct:
        return Struct(f"<{len(self._voices)}q")

    @cached_property
    def _signs(self) -> int:
        """The sign bit of each sum."""
        return sum(1 << (_SUM * at + _SUM - 1) for at in range(len(self._voices)))


class _Voice:
    """What speaks for one label: at which places of the counts it stands, and all that it is one of; how many features
    were counted under either, and how many there may be that never were."""

    def __init__(self, label: int, every: int, own: int, total: int, doubt: float) -> None:
        self._label, self._every = label, every
        self._own, self._others = own + doubt, total - own + doubt
        self._known: dict[tuple[int, int], int] = {}

    def says(self, counted: Sequence[int]) -> float:
        """What a feature says that was counted so; nothing where it never was."""
        here, count = counted[self._label], counted[self._every]
        if not count:
            return 0.0
        return log((here + SMOOTHING) / self._own) - log((count - here + SMOOTHING) / self._others)

    def parts(self, counted: Sequence[int]) -> int:
        """The same in parts."""
        told = counted[self._label], counted[self._every]
        if told not in self._known:
            self._known[told] = round(PARTS * self.says(counted))
        return self._known[told]
