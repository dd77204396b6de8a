"""A photo from a telephone, answered, contested, brought to the board, solved, thanked; a look at every new page."""

from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served
from vidan.domain.moments import local_day

TEXT = "Đường vào thôn Vèn có ổ gà to trước nhà văn hóa, xin xã sửa giúp."
LAST = "select m.code from vidan_matter m join vidan_feedback f on f.matter_id = m.id order by m.id desc limit 1"
HOLDER = "select o.login from vidan_matter m join vidan_officer o on o.id = m.holder_id where m.code = ?"


def photo(folder: Path, colour: str) -> Path:
    file = folder / f"{colour}.jpg"
    Image.new("RGB", (800, 600), colour).save(file)
    return file


def answer(desk: Page, code: str, picture: Path) -> None:
    desk.goto(desk.url.partition("/can-bo/")[0] + f"/can-bo/y-kien/{code}/tra-loi")
    desk.get_by_label("Bà con hỏi gì?").fill("Bà con báo đường vào thôn Vèn hỏng.")
    desk.get_by_role("textbox", name="Trả lời").fill("Xã đã vá các ổ gà bằng bê tông, hôm nay đi lại được.")
    desk.get_by_label("Tiếp theo là gì?").fill("Tháng sau xã xem lại.")
    desk.get_by_label("Đã kiểm tra ngày nào?").fill(f"{local_day(timezone.now()):%d/%m/%Y}")
    desk.get_by_text("Đã giải quyết xong việc").click()
    desk.get_by_label("Ảnh sau khi làm xong").set_input_files(picture)
    desk.get_by_role("button", name="Gửi trả lời").click()
    expect(desk.get_by_text("Đang chờ người gửi.")).to_be_visible()


def contest(phone: Page, words: str) -> None:
    phone.reload()
    phone.get_by_text("Chưa xong, chưa hiểu").click()
    phone.locator("details[open]").get_by_label("Chỗ nào chưa được?").fill(words)
    phone.get_by_role("button", name="Gửi lại cho xã").click()
    expect(phone.get_by_role("button", name="Đã xong, tôi đồng ý")).to_have_count(0)


def thank(board: Page) -> None:
    """What she said is made use of: thanks are owed, with a date, and said."""
    board.reload()
    board.get_by_role("button", name="Tiếp thu ý kiến").click()
    expect(board.get_by_text("Phải cảm ơn")).to_be_visible()
    board.get_by_role("link", name="Viết lời cảm ơn").click()
    board.get_by_label("Lời cảm ơn").fill("Cảm ơn ông bà đã kiên nhẫn báo lại hai lần, nhờ vậy đường mới vá hết.")
    board.get_by_role("button", name="Gửi lời cảm ơn").click()
    expect(board.get_by_role("link", name="Viết lời cảm ơn")).to_have_count(0)


def test_from_a_photo_on_a_telephone_to_the_thanks_for_it(
    open_page: Open, at_desk: Open, served: Served, tmp_path: Path
) -> None:
    phone = open_page("/y-kien")
    phone.set_viewport_size(looking.PHONE)
    phone.get_by_label("Ông/bà muốn nói điều gì?").fill(TEXT)
    phone.get_by_label("Ảnh").set_input_files(photo(tmp_path, "brown"))
    phone.get_by_role("button", name="Gửi cho xã").click()
    expect(phone.get_by_role("heading", name="Chúng tôi đã nhận")).to_be_visible()
    phone.get_by_role("link", name="Xem ý kiến đến đâu").click()
    code = served.one(LAST)
    desk = at_desk(served.one(HOLDER, code), f"/can-bo/y-kien/{code}/nhan")
    desk.get_by_role("button", name="Đã đọc, nhận việc").click()
    expect(desk.get_by_text("Xã đã báo nhận")).to_be_visible()
    answer(desk, code, photo(tmp_path, "grey"))
    contest(phone, "Còn hai ổ gà chưa vá.")
    answer(desk, code, photo(tmp_path, "green"))
    contest(phone, "Vẫn chưa được.")
    board = at_desk(served.one(HOLDER, code), f"/can-bo/y-kien/{code}")
    expect(board.get_by_text("Đã lên Ban điều hành")).to_be_visible()
    answer(board, code, photo(tmp_path, "blue"))
    phone.reload()
    phone.get_by_role("button", name="Đã xong, tôi đồng ý").click()
    expect(phone.get_by_role("heading", name="Người gửi xác nhận đã xong")).to_be_visible()
    thank(board)
    phone.reload()
    expect(phone.get_by_text("nhờ vậy đường mới vá hết")).to_be_visible()
    assert looking.everything_about(phone) == []


@pytest.mark.parametrize("path", ["/y-kien", "/y-kien/cong-khai", "/y-kien/tra-cuu"])
def test_what_a_citizen_opens_to_speak_is_easy_on_every_screen(open_page: Open, path: str) -> None:
    assert looking.everything_about(open_page(path)) == []


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("son.truong", "/can-bo/y-kien"),
        ("son.truong", "/can-bo/y-kien/ghi-ho"),
        ("hien.nguyen", "/can-bo/tin-mat"),
        ("hien.nguyen", "/can-bo/tin-mat/khoa"),
    ],
)
def test_what_an_officer_opens_to_listen_is_easy_on_every_screen(at_desk: Open, login: str, path: str) -> None:
    assert looking.everything_about(at_desk(login, path)) == []
