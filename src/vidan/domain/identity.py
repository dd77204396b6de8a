"""What a citizen says of himself or herself, made tidy: card QR, identity number, phone, name, birthday, address.

Nothing here blocks a person for being unusual: what cannot be true is refused, what is merely odd is a warning for the
clerk to look at. Dates of birth are ISO 8601 texts of the precision that is known: `1990-02-01`, or `1950` for the many
elderly people whose papers carry only a year.

Sources: Luật Căn cước 2023 art. 12 and NĐ 137/2015/NĐ-CP art. 13 (the 12-digit personal number: province, century and
sex, year, serial; there is no check digit); the QR of the chip card as issued since 2021 (seven fields parted by `|`)
and of the card of 7/2024 (more fields, the first seven the same); the numbering plan of 2018 for phones.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.text import clean_line, fold

LONGEST_NAME = 100
LONGEST_ADDRESS = 300
#: No living person was born before this day, and no paper of ours is about an earlier one.
FIRST_BIRTHDAY = date(1900, 1, 1)
#: Codes of the place of birth registration run from 001 to 096; the 63 codes stay valid after the mergers of 2025.
LAST_PROVINCE = 96
CARD_FIELDS = 7

_PERSONAL = re.compile(r"[0-9]{12}")
_OLD_CARD = re.compile(r"[0-9]{9}")
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{7,8}")
_SEPARATORS = re.compile(r"[\s.\-–—]+")
_PHONE_SEPARATORS = re.compile(r"[\s.\-–—()/]+")
_MOBILE = re.compile(r"0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}")
_LANDLINE = re.compile(r"02[0-9]{9}")
_APART = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_HIDDEN = "•"
#: Marks that may stand in a name: H'Mông and Y'Blô with the three apostrophes keyboards make, hyphens, initials.
_NAME_MARKS = frozenset(" '’ʼ-.")


class Sex(StrEnum):
    """As written on the card."""

    MALE = "male"
    FEMALE = "female"


class NumberKind(StrEnum):
    """Which paper a number comes from."""

    PERSONAL = "personal"
    OLD_CARD = "old_card"
    PASSPORT = "passport"


@dataclass(frozen=True)
class IdentityNumber:
    """A tidy number; `warnings` are codes with a sentence in `vidan.speech.refusals.identity`, never a block."""

    value: str
    kind: NumberKind
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phone:
    """A tidy phone number (`0912345678`, or `+…` from abroad) and codes of what looks odd about it."""

    value: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Card:
    """The first seven fields of a card's QR. `born` and `issued` are ISO dates or empty; unknown fields are empty."""

    number: str
    old_number: str
    name: str
    born: str
    sex: Sex | None
    address: str
    issued: str


def parse_card(text: str) -> Card:
    """Read the QR of a chip identity card: seven or more fields parted by `|`; fields after the seventh are dropped.

    Empty dates and an empty old number are accepted, an unreadable date is left empty (the clerk types it); the number
    must have 12 digits and the name must be a name. Raises Refused("identity.card.unreadable", field="card").
    """
    fields = [clean_line(part) for part in text.split("|", CARD_FIELDS)[:CARD_FIELDS]]
    if len(fields) < CARD_FIELDS or not _PERSONAL.fullmatch(fields[0]):
        raise Refused("identity.card.unreadable", field="card")
    number, old_number, name, born, sex, address, issued = fields
    try:
        name, address = clean_name(name), clean_address(address)
    except Refused as unusable:
        raise Refused("identity.card.unreadable", field="card") from unusable
    return Card(
        number=number,
        old_number=old_number if _OLD_CARD.fullmatch(old_number) or _PERSONAL.fullmatch(old_number) else "",
        name=name,
        born=_card_day(born),
        sex=read_sex(sex),
        address=address,
        issued=_card_day(issued),
    )


