"""Codes that people type from paper, and the secret on a receipt that opens the tracking page."""

import hashlib
import hmac
from datetime import date

from vidan.domain.text import clean_line, fold

#: Crockford's base32: no I, L, O, U, so that a secret read aloud or typed from paper cannot be mistaken.
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("ILO", "110")
#: What telephones and word processors make of a hyphen.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
SECRET_LENGTH = 12


def local_code(abbreviation: str, day: date, number: int) -> str:
    """`XX-YYMMDD-NNNN`: commune, day of receipt, number of that day from 0001 (more digits once a day passes 9,999)."""
    return f"{abbreviation}-{day:%y%m%d}-{number:04d}"


def read_code(text: str, abbreviation: str) -> str:
    """What somebody typed as a code, as it stands in the book: capitals, plain dashes, no spaces.

    `dl-261117-0001` and `DL2611170001` are `ĐL-261117-0001` where the commune's abbreviation is `ĐL`.
    """
    code = clean_line(text).upper().replace(" ", "").translate(_DASHES)
    head, rest = code[: len(abbreviation)], code[len(abbreviation) :]
    if not abbreviation or fold(head) != fold(abbreviation):
        return code
    if rest.isascii() and rest.isdigit():
        rest = "".join(f"-{part}" for part in (rest[:6], rest[6:]) if part)
    return f"{abbreviation}{rest}" if not rest or rest.startswith("-") else code


def tracking_secret(key: bytes, reference: bytes, print_number: int) -> str:
    """The secret on the n-th print of a receipt: the first 60 bits of HMAC-SHA256(key, reference ‖ n), base32.

    Only the print number is stored, so a new print makes the old secret worthless and a stolen database tells none.
    """
    digest = hmac.new(key, reference + print_number.to_bytes(4, "big"), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:8], "big") >> 4
    return "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(55, -1, -5))


def grouped(secret: str) -> str:
    """A secret as it is printed: `7K3M-Q9TX-2HVB`."""
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def read_secret(text: str) -> str:
    """What somebody typed as a secret, without dashes and spaces, look-alikes mended (O is 0, I and L are 1)."""
    return "".join(letter for letter in text.upper().translate(_LOOK_ALIKES) if letter in CROCKFORD)[
        : SECRET_LENGTH + 1
    ]
