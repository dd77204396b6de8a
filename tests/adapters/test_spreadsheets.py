"""Spreadsheets from communes, kind and hostile, and the ones we write."""

import codecs
import csv
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from vidan.adapters import spreadsheets
from vidan.adapters.spreadsheets import read_table, write_csv, write_xlsx
from vidan.content.procedures import commune_pack
from vidan.domain.errors import Refused
from vidan.domain.procedures import rows_to_procedures
from vidan.speech.refusals.procedures import SENTENCES


def refused(file: bytes | Path, filename: str = "") -> Refused:
    with pytest.raises(Refused) as no:
        list(read_table(file, filename).rows)
    assert SENTENCES[no.value.code].format(**no.value.facts)
    assert no.value.field == "file"
    return no.value


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(book)
    book.close()
    return out.getvalue()


def with_sheet(sheet: bytes, strings: bytes = b"", **parts: bytes) -> bytes:
    """A true workbook whose one sheet, and perhaps its table of strings, is replaced by the given XML."""
    plain = zipfile.ZipFile(io.BytesIO(write_xlsx(["a"], [["b"]])))
    own = {"xl/worksheets/sheet1.xml": sheet, "xl/sharedStrings.xml": strings}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in plain.namelist():
            archive.writestr(name, own.get(name) or plain.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: bytes) -> bytes:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return (
        b'<?xml version="1.0" encoding="UTF-8"?><worksheet '
        + space
        + b"><sheetData>"
        + rows
        + b"</sheetData></worksheet>"
    )


# -- XLSX in ---------------------------------------------------------------------------------------------------------


def test_cells_come_in_as_people_read_them() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hour = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_row(0, 0, ["Mã", "Số", "Ngày", "Giờ", "Công thức", "Đúng"])
        sheet.write_row(1, 0, [1.001193, 5])
        sheet.write_datetime(1, 2, datetime.combine(date(2026, 9, 2), datetime.min.time()), day)
        sheet.write_datetime(1, 3, datetime.combine(date(2026, 9, 2), datetime.min.time()).replace(hour=15), hour)
        sheet.write_formula(1, 4, "=1+1", value=2)
        sheet.write_boolean(1, 5, True)

    table = read_table(workbook(fill), "ds.xlsx")
    assert table.headers == ("Mã", "Số", "Ngày", "Giờ", "Công thức", "Đúng")
    assert table.first_row == 2
    assert list(table.rows) == [("1.001193", "5", "02/09/2026", "02/09/2026 15:00", "2", "có")]


def test_empty_rows_above_are_passed_over_and_the_row_numbers_stay_true() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_column(3, 1, ["Tên thủ tục", "Việc A"])

    table = read_table(workbook(fill), "ds.xlsx")
    assert (table.headers, table.first_row) == (("", "Tên thủ tục"), 5)
    assert list(table.rows) == [("", "Việc A")]


def test_hidden_and_empty_sheets_are_passed_over() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        hidden = book.add_worksheet("ẩn")
        hidden.write(0, 0, "không đọc")
        book.add_worksheet("trống")
        shown = book.add_worksheet("danh sách")
        shown.write(0, 0, "Tên thủ tục")
        shown.activate()
        hidden.hide()
        shown.set_first_sheet()

    assert read_table(workbook(fill), "ds.xlsx").headers == ("Tên thủ tục",)


def test_the_list_is_the_longest_sheet_and_the_others_are_named() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Bìa").write(0, 0, "BÁO CÁO THÁNG 11")
        book.add_worksheet("Danh sách").write_column(0, 0, ["Tên thủ tục", "Việc A", "Việc B"])
        book.add_worksheet("Tổng").write_column(0, 0, ["Cộng", "2"])
        book.add_worksheet("trống")

    table = read_table(workbook(fill), "ds.xlsx")
    assert (table.headers, table.sheets) == (("Tên thủ tục",), ("Danh sách", "Bìa", "Tổng"))
    assert read_table(b"a,b\n1,2\n", "ds.csv").sheets == ()


def test_text_typed_with_loose_marks_comes_in_composed() -> None:
    table = read_table(write_xlsx(["Tên thủ tục"], [["Đăng ký khai sinh".replace("ý", "y\u0301")]]))
    assert list(table.rows) == [("Đăng ký khai sinh",)]


def test_a_codes_lost_zeros_come_back_with_the_list() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã TTHC", "Tên thủ tục", "Thời hạn"])
        sheet.write_row(1, 0, [2.00063, "Việc A", "5 ngày"])

    table = read_table(workbook(fill), "ds.xlsx")
    outcome = rows_to_procedures(table.headers, table.rows, first_row=table.first_row)
    assert [procedure.code for procedure in outcome.accepted] == ["2.000630"]