def read_sex(text: str) -> Sex | None:
    """`Nam` or `Nữ` in any spelling, or one of our own values; None when it says neither."""
    return {"nam": Sex.MALE, "nu": Sex.FEMALE, "male": Sex.MALE, "female": Sex.FEMALE}.get(fold(text))


def clean_number(text: str, *, born: str = "", sex: Sex | None = None) -> IdentityNumber:
    """An identity number as typed, spaces, dots and dashes allowed.

    Accepts the personal number (12 digits), the old card (9 digits, no longer valid since 1/1/2025: a warning) and a
    passport (one or two letters and 7 or 8 digits). With `born` (ISO) and `sex` the personal number is compared with
    them; a difference is a warning. Raises Refused `identity.number.missing` or `identity.number.unreadable`.
    """
    value = _SEPARATORS.sub("", clean_line(text)).upper()
    if not value:
        raise Refused("identity.number.missing", field="number")
    if _PERSONAL.fullmatch(value):
        return IdentityNumber(value, NumberKind.PERSONAL, _differences(value, born, sex))
    if _OLD_CARD.fullmatch(value):
        return IdentityNumber(value, NumberKind.OLD_CARD, ("identity.number.old_card",))
    if _PASSPORT.fullmatch(value):
        return IdentityNumber(value, NumberKind.PASSPORT)
    raise Refused("identity.number.unreadable", field="number", length=len(value))


def _differences(number: str, born: str, sex: Sex | None) -> tuple[str, ...]:
    """Codes of the points in which a personal number does not fit what else was typed."""
    century_and_sex = int(number[3])
    year = 1900 + 100 * (century_and_sex // 2) + int(number[4:6])
    told = Sex.FEMALE if century_and_sex % 2 else Sex.MALE
    found = []
    if not 1 <= int(number[:3]) <= LAST_PROVINCE:
        found.append("identity.number.province_unknown")
    if sex is not None and sex is not told:
        found.append("identity.number.sex_differs")
    if born and born[:4] != str(year):
        found.append("identity.number.born_differs")
    return tuple(found)


def clean_phone(text: str) -> Phone:
    """A phone number as typed: `+84`, `84` and `0` are the same country; spaces, dots, dashes, brackets are dropped.

    Mobiles have 10 digits, land lines 11; a prefix we do not know is only a warning, and a number with another
    country's `+` prefix is kept as it is. Raises Refused `identity.phone.missing`, `.letters`, `.too_short`,
    `.too_long`.
    """
    value = _PHONE_SEPARATORS.sub("", clean_line(text))
    if not value:
        raise Refused("identity.phone.missing", field="phone")
    if not re.fullmatch(r"\+?[0-9]+", value):
        raise Refused("identity.phone.letters", field="phone")
    if value.startswith("+") and not value.startswith("+84"):
        _check_length(value[1:], 8, 15)
        return Phone(value, ("identity.phone.abroad",))
    value = _at_home(value)
    _check_length(value, 10, 11)
    known = _MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value)
    return Phone(value, () if known else ("identity.phone.prefix_unknown",))


def _at_home(value: str) -> str:
    """`+84912…`, `84912…` and the double `+840912…` as they are dialled at home."""
    digits = value.removeprefix("+")
    if digits.startswith("84") and (value.startswith("+") or len(digits) >= 11):
        return "0" + digits[2:].removeprefix("0")
    return digits


def _check_length(digits: str, least: int, most: int) -> None:
    if len(digits) < least:
        raise Refused("identity.phone.too_short", field="phone", digits=len(digits))
    if len(digits) > most:
        raise Refused("identity.phone.too_long", field="phone", digits=len(digits))


