"""A doubting reader in a real browser: from the board to a promise, to a row, to what the ledger says of it."""

import json
import re
import urllib.request

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.serving import Served

NEVER_LATE = "8. Không trễ hẹn"


def test_from_the_first_page_to_the_entries_of_one_row(open_page: Open) -> None:
    page = open_page("/")
    # A tile until the worker has counted once, then the counts with a link below them: both lead there.
    page.get_by_role("link", name=re.compile("Xã có giữ lời không|Xem từng lời hứa")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã có giữ lời không?")
    expect(page.locator(".cards > li")).to_have_count(12)
    page.get_by_role("link", name=NEVER_LATE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NEVER_LATE)
    expect(page.get_by_text("Điều gì chứng tỏ con số sai")).to_be_visible()
    page.locator("table.rows.stacked tbody th a").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sổ công khai ghi gì")
    expect(page.locator("ol.steps li").first).to_contain_text("Đã nhận hồ sơ")
    expect(page.locator("ol.steps code").first).to_contain_text('"t":"nhan"')


def test_the_board_needs_no_script_fits_a_small_telephone_and_is_english_too(open_page: Open) -> None:
    page = open_page("/loi-hua/")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Does the commune keep its word?")
    page.goto(page.url.split("/loi-hua")[0] + "/loi-hua/8")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    expect(page.get_by_role("heading", level=1)).to_have_text("8. Never late")


def test_the_board_prints_on_one_a3_sheet(open_page: Open) -> None:
    page = open_page("/loi-hua/")
    page.emulate_media(media="print")
    assert printed_pages(page) == 1


def printed_pages(page: Page) -> int:
    """How many sheets a print of the page takes, by the size that its own style asks for."""
    return page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")


def test_a_stranger_recounts_the_figures_from_the_files_alone(served: Served) -> None:
    told = json.loads(read(served.url("/du-lieu/promises.json")))
    lines = read(served.url("/du-lieu/occasions.csv")).decode().splitlines()
    eight = [line.split(",") for line in lines if line.startswith("8,")]
    assert told["promises"]["8"]["windows"]["year"]["counted"] <= len(eight)
    assert told["ledger_size"] > 0


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        data: bytes = answer.read()
        return data
