"""How good the suggestions are: shares right, and apart what must never be missed.

A topic is right when it is the message's own or stands in its list of others that fit as well.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.suggesting import Suggester, Suggestion


@dataclass(frozen=True)
class Labelled:
    """A message and what a person said of it."""

    text: str
    cls: MessageClass
    topics: frozenset[Topic]
    emergency: bool


@dataclass
class Share:
    """So many right of so many; `share` is None where there was nothing to count."""

    right: int = 0
    count: int = 0

    def add(self, right: bool) -> None:
        self.count += 1
        self.right += right

    @property
    def share(self) -> float | None:
        return round(self.right / self.count, 4) if self.count else None


@dataclass
class Trial:
    """All shares of one trial; `taken_for_feedback` are denunciations that would have lain open."""

    classes: Share = field(default_factory=Share)
    topics: Share = field(default_factory=Share)
    emergencies: Share = field(default_factory=Share)
    denunciations: Share = field(default_factory=Share)
    false_alarms: Share = field(default_factory=Share)
    sealed_in_vain: Share = field(default_factory=Share)
    by_class: dict[str, Share] = field(default_factory=dict)
    by_topic: dict[str, Share] = field(default_factory=dict)
    taken_for_feedback: int = 0


def labelled(row: Any) -> Labelled:
    """A message of a file: a JSON object with text, class, topic, urgency, perhaps topic_also. Refused otherwise."""
    try:
        return Labelled(
            text=str(row["text"]),
            cls=MessageClass(row["class"]),
            topics=frozenset(Topic(name) for name in (row["topic"], *(row.get("topic_also") or ()))),
            emergency=row["urgency"] == "emergency",
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise Refused("feedback.example.form", field="file", line=0, file="") from problem


def judge(suggester: Suggester, messages: Iterable[Labelled], so_far: Trial | None = None) -> Trial:
    """Try the suggester on messages that it never saw; `so_far` is added to."""
    verdict = so_far or Trial()
    for message in messages:
        note(verdict, message, suggester.suggest(message.text))
    return verdict


def note(verdict: Trial, message: Labelled, suggested: Suggestion) -> None:
    """Add what was suggested of one message."""
    right_class, right_topic = suggested.cls is message.cls, suggested.topic in message.topics
    verdict.classes.add(right_class)
    verdict.topics.add(right_topic)
    verdict.by_class.setdefault(message.cls.value, Share()).add(right_class)
    for topic in message.topics:
        verdict.by_topic.setdefault(topic.value, Share()).add(right_topic)
    (verdict.emergencies if message.emergency else verdict.false_alarms).add(suggested.emergency)
    is_one, taken = message.cls is MessageClass.DENUNCIATION, suggested.cls is MessageClass.DENUNCIATION
    (verdict.denunciations if is_one else verdict.sealed_in_vain).add(taken)
    verdict.taken_for_feedback += is_one and not taken
