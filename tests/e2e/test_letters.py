"""A letter goes its whole way in a real browser: written, read by another, signed, numbered, sealed, handed over."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Open
from tests.e2e.serving import Served
from tests.signing.authority import PASSWORD, Authority
from tests.signing.judges import NEEDED, judged_by_pdfsig

WRITER, READER, CHAIRMAN, CLERK = "thao.ha", "thuy.luong", "viet.bui", "yen.le"
ABOUT = "lịch phun thuốc muỗi ở thôn Tôm"


def code_of(page: Page) -> str:
    """The letter's own code, as its address says."""
    return page.url.split("/van-ban/")[1].split("/")[0]


def verified(at_desk: Open, open_page: Open, code: str) -> Page:
    """The page behind the letter's QR, found as an officer finds it: letters of another commune may bear its code."""
    link = at_desk(CLERK, f"/can-bo/van-ban/{code}").get_by_role("link", name="Trang bà con kiểm tra")
    return open_page(str(link.get_attribute("href")))


def test_a_notice_goes_from_the_first_word_to_the_reader(at_desk: Open, open_page: Open) -> None:
    page = at_desk(WRITER, "/can-bo/van-ban/moi/notice")
    page.get_by_label("Trích yếu").fill(ABOUT)
    page.get_by_label("Nội dung").fill("Xã phun thuốc muỗi vào sáng thứ Bảy. Mời bà con đậy kín thức ăn.")
    expect(page.locator(".paper")).to_contain_text("Mời bà con đậy kín thức ăn.")
    page.get_by_label("Gọi cho ai khi cần hỏi").fill("trạm y tế, 0237 000 1250")
    page.get_by_role("button", name="Giữ bản nháp").click()
    expect(page).to_have_url(re.compile(r"/van-ban/VB-[0-9]{6}-[0-9]{4}/sua$"))
    code = code_of(page)
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Chờ kiểm tra", ignore_case=True)

    page = at_desk(READER, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Đã kiểm tra, trình ký").click()
    expect(page.locator("main")).to_contain_text("Chờ ký", ignore_case=True)

    page = at_desk(CHAIRMAN, "/can-bo/van-ban/ky")
    page.get_by_label(f"Thông báo: {ABOUT}").check()
    page.get_by_role("button", name="Ký những bản đã đánh dấu").click()
    expect(page.locator("main")).to_contain_text("Đã ký 1 văn bản")

    page = at_desk(CLERK, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Cấp số").click()
    expect(page.locator("h1")).to_contain_text("/TB-UBND")
    page.get_by_role("button", name="Đã đóng dấu").click()
    page.get_by_label("Gửi tới ai, đâu?").fill("Trưởng thôn Tôm")
    page.get_by_role("button", name="Đã gửi").click()
    page.get_by_label("Vì sao biết đã nhận?").fill("Ký nhận trong sổ giao")
    page.get_by_role("button", name="Đã nhận").click()
    expect(page.locator("main")).to_contain_text("người nhận đã có", ignore_case=True)

    public = verified(at_desk, open_page, code)
    expect(public.locator("main")).to_contain_text("đã ký, đã đóng dấu")


def signed_and_numbered(at_desk: Open, about: str) -> str:
    """A notice from the first word to its number, by the four people whose work it is; its code."""
    page = at_desk(WRITER, "/can-bo/van-ban/moi/notice")
    page.get_by_label("Trích yếu").fill(about)
    page.get_by_label("Nội dung").fill("Mời bà con tới nhà văn hóa thôn.")
    page.get_by_label("Gọi cho ai khi cần hỏi").fill("trưởng thôn, 0237 000 1250")
    page.get_by_role("button", name="Giữ bản nháp").click()
    expect(page).to_have_url(re.compile(r"/sua$"))
    code = code_of(page)
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Chờ kiểm tra", ignore_case=True)
    to_its_number(at_desk, code)
    return code


def to_its_number(at_desk: Open, code: str) -> None:
    """From the second pair of eyes to the clerk."""
    page = at_desk(READER, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Đã kiểm tra, trình ký").click()
    expect(page.locator("main")).to_contain_text("Chờ ký", ignore_case=True)
    page = at_desk(CHAIRMAN, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Ký", exact=True).click()
    expect(page.locator("main")).to_contain_text("đã ký, chờ số", ignore_case=True)
    page = at_desk(CLERK, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Cấp số").click()
    expect(page.locator("main")).to_contain_text("có số, chờ đóng dấu", ignore_case=True)


def test_a_letter_that_is_not_right_goes_back_with_its_reason_and_comes_again(at_desk: Open) -> None:
    page = at_desk(WRITER, "/can-bo/van-ban/moi/notice")
    page.get_by_label("Trích yếu").fill("lịch họp thôn")
    page.get_by_label("Nội dung").fill("Họp thôn tối thứ Bảy.")
    page.get_by_label("Gọi cho ai khi cần hỏi").fill("trưởng thôn, 0237 000 1250")
    page.get_by_role("button", name="Giữ bản nháp").click()
    expect(page).to_have_url(re.compile(r"/sua$"))
    code = code_of(page)
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    page = at_desk(READER, f"/can-bo/van-ban/{code}")
    page.get_by_text("Trả lại người soạn").click()
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.locator("main")).to_contain_text("Xin ghi rõ lý do")
    page.get_by_label("Lý do").first.fill("Chưa ghi giờ họp.")
    page.get_by_role("button", name="Trả lại", exact=True).click()
    expect(page.locator("main")).to_contain_text("Bản nháp", ignore_case=True)
    page = at_desk(WRITER, f"/can-bo/van-ban/{code}/sua")
    expect(page.locator("main")).to_contain_text("Chưa ghi giờ họp.")
    page.get_by_label("Nội dung").fill("Họp thôn lúc 19 giờ 30, tối thứ Bảy.")
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Chờ kiểm tra", ignore_case=True)
    expect(page.locator(".paper")).to_contain_text("19 giờ 30")


def test_a_wrong_letter_is_replaced_and_one_with_a_slip_is_corrected(at_desk: Open, open_page: Open) -> None:
    wrong = signed_and_numbered(at_desk, "lịch cắt điện")
    page = at_desk(WRITER, f"/can-bo/van-ban/{wrong}")
    page.get_by_text("Văn bản có sai sót").click()
    page.get_by_role("button", name="Soạn văn bản thay thế").click()
    expect(page).to_have_url(re.compile(r"/sua$"))
    newer = code_of(page)
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Chờ kiểm tra", ignore_case=True)
    to_its_number(at_desk, newer)
    expect(verified(at_desk, open_page, wrong).locator("main")).to_contain_text("đã được thay bằng văn bản khác")

    page = at_desk(WRITER, f"/can-bo/van-ban/{newer}")
    page.get_by_text("Văn bản có sai sót").click()
    page.get_by_role("button", name="Soạn công văn đính chính").click()
    expect(page).to_have_url(re.compile(r"/sua$"))
    mending = code_of(page)
    page.get_by_label("Kính gửi").fill("Các thôn")
    page.get_by_label("Đã viết").fill("thứ Sáu ngày 28")
    page.get_by_label("Nay sửa là").fill("thứ Bảy ngày 28")
    page.get_by_label("Gọi cho ai khi cần hỏi").fill("văn thư, 0237 000 1201")
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Chờ kiểm tra", ignore_case=True)
    to_its_number(at_desk, mending)
    public = verified(at_desk, open_page, newer)
    expect(public.locator("main")).to_contain_text("còn hiệu lực")
    expect(public.locator("main")).to_contain_text("Đã được đính chính bởi")


def keep_certificate(page: Page, owner: str, file: Path) -> None:
    """The administrator's act at set-up: one certificate, opened once with its password."""
    page.get_by_label("Của ai?").select_option(label=owner)
    page.get_by_label("Tệp chứng thư số", exact=True).set_input_files(file)
    page.get_by_label("Mật khẩu của tệp").fill(PASSWORD.decode())
    page.get_by_role("button", name="Giữ lại, mã hóa").click()
    expect(page.locator("main")).to_contain_text("Đã giữ, đã mã hóa")
    page.get_by_text("Ghi chứng thư số").click()


def wait_for_the_job(page: Page, said: str) -> None:
    """The page says that signing takes a minute and asks to be loaded again: so it is."""
    expect(page.locator("main")).to_contain_text("Chữ ký số")
    for _ in range(60):
        if said in page.locator("main").inner_text().lower():
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(page.locator("main").inner_text())


@NEEDED
def test_a_letter_is_signed_digitally_by_the_chairman_and_closed_by_the_office(
    at_desk: Open, open_page: Open, served: Served, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    means = at_desk(CHAIRMAN, "/can-bo/van-ban/chung-thu-so")
    for owner in ("Bùi Quốc Việt", "Cơ quan"):
        file = tmp_path / f"{len(owner)}.p12"
        file.write_bytes(authority.pkcs12(owner).content)
        label = means.get_by_label("Của ai?").locator("option").filter(has_text=owner).first.inner_text()
        keep_certificate(means, label, file)

    page = at_desk(WRITER, "/can-bo/van-ban/moi/notice")
    page.get_by_label("Trích yếu").fill("lịch khám sức khỏe cho người cao tuổi")
    page.get_by_label("Nội dung").fill("Trạm y tế khám từ 7 giờ sáng thứ Sáu. Mời các cụ tới trạm.")
    page.get_by_label("Gọi cho ai khi cần hỏi").fill("trạm y tế, 0237 000 1250")
    page.get_by_role("button", name="Giữ bản nháp").click()
    expect(page).to_have_url(re.compile(r"/sua$"))
    code = code_of(page)
    page.get_by_role("button", name="Chuyển kiểm tra").click()
    expect(page.locator("main")).to_contain_text("Chờ kiểm tra", ignore_case=True)
    page = at_desk(READER, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Đã kiểm tra, trình ký").click()
    expect(page.locator("main")).to_contain_text("Chờ ký", ignore_case=True)

    page = at_desk(CHAIRMAN, f"/can-bo/van-ban/{code}")
    page.get_by_label("Mật khẩu").fill(PASSWORD.decode())
    page.get_by_role("button", name="Ký", exact=True).click()
    wait_for_the_job(page, "đã ký số")

    page = at_desk(CLERK, f"/can-bo/van-ban/{code}")
    page.get_by_role("button", name="Cấp số").click()
    page.get_by_label("Mật khẩu").fill(PASSWORD.decode())
    page.get_by_role("button", name="Ký số của cơ quan").click()
    wait_for_the_job(page, "gửi đi")
    content = page.context.request.get(served.url(f"/can-bo/van-ban/{code}/in")).body()
    assert judged_by_pdfsig(content, tmp_path) == ["Signature is Valid.", "Signature is Valid."]

    public = verified(at_desk, open_page, code)
    expect(public.locator("main")).to_contain_text("đã ký, đã đóng dấu")
    kept = {"name": "van-ban.pdf", "mimeType": "application/pdf", "buffer": content}
    public.locator("#tep-van-ban").set_input_files(kept)
    expect(public.locator("main")).to_contain_text("ĐÚNG.")
    drop(public, content[:-40] + b"x" + content[-39:])
    expect(public.locator("main")).to_contain_text("KHÁC.")

    means.reload()
    for _ in range(2):
        means.get_by_role("button", name="Bỏ chứng thư số của").first.click()
        expect(means.locator("main")).to_contain_text("Đã bỏ")
        means.reload()


def drop(page: Page, content: bytes) -> None:
    """Drop a file on the page, as from a folder."""
    file = page.evaluate_handle(
        """bytes => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(bytes)], "khac.pdf", { type: "application/pdf" }));
          return carried;
        }""",
        list(content),
    )
    page.dispatch_event("[data-hash]", "drop", {"dataTransfer": file})
