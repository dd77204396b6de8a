"""What the counter's officer does, as one who clicks."""

import re
from urllib.parse import unquote

from playwright.sync_api import Page, expect

#: The text in the QR of an invented chip card; a scanner types it and presses Enter.
CARD = "038156001234|171234567|Lê Thị Hoa|05091956|Nữ|Thôn Riềng, Điền Lư, Thanh Hóa|10052021||Lê Văn Bảy|Hà Thị Sáu"
BIRTH, SINGLE = "1.001193", "1.004873"


def scan(page: Page, text: str = CARD) -> None:
    """A hand scanner is a keyboard that types fast and presses Enter."""
    field = page.get_by_label("Quét mã QR trên thẻ căn cước")
    field.focus()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def mark_papers(page: Page, mark: str = "present") -> int:
    """Every paper gets the mark; how many there are."""
    papers = page.locator(".papers fieldset")
    for place in range(papers.count()):
        papers.nth(place).locator(f"input[value={mark}]").check(force=True)
    return papers.count()


def receive(page: Page, key: str = SINGLE) -> str:
    """A dossier with all papers from the person of the card, received; its code."""
    page.goto(re.sub(r"/can-bo/.*", f"/can-bo/tiep-nhan/{key}", page.url))
    mark_papers(page)
    scan(page)
    page.get_by_role("button", name="Tiếp nhận, in giấy hẹn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    return unquote(page.url.split("/")[-2])


def secret_of(page: Page) -> str:
    """The tracking secret on the page of a receipt, as the citizen would type it."""
    return page.locator(".codes .secret").nth(1).inner_text().strip()


def make_ready(page: Page) -> str:
    """A dossier that was received and whose result lies at the counter; its code."""
    code = receive(page)
    page.goto(re.sub(r"/can-bo/.*", f"/can-bo/ho-so/{code}/xong", page.url))
    page.get_by_role("button", name="Kết quả đã ký, báo cho bà con").click()
    expect(page.get_by_role("link", name="Trao kết quả")).to_be_visible()
    return code


def choose(page: Page, label: str, name: str) -> None:
    """Choose the officer of that name."""
    field = page.get_by_label(label)
    value = field.locator("option", has_text=name).first.get_attribute("value")
    field.select_option(value)


def seldom(page: Page, act: str) -> None:
    """Press a seldom act, which stands folded under the others."""
    page.get_by_text("Việc khác").click()
    page.get_by_role("link", name=act, exact=True).click()
