"""The counter prints a tracking stub for a dossier that the provincial system received."""

import io
from typing import Any

from pypdf import PdfReader

from tests.builders import BIRTH, NOW, House
from tests.web.doors import Browser
from vidan.actions.dossiers import imports, taking

HEADINGS = ("Mã hồ sơ", "Mã TTHC", "Họ tên", "Ngày tiếp nhận", "Ngày hẹn trả", "Trạng thái")
ROW = ("H56-1", BIRTH, "Hà Thị Thảo", "16/11/2026 08:00", "30/11/2026", "Đang xử lý")


def bring(house: House) -> None:
    row = imports.begin(house.one_stop, "a.csv", b"x", by_worker=False, now=NOW)
    imports.keep_rows(house.one_stop, row.pk, HEADINGS, iter([ROW]), 2, now=NOW)
    imports.start(house.one_stop, row.pk, by_worker=False, now=NOW)
    taking.take_part(house.one_stop, row.pk, now=NOW)


def test_an_imported_dossier_gets_a_stub_and_never_a_second_receipt(house: House, counter: Browser) -> None:
    bring(house)
    page = counter.open("/can-bo/ho-so/H56-1/giay-tiep-nhan")
    assert "Phiếu tra cứu" in page.words
    content = counter.open("/can-bo/ho-so/H56-1/giay-tiep-nhan/in").response.content
    words = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "PHIẾU TRA CỨU HỒ SƠ" in words
    assert "GIẤY TIẾP NHẬN" not in words
    assert "ngày 30" in words


def test_its_page_says_whose_date_it_is_and_explains_none_of_ours(house: House, counter: Browser) -> None:
    bring(house)
    page = counter.open("/can-bo/ho-so/H56-1")
    assert "Hẹn theo hệ thống của tỉnh" in page.words
    assert "Vào sổ từ hệ thống của tỉnh" in page.words


def test_its_citizen_follows_it_like_every_other(house: House, counter: Browser, citizen: Browser) -> None:
    bring(house)
    page = counter.open("/can-bo/ho-so/H56-1/giay-tiep-nhan")
    secret: Any = next(word for word in page.words.split() if word.count("-") == 2 and len(word) == 14)
    page = citizen.follow(citizen.send(citizen.open("/ho-so/tra-cuu"), code="H56-1", secret=secret))
    assert "Đăng ký" in page.words or "khai sinh" in page.words
