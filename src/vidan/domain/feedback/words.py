"""The words of a message, made comparable: dialect, chat and slips brought to one spelling, with and without marks."""

import re
from dataclasses import dataclass

from vidan.domain.text import fold, nfc

_WORD = re.compile(r"[^\W_]+")
_STRETCHED = re.compile(r"(.)\1{2,}")
#: The older way to set the tone mark (hoà, khoẻ, thuỷ) in the newer one.
_OLD, _NEW = (
    "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
    "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
)
_OLD_TONES = dict(zip(_OLD, _NEW, strict=True))
_OLD_TONE = re.compile(rf"(?<!q)(?:{'|'.join(_OLD)})$")
#: A message with fewer marked words than this share was typed without marks.
_MARKED_SHARE = 0.2
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
    "iu": "yêu", "đg": "đường", "ubnd": "ủy ban", "oto": "ô tô", "ôtô": "ô tô", "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội", "cccd": "căn cước", "cmnd": "căn cước", "hs": "học sinh", "gv": "giáo viên",
    "lun": "luôn", "ib": "inbox", "tr": "triệu",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A message as it is compared: its words in common spelling with marks, and the same bare."""

    marked: tuple[str, ...]
    bare: tuple[str, ...]
    question: bool

    @property
    def text(self) -> str:
        """The bare words with a space at both ends, so that whole words can be looked for."""
        return f" {' '.join(self.bare)} "

    @property
    def marked_text(self) -> str:
        """The same with their marks."""
        return f" {' '.join(self.marked)} "

    @property
    def has_marks(self) -> bool:
        """Whether it was typed with tone marks, so that `bò` and `bộ` can be told apart."""
        return sum(map(str.__ne__, self.marked, self.bare)) > _MARKED_SHARE * len(self.bare)


def read(text: str) -> Words:
    """The words of a message. Of a very long one the first 3,000 letters count."""
    marked: list[str] = []
    for word in _WORD.findall(nfc(text[:3000]).casefold()):
        word = _OLD_TONE.sub(lambda found: _OLD_TONES[found.group()], _STRETCHED.sub(r"\1", word))
        marked += SPOKEN.get(word, word).split()
    return Words(tuple(marked), tuple(fold(word) for word in marked), "?" in text[:3000])
