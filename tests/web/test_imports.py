"""A list of the provincial system at the desk: laid down, read by a job, looked at, let in, reported."""

import io
import unicodedata
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import builders
from tests.builders import BIRTH, NOW, House
from tests.web.doors import Browser, Page
from vidan.adapters import spreadsheets
from vidan.jobs import dossier_import
from vidan.store.models import DossierImport, Matter

PAGE = "/can-bo/nhap-ho-so"
TONES = "\u0300\u0301\u0303\u0309\u0323"
HEADINGS = ("Mã hồ sơ", "Mã TTHC", "Họ và tên người nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái")
ROW = ("H56-1", BIRTH, "Hà Thị Thảo", "16/11/2026 08:00", "20/11/2026", "Đang xử lý")
BAD = ("H56-2", "9.999999", "Lê Văn Út", "16/11/2026", "20/11/2026", "Đang xử lý")


def work(house: House) -> None:
    """The worker's turns, until nothing is left to do."""
    for row in DossierImport.objects.of(house.commune).order_by("pk"):
        for _ in range(4):
            dossier_import.carry(house.commune.pk, {"import_id": row.pk})


def lay(browser: Browser, rows: list[tuple[str, ...]], headings: tuple[str, ...] = HEADINGS, **typed: Any) -> Page:
    content = spreadsheets.write_xlsx(headings, rows)
    file = SimpleUploadedFile("tháng 11.xlsx", content)
    return browser.follow(browser.send(browser.open(PAGE), file=file, **typed))


def test_a_list_is_laid_down_looked_at_let_in_and_reported(house: House, counter: Browser) -> None:
    page = lay(counter, [ROW, BAD])
    assert "đang đọc" in page.words
    assert 'http-equiv="refresh"' in page.html
    work(house)
    page = counter.open(page.path)
    assert "Hà Thị Thảo" in page.words  # as it will stand in the book
    assert "1 dòng dùng được 1 dòng cần sửa" in page.words
    assert "Dòng 3 Tên thủ tục Thủ tục “9.999999” không có trong danh mục của xã" in page.words
    assert not Matter.objects.of(house.commune).exists()
    counter.send(page, "start", action=page.path)
    work(house)
    page = counter.open(page.path)
    assert "đã vào sổ" in page.words
    assert "Thủ tục “9.999999” không có trong danh mục của xã" in page.words
    assert Matter.objects.of(house.commune).get().code == "H56-1"
    table = spreadsheets.read_table(counter.open(f"{page.path}/dong-loi.xlsx").response.content, "a.xlsx")
    assert next(iter(table.rows))[:2] == ("3", "Tên thủ tục")
    assert "tháng 11.xlsx" in counter.open(PAGE).words


def test_columns_that_nobody_could_guess_are_pointed_out_on_the_page(house: House, counter: Browser) -> None:
    page = lay(counter, [ROW], ("Số", "Mã TTHC", "Ai", "Hôm nào", "Hẹn", "Trạng thái"))
    work(house)
    page = counter.open(page.path)
    assert "còn thiếu: Mã hồ sơ; Người nộp; Ngày tiếp nhận" in page.words
    page = counter.follow(
        counter.send(
            page,
            "columns",
            action=f"{page.path}?cot=1",
            map_name="Tỉnh",
            col_code="Số",
            col_applicant="Ai",
            col_received="Hôm nào",
            col_due="Hẹn",
            col_procedure_code="Mã TTHC",
        )
    )
    work(house)
    assert "Hà Thị Thảo" in counter.open(page.path).words
    assert '<option value="Tỉnh">' in counter.open(PAGE).html


