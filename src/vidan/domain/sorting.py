"""The order in which a Vietnamese reader looks for a word or a person.

The alphabet is a ă â b c d đ e ê …; tones decide only between words of the same letters, in the dictionary's order:
ngang, huyền, hỏi, ngã, sắc, nặng. People are looked for by given name, which comes last, then by family name and what
stands between.
"""

import re
import unicodedata
from functools import lru_cache

from vidan.domain.text import nfc

_LETTERS = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_PIECES = re.compile(r"\d+|\D")
#: Spaces before numbers before letters before everything else, so that *Thôn 2* stands before *Thôn 10*.
_SPACE, _NUMBER, _LETTER, _OTHER = range(4)

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


@lru_cache(maxsize=4096)
def dictionary(text: str) -> Key:
    """A key for `sorted`: by letters, then by tones, then as it is written."""
    letters, tones = [], []
    for piece in _PIECES.findall(" ".join(nfc(text).casefold().split())):
        if piece[0].isdecimal():
            letters.append((_NUMBER, int(piece)))
            continue
        bare, tone = _apart(piece)
        rank = _LETTERS.get(bare)
        if bare == " ":
            letters.append((_SPACE, 0))
        elif rank is None:
            letters.append((_OTHER, ord(bare[0])))
        else:
            letters.append((_LETTER, rank))
            tones.append(tone)
    return tuple(letters), tuple(tones), text


@lru_cache(maxsize=4096)
def given_name(name: str) -> tuple[Key, Key]:
    """A key for people: *Lê Thị Hoa* stands under H."""
    before, _, given = name.strip().rpartition(" ")
    return dictionary(given), dictionary(before)


def _apart(letter: str) -> tuple[str, int]:
    """A letter of the alphabet without its tone, and the tone's place."""
    marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in marks if mark in _TONES), 0)
    bare = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", bare) or letter, tone
