"""Names of topics in the language that the page is in."""

from vidan.content import feedback as content
from vidan.speech.language import is_english


def topic_name(topic: str) -> str:
    """`Đường, cầu, đèn đường`, or `Roads, bridges, street lights`."""
    return content.topic_name(topic, english=is_english())


def class_name(cls: str) -> str:
    """`Phản ánh`."""
    return content.texts()["classes"][cls]
