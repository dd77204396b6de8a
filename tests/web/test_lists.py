"""The list of dossiers: found, filtered by the address, kept as a view, printed, taken as a workbook."""

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from tests import builders
from tests.builders import BIRTH, NOW, House
from tests.web.doors import Browser, Page
from vidan.actions import dossiers, matters
from vidan.adapters import spreadsheets
from vidan.domain.facts import KINDS
from vidan.domain.matters import BreachKind, PauseKind, PromiseReason
from vidan.domain.people import Role
from vidan.speech import facts
from vidan.speech.facts import TITLES
from vidan.store.models import Reading

LIST = "/can-bo/ho-so"


def printed(page: Page) -> str:
    assert page.response["Content-Type"] == "application/pdf"
    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.response.content)).pages)
    return " ".join(text.split())


@pytest.fixture
def three(house: House, received: Any) -> list[str]:
    """Three dossiers of three days; the first is late and went from desk to desk."""
    codes = []
    for number, name in enumerate(("Hà Thị Thảo", "Lê Văn Út", "Đỗ Thị Hà")):
        when = NOW - timedelta(days=14 - number)
        person = builders.applicant(name=name, number=f"03818600{number:04d}", phone=f"091234567{number}")
        codes.append(received(BIRTH, person=person, received_at=when, now=when, content="=1+1").code)
    matters.reassign(house.one_stop, codes[0], house.specialist.officer_id or 0, "đúng chuyên môn", now=NOW)
    return codes


def test_a_name_without_diacritics_finds_and_the_state_stays_in_the_address(counter: Browser, three: list[str]) -> None:
    page = counter.open(LIST, q="ha thao")
    assert three[0] in page.words
    assert three[1] not in page.words
    assert any("q=ha+thao" in link and "trang-thai=ready" in link for link in page.links)
    assert "trọn từng tiếng" in counter.open(LIST, q="tha").words


@pytest.mark.parametrize(
    ("filters", "places"),
    [
        ({"tu-ngay": "2026-11-04"}, [1, 2]),
        ({"den-ngay": "2026-11-03"}, [0]),
        ({"thu-tuc": "khai sinh"}, [0, 1, 2]),
        ({"thu-tuc": "xyz"}, []),
        ({"tre": "1"}, [0, 1, 2]),
        ({"tu-ngay": "hôm qua", "nguoi-giu": "x", "trang-thai": "?", "tu": "~"}, [0, 1, 2]),
    ],
)
def test_filters_stand_in_the_address(
    counter: Browser, three: list[str], filters: dict[str, str], places: list[int]
) -> None:
    words = counter.open(LIST, **filters).words
    assert [place for place, code in enumerate(three) if code in words] == places


def test_who_holds_it_is_a_filter_too(counter: Browser, house: House, three: list[str]) -> None:
    words = counter.open(LIST, **{"nguoi-giu": str(house.specialist.officer_id)}).words
    assert [code in words for code in three] == [True, False, False]


def test_a_view_is_kept_shown_and_dropped_and_is_ones_own(house: House, counter: Browser, three: list[str]) -> None:
    page = counter.open(LIST, tre="1")
    counter.send(page, action="/can-bo/cach-xem", name="Trễ hẹn")
    page = counter.open(LIST)
    assert "Trễ hẹn" in page.words
    assert "?tre=1" in page.links
    assert "Trễ hẹn" not in Browser(house.specialist).open(LIST).words
    counter.send(counter.open(LIST, tre="1"), "drop", action="/can-bo/cach-xem", name="Trễ hẹn")
    assert "Trễ hẹn" not in counter.open(LIST).words


@pytest.mark.parametrize("name", ["", "x" * 61])
def test_a_view_without_a_fitting_name_is_told(counter: Browser, three: list[str], name: str) -> None:
    counter.send(counter.open(LIST, tre="1"), action="/can-bo/cach-xem", name=name)
    assert "Xin đặt tên cho cách xem này" in counter.open(LIST).words


def test_the_book_is_printed_as_form_07_asks_oldest_first(counter: Browser, three: list[str]) -> None:
    words = printed(counter.open("/can-bo/so-theo-doi.pdf"))
    assert "SỔ THEO DÕI HỒ SƠ" in words
    assert "Cộng: 3 hồ sơ." in words
    assert words.index("Hà Thị Thảo") < words.index("Lê Văn Út") < words.index("Đỗ Thị Hà")
    assert Reading.objects.across_communes("who looked at whom").latest("pk").page == "office.book_pdf"


