"""A 32-byte key written so that a person can copy it from the safe: 34 syllables that any Vietnamese can read aloud.

One byte is one syllable, onset by the high half and rime by the low half, without tone marks, so that it can be typed
on any keyboard. Two bytes of SHA-256 at the end tell a slip of the pen. The same 34 bytes in base32 (RFC 4648) are the
text of the QR. The key never depends on a word list that could change: 16 onsets, 16 rimes, for good.
"""

import base64
import binascii
import difflib
import hashlib
import re

from vidan.domain.errors import Refused
from vidan.domain.text import fold

ONSETS = ("b", "ch", "d", "h", "kh", "l", "m", "n", "nh", "ph", "r", "s", "t", "th", "v", "x")
RIMES = ("a", "ai", "am", "an", "ang", "anh", "ao", "e", "em", "en", "o", "oi", "ong", "ui", "um", "ung")
SYLLABLES = tuple(onset + rime for onset in ONSETS for rime in RIMES)
KEY_BYTES = 32
CHECK_BYTES = 2
WORDS = KEY_BYTES + CHECK_BYTES
QR_PREFIX = "VIDAN-KEY1:"

_BYTE_OF = {syllable: value for value, syllable in enumerate(SYLLABLES)}
#: 34 bytes are 272 bits: 55 letters of base32, and one `=` that a QR in alphanumeric mode cannot hold.
_QR_LETTERS = 55


def to_words(key: bytes) -> tuple[str, ...]:
    """The 34 syllables of a key of 32 bytes. Raises ValueError for another length."""
    return tuple(SYLLABLES[value] for value in _checked(key))


def from_words(text: str) -> bytes:
    """The key behind 34 syllables as somebody typed them: any case, tones, spaces, dashes, line breaks, numbering.

    Raises Refused("keysheet.word.unknown", field="words", position=n, word=…, near=…) with the position counted from 1
    and the syllables it may have been; `keysheet.words.count` (given, expected); `keysheet.words.checksum`.
    """
    words = re.findall(r"[^\W\d_]+", fold(text))
    for position, word in enumerate(words, start=1):
        if word not in _BYTE_OF:
            shown = word[:20]
            near = ", ".join(difflib.get_close_matches(shown, SYLLABLES, n=3, cutoff=0.5))
            raise Refused("keysheet.word.unknown", field="words", position=position, word=shown, near=near or "?")
    if len(words) != WORDS:
        raise Refused("keysheet.words.count", field="words", given=len(words), expected=WORDS)
    return _unchecked(bytes(_BYTE_OF[word] for word in words), "keysheet.words.checksum")


def to_qr(key: bytes) -> str:
    """The text of the key sheet's QR: `VIDAN-KEY1:` and 55 letters of base32 (capitals only: alphanumeric mode)."""
    return QR_PREFIX + base64.b32encode(_checked(key)).decode("ascii").rstrip("=")


def from_qr(text: str) -> bytes:
    """The key in a scanned text. Raises Refused `keysheet.qr.unreadable` or `keysheet.qr.checksum`, field="words"."""
    tidy = "".join(text.split()).upper()
    letters = tidy.removeprefix(QR_PREFIX)
    if letters == tidy or len(letters) != _QR_LETTERS:
        raise Refused("keysheet.qr.unreadable", field="words")
    try:
        raw = base64.b32decode(letters + "=")
    except (binascii.Error, ValueError):
        raise Refused("keysheet.qr.unreadable", field="words") from None
    return _unchecked(raw, "keysheet.qr.checksum")


def read(text: str) -> bytes:
    """The key in whichever form it comes: the QR's text or the syllables."""
    if "".join(text.split()).upper().startswith(QR_PREFIX):
        return from_qr(text)
    return from_words(text)


def _checked(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return key + hashlib.sha256(key).digest()[:CHECK_BYTES]


def _unchecked(raw: bytes, code: str) -> bytes:
    key = raw[:KEY_BYTES]
    if _checked(key) != raw:
        raise Refused(code, field="words")
    return key
