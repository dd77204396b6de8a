"""What never stands on two lines: a day, a number with its unit, a document's number, a title with its name.

Typed text is kept with plain spaces (`clean_text` takes the others out), so that searching and comparing stay simple;
the spaces that hold together are put in when a letter is set. The words do not change. Word weighs no lines against
each other: a whole day or name would tear wide gaps there, so a day may part from its month (`loose`).
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from vidan.domain.letters.composing import Annex, Block, Document

HOLDING = "\u00a0"
_SHORT_END = 14
#: What is counted, and what carries a number or a name behind it.
_UNITS = (
    "đồng nghìn ngàn triệu tỷ tỉ % km m cm mm m² m2 km² ha sào kg tấn tạ lít giờ phút ngày tuần tháng quý năm tuổi hộ "
    "người nhà cháu bản trang lần buổi điểm"
).split()
_COUNTED = "điều khoản điểm mục chương phần thứ quý lần trang giờ ngày tháng năm thửa số".split()
_PLACES = "thôn bản xã phường tỉnh huyện phố".split()
_TITLES = "ông/bà ông bà anh chị cụ cô chú bác cháu em".split()


def _any(words: Iterable[str]) -> str:
    """One of the words, the longest first, its first letter large or small."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(f"(?i:{re.escape(word[0])}){re.escape(word[1:])}" for word in ordered)


_NAME = r"[A-ZÀ-ÝĂĐƠƯ\u1ea0-\u1ef8][^\W\d_]{0,14}"
_WHOLE_DAY = re.compile(r"(?<!\w)[Nn]gày \d{1,2} tháng \d{1,2}(?!\w)")
#: Each finds a run of words whose spaces hold together.
_RUNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\w)\d{1,2} giờ \d{1,2}(?: phút)?(?!\w)",
        rf"(?<!\w)\d[\d.,]*(?: (?:đến|-|–) \d[\d.,]*)? (?:{_any(_UNITS)})(?!\w| \d)",
        rf"(?<!\w)(?:{_any(_COUNTED)}) (?:\d[^\s]{{0,24}}|[IVX]{{1,5}}(?!\w))",
        rf"(?<!\w)(?:{_any(_PLACES)}) {_NAME}(?: {_NAME})?(?!\w)",
        r"(?<!\w)0\d{2,3}(?: \d{3,4}){2}(?!\d)",
    )
)
_PERSON = re.compile(rf"(?<!\w)(?:{_any(_TITLES)}) {_NAME}(?: {_NAME}){{0,4}}(?!\w)")


def bound(text: str, *, loose: bool = False) -> str:
    """The text with spaces that hold where a line must not end; every other letter as it was."""
    if " " not in text:
        return text
    for run in _RUNS if loose else (_WHOLE_DAY, *_RUNS):
        text = run.sub(lambda found: found[0].replace(" ", HOLDING), text)
    return text if loose else _PERSON.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    """`bà` stays with the family name, the given name in one piece: a name held whole tears wide gaps into a line."""
    words = found[0].split(" ")
    if len(words) < 4:
        return HOLDING.join(words)
    return " ".join((HOLDING.join(words[:2]), *words[2:-2], HOLDING.join(words[-2:])))


def ended(text: str, *, loose: bool = False) -> str:
    """The same, and no word stands alone on the last line: the last two hold together where they are short."""
    before, _, last = text.rpartition(" ")
    alone = before.count(" ") > 2 and len(before.rpartition(" ")[2]) + len(last) < _SHORT_END
    return bound(before + HOLDING + last if alone else text, loose=loose)


def set_out(document: Document, *, loose: bool = False) -> Document:
    """The document as it is set: everything that people read on the page; its file's title stays as it was."""
    return replace(
        document,
        summary=ended(document.summary),
        to=bound(document.to),
        home=bound(document.home),
        blocks=_blocks(document.blocks, loose=loose),
        recipients=tuple(bound(line) for line in document.recipients),
        annex=_annex(document.annex, loose=loose),
    )


def _blocks(blocks: Iterable[Block], *, loose: bool) -> tuple[Block, ...]:
    return tuple(
        replace(block, text=ended(block.text, loose=loose), rows=tuple(tuple(map(bound, row)) for row in block.rows))
        for block in blocks
    )


def _annex(annex: Annex | None, *, loose: bool) -> Annex | None:
    if annex is None:
        return None
    blocks = _blocks(annex.blocks, loose=loose)
    return replace(annex, title=ended(annex.title), issued_with=bound(annex.issued_with), blocks=blocks)