def clean_name(text: str) -> str:
    """A person's name, 1 to 100 characters: Latin letters with any marks, spaces, apostrophes, hyphens and dots.

    Raises Refused `identity.name.missing`, `.too_long`, `.digits`, `.marks` (the sign is in `sign`), or `.lookalike`
    for a letter of another script (a Cyrillic `а` looks like ours and would never be found again).
    """
    name = clean_line(text)
    if len(name) > LONGEST_NAME:
        raise Refused("identity.name.too_long", field="name", length=len(name), most=LONGEST_NAME)
    for sign in name:
        _check_sign(sign)
    if not any(sign.isalpha() for sign in name):
        raise Refused("identity.name.missing", field="name")
    return name


def _check_sign(sign: str) -> None:
    if sign in _NAME_MARKS or unicodedata.category(sign) == "Mn":
        return
    if unicodedata.category(sign).startswith("N"):
        raise Refused("identity.name.digits", field="name", sign=sign)
    if not sign.isalpha():
        raise Refused("identity.name.marks", field="name", sign=sign)
    if not unicodedata.name(sign, "").startswith("LATIN "):
        raise Refused("identity.name.lookalike", field="name", sign=sign)


def clean_address(text: str) -> str:
    """An address of at most 300 characters, on one line; may be empty. Raises Refused `identity.address.too_long`."""
    address = clean_line(text)
    if len(address) > LONGEST_ADDRESS:
        raise Refused("identity.address.too_long", field="address", length=len(address), most=LONGEST_ADDRESS)
    return address


def clean_born(text: str, *, today: date) -> str:
    """A date of birth as typed (`1/2/1990`, `01-02-1990`, `01.02.1990`, `01021990`, or only `1950`) as ISO text.

    Raises Refused `identity.born.missing`, `.unreadable` (also for a day that no calendar has), `.too_early` (before
    1900) or `.future`.
    """
    value = clean_line(text)
    if not value:
        raise Refused("identity.born.missing", field="born")
    if _YEAR.fullmatch(value):
        whole_year = max(int(value), 1)
        _check_born(date(whole_year, 1, 1), date(whole_year, 12, 31), today, value)
        return value
    parts = _APART.fullmatch(value) or _TOGETHER.fullmatch(value)
    iso = _ISO.fullmatch(value)
    day, month, year = parts.groups() if parts else reversed(iso.groups()) if iso else ("0", "0", "0")
    try:
        born = date(int(year), int(month), int(day))
    except ValueError:
        raise Refused("identity.born.unreadable", field="born", value=value) from None
    _check_born(born, born, today, value)
    return born.isoformat()


def _check_born(earliest: date, latest: date, today: date, value: str) -> None:
    if latest < FIRST_BIRTHDAY:
        raise Refused("identity.born.too_early", field="born", value=value)
    if earliest > today:
        raise Refused("identity.born.future", field="born", value=value)


def show_born(born: str) -> str:
    """`1990-02-01` as Vietnamese papers write it, `01/02/1990`; a bare year stays a year."""
    return "/".join(reversed(born.split("-")))


def _card_day(text: str) -> str:
    """A card's `ddMMyyyy` as ISO; `00001950` is the year 1950; anything else is empty."""
    found = _TOGETHER.fullmatch(text)
    if not found:
        return ""
    day, month, year = found[1], found[2], found[3]
    try:
        read = date(int(year), int(month) or 1, int(day) or 1)
    except ValueError:
        return ""
    if read < FIRST_BIRTHDAY:
        return ""
    return read.isoformat() if int(day) and int(month) else year


def mask_number(number: str) -> str:
    """An identity number for paper and screen: `0380••••1234`; short ones show less. Masking twice changes nothing."""
    return _mask(number, 4, 4) if len(number) >= 12 else _mask(number, 2, 3)


def mask_phone(phone: str) -> str:
    """A phone number for paper and screen: `091••••678`. Masking twice changes nothing."""
    return _mask(phone, 3, 3)


def _mask(value: str, head: int, tail: int) -> str:
    if _HIDDEN in value:
        return value
    hidden = len(value) - head - tail
    if hidden < 3:
        return _HIDDEN * len(value)
    return value[:head] + _HIDDEN * hidden + value[-tail:]
