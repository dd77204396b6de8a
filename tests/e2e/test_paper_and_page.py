"""Steps 2 and 4: the receipt leads the citizen to his dossier, and to no other."""

import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import counter
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

DESK = "hoa.le"


def printed_link(page: Page, folder: Path) -> str:
    """What a telephone reads from the QR of the receipt that the page in front of us prints."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is missing: apt install poppler-utils")
    link = page.get_by_role("link", name="In giấy tiếp nhận").get_attribute("href") or ""
    answer = page.request.get(page.url.split("/can-bo/")[0] + link)
    assert answer.headers["content-type"] == "application/pdf"
    sheet = folder / "receipt.pdf"
    sheet.write_bytes(answer.body())
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", sheet, sheet.with_suffix("")], check=True)
    with Image.open(sheet.with_suffix(".png")) as picture:
        found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert len(found) == 1
    return str(found[0].text)


def test_the_qr_on_the_receipt_opens_the_page_of_that_dossier_and_leaves_no_secret_behind(
    at_desk: Open, open_page: Open, tmp_path: Path
) -> None:
    desk = at_desk(DESK)
    code = counter.receive(desk)
    citizen = open_page("/")
    asked: list[str] = []
    citizen.on("request", lambda request: asked.append(request.url))
    link = printed_link(desk, tmp_path)
    secret = link.rpartition(".")[2]
    citizen.goto(link)
    expect(citizen.locator("main")).to_contain_text(code)
    expect(citizen.locator("main")).to_contain_text("Hẹn trả kết quả")
    assert secret not in citizen.url
    assert not any(secret in url.partition("#")[0] for url in asked)


def test_printing_again_kills_the_secret_of_the_lost_sheet(at_desk: Open, open_page: Open, tmp_path: Path) -> None:
    desk = at_desk(DESK)
    code = counter.receive(desk)
    old = printed_link(desk, tmp_path)
    seen = open_page("/")
    seen.goto(old)
    expect(seen.locator("main")).to_contain_text(code)
    desk.get_by_role("link", name="In lại, hoặc bà con làm mất giấy").click()
    desk.get_by_label("Bà con làm mất giấy").check(force=True)
    desk.get_by_label("Số trên thẻ căn cước").fill("038156001234")
    desk.get_by_role("button", name="In lại").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Đã tiếp nhận")
    new = printed_link(desk, tmp_path)
    seen.reload()
    expect(seen.get_by_label("Mã hồ sơ")).to_be_visible()
    citizen = open_page("/")
    citizen.goto(old)
    expect(citizen.locator(".errors")).to_contain_text("chưa đúng")
    citizen.goto(new)
    expect(citizen.locator("main")).to_contain_text("Hẹn trả kết quả")


def test_a_citizen_without_scripts_types_two_lines_and_sees_when_who_and_how_far(
    open_page: Open, served: Served
) -> None:
    page = open_page("/", java_script_enabled=False)
    page.get_by_role("link", name="Tra hồ sơ").first.click()
    page.get_by_label("Mã hồ sơ").fill(served.code.lower())
    page.get_by_label("Mật mã").fill(served.secret.lower())
    page.get_by_role("button", name="Xem hồ sơ").click()
    shown = page.locator("main")
    expect(shown).to_contain_text(served.code)
    expect(shown.locator(".promise .date")).not_to_be_empty()
    expect(page.get_by_role("heading", name="Ai đang giữ hồ sơ?")).to_be_visible()
    expect(page.locator(".holder")).to_contain_text("0")
    assert page.locator("ol.steps li").count() > 1
    page.get_by_role("button", name="Xong, đóng trang này").click()
    expect(page.get_by_role("button", name="Xem hồ sơ")).to_be_visible()
    page.go_back()
    page.goto(served.url(f"/ho-so/{served.code}"))
    expect(page.get_by_label("Mật mã")).to_be_visible()
    expect(page.locator("ol.steps")).to_have_count(0)


def test_a_wrong_code_and_a_wrong_secret_are_answered_alike(open_page: Open, served: Served) -> None:
    page = open_page("/ho-so/tra-cuu")
    said = []
    for code, secret in ((served.code, "AAAAAAAAAAAA"), ("XX-010126-0001", served.secret)):
        page.get_by_label("Mã hồ sơ").fill(code)
        page.get_by_label("Mật mã").fill(secret)
        page.get_by_role("button", name="Xem hồ sơ").click()
        expect(page.get_by_label("Mã hồ sơ")).to_have_value(code)
        said.append(page.locator(".errors").inner_text())
    assert said[0] == said[1]
    served.forget_guesses()
