"""Slips: one-time tokens on paper, drawn from a box by hand, so that no slip belongs to a case.

A slip carries 128 random bits. The database keeps only what the ledger shows of a spent slip (SHA-256 of the token);
the ledger showed SHA-256 of that when the slip was issued. So anybody can see that no rating exists without an issued
slip, and that no more slips were issued than cases were finished.
"""

from vidan.domain.errors import Refused
from vidan.domain.matters import CROCKFORD

#: A batch smaller than this would point at few people; one larger does not fit into one entry of the ledger.
LEAST_BATCH, MOST_BATCH = 20, 200
TOKEN_BYTES = 16
#: 26 letters of Crockford's base32 hold 130 bits; the first two are always nought.
_LETTERS, _GROUP = 26, 5
_LOOK_ALIKES = str.maketrans("ILO", "110")


def show_token(token: bytes) -> str:
    """The token as it is printed: 26 letters in groups of five, none of which can be mistaken for another."""
    number = int.from_bytes(token, "big")
    letters = "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_LETTERS)))
    return "-".join(letters[start : start + _GROUP] for start in range(0, _LETTERS, _GROUP))


def read_token(text: str) -> bytes:
    """The token from what was typed or scanned, spaces and look-alikes forgiven. Refused when it cannot be one."""
    tail = text.rpartition("#")[2]
    letters = "".join(letter for letter in tail.upper().translate(_LOOK_ALIKES) if letter.isalnum())
    if len(letters) != _LETTERS or any(letter not in CROCKFORD for letter in letters):
        raise Refused("surveys.token.form", field="token", letters=_LETTERS, typed=len(letters))
    number = 0
    for letter in letters:
        number = number << 5 | CROCKFORD.index(letter)
    if number >> 8 * TOKEN_BYTES:
        raise Refused("surveys.token.form", field="token", letters=_LETTERS, typed=len(letters))
    return number.to_bytes(TOKEN_BYTES, "big")


def may_issue(wanted: int, issued: int, finished: int) -> None:
    """Refuse a batch that is too small, too large, or that would make more slips than finished cases."""
    if not LEAST_BATCH <= wanted <= MOST_BATCH:
        raise Refused("surveys.batch.size", field="size", least=LEAST_BATCH, most=MOST_BATCH)
    if issued + wanted > finished:
        raise Refused("surveys.batch.more_than_finished", field="size", issued=issued, finished=finished)