def test_our_own_pack_goes_out_to_a_spreadsheet_and_comes_back() -> None:
    headings = ["Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Thành phần hồ sơ"]
    rows = [
        [p.code or "", p.name, p.field, p.limit_note, "\n".join(paper.name for paper in p.papers)]
        for p in commune_pack()
    ]
    for content, name in ((write_xlsx(headings, rows), "a.xlsx"), (write_csv(headings, rows), "a.csv")):
        table = read_table(content, name)
        outcome = rows_to_procedures(table.headers, table.rows, first_row=table.first_row)
        assert outcome.errors == ()
        assert [procedure.name for procedure in outcome.accepted] == [p.name for p in commune_pack()]


# -- hostile and broken ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content", [b"PK", b"PK\x03\x04" + b"\0" * 100, write_xlsx(["a"], [["b"]])[:-40], write_xlsx(["a"], [["b"]])[:200]]
)
def test_a_damaged_workbook_is_refused_in_one_sentence(content: bytes) -> None:
    assert refused(content, "hong.xlsx").code == "spreadsheets.unreadable"


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("thu.docx", "chào")
    assert refused(out.getvalue(), "ds.xlsx").code == "spreadsheets.unreadable"


def test_a_zip_bomb_is_stopped_while_it_unpacks() -> None:
    bomb = with_sheet(sheet_of(b""), **{"xl/media/bomb.bin": b"\0" * (130 * 1024 * 1024)})
    assert len(bomb) < 1024 * 1024
    assert refused(bomb, "bom.xlsx").code == "spreadsheets.too_large"


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>', "rows"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>', "rows"),
        (b'<row r="1"><c r="XFD1"><v>1</v></c></row>', "columns"),
        (b'<row r="1"><c x=">" r="XFD1"><v>1</v></c></row>', "columns"),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="190000"><c r="GA190000"><v>1</v></c></row>', "rows"),
        (b'<row r="1">' + b"<c><v>1</v></c>" * 300 + b"</row>", "columns"),
    ],
)
def test_a_cell_far_out_does_not_claim_memory_for_all_between(rows: bytes, code: str) -> None:
    tracemalloc.start()
    try:
        no = refused(with_sheet(sheet_of(rows)), "xa.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert no.code == f"spreadsheets.too_many_{code}"
    assert peak < 20_000_000


def test_a_file_that_would_end_the_readers_process_is_only_refused() -> None:
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    strings = b"<sst " + space + b' count="4294967295" uniqueCount="4294967295"><si><t>x</t></si></sst>'
    sheet = sheet_of(b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    assert refused(with_sheet(sheet, strings), "no.xlsx").code == "spreadsheets.unreadable"


def test_coloured_but_empty_cells_far_down_do_no_harm() -> None:
    rows = b'<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert read_table(with_sheet(sheet_of(rows)), "mau.xlsx").headers == ("7",)


def test_entities_that_multiply_are_not_unfolded() -> None:
    sheet = sheet_of(b'<row r="1"><c r="A1" t="str"><v>&lol;</v></c></row>')
    laughing = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY lol "' + b"&a;" * 1000 + b'">]><worksheet'
    content = with_sheet(sheet.replace(b"<worksheet", laughing, 1))
    try:
        table = read_table(content, "cuoi.xlsx")
    except Refused as no:
        assert no.code in ("spreadsheets.unreadable", "spreadsheets.empty")
    else:
        assert all(len(cell) < 100 for cell in table.headers)


@pytest.mark.parametrize(
    ("content", "filename", "code"),
    [
        (b"", "ds.xlsx", "empty"),
        (b"", "ds.csv", "empty"),
        (b"\n\n , \n", "ds.csv", "empty"),
        (write_xlsx([], []), "ds.xlsx", "empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "ds.xls", "old_format"),
        (b"%PDF-1.7", "ds.pdf", "unknown_kind"),
        (b"<html>", "ds.xlsx", "unknown_kind"),
        (b"a,b\n1,\x00\x01\n" + b"\x00" * 500, "ds.csv", "unreadable"),
        (b"\xff\xfea", "ds.csv", "unreadable"),
        (b"x" * (20 * 1024 * 1024 + 1), "ds.csv", "too_large"),
        (b'"' + b"x" * 200_000 + b'"', "ds.csv", "unreadable"),
        (b"a\n" * 200_002, "ds.csv", "too_many_rows"),
        (b"," * 250 + b"x", "ds.csv", "too_many_columns"),
    ],
)
def test_what_is_no_usable_table_is_refused_with_a_way_out(content: bytes, filename: str, code: str) -> None:
    assert refused(content, filename).code == f"spreadsheets.{code}"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "khong-co.xlsx").code == "spreadsheets.unreadable"


def test_a_path_is_read_like_its_content(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_bytes(write_csv(["Tên"], [["Việc A"]]))
    assert list(read_table(path).rows) == [("Việc A",)]


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a.xlsx", "", "a\0.csv"]))
def test_no_bytes_break_the_reader(content: bytes, filename: str) -> None:
    try:
        table = read_table(content, filename)
        assert all(isinstance(cell, str) for row in (table.headers, *table.rows) for cell in row)
    except Refused as no:
        assert SENTENCES[no.code].format(**no.facts)


@settings(max_examples=40)
@given(st.integers(0, 6000), st.integers(0, 255))
def test_no_flipped_byte_of_a_workbook_breaks_the_reader(place: int, byte: int) -> None:
    content = bytearray(write_xlsx(["Tên", "Số"], [["Việc A", 1], ["Việc B", 2.5]]))
    content[place % len(content)] = byte
    try:
        list(read_table(bytes(content), "a.xlsx").rows)
    except Refused as no:
        assert SENTENCES[no.code].format(**no.facts)


# -- delimited text in -----------------------------------------------------------------------------------------------

LINES = "Mã thủ tục{0}Tên thủ tục{0}Giấy tờ\r\n1.001193{0}Đăng ký khai sinh{0}Tờ khai, giấy chứng sinh\r\n"


@pytest.mark.parametrize("mark", [";", "\t"])
@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    ],
)
def test_lists_are_read_in_each_common_writing(mark: str, encode: Callable[[str], bytes]) -> None:
    table = read_table(encode(LINES.format(mark)), "ds.csv")
    assert table.headers == ("Mã thủ tục", "Tên thủ tục", "Giấy tờ")
    assert list(table.rows) == [("1.001193", "Đăng ký khai sinh", "Tờ khai, giấy chứng sinh")]


