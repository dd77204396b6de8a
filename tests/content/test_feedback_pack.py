"""The examples and cues are whole, and good enough on messages that are not among them."""

import json
from pathlib import Path

import pytest

from vidan.content import feedback as content
from vidan.domain.feedback import judging
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.words import read

#: Written before anybody looked at a result; the first looks are told in ADR 61, 83 and 146. When a line becomes an
#: example, it leaves its file, and a new file must be written.
BLIND = ("feedback_blind.jsonl", "feedback_held_back.jsonl", "feedback_stranger.jsonl")


def blind() -> list[dict[str, str]]:
    files = (Path(__file__).parent / name for name in BLIND)
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_the_suggestions_reach_their_goals_on_messages_they_never_saw() -> None:
    verdict = judging.judge(content.suggester(), [judging.labelled(row) for row in blind()])
    assert verdict.classes.share is not None and verdict.classes.share >= 0.88
    assert verdict.topics.share is not None and verdict.topics.share >= 0.85
    assert verdict.emergencies.share is not None and verdict.emergencies.share >= 0.95
    assert verdict.denunciations.share is not None and verdict.denunciations.share >= 0.95
    assert verdict.sealed_in_vain.share is not None and verdict.sealed_in_vain.share <= 0.03
    assert verdict.false_alarms.share is not None and verdict.false_alarms.share <= 0.025


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


def test_every_sign_is_weighed_for_both_questions() -> None:
    told = content.suggester().suggest("Đường vào thôn có ổ gà.").weighed
    assert set(told) == set(content.weights()["accused"]) == set(content.weights()["endangered"])
