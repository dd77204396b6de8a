"""Digital signatures: by whose means, in which order, and what becomes of an order to sign.

Sources: NĐ 30/2020/NĐ-CP art. 12, 13, 32 and annex I II.7, II.8 (person first, then the office; pictures of both);
Luật Giao dịch điện tử 2023. The key stays with its holder; the program signs only on the holder's own word.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.text import clean_line


class SigningSide(StrEnum):
    """Who signs digitally: the competent person, then the office."""

    PERSON = "person"
    OFFICE = "office"


class KeySource(StrEnum):
    """Where the key lies: in a file that only its password opens, or in a token."""

    FILE = "file"
    DEVICE = "device"


class OrderState(StrEnum):
    """What became of an order to sign."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


#: An order that waits longer than this was lost on the way (a power cut, a killed worker): it may be given again.
LOST_AFTER = timedelta(minutes=10)
#: After one of these the same word is not tried again for other letters: a token locks itself after a few wrong PINs.
WRONG_WORD = frozenset({"letters.token.pin", "letters.token.locked", "letters.certificate.closed"})
LONGEST_WORD = 200
#: A round seal's width in millimetres that the program believes.
SEAL_WIDTHS = (20, 60)


@dataclass(frozen=True)
class Means:
    """What somebody (or the office: no officer) signs with. `label`: of the token. `picture`: PNG, may be empty."""

    source: KeySource
    content: bytes = b""
    label: str = ""
    picture: bytes = b""
    width: int = 0


def check_means(means: Means, signer: SigningSide) -> Means:
    """Refused `letters.means.file`, `.label`, `.picture` or `.width`, each naming its field."""
    if means.source is KeySource.FILE and not means.content:
        raise Refused("letters.means.file", field="certificate")
    label = clean_line(means.label)
    if means.source is KeySource.DEVICE and not 0 < len(label) <= 32:  # PKCS#11 gives a label 32 bytes
        raise Refused("letters.means.label", field="label")
    if means.picture and not means.picture.startswith(b"\x89PNG\r\n\x1a\n"):
        raise Refused("letters.means.picture", field="picture")
    least, most = SEAL_WIDTHS
    if signer is SigningSide.OFFICE and not least <= means.width <= most:
        raise Refused("letters.means.width", field="width", least=least, most=most)
    content = means.content if means.source is KeySource.FILE else b""
    return Means(means.source, content, label if means.source is KeySource.DEVICE else "", means.picture, means.width)


def require_word(word: str) -> str:
    """Refused `letters.word.missing`, `.too_long`: password or PIN, never changed on the way."""
    if not word:
        raise Refused("letters.word.missing", field="word")
    if len(word) > LONGEST_WORD:
        raise Refused("letters.word.too_long", field="word")
    return word
