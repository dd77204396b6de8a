"""Cue words: lists of phrases that speak for a class, a topic, a danger, each phrase with its weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from vidan.domain.feedback.phrases import Phrase, Standing
from vidan.domain.feedback.words import Words

#: What a single word weighs in a message without marks: a weak hint.
WEAK = 0.4


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase of one list: as it is shown, and what it weighs."""

    listed: str
    shown: str
    weight: float
    #: The places of the cues of the same list in which it stands: what is said longer is not counted twice.
    within: frozenset[int]


#: By the name of a list what stands of it in a message, in its order; no list of which nothing does.
Found = Mapping[str, Sequence[Cue]]


class Cues:
    """All lists, one after another; each cue has its place among all."""

    def __init__(self, lists: Mapping[str, Mapping[str, Phrase]], numbers: Mapping[Phrase, int]) -> None:
        """`lists`: the phrases of each as they are shown and as they were read; `numbers`: under which each is looked
        for."""
        self._cues: list[Cue] = []
        self._of: list[tuple[int, ...]] = [()] * len(numbers)
        for name, phrases in lists.items():
            within = _within(phrases.values(), len(self._cues))
            for (shown, phrase), longer in zip(phrases.items(), within, strict=True):
                self._of[numbers[phrase]] += (len(self._cues),)
                self._cues.append(Cue(name, shown, 0.6 + 0.4 * len(phrase), longer))
        singles = {place for phrase, number in numbers.items() if len(phrase) == 1 for place in self._of[number]}
        self._weak = [replace(cue, weight=WEAK) if at in singles else cue for at, cue in enumerate(self._cues)]

    def found(self, standing: Standing, words: Words) -> dict[str, list[Cue]]:
        """What stands of each list in a message, without what stands inside something longer."""
        has_marks = words.has_marks
        cues = self._cues if has_marks else self._weak
        numbers: Iterable[int] = standing
        if has_marks and words.slips:  # then a single word without its mark is no cue
            numbers = [number for number, places in standing.items() if not all(faint for _, _, faint in places)]
        places = set(chain.from_iterable(map(self._of.__getitem__, numbers)))
        found: dict[str, list[Cue]] = {}
        for place in sorted(places):
            cue = cues[place]
            if cue.within.isdisjoint(places):
                found.setdefault(cue.listed, []).append(cue)
        return found


def _within(phrases: Iterable[Phrase], first: int) -> Iterator[frozenset[int]]:
    """For each phrase of a list, whose places begin with `first`, those in which its bare words stand."""
    bare = [tuple(plain for _, plain in phrase) for phrase in phrases]
    inside: dict[tuple[str, ...], set[int]] = {}
    for place, words in enumerate(bare, first):
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                inside.setdefault(words[start:end], set()).add(place)
    for place, words in enumerate(bare, first):
        yield frozenset(inside[words] - {place})
