"""The suggester in its plainest form: every phrase looked for one by one, every weight added by itself.

Slow and obvious, so that the quick one can be held against it: nothing is looked up, kept ready or packed together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from math import log

from vidan.content import feedback as content
from vidan.domain.feedback import words as spelling
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.cues import Cue
from vidan.domain.feedback.evidence import PARTS, SMOOTHING
from vidan.domain.feedback.phrases import NUMBER, Phrase, Place
from vidan.domain.feedback.scenes import FAINT, NEAR, Scene, Seen
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.domain.feedback.words import SPOKEN, Words
from vidan.domain.text import fold, nfc

NUMBERS = "hai ba bon nam sau bay tam chin muoi chuc tram may nhieu ca vai".split()


def suggester() -> Suggester:
    """The one of the content with all its parts plain."""
    plain = content.suggester().taught(())
    parts = {
        "_reader": Reader(),
        "_phrases": Phrases(),
        "_cues": Cues(),
        "_dangers": Scenes(content.scenes("dangers")),
        "_wrongs": Scenes(content.scenes("wrongs")),
        "_learned": Evidence(content.examples()),
    }
    vars(plain).update(parts)
    return plain


class Reader:
    """Word by word, as the rules of spelling stand."""

    def read(self, text: str) -> Words:
        text = text[:3000]
        marked = []
        for word in re.findall(r"[^\W_]+", re.sub(r"(.)\1{2,}", r"\1", nfc(text).casefold())):
            marked += self.spelled(word).split()
        bare = [fold(word) for word in marked]
        return Words(
            tuple(marked),
            tuple(bare),
            [" ".join(bare[at : at + 2]) for at in range(len(bare) - 1)],
            [" ".join(bare[at : at + 3]) for at in range(len(bare) - 2)],
            [f"={word}" for word in marked if word != fold(word)],
            sum(spelling._SYLLABLE.fullmatch(word) is not None for word in bare),
            "?" in text,
        )

    def spelled(self, word: str) -> str:
        for old, new in zip(spelling._OLD, spelling._NEW, strict=True):
            if word.endswith(old) and not word.endswith(f"q{old}"):
                word = word.removesuffix(old) + new
        if word in SPOKEN or len(word) < 3:
            return SPOKEN.get(word, word)
        mended = re.sub("^f", "ph", word)
        if word[0] == "f" or re.search("[^n]g$", word):
            mended = SPOKEN.get(mended, spelling._LOST_N.sub("ng", mended))
        return mended


class Phrases:
    """Nothing is looked for ahead."""

    def standing(self, words: Words) -> dict[int, list[Place]]:
        return {}


def places(phrase: Phrase, words: Words) -> Iterator[Place]:
    """Every place of a message is tried."""
    if phrase[0][1] not in words.bare:
        return
    for start in range(len(words.bare) - len(phrase) + 1):
        here = range(start, start + len(phrase))
        if all(fits(words, at, mark, bare, len(phrase) == 1) for at, (mark, bare) in zip(here, phrase, strict=True)):
            yield start, start + len(phrase), len(phrase) == 1 and words.marked[start] != phrase[0][0]


def fits(words: Words, at: int, marked: str, bare: str, alone: bool) -> bool:
    shown, said = words.marked[at], words.bare[at]
    if bare == NUMBER:
        return said[:1].isdigit() or said in NUMBERS
    return said == bare and (words.slips or shown == marked or (shown == said and not alone))


@cache
def as_read(text: str) -> Phrase:
    read = spelling.read(text)
    return tuple(zip(read.marked, read.bare, strict=True))


class Cues:
    """Each list by itself, each phrase by itself."""

    def found(self, _: object, words: Words) -> dict[str, list[Cue]]:
        return {name: some for name, texts in content.cues().items() if (some := self._of(name, texts, words))}

    def _of(self, name: str, texts: Sequence[str], words: Words) -> list[Cue]:
        stand = []
        for text in dict.fromkeys(texts):
            phrase = as_read(text)
            if any(not (faint and words.has_marks) for _, _, faint in places(phrase, words)):
                weak = len(phrase) == 1 and not words.has_marks
                stand.append(
                    (f" {' '.join(bare for _, bare in phrase)} ", text, 0.4 if weak else 0.6 + 0.4 * len(phrase))
                )
        return [
            Cue(name, text, weight, frozenset())
            for at, (bare, text, weight) in enumerate(stand)
            if not any(bare in other for place, (other, _, _) in enumerate(stand) if place != at)
        ]


class Scenes:
    """Each scene by itself."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.scenes = scenes

    def seen(self, _: object, words: Words) -> tuple[Seen, ...]:
        found = [seen for scene in self.scenes if (seen := self._of(scene, words)) is not None]
        return tuple(sorted(found, key=lambda seen: seen.weight, reverse=True))

    def _of(self, scene: Scene, words: Words) -> Seen | None:
        things, happens, alone, needs = (
            [list(places(phrase, words)) for phrase in listed]
            for listed in (scene.things, scene.happens, scene.alone, scene.needs)
        )
        if scene.needs and not any(needs):
            return None
        for standing in filter(None, alone):
            return Seen(scene, scene.weight, told(words, standing))
        pairs = [(thing, event) for event in chain(*happens) for thing in chain(*things) if near(thing, event)]
        if not pairs:
            return None
        thing, event = max(pairs, key=lambda pair: (pair[1][1] - pair[1][0], not pair[1][2], -pair[1][0]))
        weight = scene.weight * FAINT if event[2] else scene.weight
        return Seen(scene, weight, told(words, sorted([thing, event])))


