"""Who came and what was said: a line of the reception day's book, a question of a dialogue meeting.

Columns of the book: Mẫu 03/TCD (Thông tư 04/2021/TT-TTCP, as amended), kept on paper or by machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.saying import LONGEST, LONGEST_NAME, SHORTEST
from vidan.domain.text import clean_line, clean_text

LONGEST_LINE = 200
MOST_PEOPLE = 10_000


class Gathering(StrEnum):
    """On which occasion somebody came."""

    RECEPTION = "reception"
    DIALOGUE = "dialogue"


@dataclass(frozen=True)
class Visit:
    """Who came and what she said; `people` say the same; `answer` is what she was told there and then.

    `guided_to` (column 10) and `handled_by` (column 11) name a body and its paper's number; `follow`: open a code with
    a promised answer. `form_token`: the form that it was written on; the same form twice is one line.
    """

    occasion: Gathering
    held_on: date
    name: str
    said: str
    cls: MessageClass
    address: str = ""
    identity_number: str = ""
    phone: str = ""
    people: int = 1
    settled_by: str = ""
    ours: bool = True
    guided_to: str = ""
    handled_by: str = ""
    answer: str = ""
    note: str = ""
    follow: bool = True
    form_token: str = ""


def tidy(visit: Visit, today: date) -> Visit:
    """The same with tidy words. Refused when nobody is named, nothing was said, what is not ours goes nowhere, or
    what is ours has neither an answer nor a code.
    """
    name, said = clean_line(visit.name), clean_text(visit.said)
    if not 2 <= len(name) <= LONGEST_NAME:
        raise Refused("feedback.visit.who", field="name", most=LONGEST_NAME)
    if len(said) < SHORTEST:
        raise Refused("feedback.text.too_short", field="said", least=SHORTEST)
    if len(said) > LONGEST:
        raise Refused("feedback.text.too_long", field="said", most=LONGEST, length=len(said))
    if visit.held_on > today:
        raise Refused("feedback.visit.not_yet", field="held_on")
    if not 1 <= visit.people <= MOST_PEOPLE:
        raise Refused("feedback.visit.people", field="people", most=MOST_PEOPLE)
    lines = {
        field: clean_line(getattr(visit, field))[:LONGEST_LINE]
        for field in ("address", "identity_number", "phone", "settled_by", "guided_to", "handled_by")
    }
    if not visit.ours and not (lines["guided_to"] or lines["handled_by"]):
        raise Refused("feedback.agency.unnamed", field="guided_to")
    words = {"answer": clean_text(visit.answer)[:LONGEST], "note": clean_text(visit.note)[:LONGEST]}
    _require_end(visit, words["answer"])
    told: dict[str, Any] = {**vars(visit), "name": name, "said": said, **lines, **words}
    return Visit(**told)


def _require_end(visit: Visit, answer: str) -> None:
    """Nobody goes home with nothing: what is ours has an answer there and then, or a code and a date; a complaint
    always has them, for its law's clock runs from today (Luật Khiếu nại Đ27).
    """
    if not visit.ours or visit.follow or visit.cls is MessageClass.DENUNCIATION:
        return
    if visit.cls is MessageClass.COMPLAINT:
        raise Refused("feedback.visit.complaint", field="follow")
    if not answer:
        raise Refused("feedback.visit.unanswered", field="answer")


#: What the officer writes down beside her words: Luật Tố cáo Đ23 wants name and address.
_BESIDE = ("address", "identity_number", "settled_by", "guided_to", "handled_by", "answer", "note")


def beside(told: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """(field, words) of what stands beside her words, as it goes with them into the sealed box."""
    return tuple((name, str(told[name])) for name in _BESIDE if told.get(name))
