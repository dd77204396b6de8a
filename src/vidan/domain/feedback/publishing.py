"""Words that everybody may read, without the person who wrote them: her name, numbers, plates and mail addresses.

Days, years, prices and references are no one's numbers and stay. What else gives a person away only a reader sees;
these are never let through by an oversight.
"""

import re
from collections.abc import Iterator

from vidan.domain.errors import Refused
from vidan.domain.text import fold, nfc

_GONE = "…"
#: What may stand between two digits of one number, as people type and as Word copies it; "01, 02, 03" is a list.
_BETWEEN = r"(?:[.,/–—-]|\s{1,3})?"
#: Left out of the search: a day, a reference (ĐL-261117-0001), a price.
_NOBODYS = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}\b"
    r"|\b[^\W\d_]{1,4}(?:-[^\W\d_]{1,4})*-\d{6}-\d{3,5}\b"
    r"|\b\d{1,3}(?:[.,\s]\d{3})+\s*(?:đồng|đ|vnđ|vnd|triệu|nghìn|tỷ|tỉ)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(rf"(?<!\d)(?:\+{_BETWEEN}84|84|0)(?:{_BETWEEN}\d){{8,10}}(?!\d)")
#: Twelve digits (since 2016) or nine (before): bare, or in groups of three; nine with dots are a price.
_IDENTITY = re.compile(r"(?<!\d)(?:\d{12}|\d{3}(?:[\s.-]\d{3}){3}|\d{9}|\d{3}(?:\s\d{3}){2})(?!\d)")
#: A number plate (TT 79/2024/TT-BCA: `36B1-234.56`; of four digits before 2010), a mail address.
_MARKS = re.compile(
    r"(?<!\w)\d{2}[ -]?[A-ZĐ]{1,2}\d?[ .-]{0,3}\d{3}[. ]?\d{2}(?!\w)"
    r"|(?<!\w)\d{2}-?(?-i:[A-ZĐ])\d?[ .-]{1,3}\d{4}(?!\w)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_FULL_NAME = 2
#: A name made of these alone is nobody's: "Người dân", "Bà con thôn".
_ANYBODY = frozenset(
    "nguoi dan ba con nhan ong co chu bac anh chi em chau toi xa thon ban nha xom an danh khong ten".split()
)


def without_person(words: str, name: str, *, answer: bool = False) -> str:
    """The words as a proposal: without the writer's name and anybody's numbers; an answer keeps those to call."""
    told = nfc(words)
    found = list(_identities(told))
    if not answer:
        marks = list(_MARKS.finditer(told))
        found += marks
        found += _phones(_MARKS.sub(_blank, told))
    parts, at = [], 0
    for first, last in sorted([*(one.span() for one in found), *_named(told, name)]):
        if last > at:  # what lies within another is gone with it
            parts += [told[at:first], _GONE] if first >= at else []
            at = last
    return "".join([*parts, told[at:]])


def check(field: str, words: str, name: str, phone: str, *, answer: bool = False) -> None:
    """Refused `feedback.show.name` or `.number` (with the number) where words would give their writer away.

    An answer may name a number to call, never the writer's.
    """
    if any(_named(words, name)):
        raise Refused("feedback.show.name", field=field, name=name)
    if not answer and (mark := _MARKS.search(words)):
        raise Refused("feedback.show.number", field=field, number=mark[0])
    own = _national(phone)
    for found in (*_identities(words), *_phones(words)):
        if found.re is _IDENTITY or not answer or _national(found[0]) == own:
            raise Refused("feedback.show.number", field=field, number=found[0])


def _identities(words: str) -> Iterator[re.Match[str]]:
    return _IDENTITY.finditer(_masked(words))


def _phones(words: str) -> Iterator[re.Match[str]]:
    """Telephone numbers that are not within an identity number."""
    return _PHONE.finditer(_IDENTITY.sub(_blank, _masked(words)))


def _masked(words: str) -> str:
    """The words with what is nobody's blotted out, each letter in its place."""
    return _NOBODYS.sub(_blank, words)


def _blank(found: re.Match[str]) -> str:
    return "x" * len(found[0])


def _named(words: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the name stands, with or without its marks. A single word may be any word, and "Người dân" is nobody."""
    wanted = [fold(word) for word in _WORD.findall(name)]
    if len(wanted) < _FULL_NAME or _ANYBODY.issuperset(wanted):
        return
    there = list(_WORD.finditer(words))
    plain = [fold(word[0]) for word in there]
    for place in range(len(there) - len(wanted) + 1):
        if plain[place : place + len(wanted)] == wanted:
            yield there[place].start(), there[place + len(wanted) - 1].end()


def _national(number: str) -> str:
    """The digits, with 0 for the country."""
    digits = "".join(letter for letter in number if letter.isdecimal())
    return "0" + digits[2:] if digits.startswith("84") else digits
