"""What is another body's: whose it is by a real name, how it went there and when, why, and what that body answered.

A forwarding that names nobody, or says no more than that it is not ours, sends people from door to door (NĐ 20/2008;
Law 42/2013 art. 9: guided to the body that is competent, by its name).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.text import clean_line, clean_text, fold

LONGEST_NAME, LONGEST_NUMBER = 200, 60
#: Words by which bodies are named, without marks; one of them stands in every name that is accepted in small letters.
_BODIES = (
    "so", "ubnd", "uy ban", "cong an", "cuc", "phong", "ban", "trung tam", "toa an", "vien", "thanh tra", "hat", "thue",
    "dien luc", "cong ty", "buu dien", "ngan hang", "bao hiem", "kho bac", "don", "tram", "truong", "benh vien", "bo",
    "hoi", "doan", "mat tran", "quy", "doi", "chi nhanh", "hop tac xa", "xi nghiep", "tap doan", "van phong", "hdnd",
)  # fmt: skip
#: What names nobody, however it is written.
_NOBODY = (
    "co quan khac", "co quan co tham quyen", "noi khac", "cap tren", "cho khac", "nguoi khac", "don vi khac",
    "khong phai viec cua xa", "khong thuoc xa", "khong thuoc tham quyen",
)  # fmt: skip
#: What says only that it is not ours.
_NOT_OURS = (
    "khong phai viec cua xa", "khong phai viec xa", "khong thuoc tham quyen cua xa", "khong thuoc tham quyen",
    "khong thuoc xa", "khong phai cua xa", "ngoai tham quyen",
)  # fmt: skip


class Way(StrEnum):
    """How it went there. On paper and by the state's document line it has a number."""

    PAPER = "paper"
    LINE = "line"
    PHONE = "phone"
    IN_PERSON = "in_person"


NUMBERED = frozenset({Way.PAPER, Way.LINE})


@dataclass(frozen=True)
class Forwarding:
    """To which body, why, on which day, by which way, under which number."""

    agency: str
    reason: str
    on: date
    way: Way
    number: str = ""


def tidy(sent: Forwarding, received_on: date, today: date) -> Forwarding:
    """The same with tidy words; refused where it names nobody, explains nothing, or did not happen yet."""
    number = clean_line(sent.number)
    if not received_on <= sent.on <= today:
        raise Refused("feedback.send_on.day", field="on", first=f"{received_on:%d/%m/%Y}")
    if len(number) > LONGEST_NUMBER or (sent.way in NUMBERED and not number):
        raise Refused("feedback.send_on.number", field="number", most=LONGEST_NUMBER)
    return Forwarding(named(sent.agency), explained(sent.reason), sent.on, sent.way, number)


def named(agency: str) -> str:
    """The body's name; refused `feedback.agency.unnamed` where it is no name of a body."""
    name = clean_line(agency)
    plain = fold(name)
    words = plain.split()
    known = any(f" {body} " in f" {' '.join(words)} " for body in _BODIES)
    proper = sum(word[:1].isupper() for word in name.split()) > 1
    if not (
        len(words) > 1 and len(name) <= LONGEST_NAME and (known or proper) and not any(no in plain for no in _NOBODY)
    ):
        raise Refused("feedback.agency.unnamed", field="agency")
    return name


def explained(reason: str) -> str:
    """Why it is theirs; refused `feedback.send_on.why` where no more is said than that it is not ours."""
    why = clean_text(reason)
    left = fold(why)
    for said in _NOT_OURS:
        left = left.replace(said, "")
    if sum(sign.isalnum() for sign in left) < 8:
        raise Refused("feedback.send_on.why", field="reason")
    return why
