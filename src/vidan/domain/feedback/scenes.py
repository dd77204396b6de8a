"""Scenes: a thing beside what happens to it (*dây điện* … *đứt*), so that dangers nobody listed whole are still seen.

A list of whole phrases only knows what somebody wrote before. People in danger write in a hurry, without marks, in
their dialect; but they name the thing and what it does, within a few words of each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.words import Words

#: How many words may stand between a thing and what happens to it.
NEAR = 9
#: Any number, as digits or as a word, stands for this sign in a phrase (*chết # con*).
NUMBER = "#"
_COUNTING = frozenset("hai ba bon nam sau bay tam chin muoi chuc tram may nhieu ca vai".split())
#: Of one word without marks little is known: *chay* is fire, and driving.
FAINT = 0.55

#: As what a phrase may stand in a scene.
_ROLES = ("things", "happens", "alone", "needs")
#: Without a phrase that says it alone, these two make a scene.
_A_SCENE = frozenset({"things", "happens"})
#: The words of a phrase, each with its marks and bare.
Phrase = tuple[tuple[str, str], ...]
#: Of one scene by role the numbers of the phrases that stand in a message, each after its place in its list.
_Parts = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Scene:
    """What may be going on: one of `things` near one of `happens`, or one of `alone`; `needs` somebody to be named."""

    topic: Topic
    weight: float
    things: tuple[Phrase, ...]
    happens: tuple[Phrase, ...]
    alone: tuple[Phrase, ...]
    needs: tuple[Phrase, ...]


@dataclass(frozen=True)
class Seen:
    """A scene found in a message, how much it weighs there and the words that showed it."""

    scene: Scene
    weight: float
    words: str


class _Place(NamedTuple):
    start: int
    end: int
    faint: bool

    def apart(self, other: "_Place") -> int | None:
        """Words between the two; None when they overlap (the thing is not what happens to it)."""
        if self.start < other.end and other.start < self.end:
            return None
        return max(other.start - self.end, self.start - other.end)


class Scenes:
    """All scenes of one kind, found together: each phrase is looked for once, by its first word."""

    def __init__(self, scenes: Sequence[Scene]) -> None:
        self.scenes = tuple(scenes)

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[tuple[int, Phrase, int, str], ...]]:
        """Numbers of phrases, each with its length and its bare words up to a number word: what stands nowhere in a
        message needs no closer look.
        """
        found: dict[str, list[tuple[int, Phrase, int, str]]] = {}
        for number, phrase in enumerate(self._phrases):
            plain = takewhile(lambda bare: bare != NUMBER, (bare for _, bare in phrase))
            found.setdefault(phrase[0][1], []).append((number, phrase, len(phrase), f" {' '.join(plain)} "))
        return {word: tuple(phrases) for word, phrases in found.items()}

    @cached_property
    def _roles(self) -> Sequence[tuple[tuple[int, str, int], ...]]:
        """By a phrase's number in which scene it plays, as what, and at which place of its list."""
        return tuple(self._phrases.values())

    @cached_property
    def _phrases(self) -> Mapping[Phrase, tuple[tuple[int, str, int], ...]]:
        """All phrases of all scenes, each once, with its roles."""
        found: dict[Phrase, list[tuple[int, str, int]]] = {}
        for number, scene in enumerate(self.scenes):
            for role in _ROLES:
                for place, phrase in enumerate(getattr(scene, role)):
                    found.setdefault(phrase, []).append((number, role, place))
        return {phrase: tuple(roles) for phrase, roles in found.items()}

    def seen(self, words: Words) -> tuple[Seen, ...]:
        """The scenes of a message, the heaviest first."""
        places = self._places(words)
        played: dict[int, _Parts] = {}
        for phrase in places:
            for number, role, place in self._roles[phrase]:
                played.setdefault(number, {}).setdefault(role, []).append((place, phrase))
        found = [
            seen
            for number, parts in sorted(played.items())
            if ("alone" in parts or parts.keys() >= _A_SCENE)
            and (seen := _seen(self.scenes[number], parts, places, words)) is not None
        ]
        return tuple(sorted(found, key=lambda seen: -seen.weight))

    def _places(self, words: Words) -> Mapping[int, list[_Place]]:
        """By their numbers the phrases that stand in a message, and where."""
        found: dict[int, list[_Place]] = {}
        text, known, last = words.text, self._by_first_word, len(words.bare)
        for start, word in enumerate(words.bare):
            if word not in known:
                continue
            for number, phrase, length, plain in known[word]:
                if plain in text and start + length <= last:
                    place = _stands(phrase, words, start, start + length)
                    if place is not None:
                        found.setdefault(number, []).append(place)
        return found


def _stands(phrase: Phrase, words: Words, start: int, end: int) -> _Place | None:
    """Where it stands, if it does: between these two words, and there are so many."""
    alone = end - start == 1
    for at, (marked, bare) in enumerate(phrase, start):
        said = words.bare[at]
        if bare == NUMBER:
            if not (said[0].isdigit() or said in _COUNTING):
                return None
        elif said != bare or not (
            words.slips or words.marked[at] == marked or (words.marked[at] == said and not alone)
        ):  # marks may be missing, in a single word only where many are
            return None
    return _Place(start, end, alone and words.marked[start] != phrase[0][0])


def _seen(scene: Scene, parts: _Parts, places: Mapping[int, Sequence[_Place]], words: Words) -> Seen | None:
    if scene.needs and "needs" not in parts:
        return None
    if "alone" in parts:
        return Seen(scene, scene.weight, _told(words, places[min(parts["alone"])[1]]))
    things = [place for _, phrase in sorted(parts["things"]) for place in places[phrase]]
    happens = [place for _, phrase in sorted(parts["happens"]) for place in places[phrase]]
    near = [
        (thing, event)
        for event in happens
        for thing in things
        if (apart := thing.apart(event)) is not None and apart <= NEAR
    ]
    if not near:
        return None
    thing, event = max(near, key=lambda pair: (pair[1].end - pair[1].start, not pair[1].faint, -pair[1].start))
    weight = scene.weight * (FAINT if event.faint else 1.0)
    return Seen(scene, weight, _told(words, sorted((thing, event), key=lambda place: place.start)))


def _told(words: Words, places: Iterable[_Place]) -> str:
    return " … ".join(" ".join(words.marked[place.start : place.end]) for place in places)
