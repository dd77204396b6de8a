"""Which procedure a question means: every step can be told, nothing is trained or counted while somebody waits.

A question is a set of marks (words, pairs of neighbours as they sound, meanings, words with their tones); rare ones
weigh more (logarithm of how many phrasings hold them, Sparck Jones 1972). What each mark speaks for was learned from
the tables (`learned`). What a commune adds lies on top: titles of its own procedures by the mean of their marks
(Rocchio 1971), wordings taught by officers by likeness, so that a new one counts at once.
"""

import heapq
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vidan.domain.procedures.guide.learned import Learned
from vidan.domain.procedures.guide.words import Lexicon, Speller, Word, read, sound, typed_words
from vidan.domain.text import fold

#: Rarity is flattened a little: one rare word ("rối", "hòm") must not outweigh three plain ones. By trial on phrasings
#: held out in turn and on two sets written apart: 0.5 to 0.8 are alike, 1.0 and 1.3 worse.
FLATTENED = 0.7
#: What the mean of a title counts beside what was learned, and the likeness to a wording that officers here taught.
TITLE, TAUGHT = 1.4, 2.2
#: What is asked for most gains at most this share; a question of so few words leaves so much open that it gains more.
LEAN, LEAN_OF_FEW, FEW = 0.03, 0.24, 3
#: A word that nobody used would have been three marks (itself, its tones, its neighbours): what is not understood makes
#: the rest less sure ("nuôi chim yến" is no adoption).
STRANGE = 3
#: A mark of a title leads to at most so many procedures: thousands of titles with "cấp giấy" cost nothing more.
MOST_LED_TO = 16
#: A mark in more taught wordings than this tells nothing about a single one.
MOST_PHRASINGS = 60
#: What a filler ("how do I", "làm thế nào") weighs of other words.
FILLER = 0.3
#: A shorter number says nothing alone ("3 trong 1"), only with its neighbour ("lớp 6").
_TELLING_NUMBER = 3
_BEST = 12
#: For so many candidates the reason is told.
_TOLD = 3
#: A reason is one to four neighbours; longer ones must say more.
_WIDTHS = [(width, width**0.6) for width in (1, 2, 3, 4)]
_NOTHING: Mapping[str, float] = {}
_Key = TypeVar("_Key", int, str)


@dataclass(frozen=True)
class Phrase:
    """One way in which people ask for something: the words, and the key of what is meant. `taught` here by officers."""

    text: str
    key: str
    taught: bool = False


@dataclass(frozen=True)
class Candidate:
    """A possible answer: its key, how near it is (0 to about 2), and the question's own words that say so."""

    key: str
    score: float
    because: str