def test_words_that_nobody_knows_are_pointed_out_on_the_same_page_and_remembered(
    house: House, counter: Browser
) -> None:
    strange = ("H56-3", "", "Khai sinh mới", "Hà Thị Thảo", "16/11/2026", "20/11/2026", "Liên thông")
    headings = ("Mã hồ sơ", "Mã TTHC", "Tên thủ tục", *HEADINGS[2:])
    page = lay(counter, [strange, ("H56-4", *strange[1:6], "Đang xử lý")], headings)
    work(house)
    page = counter.open(page.path)
    assert "2 từ chưa rõ nghĩa , ở 2 dòng" in page.words
    wrong = counter.send(page, "words", action=f"{page.path}?tu=1", word_0="không có thủ tục ấy", word_1="processing")
    assert (wrong.status, "Không ghi được “Khai sinh mới” nghĩa là “không có thủ tục ấy”" in wrong.words) == (422, True)
    counter.send(page, "words", action=f"{page.path}?tu=1", word_0=BIRTH, word_1="processing")
    work(house)
    page = counter.open(page.path)
    assert "từ chưa rõ nghĩa" not in page.words
    assert "2 dòng dùng được 0 dòng cần sửa" in page.words
    assert "Những từ đã hiểu, và vào sổ là gì (3)" in page.words
    counter.send(page, "start", action=page.path)
    work(house)
    again = counter.send(counter.open(page.path), "words", action=f"{page.path}?tu=1")
    assert (again.status, "Chưa có từ nào" in counter.open(page.path).words) == (302, True), (
        "untouched, it says nothing"
    )
    page = counter.send(counter.open(page.path), "words", action=f"{page.path}?tu=1", word_1="ready")
    assert "Đã nhớ. Xin nhập lại cùng tệp" in counter.open(page.path.split("?")[0]).words


def test_choosing_too_few_columns_is_told_in_words(house: House, counter: Browser) -> None:
    page = lay(counter, [ROW], ("Số", "Mã TTHC", "Ai", "Hôm nào", "Hẹn", "Trạng thái"))
    work(house)
    page = counter.send(counter.open(page.path), "columns", action=f"{page.path}?cot=1", map_name="Tỉnh")
    assert "còn thiếu: Mã hồ sơ" in page.words


def test_a_list_can_be_stopped_gone_on_with_and_left(house: House, counter: Browser) -> None:
    page = lay(counter, [ROW])
    work(house)
    counter.send(counter.open(page.path), "start", action=page.path)
    counter.send(counter.open(page.path), "stop", action=page.path)
    assert "đã dừng giữa chừng" in counter.open(page.path).words
    counter.send(counter.open(page.path), "start", action=page.path)
    work(house)
    assert "đã vào sổ" in counter.open(page.path).words
    other = lay(counter, [ROW, BAD])
    work(house)
    counter.send(counter.open(other.path), "leave", action=other.path)
    assert "đã bỏ qua" in counter.open(other.path).words


