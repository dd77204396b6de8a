"""The words of a message, made comparable: dialect, chat and slips brought to one spelling, with and without marks."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

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
_SYLLABLES = re.compile(
    r"(?<= )(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?(?= )"
)


@dataclass(frozen=True)
class Words:
    """A message as it is compared: its words in common spelling with marks, and the same bare."""

    marked: tuple[str, ...]
    bare: tuple[str, ...]
    question: bool

    @cached_property
    def text(self) -> str:
        """The bare words with a space at both ends, so that whole words can be looked for."""
        return f" {' '.join(self.bare)} "

    @cached_property
    def marked_text(self) -> str:
        """The same with their marks."""
        return f" {' '.join(self.marked)} "

    @cached_property
    def beginnings(self) -> tuple[str, ...]:
        """Its bare words and pairs of them, each once: with what a phrase that stands in it may begin."""
        return tuple(dict.fromkeys((*self.bare, *map(" ".join, pairwise(self.bare)))))

    @cached_property
    def has_marks(self) -> bool:
        """Whether it was typed with tone marks, so that `bò` and `bộ` can be told apart."""
        return self.marks > _MARKED_SHARE * len(self.bare)

    @cached_property
    def slips(self) -> bool:
        """Whether so many marks are missing that a word without its mark may be meant with it."""
        return self.marks < _CAREFUL_SHARE * len(self.bare)

    @property
    def nonsense(self) -> bool:
        """Whether most of it could not be a word of the language, as when somebody tries the keys."""
        letters = [word for word in self.bare if not word.isdigit()]
        return len(letters) * 2 < len(self.bare) or 2 * len(_SYLLABLES.findall(self.text)) < len(letters)

    @cached_property
    def marks(self) -> int:
        """How many of its words bear a mark."""
        return sum(map(str.__ne__, self.marked, self.bare))


def read(text: str) -> Words:
    """The words of a message. Of a very long one the first 3,000 letters count."""
    text = text[:3000]
    marked: list[str] = []
    for word in _WORD.findall(_STRETCHED.sub(r"\1", nfc(text).casefold())):
        if word[-2:] in _OLD_TONES and word[-3:-2] != "q":
            word = word[:-2] + _OLD_TONES[word[-2:]]
        if word in SPOKEN:
            marked += SPOKEN[word].split()
        else:
            marked.append(_mended(word) if word[0] == "f" or (word[-1] == "g" and word[-2:] != "ng") else word)
    marked = " ".join(marked).split(" ") if marked else []  # what was mended may have become several words
    return Words(tuple(marked), tuple(_bare(marked)), "?" in text)


def _bare(words: list[str]) -> list[str]:
    """Each word without its marks, as `fold` gives it: at once where all are of our letters."""
    bare = " ".join(words).translate(_MARKS)
    return bare.split(" ") if bare.isascii() and words else [fold(word) for word in words]


def _mended(word: str) -> str:
    if len(word) < 3:
        return word
    word = "ph" + word[1:] if word[0] == "f" else word
    return SPOKEN.get(word, _LOST_N.sub("ng", word))
