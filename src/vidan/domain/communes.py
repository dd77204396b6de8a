"""Communes: keyed by code and first day, with successors; their abbreviation and their web name.

Source of codes: QĐ 19/2025/QĐ-TTg (34 provinces, 3,321 communes from 1/7/2025); the same code may name another extent
before and after a merger, so (code, valid_from) is the key.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from vidan.domain.errors import Refused
from vidan.domain.text import clean_line, fold

_CODE = re.compile(r"\d{5}")
#: What stands before the name of a place and is written or left out as one likes.
_KINDS = frozenset("thôn làng bản xóm ấp buôn khu phố tổ dân khóm xã phường".split())


@dataclass(frozen=True)
class CommuneText:
    """A commune as it is entered at set-up."""

    code: str
    name: str
    province_code: str
    province_name: str
    valid_from: date
    phone: str = ""
    address: str = ""
    abbreviation: str = ""
    training: bool = False
    #: The address under which its public pages are served; empty: it is the only one, or has none of its own.
    host: str = ""

    @property
    def slug(self) -> str:
        """`dien-lu` for `xã Điền Lư`: the name in web addresses and folders, without the kind of commune."""
        words = fold(self.name).split()
        if words and words[0] in {"xa", "phuong"} and len(words) > 1:
            words = words[1:]
        elif words[:2] == ["dac", "khu"] and len(words) > 2:
            words = words[2:]
        return "-".join("".join(letter for letter in word if letter.isalnum()) for word in words) or "xa"

    @property
    def short(self) -> str:
        """The letters in front of local codes: given, or the initials of the name (`ĐL`)."""
        if self.abbreviation:
            return self.abbreviation
        words = self.name.split()
        if len(words) > 1 and fold(words[0]) in {"xa", "phuong"}:
            words = words[1:]
        return "".join(word[0].upper() for word in words)[:6]


def check(text: CommuneText) -> CommuneText:
    """The commune with its words tidied. Refused when a field cannot be right."""
    tidy = CommuneText(
        code=text.code.strip(),
        name=clean_line(text.name),
        province_code=text.province_code.strip(),
        province_name=clean_line(text.province_name),
        valid_from=text.valid_from,
        phone=clean_line(text.phone),
        address=clean_line(text.address),
        abbreviation=clean_line(text.abbreviation).upper(),
        training=text.training,
        host=text.host.strip().lower(),
    )
    if not _CODE.fullmatch(tidy.code):
        raise Refused("communes.code.form", field="code", value=tidy.code)
    if not 2 <= len(tidy.name) <= 120:
        raise Refused("communes.name.form", field="name")
    if not re.fullmatch(r"\d{2}", tidy.province_code):
        raise Refused("communes.province.form", field="province_code", value=tidy.province_code)
    if tidy.abbreviation and not (tidy.abbreviation.isalnum() and len(tidy.abbreviation) <= 6):
        raise Refused("communes.abbreviation.form", field="abbreviation")
    return tidy


def bare(place: str) -> str:
    """`riềng` for `Thôn Riềng`: a place without its kind, for comparing."""
    words = clean_line(place).casefold().replace(".", " ").split()
    while len(words) > 1 and words[0] in _KINDS:
        del words[0]
    return " ".join(words)


def village_of(address: str, villages: Sequence[tuple[int, str]], communes: Sequence[str]) -> int | None:
    """The village that an address names, of those with a key and a name; None unless it names exactly one.

    `communes` are the names under which the commune is or was known: `thôn Riềng` of another commune is not ours. An
    address of one part says nothing of a commune and is taken for ours.
    """
    parts = [bare(part) for part in re.split(r"[,;]| - ", address)]
    for told in (str, fold):
        here = [told(part) for part in parts if part]
        ours = {told(bare(name)) for name in communes}
        found = _named(here, villages, told)
        if found:
            key, place = found[0]
            return key if len(found) == 1 and (len(here) == 1 or ours & {*here[:place], *here[place + 1 :]}) else None
    return None


def _named(
    parts: Sequence[str], villages: Sequence[tuple[int, str]], told: Callable[[str], str]
) -> list[tuple[int, int]]:
    """Villages whose name is one of the parts, each with that part's place."""
    names = [(key, told(bare(name))) for key, name in villages]
    return [(key, parts.index(name)) for key, name in names if name in parts]


#: The units that a commune has since 1/7/2025 (NĐ 150/2025/NĐ-CP); each commune may rename its own.
USUAL_UNITS: tuple[tuple[str, str], ...] = (
    ("lanh-dao", "Lãnh đạo Ủy ban nhân dân"),
    ("trung-tam-phuc-vu-hanh-chinh-cong", "Trung tâm Phục vụ hành chính công"),
    ("van-phong", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
    ("kinh-te", "Phòng Kinh tế"),
    ("van-hoa-xa-hoi", "Phòng Văn hóa – Xã hội"),
    ("cong-an", "Công an xã"),
    ("quan-su", "Ban Chỉ huy Quân sự xã"),
)
