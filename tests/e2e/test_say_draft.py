"""What the form keeps on this telephone until it is sent: ordinary words only, and nothing once somebody deletes it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.test_scripts import Desk

FORM = """<section id="khan-cap" class="notice soon" role="note"></section>
<form data-say><textarea name="text"></textarea><input name="place"><input name="name"><input name="phone">
<select name="village"><option value=""></option><option value="3">thôn Vèn</option></select>
<select name="officer"><option value="">Không chọn</option>
<option value="7">Nguyễn Thị Hiền, Công chức một cửa</option></select>
<input type="checkbox" name="confidential"><input type="checkbox" name="may_publish"><input type="file" name="photos">
<input type="hidden" name="form_token" value="t"><input type="hidden" name="opened_at" value="o">
<p data-offline hidden></p><div data-kept hidden><button type="button" data-wipe>Xóa</button></div></form>"""
KEPT = "localStorage.getItem('vidan-say')"


@pytest.fixture
def form(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    desk = Desk(page)
    desk.show(FORM, "say")
    yield page
    page.close()
    assert desk.problems == []


def again(page: Page) -> str:
    """The words that stand there when somebody opens the form anew on this telephone."""
    page.reload()
    return page.locator("[name=text]").input_value()


def test_ordinary_words_outlive_a_reload_and_are_gone_once_deleted(form: Page) -> None:
    form.fill("[name=text]", "Rác ở chợ để ba ngày chưa ai dọn")
    form.fill("[name=name]", "Bà Dậu")
    form.fill("[name=phone]", "0912345679")
    assert again(form) == "Rác ở chợ để ba ngày chưa ai dọn"
    assert "Dậu" not in form.evaluate(KEPT)
    assert "0912345679" not in form.evaluate(KEPT)
    form.fill("[name=name]", "Bà Dậu")
    form.click("[data-wipe]")
    assert [form.input_value(f"[name={name}]") for name in ("text", "name", "form_token")] == ["", "", "t"]
    assert form.evaluate(KEPT) is None
    assert again(form) == ""


@pytest.mark.parametrize(
    "words",
    [
        "chị Hiền nhận phong bì của tôi, tôi sợ lắm",
        "chi hien o mot cua noi nang cau gat",
        "Nguyễn Thị Hiền hẹn mấy lần không trả",
        "toi bi ong chu tich de doa",
        "thu tien khong co bien lai",
        "Tôi tố cáo việc ăn chặn tiền hỗ trợ",
    ],
)
def test_what_may_be_secret_is_not_kept_and_takes_away_what_was(form: Page, words: str) -> None:
    form.fill("[name=text]", "Rác ở chợ")
    form.fill("[name=text]", words)
    assert form.evaluate(KEPT) is None
    assert again(form) == ""


def test_danger_reddens_the_numbers_and_calm_words_leave_them(form: Page) -> None:
    box = form.locator("#khan-cap")
    form.fill("[name=text]", "con toi uong nham thuoc chuot")
    assert (box.get_attribute("role"), "late" in str(box.get_attribute("class"))) == ("alert", True)
    form.fill("[name=text]", "Rác ở chợ để ba ngày chưa ai dọn")
    assert (box.get_attribute("role"), "late" in str(box.get_attribute("class"))) == ("note", False)
