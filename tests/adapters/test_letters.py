"""Letters on paper: the measures of NĐ 30/2020/NĐ-CP, Phụ lục I, read back out of the PDF and of the Word file."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import docx as word
import pytest
from pypdf import PdfReader

from vidan.adapters import docx, pdf
from vidan.content.letters import kinds
from vidan.content.letters.samples import all_samples, filled, sample
from vidan.domain.letters.binding import HOLDING
from vidan.domain.letters.composing import Setting, compose
from vidan.domain.letters.kinds import Authority, Layout, read_values
from vidan.domain.letters.signing import SignatureBlock

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

KIND = {kind.key: kind for kind in kinds()}
SAMPLES = dict(all_samples())
MM = 72 / 25.4
MARKUP = (
    r"#let x = 1 $a^2$ *đậm* _nghiêng_ `mã` <script>alert(1)</script> \ @nhãn // [ ] = ~ { } {{ x }} {%p if y %} & ]]>"
)
HOSTILE = [
    MARKUP
    + unicodedata.normalize("NFD", "\nHà Thị Ước ở thôn Vèn, họ Đỗ\n")
    + "tên \u202eđảo ngược\u202c \u200f\x00\x07",
    "Nguyễn " + "Thị Hoàng Bảo Trâm " * 8 + "Ước 😀 \U0001f468\u200d\U0001f469 ꪼ 語\r\n\r\n\r\nba\u2028bốn",
    "H" * 250,
]


def run(*words, content):
    return subprocess.run(words, input=content, capture_output=True, check=True).stdout.decode("utf-8")


def said(content):
    return " ".join(run("pdftotext", "-enc", "UTF-8", "-", "-", content=content).split())


def boxes(content):
    """(page, left, top, right, bottom, word) in millimetres from the upper left corner."""
    told = run("pdftotext", "-bbox", "-", "-", content=content)
    found, page = [], 0
    for line in told.splitlines():
        page += "<page " in line
        if at := re.search(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*)</word>', line):
            found.append((page, *(float(at[place]) / MM for place in range(1, 5)), at[5]))
    return found


def plain(text):
    """With every space an ordinary one."""
    return " ".join(text.split())


def sizes(content):
    """Every piece of text of the PDF with its size in points and its typeface."""
    found = []

    def hear(text, _matrix, at, font, size):
        if text.strip():
            scale = abs(at[3]) or abs(at[0])
            found.append((plain(text), round(size * scale, 1), (font or {}).get("/BaseFont", "")))

    for page in PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=hear)
    return found


def size_of(found, words):
    """The sizes in which these words (or their beginning) are set."""
    return {size for text, size, _ in found if text.startswith(words)}


def word_text(content):
    paper = word.Document(BytesIO(content))
    lines = [plain(paragraph.text) for paragraph in paper.paragraphs]
    for table in paper.tables:
        cells = [cell for row in table.rows for cell in row.cells]
        lines += [plain(paragraph.text) for cell in cells for paragraph in cell.paragraphs]
    return lines


def runs(content):
    """text -> (size in points, bold, italic) of each run of a Word file."""
    paper = word.Document(BytesIO(content))
    cells = [cell for table in paper.tables for row in table.rows for cell in row.cells]
    paragraphs = [*paper.paragraphs, *(paragraph for cell in cells for paragraph in cell.paragraphs)]
    return {
        run.text: (run.font.size.pt, bool(run.bold), bool(run.italic))
        for paragraph in paragraphs
        for run in paragraph.runs
        if run.text.strip() and run.font.size
    }


# -- the measures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SAMPLES)
def test_a_letter_is_a4_tagged_archival_and_readable_to_the_blind(key):
    content = pdf.letter(SAMPLES[key])
    told = dict(re.findall(r"^([^:\n]+):\s+(.*)$", run("pdfinfo", "-", content=content), re.MULTILINE))
    assert told["Page size"].startswith("595.276 x 841.89")
    assert told["Tagged"] == "yes"
    metadata = run("pdfinfo", "-meta", "-", content=content)
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", metadata)
    assert re.search(r"<pdfaid:conformance>A</pdfaid:conformance>", metadata)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", metadata)


NOTE = "Dữ liệu minh họa: tên người và số liệu trên giấy này đều do người làm phần mềm đặt ra."


@pytest.mark.parametrize("key", SAMPLES)
def test_margins_are_those_of_the_annex_on_every_page(key):
    placed = boxes(pdf.letter(SAMPLES[key]))
    noted = [at for at in placed if at[2] > 277.1]  # below stands nothing but what a demonstration says of itself
    assert " ".join(at[5] for at in noted) in ("", NOTE)
    body = [at for at in placed if 20 < at[2] <= 277.1]  # the mark and the page number stand in the upper margin
    assert 29.9 <= min(at[1] for at in body) <= 35
    assert 210 - max(at[3] for at in body) >= 14.9
    assert 297 - max(at[4] for at in body) >= 19.9
    assert min(at[2] for at in body) >= 19.9


@pytest.mark.parametrize("key", SAMPLES)
def test_nation_motto_number_place_and_day_have_their_sizes_and_weight(key):
    document = SAMPLES[key]
    content = pdf.letter(document)
    found = sizes(content)
    assert size_of(found, "CỘNG HÒA XÃ HỘI") <= {12.0, 12.5, 13.0}
    assert size_of(found, "Độc lập - Tự do") <= {13.0, 13.5, 14.0}
    assert size_of(found, "Số:") == {13.0}
    assert size_of(found, "Nơi nhận") == {12.0}
    fonts = {text: font for text, _, font in found}
    assert any("Bold" in font for text, font in fonts.items() if text.startswith("CỘNG HÒA"))
    assert any("Italic" in font for text, font in fonts.items() if "ngày 05 tháng 01 năm 2027" in text)
    text = said(content)
    assert f"Số: {document.number}" in text
    assert "Điền Lư, ngày 05 tháng 01 năm 2027" in text


@pytest.mark.parametrize("key", SAMPLES)
def test_the_body_is_set_in_thirteen_or_fourteen_points(key):
    document = SAMPLES[key]
    found = sizes(pdf.letter(document))
    first = document.blocks[0].text.split()[0]
    assert size_of(found, first) & {13.0, 13.5, 14.0}


@pytest.mark.parametrize("key", SAMPLES)
def test_who_signs_stands_at_the_right_and_who_receives_at_the_left(key):
    document = SAMPLES[key]
    content = pdf.letter(document)
    text = said(content)
    for line in (*document.signature.over, *document.signature.under, document.signature.name):
        assert line in text
    placed = boxes(content)
    name = document.signature.name.split()[-1]
    assert max(at[1] for at in placed if at[5] == name) > 105
    assert min(at[1] for at in placed if at[5] == "Nơi") < 40
    assert f"- {document.recipients[-1]}." in text


@pytest.mark.parametrize("key", SAMPLES)
def test_number_and_day_stand_on_one_line(key):
    placed = boxes(pdf.letter(SAMPLES[key]))
    number = next(at for at in placed if at[5] == "Số:")
    day = next(at for at in placed if at[5] == "ngày" and at[1] > 105)
    assert abs(number[4] - day[4]) < 0.7


def test_minutes_keep_both_signatures_and_their_readers_together():
    placed = boxes(pdf.letter(SAMPLES["minutes"]))
    assert {at[0] for at in placed} == {1}


def test_a_regulation_begins_on_a_page_of_its_own_in_pdf_and_word():
    placed = boxes(pdf.letter(SAMPLES["regulation"]))
    assert [at[0] for at in placed if at[5] == "CHẾ"] == [2]
    paper = word.Document(BytesIO(docx.letter(SAMPLES["regulation"])))
    heading = next(paragraph for paragraph in paper.paragraphs if paragraph.text == "QUY CHẾ")
    assert heading.paragraph_format.page_break_before
    assert "Điều 4. Báo cáo." in "\n".join(word_text(docx.letter(SAMPLES["regulation"])))


def test_the_last_line_of_the_text_goes_with_the_signatures_onto_the_next_page() -> None:
    paper = word.Document(BytesIO(docx.letter(SAMPLES["regulation"])))
    place = next(number for number, part in enumerate(paper.element.body) if "Nơi nhận:" in "".join(part.itertext()))
    before = [part for part in paper.element.body[:place] if "".join(part.itertext()).strip()]
    assert before[-1].pPr.keepNext is not None and before[-2].pPr.keepNext is None


def test_a_number_is_never_broken_over_two_lines():
    told = boxes(pdf.letter(SAMPLES["correction"]))
    assert [at[5] for at in told if at[5].startswith("03/")] == ["03/TB-UBND", "03/TB-UBND"]


def test_between_office_and_name_there_is_room_for_signature_and_seal():
    placed = boxes(pdf.letter(SAMPLES["thanks"]))
    office = max(at[4] for at in placed if at[5] == "CHỦ")
    name = min(at[2] for at in placed if at[5] == "Bùi")
    assert name - office >= 24


def test_no_picture_stands_in_a_letter_but_its_code():
    for key in ("notice", "apology"):
        assert [page.images.keys() for page in PdfReader(BytesIO(pdf.letter(SAMPLES[key]))).pages] == [[]]


def test_a_letter_without_its_number_leaves_number_and_day_to_the_pen():
    text = said(pdf.letter(sample(KIND["notice"], 0)))
    assert re.search(r"Số: /TB-UBND", text)
    assert re.search(r"ngày tháng năm 2027", text)


def test_the_pages_after_the_first_bear_their_number_in_the_upper_margin():
    long = replace(SAMPLES["notice"], blocks=SAMPLES["notice"].blocks * 30)
    placed = boxes(pdf.letter(long))
    numbers = [(at[0], at[5], round(at[1])) for at in placed if at[2] < 19 and at[5].isdigit()]
    assert [number[:2] for number in numbers] == [(page, str(page)) for page in range(2, placed[-1][0] + 1)]
    assert all(at[0] == placed[-1][0] for at in placed if at[5] == "Nơi")


def test_a_motion_says_to_whom_and_an_official_letter_what_about():
    assert "Kính gửi: Hội đồng nhân dân xã" in said(pdf.letter(SAMPLES["proposal"]))
    assert "V/v phối hợp trả lời bà con" in said(pdf.letter(SAMPLES["official"]))


def test_the_same_letter_gives_the_same_bytes():
    first = pdf.letter(SAMPLES["decision"])
    pdf.letter(SAMPLES["notice"])
    assert pdf.letter(SAMPLES["decision"]) == first


# -- hostile text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("key", KIND)
def test_whatever_people_type_is_printed_and_never_read_as_markup(key, text, caplog):
    kind = KIND[key]
    values = read_values(kind, {name: value[:200] for name, value in filled(kind, text).items()})
    setting = Setting(
        commune="xã Điền Lư",
        place="Điền Lư",
        authority=Authority.COMMITTEE,
        unit="VP",
        made_on=date(2026, 11, 17),
        signature=SignatureBlock(("CHỦ TỊCH",), (), text[:200]),
    )
    document = compose(kind, values, setting)
    content = pdf.letter(document)
    assert content.startswith(b"%PDF-1.7")
    assert max(at[3] for at in boxes(content)) <= 210 - 10
    assert not caplog.records
    written = "\n".join(word_text(docx.letter(document)))
    if "script" in text:
        assert "<script>alert(1)</script>" in said(content)
        assert "<script>alert(1)</script>" in written
        assert "{{ x }}" in written
    if "Ước" in unicodedata.normalize("NFC", text):
        assert "Ước" in said(content)
        assert "Ước" in written


def test_a_day_a_sum_and_a_name_never_stand_on_two_lines():
    kind = KIND["notice"]
    words = "mời ông/bà Hà Văn Ưng tới ngày 05 tháng 01 năm 2027, góp 1.500.000 đồng."
    about = " ".join(f"{'Xin ' * lead}{words}" for lead in range(1, 20))
    values = read_values(kind, {**filled(kind, "nhà văn hóa"), "text": about, "points": ""})
    setting = Setting(commune="xã Tôm", place="Tôm", authority=Authority.COMMITTEE, unit="VP", made_on=date(2027, 1, 5))
    document = compose(kind, values, setting)
    lines = [" ".join(line.split()) for line in run("pdftotext", "-", "-", content=pdf.letter(document)).splitlines()]
    assert len([line for line in lines if "mời" in line or "tháng" in line]) > 19
    broken = re.compile(r"(ngày|tháng|ngày 05|năm|1\.500\.000|ông/bà|Văn)$")
    assert [line for line in lines[lines.index("nhà văn hóa") :] if broken.search(line)] == []
    written = word.Document(BytesIO(docx.letter(document)))
    text = "\n".join(paragraph.text for paragraph in written.paragraphs)
    held = "ông/bà Hà Văn Ưng tới ngày~05 tháng~01 năm~2027, góp 1.500.000~đồng"  # Word would tear its lines apart
    assert text.count(held.replace("~", HOLDING)) == 19


def test_what_nobody_signed_says_so_on_paper_and_what_was_signed_does_not():
    signed = SAMPLES["apology"]
    draft = replace(signed, draft=True)
    for document, said in ((draft, True), (signed, False)):
        printed = run("pdftotext", "-", "-", content=pdf.letter(document))
        header = word.Document(BytesIO(docx.letter(document))).sections[0]
        written = " ".join(p.text for part in (header.header, header.first_page_header) for p in part.paragraphs)
        assert ["DỰ THẢO, CHƯA KÝ" in text for text in (printed, written)] == [said, said]


@pytest.mark.parametrize("key", ["birth", "marriage", "condolence"])
def test_a_warm_letter_has_no_wide_gaps_between_its_words(key):
    """A space is a little over one millimetre; a line that is torn apart shows gaps of six."""
    blocks = SAMPLES[key].blocks
    placed = boxes(pdf.letter(SAMPLES[key]))
    begins = [word for *_, word in placed].index(blocks[0].text.split()[0])
    told = placed[begins : begins + sum(len(block.text.split()) for block in blocks)]
    gaps = [after[1] - before[3] for before, after in pairwise(told) if before[2] == after[2]]
    assert len(gaps) > 20
    assert max(gaps) < 4.6


# -- Word -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SAMPLES)
def test_the_word_file_has_the_same_page_and_the_same_words(key):
    document = SAMPLES[key]
    content = docx.letter(document)
    section = word.Document(BytesIO(content)).sections[0]
    measured = [round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin)]
    assert measured == [20, 20, 30]
    assert round(section.right_margin.mm) == 20
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    text = "\n".join(word_text(content))
    for block in document.blocks:
        assert all(said in text for said in (sum(block.rows, ()) or (block.text,)))
    for line in (*document.issuer, *document.signature.over, *document.signature.under, document.signature.name):
        assert line in text
    assert f"Số: {document.number}" in text
    assert "Điền Lư, ngày 05 tháng 01 năm 2027" in text
    assert "{%" not in text
    assert "{{" not in text


def test_the_national_title_keeps_to_one_line_in_word_and_libreoffice():
    head = word.Document(BytesIO(docx.letter(SAMPLES["notice"]))).tables[0]
    widths = [round(column.width.mm) for column in head.columns]
    assert widths == [60, 102]
    assert [round(cell.width.mm) for cell in head.rows[0].cells] == widths


def test_a_table_in_word_gives_its_first_column_the_room_and_fills_the_page():
    table = word.Document(BytesIO(docx.letter(SAMPLES["period_report"]))).tables[1]
    widths = [round(cell.width.mm) for cell in table.rows[1].cells]
    assert widths == [64, 24, 24, 24, 24]
    assert table.rows[1].cells[0].text.startswith("7. Không né tránh")


def test_the_word_file_has_the_sizes_of_the_annex():
    found = runs(docx.letter(SAMPLES["notice"]))
    assert found["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] == (12.5, True, False)
    assert found["Độc lập - Tự do - Hạnh phúc"] == (13.5, True, False)
    assert found["Số: 12/TB-UBND"] == (13, False, False)
    assert found["Điền Lư, ngày 05 tháng 01 năm 2027"] == (13.5, False, True)
    assert found["THÔNG BÁO"] == (14, True, False)
    assert found["Nơi nhận:"] == (12, True, True)
    assert found["Phạm Thị Nga"][0] == 14
    paper = word.Document(BytesIO(docx.letter(SAMPLES["notice"])))
    assert paper.styles["Normal"].font.name == "Times New Roman"
    first = SAMPLES["notice"].blocks[0].text
    body = next(paragraph for paragraph in paper.paragraphs if plain(paragraph.text) == first)
    assert round(body.paragraph_format.first_line_indent.mm) == 12
    assert body.paragraph_format.space_before.pt >= 6


def test_the_word_file_leaves_out_what_a_letter_does_not_have():
    text = word_text(docx.letter(SAMPLES["official"]))
    assert "V/v phối hợp trả lời bà con thôn Vèn về đường dây điện" in text
    assert not any(line.startswith("Kính gửi: ……") for line in text)
    assert KIND["official"].layout is Layout.OFFICIAL
