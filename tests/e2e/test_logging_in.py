"""An officer's first day: an account from the administrator, an own password, a second factor, a passkey."""

import base64
import hmac
import struct
import time

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served

ADMINISTRATOR, LOGIN, PASSWORD = "khoa.pham", "moi.truong", "đường về bản có hoa ban"
HALF_A_MINUTE = 30


def code_of(secret: str, ahead: int = 0) -> str:
    """What the app on the telephone shows (RFC 6238), now or `ahead` half minutes from now: each code works once."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = struct.pack(">Q", int(time.time()) // HALF_A_MINUTE + ahead)
    digest = hmac.new(key, step, "sha1").digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06d}"


def log_in(page: Page, password: str) -> None:
    """Name and password."""
    page.get_by_label("Tên đăng nhập").fill(LOGIN)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def heading(page: Page, words: str) -> None:
    """We are on that page, and it is as easy to use as any."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    assert looking.everything_about(page) == []
    page.set_viewport_size(looking.DESKTOP)


def open_account(page: Page) -> str:
    """The administrator opens an account for a new officer at the counter; the first password."""
    page.get_by_label("Họ và tên").fill("Trương Thị Mới")
    page.get_by_label("Tên đăng nhập").fill(LOGIN)
    page.get_by_label("Nhiệm vụ").select_option("one_stop")
    if not page.get_by_label("Từ ngày").input_value():
        page.get_by_label("Từ ngày").fill("2026-01-05")
    page.get_by_role("button", name="Mở tài khoản").click()
    heading(page, "Trương Thị Mới")
    return page.locator(".codes .secret").nth(1).inner_text().strip()


@pytest.fixture
def with_fingerprint() -> dict[str, object]:
    """A machine that knows its owner's finger, and touches by itself."""
    return {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }


def test_the_first_day_of_an_officer(
    at_desk: Open, open_page: Open, served: Served, with_fingerprint: dict[str, object]
) -> None:
    first = open_account(at_desk(ADMINISTRATOR, "/can-bo/can-bo/moi"))
    page = open_page("/can-bo/")

    log_in(page, first)
    heading(page, "xin chọn mật khẩu của riêng mình")
    page.get_by_label("Mật khẩu đang dùng").fill(first)
    page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    page.get_by_label("Mật khẩu mới, gõ lại lần nữa").fill(PASSWORD)
    page.get_by_role("button", name="Đổi mật khẩu").click()

    log_in(page, PASSWORD)
    heading(page, "Cài lớp xác thực thứ hai")
    secret = page.locator("#authenticator_secret").inner_text().replace(" ", "").strip()
    page.get_by_label("Mã xác thực").fill(code_of(secret))
    page.get_by_role("button", name="Cài xong").click()
    heading(page, "Mã dự phòng")
    page.get_by_role("link", name="Đã cất, vào làm việc").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")

    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(served.url("/can-bo/tiep-nhan"))
    log_in(page, PASSWORD)
    heading(page, "Thêm một bước nữa")
    page.get_by_label("Mã xác thực").fill("000000")
    page.get_by_role("button", name="Vào làm việc").click()
    expect(page.locator(".errors")).to_be_visible()
    page.get_by_label("Mã xác thực").fill(code_of(secret, ahead=1))
    page.get_by_role("button", name="Vào làm việc").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiếp nhận thủ tục nào?")

    add_passkey(page, served, with_fingerprint)
    page.get_by_role("button", name="Đăng xuất").click()
    page.goto(served.url("/can-bo/"))
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Việc của tôi")


def add_passkey(page: Page, served: Served, machine: dict[str, object]) -> None:
    """From the page of the own account: a key that opens without a password."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": machine})
    page.goto(served.url("/tai-khoan/hai-lop"))
    heading(page, "Tài khoản của tôi")
    page.get_by_role("link", name="Thêm khóa truy cập").click()
    heading(page, "Thêm khóa truy cập")
    page.get_by_label("Đặt tên cho khóa").fill("Máy ở quầy một cửa")
    page.get_by_label("Đăng nhập chỉ bằng khóa này").check()
    page.get_by_role("button", name="Thêm khóa").click()
    page.wait_for_url(lambda url: not url.endswith("/them"))
    page.goto(served.url("/tai-khoan/khoa"))
    expect(page.locator("main")).to_contain_text("Máy ở quầy một cửa")
    heading(page, "Khóa truy cập")
    page.goto(served.url("/can-bo/"))
