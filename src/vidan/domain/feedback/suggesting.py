"""What the program suggests of a message: class, topic, whether it is urgent, and by which words. A person decides.

Two voices are added up: what was learned from examples, and cue words with their weight. Two questions are asked apart,
of the message as a whole, because missing them costs more than asking in vain: is somebody in danger now, and is
somebody accused of breaking the law? Being wrong on the careful side costs a look by the confidential handler or a call
of the duty officer; being wrong the other way costs a life, or shows who denounced whom (Luật Tố cáo 2018 art. 47, 56).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from vidan.domain.feedback import weighing
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.evidence import Together, WordEvidence, features
from vidan.domain.feedback.scenes import Scenes, Seen
from vidan.domain.feedback.weighing import Weights
from vidan.domain.feedback.words import Words, read

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


class Cues:
    """Lists of phrases, looked for as whole words.

    In a message with tone marks one word must bear the same marks (`bò` is not `bộ`); of several words the bare ones
    are enough, so that a slip of the finger does no harm. Without marks a single word is a weak hint.
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        #: By its first two words, or its only one: the lists in which a phrase stands, its place there, the phrase.
        self._by_beginning: dict[str, list[tuple[str, int, _Phrase]]] = {}
        for name, found in lists.items():
            for place, phrase in enumerate(map(_Phrase.of, dict.fromkeys(found))):
                self._by_beginning.setdefault(phrase.beginning, []).append((name, place, phrase))

    def found(self, words: Words) -> "_Found":
        """The phrases of each list that stand in a message, without those inside longer ones."""
        bare, marked, has_marks = words.text, words.marked_text, words.has_marks
        seen: dict[str, dict[int, _Phrase]] = {}
        for beginning in self._by_beginning.keys() & words.beginnings:
            for name, place, phrase in self._by_beginning[beginning]:
                if phrase.bare in bare and (not has_marks or phrase.marked in marked or phrase.meant(words)):
                    seen.setdefault(name, {})[place] = phrase
        return _Found({name: _longest([some[at] for at in sorted(some)], has_marks) for name, some in seen.items()})


class _Found(dict[str, "tuple[_Phrase, ...]"]):
    """By the name of a list what stands of it in a message; nothing where nothing does."""

    def __missing__(self, name: str) -> "tuple[_Phrase, ...]":
        return ()


def _longest(found: Sequence["_Phrase"], has_marks: bool) -> tuple["_Phrase", ...]:
    if len(found) > 1:
        found = [
            phrase for phrase in found if not any(phrase is not other and phrase.bare in other.bare for other in found)
        ]
    return tuple(found if has_marks else [phrase.seen(has_marks) for phrase in found])


@dataclass(frozen=True)
class _Phrase:
    """A cue with spaces around it, bare and marked, and what it weighs."""

    shown: str
    bare: str
    marked: str
    length: int
    weight: float

    @classmethod
    def of(cls, text: str) -> "_Phrase":
        words = read(text)
        return cls(text, words.text, words.marked_text, len(words.bare), 0.6 + 0.4 * len(words.bare))

    @property
    def beginning(self) -> str:
        """Its first two words, or its only one."""
        return " ".join(self.bare.split()[:2])

    def meant(self, words: Words) -> bool:
        """Whether several words stand there with their marks, or bare where a mark was left out (*đất chạy* is not
        *đất chảy*). A single word must bear its own."""
        if self.length == 1 or words.slips:
            return self.length > 1
        plain = tuple(self.bare.split())
        for start, first in enumerate(words.bare):
            if first == plain[0] and words.bare[start : start + self.length] == plain:
                pairs = zip(self.marked.split(), plain, words.marked[start : start + self.length], strict=True)
                if all(said in (mine, without) for mine, without, said in pairs):
                    return True
        return False

    def seen(self, has_marks: bool) -> "_Phrase":
        return replace(self, weight=0.4) if self.length == 1 and not has_marks else self


def _weight(phrases: Sequence[_Phrase], each: float, most: float) -> float:
    return min(sum([each * phrase.weight for phrase in phrases]), most) if phrases else 0.0


def _shown(phrases: Iterable[_Phrase]) -> tuple[str, ...]:
    return tuple(phrase.shown for phrase in phrases)[:3]


#: The yes-or-no questions, as `_together` asks them after class and topic.
_ASKED = ("accused", "endangered", "officer")
#: The name of each topic's list of cues.
_TOPIC_LISTS = {topic: f"topic {topic.value}" for topic in Topic}
#: No scenes at all.
NOTHING = Scenes(())


