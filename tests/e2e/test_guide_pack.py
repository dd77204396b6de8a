"""The copy of the guide, opened from a folder as from a USB stick: with scripts it searches, without it is read."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.adapters.test_guide_pack import whole_pack, write
from vidan.domain.procedures.guide.offline import rank

#: Dialect, no tone marks, another office's work, nonsense.
ASKED = ("o du nhà tui mới đẻ, mần giấy khai sinh", "lam giay doc than", "mất điện gọi ai", "🙂 SELECT *")


def test_it_finds_what_the_house_finds(browser: Browser, tmp_path: Path) -> None:
    pack = whole_pack()
    write(pack, tmp_path)
    titles = {page.key: page.title for page in pack.pages} | {key: told[0] for key, told in pack.elsewhere.items()}
    page = browser.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    for question in ASKED:
        page.get_by_role("searchbox").fill(question)
        page.get_by_role("button", name="Tìm").click()
        wanted = [titles[key] for key in rank(pack.index, pack.lexicon, question)]
        expect(page.locator("#thay li > :first-child")).to_have_text(wanted)
    expect(page.get_by_role("status")).to_contain_text("Chưa thấy")
    page.close()


def test_without_scripts_it_is_read_by_links(browser: Browser, tmp_path: Path) -> None:
    write(whole_pack(), tmp_path)
    page = browser.new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("link", name="Sinh con, nuôi con").click()
    page.get_by_role("link", name="Đăng ký khai sinh cho con", exact=True).click()
    expect(page.get_by_role("heading", name="Cần mang theo")).to_be_visible()
    page.close()
