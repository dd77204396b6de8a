"""The papers people take home, read back with tools that are not ours (poppler, zxing)."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from io import BytesIO
from threading import Thread

import pytest
import zxingcpp
from PIL import Image

from vidan.adapters import pdf
from vidan.adapters.pdf import fonts
from vidan.domain import keysheet

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")

URL = "https://vidu.gov.vn/ho-so/tra-cuu#DL-260211-0007.7K3MQ9TX2HVB"
PAGE_POINTS = {"a5": "419.528 x 595.276", "a5-landscape": "595.276 x 419.528", "a4": "595.276 x 841.89"}
HOSTILE = r"#let x = 1 $a^2$ *đậm* _nghiêng_ `mã` <script>alert(1)</script> \ @nhãn // chú thích [ ] = - + ~ { }"

RECEIPT = pdf.ReceiptSheet(
    office="Ủy ban nhân dân xã Điền Lư",
    centre="Trung tâm Phục vụ hành chính công",
    place="Điền Lư",
    printed_on="2026-02-11",
    code="DL-260211-0007",
    number="07/TNHS",
    secret="7K3MQ9TX2HVB",
    tracking_url=URL,
    lookup_address="vidu.gov.vn/ho-so/tra-cuu",
    addressed="bà Hà Thị Ước",
    procedure="Đăng ký khai sinh",
    promised_words="17 giờ, thứ Tư ngày 25 tháng 02 năm 2026",
    holder="bà Lê Thị Lan",
    call="0237 3123 456",
    applicant="Hà Thị Ước",
    address="Thôn Trung, xã Điền Lư, tỉnh Thanh Hóa",
    phone="0912345678",
    identity_number="038190001234",
    received_words="9 giờ 05, thứ Tư ngày 11 tháng 02 năm 2026",
    time_limit="05 ngày làm việc",
    explanation="nhận thứ Tư 11/2 là ngày 0; nghỉ Tết 16–20/2; hẹn thứ Tư 25/2 là ngày 5.",
    delivery="Quầy số 2",
    receiver="Bùi Văn Tám",
    fee="không thu",
    papers=(
        pdf.PaperLine(name="Tờ khai đăng ký khai sinh", originals=1),
        pdf.PaperLine(name="Giấy chứng sinh", copies=2),
    ),
    checkpoint_line="vidan.dienlu/2026 · 1204 · 4f8a1c09d2b7e655",
)
SUPPLEMENT = pdf.SupplementSheet(
    office="Ủy ban nhân dân xã Điền Lư",
    centre="Trung tâm Phục vụ hành chính công",
    place="Điền Lư",
    printed_on="2026-11-03",
    addressed="ông Phạm Văn Ỷ",
    applicant="Phạm Văn Ỷ",
    procedure="Đăng ký kết hôn",
    missing=(
        pdf.MissingPaper(
            name="Giấy xác nhận tình trạng hôn nhân",
            condition="không đăng ký thường trú tại xã",
            reason="Ông thường trú ở xã khác.",
        ),
        pdf.MissingPaper(name="Tờ khai đăng ký kết hôn"),
    ),
    ask_where="quầy số 2",
    ask_call="0237 3123 456",
    adviser="Bùi Văn Tám",
    phone="0912345678",
    identity_number="038190001234",
    guide_url="https://vidu.gov.vn/thu-tuc/1.000894",
    guide_words="Hướng dẫn thủ tục",
)
MANY = tuple(
    pdf.PaperLine(name=f"Giấy tờ thứ {n}: " + "trích đo thửa đất có xác nhận của hộ liền kề " * 2, originals=1)
    for n in range(1, 15)
)


def said(content):
    """All text of the paper, one space between words."""
    return " ".join(_text(content).split())


def _text(content):
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def told(content):
    """What pdfinfo says, by label."""
    done = subprocess.run(["pdfinfo", "-"], input=content, capture_output=True, check=True)
    return dict(re.findall(r"^([^:\n]+):\s+(.*)$", done.stdout.decode(), re.MULTILINE))


def codes(content):
    """The texts of the QR codes that a phone would read from the first page."""
    done = subprocess.run(
        ["pdftoppm", "-r", "150", "-png", "-l", "1", "-"], input=content, capture_output=True, check=True
    )
    return [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(done.stdout)).convert("L"))]


@pytest.mark.parametrize("paper", PAGE_POINTS)
def test_a_receipt_says_the_four_things_and_the_official_fields(paper):
    text = said(pdf.receipt(RECEIPT, paper))
    assert unicodedata.is_normalized("NFC", text)
    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Điền Lư, ngày 11 tháng 02 năm 2026",
        "Chúng tôi đã nhận hồ sơ của bà Hà Thị Ước.",
        "Việc: Đăng ký khai sinh",
        "7K3M-Q9TX-2HVB",
        "Mã hồ sơ: DL-260211-0007",
        "Tờ khai đăng ký khai sinh",
        "Số lượng hồ sơ: 01 bộ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Trang 1/1",
    ):
        assert words in text
    for value in (RECEIPT.time_limit, RECEIPT.received_words, RECEIPT.promised_words, RECEIPT.receiver, RECEIPT.call):
        assert value in text
    assert "Bản in thứ" not in text
    assert "MINH HỌA" not in text


@pytest.mark.parametrize("paper", PAGE_POINTS)
def test_a_receipt_is_tagged_has_its_size_and_its_own_font(paper):
    content = pdf.receipt(RECEIPT, paper)
    about = told(content)
    assert about["Tagged"] == "yes"
    assert about["Page size"].startswith(PAGE_POINTS[paper])
    assert about["Title"] == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả DL-260211-0007"
    listed = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True).stdout.decode()
    rows = listed.splitlines()[2:]
    family = fonts.chosen_font().name.replace(" ", "")
    assert rows
    assert all(family in row and re.search(r"\byes +yes +yes\b", row) for row in rows)


@pytest.mark.parametrize("paper", PAGE_POINTS)
def test_a_phone_reads_the_tracking_address_from_the_printed_receipt(paper):
    assert codes(pdf.receipt(RECEIPT, paper)) == [URL]


def test_identity_number_and_phone_are_masked_even_if_given_in_full():
    text = said(pdf.receipt(RECEIPT))
    assert "0381••••1234" in text
    assert "091••••678" in text
    assert RECEIPT.identity_number not in text
    assert RECEIPT.phone not in text


def test_the_same_sheet_gives_the_same_bytes():
    first = pdf.receipt(RECEIPT)
    pdf.receipt(replace(RECEIPT, applicant="Người khác"))
    assert pdf.receipt(RECEIPT) == first


def test_a_reprint_says_that_the_old_secret_is_dead():
    text = said(pdf.receipt(replace(RECEIPT, print_number=2)))
    assert "Bản in thứ 2: bản này thay bản in trước; mật mã cũ không dùng được nữa." in text


def test_demo_and_training_papers_say_so_on_every_page():
    content = pdf.receipt(replace(RECEIPT, demo=True, training=True, papers=MANY))
    pages = _text(content).split("\f")[:-1]
    assert len(pages) > 1
    assert all("DỮ LIỆU MINH HỌA" in page and "BẢN TẬP HUẤN" in page for page in pages)


@pytest.mark.parametrize("paper", PAGE_POINTS)
def test_many_papers_take_several_numbered_pages_with_the_table_head_on_each(paper):
    content = pdf.receipt(replace(RECEIPT, papers=MANY), paper)
    pages = _text(content).split("\f")[:-1]
    assert len(pages) == int(told(content)["Pages"]) > 1
    assert all(f"Trang {number}/{len(pages)}" in page for number, page in enumerate(pages, start=1))
    assert sum("Tên giấy tờ đã nhận" in page for page in pages) >= 2
    assert all(f"Giấy tờ thứ {number}:" in said(content) for number in range(1, 15))


LONG_WAY = (
    "Nhận lúc 09 giờ 00 thứ Tư 11/2: ngày nhận là ngày 0, chưa tính. Ngày làm việc thứ 1 và thứ 2: thứ Năm 12/2 đến "
    "thứ Sáu 13/2. Nghỉ cuối tuần: thứ Bảy 14/2 đến Chủ nhật 15/2. Nghỉ Tết: thứ Hai 16/2 đến thứ Sáu 20/2. Ngày làm "
    "việc thứ 3 đến thứ 5: thứ Hai 23/2 đến thứ Tư 25/2."
)
BIRTH = (
    "Tờ khai đăng ký khai sinh",
    "Giấy chứng sinh",
    "Văn bản của người làm chứng về việc sinh, không có người làm chứng thì giấy cam đoan",
    "Căn cước, căn cước điện tử hoặc giấy tờ tùy thân khác của người yêu cầu",
    "Giấy chứng nhận kết hôn của cha mẹ",
    "Biên bản về việc trẻ bị bỏ rơi",
    "Văn bản xác nhận việc mang thai hộ",
    "Giấy ủy quyền có chứng thực",
)


@pytest.mark.parametrize("paper", PAGE_POINTS)
@pytest.mark.parametrize("number", [0, 1, 4, 5, 8])
@pytest.mark.parametrize("print_number", [1, 2])
def test_up_to_eight_papers_and_a_long_reckoning_stay_on_one_side_of_any_sheet(paper, number, print_number):
    papers = tuple(pdf.PaperLine(name=name, originals=1) for name in BIRTH[:number])
    sheet = replace(
        RECEIPT,
        number="",
        papers=papers,
        explanation=LONG_WAY,
        print_number=print_number,
        holder="chị Lê Thị Hoa, Công chức một cửa, bàn số 1",
        demo=True,
    )
    content = pdf.receipt(sheet, paper)
    assert told(content)["Pages"] == "1"
    text = said(content)
    for words in (RECEIPT.checkpoint_line, "NGƯỜI NỘP HỒ SƠ", "Nếu trễ hẹn, chúng tôi phải xin lỗi", RECEIPT.receiver):
        assert words in text
    assert codes(content) == [URL]


def test_a_paper_that_is_only_shown_says_so():
    sheet = replace(RECEIPT, papers=(pdf.PaperLine(name="Căn cước", note="xuất trình"),))
    assert "Căn cước (xuất trình)" in said(pdf.receipt(sheet))


@pytest.mark.parametrize("field", ["applicant", "address", "procedure", "holder", "place", "explanation", "receiver"])
def test_what_people_type_is_set_letter_by_letter(field):
    text = _text(pdf.receipt(replace(RECEIPT, **{field: HOSTILE}), "a4"))
    assert "".join(HOSTILE.split()) in "".join(text.split())


def test_a_hostile_paper_name_and_slip_are_set_letter_by_letter():
    line = pdf.PaperLine(name=HOSTILE, note=HOSTILE)
    assert said(pdf.receipt(replace(RECEIPT, papers=(line,)), "a4")).count("<script>") == 2
    missing = pdf.MissingPaper(name=HOSTILE, condition=HOSTILE, reason=HOSTILE)
    assert said(pdf.supplement_slip(replace(SUPPLEMENT, missing=(missing,)), "a4")).count("<script>") == 3


def test_letters_typed_apart_are_printed_together():
    content = pdf.receipt(replace(RECEIPT, applicant=unicodedata.normalize("NFD", RECEIPT.applicant)))
    assert content == pdf.receipt(RECEIPT)


def test_a_word_without_end_is_broken_inside_the_margins():
    content = pdf.receipt(replace(RECEIPT, address="H" * 300, procedure="W" * 200))
    places = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True, check=True).stdout
    right_edges = [float(edge) for edge in re.findall(rb'xMax="([0-9.]+)"', places)]
    assert max(right_edges) < 419.6 - 30
    assert re.sub(r"\s", "", _text(content)).count("H" * 300) == 1


def test_a_sign_that_no_font_has_does_not_cost_anybody_the_receipt(caplog):
    content = pdf.receipt(replace(RECEIPT, applicant="Hà 😀 Ước ꪼ"))
    assert "Hà □ Ước □" in said(content)
    assert told(content)["Tagged"] == "yes"
    assert not caplog.records


def test_papers_can_be_printed_by_several_threads_at_once():
    expected = {n: pdf.receipt(replace(RECEIPT, receiver=f"Cán bộ {n}")) for n in range(4)}
    printed = {}

    def work(n):
        printed[n] = pdf.receipt(replace(RECEIPT, receiver=f"Cán bộ {n}"))

    threads = [Thread(target=work, args=(n,)) for n in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert printed == expected


def test_a_receipt_without_papers_says_that_none_are_needed():
    assert "Giấy tờ kèm theo: không phải nộp." in said(pdf.receipt(replace(RECEIPT, papers=())))


def test_a_slip_lists_everything_missing_and_asks_only_once():
    content = pdf.supplement_slip(SUPPLEMENT)
    text = said(content)
    for words in (
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "bổ sung, hoàn thiện 02 giấy tờ",
        "Giấy xác nhận tình trạng hôn nhân",
        "Cần khi: không đăng ký thường trú tại xã",
        "Ông thường trú ở xã khác.",
        "Chưa có trong hồ sơ.",
        "Chúng tôi chỉ yêu cầu một lần.",
        "Hỏi tại: quầy số 2. Gọi: 0237 3123 456",
        "NGƯỜI HƯỚNG DẪN",
        "ngày 03 tháng 11 năm 2026",
    ):
        assert words in text
    assert SUPPLEMENT.identity_number not in text
    assert codes(content) == [SUPPLEMENT.guide_url]
    assert told(content)["Tagged"] == "yes"


def test_a_receipt_of_an_office_without_phone_names_the_holder_and_no_empty_number():
    text = said(pdf.receipt(replace(RECEIPT, call="")))
    assert "Người giữ hồ sơ: bà Lê Thị Lan. " in text
    assert "Gọi:" not in text
    assert "Gọi:" not in said(pdf.supplement_slip(replace(SUPPLEMENT, ask_call="")))
    nobody = said(pdf.receipt(replace(RECEIPT, holder=""), "a4"))
    assert "Người giữ hồ sơ: Trung tâm Phục vụ hành chính công." in nobody


def test_a_slip_without_a_guide_has_no_code_and_one_for_a_received_dossier_names_it():
    assert codes(pdf.supplement_slip(replace(SUPPLEMENT, guide_url=""))) == []
    text = said(pdf.supplement_slip(replace(SUPPLEMENT, code="DL-260211-0007", answer_before="ngày 01 tháng 12"), "a4"))
    assert "Mã hồ sơ: DL-260211-0007" in text
    assert "Xin nộp bổ sung trước: ngày 01 tháng 12" in text


def test_the_key_sheet_can_be_scanned_and_typed_back():
    key = bytes(range(100, 132))
    words = keysheet.to_words(key)
    content = pdf.key_sheet(
        pdf.KeySheet(commune="xã Điền Lư", made_on="2026-11-24", words=words, qr_text=keysheet.to_qr(key))
    )
    assert [keysheet.read(code) for code in codes(content)] == [key]
    text = said(content)
    assert "TỜ KHÓA CỦA XÃ ĐIỀN LƯ" in text
    numbered = " ".join(f"{number}. {word}" for number, word in enumerate(words, start=1))
    assert keysheet.read(numbered) == key
    assert all(f"{number}. {word}" in text for number, word in enumerate(words, start=1))
    assert told(content)["Pages"] == "1"


def test_survey_slips_stand_four_to_a_page_and_each_code_opens_its_own_page() -> None:
    printed = tuple(f"{number:05d}-ABCDE-FGHJK-MNPQR-STVWX-Y" for number in range(6))
    sheet = pdf.SurveySheet(
        office="Ủy ban nhân dân xã Điền Lư",
        printed_on="2026-11-23",
        address="vidu.gov.vn/khao-sat",
        questions=("Nói chung, ông/bà có hài lòng không?", "Cán bộ nói năng có tôn trọng ông/bà không?", HOSTILE),
        scale=("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
        codes=printed,
        urls=tuple(f"https://vidu.gov.vn/khao-sat#{code}" for code in printed),
        demo=True,
    )
    made = pdf.survey_slips(sheet)
    assert told(made)["Page size"].startswith(PAGE_POINTS["a4"])
    assert told(made)["Pages"] == "2"
    assert all(code in said(made) for code in printed)
    assert said(made).count("DỮ LIỆU MINH HỌA") == len(printed)
    assert set(codes(made)) == set(sheet.urls[:4])
