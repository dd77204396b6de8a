"""A commune's own list of procedures, row by row from a spreadsheet: good rows come in, each bad row is explained."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vidan.domain import headings
from vidan.domain.errors import Refused
from vidan.domain.procedures.checks import validate
from vidan.domain.procedures.readings import read_fee, read_limit, read_papers, tidy_code
from vidan.domain.procedures.texts import FIRST_DAY, USUAL_WAY, ProcedureText
from vidan.domain.text import clean_line, clean_text, fold

_NO_FIELD = "Chưa xếp lĩnh vực"

#: What each column may be called, folded (no tones, lower case). Whole headings first, beginnings next.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("ma thu tuc", "ma tthc", "ma thu tuc hanh chinh", "ma so tthc", "ma so thu tuc", "ma so", "ma", "code"),
    "name": ("ten thu tuc", "ten tthc", "ten thu tuc hanh chinh", "thu tuc hanh chinh", "thu tuc", "noi dung", "name"),
    "short_name": ("ten ngan", "ten thuong goi", "ten goi don gian", "ten rut gon"),
    "field": ("linh vuc", "nhom thu tuc", "field"),
    "limit": ("thoi han giai quyet", "thoi gian giai quyet", "thoi han", "thoi gian", "thoi gian thuc hien"),
    "fee": ("phi, le phi", "phi le phi", "phi/le phi", "le phi", "phi", "muc thu", "phi, le phi (neu co)"),
    "papers": ("thanh phan ho so", "thanh phan, so luong ho so", "giay to", "giay to phai nop", "ho so gom", "ho so"),
    "legal_basis": ("can cu phap ly", "co so phap ly", "can cu", "van ban phap ly"),
    "agency": ("co quan thuc hien", "co quan giai quyet", "co quan"),
    "result": ("ket qua", "ket qua thuc hien", "ket qua giai quyet"),
    "steps": ("trinh tu thuc hien", "trinh tu", "cach lam", "cac buoc"),
    "online": ("muc do dvc", "dich vu cong truc tuyen", "muc do truc tuyen", "dvc truc tuyen"),
    "valid_from": ("ngay hieu luc", "hieu luc tu", "ap dung tu", "co hieu luc tu"),
}
#: What no list of this form tells: the desk's own way, whose desk it is, whether it is received here.
_NEVER_TOLD = frozenset({"unit", "internal_steps", "in_scope", "life_events"})
#: What each column tells; an empty cell tells nothing of it.
_TOLD_BY: Mapping[str, tuple[str, ...]] = {"fee": ("fee_text",), "limit": ("limit", "limit_note")}
_SECTION = re.compile(
    r"(?:[ivxlc]{1,6}|[a-zđ]|\d{1,2})?\s*[.):/-]?\s*l[ĩi]nh\s+v[ựu]c\b\s*[:.-]*\s*(.*)", re.IGNORECASE
)
#: The line of column numbers, (1) (2) (3), that many lists carry under their headings.
_NUMBERED = re.compile(r"\(?\d{1,2}\)?|", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


@dataclass(frozen=True)
class RowError:
    """What is wrong in a row: its number as the spreadsheet shows it, the column's key, the code of the sentence."""

    row_number: int
    column: str
    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Import:
    """The outcome: procedures that come in, rows that do not, and doubts about rows that do (`notes`)."""

    accepted: tuple[ProcedureText, ...]
    errors: tuple[RowError, ...]
    notes: tuple[RowError, ...]


class _Row(NamedTuple):
    number: int
    cells: Mapping[str, str]
    field: str


def rows_to_procedures(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    first_row: int = 2,
    valid_from: date = FIRST_DAY,
    source: str = "Danh mục của xã",
) -> Import:
    """Read a list whose headings are Vietnamese, in any order, with or without diacritics.

    `rows` are the rows under `headers`; the first of them has the number `first_row` in the spreadsheet. Headings may
    also stand among the first 30 rows (titles above them are passed over), and a row such as "I. LĨNH VỰC HỘ TỊCH"
    names the field of the rows below it. A limit in the commune's own list counts as confirmed when it is plain;
    otherwise it comes in unconfirmed, with a note. Refused `procedures.list.no_headings` without a column of names.
    """
    columns, numbered = _headed(headers, rows, first_row)
    accepted: list[ProcedureText] = []
    errors: list[RowError] = []
    notes: list[RowError] = []
    seen: dict[str, int] = {}
    for row in _filled(columns, numbered):
        procedure, doubts = _procedure(row, valid_from, source)
        problems = _once(RowError(row.number, _column(no.field), no.code, no.facts) for no in validate(procedure))
        if procedure.key in seen:
            told = {"value": procedure.key, "first_row": seen[procedure.key]}
            problems.append(RowError(row.number, "code", "procedures.row.twice", told))
        seen.setdefault(procedure.key, row.number)
        if problems:
            errors += problems
        else:
            accepted.append(procedure)
            notes += doubts
    return Import(tuple(accepted), tuple(errors), tuple(notes))


def _once(problems: Iterable[RowError]) -> list[RowError]:
    """Each mistake of a row once: a code that cannot be read is no key either, and no name gives no usual name."""
    found = {(problem.code, str(problem.facts)): problem for problem in problems}
    nameless = any(code == "procedures.name.missing" for code, _facts in found)
    follows = "procedures.short_name.missing" if nameless else ""
    return [problem for (code, _facts), problem in found.items() if code != follows]


_Numbered = Iterator[tuple[int, Sequence[str]]]


