"""A power cut: blanks are printed beforehand, written by hand, typed in afterwards; the paper counts throughout."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import counter
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

DESK = "hoa.le"


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts on", "scripts off"])
def test_a_blank_is_printed_typed_in_and_followed_by_the_paper_itself(
    at_desk: Open, open_page: Open, served: Served, javascript: bool
) -> None:
    page = at_desk(DESK, "/can-bo/giay-in-san", java_script_enabled=javascript)
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_label("In mấy tờ?").fill("2")
    page.get_by_role("button", name="Cấp số để in").click()
    told = page.get_by_text("Đã cấp số từ").first.inner_text()
    first, last = re.findall(r"\S+-\d{6}-\d{4}", told)
    expect(page.get_by_role("link", name=first)).to_be_visible()
    if javascript:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_label("Số của tờ hỏng").fill(last)
    page.get_by_label("Vì sao?").fill("mưa ướt")
    page.get_by_role("button", name="Ghi là tờ hỏng").click()
    expect(page.get_by_text(f"Đã ghi tờ {last} là tờ hỏng")).to_be_visible()
    page.get_by_role("link", name=first).click()
    expect(page.get_by_text("Nhập giấy hẹn viết tay số")).to_be_visible()
    page.goto(f"{page.url.split('?')[0]}/{counter.SINGLE}?{page.url.split('?')[1]}")
    expect(page.get_by_label("Số giấy hẹn viết tay")).to_have_value(first)
    counter.mark_papers(page)
    page.get_by_label("Họ và tên người nộp").fill("Hà Thị Chiên")
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_text("Xin gõ ngày và giờ nhận đúng như viết trên giấy").first).to_be_visible()
    expect(page.get_by_label("Họ và tên người nộp")).to_have_value("Hà Thị Chiên")
    made_at = "datetime(made_at, '+7 hours')"
    today, clock = (
        served.one(f"select strftime('{form}', {made_at}) from vidan_blankrun order by id desc")
        for form in ("%d/%m/%Y", "%H:%M")
    )
    page.get_by_label("Ngày nhận").fill(today)
    page.get_by_label("Giờ nhận").fill(clock)
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    secret = counter.secret_of(page)
    citizen = open_page("/ho-so/tra-cuu", java_script_enabled=javascript)
    citizen.get_by_label("Mã hồ sơ").fill(first)
    citizen.get_by_label("Mật mã").fill(secret)
    citizen.get_by_role("button", name="Xem hồ sơ").click()
    expect(citizen.get_by_text("Hẹn trả kết quả")).to_be_visible()
    citizen.get_by_role("link", name="Chữ to").click()
    expect(citizen.locator("html.large")).to_have_count(1)
    citizen.set_viewport_size({"width": 320, "height": 700})
    if javascript:
        assert citizen.evaluate("document.documentElement.scrollWidth") <= 320
    citizen.get_by_role("link", name="Gửi câu hỏi về hồ sơ này").click()
    expect(citizen.get_by_label("Gần chỗ nào?")).to_have_value(f"Hồ sơ {first}")
    citizen.get_by_label("Ông/bà muốn nói điều gì?").fill("Cho tôi hỏi bao giờ tôi đến lấy được ạ?")
    citizen.get_by_role("button", name="Gửi cho xã").click()
    expect(citizen.get_by_text("Xã trả lời chậm nhất")).to_be_visible()
