"""What a message goes through is seen by whom it concerns: its sender, whoever reads it after, and the board."""

from collections.abc import Callable
from urllib.parse import quote

import pytest

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_feedback_answering import answer, contest
from tests.web.test_feedback_pages import ANSWER, code_of, picture, say, to_desk, with_token
from vidan.domain.people import Role
from vidan.store.models import Matter

BrowserOf = Callable[..., Browser]


@pytest.fixture
def asked(citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock) -> tuple[Browser, str]:
    """An officer's browser and the code of a report with a photo that he holds."""
    citizen.follow(say(citizen, photos=picture()))
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    return desk, code


def to_the_board(citizen: Browser, desk: Browser, code: str) -> None:
    for _ in range(2):
        answer(desk, code, ending="answered")
        contest(citizen)


def test_the_day_of_checking_is_asked_for_and_must_be_since_it_came(asked: tuple[Browser, str]) -> None:
    desk, code = asked
    assert desk.open(f"/can-bo/y-kien/{code}/tra-loi").field("checked_on") == ""
    for day in ("16/11/2026", "01/01/2099", ""):
        page = to_desk(desk, code, "office.feedback_answer", ending="answered", **{**ANSWER, "checked_on": day})
        assert page.status == 422
        assert page.field("said") == ANSWER["said"]


def test_whoever_reads_it_after_sees_the_whole_answer(asked: tuple[Browser, str], citizen: Browser) -> None:
    desk, code = asked
    why = "trời tối, máy hỏng"
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending="solved", no_photo_why=why, **ANSWER))
    for page in (desk.open(f"/can-bo/y-kien/{code}"), citizen.open("/y-kien/cua-toi")):
        assert ANSWER["asked"] in page.words
        assert f"Tiếp theo: {ANSWER['next_step']}" in page.words or f"Tiếp theo {ANSWER['next_step']}" in page.words
        assert "Đã kiểm tra ngày 17/11/2026" in page.words
        assert f"Vì sao không có ảnh sau khi làm: {why}" in page.words


def test_after_a_contest_the_first_date_stands_beside_the_new_one_and_late_is_said_with_an_apology(
    asked: tuple[Browser, str], citizen: Browser, house: House, clock: Clock
) -> None:
    desk, code = asked
    answer(desk, code, ending="answered")
    clock.forward(days=2)
    first = Matter.objects.of(house.commune).get(code=code).first_due_at
    page = contest(citizen)
    assert first is not None
    assert "Ngày hẹn đầu tiên: " in page.words
    assert f"{first:%d/%m/%Y}" in page.words
    assert "xin lỗi" not in page.words
    clock.forward(days=30)
    assert "Đã quá hẹn. Chúng tôi xin lỗi" in citizen.open("/y-kien/cua-toi").words


def test_what_came_to_the_board_is_named_where_the_board_begins_its_day(
    asked: tuple[Browser, str], citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    to_the_board(citizen, *asked)
    _, code = asked
    leader = browser_of(house.leader)
    named = "đã lên Ban điều hành"
    assert named in leader.open("/can-bo/").words
    morning = leader.open("/can-bo/buoi-sang").words
    assert "ông/bà xem lại" in morning
    assert morning.count(code) == 1
    member = browser_of(builders.enter_officer(house.commune, Role.BOARD_MEMBER))
    for browser, opens in ((leader, True), (member, False)):
        page = browser.open("/can-bo/hom-nay")
        assert named in page.words
        assert code in page.words
        assert (f"/can-bo/y-kien/{quote(code)}" in page.links) is opens
    clock.forward(days=30)
    member = browser_of(house.leader)
    assert "đã quá hẹn" in member.open("/can-bo/hom-nay").words


def test_what_is_put_aside_says_why_has_no_date_and_may_be_objected_to(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    citizen.follow(say(citizen))
    code, desk = code_of(house), browser_of(house.specialist)
    spam = {"cls": "spam", "topic": "duong_giao_thong"}
    bare = to_desk(desk, code, "office.feedback_sort", **spam)
    assert bare.status == 422
    why = "Lời này chưa nói việc gì, ở đâu."
    desk.follow(to_desk(desk, code, "office.feedback_sort", why=why, **spam))
    page = citizen.open("/y-kien/cua-toi")
    assert why in page.words
    assert "Xã trả lời chậm nhất" not in page.words
    assert "Ai đang giữ việc này?" not in page.words
    clock.forward(days=30)
    assert "quá hẹn" not in citizen.open("/y-kien/cua-toi").words
    told = citizen.follow(citizen.post("/y-kien/cua-toi", with_token(page, object="1", words="ổ gà ngay cổng chùa")))
    assert "người khác đọc lại" in told.words
    assert "Xã trả lời chậm nhất" in told.words
    matter = Matter.objects.of(house.commune).get(code=code)
    assert (matter.state, matter.holder_id) == ("fb_sent", house.leader.officer_id)
    desk = browser_of(house.specialist)
    again = to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong")
    assert again.status == 422, "who put it aside does not judge it again"
    leader = browser_of(house.leader)
    leader.follow(to_desk(leader, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    assert Matter.objects.of(house.commune).get(code=code).state == "fb_acknowledged"


def test_what_is_not_ours_shows_whose_it_is_how_it_went_there_and_what_they_answered(
    asked: tuple[Browser, str], citizen: Browser
) -> None:
    desk, code = asked
    sent = {"way": "paper", "number": "31/UBND", "on": "17/11/2026"}
    bare = to_desk(desk, code, "office.feedback_send_on", agency="abc", reason="không phải việc của xã", **sent)
    assert bare.status == 422
    words = {"agency": "Sở Xây dựng tỉnh", "reason": "đường tỉnh lộ do Sở quản lý"}
    desk.follow(to_desk(desk, code, "office.feedback_send_on", **words, **sent))
    mine = citizen.open("/y-kien/cua-toi").words
    assert "Chuyển ngày 17/11/2026 · Công văn, phiếu chuyển · Số 31/UBND" in mine
    page = desk.open(f"/can-bo/y-kien/{code}")
    assert f"/can-bo/y-kien/{quote(code)}/tra-loi" not in page.links
    refused = to_desk(desk, code, "office.feedback_answer", ending="solved", **ANSWER)
    assert "Ghi trả lời của cơ quan" in refused.alert
    said = "Sở hẹn vá xong trước cuối tháng."
    desk.follow(to_desk(desk, code, "office.feedback_agency", words=said, on="17/11/2026"))
    assert said in citizen.open("/y-kien/cua-toi").words
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending="answered", **ANSWER))
    assert "Đã trả lời" in citizen.open("/y-kien/cua-toi").headings[0]
