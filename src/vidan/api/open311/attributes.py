"""What a service asks beside the standard's own fields, all of it free to leave out: its definition, and what was said.

One attribute of each datatype of the standard. What is chosen or typed becomes a line of the report, in Vietnamese.
"""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.api.open311.answers import Many, Problem
from vidan.domain.moments import VIETNAM, local
from vidan.domain.text import clean_line, clean_text
from vidan.queries.feedback import public

#: At which hours something happens: the values of an attribute that may have several, in Vietnamese and English.
HOURS = {
    "sang": ("buổi sáng", "in the morning"),
    "trua": ("buổi trưa", "at noon"),
    "chieu": ("buổi chiều", "in the afternoon"),
    "toi": ("buổi tối", "in the evening"),
    "dem": ("ban đêm", "at night"),
}
#: How each kind of value is given.
DATATYPES = {
    "singlevaluelist": "Chọn một (choose one)",
    "multivaluelist": "Chọn một hay nhiều (choose one or more)",
    "string": "Một dòng chữ (one line of text)",
    "datetime": "Ngày, hoặc ngày giờ: 2026-11-17T08:00:00+07:00 (a date, or a date and time)",
    "number": "Một con số (a number)",
    "text": "Nhiều dòng được (may have several lines)",
}
MOST_HOUSES = 100_000


@dataclass(frozen=True)
class Attribute:
    """One question of a service definition."""

    code: str
    datatype: str
    words: str


VILLAGE = Attribute("thon", "singlevaluelist", "Thôn (village)")
LANDMARK = Attribute("moc", "string", "Gần chỗ nào (landmark)")
AT_HOURS = Attribute("luc", "multivaluelist", "Thường vào lúc nào (at which hours)")
SINCE = Attribute("tu_ngay", "datetime", "Từ bao giờ (since when)")
HOUSES = Attribute("so_nha", "number", "Bao nhiêu nhà cùng gặp (how many households are concerned)")
WISH = Attribute("mong_muon", "text", "Ông/bà mong xã làm gì (what the commune should do)")
#: Nobody is shown to everybody who was not asked (Law 91/2025, consent): a program that does not ask has a no.
SHOW = Attribute(
    "cong_khai", "singlevaluelist", "Xã xem lại rồi đăng cho mọi người đọc, được không (may it be published)"
)
ALL = (VILLAGE, LANDMARK, AT_HOURS, SINCE, HOUSES, WISH, SHOW)
YES_NO = {"co": ("được", "yes"), "khong": ("không", "no")}


def definition(commune_id: int, *, english: bool) -> list[dict[str, Any]]:
    """The attributes as the standard tells them, in their order. Only lists have values: a client that finds an empty
    list of them draws a box with nothing to choose."""
    values = {
        VILLAGE: [{"key": str(pk), "name": name} for pk, name in public.villages(commune_id)],
        AT_HOURS: [{"key": key, "name": words[english]} for key, words in HOURS.items()],
        SHOW: [{"key": key, "name": words[english]} for key, words in YES_NO.items()],
    }
    told = []
    for order, asked in enumerate(ALL, 1):
        line = {
            "variable": True,
            "code": asked.code,
            "datatype": asked.datatype,
            "required": False,
            "datatype_description": DATATYPES[asked.datatype],
            "order": order,
            "description": asked.words,
        }
        told.append(line | ({"values": Many("value", list(values[asked]))} if asked in values else {}))
    return told


def given(sent: dict[str, list[str]], asked: Attribute) -> list[str]:
    """What was sent for an attribute, without empty values: an empty argument is as one that was not sent."""
    return [value.strip() for value in sent.get(f"attribute[{asked.code}]", []) if value.strip()]


def lines(sent: dict[str, list[str]]) -> list[str]:
    """What was filled in, as lines of the report."""
    said = [_hours(given(sent, AT_HOURS)), _since(given(sent, SINCE)), _houses(given(sent, HOUSES))]
    wished = clean_text("\n".join(given(sent, WISH)))
    said.append(f"Mong xã: {wished}" if wished else "")
    return [line for line in said if line]


def village(commune_id: int, sent: dict[str, list[str]]) -> int | None:
    """The village that was chosen."""
    chosen = given(sent, VILLAGE)
    if not chosen:
        return None
    known = {str(pk): pk for pk, _name in public.villages(commune_id)}
    if chosen[-1] not in known:
        raise _bad(VILLAGE, "không có trong danh sách", "not one of the values")
    return known[chosen[-1]]


def may_publish(sent: dict[str, list[str]]) -> bool:
    """Whether the sender said that everybody may read it."""
    chosen = given(sent, SHOW)
    if chosen and chosen[-1] not in YES_NO:
        raise _bad(SHOW, "không có trong danh sách", "not one of the values")
    return chosen[-1:] == ["co"]


def landmark(sent: dict[str, list[str]]) -> str:
    """The landmark that was named."""
    return clean_line(" ".join(given(sent, LANDMARK)))


def _bad(asked: Attribute, vietnamese: str, english: str) -> Problem:
    return Problem(400, f"attribute[{asked.code}] {vietnamese} ({english}).")


def _hours(chosen: list[str]) -> str:
    """The hours that were chosen, in the order of the day."""
    if set(chosen) - HOURS.keys():
        raise _bad(AT_HOURS, "không có trong danh sách", "not one of the values")
    words = ", ".join(words for key, (words, _) in HOURS.items() if key in chosen)
    return f"Thường vào: {words}." if words else ""


def _since(told: list[str]) -> str:
    if not told:
        return ""
    try:
        read = datetime.fromisoformat(told[-1].replace(" ", "+"))
        moment = local(read if read.tzinfo else read.replace(tzinfo=VIETNAM))
    except (ValueError, OverflowError):
        raise _bad(SINCE, "chưa đúng dạng 2026-11-17T08:00:00+07:00", "not an ISO 8601 date") from None
    clock = f"{moment:%H:%M} ngày " if "T" in told[-1] else ""
    return f"Từ: {clock}{moment:%d/%m/%Y}."


def _houses(told: list[str]) -> str:
    if not told:
        return ""
    try:
        count = float(told[-1])
    except ValueError:
        count = math.nan
    if not 0 <= count <= MOST_HOUSES:
        raise _bad(HOUSES, f"phải là một con số từ 0 đến {MOST_HOUSES}", f"a number from 0 to {MOST_HOUSES}")
    return f"Số nhà cùng gặp: {count:g}."
