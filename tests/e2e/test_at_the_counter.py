"""Step 1: a dossier is received at the counter, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.e2e import counter
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

DESK = "hoa.le"


def test_a_procedure_is_found_by_letters_without_tones_and_received_with_a_date_explained(at_desk: Open) -> None:
    page = at_desk(DESK, "/can-bo/tiep-nhan")
    page.get_by_role("searchbox", name="Tìm thủ tục").fill("tinh trang hon nhan")
    page.keyboard.press("Enter")
    page.locator(f"a[href$='/{counter.SINGLE}']").click()
    assert counter.mark_papers(page) > 0
    counter.scan(page)
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Lê Thị Hoa")
    expect(page.get_by_label("Ngày sinh")).to_have_value("05/09/1956")
    expect(page.get_by_label("Quét mã QR trên thẻ căn cước")).to_have_value("")
    expect(page.get_by_label("Số điện thoại")).to_be_focused()  # what the card does not tell comes next
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    days = page.locator("ol.days li")
    expect(days.first).to_contain_text("Nhận lúc")
    expect(days.last).to_contain_text("Hẹn trả")
    assert len(counter.secret_of(page).replace("-", "").replace(" ", "")) == 12


def test_a_missing_paper_gives_one_slip_with_all_that_is_missing_and_keeps_what_was_typed(at_desk: Open) -> None:
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{counter.SINGLE}")
    missing = counter.mark_papers(page, "missing")
    counter.scan(page)
    page.get_by_label("Nội dung yêu cầu").fill("Để đăng ký kết hôn")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Lê Thị Hoa")
    expect(page.get_by_label("Nội dung yêu cầu")).to_have_value("Để đăng ký kết hôn")
    page.get_by_role("button", name="Lập phiếu yêu cầu bổ sung").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Còn thiếu giấy tờ")
    assert page.locator("main ol li").count() == missing


def test_a_limit_that_nobody_confirmed_promises_nothing(at_desk: Open, served: Served) -> None:
    key = served.one(
        "select key from vidan_procedure where limit_confirmed_at is null and limit_sure = 0 and received_here = 1"
    )
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{key}")
    expect(page.get_by_text("chưa có thời hạn được xã xác nhận").first).to_be_visible()
    expect(page.get_by_role("button", name="Tiếp nhận, in giấy hẹn")).to_have_count(0)
    expect(page.get_by_role("link", name="In tờ hướng dẫn")).to_be_visible()


def test_a_form_with_nothing_in_it_names_what_is_needed_and_leads_to_it(at_desk: Open) -> None:
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{counter.SINGLE}")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    first = page.locator(".errors a").first
    target = (first.get_attribute("href") or "").removeprefix("#")
    assert target
    first.click()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts on", "scripts off"])
def test_pressing_the_button_five_times_makes_one_dossier(at_desk: Open, served: Served, javascript: bool) -> None:
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{counter.SINGLE}", java_script_enabled=javascript)
    before = served.count("vidan_dossier")
    counter.mark_papers(page)
    page.get_by_label("Họ và tên người nộp").fill("Trương Văn Bảy")
    button = page.get_by_role("button", name="Tiếp nhận, in giấy hẹn")
    button.click(click_count=5, delay=5, no_wait_after=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    assert served.count("vidan_dossier") == before + 1


def test_without_scripts_the_card_is_read_by_the_server(at_desk: Open) -> None:
    page = at_desk(DESK, f"/can-bo/tiep-nhan/{counter.SINGLE}", java_script_enabled=False)
    counter.mark_papers(page)
    page.get_by_label("Quét mã QR trên thẻ căn cước").fill(counter.CARD)
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    expect(page.locator("main")).to_contain_text("Lê Thị Hoa")


def test_what_was_being_typed_comes_back_after_the_session_ran_out(at_desk: Open, served: Served) -> None:
    page = at_desk("lam.ha", f"/can-bo/tiep-nhan/{counter.SINGLE}")
    counter.mark_papers(page)
    page.get_by_label("Họ và tên người nộp").fill("Phạm Thị Mười")
    page.get_by_label("Nội dung yêu cầu").fill("Xin cấp để vay vốn")
    page.context.clear_cookies(name="vidan")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đăng nhập để làm việc")
    expect(page.locator("main")).to_contain_text("được giữ nguyên")
    page.goto(served.way_in("lam.ha"))
    page.get_by_role("button", name="Vào làm việc").click()
    page.wait_for_url(served.url("/can-bo/"))
    page.goto(served.url(f"/can-bo/tiep-nhan/{counter.SINGLE}"))
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Phạm Thị Mười")
    expect(page.get_by_label("Nội dung yêu cầu")).to_have_value("Xin cấp để vay vốn")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