def pretty() -> bytes:
    """A list as an office makes it: a cover in front, six rows of titles, merged headings in two rows, formulas."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Bìa").write(0, 0, "BÁO CÁO")
    sheet, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "dd/mm/yyyy"})
    for place in range(6):
        sheet.merge_range(place, 0, place, 5, f"ỦY BAN NHÂN DÂN XÃ ĐIỀN LƯ {place}")
    for place, heading in enumerate(("Mã hồ sơ", "Mã TTHC", "Họ và tên")):
        sheet.merge_range(6, place, 7, place, heading)
    sheet.merge_range(6, 3, 6, 4, "Thời gian")
    sheet.write_row(7, 3, ("Ngày tiếp nhận", "Ngày hẹn trả"))
    sheet.merge_range(6, 5, 7, 5, "Trạng thái")
    sheet.write_row(8, 0, ("H56-1", BIRTH, "Hà Thị Thảo"))
    sheet.write_datetime(8, 3, datetime.combine(date(2026, 11, 16), time(8, 0)), day)
    sheet.write_formula(8, 4, "=D9+4", day, 46346)
    sheet.write(8, 5, "Đang xử lý")
    sheet.write_row(9, 0, ("H56-2", BIRTH, "", "16/11/2026", "20/11/2026", "Đang xử lý"))
    sheet.merge_range(8, 2, 9, 2, "Hà Thị Thảo")
    sheet.write_row(10, 0, ("H56-3", BIRTH, "Lê Văn Út", "31/11/2026", "20/11/2026", "Đang xử lý"))
    sheet.write_row(11, 0, ("H56-1", BIRTH, "Người khác", "16/11/2026", "20/11/2026", "Đang xử lý"))
    sheet.write_row(12, 0, ("Tổng cộng: 4 hồ sơ",))
    book.close()
    return out.getvalue()


def test_a_chairmans_pretty_list_is_read_and_each_bad_row_is_told_where_it_stands(
    house: House, counter: Browser
) -> None:
    page = counter.follow(counter.send(counter.open(PAGE), file=SimpleUploadedFile("đẹp.xlsx", pretty())))
    work(house)
    page = counter.open(page.path)
    assert "Đã đọc trang tính “Danh sách”, là trang dài nhất; không đọc “Bìa”" in page.words
    assert "1 dòng dùng được" in page.words
    rows = list(spreadsheets.read_table(counter.open(f"{page.path}/dong-loi.xlsx").response.content, "a.xlsx").rows)
    assert [row[0] for row in rows] == ["10", "11", "12"]
    assert [row[1] for row in rows] == ["Người nộp", "Ngày tiếp nhận", "Mã hồ sơ"]
    assert "đã có ở dòng 9" in rows[2][2]
    counter.send(page, "start", action=page.path)
    work(house)
    matter = Matter.objects.of(house.commune).get()
    assert (matter.code, f"{matter.due_at:%d/%m/%Y}") == ("H56-1", "20/11/2026"), "a formula counts by its last value"


def tone_after_vowel(sign: str) -> str:
    """As Windows-1258 writes: the vowel with its hat or horn, then the tone."""
    parts = unicodedata.normalize("NFD", sign)
    vowel = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return vowel + "".join(part for part in parts if part in TONES)


#: The same words in VN3, as they look to a program that takes them for Latin-1.
VN3 = "M· hå s¬;M· TTHC;Hä vµ tªn ng\xad\xeai nép;Ngµy tiÕp nhËn;Ngµy hÑn tr¶;Tr¹ng th¸i\r\n"
VN3_ROW = "Hµ THÞ TH¶O;16/11/2026;20/11/2026;§ang xö lý\r\n"


def test_a_list_in_the_letters_of_before_unicode_is_read(house: House, counter: Browser) -> None:
    content = f"{VN3}H56-1;{BIRTH};{VN3_ROW}".encode("latin-1")
    page = counter.follow(counter.send(counter.open(PAGE), file=SimpleUploadedFile("vn3.csv", content)))
    work(house)
    words = counter.open(page.path).words
    assert ("Hà Thị Thảo" in words, "“Đang xử lý”" in words, "1 dòng dùng được" in words) == (True, True, True)


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16", "utf-8-sig"])
def test_a_list_of_an_old_windows_is_read_in_its_own_letters(house: House, counter: Browser, encoding: str) -> None:
    text = "\r\n".join(";".join(row) for row in (HEADINGS, ROW))
    if encoding == "cp1258":
        text = "".join(tone_after_vowel(sign) for sign in text)
    file = SimpleUploadedFile("cu.csv", text.encode(encoding))
    page = counter.follow(counter.send(counter.open(PAGE), file=file))
    work(house)
    assert "Hà Thị Thảo" in counter.open(page.path).words


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_list_is_told(house: House, counter: Browser, content: bytes) -> None:
    page = counter.send(counter.open(PAGE), file=SimpleUploadedFile("a.xlsx", content))
    if page.status == 302:
        page = counter.follow(page)
        work(house)
        page = counter.open(page.path)
        assert "Chưa đọc được danh sách này" in page.words
    else:
        assert "Tệp này trống" in page.words


def test_a_list_that_another_worker_reads_meanwhile_is_left_to_him(
    house: House, counter: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(counter, [ROW])
    row = DossierImport.objects.of(house.commune).get()
    ours = spreadsheets.read_table

    def slowly(content: bytes, name: str) -> spreadsheets.Table:
        monkeypatch.setattr(spreadsheets, "read_table", ours)
        dossier_import.carry(house.commune.pk, {"import_id": row.pk})  # the other one is done before us
        return ours(content, name)

    monkeypatch.setattr(spreadsheets, "read_table", slowly)
    assert dossier_import.carry(house.commune.pk, {"import_id": row.pk}) is None
    row.refresh_from_db()
    assert (row.state, row.good) == ("read", 1)


def test_a_page_without_a_file_says_what_to_do(counter: Browser) -> None:
    assert "Xin chọn tệp danh sách." in counter.send(counter.open(PAGE)).words


def test_a_list_that_is_not_there_is_told(counter: Browser) -> None:
    assert counter.open(f"{PAGE}/999").status == 404


def test_the_watched_folder_lays_lists_down_and_they_come_in_by_themselves(
    house: House, tmp_path: Path, settings: Any, clock: Any
) -> None:
    settings.IMPORT_FOLDER = str(tmp_path)
    (tmp_path / "Tỉnh").mkdir()
    file = tmp_path / "Tỉnh" / "a.xlsx"
    file.write_bytes(spreadsheets.write_xlsx(HEADINGS, [ROW]))
    (tmp_path / "ghi-chu.docx").write_bytes(b"x")
    (tmp_path / "Tỉnh" / "~$a.xlsx").write_bytes(b"left open")
    (tmp_path / ("0" * 81)).mkdir()
    (tmp_path / ("0" * 81) / "b.xlsx").write_bytes(b"under a name that is too long")
    written = file.stat().st_mtime
    clock.now = NOW.fromtimestamp(written, NOW.tzinfo)
    assert dossier_import.watch(clock.now) == []  # somebody may still be writing
    clock.now += timedelta(minutes=2)
    assert dossier_import.watch(clock.now) == ["a.xlsx"]
    assert not file.exists()
    assert len(list((tmp_path / "Tỉnh" / "da-nhan").iterdir())) == 1
    work(house)
    row = DossierImport.objects.of(house.commune).get()
    assert (row.map_name, row.state, row.bad + row.added) == ("Tỉnh", "done", 1)
    assert dossier_import.watch(clock.now) == []


def test_each_commune_has_a_watched_folder_of_its_own(house: House, tmp_path: Path, settings: Any) -> None:
    other = builders.open_commune(code="14953", name="Xã Thiết Ống")
    settings.IMPORT_FOLDER = str(tmp_path)
    for number, folder in enumerate((other.code, f"{other.code}/Tỉnh", house.commune.code, "Tỉnh")):
        (tmp_path / folder).mkdir(exist_ok=True)
        content = spreadsheets.write_xlsx(HEADINGS, [(f"H56-{number}", *ROW[1:])])
        (tmp_path / folder / f"{folder.replace('/', '-')}.xlsx").write_bytes(content)
    newest = max(file.stat().st_mtime for file in tmp_path.rglob("*.xlsx"))
    assert len(dossier_import.watch(NOW.fromtimestamp(newest, NOW.tzinfo) + timedelta(minutes=2))) == 4

    def laid(commune: Any) -> list[tuple[str, str]]:
        return sorted(DossierImport.objects.of(commune).values_list("file", "map_name"))

    assert laid(other) == [("14953-Tỉnh.xlsx", "Tỉnh"), ("14953.xlsx", "")]
    assert laid(house.commune) == [(f"{house.commune.code}.xlsx", ""), ("Tỉnh.xlsx", "Tỉnh")]
