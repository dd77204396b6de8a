"""Examples and cue words from which the program learns what people say: content, in Vietnamese (see README.md)."""

import json
from functools import cache
from importlib.resources import files

from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.evidence import features
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.domain.feedback.words import read

_PACK = files(__name__)
_LETTERS = {
    "p": MessageClass.PRAISE,
    "q": MessageClass.QUESTION,
    "f": MessageClass.FEEDBACK,
    "c": MessageClass.COMPLAINT,
    "d": MessageClass.DENUNCIATION,
    "s": MessageClass.SPAM,
}
#: The file whose examples teach the class alone.
_ANY_TOPIC = "moi_linh_vuc"


@cache
def examples() -> tuple[Example, ...]:
    """Every example of the pack. The files are ours: a damaged line raises ValueError."""
    found: list[Example] = []
    for name in (*(topic.value for topic in Topic), _ANY_TOPIC):
        topic = None if name == _ANY_TOPIC else Topic(name)
        for line in (_PACK / "examples" / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip():
                found.append(_read(line, topic))
    return tuple(found)


def _read(line: str, topic: Topic | None) -> Example:
    mark, _, text = line.partition(": ")
    return Example(
        found=features(read(text)),
        cls=_LETTERS[mark[0]],
        topic=topic,
        emergency="!" in mark,
        about_officer="@" in mark,
    )


@cache
def cues() -> dict[str, tuple[str, ...]]:
    """The lists of cue words by name; those of a topic are called `topic <key>`."""
    pack = json.loads((_PACK / "cues.json").read_text(encoding="utf-8"))
    lists = {name: tuple(phrases) for name, phrases in pack.items() if name != "topics"}
    return lists | {f"topic {name}": tuple(phrases) for name, phrases in pack["topics"].items()}


@cache
def suggester() -> Suggester:
    """The suggester as it comes with the program, before anybody corrected it."""
    return Suggester(examples(), cues())
