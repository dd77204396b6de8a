"""The commune's list of procedures at the desk: looking, confirming a limit, the commune's own spreadsheet."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import builders
from tests.builders import BUILDING_PERMIT, House
from tests.web.doors import Browser, Page, nothing_changes
from vidan.store.models import Fact, Procedure

BrowserOf = Callable[..., Browser]
LIST, IMPORT = "/can-bo/thu-tuc", "/can-bo/thu-tuc/nhap"
HEADINGS = ("Mã thủ tục", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Thành phần hồ sơ")
GOOD = ("2.000815", "Chứng thực bản sao từ bản chính", "Chứng thực", "2 ngày làm việc", "Bản chính giấy tờ")


@pytest.fixture
def leader(house: House, browser_of: BrowserOf) -> Browser:
    return browser_of(house.leader)


def workbook(*rows: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    book.close()
    return out.getvalue()


def table(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


def upload(browser: Browser, content: bytes, name: str = "danh-muc.xlsx") -> Page:
    """The file is chosen, what it changes is looked at, and the button pressed."""
    seen = look(browser, content, name)
    return browser.send(seen) if "packed" in seen.form().values else seen


def look(browser: Browser, content: bytes, name: str = "danh-muc.xlsx") -> Page:
    return browser.send(browser.open(IMPORT), file=SimpleUploadedFile(name, content))


# -- looking ----------------------------------------------------------------------------------------------------------


def test_the_list_says_what_waits_for_confirmation(leader: Browser) -> None:
    page = leader.open(LIST)
    assert "1 thủ tục tiếp nhận ở xã chưa có thời hạn được xác nhận" in page.words
    assert "chờ xác nhận" in page.words


@pytest.mark.parametrize("letters", ["giay phep xay nha", "GIẤY PHÉP", BUILDING_PERMIT])
def test_a_procedure_is_found_at_the_desk_by_a_few_letters(leader: Browser, letters: str) -> None:
    page = leader.open(LIST, q=letters)
    assert reverse("office.procedure", args=[BUILDING_PERMIT]) in page.links


def test_a_procedure_tells_its_limit_papers_way_and_source(leader: Browser) -> None:
    page = leader.open(reverse("office.procedure", args=[BUILDING_PERMIT]))
    for words in ("7 ngày làm việc", "dùng được", "Kiểm tra hồ sơ, thực địa", "Nguồn"):
        assert words in page.words


# -- confirming a limit -----------------------------------------------------------------------------------------------


def confirm(browser: Browser, key: str = "", **typed: str) -> Page:
    page = browser.open(reverse("office.procedure", args=[key or builders.unconfirmed_key()]))
    return browser.send(page, **{"value": "5", "unit": "wd", "document": "Quyết định 12/QĐ-UBND", **typed})


def kept(house: House) -> Procedure:
    row: Procedure = Procedure.objects.of(house.commune).filter(key=builders.unconfirmed_key()).latest("valid_from")
    return row


@pytest.mark.parametrize(
    ("typed", "limit"),
    [({}, "5wd"), ({"unit": "wh", "value": "12"}, "12wh"), ({"unit": "sd", "value": ""}, "1sd"), ({"unit": "m"}, "5m")],
)
def test_a_leader_confirms_a_limit_by_a_document(
    leader: Browser, house: House, typed: dict[str, str], limit: str
) -> None:
    after = leader.follow(confirm(leader, **typed))
    assert "Đã ghi thời hạn" in after.words
    assert "dùng được" in after.words
    assert (kept(house).limit, kept(house).limit_document) == (limit, "Quyết định 12/QĐ-UBND")
    assert kept(house).limit_confirmed_by_id == house.leader.officer_id
    assert Fact.objects.of(house.commune).filter(kind="LimitConfirmed").count() == 1


def test_the_administrator_may_confirm_as_well(house: House, browser_of: BrowserOf) -> None:
    browser = browser_of(house.administrator)
    browser.follow(confirm(browser))
    assert kept(house).limit == "5wd"


def test_who_may_not_confirm_sees_no_form_and_his_request_is_refused(house: House, browser_of: BrowserOf) -> None:
    browser = browser_of(house.one_stop, careful=False)
    path = reverse("office.procedure", args=[builders.unconfirmed_key()])
    assert "Xác nhận thời hạn này" not in browser.open(path).words
    with nothing_changes():
        page = browser.post(path, {"value": "5", "unit": "wd", "document": "Quyết định 12"})
    assert page.status == 403
    assert "không thuộc phần việc của ông/bà" in page.words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"document": ""}, "Xin ghi văn bản làm căn cứ"),
        ({"document": " \u200b "}, "Xin ghi văn bản làm căn cứ"),
        ({"document": "x" * 301}, "Tên văn bản dài quá"),
        ({"document": "Quyết định\x00"}, "Có ký tự lạ"),
        ({"value": ""}, "Xin ghi số"),
        ({"value": "0"}, "Thời hạn nhỏ nhất là 1"),
        ({"value": "-5"}, "Thời hạn nhỏ nhất là 1"),
        ({"value": "99999"}, "Thời hạn lớn nhất là 3650"),
        ({"value": "năm"}, "Thời hạn phải là số nguyên"),
        ({"value": "9" * 5000}, "Thời hạn phải là số nguyên"),
    ],
)
def test_a_limit_without_number_or_document_is_not_confirmed(leader: Browser, typed: dict[str, str], told: str) -> None:
    with nothing_changes():
        page = confirm(leader, **typed)
    assert told in page.alert
    for name, value in typed.items():
        assert page.field(name) == value


def test_a_limit_that_leads_past_the_calendar_is_told_at_the_counter_and_to_the_public(
    leader: Browser, citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    """3650 months are three hundred years: no page breaks over it."""
    leader.follow(confirm(leader, value="3650", unit="m"))
    key = builders.unconfirmed_key()
    for page in (
        browser_of(house.one_stop).open(reverse("office.intake_form", args=[key])),
        citizen.open(reverse("public.procedure", args=[key])),
    ):
        assert page.status < 500
        assert "nằm ngoài các năm 2000-2100 của lịch" in page.words


# -- the commune's own list -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("make", "name"), [(workbook, "danh-muc.xlsx"), (table, "danh-muc.csv")])
def test_a_list_comes_in_and_can_be_received_by(
    leader: Browser, house: House, make: Callable[..., bytes], name: str
) -> None:
    page = upload(leader, make(HEADINGS, GOOD), name)
    assert "Đã nhập xong. Thêm 1, thay bản mới 0, không đổi 0." in page.words
    row = Procedure.objects.of(house.commune).get(key="2.000815")
    assert (row.name, row.limit) == ("Chứng thực bản sao từ bản chính", "2wd")


def test_old_and_new_words_are_seen_before_anything_is_written(leader: Browser) -> None:
    upload(leader, workbook(HEADINGS, GOOD))
    with nothing_changes():
        page = look(
            leader,
            workbook(HEADINGS, (*GOOD[:4], "Bản chính và một bản sao"), ("9.000001", "Tên mới", "Mới", "1 ngày", "")),
        )
    assert "Thêm 1, đổi lời 1, giữ nguyên 0. Chưa ghi gì cả." in page.words
    assert "<del>Bản chính giấy tờ" in page.html
    assert "<ins>Bản chính và một bản sao" in page.html
    assert "Tên mới" in page.words
    assert "Đang có ở xã mà tệp không nêu" in page.words
    done = leader.send(page)
    assert "Thêm 1, thay bản mới 1, không đổi 0." in done.words


@pytest.mark.parametrize("packed", ["", "%%%", "eJwDAAAAAAE", "eJzLSM3JyVcozy/KSQEAGgsEXQ==", "x" * 500])
def test_a_list_that_was_cut_on_its_way_is_told(leader: Browser, packed: str) -> None:
    page = look(leader, workbook(HEADINGS, GOOD))
    with nothing_changes():
        answer = leader.send(page, packed=packed)
    assert answer.status == 200
    assert answer.alert


def test_the_same_list_twice_changes_nothing(leader: Browser) -> None:
    upload(leader, workbook(HEADINGS, GOOD))
    page = upload(leader, workbook(HEADINGS, GOOD))
    assert "Thêm 0, thay bản mới 0, không đổi 1." in page.words


def test_each_bad_row_is_told_by_its_number_and_the_good_ones_come_in(leader: Browser, house: House) -> None:
    bad = ("2.000816", "", "Chứng thực", "2 ngày làm việc", "")
    page = upload(leader, workbook(HEADINGS, bad, GOOD, ("???", "Tên", "", "", "")))
    assert "Thêm 1" in page.words
    assert "Dòng 2, cột Tên thủ tục" in page.words
    assert "Chưa có tên thủ tục" in page.words
    assert "Dòng 4" in page.words


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.xlsx", "Tệp này trống"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.xlsx", "không phải bảng tính"),
        (b"PK\x03\x04" + b"\xff" * 200, "a.xlsx", "Không mở được tệp"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.xls", "kiểu Excel cũ"),
        (b"%PDF-1.7", "a.pdf", "không phải bảng tính"),
        (b"<script>alert(1)</script>", "a.html", "không phải bảng tính"),
        (b"\x00\x01\x02", "a.csv", ""),
        (b"khong,co,tieu,de\n1,2,3,4\n", "a.csv", "Không thấy hàng tiêu đề"),
        ("Tên thủ tục\n".encode() * 3, "a" * 300 + ".csv", "Tên tệp dài quá"),
        (b"x", "<script>alert(1)</script>.xlsx", "không phải bảng tính"),
        (b"x", "\u202exslx.exe", "không phải bảng tính"),
    ],
)
def test_a_file_that_is_no_list_is_told_and_nothing_comes_in(
    leader: Browser, content: bytes, name: str, told: str
) -> None:
    with nothing_changes():
        page = upload(leader, content, name)
    assert page.status == 200
    assert told in page.alert
    assert page.alert
    assert "<script>alert" not in page.html


def test_no_file_at_all_is_told(leader: Browser) -> None:
    page = leader.send(leader.open(IMPORT))
    assert "Xin chọn tệp danh mục" in page.alert


def test_a_bomb_that_unpacks_to_gigabytes_is_told(leader: Browser) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(200):
                sheet.write(b"0" * 1_000_000)
    with nothing_changes():
        page = upload(leader, out.getvalue())
    assert page.alert


def test_only_leader_and_administrator_bring_a_list(house: House, browser_of: BrowserOf) -> None:
    browser = browser_of(house.one_stop, careful=False)
    assert browser.open(IMPORT).status == 403
    with nothing_changes():
        assert browser.post(IMPORT, {"file": SimpleUploadedFile("a.xlsx", workbook(HEADINGS, GOOD))}).status == 403


def test_a_confirmed_limit_survives_the_next_list(leader: Browser, house: House) -> None:
    upload(leader, workbook(HEADINGS, (*GOOD[:3], "", GOOD[4])))
    leader.follow(confirm(leader, "2.000815", value="4"))
    upload(leader, workbook(HEADINGS, (*GOOD[:3], "9 ngày làm việc", "Bản chính và một bản sao")))
    newest = Procedure.objects.of(house.commune).filter(key="2.000815").latest("pk")
    assert newest.limit == "4wd"


def test_nothing_is_written_beside_the_database(leader: Browser) -> None:
    before = set(Path(settings.DATA).rglob("*"))
    upload(leader, workbook(HEADINGS, GOOD))
    assert set(Path(settings.DATA).rglob("*")) - before <= {Path(settings.DATA) / "write.lock"}
