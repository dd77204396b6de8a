"""Phrases that may stand in a message, all looked for together: each place of a message is looked at once.

In a message with tone marks one word must bear its own (`bò` is not `bộ`); of several words some may have lost theirs,
but none may bear another (*đất chạy* is not *đất chảy*). Where many marks are missing, the bare words are enough; a
single word without its mark is then only a faint hint.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress, takewhile

from vidan.domain.feedback.words import Words

#: Any number, as digits or as a word, stands for this sign in a phrase (*chết # con*).
NUMBER = "#"
_COUNTING = frozenset("hai ba bon nam sau bay tam chin muoi chuc tram may nhieu ca vai".split())
#: A phrase is looked up by so many of its first words.
_BEGINNING = 3

#: The words of a phrase, each with its marks and bare.
Phrase = tuple[tuple[str, str], ...]
#: From which word of a message to before which, and whether it is a single word without its mark.
Place = tuple[int, int, bool]
#: By their numbers the phrases that stand in a message, and where.
Standing = Mapping[int, Sequence[Place]]


class _Wanted:
    """A phrase as it is looked for, under its number."""

    def __init__(self, number: int, phrase: Phrase) -> None:
        self.number, self.length = number, len(phrase)
        self.marked = tuple(marked for marked, _ in phrase)
        self._bare = tuple(bare for _, bare in phrase)
        self.beginning = tuple(takewhile(lambda bare: bare != NUMBER, self._bare[:_BEGINNING]))

    def is_meant(self, words: Words, start: int) -> bool:
        """Whether it may be what stands from this word on, though it is written otherwise."""
        end = start + self.length
        if end > len(words.bare):
            return False
        lax = words.slips
        return all(
            _is_number(said)
            if bare == NUMBER
            else said == bare and (lax or shown == marked or (shown == said and self.length > 1))
            for marked, bare, shown, said in zip(
                self.marked, self._bare, words.marked[start:end], words.bare[start:end], strict=True
            )
        )


def _is_number(bare: str) -> bool:
    return bare[:1].isdigit() or bare in _COUNTING


class Phrases:
    """All phrases of cues and scenes, each once under its number."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.numbers = {phrase: number for number, phrase in enumerate(dict.fromkeys(phrases))}
        self._by_word: dict[str, list[_Wanted]] = {}
        self._by_bare_word: dict[str, list[_Wanted]] = {}
        self._by_beginning: dict[str, list[_Wanted]] = {}
        for phrase, number in self.numbers.items():
            self._enter(_Wanted(number, phrase))

    def _enter(self, wanted: _Wanted) -> None:
        if len(wanted.beginning) > 1:
            self._by_beginning.setdefault(" ".join(wanted.beginning), []).append(wanted)
        for bare in wanted.beginning[:1] if len(wanted.beginning) == 1 else ():
            self._by_bare_word.setdefault(bare, []).append(wanted)
            for word in {wanted.marked[0], bare if wanted.length > 1 else wanted.marked[0]}:
                self._by_word.setdefault(word, []).append(wanted)

    def standing(self, words: Words) -> Standing:
        """The phrases of a message."""
        found: dict[int, list[Place]] = {}
        marked = words.marked
        singles = (self._by_bare_word, words.bare) if words.slips else (self._by_word, marked)
        for known, grams in (singles, (self._by_beginning, words.pairs), (self._by_beginning, words.triples)):
            near = list(map(known.get, grams))
            for start in compress(range(len(near)), near):
                for wanted in near[start] or ():
                    end = start + wanted.length
                    exact = marked[start:end] == wanted.marked
                    if exact or wanted.is_meant(words, start):
                        place = (start, end, not exact and wanted.length == 1)
                        found.setdefault(wanted.number, []).append(place)
        return found
