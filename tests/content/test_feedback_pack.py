"""The examples and cues are whole, and good enough on messages that are not among them."""

import json
from pathlib import Path

import pytest

from vidan.content import feedback as content
from vidan.domain.feedback import judging
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.words import read

#: Written after the last example and before anybody looked at a result; the first look is told in ADR 61. When a line
#: of it becomes an example, it leaves this file, and a new file must be written.
BLIND = Path(__file__).parent / "feedback_blind.jsonl"


def blind() -> list[dict[str, str]]:
    return [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]


def test_the_suggestions_reach_their_goals_on_messages_they_never_saw() -> None:
    verdict = judging.judge(content.suggester(), [judging.labelled(row) for row in blind()])
    assert verdict.classes.share is not None and verdict.classes.share >= 0.88
    assert verdict.topics.share is not None and verdict.topics.share >= 0.85
    assert verdict.emergencies.share is not None and verdict.emergencies.share >= 0.95
    assert verdict.denunciations.share is not None and verdict.denunciations.share >= 0.95
    assert verdict.sealed_in_vain.share is not None and verdict.sealed_in_vain.share <= 0.08
    assert verdict.false_alarms.share is not None and verdict.false_alarms.share <= 0.08


def test_no_message_of_the_trial_stands_among_the_examples() -> None:
    known = {example.found for example in content.examples()}
    assert not [row["text"] for row in blind() if content.features(read(row["text"])) in known]


def test_every_topic_teaches_every_ordinary_class() -> None:
    for topic in Topic:
        taught = {example.cls for example in content.examples() if topic in example.topics}
        assert taught >= set(MessageClass) - {MessageClass.SPAM}, topic


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_its_cue_words(topic: Topic) -> None:
    assert len(content.cues()[f"topic {topic.value}"]) >= 20
