"""The words of a message, made comparable: dialect, chat and slips brought to one spelling, with and without marks."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from vidan.domain.text import fold, nfc

_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
#: The older way to set the tone mark (hoà, khoẻ, thuỷ) in the newer one.
_OLD, _NEW = (
    "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
    "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
)
_OLD_TONES = dict(zip(_OLD, _NEW, strict=True))
#: Every letter with a mark, and the same without it.
_MARKS = str.maketrans(
    {letter: fold(letter) for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isalpha() and fold(letter).isascii()}
)
#: A message with fewer marked words than this share was typed without marks.
_MARKED_SHARE = 0.2
#: Of a message written with care about three words of four bear a mark; below this share some were left out.
_CAREFUL_SHARE = 0.5
#: No Vietnamese word ends in a `g` without its `n` (*đag* is *đang*), or begins with an `f` (*fải* is *phải*).
_LOST_N = re.compile(r"(?<=[^\W\d_bcdfghjklmnpqrstvwxzđ])g$")
#: Words of Thanh Hóa and of the chat, as people type them, in common Vietnamese.
SPOKEN: dict[str, str] = {
    "nác": "nước", "nac": "nước", "răng": "sao", "rứa": "thế", "nỏ": "không", "tui": "tôi",
    "bựa": "bữa", "bưa": "bữa", "tru": "trâu", "lả": "lửa", "mần": "làm", "đàng": "đường",
    "trốc": "đầu", "hấn": "hắn", "choa": "chúng tôi", "chộ": "thấy", "rú": "rừng", "eng": "anh",
    "ả": "chị", "gấy": "vợ", "cấy": "cái", "ngài": "người", "ni": "này", "nớ": "kia", "tê": "kia", "hỉ": "hả",
    "dùm": "giùm", "coi": "xem", "té": "ngã", "cúp": "cắt", "rớt": "rơi",
    "k": "không", "ko": "không", "kg": "không", "hok": "không", "hông": "không", "hong": "không", "khong": "không",
    "dc": "được", "đc": "được", "đk": "được", "duoc": "được", "j": "gì", "z": "vậy", "zậy": "vậy", "mn": "mọi người",
    "vs": "với", "bít": "biết", "cb": "cán bộ", "ntn": "như thế nào", "bn": "bao nhiêu", "bnhiu": "bao nhiêu",
    "nhiu": "nhiêu", "sdt": "số điện thoại", "sđt": "số điện thoại", "tks": "cảm ơn", "thank": "cảm ơn",
    "thanks": "cảm ơn", "cám": "cảm", "r": "rồi", "ng": "người", "mk": "mình", "nhìu": "nhiều", "wa": "quá",
    "chừ": "giờ", "nhởi": "chơi", "trợt": "trượt", "lọi": "gãy", "mệ": "bà",
    "thui": "thôi", "rùi": "rồi", "oy": "rồi", "bik": "biết", "trg": "trường", "đt": "điện thoại", "xl": "xin lỗi",
    "thý": "thấy", "hem": "không", "khum": "không", "hổng": "không", "zô": "vào", "dô": "vào", "dìa": "về", "gas": "ga",
    "iu": "yêu", "đg": "đường", "ubnd": "ủy ban", "oto": "ô tô", "ôtô": "ô tô", "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội", "cccd": "căn cước", "cmnd": "căn cước", "hs": "học sinh", "gv": "giáo viên",
    "lun": "luôn", "ib": "inbox", "tr": "triệu",
}  # fmt: skip
#: How a syllable is built: a beginning, one to three vowels, an end.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)
#: What stands around a word as it was typed: no letter, no digit.
_AROUND = ".,;:!?…()[]\"'“”‘’-–*/"
#: Of a very long message so many letters count.
MOST_LETTERS = 3000


class Words(NamedTuple):
    """A message as it is compared: its words in common spelling with marks, and the same bare."""

    marked: Sequence[str]
    bare: Sequence[str]
    #: Its bare words two and two, three and three.
    pairs: Sequence[str]
    triples: Sequence[str]
    #: The words that bear a mark, each after a `=`.
    toned: Sequence[str]
    #: How many of its words could be a syllable of the language.
    syllables: int
    question: bool

    @property
    def has_marks(self) -> bool:
        """Whether it was typed with tone marks, so that `bò` and `bộ` can be told apart."""
        return len(self.toned) > _MARKED_SHARE * len(self.bare)

    @property
    def slips(self) -> bool:
        """Whether so many marks are missing that a word without its mark may be meant with it."""
        return len(self.toned) < _CAREFUL_SHARE * len(self.bare)

    @property
    def nonsense(self) -> bool:
        """Whether most of it could not be a word of the language, as when somebody tries the keys."""
        if 2 * self.syllables >= len(self.bare):
            return False
        letters = sum(not word.isdigit() for word in self.bare)
        return letters * 2 < len(self.bare) or 2 * self.syllables < letters


class _Word(NamedTuple):
    """A word in common spelling, the same without marks, its sign (`=` and the word) if it bears a mark."""

    marked: str
    bare: str
    toned: str
    syllable: bool


class Reader:
    """Reads messages. The words of our own texts (`learn`) lie ready; of a message no word is kept."""

    def __init__(self) -> None:
        self._ready: dict[str, tuple[_Word, ...]] = {}

    def learn(self, text: str) -> Words:
        """Read a text of ours and keep its words ready."""
        for token in _tokens(text):
            word = token.strip(_AROUND)
            if word not in self._ready:
                self._ready[word] = _spelled(word)
        return self.read(text)

    def read(self, text: str) -> Words:
        """The words of a message."""
        ready = self._ready
        found = chain.from_iterable([ready.get(token) or self._new(token) for token in _tokens(text)])
        return _words(found, question="?" in text[:MOST_LETTERS])

    def _new(self, token: str) -> tuple[_Word, ...]:
        word = token.strip(_AROUND)
        return self._ready.get(word) or _spelled(word)


def read(text: str) -> Words:
    """The words of a message, none of which lies ready."""
    return Reader().read(text)


def _tokens(text: str) -> list[str]:
    return nfc(text[:MOST_LETTERS]).casefold().split()


def _words(found: Iterable[_Word], *, question: bool) -> Words:
    marked, bare, toned, syllables = tuple(zip(*found, strict=True)) or ((),) * 4
    pairs = list(map(" ".join, pairwise(bare)))
    triples = list(map(" ".join, zip(pairs, bare[2:], strict=False)))
    return Words(marked, bare, pairs, triples, list(filter(None, toned)), sum(syllables), question)


def _spelled(token: str) -> tuple[_Word, ...]:
    """What stands between two spaces, as words in common spelling."""
    marked: list[str] = []
    if len(set(token)) + 1 < len(token):  # else no letter stands there three times
        token = _STRETCHED.sub(r"\1", token)
    for word in (token,) if token.isalnum() else _WORD.findall(token):
        if word[-2:] in _OLD_TONES and word[-3:-2] != "q":
            word = word[:-2] + _OLD_TONES[word[-2:]]
        told = SPOKEN.get(word) or _mended(word)
        marked += told.split(" ")  # what was mended may have become several words
    return tuple(map(_word, marked))


def _word(marked: str) -> _Word:
    bare = _bare(marked)
    return _Word(marked, bare, f"={marked}" if marked != bare else "", _SYLLABLE.fullmatch(bare) is not None)


def _bare(word: str) -> str:
    """A word without its marks, as `fold` gives it: at once where it is of our letters."""
    bare = word.translate(_MARKS)
    return bare if bare.isascii() else fold(word)


def _mended(word: str) -> str:
    """With a lost `n` put back, and `ph` for an `f`."""
    if len(word) < 3 or not (word[0] == "f" or (word[-1] == "g" and word[-2] != "n")):
        return word
    word = "ph" + word[1:] if word[0] == "f" else word
    return SPOKEN.get(word, _LOST_N.sub("ng", word))
