"""Words that everybody may read, without the person who wrote them: her name and anybody's numbers are found.

What else gives a person away only a reader sees; these two are never let through by an oversight.
"""

import re

from vidan.domain.errors import Refused
from vidan.domain.text import fold, nfc

#: So many digits are somebody's: a telephone, an identity card, an account. A day or a price is shorter.
_NUMBERS = re.compile(r"\+?\d(?:[ .-]?\d){7,}")
#: A number plate (TT 79/2024/TT-BCA: `36B1-234.56`), a mail address.
_MARKS = re.compile(
    r"(?<!\w)\d{2}[ -]?[A-ZĐ]{1,2}\d?[ .-]{0,3}\d{3}[. ]?\d{2}(?!\w)|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
#: An answer may name the number to call, never an identity number.
_IDENTITY_DIGITS = 12
_DAY = re.compile(r"\d{1,2}[.-]\d{1,2}[.-]\d{4}")
_GONE = "…"


def without_person(words: str, name: str, *, answer: bool = False) -> str:
    """The words as a proposal, without the writer's name; all but an answer without long numbers, plates, addresses of
    mail.
    """
    told = nfc(words)
    if not answer:
        told = _NUMBERS.sub(lambda found: found[0] if _DAY.fullmatch(found[0]) else _GONE, _MARKS.sub(_GONE, told))
    return re.sub(re.escape(nfc(name)), _GONE, told, flags=re.IGNORECASE) if _full(name) else told


def check(field: str, words: str, name: str, phone: str, *, answer: bool = False) -> None:
    """Refused `feedback.show.name` or `.number` (with the number) where words would give their writer away."""
    if _full(name) and f" {_plain(name)} " in f" {_plain(words)} ":
        raise Refused("feedback.show.name", field=field, name=name)
    if not answer and (mark := _MARKS.search(words)):
        raise Refused("feedback.show.number", field=field, number=mark[0])
    for number in (found[0] for found in _NUMBERS.finditer(words)):
        digits = _digits(number)
        hers = bool(phone) and digits == _digits(phone)
        if hers or (not _DAY.fullmatch(number) and (not answer or len(digits) == _IDENTITY_DIGITS)):
            raise Refused("feedback.show.number", field=field, number=number)


def _full(name: str) -> bool:
    """Whether a name is more than one word: a single one may be any word of the language."""
    return len(name.split()) > 1


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(words)))


def _digits(number: str) -> str:
    digits = "".join(letter for letter in number if letter.isdecimal())
    return "0" + digits[2:] if number.lstrip().startswith("+84") else digits
