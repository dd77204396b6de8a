"""Names of topics in the language that the page is in; what a careful colleague says of an officer's words."""

from collections.abc import Sequence

from vidan.content import feedback as content
from vidan.content.letters import jargon
from vidan.domain import plain
from vidan.domain.errors import Refused
from vidan.speech.language import is_english
from vidan.speech.letters import remark


def topic_name(topic: str) -> str:
    """`Đường, cầu, đèn đường`, or `Roads, bridges, street lights`."""
    return content.topic_name(topic, english=is_english())


def class_name(cls: str) -> str:
    """`Phản ánh`."""
    return content.texts()["classes"][cls]


def heed(texts: Sequence[str], field: str, *, sent_anyway: bool) -> None:
    """What a careful colleague would say of the words: said once, then the officer decides."""
    found = [remark(one.code, one.facts) for one in plain.remarks(list(texts), jargon())]
    if found and not sent_anyway:
        raise Refused("feedback.answer.remarks", field=field, remarks=" ".join(found[:5]))