class Guide:
    """Finds what a question means. Immutable once built; `base` lends its weights to what a commune adds to it."""

    def __init__(
        self,
        phrases: Iterable[Phrase],
        lexicon: Lexicon,
        base: "Guide | None" = None,
        learned: Learned | None = None,
    ) -> None:
        self._lexicon, self._base = lexicon, base
        self._taught: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._keys: list[str] = []
        if learned:
            self._rare, self._leads = learned.rare, learned.leads
            self._rarest = max(self._rare.values(), default=0.0)
            self._known: Mapping[str, int] = learned.known
            self._speller = Speller(self._known)
        else:
            self._count(list(phrases))

    def _count(self, phrases: list[Phrase]) -> None:
        words = [read(typed_words(phrase.text), self._lexicon) for phrase in phrases]
        marked = [marks_of(line, self._lexicon) for line in words]
        self._weigh(marked)
        known, base = Counter(word.bare for line in words for word in line), self._base
        new = not base or known.keys() - base._known.keys()
        self._known = known + Counter(base._known) if base else known
        self._speller = Speller(self._known) if new or not base else base._speller
        self._lead(phrases, marked)

    def _weigh(self, marked: list[dict[str, int]]) -> None:
        self._rare = rarities(marked, self._lexicon.fillers)
        self._rarest = math.log(max(len(marked), 2)) ** FLATTENED
        if self._base:
            self._rarest = self._base._rarest
            self._rare = {mark: self._base._rare.get(mark, self._rarest) for mark in self._rare}

    def _lead(self, phrases: list[Phrase], marked: list[dict[str, int]]) -> None:
        means: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for phrase, marks in zip(phrases, marked, strict=True):
            scaled = self._scaled(marks)
            if phrase.taught:
                for mark, weight in scaled.items():
                    self._taught[mark].append((len(self._keys), weight))
                self._keys.append(phrase.key)
            else:
                for mark, weight in scaled.items():
                    means[phrase.key][mark] += weight
        leads: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for key, mean in means.items():
            length = math.sqrt(sum(weight * weight for weight in mean.values())) or 1.0
            for mark, weight in mean.items():
                leads[mark].append((TITLE * weight / length, key))
        self._leads = {
            mark: {key: strength for strength, key in heapq.nlargest(MOST_LED_TO, found)}
            for mark, found in leads.items()
        }
        for mark in [mark for mark, found in self._taught.items() if len(found) > MOST_PHRASINGS]:
            del self._taught[mark]

    def _scaled(self, marks: Iterable[str], strange: int = 0) -> dict[str, float]:
        """The weights of marks, together of length one; so many words that nobody used make them weigh less."""
        own, base = self._rare, self._base._rare if self._base else self._rare
        weights = {mark: weight for mark in marks if (weight := base.get(mark) or own.get(mark))}
        squared = sum(weight * weight for weight in weights.values()) + STRANGE * strange * self._rarest**2
        length = math.sqrt(squared) or 1.0
        return {mark: weight / length for mark, weight in weights.items()}

    def rank(self, question: str, most: int = _BEST) -> list[Candidate]:
        """The best candidates, best first; an empty list when no word says anything."""
        typed = typed_words(question)
        words = self._speller.mend(read(typed, self._lexicon))
        marks = marks_of(words, self._lexicon)
        weights = self._scaled(marks, sum(self._strange(word.bare) for word in words))
        scores: dict[str, float] = defaultdict(float)
        levels = [self, self._base] if self._base else [self]
        for level in levels:
            level._compare(weights, scores)
        best = [one for one in largest(scores, most) if one[0] > 0]
        spoken = self._spoken([key for _score, key in best[:_TOLD]], weights)
        return [
            Candidate(key, round(score, 4), _because(typed, marks, spoken[key]) if key in spoken else "")
            for score, key in best
        ]

    def _strange(self, word: str) -> bool:
        return len(word) > 1 and word not in self._known and not word.isdigit()

    def _compare(self, weights: Mapping[str, float], scores: dict[str, float]) -> None:
        leads = self._leads
        for mark, weight in weights.items():
            for key, strength in leads.get(mark, _NOTHING).items():
                scores[key] += weight * strength
        if self._taught:
            near: dict[int, float] = defaultdict(float)
            for mark, weight in weights.items():
                for number, strength in self._taught.get(mark, ()):
                    near[number] += weight * strength
            likest: dict[str, float] = {}
            for number, likeness in near.items():
                key = self._keys[number]
                likest[key] = max(likest.get(key, 0.0), likeness)
            for key, likeness in likest.items():
                scores[key] += TAUGHT * likeness**2

    def leads(self) -> Iterator[tuple[str, float, list[tuple[float, str]]]]:
        """Each mark, how rare it is, and what it speaks for (strength, key), strongest first; taught wordings too."""
        levels = [self, self._base] if self._base else [self]
        for mark in {mark for level in levels for mark in (*level._leads, *level._taught)}:
            spoken: dict[str, float] = defaultdict(float)
            for level in levels:
                for key, strength in level._leads.get(mark, _NOTHING).items():
                    spoken[key] += strength
                for number, strength in level._taught.get(mark, ()):
                    spoken[level._keys[number]] += TAUGHT * strength
            rare = next((level._rare[mark] for level in reversed(levels) if mark in level._rare), 0.0)
            if rare:
                yield mark, rare, sorted(((strength, key) for key, strength in spoken.items()), reverse=True)

    def _spoken(self, keys: Sequence[str], weights: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """What each mark said for these candidates."""
        spoken: dict[str, dict[str, float]] = {key: {} for key in keys}
        for level in [self, self._base] if self._base else [self]:
            for mark, weight in weights.items():
                if told := level._leads.get(mark):
                    for key in keys:
                        strength = told.get(key, 0.0)
                        if strength > 0:
                            spoken[key][mark] = weight * strength
                for number, strength in level._taught.get(mark, ()):
                    if level._keys[number] in spoken:
                        spoken[level._keys[number]][mark] = weight * strength
        return spoken


def _because(typed: list[str], marks: Mapping[str, int], spoken: Mapping[str, float]) -> str:
    """The typed words that spoke most for a candidate: at most four neighbours."""
    by_place = [0.0] * len(typed)
    for mark, told in spoken.items():
        bits = marks[mark]
        while bits:
            low = bits & -bits
            by_place[low.bit_length() - 1] += told
            bits ^= low
    if not any(by_place):
        return ""
    up_to = [0.0, *itertools.accumulate(by_place)]
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
    leant = [
        Candidate(one.key, round(one.score * (1 + share * common.get(one.key, 0.0)), 4), one.because)
        for one in candidates
    ]
    return sorted(leant, key=lambda one: -one.score)


def largest(scored: Mapping[_Key, float], most: int) -> list[tuple[float, _Key]]:
    """The best with their scores, best first (of equals the greater key): sorts bare numbers, which costs a third."""
    least = sorted(scored.values())[-most] if len(scored) > most else 0.0
    return sorted(((score, key) for key, score in scored.items() if score >= least), reverse=True)[:most]


def rarities(marked: list[dict[str, int]], fillers: frozenset[str]) -> dict[str, float]:
    """How rare each mark is among so many phrasings; what stands in all of them says nothing and has none."""
    often = Counter(mark for marks in marked for mark in marks)
    total = max(len(marked), 2)
    return {
        mark: math.log(total / number) ** FLATTENED * (FILLER if _only_fillers(mark, fillers) else 1.0)
        for mark, number in often.items()
        if number < total
    }


def marks_of(words: list[Word], lexicon: Lexicon) -> dict[str, int]:
    """The marks of a question, each with the places (as bits) of the typed words it stands on."""
    marks: dict[str, int] = {}
    for word in words:
        if len(word.bare) < _TELLING_NUMBER and word.bare.isdigit():
            continue
        marks[word.bare] = marks.get(word.bare, 0) | 1 << word.place
        if word.toned != word.bare:
            marks["^" + sound(word.toned)] = 1 << word.place
    for one, two in itertools.pairwise(words):
        marks[f"{sound(one.bare)}_{sound(two.bare)}"] = 1 << one.place | 1 << two.place
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