class Suggester:
    """Learned examples and cues together."""

    def __init__(
        self,
        examples: Sequence[Example],
        lists: Mapping[str, Sequence[str]],
        weights: Mapping[str, Weights],
        dangers: Scenes = NOTHING,
        wrongs: Scenes = NOTHING,
    ) -> None:
        topics: Mapping[str, Sequence[str]] = {name: lists[name] for name in _TOPIC_LISTS.values()}
        self.cues = Cues({**lists, **topics})
        self._examples, self._lists = examples, lists
        self._weights = weights
        self._dangers, self._wrongs = dangers, wrongs

    def taught(self, more: Sequence[Example]) -> "Suggester":
        """The same, with what somebody corrected."""
        return Suggester([*self._examples, *more], self._lists, self._weights, self._dangers, self._wrongs)

    @cached_property
    def _classes(self) -> WordEvidence:
        return WordEvidence.learn((example.found, example.cls.value) for example in self._examples)

    @cached_property
    def _topics(self) -> WordEvidence:
        return WordEvidence.learn(
            (example.found, topic.value) for example in self._examples for topic in sorted(example.topics)
        )

    @cached_property
    def _accused(self) -> WordEvidence:
        return WordEvidence.learn(
            (example.found, _yes_or_no(example.cls is MessageClass.DENUNCIATION)) for example in self._examples
        )

    @cached_property
    def _urgent(self) -> WordEvidence:
        return WordEvidence.learn((example.found, _yes_or_no(example.emergency)) for example in self._examples)

    @cached_property
    def _officers(self) -> WordEvidence:
        return WordEvidence.learn((example.found, _yes_or_no(example.about_officer)) for example in self._examples)

    @cached_property
    def _together(self) -> Together:
        return Together((self._classes, self._topics, self._accused, self._urgent, self._officers))

    @property
    def words_kept(self) -> int:
        """Features whose weights were worked out so far: only such as the examples know, whatever was asked."""
        return self._together.kept

    @property
    def words_known(self) -> int:
        """Features that the examples know."""
        return len(set().union(*(example.found for example in self._examples)))

    def suggest(self, text: str) -> Suggestion:
        """Class, topic, urgency and the words behind each. Never raises, whatever the text."""
        words = read(text)
        found, cue = features(words), self.cues.found(words)
        classes, topics, *asked = self._together.scores(found)
        learned = classes | {name: voice.get("yes", 0.0) for name, voice in zip(_ASKED, asked, strict=True)}
        dangers, wrongs = self._dangers.seen(words), self._wrongs.seen(words)
        scores = self._class_scores(words, cue, wrongs)
        danger, signs = self._danger(words, cue, dangers)
        rules = {"accused": _lead(scores, MessageClass.DENUNCIATION), "endangered": danger}
        weighed = _signs(words, len(found), learned, rules, cue, {"wrongs": wrongs, "dangers": dangers})
        accused = weighing.weigh(self._weights["accused"], weighed)
        if cue["denounces"] and not cue["asks_how"]:  # who writes that she denounces is taken at her word
            accused = max(accused, ACCUSES)
        endangered = weighing.weigh(self._weights["endangered"], weighed)
        cls, margin = self._ordinary(scores, classes)
        urgent = cls is not MessageClass.SPAM and endangered >= max(ENDANGERS, accused - ACCUSES + ENDANGERS)
        if urgent:
            cls, margin = MessageClass.FEEDBACK, endangered - ENDANGERS
        elif accused >= ACCUSES:
            cls, margin = MessageClass.DENUNCIATION, accused - ACCUSES
        shown = dangers if urgent else wrongs if cls is MessageClass.DENUNCIATION else ()
        topic, told = self._topic(cue, found, cls, shown, topics)
        return Suggestion(
            cls=cls,
            topic=topic,
            emergency=urgent,
            about_officer=_about_officer(learned, cls, topic),
            margin=margin,
            because=self._why_class(cue, found, cls, shown),
            because_topic=told,
            because_urgent=signs,
            weighed=weighed,
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

    def _class_scores(self, words: Words, cue: _Found, wrongs: Sequence[Seen]) -> dict[MessageClass, float]:
        """What the rules say of each class."""
        scores = dict.fromkeys(MessageClass, 0.0)
        asks_how = bool(cue["asks_how"])
        questions, grievances = cue["questions"], cue["grievances"]
        offences, refuses = cue["offences"], cue["refuses"]
        scores[MessageClass.PRAISE] += _weight(cue["thanks"], 1.8, 6)
        scores[MessageClass.QUESTION] += _weight(questions, 1.2, 4) + (1.5 if words.question else 0)
        scores[MessageClass.QUESTION] += 4 if asks_how else 0
        scores[MessageClass.QUESTION] -= 3 if cue["habits"] else 0
        if not grievances and words.bare and words.bare[-1] in _ASKING_ENDS:
            scores[MessageClass.QUESTION] += 2
        scores[MessageClass.FEEDBACK] += 1.0 + _weight(grievances, 0.6, 2.4)
        if cue["contests"] and not asks_how:
            scores[MessageClass.COMPLAINT] += 12
        if refuses:
            scores[MessageClass.COMPLAINT] += 5 if cue["decisions"] else 2.5
        if not asks_how:
            scores[MessageClass.DENUNCIATION] += 14 if cue["denounces"] else 0
            if offences and cue["actors"]:
                scores[MessageClass.DENUNCIATION] += _weight(offences, 3.0, 9)
            scores[MessageClass.DENUNCIATION] += 3 if cue["hiding"] else 0
            scores[MessageClass.DENUNCIATION] += min(sum(seen.weight for seen in wrongs[:2]), MOST_WRONG)
        spam = _weight(cue["advertising"], 1.5, 7) + _weight(cue["insults"], 2.0, 7)
        scores[MessageClass.SPAM] += spam + _weight(cue["babble"], 2.0, 6) + (6 if words.nonsense else 0)
        return scores

    def _danger(self, words: Words, cue: _Found, dangers: Sequence[Seen]) -> tuple[float, tuple[str, ...]]:
        """What the rules say of danger now, and the words that showed it."""
        danger, threats = cue["danger"], cue["threats"]
        signs = _weight(danger, DANGER_CUE, 6) + _weight(threats, 0.9, 3.6)
        signs = max(signs, *(seen.weight for seen in dangers), 0.0) + (SECOND_SCENE if dangers[1:] else 0)
        if not signs:
            return 0.0, ()
        score = signs + _weight(cue["acute"], 0.6, 2.4) + _weight(cue["victims"], 0.4, 1.2)
        score -= _weight(cue["not_now"], 1.6, 6) + _weight(cue["worries"], 0.7, 1.4)
        score -= _weight(cue["thanks"], 1.0, 3) + (1.0 if words.question else 0)
        return score, (*(seen.words for seen in dangers), *_shown((*danger, *threats)))[:3]

    def _topic(
        self,
        cue: _Found,
        found: frozenset[str],
        cls: MessageClass,
        shown: Sequence[Seen],
        learned: Mapping[str, float],
    ) -> tuple[Topic, tuple[str, ...]]:
        if cls is MessageClass.SPAM:
            return Topic.OTHER, ()
        cues = {topic: cue[name] for topic, name in _TOPIC_LISTS.items() if name in cue}
        scores = {topic: TOPIC_VOICE * learned[topic] if topic in learned else 0.0 for topic in _TOPIC_LISTS}
        for topic, phrases in cues.items():
            scores[topic] += _weight(phrases, TOPIC_CUE, 5 * TOPIC_CUE)
        for seen in shown[:1]:
            scores[seen.scene.topic] += 0 if seen.scene.topic is Topic.OTHER and seen.scene.needs else SCENE_TOPIC
        best = max(scores, key=scores.__getitem__)
        return best, _shown(cues.get(best, ())) or tuple(seen.words for seen in shown if seen.scene.topic is best)[
            :3
        ] or self._topics.best_words(found, best.value)

    def _why_class(
        self, cue: _Found, found: frozenset[str], cls: MessageClass, shown: Sequence[Seen]
    ) -> tuple[str, ...]:
        lists = _TELLING[cls]
        told = tuple(phrase for name in lists for phrase in cue[name])
        scenes = tuple(seen.words for seen in shown)
        return (*_shown(told), *scenes)[:3] or self._classes.best_words(found, cls.value)

    def kept_of(self, text: str) -> tuple[str, ...]:
        """Of a message that was corrected, what may be kept to learn from: features that the examples know already."""
        return tuple(sorted(feature for feature in features(read(text)) if self._classes.knows(feature)))


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


def _signs(
    words: Words,
    length: int,
    learned: Mapping[str, float],
    rules: Mapping[str, float],
    cue: _Found,
    scenes: Mapping[str, Sequence[Seen]],
) -> dict[str, float]:
    lists = {name: sum(phrase.weight for phrase in phrases) for name, phrases in cue.items()}
    seen = {name: [one.weight for one in found] for name, found in scenes.items()}
    return weighing.signs(learned, length, rules, lists, seen, question=words.question)


def _about_officer(learned: Mapping[str, float], cls: MessageClass, topic: Topic) -> bool:
    lean = 4.0 if topic is Topic.MANNERS and cls is not MessageClass.QUESTION else 0.0
    return learned["officer"] + lean > 0


def _lead(scores: Mapping[MessageClass, float], cls: MessageClass) -> float:
    """How far a class is before the best of the others (negative: behind it)."""
    return scores[cls] - max(score for other, score in scores.items() if other is not cls)


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
