"""Danger to life is heard before anything is weighed: a form must never be the only answer where somebody may be dying.

Signs are words from a table that anybody can read (`content/guide/danger.txt`). What was learned from phrasings has no
say in it: learning may forget, this may not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vidan.domain.procedures.guide.words import typed_words
from vidan.domain.text import fold

#: Stands in a sign for at most so many words of any kind: "bị … đâm" is "bị nó đâm" too.
ANY, MOST_BETWEEN = "…", 3
#: A sign of so many words is heard without its tones too; a shorter one ("treo cổ", not "treo cờ") only if marked so.
CLEAR_WORDS, CLEAR = 3, "+"
_YEAR_DIGITS = 4


class Sign(NamedTuple):
    """Words of a sign as they are written, the key of whom to call, whether it counts without tones, and how many of
    its words must stand there.
    """

    words: tuple[str, ...]
    key: str
    bare: bool
    weight: int

    @classmethod
    def of(cls, phrase: str, key: str) -> "Sign":
        """From a phrase of the table."""
        words = tuple(phrase.casefold().rstrip(CLEAR).split())
        weight = len(words) - words.count(ANY)
        return cls(words, key, weight >= CLEAR_WORDS or phrase.endswith(CLEAR), weight)


@dataclass(frozen=True)
class Danger:
    """Whom to call (`key`), the typed words that say so, and whether it is `over`: papers or what is past are told in
    the same breath, so the number stands beside the answer, not in its place.
    """

    key: str
    because: str
    over: bool


class DangerSigns:
    """The table, read once: signs, and the words by which a danger is over."""

    def __init__(self, signs: Iterable[Sign], over: Iterable[str]) -> None:
        self._toned: Mapping[str, list[Sign]] = defaultdict(list)
        self._bare: Mapping[str, list[Sign]] = defaultdict(list)
        self._keys: dict[str, int] = {}
        for sign in signs:
            self._keys.setdefault(sign.key, len(self._keys))
            self._toned[sign.words[0]].append(sign)
            if sign.bare:
                plain = sign._replace(words=tuple(fold(word) for word in sign.words))
                self._bare[plain.words[0]].append(plain)
        self._over = tuple(f" {fold(phrase)} " for phrase in over)

    def hear(self, question: str) -> Danger | None:
        """The danger that a question tells of; the longest sign speaks, of equals the one whose key stands first in the
        table ("cứu với, cháy nhà": the fire).
        """
        typed = typed_words(question)
        toned = [word.casefold() for word in typed]
        bare = [fold(word) for word in typed]
        words, signs = (bare, self._bare) if toned == bare else (toned, self._toned)
        standing = [
            ((-sign.weight, self._keys[sign.key]), sign.key, start, end)
            for start, word in enumerate(words)
            for sign in signs.get(word, ())
            if (end := _end(words, start, sign.words))
        ]
        if not standing:
            return None
        _rank, key, start, end = min(standing)
        return Danger(key, " ".join(typed[start:end]), self._is_over(bare))

    def _is_over(self, bare: Sequence[str]) -> bool:
        line = f" {' '.join(bare)} "
        return any(phrase in line for phrase in self._over) or any(_is_year(word) for word in bare)


def _is_year(word: str) -> bool:
    return len(word) == _YEAR_DIGITS and word.isdigit() and word[:2] in ("19", "20")


def _end(words: Sequence[str], start: int, sign: Sequence[str]) -> int:
    """The place after the sign's last word when it stands here, else 0."""
    place, most = start, 0
    for wanted in sign:
        if wanted == ANY:
            most = MOST_BETWEEN
            continue
        near = words[place : place + most + 1]
        if wanted not in near:
            return 0
        place, most = place + near.index(wanted) + 1, 0
    return place
