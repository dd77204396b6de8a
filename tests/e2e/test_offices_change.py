"""What a leader and an administrator do beside the counter, and the menu that leads them there."""

from playwright.sync_api import expect

from tests.e2e import looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

LEADER, ADMINISTRATOR, DESK = "viet.bui", "khoa.pham", "hoa.le"
#: Whoever of these holds something leaves: none of them plays in another test.
LEAVING = "o.login in ('lien.luong', 'son.truong', 'nam.pham', 'quyet.bui', 'toan.nguyen', 'mai.lo')"
HELD = "from vidan_matter m join vidan_officer o on o.id = m.holder_id where m.closed_at is null"


def test_a_small_phone_without_scripts_opens_the_menu_and_unfolds_what_is_not_daily(at_desk: Open) -> None:
    page = at_desk(LEADER, java_script_enabled=False)
    page.set_viewport_size(looking.PHONE)
    line = page.get_by_role("link", name="Lịch làm việc")
    page.get_by_role("link", name="Mục lục", exact=True).click()
    expect(page.get_by_role("link", name="Việc của tôi").first).to_be_visible()
    expect(line).to_be_hidden()
    page.get_by_text("Cơ quan", exact=True).click()
    expect(line).to_be_visible()
    assert looking.wider_than_the_screen(page) == []
    line.click()
    expect(page.locator(".side details[open]", has_text="Lịch làm việc")).to_have_count(1)


def test_a_limit_is_confirmed_by_its_document_and_then_the_counter_promises_a_date(
    at_desk: Open, served: Served
) -> None:
    key = served.one(
        "select key from vidan_procedure where limit_confirmed_at is null and limit_sure = 0 and received_here = 1 "
        "and key like '1.%' order by key desc"
    )
    page = at_desk(LEADER, f"/can-bo/thu-tuc/{key}")
    page.get_by_label("Thời hạn", exact=True).fill("7")
    page.get_by_label("Tính bằng").select_option(label="ngày làm việc")
    confirm = page.get_by_role("button", name="Xác nhận thời hạn này")
    confirm.click()
    expect(page.locator(".errors")).to_contain_text("văn bản")
    expect(page.get_by_label("Thời hạn", exact=True)).to_have_value("7")
    page.get_by_label("Theo văn bản nào?").fill("Quyết định 1234/QĐ-UBND ngày 05/9/2026 của UBND tỉnh")
    confirm.click()
    expect(page.locator("main")).to_contain_text("7 ngày làm việc")
    counter = at_desk(DESK, f"/can-bo/tiep-nhan/{key}")
    expect(counter.locator(".promise .date")).to_be_visible()


def test_an_account_is_closed_only_when_somebody_takes_what_lies_on_its_desk(at_desk: Open, served: Served) -> None:
    name = served.one(f"select o.name {HELD} and {LEAVING} order by o.login")
    assert name
    page = at_desk(ADMINISTRATOR, "/can-bo/can-bo")
    page.get_by_role("link", name=name).click()
    page.get_by_text("Khóa tài khoản", exact=True).first.click()
    card = page.locator("form", has=page.get_by_role("button", name="Khóa tài khoản"))
    card.get_by_label("Vì sao khóa tài khoản?").fill("nghỉ hưu")
    card.get_by_role("button", name="Khóa tài khoản").click()
    expect(page.locator(".errors")).to_contain_text("Ai nhận việc của người này?")
    expect(card.get_by_label("Vì sao khóa tài khoản?")).to_have_value("nghỉ hưu")
    card.get_by_label("Ai nhận việc của người này?").select_option(index=1)
    card.get_by_role("button", name="Khóa tài khoản").click()
    expect(page.locator("main")).to_contain_text("Đã khóa tài khoản")
    assert served.one(f"select count(*) {HELD} and o.name = ?", name) == "0"
    page.get_by_role("button", name="Mở lại tài khoản").click()
    expect(page.locator("main")).to_contain_text("Đã mở lại tài khoản")
