"""Which column of an exported list holds what: guessed by Vietnamese headings, or as somebody chose before."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

from vidan.domain import headings
from vidan.domain.dossiers.told_moments import month_first
from vidan.domain.errors import Refused
from vidan.domain.text import clean_line, fold

#: What each column may be called, folded. Whole headings first, beginnings next.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("ma ho so", "so ho so", "ma so ho so", "ma hs", "so bien nhan", "ma bien nhan", "ma ho so tthc"),
    "procedure_code": ("ma thu tuc", "ma tthc", "ma thu tuc hanh chinh", "ma so tthc", "ma quoc gia"),
    "procedure": ("ten thu tuc", "ten tthc", "thu tuc hanh chinh", "ten thu tuc hanh chinh", "thu tuc", "tthc"),
    "applicant": (
        "nguoi nop", "ten nguoi nop", "ho ten nguoi nop", "ho va ten nguoi nop", "chu ho so", "ten chu ho so",
        "ho ten chu ho so", "ho va ten chu ho so", "ho va ten", "ho ten", "nguoi nop ho so", "to chuc, ca nhan",
        "ten to chuc, ca nhan", "ca nhan/to chuc", "ten cong dan", "cong dan",
    ),
    "number": (
        "so cccd", "cccd", "so can cuoc", "so dinh danh", "so dinh danh ca nhan", "so cmnd", "cmnd/cccd", "cccd/cmnd",
        "so giay to", "so cmnd/cccd", "so cccd/cmnd", "ma dinh danh", "so gttt",
    ),
    "born": ("ngay sinh", "nam sinh"),
    "address": ("dia chi", "noi o", "dia chi nguoi nop", "dia chi chu ho so", "noi cu tru", "dia chi thuong tru"),
    "phone": ("so dien thoai", "dien thoai", "sdt", "so dt", "di dong", "dien thoai lien he", "so dien thoai lien he"),
    "received": (
        "ngay tiep nhan", "ngay nhan", "thoi gian tiep nhan", "ngay nhan ho so", "ngay gio tiep nhan", "tiep nhan luc",
        "thoi diem tiep nhan", "ngay nop", "thoi gian nhan",
    ),
    "due": (
        "ngay hen tra", "hen tra", "han tra", "han xu ly", "ngay hen tra ket qua", "thoi han tra", "han giai quyet",
        "ngay den han", "ngay hen", "thoi gian hen tra", "han tra ket qua",
    ),
    "ready": (
        "ngay co ket qua", "ngay hoan thanh", "ngay ket thuc", "ngay xu ly xong", "ngay giai quyet xong",
        "ngay ket thuc xu ly", "thoi gian hoan thanh", "ngay giai quyet", "ngay xong",
    ),
    "given": (
        "ngay tra ket qua", "ngay tra", "ngay tra thuc te", "thoi gian tra ket qua", "ngay tra kq", "ngay nhan ket qua",
    ),
    "state": ("trang thai", "tinh trang", "trang thai ho so", "tinh trang ho so", "tinh trang xu ly", "ket qua xu ly"),
    "officer": (
        "can bo xu ly", "nguoi xu ly", "can bo dang xu ly", "nguoi dang giu", "can bo thu ly", "nguoi thu ly",
        "chuyen vien xu ly", "nguoi dang xu ly", "can bo giai quyet", "chuyen vien thu ly",
    ),
    "content": ("trich yeu", "noi dung", "noi dung yeu cau", "trich yeu ho so", "noi dung ho so", "ve viec"),
    "sets": ("so bo", "so luong", "so luong bo", "so luong (bo)", "so bo ho so"),
    "receiver": ("nguoi nhan ket qua", "nguoi nhan kq", "nguoi nhan tra"),
}  # fmt: skip
#: Without these a row says nothing that could be kept.
NEEDED = ("code", "applicant", "received")
#: Columns of dates.
MOMENTS = ("received", "due", "ready", "given")
#: Rows looked at before the first is read, to see how a column writes its dates.
LOOKED_AT = 2000


@dataclass(frozen=True)
class ListLayout:
    """Where each meaning stands: place by meaning, its heading as written, columns that put the month first.

    `all` are the list's headings, also those that say nothing to us.
    """

    places: Mapping[str, int]
    written: Mapping[str, str]
    all: tuple[str, ...]
    month_first: frozenset[str] = frozenset()


def lay_out(
    headers: Sequence[str], rows: Iterable[Sequence[str]], first_row: int, remembered: Mapping[str, str] | None = None
) -> tuple[ListLayout, Iterator[tuple[int, Sequence[str]]]]:
    """Find the headings (titles may stand above them) and give the numbered rows below.

    Headings may stand in two rows, a merged one over its parts (“Thời gian” over “Ngày nhận” and “Hẹn trả”): then the
    lower word counts where there is one. `remembered` are headings by meaning that somebody chose before: they win over
    what the words suggest. Refused `dossiers.import.no_headings` when a needed column is not there, naming which.
    """
    numbered: Iterator[tuple[int, Sequence[str]]] = enumerate(rows, start=first_row)
    above = [headers, *(row for _, row in islice(numbered, headings.HEADINGS_WITHIN))]
    found, last = _headings(above, remembered)
    places = _places(found, remembered)
    missing = [meaning for meaning in NEEDED if meaning not in places]
    if missing:
        raise Refused("dossiers.import.no_headings", field="file", missing=tuple(missing), all=_tidy(found))
    below = chain(enumerate(above[last + 1 :], start=first_row + last), numbered)
    looked = list(islice(below, LOOKED_AT))
    dates = {meaning: places[meaning] for meaning in MOMENTS if meaning in places}
    order = month_first({meaning: [cell(row, place) for _, row in looked] for meaning, place in dates.items()})
    written = {meaning: clean_line(found[place]) for meaning, place in places.items()}
    return ListLayout(places, written, _tidy(found), order), chain(looked, below)


def _headings(above: Sequence[Sequence[str]], remembered: Mapping[str, str] | None) -> tuple[Sequence[str], int]:
    """The row that names most columns, or two rows read as one, and the place of the lower; of equals the first."""
    one = [(row, place) for place, row in enumerate(above)]
    two = [(_over(upper, lower), place) for place, (upper, lower) in enumerate(pairwise(above), start=1)]
    return max([*one, *two], key=lambda found: len(_places(found[0], remembered)))


def _over(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headings as one."""
    return [cell(lower, place) or cell(upper, place) for place in range(max(len(upper), len(lower)))]


def _tidy(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for cell in row if (text := clean_line(cell)[: headings.LONGEST_HEADING])))


def _places(row: Sequence[str], remembered: Mapping[str, str] | None) -> dict[str, int]:
    guessed = {meaning: place for place, meaning in headings.columns(row, HEADINGS).items()}
    if not remembered:
        return guessed
    bare = headings.folded(row)
    chosen = {
        meaning: bare.index(fold(heading).rstrip(" :*."))
        for meaning, heading in remembered.items()
        if heading and fold(heading).rstrip(" :*.") in bare
    }
    taken = set(chosen.values())
    return chosen | {
        meaning: place for meaning, place in guessed.items() if meaning not in remembered and place not in taken
    }


def cell(row: Sequence[str], place: int | None) -> str:
    """What stands at a place; empty where the row is shorter."""
    return row[place] if place is not None and place < len(row) else ""
