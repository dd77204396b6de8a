"""The reception day's book at the desk: written, read, printed, taken as a workbook; posters for the walls."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from vidan.adapters import spreadsheets
from vidan.store import guard
from vidan.store.models import Reading, Reception, SealedMatter, Village

BrowserOf = Callable[..., Browser]
VISIT = {
    "occasion": "reception",
    "name": "Hà Văn Thử",
    "address": "Thôn Tôm",
    "said": "Mương đầu thôn bị đất lấp, xin xã cho nạo vét.",
    "cls": "feedback",
    "people": "3",
}


@pytest.fixture
def desk(browser_of: BrowserOf, house: House) -> Browser:
    return browser_of(house.specialist)


def enter(desk: Browser, **typed: Any) -> Page:
    page = desk.open("/can-bo/tiep-dan/ghi")
    return desk.send(page, **{**VISIT, **typed})


def test_who_came_stands_in_the_book_and_gets_a_slip(desk: Browser, house: House) -> None:
    slip = enter(desk)
    assert "Phiếu nhận ý kiến" in slip.words
    book = desk.open("/can-bo/tiep-dan")
    assert "Hà Văn Thử" in book.words
    line = desk.open(f"/can-bo/tiep-dan/{Reception.objects.of(house.commune).get().pk}")
    assert "Số người cùng nội dung" in line.words
    assert VISIT["said"] in line.words


def test_a_line_without_a_name_is_asked_for_again_and_nothing_typed_is_lost(desk: Browser, house: House) -> None:
    page = enter(desk, name="")
    assert page.response.status_code == 422
    assert "Xin ghi họ tên người đến." in page.words
    assert page.field("address") == "Thôn Tôm"
    assert not Reception.objects.of(house.commune).exists()


def test_what_became_of_a_line_is_added_by_hand(desk: Browser, house: House) -> None:
    enter(desk)
    path = f"/can-bo/tiep-dan/{Reception.objects.of(house.commune).get().pk}"
    assert "Chưa có câu trả lời." in desk.open(path).words
    desk.send(desk.open(path), answer="Đã nạo vét xong hôm nay.")
    assert "Đã nạo vét xong hôm nay." in desk.open(path).words
    assert desk.send(desk.open(path), answer="x").response.status_code == 422


def test_the_book_is_printed_and_taken_with_its_thirteen_columns(desk: Browser) -> None:
    enter(desk, identity_number="038012345678")
    table = spreadsheets.read_table(desk.open("/can-bo/tiep-dan/excel").response.content, "so.xlsx")
    line = next(table.rows)
    assert len(table.headers) == 13
    assert line[4] == VISIT["said"]
    assert "038012345678" not in str(line)
    printed = PdfReader(BytesIO(desk.open("/can-bo/tiep-dan/in").response.content))
    words = " ".join(page.extract_text() for page in printed.pages)
    assert "SỔ TIẾP CÔNG DÂN" in words
    assert "Hà Văn Thử" in words


def test_a_dialogue_is_printed_with_asker_question_and_answer(desk: Browser) -> None:
    enter(desk, occasion="dialogue", said="Bao giờ có điện về bản?", cls="question", answer="Trước Tết.", follow="")
    page = desk.open("/can-bo/tiep-dan", buoi="dialogue")
    assert "Bao giờ có điện về bản?" in page.words
    printed = PdfReader(BytesIO(desk.open("/can-bo/tiep-dan/in", buoi="dialogue").response.content))
    words = " ".join(page.extract_text() for page in printed.pages)
    assert "Trước Tết." in words
    taken = spreadsheets.read_table(desk.open("/can-bo/tiep-dan/excel", buoi="dialogue").response.content, "so.xlsx")
    assert taken.headers[2] == "Người hỏi"


def test_a_denunciation_at_the_desk_gives_the_same_slip_and_no_line(desk: Browser, house: House) -> None:
    slip = enter(desk, cls="denunciation", said="Ông ấy lấy tiền hỗ trợ của bà con.")
    assert "Phiếu nhận ý kiến" in slip.words
    assert "Hà Văn Thử" not in desk.open("/can-bo/tiep-dan").words
    assert SealedMatter.objects.of(house.commune).count() == 1


def test_days_that_cannot_be_read_show_this_month(desk: Browser) -> None:
    enter(desk)
    assert "Hà Văn Thử" in desk.open("/can-bo/tiep-dan", tu="hôm kia", den="99/99/9999", buoi="??").words
    assert "Hà Văn Thử" not in desk.open("/can-bo/tiep-dan", tu="2020-01-01", den="2020-02-01").words


def test_an_unknown_line_is_not_found(desk: Browser) -> None:
    assert desk.open("/can-bo/tiep-dan/999").response.status_code == 404


def _village(house: House) -> Village:
    with guard.writing_allowed():
        village = Village(commune=house.commune, name="Thôn Tôm", valid_from=builders.SINCE)
        village.save()
    return village


def test_a_poster_for_each_place_leads_to_the_form_with_the_place_in_it(
    desk: Browser, citizen: Browser, house: House, clock: Clock
) -> None:
    village = _village(house)
    made = desk.send(
        desk.open("/can-bo/y-kien/to-qr"), places="Cổng chợ\nNhà văn hóa\nCổng chợ", village=str(village.pk), paper="a5"
    )
    assert made.response.headers["Content-Type"] == "application/pdf"
    printed = PdfReader(BytesIO(made.response.content))
    assert len(printed.pages) == 2
    assert "Cổng chợ" in printed.pages[0].extract_text()
    begun = citizen.open("/y-kien", thon=village.pk, cho="Cổng chợ")
    assert begun.field("place") == "Cổng chợ"


def test_a_poster_without_a_place_or_too_many_is_asked_for_again(desk: Browser) -> None:
    page = desk.open("/can-bo/y-kien/to-qr")
    assert desk.send(page, places=" ", paper="a4").response.status_code == 422
    many = "\n".join(f"Chỗ {number}" for number in range(41))
    assert "nhiều nhất 40 tờ" in desk.send(page, places=many, paper="a4").words


def test_a_line_pressed_twice_without_scripts_is_kept_once(desk: Browser, house: House) -> None:
    page = desk.open("/can-bo/tiep-dan/ghi")
    first, again = (desk.send(page, **VISIT, follow="on") for _ in range(2))
    assert "Phiếu nhận ý kiến" in first.words
    assert again.words == first.words
    assert Reception.objects.of(house.commune).count() == 1


def test_after_a_question_of_a_dialogue_comes_the_dialogues_own_page(desk: Browser) -> None:
    written = desk.follow(enter(desk, occasion="dialogue", follow="", answer="Tháng sau xã làm."))
    assert "Biên bản đối thoại" in written.headings[0]
    assert "Hà Văn Thử" in written.words


def test_nobody_goes_home_with_nothing(desk: Browser, house: House) -> None:
    for typed, said in (({"cls": "complaint"}, "thời hạn theo luật"), ({"cls": "question"}, "chưa có câu trả lời")):
        page = enter(desk, follow="", **typed)
        assert page.status == 422
        assert said in page.alert
        assert page.field("said") == VISIT["said"]
    assert not Reception.objects.of(house.commune).exists()


def test_words_of_the_office_are_pointed_out_in_the_book_too(desk: Browser, house: House) -> None:
    page = enter(desk, follow="", answer="Xã đã ghi nhận ý kiến.")
    assert page.status == 422
    assert "Xin đọc lại cho dễ hiểu hơn" in page.alert
    desk.follow(desk.send(page, "as_it_is"))
    row = Reception.objects.of(house.commune).get()
    outcome = desk.send(desk.open(f"/can-bo/tiep-dan/{row.pk}"), answer="Xã đã ghi nhận ý kiến lần nữa.")
    assert (outcome.status, "Gửi nguyên như vậy" in outcome.html) == (422, True)


def test_who_reads_the_book_leaves_a_line_himself(desk: Browser, house: House) -> None:
    enter(desk)
    name = f"tiep-dan {Reception.objects.of(house.commune).get().pk}"
    for path in ("", "/in", "/excel", name.replace("tiep-dan ", "/")):
        desk.open(f"/can-bo/tiep-dan{path}")
    rows = Reading.objects.of(house.commune).order_by("pk").values_list("page", "persons")
    pages = ("office.reception", "office.reception_pdf", "office.reception_xlsx", "office.reception_line")
    assert list(rows) == [(page, [name]) for page in pages]
