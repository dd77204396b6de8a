"""Words that everybody may read, without the person who wrote them: her name and anybody's numbers are found.

Numbers are told by what they mean: a day, a year, a sum, the number of a document or of a report gives nobody away.
What else does only a reader sees; names and numbers are never let through by an oversight.
"""

import re
from collections.abc import Iterator, Sequence

from vidan.domain.errors import Refused
from vidan.domain.text import fold, nfc

_BETWEEN = r"[\s().,/–—-]{0,3}"
#: Not in the middle of a longer number.
_BEGINS = r"(?<!\d)(?<!\d[., ])"
#: What gives nobody away, taken out before numbers are looked for.
_HARMLESS = re.compile(
    r"\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}(?!\d)"  # a day
    rf"|{_BEGINS}(?:19|20)\d\d\s?[-–/ ]\s?(?:19|20)\d\d(?!\d)"  # two years
    rf"|{_BEGINS}(?:[89]|1\d|2[0-3]|10[2-9]|110)[.,]\d{{4,}}(?!\d)"  # a degree of the country
    r"|(?<!\d)\d+/\d{4}(?:/[A-ZĐ]|(?!\d))"  # a document
    r"|(?<!\w)[A-ZĐ]{2,6}-(?:PA-[0-9A-Z]{8}|\d{6}-\d{4})(?!\d)"  # a report, a dossier
    rf"|{_BEGINS}(?!84\d{{9}})[1-9]\d{{0,2}}(?:[., ]?\d{{3}}){{0,3}}[., ]?000(?![\d.])"  # a round sum
    rf"|{_BEGINS}[1-9][\d., ]*\d\s*(?:đồng|vnđ|vnd|đ|triệu|nghìn|ngàn|tỷ|tỉ|ha|héc ta|m2)(?![\w/])"  # a sum, an area
)
#: Nought or the country's number, then nine digits of a mobile or ten of a fixed line.
_PHONE = rf"(?<!\d)(?<!\d[.,])(?:\+?84[\s().-]{{0,3}}|0)\d\d(?:{_BETWEEN}\d){{7,8}}(?!\d)"
#: The same in twos and fours, as some write it: between the groups one sign.
_PAIRS = r"(?<!\d)(?<!\d[.,])0\d(?:[\s.-]?\d){8,9}(?![\s.-]?\d)"
#: Twelve digits of an identity card or nine of the older one, in groups of three or in one.
_IDENTITY = r"(?<!\d)(?<!\d[.,])\d{3}(?:[\s.-]?\d{3}){2,3}(?!\d)"
#: So many digits in one, or in groups, are somebody's: a telephone, an account.
_LONG = r"(?<!\d)(?<!\d[.,])(?:\d{8,}|\d(?:[\s.-]?\d){12,})(?!\d)"
_NUMBERS = re.compile("|".join((_LONG, _PHONE, _PAIRS, _IDENTITY)))
#: A number plate (`36B1-234.56`, the older `36N-1234`), a mail address.
_MARKS = re.compile(
    r"(?<!\w)\d{2}[ -]?[A-ZĐa-zđ]{1,2}\d?[ .-]{0,3}\d{3}[. ]?\d{2}(?!\w)"
    r"|(?<!\w)\d{2}[ -]?[A-ZĐ]{1,2}\d?[ .-]{0,3}\d{4}(?!\w)"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
#: An answer may name the number to call, never an identity number.
_IDENTITY_DIGITS = 12
#: A telephone number has at least so many digits.
_SHORTEST = 9
#: So much of a number is told back.
_SHOWN = 40
_GONE = "…"
_WORD = re.compile(r"[^\W_]+")
#: How a person is spoken of; a name follows with capital letters, of so many words at most.
_SPOKEN_OF = frozenset("ông bà anh chị cô chú bác cháu em cụ mế".split())
_LONGEST_NAME = 5
#: What follows there and is no name: an office is everybody's to know.
_OFFICES = frozenset(
    "chu truong pho bi giam can cong hieu dai uy thu nhan quyen to hoi doan thon ban xa noi ngoai ubnd hdnd".split()
)
#: Somebody's door: *số nhà 7*, *nhà số 12*, *số 12 ngõ 3*.
_DOOR = re.compile(
    r"(?i)(?<!\w)(?:số nhà|(?<!các )nhà số|căn hộ|ngõ|ngách|hẻm)\s+(\d+\w?(?:/\d+)*)"
    r"|(?<!\w)số\s+(\d+)(?=\s+(?:ngõ|ngách|hẻm|đường|phố))"
)
#: What people write who leave no name: words of everybody.
_NOBODY = frozenset(
    "nguoi dan ba con nhan cong cu tri thon ban xom to ho gia dinh toi ong chau anh chi em co chu bac mot khong ten an "
    "danh giau tap the cac nhom phu huynh hoc sinh va xa la o trong".split()
)


def without_person(words: str, name: str, *, answer: bool = False) -> str:
    """The words as a proposal, without the writer's name; all but an answer without numbers of persons, plates,
    addresses of mail.
    """
    told = nfc(words)
    if not answer:
        for found in sorted({*_numbers(told), *(mark[0] for mark in _MARKS.finditer(told))}, key=len, reverse=True):
            told = told.replace(found, _GONE)
        told = _DOOR.sub(lambda door: door[0].replace(door[1] or door[2], _GONE), _without_others(told))
    return _without_name(told, _plain(name).split()) if _somebody(name) else told


def _without_others(words: str) -> str:
    """The words without the names that follow *ông*, *bà*, *anh* … : whoever is spoken of was not asked."""
    told = list(_WORD.finditer(words))
    gone: list[tuple[int, int]] = []
    for place, one in enumerate(told):
        if one[0].lower() not in _SPOKEN_OF:
            continue
        end = one.end()
        for following in told[place + 1 : place + 1 + _LONGEST_NAME]:
            if words[end : following.start()].strip(" ") or not following[0][0].isupper():
                break
            end = following.end()
        first = told[place + 1] if end > one.end() else None
        if first is not None and _plain(first[0]) not in _OFFICES:
            gone.append((first.start(), end))
    for start, end in reversed(gone):
        words = words[:start] + _GONE + words[end:]
    return words


def _without_name(words: str, name: Sequence[str]) -> str:
    """The words without a name, however it was written there."""
    told = list(_WORD.finditer(words))
    for start in reversed(range(len(told) - len(name) + 1)):
        found = told[start : start + len(name)]
        if [_plain(one[0]) for one in found] == list(name):
            words = words[: found[0].start()] + _GONE + words[found[-1].end() :]
    return words


def check(field: str, words: str, name: str, phone: str, *, answer: bool = False) -> None:
    """Refused `feedback.show.name` or `.number` (with the number) where words would give their writer away."""
    if _somebody(name) and f" {_plain(name)} " in f" {_plain(words)} ":
        raise Refused("feedback.show.name", field=field, name=name)
    if not answer and (mark := _MARKS.search(words)):
        raise Refused("feedback.show.number", field=field, number=mark[0][:_SHOWN])
    if hers := _hers(words, phone):
        raise Refused("feedback.show.number", field=field, number=hers[:_SHOWN])
    for number in _numbers(words):
        if not answer or len(_digits(number)) == _IDENTITY_DIGITS:
            raise Refused("feedback.show.number", field=field, number=number[:_SHOWN])


def _hers(words: str, phone: str) -> str:
    """The writer's own number where it stands in the words, with whatever between its digits; empty where not."""
    digits = _digits(phone)
    if len(digits) < _SHORTEST:
        return ""
    rest = "".join(rf"\D{{0,3}}{digit}" for digit in digits[1:])
    found = re.search(rf"(?<!\d)(?:\+?84|0){rest}(?!\d)", words)
    return found[0] if found else ""


def _numbers(words: str) -> Iterator[str]:
    """Numbers of persons, as they stand there."""
    bare = _HARMLESS.sub(lambda found: "#" * len(found[0]), words)
    return (found[0] for found in _NUMBERS.finditer(bare))


def _somebody(name: str) -> bool:
    """Whether a name is somebody's: more than one word (a single one may be any), and not all of everybody's."""
    parts = _plain(name).split()
    return len(parts) > 1 and not _NOBODY.issuperset(parts)


def _plain(words: str) -> str:
    return " ".join(_WORD.findall(fold(words)))


def _digits(number: str) -> str:
    digits = "".join(letter for letter in number if letter.isdecimal())
    return "0" + digits[2:] if digits.startswith("84") and len(digits) in (11, 12) else digits
