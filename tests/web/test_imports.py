"""A list of the provincial system at the desk: laid down, read by a job, looked at, let in, reported."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import BIRTH, NOW, House
from tests.web.doors import Browser, Page
from vidan.adapters import spreadsheets
from vidan.jobs import dossier_import
from vidan.store.models import DossierImport, Matter

PAGE = "/can-bo/nhap-ho-so"
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
        )
    )
    work(house)
    assert "Hà Thị Thảo" in counter.open(page.path).words
    assert '<option value="Tỉnh">' in counter.open(PAGE).html


def test_choosing_too_few_columns_is_told_in_words(house: House, counter: Browser) -> None:
    page = lay(counter, [ROW], ("Số", "Mã TTHC", "Ai", "Hôm nào", "Hẹn", "Trạng thái"))
    work(house)
    page = counter.follow(
        counter.send(counter.open(page.path), "columns", action=f"{page.path}?cot=1", map_name="Tỉnh")
    )
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