def test_a_list_saved_by_an_old_vietnamese_windows_is_read() -> None:
    # Windows-1258 writes the tone after the vowel: "thủ tục" is t-h-u-hook t-u-dot-c.
    text = "Tên thu\u0309 tu\u0323c,Li\u0303nh v\u01b0\u0323c\nKhai sinh,H\u00f4\u0323 ti\u0323ch\n"
    table = read_table(text.encode("cp1258"), "ds.csv")
    assert table.headers == ("Tên thủ tục", "Lĩnh vực")
    assert list(table.rows) == [("Khai sinh", "Hộ tịch")]


def test_commas_part_cells_and_quotes_keep_them_together() -> None:
    table = read_table(b'Ten,Giay to\n"Viec; A","To khai, don\nBan sao"\n', "ds.csv")
    assert list(table.rows) == [("Viec; A", "To khai, don\nBan sao")]


# -- out -------------------------------------------------------------------------------------------------------------

EVIL = ["=1+1", "+84912", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n=1"]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula_in_csv(text: str) -> None:
    written = write_csv(["Tên"], [[text]]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(written[5:], newline="")))[0].startswith("'")


def test_no_text_becomes_a_formula_or_a_link_in_a_workbook() -> None:
    content = write_xlsx(["Tên"], [[text] for text in [*EVIL, "http://x.example", "{=1}"]])
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert [row[0] for row in read_table(content).rows][:2] == ["=1+1", "+84912"]


def test_numbers_and_days_stay_numbers_and_days() -> None:
    rows = [[-5, 8000, 2.5, date(2026, 9, 2), None, True]]
    assert write_csv(["a", "b", "c", "d", "e", "g"], rows).decode("utf-8-sig").splitlines()[1] == (
        "-5,8000,2.5,02/09/2026,,có"
    )
    (row,) = read_table(write_xlsx(["a", "b", "c", "d", "e", "g"], rows)).rows
    assert row == ("-5", "8000", "2.5", "02/09/2026", "", "có")


def test_moments_are_written_in_vietnam_time() -> None:
    moment = datetime(2026, 9, 2, 17, 30, tzinfo=UTC)
    assert b"03/09/2026 00:30" in write_csv(["Lúc"], [[moment]])
    assert list(read_table(write_xlsx(["Lúc"], [[moment]])).rows) == [("03/09/2026 00:30",)]


def test_codes_written_as_text_keep_their_zeros() -> None:
    assert list(read_table(write_xlsx(["Mã"], [["2.000630"]])).rows) == [("2.000630",)]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert write_xlsx(["Tên"], [["Việc A"]]) == write_xlsx(["Tên"], [["Việc A"]])


def test_too_long_a_list_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 3)
    for write in (write_csv, write_xlsx):
        with pytest.raises(Refused, match="too_many_rows"):
            write(["Tên"], ([str(number)] for number in range(5)))


@settings(max_examples=25)
@given(st.lists(st.lists(st.text(max_size=30) | st.integers() | st.floats(), max_size=4), max_size=4))
def test_whatever_is_written_can_be_read_again(rows: list[list[str | int | float]]) -> None:
    for content, name in ((write_xlsx(["Tên"], rows), "a.xlsx"), (write_csv(["Tên"], rows), "a.csv")):
        table = read_table(content, name)
        assert table.headers[0] == "Tên"
        assert all(isinstance(cell, str) for row in table.rows for cell in row)
