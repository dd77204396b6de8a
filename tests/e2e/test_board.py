"""The steering board in a real browser: the wizard, a photo from a telephone, the launch, an opinion, a lesson."""

from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import looking
from tests.e2e.conftest import Open
from tests.e2e.serving import Served
from vidan.cli.calendar import national_calendar

PHONE = {"width": 360, "height": 740}


def working_day(after: int) -> str:
    """A working day so many working days from now."""
    return national_calendar().shift(timezone.now(), after).date().isoformat()


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (2400, 1600), "plum").save(made, "JPEG")
    return made.getvalue()


def closes_with_a_photo(phone: Page, title: str, words: str) -> int:
    """From the morning's page to an assignment that is done; how many touches it took, typing counted as one."""
    touches = 0
    card = phone.locator("section.promise", has_text=title)
    card.get_by_role("link", name="Xong rồi, ghi bằng chứng").click()
    touches += 1
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    phone.get_by_label("Chụp hoặc chọn ảnh").set_input_files(photo)
    touches += 1
    phone.get_by_label("Đã làm gì, kết quả ra sao?").fill(words)
    touches += 1
    phone.get_by_role("button", name="Việc đã xong").click()
    return touches + 1


def gives(page: Page, title: str) -> None:
    page.get_by_label("Việc gì?").fill(title)
    page.get_by_label("Ai làm?").select_option(label="Bùi Thị Hồng, Thành viên")
    page.get_by_label("Xong trước hết ngày").fill(working_day(1))
    page.get_by_role("button", name="Giao việc").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts on", "scripts off"])
def test_a_member_logs_in_on_a_telephone_and_closes_an_assignment_in_six_touches(
    at_desk: Open, open_page: Open, served: Served, javascript: bool
) -> None:
    title = f"Sơn lại bảng thông báo thôn Côn, lần {1 if javascript else 2}"
    gives(at_desk("yen.le", "/can-bo/nhiem-vu/moi"), title)
    way_in = served.way_in("hong.bui").removeprefix(served.url(""))
    phone = open_page(way_in, java_script_enabled=javascript)
    phone.set_viewport_size(PHONE)
    phone.get_by_role("button", name="Vào làm việc").click()
    phone.wait_for_url("**/can-bo/hom-nay")
    touches = 1 + closes_with_a_photo(phone, title, "Đã sơn lại, chữ to, bà con đọc được.")
    expect(phone.get_by_text("Đã ghi xong việc")).to_be_visible()
    expect(phone.get_by_role("img", name="Đã sơn lại, chữ to")).to_be_visible()
    assert touches <= 6
    assert looking.wider_than_the_screen(phone) == []


def test_the_wizard_goes_from_a_name_to_four_sealed_papers_in_one_sitting(at_desk: Open, practice: str) -> None:
    path, papers = "/can-bo/ban-dieu-hanh/ra-mat", "/can-bo/ban-dieu-hanh/van-ban"
    clerk = at_desk("tap.van-thu.94950", path)
    clerk.get_by_label("Vị trí của Học Viên Một Cửa").select_option("standing")
    clerk.get_by_label("Lĩnh vực của Học Viên Một Cửa").fill("trả kết quả")
    clerk.get_by_label("Vị trí của Học Viên Chuyên Môn").select_option("member")
    clerk.get_by_label("Gọi cho ai khi cần hỏi").fill("Học Viên Văn Thư, 0237 000 1217")
    clerk.get_by_role("button", name="Lập Ban điều hành").click()
    expect(clerk.get_by_role("alert")).to_contain_text("Ban điều hành có từ 3")
    expect(clerk.get_by_label("Lĩnh vực của Học Viên Một Cửa")).to_have_value("trả kết quả")
    clerk.get_by_label("Vị trí của Học Viên Lãnh Đạo").select_option("head")
    clerk.get_by_role("button", name="Lập Ban điều hành").click()
    clerk.wait_for_url(f"**{papers}")
    expect(clerk.get_by_text("Chưa ghi ai có quyền ký")).to_be_visible()
    clerk.get_by_role("button", name="Chuyển kiểm tra: 4 văn bản").click()
    expect(clerk.get_by_text("Bước này của người khác")).to_be_visible()
    head = at_desk("tap.lanh-dao.94950", "/can-bo/van-ban/quyen-ky", java_script_enabled=False)
    head.get_by_label("Ai ký?").select_option(label="Học Viên Lãnh Đạo, Phó Chủ tịch (tập huấn)")
    head.get_by_label("Tư cách ký").select_option(label="Chủ tịch")
    head.get_by_label("Chức vụ ghi trên chữ ký").fill("Chủ tịch UBND xã")
    head.get_by_role("button", name="Ghi quyền ký").click()
    head.goto(clerk.url)
    head.get_by_role("button", name="Đã đọc, đạt: 4 văn bản").click()
    head.get_by_role("button", name="Ký: 4 văn bản").click()
    clerk.reload()
    clerk.get_by_role("button", name="Cấp số: 4 văn bản").click()
    clerk.get_by_role("button", name="Ghi đã đóng dấu: 4 văn bản").click()
    expect(clerk.get_by_text("Xong cả bốn văn bản.")).to_be_visible()
    assert looking.everything_about(clerk) == []


