"""Examples and cue words from which the program learns what people say: content, in Vietnamese (see README.md)."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from vidan.domain.calendar import Limit
from vidan.domain.feedback import routing
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.evidence import features
from vidan.domain.feedback.legal import LegalClock, LegalKind
from vidan.domain.feedback.phrases import NUMBER, Phrase
from vidan.domain.feedback.routing import Route
from vidan.domain.feedback.saying import Clocks
from vidan.domain.feedback.scenes import Scene
from vidan.domain.feedback.suggesting import Example, Suggester
from vidan.domain.feedback.words import Reader

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
#: Stands for any number while a phrase is read.
_NUMBER_WORD = "0"
#: Knows every word of the pack once it was read.
_READER = Reader()


@cache
def _lines() -> tuple[tuple[str, Topic | None], ...]:
    return tuple(
        (line, None if name == _ANY_TOPIC else Topic(name))
        for name in (*(topic.value for topic in Topic), _ANY_TOPIC)
        for line in (_PACK / "examples" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if line.strip()
    )


@cache
def examples() -> tuple[Example, ...]:
    """Every example of the pack. The files are ours: a damaged line raises ValueError."""
    return tuple(_read(line, topic) for line, topic in _lines())


def example_texts() -> tuple[str, ...]:
    """The words of each example, in the same order."""
    return tuple(line.partition(": ")[2] for line, _ in _lines())


def _read(line: str, topic: Topic | None) -> Example:
    mark, _, text = line.partition(": ")
    mark, *also = mark.split("+")
    return Example(
        found=features(_READER.learn(text)),
        cls=_LETTERS[mark[0]],
        topics=frozenset(map(Topic, also)) | ({topic} if topic else set()),
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
    return Suggester(examples(), cues(), weights(), scenes("dangers"), scenes("wrongs"), _READER)


@cache
def weights() -> dict[str, dict[str, float]]:
    """What each sign weighs for `accused` and for `endangered`: learned by `bench/suggesting.py --learn`."""
    pack: dict[str, dict[str, float]] = json.loads((_PACK / "weights.json").read_text(encoding="utf-8"))
    return pack


@cache
def scenes(kind: str) -> tuple[Scene, ...]:
    """The `dangers` or the `wrongs` of `scenes.json`. The file is ours: a damaged one raises KeyError."""
    pack = json.loads((_PACK / "scenes.json").read_text(encoding="utf-8"))
    groups = pack["groups"]
    return tuple(
        Scene(
            topic=Topic(row["topic"]),
            weight=row["weight"],
            **{name: _phrases(row.get(name, ""), groups) for name in ("things", "happens", "alone", "needs")},
        )
        for row in pack[kind]
    )


def _phrases(listed: str, groups: dict[str, str]) -> tuple[Phrase, ...]:
    """`dây điện, @people`: phrases by comma; a name after `@` stands for a whole group."""
    found: dict[Phrase, None] = {}
    for part in listed.split(", "):
        for text in groups[part[1:]].split(", ") if part.startswith("@") else (part,) if part else ():
            found[_phrase(text)] = None
    return tuple(found)


def _phrase(text: str) -> Phrase:
    words = _READER.learn(text.replace(NUMBER, _NUMBER_WORD))
    return tuple(
        (NUMBER, NUMBER) if bare == _NUMBER_WORD else (said, bare)
        for said, bare in zip(words.marked, words.bare, strict=True)
    )


#: What this house set instead of the pack's days.
_OWN: dict[str, Limit] = {}
_CLOCKS = ("acknowledge", "send_on", "answer", "thank")


@cache
def clocks() -> Clocks:
    """By when which step is owed: as this house set it, else as the file says, with its sources beside it."""
    pack = json.loads((_PACK / "clocks.json").read_text(encoding="utf-8"))
    return Clocks(*(_OWN.get(name) or Limit.parse(pack[name]) for name in _CLOCKS))


def set_clocks(days: Mapping[str, int]) -> None:
    """When the program starts: so many working days for these steps. Raises KeyError for a step that has no clock."""
    own = {name: Limit.parse(f"{number}wd") for name, number in days.items()}
    if not own.keys() <= set(_CLOCKS):
        raise KeyError(f"no such clock: {sorted(own.keys() - set(_CLOCKS))}")
    _OWN.clear()
    _OWN.update(own)
    clocks.cache_clear()


@cache
def legal_clock(kind: LegalKind) -> LegalClock:
    """The limits of one law, with their sources beside them in the file."""
    told = json.loads((_PACK / "clocks.json").read_text(encoding="utf-8"))[kind.value]
    settle, remote = (tuple(map(Limit.parse, told[name])) for name in ("settle", "remote"))
    return LegalClock(Limit.parse(told["accept"]), settle, remote)


def second_complaint(*, remote: bool) -> Limit:
    """How long after the first decision one may complain a second time (Luật Khiếu nại 2011 art. 33)."""
    near, far = json.loads((_PACK / "clocks.json").read_text(encoding="utf-8"))["complaint"]["second"]
    return Limit.parse(far if remote else near)


def legal_basis(kind: LegalKind) -> str:
    """The law behind a date."""
    return str(texts()["laws"][kind.value])


@cache
def routes() -> tuple[Route, ...]:
    """The ordered rules by which a message finds its desk; the last one always fits."""
    return tuple(map(routing.read, json.loads((_PACK / "routes.json").read_text(encoding="utf-8"))))


@cache
def texts() -> dict[str, dict[str, str]]:
    """Names of topics and classes, and the few sentences that the program itself sends: `texts.json`."""
    pack: dict[str, dict[str, str]] = json.loads((_PACK / "texts.json").read_text(encoding="utf-8"))
    return pack


@cache
def answers(topic: str) -> dict[str, str]:
    """Standard texts of a topic by ending (`answered`, `solved`); their gaps in brackets must be filled in."""
    pack: dict[str, dict[str, str]] = json.loads((_PACK / "answers.json").read_text(encoding="utf-8"))
    return pack[topic]


@cache
def step_texts() -> dict[str, str]:
    """Standard texts of *not ours* and of the law's steps; their gaps in brackets must be filled in."""
    pack: dict[str, str] = json.loads((_PACK / "steps.json").read_text(encoding="utf-8"))
    return pack


def title(topic: Topic, cls: MessageClass, emergency: bool) -> str:
    """What a list shows of a message: its class and topic, never its words."""
    said = texts()
    return f"{'KHẨN · ' if emergency else ''}{said['classes'][cls.value]}: {said['topics'][topic.value]}"


def sentence(name: str) -> str:
    """One of the sentences that the program itself sends."""
    return texts()["sentences"][name]


def topic_name(topic: str, *, english: bool = False) -> str:
    """A topic with a capital: `Đường, cầu, đèn đường`."""
    said = texts()
    name = said["topics_en" if english else "topics"][topic]
    return name[:1].upper() + name[1:]