def near(one: Place, other: Place) -> bool:
    between = other[0] - one[1] if one[0] < other[0] else one[0] - other[1]
    return 0 <= between <= NEAR


def told(words: Words, standing: Sequence[Place]) -> str:
    return " … ".join(" ".join(words.marked[start:end]) for start, end, _ in standing)


class Evidence:
    """Each label by itself, against all that it is one of: the messages, or the topics of messages."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.voices: dict[str, tuple[Counter[str], Counter[str], int, int]] = {}
        messages = [(one, one.found) for one in examples]
        topics = [(topic, one.found) for one in examples for topic in one.topics]
        for cls in MessageClass:
            self.learn(cls, messages, [one.found for one in examples if one.cls is cls])
        for topic in Topic:
            self.learn(topic, topics, [one.found for one in examples if topic in one.topics])
        self.learn("endangered", messages, [one.found for one in examples if one.emergency])
        self.learn("officer", messages, [one.found for one in examples if one.about_officer])

    def learn(self, label: str, every: Sequence[tuple[object, frozenset[str]]], own: Sequence[frozenset[str]]) -> None:
        if own:
            here, all_of_it = Counter(chain(*own)), Counter(chain(*(found for _, found in every)))
            self.voices[label] = here, all_of_it, here.total(), all_of_it.total()

    def weight(self, label: str, feature: str) -> float:
        here, every, own, total = self.voices[label]
        doubt, elsewhere = SMOOTHING * len(every), every[feature] - here[feature]
        if feature not in every:
            return 0.0
        return log((here[feature] + SMOOTHING) / (own + doubt)) - log((elsewhere + SMOOTHING) / (total - own + doubt))

    def scores(self, found: frozenset[str]) -> dict[str, float]:
        """Rounded weights have an exact sum, in whatever order they are added."""
        return {
            label: sum([round(self.weight(label, feature) * PARTS) / PARTS for feature in found])
            for label in self.voices
        }

    def best_words(self, found: frozenset[str], label: str) -> tuple[str, ...]:
        loud = sorted(((self.weight(label, feature), feature) for feature in found), reverse=True)
        words = [feature.strip("=^$") for weight, feature in loud if weight > 1 and feature != "?"]
        return tuple(dict.fromkeys(words))[:3]