def plans(page: Page, kind: str, title: str) -> str:
    """A meeting in three working days; its code."""
    page.get_by_label("Cuộc gì?").select_option(label=kind)
    page.get_by_label("Tên cuộc họp").fill(title)
    page.get_by_label("Ngày", exact=True).fill(working_day(3))
    page.get_by_label("Ở đâu").fill("Hội trường")
    page.get_by_label("Ai chủ trì?").select_option(label="Bùi Quốc Việt, Trưởng ban")
    page.get_by_label("Ai ghi biên bản?").select_option(label="Lương Thị Thúy, Ủy viên thường trực")
    page.get_by_role("button", name="Lên lịch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url.rpartition("/")[2]


def test_the_launch_is_invited_to_written_on_one_screen_and_told_with_a_picture(
    at_desk: Open, open_page: Open, served: Served
) -> None:
    page = at_desk("yen.le", "/can-bo/hop/moi")
    code = plans(page, "Hội nghị ra mắt mô hình", "Xã nhà ra mắt mô hình")
    page.locator("summary", has_text="Soạn giấy mời").click()
    page.get_by_label("Gọi cho ai khi cần hỏi").fill("chị Yến, 0237 000 1217")
    page.get_by_role("button", name="Soạn giấy mời").click()
    expect(page.get_by_role("link", name="Giấy mời")).to_be_visible()
    served.let_begin(code)
    page.reload()
    page.get_by_label("Bùi Quốc Việt").select_option(label="có mặt")
    page.get_by_label("Diễn biến").fill("Trưởng ban đọc kế hoạch, mười tám thành viên ký cam kết.")
    page.get_by_label("Quyết việc gì?").fill("Lau kính bảng thông báo mỗi sáng")
    page.get_by_label("Ai làm?").select_option(label="Lê Thị Hoa, Thành viên")
    page.get_by_label("Xong trước hết ngày").fill(working_day(4))
    page.get_by_role("heading", level=1).click()
    page.locator("body").press("g")
    expect(page.get_by_role("link", name="Lau kính bảng thông báo mỗi sáng")).to_be_visible()
    page.get_by_role("button", name="Khép cuộc họp, lập biên bản").click()
    expect(page.get_by_role("link", name="Biên bản")).to_be_visible()
    page.locator("summary", has_text="Thêm ảnh").click()
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    page.get_by_label("Ảnh", exact=True).set_input_files(photo)
    page.get_by_label("Ảnh cho thấy gì?").fill("Bà con ngồi kín hội trường trong ngày ra mắt")
    page.get_by_role("button", name="Thêm ảnh").click()
    page.locator("summary", has_text="Viết tin").click()
    page.get_by_label("Nội dung tin").fill(
        "Sáng nay xã ra mắt mô hình, mười tám thành viên cùng ký cam kết trước bà con."
    )
    page.get_by_role("button", name="Đăng tin").click()
    public = open_page("/tiep-dan")
    shown = public.get_by_role("img", name="Bà con ngồi kín hội trường trong ngày ra mắt")
    shown.scroll_into_view_if_needed()  # it is fetched when somebody comes near it
    expect(shown).to_be_visible()
    assert shown.evaluate("(image) => image.naturalWidth") <= 1200
    later = at_desk("yen.le", "/can-bo/hop/moi")
    plans(later, "Họp Ban điều hành", "Họp sau ngày ra mắt")
    expect(later.get_by_role("heading", name="Lần trước giao, chưa xong")).to_be_visible()
    expect(later.get_by_role("link", name="Lau kính bảng thông báo mỗi sáng")).to_be_visible()


def test_an_opinion_is_given_without_a_name_answered_and_its_result_published(
    at_desk: Open, open_page: Open, served: Served
) -> None:
    page = at_desk("yen.le", "/can-bo/lay-y-kien/moi")
    page.get_by_label("Dự thảo về việc gì?").fill("Quy chế chợ phiên thôn Vèn")
    page.get_by_label("Xã muốn hỏi bà con điều gì?").fill("Chợ nên họp ngày nào?")
    page.get_by_label("Nội dung dự thảo").fill(
        "Chợ họp ngày rằm hằng tháng, từ 5 giờ đến 11 giờ, tại bãi đất trước nhà văn hóa."
    )
    page.get_by_label("Đến hết ngày").fill(working_day(30))
    page.get_by_role("button", name="Mở lấy ý kiến").click()
    path = page.get_by_role("link", name="trang bà con đọc").get_attribute("href") or ""
    public = open_page(path, java_script_enabled=False)
    public.get_by_label("Ý kiến của ông/bà").fill("Họp ngày chủ nhật cho dễ đi.")
    public.get_by_role("button", name="Gửi ý kiến").click()
    expect(public.get_by_role("heading", level=1)).to_have_text("Cảm ơn ông/bà đã góp ý")
    page.reload()
    expect(page.get_by_text("Họp ngày chủ nhật cho dễ đi.")).to_be_visible()
    page.get_by_text("Trả lời ý kiến 1").click()
    page.get_by_label("Giải thích").fill("Xã đổi phiên chợ sang ngày chủ nhật đầu tháng.")
    page.get_by_role("button", name="Ghi trả lời").click()
    served.let_end(path.rpartition("/")[2])
    page.reload()
    page.locator("summary", has_text="Công bố kết quả").click()
    page.get_by_label("Kết quả lấy ý kiến").fill("Một ý kiến, được tiếp thu; quy chế đã sửa theo.")
    page.get_by_role("button", name="Công bố").click()
    result = open_page(path)
    expect(result.get_by_text("Một ý kiến, được tiếp thu")).to_be_visible()
    expect(result.get_by_text("Xã đổi phiên chợ sang ngày chủ nhật")).to_be_visible()


def test_a_lesson_has_no_end_without_a_day_to_check_it(at_desk: Open) -> None:
    page = at_desk("yen.le", "/can-bo/bai-hoc")
    page.get_by_text("Mở một bài học về một lời hứa").click()
    page.get_by_label("Rút kinh nghiệm về lời hứa nào?").select_option("12")
    page.get_by_role("button", name="Mở bài học").click()
    page.get_by_label("Vì sao xảy ra?").fill("Giải thích vội vì quầy đông lúc tám giờ.")
    page.get_by_label("Làm gì để không lặp lại?").fill("Thêm một người ở quầy buổi sáng thứ Hai.")
    page.get_by_role("button", name="Ghi nguyên nhân và cách làm").click()
    expect(page.get_by_text("Không có ngày kiểm tra").first).to_be_visible()
    page.get_by_label("Ngày kiểm tra lại").fill(working_day(20))
    page.get_by_role("button", name="Ghi nguyên nhân và cách làm").click()
    expect(page.get_by_text("máy đọc lại đúng con số ấy")).to_be_visible()
