"""Which procedure a question means, counted from how people ask: no training, no model file, every step can be told.

Each phrasing is a set of marks (words, pairs of neighbours, meanings, words with their tones), rare ones weigh more
(logarithm of how many phrasings hold them, Sparck Jones 1972). A procedure is the mean of its phrasings (Rocchio 1971);
a question is compared with each by the cosine, and with the two nearest single phrasings, so that one officer's new
wording counts at once.
"""

import heapq
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from vidan.domain.procedures.guide.words import Lexicon, Speller, Word, read, typed_words
from vidan.domain.text import fold

#: Rarity is flattened a little: one rare word ("rối", "hòm") must not outweigh three plain ones. By trial on phrasings
#: held out in turn and on two sets written apart: 0.5 to 0.8 are alike, 1.0 and 1.3 worse.
FLATTENED = 0.7
#: How much the nearest single phrasings add to the mean; more for wordings that officers of this commune taught.
NEAREST, TAUGHT = 0.5, 2.0
#: What is asked for most gains at most this share; a question of so few words leaves so much open that it gains more.
LEAN, LEAN_OF_FEW, FEW = 0.08, 0.24, 3
#: A mark leads to at most so many procedures, the strongest: thousands of titles with "cấp giấy" cost nothing more.
MOST_LED_TO = 16
#: A mark in more phrasings than this tells nothing about a single one.
MOST_PHRASINGS = 60
#: A question is compared by its rarest marks.
MOST_MARKS = 36
#: What a filler ("how do I", "làm thế nào") weighs of other words.
_FILLER = 0.3
#: A shorter number says nothing alone ("3 trong 1"), only with its neighbour ("lớp 6").
_TELLING_NUMBER = 3
_BEST = 12
#: For so many candidates the reason is told.
_TOLD = 4
#: How many phrasings of one procedure count.
_OF_EACH = 2
#: So many single phrasings are looked at.
_NEAR = 24
#: A phrasing less like than this share of the likest adds nothing worth its time.
_LIKE_ENOUGH = 0.4
#: A reason is one to four neighbours; longer ones must say more.
_WIDTHS = [(width, width**0.6) for width in (1, 2, 3, 4)]
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True)
class Phrase:
    """One way in which people ask for something: the words, and the key of what is meant. `taught` here by officers."""

    text: str
    key: str
    taught: bool = False


@dataclass(frozen=True)
class Candidate:
    """A possible answer: its key, how near it is (0 to about 2), the question's own words that say so, and the nearest
    phrasing.
    """

    key: str
    score: float
    because: str
    like: str = ""


