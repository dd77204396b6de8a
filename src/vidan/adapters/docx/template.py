"""The Word template of all letters, built here and never copied from anybody: one page after NĐ 30/2020/NĐ-CP, annex I.

Its places are docxtpl's (`{{ … }}` in a run, `{%p … %}` in a paragraph of its own). Sizes are those of letter.typ.
"""

from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
BODY, TITLE, HEAD, MOTTO, NUMBER, COPIES = 14, 14, 12.5, 13.5, 13, 11
LEFT_CELL, RIGHT_CELL = Mm(60), Mm(102)
#: A table with lines: its style, how wide it is and how wide a column of figures.
GRID, WHOLE, FIGURE = "Table Grid", Mm(160), Mm(24)


@cache
def template() -> bytes:
    """The template as bytes, built once in a process."""
    paper = Document()
    _page(paper)
    _head(paper)
    _title(paper)
    _body(paper)
    _signatures(paper)
    _annex(paper)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(paper: Any) -> None:
    section = paper.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.element.rPr.rFonts.set(qn("w:cs"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    _field(number, "PAGE")
    first = section.first_page_header.paragraphs[0]
    first.alignment = ALIGN.RIGHT
    _run(first, "{{ mark }}", 9.5, bold=True)
    _run(section.header.add_paragraph(), "{{ mark }}", 9.5, bold=True)
    section.header.paragraphs[-1].alignment = ALIGN.RIGHT


def _field(paragraph: Any, code: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(NUMBER)
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _run(
    paragraph: Any, text: str, size: float, *, bold: bool = False, italic: bool = False, line: bool = False
) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic, run.underline = Pt(size), bold, italic, line


def _line(holder: Any, text: str, size: float = BODY, *, align: Any = None, **look: bool) -> Any:
    paragraph = holder.add_paragraph()
    paragraph.alignment = align
    _run(paragraph, text, size, **look)
    return paragraph


def _only(holder: Any, condition: str, *lines: tuple[str, float, dict[str, Any]]) -> None:
    """Lines that stand there only where the condition holds."""
    holder.add_paragraph("{%p if " + condition + " %}")
    for text, size, look in lines:
        _line(holder, text, size, **look)
    holder.add_paragraph("{%p endif %}")


def _each(holder: Any, names: str, text: str, size: float, **look: Any) -> None:
    holder.add_paragraph("{%p for line in " + names + " %}")
    _line(holder, text, size, **look)
    holder.add_paragraph("{%p endfor %}")


def _rule(holder: Any, indent: float) -> None:
    """A thin rule, centred: the lower border of an almost empty line."""
    paragraph = holder.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    paragraph.paragraph_format.line_spacing, paragraph.paragraph_format.space_after = Pt(3), Pt(6)
    border = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "5"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{name}"), value)
    border.append(bottom)
    paragraph._p.get_or_add_pPr().append(border)


def _cells(paper: Any, left: Any = LEFT_CELL, right: Any = RIGHT_CELL, rows: int = 1) -> list[Any]:
    """The cells of a table of two columns, row by row, as wide as told and with no margin of their own."""
    table = paper.add_table(rows=rows, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    # Word reads the cells' widths, LibreOffice the columns'.
    table.columns[0].width, table.columns[1].width = left, right
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for row in table.rows:
        row.cells[0].width, row.cells[1].width = left, right
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return [cell for row in table.rows for cell in row.cells]


def _tidy(*cells: Any) -> None:
    """A new cell begins with an empty paragraph that nobody asked for."""
    for cell in cells:
        first = cell.paragraphs[0]
        if not first.text and len(cell.paragraphs) > 1:
            first._p.getparent().remove(first._p)


def _head(paper: Any) -> None:
    left, right, number, placed = _cells(paper, rows=2)
    centre: dict[str, Any] = {"align": ALIGN.CENTER}
    _each(left, "issuer_over", "{{ line }}", HEAD, **centre)
    _each(left, "issuer", "{{ line }}", HEAD, bold=True, **centre)
    _rule(left, 20)
    # Number and day stand on one line (annex I, II.4), however many lines the issuer's name takes.
    _line(number, "Số: {{ number }}", NUMBER, **centre)
    _only(number, "about", ("V/v {{ about }}", HEAD, centre))
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", HEAD, bold=True, **centre)
    _line(right, "Độc lập - Tự do - Hạnh phúc", MOTTO, bold=True, line=True, **centre)
    _line(placed, "{{ place }}, {{ when }}", MOTTO, italic=True, **centre)
    _tidy(left, right, number, placed)


def _title(paper: Any) -> None:
    centre: dict[str, Any] = {"align": ALIGN.CENTER}
    space = _line(paper, "", 8)
    space.paragraph_format.space_after = Pt(2)
    _only(paper, "heading", ("{{ heading }}", TITLE, {**centre, "bold": True}))
    paper.add_paragraph("{%p if summary %}")
    _line(paper, "{{ summary }}", TITLE, bold=True, **centre)
    _rule(paper, 66)
    paper.add_paragraph("{%p endif %}")
    for name, bold in (("to", False), ("reader", True)):
        paper.add_paragraph("{%p if " + name + " %}")
        reader = paper.add_paragraph()
        reader.alignment = ALIGN.CENTER
        reader.paragraph_format.space_before = Pt(8)
        _run(reader, "Kính gửi: ", BODY)
        _run(reader, "{{ " + name + " }}", BODY, bold=bold)
        paper.add_paragraph("{%p endif %}")
    _only(paper, "home", ("{{ home }}", 13, {**centre, "italic": True}))
    _only(paper, "authority_line", ("{{ authority_line }}", BODY, {**centre, "bold": True}))


def _body(paper: Any, blocks: str = "blocks") -> None:
    paper.add_paragraph("{%p for piece in " + blocks + " %}")
    for kind in ("centred", "heading", "article", "basis", "item", "paragraph"):
        paper.add_paragraph("{%p if piece.kind == '" + kind + "' %}")
        _piece(paper, kind)
        paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p if piece.kind == 'table' %}")
    _table(paper)
    paper.add_paragraph("{%p endif %}")
    paper.add_paragraph("{%p endfor %}")


def _piece(paper: Any, kind: str) -> None:
    paragraph = paper.add_paragraph()
    shape = paragraph.paragraph_format
    shape.space_before, shape.line_spacing = Pt(6), 1.1
    if kind in ("centred", "heading"):
        paragraph.alignment = ALIGN.CENTER if kind == "centred" else ALIGN.LEFT
        shape.keep_with_next = True
        _run(paragraph, "{{ piece.text }}", BODY, bold=True)
        return
    paragraph.alignment = ALIGN.JUSTIFY
    shape.first_line_indent = Mm(12)
    if kind == "article":
        _run(paragraph, "{{ piece.label }} ", BODY, bold=True)
    _run(paragraph, "- {{ piece.text }}" if kind == "item" else "{{ piece.text }}", BODY, italic=kind == "basis")


def _table(paper: Any) -> None:
    """A table with lines: as many rows and cells as the block has, its heads bold."""
    table = paper.add_table(rows=3, cols=3)
    table.style = GRID
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    loops = ("{%tr for row in piece.rows %}", "", "{%tr endfor %}")
    for row, loop in zip(table.rows, loops, strict=True):
        row.cells[0].text = loop
    begin, cell, end = table.rows[1].cells
    begin.text, end.text = "{%tc for cell in row %}", "{%tc endfor %}"
    words = cell.paragraphs[0]
    for condition, bold in (("piece.rows[0] == row", True), ("piece.rows[0] != row", False)):
        _run(words, "{%r if " + condition + " %}", 12)
        _run(words, "{{ cell }}", 12, bold=bold)
        _run(words, "{%r endif %}", 12)


def _signatures(paper: Any) -> None:
    centre: dict[str, Any] = {"align": ALIGN.CENTER}
    _line(paper, "", 6)
    left, right = _cells(paper, Mm(72), Mm(88))
    _only(left, "second", ("{{ second[0] }}", MOTTO, {**centre, "bold": True}))
    left.add_paragraph("{%p if second %}")
    _room(left)
    _line(left, "{{ second[1] }}", BODY, bold=True, **centre)
    left.add_paragraph("{%p endif %}")
    _line(left, "Nơi nhận:", 12, bold=True, italic=True)
    _each(left, "recipients", "- {{ line }}", COPIES)
    _only(left, "qr", ("{{ qr }}", COPIES, {}), ("{{ qr_words }}", 9, {}))
    _each(right, "over", "{{ line }}", MOTTO, bold=True, **centre)
    _room(right)
    _each(right, "under", "{{ line }}", HEAD, bold=True, **centre)
    _line(right, "{{ name }}", BODY, bold=True, **centre)
    _tidy(left, right)
    paper.add_paragraph("{%p if demo_words %}")
    _line(paper, "{{ demo_words }}", 9.5, italic=True).paragraph_format.space_before = Pt(6)
    paper.add_paragraph("{%p endif %}")


def _annex(paper: Any) -> None:
    """What is issued with a decision, on a page of its own."""
    centre: dict[str, Any] = {"align": ALIGN.CENTER}
    paper.add_paragraph("{%p if annex %}")
    heading = _line(paper, "{{ annex.heading }}", TITLE, bold=True, **centre)
    heading.paragraph_format.page_break_before = True
    _line(paper, "{{ annex.title }}", TITLE, bold=True, **centre)
    _line(paper, "{{ annex.issued_with }}", BODY, italic=True, **centre)
    _rule(paper, 66)
    _body(paper, "annex.blocks")
    paper.add_paragraph("{%p endif %}")


def _room(holder: Any) -> None:
    """The empty place of signature and seal."""
    room = holder.add_paragraph()
    room.paragraph_format.space_before = Mm(27)
