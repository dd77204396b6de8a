"""Proof to take home: a citizen downloads it, her own browser checks it, and one changed letter is seen."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.serving import Served


def downloaded(page: Page, served: Served, folder: Path) -> Path:
    """From the two numbers on the receipt to the file in the citizen's hands."""
    page.get_by_label("Mã hồ sơ").fill(served.code)
    page.get_by_label("Mật mã").fill(served.secret)
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Kiểm chứng được")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải bằng chứng").click()
    file = folder / "bang-chung.json"
    coming.value.save_as(file)
    return file


def test_a_citizen_s_own_browser_proves_her_receipt_and_sees_one_changed_letter(
    open_page: Open, served: Served, tmp_path: Path
) -> None:
    page = open_page("/ho-so/tra-cuu")
    file = downloaded(page, served, tmp_path)
    page.goto(served.url("/kiem-chung"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.locator("[data-answer]")
    page.locator("#bang-chung").set_input_files(file)
    expect(answer).to_contain_text("ĐÚNG.")
    expect(answer).to_contain_text(served.code)
    expect(answer).to_contain_text("trùng với khóa đăng ở trang này")
    told = json.loads(file.read_text(encoding="utf-8"))
    forgeries = {
        "SAI. Nội dung trong tệp không khớp": told | {"record": told["record"] | {"applicant": "Người Khác"}},
        "SAI. Không chứng minh được": told | {"proof": told["proof"].replace("\nindex ", "\nindex 1", 1)},
        "SAI. Đây không phải tệp bằng chứng": {"format": told["format"]},
    }
    for number, (said, forged) in enumerate(forgeries.items()):
        other = tmp_path / f"sua-{number}.json"
        other.write_text(json.dumps(forged, ensure_ascii=False), encoding="utf-8")
        page.locator("#bang-chung").set_input_files(other)
        expect(answer).to_contain_text(said)
        expect(answer).not_to_contain_text("ĐÚNG.")
    assert [url for url in asked if "/tinh/" not in url] == [], "checking asks nobody; only an icon may be fetched"
