"""Scenes: a thing beside what happens to it (*dây điện* … *đứt*), so that dangers nobody listed whole are still seen.

A list of whole phrases only knows what somebody wrote before. People in danger write in a hurry, without marks, in
their dialect; but they name the thing and what it does, within a few words of each other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.phrases import Phrase, Place, Standing
from vidan.domain.feedback.words import Words

#: How many words may stand between a thing and what happens to it.
NEAR = 9
#: Of one word without marks little is known: *chay* is fire, and driving.
FAINT = 0.55


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


class Scenes:
    """All scenes of one kind. Most messages show none, so it is first asked of all at once which are possible."""

    def __init__(self, scenes: Sequence[Scene], numbers: Mapping[Phrase, int]) -> None:
        """`numbers`: the number under which each of their phrases is looked for."""
        self._scenes = [(scene, _Cast.of(scene, numbers)) for scene in scenes]
        self._count = len(scenes)
        #: By a phrase's number one bit for each role of each scene in which it stands: all scenes' first roles first.
        self._plays = [0] * len(numbers)
        for at, (_, cast) in enumerate(self._scenes):
            for role, found in enumerate(cast):
                for number in found:
                    self._plays[number] |= 1 << (at + role * self._count)
        self._needing_nobody = sum(1 << at for at, scene in enumerate(scenes) if not scene.needs)

    def seen(self, standing: Standing, words: Words) -> tuple[Seen, ...]:
        """The scenes of a message, the heaviest first."""
        possible = self._possible(standing)
        if not possible:
            return ()
        found = [
            seen
            for at, (scene, cast) in enumerate(self._scenes)
            if possible >> at & 1 and (seen := _seen(scene, cast, standing, words)) is not None
        ]
        return tuple(sorted(found, key=lambda seen: -seen.weight))

    def _possible(self, standing: Standing) -> int:
        """A bit for each scene of which enough stands in a message, wherever it stands."""
        count = self._count
        things = reduce(or_, map(self._plays.__getitem__, standing), 0)
        happens, alone, needs = things >> count, things >> 2 * count, things >> 3 * count
        return (things & happens | alone) & (needs | self._needing_nobody) & ((1 << count) - 1)


class _Cast(NamedTuple):
    """The numbers of a scene's phrases, by their roles and in their order."""

    things: Sequence[int]
    happens: Sequence[int]
    alone: Sequence[int]
    needs: Sequence[int]

    @classmethod
    def of(cls, scene: Scene, numbers: Mapping[Phrase, int]) -> "_Cast":
        return cls(*([numbers[phrase] for phrase in getattr(scene, role)] for role in cls._fields))


def phrases(scenes: Iterable[Scene]) -> Iterator[Phrase]:
    """All phrases of scenes."""
    for scene in scenes:
        for listed in (scene.things, scene.happens, scene.alone, scene.needs):
            yield from listed


def _seen(scene: Scene, cast: _Cast, standing: Standing, words: Words) -> Seen | None:
    for number in cast.alone:
        if number in standing:
            return Seen(scene, scene.weight, _told(words, standing[number]))
    things, happens = _places(cast.things, standing), _places(cast.happens, standing)
    near = [(thing, event) for event in happens for thing in things if 0 <= _apart(thing, event) <= NEAR]
    if not near:
        return None
    thing, event = max(near, key=_plainest)
    weight = scene.weight * (FAINT if event[2] else 1.0)
    return Seen(scene, weight, _told(words, sorted((thing, event))))


def _places(numbers: Iterable[int], standing: Standing) -> list[Place]:
    return [place for number in numbers if number in standing for place in standing[number]]


def _apart(one: Place, other: Place) -> int:
    """Words between the two; negative when they overlap (the thing is not what happens to it)."""
    return max(other[0] - one[1], one[0] - other[1])


def _plainest(pair: tuple[Place, Place]) -> tuple[int, bool, int]:
    """Several words say more than one, and a word with its mark more than one without; then the first."""
    start, end, faint = pair[1]
    return end - start, not faint, -start


def _told(words: Words, places: Iterable[Place]) -> str:
    return " … ".join(" ".join(words.marked[start:end]) for start, end, _ in places)
