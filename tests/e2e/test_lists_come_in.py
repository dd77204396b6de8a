"""A list of the provincial system comes in, and a dossier is received without a mouse, in a real browser."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e import counter, looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served
from vidan.adapters import spreadsheets

DESK = "hoa.le"
HEADINGS = ("Mã hồ sơ", "Mã TTHC", "Họ và tên người nộp", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái")
ROW = ("H56-E2E-1", counter.BIRTH, "Đỗ Thị Nhập", "02/11/2026 08:00", "04/11/2026", "Đang xử lý")
BAD = ("H56-E2E-2", "9.999999", "Đỗ Thị Nhập", "02/11/2026", "04/11/2026", "Đang xử lý")


def test_a_list_is_read_looked_at_let_in_and_its_bad_row_is_told(at_desk: Open, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "tháng 11.xlsx"
    file.write_bytes(spreadsheets.write_xlsx(HEADINGS, [ROW, BAD]))
    page = at_desk(DESK, "/can-bo/nhap-ho-so")
    page.get_by_label("Danh sách xuất từ hệ thống của tỉnh").set_input_files(file)
    page.get_by_role("button", name="Đọc thử").click()
    start = page.get_by_role("button", name="Cho các dòng dùng được vào sổ trước")
    expect(start).to_be_visible()  # the page looks again by itself until the worker has read the list
    expect(page.get_by_role("rowheader", name="Đỗ Thị Nhập").first).to_be_visible()
    assert looking.everything_about(page) == []
    start.click()
    expect(page.get_by_text("đã vào sổ")).to_be_visible()
    expect(page.get_by_text("Thủ tục “9.999999” không có trong danh mục của xã")).to_be_visible()
    assert served.one("select state from vidan_matter where code = ?", ROW[0]) == "processing"
    page.goto(served.url("/can-bo/ho-so?q=do+thi+nhap"))
    expect(page.get_by_text(ROW[0])).to_be_visible()


def test_what_the_province_lets_wait_stands_in_the_book_as_waiting(
    at_desk: Open, served: Served, tmp_path: Path
) -> None:
    file = tmp_path / "chờ bổ sung.xlsx"
    row = ("H56-E2E-9", *ROW[1:5], "Yêu cầu bổ sung giấy tờ")
    file.write_bytes(spreadsheets.write_xlsx(HEADINGS, [row]))
    page = at_desk(DESK, "/can-bo/nhap-ho-so")
    page.get_by_label("Danh sách xuất từ hệ thống của tỉnh").set_input_files(file)
    page.get_by_role("button", name="Đọc thử").click()
    page.get_by_role("button", name="Cho vào sổ").click()
    expect(page.get_by_text("đã vào sổ")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(served.url(f"/can-bo/ho-so/{row[0]}"))
    expect(page.get_by_text("Đang tạm dừng; hẹn trước khi dừng")).to_be_visible()
    expect(page.get_by_text("Theo hệ thống của tỉnh: Yêu cầu bổ sung giấy tờ").first).to_be_visible()
    assert looking.everything_about(page) == []


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_dossier_is_received_with_the_keyboard_alone(at_desk: Open, served: Served) -> None:
    page = at_desk(DESK, "/can-bo/")
    before = served.count("vidan_dossier")
    _press(page, "n")
    expect(page).to_have_url(re.compile("/can-bo/tiep-nhan$"))
    _press(page, "/")
    expect(page.get_by_role("searchbox", name="Tìm thủ tục")).to_be_focused()
    page.keyboard.type("tinh trang hon nhan")
    _press(page, "Enter")
    expect(page.get_by_text("Hợp với lời vừa gõ")).to_be_visible()
    _press(page, "j", "Enter")
    expect(page.get_by_label("Họ và tên người nộp")).to_be_visible()
    papers = page.locator(".papers fieldset")
    for place in range(papers.count()):
        papers.nth(place).locator("input").first.focus()
        _press(page, "Space")
    counter.scan(page)
    page.get_by_label("Nơi ở").focus()
    _press(page, "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    assert served.count("vidan_dossier") == before + 1