def test_a_book_of_nothing_says_so(counter: Browser, three: list[str]) -> None:
    assert "Không có hồ sơ nào." in printed(counter.open("/can-bo/so-theo-doi.pdf", q="KHONG-CO-1"))


def test_the_workbook_opens_with_vietnamese_and_no_formula(counter: Browser, three: list[str]) -> None:
    answer = counter.open("/can-bo/so-theo-doi.xlsx").response
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''so-theo-doi-ho-so.xlsx"
    table = spreadsheets.read_table(answer.content, "so.xlsx")
    assert table.headers[1] == "Mã hồ sơ"
    rows = list(table.rows)
    assert [row[4] for row in rows] == ["Hà Thị Thảo", "Lê Văn Út", "Đỗ Thị Hà"]
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    assert b"=1+1" not in parts.read("xl/worksheets/sheet1.xml")
    assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_what_changed_hands_on_a_day_is_listed_printed_and_taken_along(counter: Browser, three: list[str]) -> None:
    page = counter.open("/can-bo/ban-giao", ngay=NOW.date().isoformat())
    assert "Phạm Văn Nam" in page.words
    assert three[0] in page.words
    assert three[1] not in page.words
    words = printed(counter.open("/can-bo/ban-giao", ngay=NOW.date().isoformat(), dang="pdf"))
    assert "DANH SÁCH BÀN GIAO HỒ SƠ" in words
    assert "Cộng: 1 lượt bàn giao." in words
    assert counter.open("/can-bo/ban-giao", dang="xlsx").status == 200
    assert "không có hồ sơ nào đổi người giữ" in counter.open("/can-bo/ban-giao", ngay="2026-01-01").words


def test_two_officers_of_one_name_are_two_who_hand_over(counter: Browser, house: House, received: Any) -> None:
    namesake = builders.enter_officer(house.commune, Role.SPECIALIST, name=house.one_stop.name)
    code = received(BIRTH).code
    matters.reassign(house.one_stop, code, namesake.officer_id or 0, "đúng chuyên môn", now=NOW)
    assert code in counter.open("/can-bo/ban-giao", ngay=NOW.date().isoformat()).words


def test_every_state_can_be_asked_for(counter: Browser, three: list[str], house: House) -> None:
    dossiers.withdraw(house.one_stop, three[2], "bà con đổi ý", now=NOW)
    page = counter.open(LIST, **{"trang-thai": "withdrawn"})
    assert [code in page.words for code in three] == [False, False, True]
    assert "Đã rút theo yêu cầu" in page.words


def test_the_control_slip_tells_every_hand_and_hour(counter: Browser, three: list[str]) -> None:
    words = printed(counter.open(f"{LIST}/{three[0]}/phieu-kiem-soat"))
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in words
    assert "đúng chuyên môn" in words
    assert "Phạm Văn Nam" in words
    assert "Kết quả xử lý" in words
    assert "quá hạn" in words, "a same-day dossier was handed on two weeks later"


def test_the_whole_history_is_one_paper_and_leaves_nothing_out(
    house: House, counter: Browser, three: list[str]
) -> None:
    dossiers.reprint_receipt(house.one_stop, three[0], now=NOW)
    words = printed(counter.open(f"{LIST}/{three[0]}/lich-su.pdf"))
    for told in ("Tiếp nhận hồ sơ", "Chuyển người xử lý", "In lại giấy tiếp nhận", "Lời hẹn thứ 1", "Lê Thị Hoa"):
        assert told in words
    assert "thời hạn: trong ngày làm việc" in words
    assert "từ: Lê Thị Hoa; sang: Phạm Văn Nam; bước số: 1" in words
    inspector = builders.enter_officer(house.commune, builders.Role.INSPECTOR)
    assert Browser(inspector).open(f"{LIST}/{three[0]}/lich-su.pdf").status == 200


@pytest.mark.parametrize("field", ["kind", "reason"])
def test_what_the_program_keeps_short_is_told_in_words(field: str) -> None:
    kept = {"kind": [*BreachKind, *PauseKind], "reason": [*PromiseReason]}[field]
    assert not [value for value in kept if facts.told({field: value.value}).endswith(value.value)]


def test_every_kind_of_fact_about_a_matter_has_its_words() -> None:
    kinds = {
        name
        for name, kind in KINDS.items()
        if kind.__module__.startswith(("vidan.domain.dossiers", "vidan.domain.matters"))
        and "code" in kind.__dataclass_fields__
    }
    assert kinds - set(TITLES) == set()
