"""Whether a guide can be read: how long its sentences are, and which of its words only officials use.

Measured in tiếng (written syllables), so that a keeper can count by finger what the program counted. A sentence of
twenty-five tiếng is about sixteen words, what one breath reads aloud; the bounds are ours (ADR 58), not a law's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vidan.domain.text import nfc

EASY, MIDDLE, HARD = "easy", "middle", "hard"
#: One breath, in tiếng.
BREATH = 25
#: This share of sentences may be longer than a breath before a guide is hard; of a hundred tiếng, so many hard words.
LONG_SHARE, HARD_WORDS = 0.2, 8
_SENTENCE = re.compile(r"[.;:!?…\n]+(?=\s|$)|\n+")
_SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Term:
    """A word of officials and what it means, in words of the house; `forms`: how it is written."""

    number: int
    forms: tuple[str, ...]
    means: str

    @property
    def words(self) -> str:
        """Its usual form."""
        return self.forms[0]


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; with the term that it is, where it is explained."""

    text: str
    term: Term | None = None


class Glossary:
    """Finds officials' words in texts; immutable."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {form.lower(): term for term in terms for form in term.forms}
        forms = sorted(self._terms, key=len, reverse=True)
        self._any = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, forms))})(?!\w)", re.IGNORECASE) if forms else None

    def terms_in(self, text: str) -> list[Term]:
        """The terms of a text, as often as they stand there."""
        found = self._any.findall(nfc(text)) if self._any else []
        return [self._terms[form.lower()] for form in found]

    def explain(self, texts: Sequence[str]) -> tuple[tuple[tuple[Piece, ...], ...], tuple[Term, ...]]:
        """The texts in pieces, each term marked where it stands first; and those terms in the order of the page."""
        seen: list[Term] = []
        return tuple(tuple(self._pieces(nfc(text), seen)) for text in texts), tuple(seen)

    def _pieces(self, text: str, seen: list[Term]) -> Iterable[Piece]:
        begun = 0
        for found in self._any.finditer(text) if self._any else ():
            term = self._terms[found[0].lower()]
            if term not in seen:
                seen.append(term)
                if found.start() > begun:
                    yield Piece(text[begun : found.start()])
                yield Piece(found[0], term)
                begun = found.end()
        if text[begun:]:
            yield Piece(text[begun:])


@dataclass(frozen=True)
class Readability:
    """How a text reads: sentences, tiếng in the mean and in the longest one, that one, and its officials' words."""

    sentences: int
    mean: float
    longest: int
    longest_sentence: str
    hard_words: tuple[str, ...]
    level: str


def reading(texts: Iterable[str], glossary: Glossary) -> Readability:
    """The level of some texts: `easy` (no sentence longer than a breath, few officials' words), `middle`, `hard`."""
    told = [one.strip() for text in texts for one in _SENTENCE.split(nfc(text)) if _SYLLABLE.search(one)]
    counted = [len(_SYLLABLE.findall(one)) for one in told]
    terms = [term for one in told for term in glossary.terms_in(one)]
    longest = max(zip(counted, told, strict=True), key=lambda pair: pair[0], default=(0, ""))
    return Readability(
        sentences=len(told),
        mean=round(sum(counted) / len(counted), 1) if counted else 0.0,
        longest=longest[0],
        longest_sentence=longest[1],
        hard_words=tuple(dict.fromkeys(term.words for term in terms)),
        level=_level(counted, len(terms)),
    )


def _level(counted: Sequence[int], terms: int) -> str:
    if not counted:
        return EASY
    share = sum(number > BREATH for number in counted) / len(counted)
    many = terms * 100 > HARD_WORDS * sum(counted)
    if share > LONG_SHARE:
        return HARD
    return MIDDLE if share or many else EASY