class Guide:
    """Finds what a question means. Immutable once built; `base` lends its weights to what a commune adds to it."""

    def __init__(self, phrases: Iterable[Phrase], lexicon: Lexicon, base: "Guide | None" = None) -> None:
        self._lexicon, self._base = lexicon, base
        self._phrases = list(phrases)
        words = [read(typed_words(phrase.text), lexicon) for phrase in self._phrases]
        marked = [_marks(line, lexicon) for line in words]
        self._weigh(marked)
        known = Counter(word.bare for line in words for word in line)
        self._known: Counter[str] = known + base._known if base else known
        self._speller: Speller = (
            base._speller if base and not known.keys() - base._known.keys() else Speller(self._known)
        )
        self._count(marked)

    def _weigh(self, marked: list[dict[str, int]]) -> None:
        often = Counter(mark for marks in marked for mark in marks)
        total = max(len(marked), 2)
        fillers = self._lexicon.fillers
        self._rare = {
            mark: math.log(total / number) ** FLATTENED * (_FILLER if _only_fillers(mark, fillers) else 1.0)
            for mark, number in often.items()
            if number < total
        }
        if self._base:
            rarest = math.log(len(self._base._phrases)) ** FLATTENED
            self._rare = {mark: self._base._rare.get(mark, rarest) for mark in often}

    def _count(self, marked: list[dict[str, int]]) -> None:
        means: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, (phrase, marks) in enumerate(zip(self._phrases, marked, strict=True)):
            for mark, weight in self._scaled(marks).items():
                self._lines[mark].append((number, weight))
                if not phrase.taught:
                    means[phrase.key][mark] += weight
        leads: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for key, mean in means.items():
            length = math.sqrt(sum(weight * weight for weight in mean.values())) or 1.0
            for mark, weight in mean.items():
                leads[mark].append((weight / length, key))
        self._means: Mapping[str, Mapping[str, float]] = means
        self._leads = {mark: heapq.nlargest(MOST_LED_TO, found) for mark, found in leads.items()}
        for mark in [mark for mark, found in self._lines.items() if len(found) > MOST_PHRASINGS]:
            del self._lines[mark]

    def _scaled(self, marks: Iterable[str]) -> dict[str, float]:
        weights = {mark: self._rare[mark] for mark in marks if mark in self._rare}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {mark: weight / length for mark, weight in weights.items()}

    def rank(self, question: str, most: int = _BEST) -> list[Candidate]:
        """The best candidates, best first; an empty list when no word says anything."""
        typed = typed_words(question)
        words = self._speller.mend(read(typed, self._lexicon))
        marks = _marks(words, self._lexicon)
        levels = [self, self._base] if self._base else [self]
        weights = self._all_scaled(marks)
        scores: dict[str, float] = defaultdict(float)
        nearest: dict[str, tuple[float, str]] = {}
        for level in levels:
            level._compare(weights, scores)
            level._nearest(weights, scores, nearest)
        best = largest(scores, most)
        found: list[Candidate] = []
        for score, key in best:
            because = self._because(key, typed, marks, weights) if len(found) < _TOLD else ""
            found.append(Candidate(key, round(score, 4), because, nearest.get(key, (0.0, ""))[1]))
        return found

    def _all_scaled(self, marks: Mapping[str, int]) -> dict[str, float]:
        base = self._base._rare if self._base else {}
        rare = ((base.get(mark) or self._rare.get(mark, 0.0), mark) for mark in marks)
        weights = heapq.nlargest(MOST_MARKS, (one for one in rare if one[0]))
        length = math.sqrt(sum(weight * weight for weight, _mark in weights)) or 1.0
        return {mark: weight / length for weight, mark in weights}

    def _compare(self, weights: Mapping[str, float], scores: dict[str, float]) -> None:
        for mark, weight in weights.items():
            for strength, key in self._leads.get(mark, ()):
                scores[key] += weight * strength

    def _nearest(
        self, weights: Mapping[str, float], scores: dict[str, float], nearest: dict[str, tuple[float, str]]
    ) -> None:
        near: dict[int, float] = defaultdict(float)
        for mark, weight in weights.items():
            for number, strength in self._lines.get(mark, ()):
                near[number] += weight * strength
        seen: Counter[str] = Counter()
        least = _LIKE_ENOUGH * max(near.values(), default=0.0)
        for likeness, number in largest({one: like for one, like in near.items() if like >= least}, _NEAR):
            phrase = self._phrases[number]
            share = TAUGHT if phrase.taught else NEAREST
            if seen[phrase.key] < _OF_EACH:
                scores[phrase.key] += share * likeness / (1 + seen[phrase.key])
            seen[phrase.key] += 1
            if likeness > nearest.get(phrase.key, (0.0, ""))[0]:
                nearest[phrase.key] = (likeness, phrase.text)

    def leads(self) -> Iterator[tuple[str, float, list[tuple[float, str]]]]:
        """Each mark of this level, how rare it is, and the procedures it leads to (strength, key), strongest first."""
        for mark, found in self._leads.items():
            if mark in self._rare:
                yield mark, self._rare[mark], found

    def _strengths(self, key: str) -> Mapping[str, float]:
        return self._means.get(key) or (self._base._strengths(key) if self._base else {})

    def _because(self, key: str, typed: list[str], marks: Mapping[str, int], weights: Mapping[str, float]) -> str:
        """The typed words that spoke most for a candidate: at most four neighbours."""
        spoke = [0.0] * len(typed)
        strengths = self._strengths(key)
        for mark in weights.keys() & strengths.keys():
            told, bits = weights[mark] * strengths[mark], marks[mark]
            while bits:
                low = bits & -bits
                spoke[low.bit_length() - 1] += told
                bits ^= low
        if not any(spoke):
            return ""
        up_to = [0.0, *itertools.accumulate(spoke)]
        best = max(
            ((up_to[start + width] - up_to[start]) / share, start, width)
            for width, share in _WIDTHS
            for start in range(len(typed) - width + 1)
        )
        return " ".join(typed[best[1] : best[1] + best[2]])


