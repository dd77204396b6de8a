"""Step 3: a dossier goes from desk to desk until its result is handed over, by clicks and by keys."""

from playwright.sync_api import Page, expect

from tests.e2e import counter
from tests.e2e.conftest import Open

DESK, SPECIALIST, ANOTHER = "hoa.le", "thao.ha", "hanh.bui"


def holder(page: Page) -> str:
    """Who holds it, as the dossier's page says."""
    return page.locator(".holder").inner_text()


def test_a_dossier_goes_from_the_counter_through_the_desks_to_the_citizen(at_desk: Open) -> None:
    counter_page = at_desk(DESK)
    code = counter.receive(counter_page)
    counter_page.get_by_role("link", name="Mở hồ sơ").click()
    counter_page.get_by_role("link", name="Chuyển bước").click()
    counter.choose(counter_page, "Ai làm bước tiếp theo?", "Hà Thị Thảo")
    counter_page.get_by_role("button", name="Chuyển bước").click()
    expect(counter_page.locator(".holder")).to_contain_text("Hà Thị Thảo")

    page = at_desk(SPECIALIST, f"/can-bo/ho-so/{code}")
    counter.seldom(page, "Chuyển người")
    counter.choose(page, "Chuyển cho ai?", "Bùi Thị Hạnh")
    page.get_by_label("Vì sao chuyển?").fill("Chị Thảo đi tập huấn từ chiều nay")
    page.get_by_role("button", name="Chuyển hồ sơ").click()
    expect(page.locator(".holder")).to_contain_text("Bùi Thị Hạnh")
    page.get_by_role("button", name="Nhận việc này").click()
    expect(page.locator(".holder")).to_contain_text("Hà Thị Thảo")

    counter.seldom(page, "Tạm dừng")
    page.locator("fieldset input[type=radio]").first.check(force=True)
    page.get_by_label("Tên cơ quan đang chờ").fill("UBND xã Thiết Ống")
    page.get_by_label("Lý do tạm dừng").fill("Chờ xác minh tình trạng hôn nhân ở nơi cư trú trước")
    page.get_by_role("button", name="Tạm dừng").click()
    expect(page.locator("main")).to_contain_text("Đang tạm dừng")
    page.get_by_role("button", name="Cho chạy tiếp").click()
    expect(page.get_by_role("link", name="Đã có kết quả")).to_be_visible()

    page.get_by_role("link", name="Đã có kết quả").click()
    page.get_by_role("button", name="Kết quả đã ký, báo cho bà con").click()
    expect(page.locator("main")).to_contain_text("xong đúng hẹn")

    counter_page.goto(page.url)
    counter_page.get_by_role("link", name="Trao kết quả").click()
    expect(counter_page.get_by_label("Ai đến nhận?")).to_have_value("Lê Thị Hoa")
    counter_page.get_by_role("button", name="Đã trao tận tay").click()
    expect(counter_page.locator("main")).to_contain_text("Đã trao cho")
    expect(counter_page.get_by_role("link", name="Trao kết quả")).to_have_count(0)


def test_the_queue_is_walked_with_the_keyboard_alone(at_desk: Open) -> None:
    page = at_desk(SPECIALIST)
    rows = page.locator("[data-rows] a[data-open]")
    assert rows.count() > 2
    page.keyboard.press("j")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Việc của tôi")
    page.go_back()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phím tắt")
    page.get_by_role("button", name="Dùng phím tắt trên máy này").click()
    page.go_back()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def test_letters_that_are_typed_are_letters_and_not_commands(at_desk: Open) -> None:
    page = at_desk(DESK)
    page.keyboard.press("/")
    search = page.get_by_role("searchbox", name="Tìm mã")
    expect(search).to_be_focused()
    page.keyboard.type("njk?")
    expect(search).to_have_value("njk?")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiếp nhận thủ tục nào?")


def test_who_looks_at_an_old_page_is_told_that_the_dossier_went_on(at_desk: Open) -> None:
    first = at_desk(DESK)
    code = counter.receive(first)
    slow = at_desk(DESK, f"/can-bo/ho-so/{code}/xong")
    first.goto(slow.url.removesuffix("/xong") + "/chuyen-nguoi")
    counter.choose(first, "Chuyển cho ai?", "Hà Văn Lâm")
    first.get_by_label("Vì sao chuyển?").fill("Hết ca làm việc")
    first.get_by_role("button", name="Chuyển hồ sơ").click()
    expect(first.locator(".holder")).to_contain_text("Hà Văn Lâm")
    slow.get_by_role("button", name="Kết quả đã ký, báo cho bà con").click()
    expect(slow.locator(".errors")).to_be_visible()
