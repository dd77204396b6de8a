"""A letter for Word and LibreOffice, from the same document as the PDF (docxtpl). Typed text is text, never markup."""

import re
from datetime import date
from io import BytesIO
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate, InlineImage

from vidan.adapters import qr
from vidan.adapters.docx.template import ALIGN, FIGURE, GRID, WHOLE, template
from vidan.domain.letters.binding import HOLDING, set_out
from vidan.domain.letters.composing import BlockKind, Document, in_words
from vidan.domain.letters.kinds import Layout

#: What XML 1.0 cannot hold at all (2.2 of the specification), whatever the escaping.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: How wide a sign of a table's type is set, and what a cell keeps free at its sides, in millimetres.
_SIGN, _CELL_SIDES = 2.1, 4
_QR_WORDS = "Quét mã để kiểm tra văn bản còn hiệu lực không."
_DEMO = "Dữ liệu minh họa: tên người và số liệu trên giấy này đều do người làm phần mềm đặt ra."


def letter(document: Document) -> bytes:
    """The letter as DOCX bytes."""
    paper = DocxTemplate(BytesIO(template()))
    told = _told(document)
    if document.verify_url:
        picture = BytesIO(qr.png(document.verify_url))
        told["qr"], told["qr_words"] = InlineImage(paper, picture, width=Mm(19)), _QR_WORDS
    paper.render(told, autoescape=True)
    for table in paper.docx.tables:
        if table.style.name == GRID:
            _columns(table)
    _lead_on(paper.docx)
    _end_together(paper.docx)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _columns(table: Any) -> None:
    """The first column takes what the narrow ones leave; figures stand in the middle, as on the print."""
    widths = _widths([[cell.text for cell in row.cells] for row in table.rows])
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, row in enumerate(table.rows):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
        for cell in row.cells if place == 0 else row.cells[1:]:
            cell.paragraphs[0].alignment = ALIGN.CENTER


def _widths(rows: list[list[str]]) -> list[int]:
    """A column of figures is as wide as its longest cell, at least `FIGURE`; where that leaves the first column less
    than a quarter of the line, all are alike.
    """
    longest = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    narrow = [max(FIGURE, Mm(_CELL_SIDES + _SIGN * length)) for length in longest[1:]]
    first = WHOLE - sum(narrow)
    return [first, *narrow] if first * 4 >= WHOLE else [WHOLE // len(longest)] * len(longest)


def _lead_on(paper: Any) -> None:
    """What only leads on to the next line never ends a page: `Nội dung:`, an article's name on a line of its own."""
    for paragraph in paper.paragraphs:
        words = paragraph.text.strip()
        if words.endswith(":") or (words.startswith("Điều ") and not words.endswith((".", ";"))):
            paragraph.paragraph_format.keep_with_next = True


def _end_together(paper: Any) -> None:
    """The signatures never stand on a page alone: the last line of the text goes with them, and they are not torn."""
    signatures = [table for table in paper.tables if table.style.name != GRID][1]
    for row in signatures.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    before = signatures._tbl.getprevious()
    while before is not None and before.tag == qn("w:p"):
        paragraph = Paragraph(before, paper)
        paragraph.paragraph_format.keep_with_next = True
        if paragraph.text.strip():
            break
        before = before.getprevious()


def _told(document: Document) -> dict[str, Any]:
    document = set_out(document, loose=True)
    board = len(document.issuer) > 1 and document.issuer[0].startswith("ỦY BAN NHÂN DÂN ")
    official = document.layout is Layout.OFFICIAL
    plain: dict[str, Any] = {
        "mark": " · ".join(_marks(document)),
        "issuer_over": [_kept_together(line) for line in document.issuer[:1]] if board else (),
        "issuer": document.issuer[1:] if board else document.issuer,
        "number": f"        {document.number}" if document.number.startswith("/") else document.number,
        "about": document.summary if official else "",
        "place": document.place,
        "when": in_words(document.day) if document.day else _open_day(document.made_on),
        "heading": document.heading,
        "summary": "" if official else document.summary,
        "to": document.to if _says_to(document) and document.layout is not Layout.PERSONAL else "",
        "reader": document.to if document.layout is Layout.PERSONAL else "",
        "home": document.home,
        "authority_line": document.authority_line,
        "blocks": [_piece(block, document.layout) for block in document.blocks],
        "annex": _annex(document),
        "over": [line for line in document.signature.over if line],
        "under": document.signature.under,
        "name": document.signature.name,
        "second": document.second if document.second[0] else (),
        "recipients": _ended([line for line in document.recipients if line.strip(" …")]),
        "qr": "",
        "qr_words": "",
        "demo_words": _DEMO if document.demo else "",
    }
    return {name: _storable(value) for name, value in plain.items()}


def _says_to(document: Document) -> bool:
    return document.layout in (Layout.OFFICIAL, Layout.PERSONAL) or document.heading == "TỜ TRÌNH"


def _marks(document: Document) -> list[str]:
    marks = {
        "DỰ THẢO, CHƯA KÝ": document.draft,
        "DỮ LIỆU MINH HỌA": document.demo,
        "BẢN TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ": document.training,
    }
    return [words for words, shown in marks.items() if shown]


def _piece(block: Any, layout: Layout) -> dict[str, Any]:
    centred = block.kind is BlockKind.HEADING and layout is Layout.DECISION
    return {
        "kind": "centred" if centred else block.kind.value,
        "text": block.text,
        "label": block.label,
        "rows": block.rows,
    }


def _kept_together(line: str) -> str:
    """The commune's name stays on one line."""
    return re.sub("(XÃ|PHƯỜNG|ĐẶC KHU) .{1,30}$", lambda name: name[0].replace(" ", HOLDING), line)


def _annex(document: Document) -> dict[str, Any] | None:
    annex = document.annex
    if annex is None:
        return None
    return {
        "heading": annex.heading,
        "title": annex.title,
        "issued_with": annex.issued_with,
        "blocks": [_piece(block, document.layout) for block in annex.blocks],
    }


def _ended(lines: list[str]) -> list[str]:
    return [line + ("." if place == len(lines) else ";") for place, line in enumerate(lines, start=1)]


def _open_day(made_on: date) -> str:
    return f"ngày       tháng       năm {made_on.year}"


def _storable(value: Any) -> Any:
    """The same structure without what a Word file cannot hold."""
    if isinstance(value, str):
        return _NO_XML.sub("□", value)
    if isinstance(value, dict):
        return {name: _storable(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_storable(part) for part in value]
    return value
