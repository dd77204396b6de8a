"""What the program suggests of a message: class, topic, whether it is urgent, and by which words. A person decides.

Two voices are added up: what was learned from examples, and cue words with their weight. Two questions are asked apart,
of the message as a whole, because missing them costs more than asking in vain: is somebody in danger now, and is
somebody accused of breaking the law? Being wrong on the careful side costs a look by the confidential handler or a call
of the duty officer; being wrong the other way costs a life, or shows who denounced whom (Luật Tố cáo 2018 art. 47, 56).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from itertools import chain

from vidan.domain.feedback import weighing
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.cues import Cue, Cues, Found
from vidan.domain.feedback.evidence import WordEvidence, features
from vidan.domain.feedback.phrases import Phrase, Phrases
from vidan.domain.feedback.scenes import Scene, Scenes, Seen
from vidan.domain.feedback.scenes import phrases as phrases_of
from vidan.domain.feedback.weighing import Weights
from vidan.domain.feedback.words import Reader, Words

#: From these sums on a message counts as an accusation, or as danger now: below what is likely, because missing one
#: costs more (five-fold trials over the examples, docs/adr/0083).
ACCUSES, ENDANGERS = -1.5, -0.75
#: How much the learned voice weighs beside the cue words (found by five-fold trials over the examples).
CLASS_VOICE, TOPIC_VOICE = 0.2, 0.2
TOPIC_CUE, DANGER_CUE = 1.8, 1.6
#: What was learned may not shout down what is said plainly: the least that it may say of a class.
LEAST_CLASS = -4.0
#: Two wrongs weigh at most this much.
MOST_WRONG = 9.0
#: What a scene says of the topic, and what a second scene adds to a danger.
SCENE_TOPIC, SECOND_SCENE = 1.5, 0.8


@dataclass(frozen=True)
class Example:
    """One line of the content or one correction; without topics it teaches the class only."""

    found: frozenset[str]
    cls: MessageClass
    topics: frozenset[Topic]
    emergency: bool
    about_officer: bool


@dataclass(frozen=True)
class Suggestion:
    """What the program thinks, how sure it is of the class (margin to the next), and the words that made it."""

    cls: MessageClass
    topic: Topic
    emergency: bool
    about_officer: bool
    margin: float
    because: tuple[str, ...]
    because_topic: tuple[str, ...]
    because_urgent: tuple[str, ...]
    weighed: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)


def _weight(cues: Sequence[Cue], each: float, most: float) -> float:
    return min(sum([each * cue.weight for cue in cues]), most) if cues else 0.0


def _shown(cues: Iterable[Cue]) -> tuple[str, ...]:
    return tuple(cue.shown for cue in cues)[:3]


#: The name of each topic's list of cues.
_TOPIC_LISTS = {topic: f"topic {topic.value}" for topic in Topic}
_LISTED_TOPICS = {name: topic for topic, name in _TOPIC_LISTS.items()}
#: What else is learned of a message beside class and topic.
ENDANGERED, OFFICER = "endangered", "officer"
#: Classes, danger and officers are learned of every message; a topic of every topic that a message has.
_MESSAGE, _TOPIC = "message", "topic"
_AMONG = {**dict.fromkeys((*MessageClass, ENDANGERED, OFFICER), _MESSAGE), **dict.fromkeys(Topic, _TOPIC)}


class Suggester:
    """Learned examples and cues together."""

    def __init__(
        self,
        examples: Sequence[Example],
        lists: Mapping[str, Sequence[str]],
        weights: Mapping[str, Weights],
        dangers: Sequence[Scene] = (),
        wrongs: Sequence[Scene] = (),
        reader: Reader | None = None,
    ) -> None:
        """`reader`: who read the examples, and so knows most words of a message already."""
        self._learned = WordEvidence(_AMONG).taught((one.found, _names(one)) for one in examples)
        self._reader = reader or Reader()
        read = {name: {text: self._phrase(text) for text in found} for name, found in lists.items()}
        self._phrases = Phrases(chain(*(found.values() for found in read.values()), phrases_of((*dangers, *wrongs))))
        self._cues = Cues(read, self._phrases.numbers)
        self._dangers, self._wrongs = (Scenes(scenes, self._phrases.numbers) for scenes in (dangers, wrongs))
        self._accused, self._endangered = (weighing.in_order(weights[name]) for name in ("accused", "endangered"))

    def _phrase(self, text: str) -> Phrase:
        words = self._reader.learn(text)
        return tuple(zip(words.marked, words.bare, strict=True))

    def taught(self, more: Sequence[Example]) -> "Suggester":
        """The same, with what somebody corrected."""
        other = copy(self)
        other._learned = self._learned.taught((one.found, _names(one)) for one in more)
        return other

    @property
    def words_known(self) -> int:
        """Features that the examples know: no others are ever kept, whatever was asked."""
        return len(self._learned.features)

    def suggest(self, text: str) -> Suggestion:
        """Class, topic, urgency and the words behind each. Never raises, whatever the text."""
        words = self._reader.read(text)
        found, standing = features(words), self._phrases.standing(words)
        cue, learned = self._cues.found(standing, words), self._learned.scores(found)
        dangers, wrongs = self._dangers.seen(standing, words), self._wrongs.seen(standing, words)
        scores = self._class_scores(words, cue, wrongs)
        danger, signs = self._danger(words, cue, dangers)
        rules = {"accused": _lead(scores, MessageClass.DENUNCIATION), "endangered": danger}
        weighed = _signs(words, len(found), learned, rules, cue, (wrongs, dangers))
        accused = weighing.weigh(self._accused, weighed)
        if "denounces" in cue and "asks_how" not in cue:  # who writes that she denounces is taken at her word
            accused = max(accused, ACCUSES)
        endangered = weighing.weigh(self._endangered, weighed)
        cls, margin = self._ordinary(scores, learned)
        urgent = cls is not MessageClass.SPAM and endangered >= max(ENDANGERS, accused - ACCUSES + ENDANGERS)
        if urgent:
            cls, margin = MessageClass.FEEDBACK, endangered - ENDANGERS
        elif accused >= ACCUSES:
            cls, margin = MessageClass.DENUNCIATION, accused - ACCUSES
        shown = dangers if urgent else wrongs if cls is MessageClass.DENUNCIATION else ()
        topic, told = self._topic(cue, found, cls, shown, learned)
        return Suggestion(
            cls=cls,
            topic=topic,
            emergency=urgent,
            about_officer=_about_officer(learned, cls, topic),
            margin=margin,
            because=self._why_class(cue, found, cls, shown),
            because_topic=told,
            because_urgent=signs,
            weighed=dict(zip(weighing.NAMES, weighed, strict=True)),
        )

    def _ordinary(
        self, scores: Mapping[MessageClass, float], learned: Mapping[str, float]
    ) -> tuple[MessageClass, float]:
        """The best class beside the denunciation, and how far the next one is."""
        total: dict[MessageClass, float] = {
            cls: score + max(LEAST_CLASS, CLASS_VOICE * learned.get(cls, 0.0))
            for cls, score in scores.items()
            if cls is not MessageClass.DENUNCIATION
        }
        best = max(total, key=total.__getitem__)
        return best, _lead(total, best)

    def _class_scores(self, words: Words, cue: Found, wrongs: Sequence[Seen]) -> dict[MessageClass, float]:
        """What the rules say of each class."""
        grievances, offences = cue.get("grievances", ()), cue.get("offences", ())
        asks_how = "asks_how" in cue
        question = _weight(cue.get("questions", ()), 1.2, 4) + (1.5 if words.question else 0)
        question += (4 if asks_how else 0) - (3 if "habits" in cue else 0)
        if not grievances and words.bare and words.bare[-1] in _ASKING_ENDS:
            question += 2
        complaint = 12.0 if "contests" in cue and not asks_how else 0.0
        if "refuses" in cue:
            complaint += 5 if "decisions" in cue else 2.5
        denunciation = 0.0
        if not asks_how:
            denunciation += 14 if "denounces" in cue else 0
            if offences and "actors" in cue:
                denunciation += _weight(offences, 3.0, 9)
            denunciation += 3 if "hiding" in cue else 0
            denunciation += min(sum([seen.weight for seen in wrongs[:2]]), MOST_WRONG)
        spam = _weight(cue.get("advertising", ()), 1.5, 7) + _weight(cue.get("insults", ()), 2.0, 7)
        return {
            MessageClass.PRAISE: _weight(cue.get("thanks", ()), 1.8, 6),
            MessageClass.QUESTION: question,
            MessageClass.FEEDBACK: 1.0 + _weight(grievances, 0.6, 2.4),
            MessageClass.COMPLAINT: complaint,
            MessageClass.DENUNCIATION: denunciation,
            MessageClass.SPAM: spam + _weight(cue.get("babble", ()), 2.0, 6) + (6 if words.nonsense else 0),
        }

    def _danger(self, words: Words, cue: Found, dangers: Sequence[Seen]) -> tuple[float, tuple[str, ...]]:
        """What the rules say of danger now, and the words that showed it."""
        danger, threats = cue.get("danger", ()), cue.get("threats", ())
        signs = _weight(danger, DANGER_CUE, 6) + _weight(threats, 0.9, 3.6)
        signs = max(signs, *(seen.weight for seen in dangers), 0.0) + (SECOND_SCENE if dangers[1:] else 0)
        if not signs:
            return 0.0, ()
        score = signs + _weight(cue.get("acute", ()), 0.6, 2.4) + _weight(cue.get("victims", ()), 0.4, 1.2)
        score -= _weight(cue.get("not_now", ()), 1.6, 6) + _weight(cue.get("worries", ()), 0.7, 1.4)
        score -= _weight(cue.get("thanks", ()), 1.0, 3) + (1.0 if words.question else 0)
        return score, (*(seen.words for seen in dangers), *_shown((*danger, *threats)))[:3]

    def _topic(
        self,
        cue: Found,
        found: frozenset[str],
        cls: MessageClass,
        shown: Sequence[Seen],
        learned: Mapping[str, float],
    ) -> tuple[Topic, tuple[str, ...]]:
        if cls is MessageClass.SPAM:
            return Topic.OTHER, ()
        scores = {topic: TOPIC_VOICE * learned.get(topic, 0.0) for topic in _TOPIC_LISTS}
        for name in _LISTED_TOPICS.keys() & cue.keys():
            scores[_LISTED_TOPICS[name]] += _weight(cue[name], TOPIC_CUE, 5 * TOPIC_CUE)
        for seen in shown[:1]:
            scores[seen.scene.topic] += 0 if seen.scene.topic is Topic.OTHER and seen.scene.needs else SCENE_TOPIC
        best = max(scores, key=scores.__getitem__)
        told = _shown(cue.get(_TOPIC_LISTS[best], ())) or tuple(one.words for one in shown if one.scene.topic is best)
        return best, told[:3] or self._learned.best_words(found, best)

    def _why_class(
        self, cue: Found, found: frozenset[str], cls: MessageClass, shown: Sequence[Seen]
    ) -> tuple[str, ...]:
        told = [one for name in _TELLING[cls] for one in cue.get(name, ())]
        scenes = [seen.words for seen in shown]
        return (*_shown(told), *scenes)[:3] or self._learned.best_words(found, cls)

    def kept_of(self, text: str) -> tuple[str, ...]:
        """Of a message that was corrected, what may be kept to learn from: features that the examples know already."""
        return tuple(sorted(self._learned.features & features(self._reader.read(text))))


#: A sentence that ends so asks: *có … không, … chưa, … nào, … vậy, … mô, … hè*.
_ASKING_ENDS = frozenset("khong chua nao vay nhi ha he mo dau gi the".split())
_TELLING: Mapping[MessageClass, tuple[str, ...]] = {
    MessageClass.PRAISE: ("thanks",),
    MessageClass.QUESTION: ("questions",),
    MessageClass.FEEDBACK: ("danger", "grievances"),
    MessageClass.COMPLAINT: ("contests", "refuses", "decisions"),
    MessageClass.DENUNCIATION: ("denounces", "offences", "hiding"),
    MessageClass.SPAM: ("advertising", "insults", "babble"),
}


def _names(example: Example) -> Iterator[str]:
    """Under which names an example counts."""
    yield from (_MESSAGE, example.cls)
    if example.emergency:
        yield ENDANGERED
    if example.about_officer:
        yield OFFICER
    for topic in example.topics:
        yield from (_TOPIC, topic)


def _signs(
    words: Words,
    length: int,
    learned: Mapping[str, float],
    rules: Mapping[str, float],
    cue: Found,
    scenes: Sequence[Sequence[Seen]],
) -> list[float]:
    lists = {name: sum([one.weight for one in cues]) for name, cues in cue.items()}
    weights = [[seen.weight for seen in found] for found in scenes]
    return weighing.signs(learned, length, rules, lists, weights, question=words.question)


def _about_officer(learned: Mapping[str, float], cls: MessageClass, topic: Topic) -> bool:
    lean = 4.0 if topic is Topic.MANNERS and cls is not MessageClass.QUESTION else 0.0
    return learned.get(OFFICER, 0.0) + lean > 0


def _lead(scores: Mapping[MessageClass, float], cls: MessageClass) -> float:
    """How far a class is before the best of the others (negative: behind it)."""
    return scores[cls] - max([score for other, score in scores.items() if other is not cls])