def _headed(headers: Sequence[str], rows: Iterable[Sequence[str]], first_row: int) -> tuple[dict[int, str], _Numbered]:
    numbered: _Numbered = enumerate(rows, start=first_row)
    columns = _columns(headers)
    looked = 0
    while "name" not in columns.values():
        under = next(numbered, None) if looked < headings.HEADINGS_WITHIN else None
        if under is None:
            raise Refused("procedures.list.no_headings", field="file")
        columns = _columns(under[1])
        looked += 1
    return columns, numbered


def _columns(headers: Sequence[str]) -> dict[int, str]:
    return headings.columns(headers, HEADINGS)


def _filled(columns: Mapping[int, str], numbered: _Numbered) -> Iterator[_Row]:
    field = ""
    for number, cells in numbered:
        texts = [clean_text(cell) for cell in cells]
        section = _section(texts)
        if section:
            field = section
            continue
        row = {meaning: texts[place] for place, meaning in columns.items() if place < len(texts)}
        # Empty rows, column numbers and headings repeated on a new page say nothing.
        says_something = any(not _NUMBERED.fullmatch(text) for text in row.values())
        if says_something and fold(row.get("name", "")) not in HEADINGS["name"]:
            yield _Row(number, row, field)


def _section(texts: Sequence[str]) -> str:
    """The field named by a row of its own, such as "I. LĨNH VỰC HỘ TỊCH"; empty for other rows."""
    said = [text for text in texts if text]
    if not said or len(said) > 2 or len(" ".join(said)) > 250:
        return ""
    found = _SECTION.fullmatch(clean_line(" ".join(said)))
    if not found or any(len(text) > 12 for text in said[:-1]):
        return ""
    name = found[1].strip(" :.-")
    return name if not name.isupper() else name[:1] + name[1:].lower()


def _procedure(row: _Row, valid_from: date, source: str) -> tuple[ProcedureText, list[RowError]]:
    cells = row.cells
    name = clean_line(cells.get("name", ""))
    code = tidy_code(cells.get("code", ""))
    read = read_limit(cells.get("limit", ""))
    field = clean_line(cells.get("field", "")) or row.field or _NO_FIELD
    day = _day(cells.get("valid_from", ""))
    doubts = list(_doubts(row, code, field, read.limit is None, read.sure, day))
    procedure = ProcedureText(
        key=code or _key_of(name),
        code=code or None,
        name=name,
        short_name=clean_line(cells.get("short_name", "")) or _shortened(name),
        field=field,
        limit=read.limit,
        limit_sure=read.sure,
        limit_note=read.note,
        fee_text=clean_line(cells.get("fee", "")),
        fee_vnd=read_fee(cells.get("fee", "")),
        papers=read_papers(cells.get("papers", "")),
        steps=_lines(cells.get("steps", "")),
        internal_steps=USUAL_WAY,
        result=clean_line(cells.get("result", "")),
        legal_basis=_lines(cells.get("legal_basis", "")),
        online=clean_line(cells.get("online", "")),
        agency=clean_line(cells.get("agency", "")),
        source=source,
        confidence="S",
        unsure=tuple(sorted({doubt.column for doubt in doubts})),
        valid_from=day or valid_from,
        left_open=_left_open(row, field, no_limit=read.limit is None),
    )
    return procedure, doubts


def _left_open(row: _Row, field: str, *, no_limit: bool) -> frozenset[str]:
    """The fields that this row says nothing about."""
    silent = (column for column in HEADINGS if not clean_line(row.cells.get(column, "")))
    found = {name for column in silent for name in _TOLD_BY.get(column, (column,))} - {"code", "name", "valid_from"}
    found -= set() if field == _NO_FIELD else {"field"}
    return frozenset(found | _NEVER_TOLD | ({"limit"} if no_limit else set()))


def _doubts(row: _Row, code: str, field: str, no_limit: bool, sure: bool, day: date | None) -> Iterator[RowError]:
    told: dict[str, object] = {"name": clean_line(row.cells.get("name", ""))[:80]}
    if not code:
        yield RowError(row.number, "code", "procedures.code.missing", told)
    if field == _NO_FIELD:
        yield RowError(row.number, "field", "procedures.field.missing", told)
    if no_limit:
        yield RowError(row.number, "limit", "procedures.limit.unread", told)
    elif not sure:
        yield RowError(row.number, "limit", "procedures.limit.doubtful", told)
    if row.cells.get("valid_from") and day is None:
        yield RowError(row.number, "valid_from", "procedures.valid_from.unread", told)


def _key_of(name: str) -> str:
    """A local key that stays the same as long as the name does: the list may be imported again."""
    return "L-" + hashlib.sha256(fold(name).encode()).hexdigest()[:10].upper()


def _shortened(name: str) -> str:
    bare = re.sub(r"\AThủ tục\s+", "", name, flags=re.IGNORECASE)
    short = (bare[:1].upper() + bare[1:]) if bare else name
    return short if len(short) <= 200 else short[:199].rsplit(" ", 1)[0] + "…"


def _lines(text: str) -> tuple[str, ...]:
    parts = (part.strip(" -+•*\t") for line in clean_text(text).split("\n") for part in line.split(";"))
    return tuple(part for part in parts if part)


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(clean_line(text))
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _column(field: str) -> str:
    """The heading a problem belongs to: `papers-3` is about the column of papers."""
    column = field.split("-")[0]
    return {"key": "code", "fee_vnd": "fee", "fee_text": "fee", "limit_note": "limit"}.get(column, column)
