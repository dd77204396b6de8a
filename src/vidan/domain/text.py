"""Vietnamese text: one form to keep (NFC), one folded form to compare.

Source: Unicode Standard Annex 15 (normalisation forms). `đ` is a letter of its own and does not decompose, so it is
folded by hand.
"""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
#: Kept out of what people type: control, format (zero-width, bidi overrides), private use, surrogate, unassigned.
_UNWANTED = {"Cc", "Cf", "Co", "Cs", "Cn"}


def nfc(text: str) -> str:
    """The composed form in which all text is kept."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, without tone marks, `đ` as `d`, words parted by one space: for comparing, never for showing."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.replace("đ", "d").split())


def clean_line(text: str) -> str:
    """One tidy line: NFC, no invisible or control characters, single spaces, trimmed."""
    return " ".join(_wanted(text.replace("\n", " ")).split())


def clean_text(text: str) -> str:
    """Several tidy lines: as `clean_line`, but line breaks stay (at most one blank line between paragraphs)."""
    lines = _wanted(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    tidy = "\n".join(_SPACES.sub(" ", line).strip() for line in lines)
    return _BLANK_LINES.sub("\n\n", tidy).strip()


def _wanted(text: str) -> str:
    composed = nfc(text)
    if composed.isprintable():  # nearly every text: nothing of what is unwanted can be shown
        return composed
    return "".join(
        letter if letter == "\n" else " " if letter == "\t" else letter
        for letter in composed
        if letter in "\n\t" or unicodedata.category(letter) not in _UNWANTED
    )
