"""A question as words: home words made standard, slips of the finger mended, each word still knowing where it stood."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from vidan.domain.text import fold, nfc

#: A question longer than this is read to here: nobody needs more words, and nobody can stop the others with more.
LONGEST_QUESTION = 900
MOST_WORDS = 120
_WORD = re.compile(r"[^\W_]+")
#: Marks that Telex leaves behind when the keyboard is off: "giaays" for "giấy", "nhaf" for "nhà".
_DOUBLED = re.compile(r"(a|e|o|d)\1|(?<=[uoa])w")
_LAST_TONE = re.compile(r"[sfrxj]$")
#: Letters that sound alike here, and that a telephone which writes what it hears mixes up: "xổ đỏ", "trứng thực".
_SOUNDS = (
    (re.compile(r"^(?:gi(?=[^\W\d_])|r)"), "d"),
    (re.compile(r"^s"), "x"),
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"^ngh"), "ng"),
    (re.compile(r"^gh"), "g"),
    (re.compile(r"^[kq](?!h)"), "c"),
    (re.compile(r"y$"), "i"),
)
#: Shorter words have too many neighbours to be guessed.
_SHORTEST_MENDED = 4


class Word(NamedTuple):
    """A word of a question: folded, as it was meant (with tone marks), and the place of the typed word it came from."""

    bare: str
    toned: str
    place: int


@dataclass(frozen=True)
class Lexicon:
    """What people say for what: single words made standard, and phrases that mean one thing.

    `standard`: a typed word (with its tone marks) to standard words. `meanings`: folded words to the name of what they
    mean, by their first word. `fillers`: folded words that say nothing of what is wanted.
    """

    standard: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meanings: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()


def typed_words(text: str) -> list[str]:
    """The words as they were typed, composed, at most sixty."""
    return _WORD.findall(nfc(text[:LONGEST_QUESTION]))[:MOST_WORDS]


def read(typed: Iterable[str], lexicon: Lexicon) -> list[Word]:
    """The words a question is understood by."""
    read_words: list[Word] = []
    for place, word in enumerate(typed):
        lower = word.casefold()
        for standard in lexicon.standard.get(lower, (lower,)):
            read_words.append(Word(_bare(standard), standard, place))
    return read_words


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    """A folded word: the language has some thousand syllables, and everybody uses the same."""
    return fold(word)


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A word as it is heard: one spelling for what many people write in two ways."""
    for spelled, heard in _SOUNDS:
        word = spelled.sub(heard, word)
    return word


class Speller:
    """Mends words that nobody uses into words that people use: one letter too many, too few, wrong, or two swapped."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._near: dict[str, list[str]] = {}
        for word in known:
            if len(word) >= _SHORTEST_MENDED - 1 and not word.isdigit():
                for short in _shorter(word):
                    self._near.setdefault(short, []).append(word)

    def mend(self, words: list[Word]) -> list[Word]:
        """The same words, unknown ones mended where a near known word exists."""
        mended: list[Word] = []
        for word in words:
            if word.bare in self._known or word.bare.isdigit():
                mended.append(word)
            else:
                mended += [Word(better, better, word.place) for better in self._better(word.bare)]
        return mended

    def _better(self, word: str) -> list[str]:
        keyed = _LAST_TONE.sub("", _DOUBLED.sub(lambda found: found.group(1) or "", word))
        if keyed in self._known:
            return [keyed]
        if len(word) < _SHORTEST_MENDED:
            return [word]
        near = {other for short in (word, *_shorter(word)) for other in self._neighbours(short)}
        if near:
            return [max(near, key=lambda other: (self._known[other], other))]
        for cut in range(2, len(word) - 1):
            if word[:cut] in self._known and word[cut:] in self._known:
                return [word[:cut], word[cut:]]
        return [word]

    def _neighbours(self, short: str) -> list[str]:
        own = [short] if short in self._known and len(short) >= _SHORTEST_MENDED - 1 else []
        return own + self._near.get(short, [])


def _shorter(word: str) -> set[str]:
    """The word with one letter left out, in every way."""
    return {word[:place] + word[place + 1 :] for place in range(len(word))}
