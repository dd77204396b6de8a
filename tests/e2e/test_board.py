"""The steering board in a real browser: a photo from a telephone, a decision by one key, an opinion, a lesson."""

from io import BytesIO

from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from tests.e2e.conftest import Open
from vidan.cli.calendar import national_calendar

PHONE = {"width": 360, "height": 740}


def working_day(after: int) -> str:
    """A working day so many working days from now."""
    return national_calendar().shift(timezone.now(), after).date().isoformat()


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (2400, 1600), "plum").save(made, "JPEG")
    return made.getvalue()


def test_a_member_closes_an_assignment_with_a_photo_from_the_telephone(at_desk: Open) -> None:
    page = at_desk("yen.le", "/can-bo/nhiem-vu/moi")
    page.get_by_label("Việc gì?").fill("Sơn lại bảng thông báo ở nhà văn hóa thôn Côn")
    page.get_by_label("Ai làm?").select_option(label="Bùi Thị Hồng, Thành viên")
    page.get_by_label("Xong trước hết ngày").fill(working_day(1))
    page.get_by_role("button", name="Giao việc").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sơn lại bảng thông báo")
    phone = at_desk("hong.bui", "/can-bo/hom-nay")
    phone.set_viewport_size(PHONE)
    card = phone.locator("section.promise", has_text="Sơn lại bảng thông báo")
    card.get_by_role("link", name="Xong rồi, ghi bằng chứng").click()
    photo = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    phone.get_by_label("Chụp hoặc chọn ảnh").set_input_files(photo)
    phone.get_by_label("Đã làm gì, kết quả ra sao?").fill("Đã sơn lại, chữ to, bà con đọc được.")
    phone.get_by_role("button", name="Việc đã xong").click()
    expect(phone.get_by_text("Đã ghi xong việc")).to_be_visible()
    expect(phone.get_by_role("img", name="Đã sơn lại, chữ to")).to_be_visible()


def test_a_meeting_is_planned_and_one_key_makes_a_decision_an_assignment(at_desk: Open) -> None:
    page = at_desk("yen.le", "/can-bo/hop/moi")
    page.get_by_label("Tên cuộc họp").fill("Họp đột xuất về bảng thông báo")
    page.get_by_label("Ngày", exact=True).fill(working_day(3))
    page.get_by_label("Ở đâu").fill("Hội trường")
    page.get_by_label("Ai chủ trì?").select_option(label="Bùi Quốc Việt, Trưởng ban")
    page.get_by_label("Ai ghi biên bản?").select_option(label="Lương Thị Thúy, Ủy viên thường trực")
    page.get_by_role("button", name="Lên lịch").click()
    page.get_by_label("Diễn biến").fill("Chị Thúy kể lại việc tháng trước.")
    page.get_by_label("Quyết việc gì?").fill("Lau kính bảng thông báo mỗi sáng")
    page.get_by_label("Ai làm?").select_option(label="Lê Thị Hoa, Thành viên")
    page.get_by_label("Xong trước hết ngày").fill(working_day(4))
    page.get_by_role("heading", level=1).click()
    page.locator("body").press("g")
    expect(page.get_by_role("link", name="Lau kính bảng thông báo mỗi sáng")).to_be_visible()
    expect(page.get_by_label("Diễn biến")).to_have_value("Chị Thúy kể lại việc tháng trước.")


def test_an_opinion_is_given_without_a_name(at_desk: Open, open_page: Open) -> None:
    page = at_desk("yen.le", "/can-bo/lay-y-kien/moi")
    page.get_by_label("Dự thảo về việc gì?").fill("Quy chế chợ phiên thôn Vèn")
    page.get_by_label("Xã muốn hỏi bà con điều gì?").fill("Chợ nên họp ngày nào?")
    page.get_by_label("Nội dung dự thảo").fill(
        "Chợ họp ngày rằm hằng tháng, từ 5 giờ đến 11 giờ, tại bãi đất trước nhà văn hóa."
    )
    page.get_by_label("Đến hết ngày").fill(working_day(30))
    page.get_by_role("button", name="Mở lấy ý kiến").click()
    path = page.get_by_role("link", name="trang bà con đọc").get_attribute("href") or ""
    public = open_page(path)
    public.get_by_label("Ý kiến của ông/bà").fill("Họp ngày chủ nhật cho dễ đi.")
    public.get_by_role("button", name="Gửi ý kiến").click()
    expect(public.get_by_role("heading", level=1)).to_have_text("Cảm ơn ông/bà đã góp ý")
    page.reload()
    expect(page.get_by_text("Họp ngày chủ nhật cho dễ đi.")).to_be_visible()


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