def asked_most(everywhere: Mapping[str, int], here: Mapping[str, int]) -> dict[str, float]:
    """How common each procedure is, by key, from 0 to 1: half as in any commune, half as this one received lately."""
    shares: dict[str, float] = defaultdict(float)
    for counted in (everywhere, here):
        most = max(counted.values(), default=0)
        for key, number in counted.items():
            shares[key] += number / most if most else 0.0
    most_shared = max(shares.values(), default=0.0)
    return {key: share / most_shared for key, share in shares.items()} if most_shared else {}


def leaning(candidates: list[Candidate], common: Mapping[str, float], question: str) -> list[Candidate]:
    """The candidates, best first, leaning to what is asked for most (`common`: 0 to 1, by key): it decides what words
    leave open ("sổ đỏ", "tạm trú"), never against them.
    """
    share = LEAN_OF_FEW if len(question.split(maxsplit=FEW)) <= FEW else LEAN
    leant = [replace(one, score=round(one.score * (1 + share * common.get(one.key, 0.0)), 4)) for one in candidates]
    return sorted(leant, key=lambda one: -one.score)


def largest(scored: Mapping[_Key, float], most: int) -> list[tuple[float, _Key]]:
    """The best with their scores, best first (of equals the greater key): sorts bare numbers, which costs a third."""
    least = sorted(scored.values())[-most] if len(scored) > most else 0.0
    return sorted(((score, key) for key, score in scored.items() if score >= least), reverse=True)[:most]


def marks_of(words: list[Word], lexicon: Lexicon) -> dict[str, int]:
    """The marks of a question, as `rank` compares them."""
    return _marks(words, lexicon)


def _marks(words: list[Word], lexicon: Lexicon) -> dict[str, int]:
    """The marks of a question, each with the places (as bits) of the typed words it stands on."""
    marks: dict[str, int] = {}
    for word in words:
        if len(word.bare) < _TELLING_NUMBER and word.bare.isdigit():
            continue
        marks[word.bare] = marks.get(word.bare, 0) | 1 << word.place
        if word.toned != word.bare:
            marks["^" + word.toned] = 1 << word.place
    for one, two in itertools.pairwise(words):
        marks[f"{one.bare}_{two.bare}"] = 1 << one.place | 1 << two.place
    meant = _meanings(words, lexicon)
    names = sorted(meant)
    marks |= meant
    for first, name in enumerate(names):
        for other in names[first + 1 :]:
            marks[name + other] = meant[name] | meant[other]
    return marks


def _meanings(words: list[Word], lexicon: Lexicon) -> dict[str, int]:
    found: dict[str, int] = {}
    for start, word in enumerate(words):
        for phrase, name in lexicon.meanings.get(word.bare, ()):
            if tuple(other.bare for other in words[start : start + len(phrase)]) == phrase:
                places = 0
                for other in words[start : start + len(phrase)]:
                    places |= 1 << other.place
                found["~" + name] = found.get("~" + name, 0) | places
    return found


def _only_fillers(mark: str, fillers: frozenset[str]) -> bool:
    return all(part in fillers for part in fold(mark.lstrip("^")).split("_"))
