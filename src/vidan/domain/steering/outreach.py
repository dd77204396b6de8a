"""What the board says to officials and to the people: notices to be read by each, and texts for the loudspeaker.

A loudspeaker is heard by a whole village: a text names nobody but who holds an office, and is over in twenty seconds.
Source: Law 91/2025/QH15 (personal data); Law 10/2022/QH15 art. 12(1)c (the loudspeaker); the length is design.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from vidan.domain.errors import Refused
from vidan.domain.plain import Finding
from vidan.domain.text import fold

#: Seconds of one text, and syllables that a calm voice says in a second.
LONGEST_SECONDS, SYLLABLES_A_SECOND = 20, 3.5
#: How long officials may have to read a notice.
LONGEST_READING = timedelta(days=60)
_SYLLABLE = re.compile(r"[^\W\d_]+|\d")
_LETTERS = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
_WORD = f"[{_LETTERS}][^\\W\\d_{_LETTERS}]+"
_NAME = re.compile(rf"(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Cc]háu|[Ee]m)\s+({_WORD}(?:\s+{_WORD})+)")
_IDENTITY = re.compile(r"(?<!\d)(?:\d[ .]?){9}(?:(?:\d[ .]?){3})?(?!\d)")
_MOBILE = re.compile(r"(?<!\d)0[35789](?:[ .]?\d){8}(?!\d)")
_CODE = re.compile(r"\b[A-ZĐ]{1,4}-\d[\d-]+")
_BORN = re.compile(r"sinh (?:ngày|năm)|số nhà|căn cước số")
#: What belongs to one person, each looked for where the ones before were not.
_OWN = {
    _MOBILE: "steering.broadcast.phone",
    _IDENTITY: "steering.broadcast.identity",
    _CODE: "steering.broadcast.code",
    _BORN: "steering.broadcast.person",
}
_ADDRESS = re.compile(r"https?://|www\.|\w/\w")
_SHORT = re.compile(rf"\b[{_LETTERS}]{{2,}}\b")


def seconds(text: str) -> int:
    """How long a calm voice reads it, in whole seconds; figures are read digit by digit."""
    return round(len(_SYLLABLE.findall(text)) / SYLLABLES_A_SECOND + 0.499)


def heard(text: str, offices: Iterable[str] = (), jargon: Iterable[tuple[str, str]] = ()) -> tuple[Finding, ...]:
    """What a careful announcer would say of a text, what blocks first. `offices`: officials who may be named."""
    found = [*_personal(text, {fold(name) for name in offices}), *_style(text, jargon)]
    return tuple(sorted(found, key=lambda one: not one.blocking))


def _personal(text: str, offices: set[str]) -> Iterator[Finding]:
    length = seconds(text)
    if length > LONGEST_SECONDS:
        facts = {"seconds": length, "most": LONGEST_SECONDS}
        yield Finding("steering.broadcast.long", blocking=True, facts=facts)
    for name in _NAME.findall(text):
        if fold(name) not in offices:
            yield Finding("steering.broadcast.name", blocking=True, facts={"words": name})
    for pattern, code in _OWN.items():
        if met := pattern.search(text):
            yield Finding(code, blocking=True, facts={"words": met[0].strip()})
            text = pattern.sub(" ", text)


def _style(text: str, jargon: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    if met := _ADDRESS.search(text):
        yield Finding("steering.broadcast.address", facts={"words": met[0]})
    if met := _SHORT.search(text):
        yield Finding("steering.broadcast.short", facts={"words": met[0]})
    folded = fold(text)
    for word, plain in jargon:
        if re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", folded):
            yield Finding("steering.broadcast.jargon", facts={"words": word, "plain": plain})


@dataclass(frozen=True)
class BriefingText:
    """A notice to officials: what they are to know, until when each has read it, and the letter that it explains."""

    title: str
    words: str
    read_by: date
    letter: str = ""


def check_briefing(text: BriefingText, today: date) -> None:
    """Refused for a day that has passed or is too far away to be remembered."""
    if not today <= text.read_by <= today + LONGEST_READING:
        last = today + LONGEST_READING
        raise Refused("steering.briefing.day", field="read_by", first=f"{today:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")


def check_airing(at: datetime, made_at: datetime, now: datetime) -> None:
    """Refused for what has not been aired yet, or was before the text was written."""
    if not made_at <= at <= now:
        raise Refused("steering.broadcast.when", field="aired_at")
