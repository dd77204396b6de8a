"""Answering well: a standard text must be edited, hard words are pointed out once, her words stand beside it."""

from collections.abc import Callable

import pytest

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from tests.web.test_feedback_pages import ANSWER, code_of, say, to_desk, with_token
from vidan.content import feedback as content
from vidan.domain import plain
from vidan.domain.feedback.classes import Topic
from vidan.domain.people import Role
from vidan.store.models import Matter, Reading
from vidan.web.office.feedback import ENDINGS

BrowserOf = Callable[..., Browser]


@pytest.fixture
def asked(citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock) -> tuple[Browser, str]:
    """An officer's browser and the code of a report that he holds."""
    citizen.follow(say(citizen))
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    return desk, code


@pytest.mark.parametrize("topic", list(Topic))
def test_each_topic_has_a_text_for_both_endings_with_gaps_and_without_hard_words(topic: Topic) -> None:
    texts = content.answers(topic.value)
    assert set(texts) == set(ENDINGS)
    for text in texts.values():
        assert plain.gap_in(text)
        assert not list(plain.remarks([text], ()))


def test_a_standard_text_is_offered_and_must_be_edited(asked: tuple[Browser, str]) -> None:
    desk, code = asked
    page = desk.open(f"/can-bo/y-kien/{code}/tra-loi", mau="answered")
    assert "cán bộ [tên]" in page.field("said")
    form = page.form()
    form.names.add("photos")
    typed = {name: ANSWER[name] for name in ("asked", "next_step", "checked_on")}
    bare = desk.send(page, ending="answered", **typed)
    assert bare.status == 422
    assert "Còn chỗ chưa điền: [ngày]" in bare.alert


def test_hard_words_are_pointed_out_once_and_the_officer_decides(house: House, asked: tuple[Browser, str]) -> None:
    desk, code = asked
    hard = {**ANSWER, "said": "Hệ thống đã ghi nhận, xã sẽ khẩn trương xem xét trong thời gian tới."}
    first = to_desk(desk, code, "office.feedback_answer", ending="answered", **hard)
    assert first.status == 422
    assert "chúng tôi đã nhận được" in first.alert
    desk.follow(desk.send(first, "as_it_is"))
    assert Matter.objects.of(house.commune).get(code=code).state == "fb_answered"


def test_her_words_and_history_stand_beside_the_answer(asked: tuple[Browser, str]) -> None:
    desk, code = asked
    words = desk.open(f"/can-bo/y-kien/{code}/tra-loi").words
    assert "đầy ổ gà" in words
    assert "Xã đã báo nhận" in words


def answer(desk: Browser, code: str, ending: str = "solved") -> None:
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending=ending, **ANSWER))


def press(citizen: Browser, **words: str) -> Page:
    """A button of the sender's page; the page after it."""
    mine = citizen.open("/y-kien/cua-toi")
    return citizen.follow(citizen.post("/y-kien/cua-toi", with_token(mine, **words)))


def contest(citizen: Browser) -> Page:
    return press(citizen, contest="1", words="vẫn còn hai ổ gà to")


def test_nobody_checked_on_a_day_that_is_still_to_come(asked: tuple[Browser, str]) -> None:
    desk, code = asked
    page = to_desk(desk, code, "office.feedback_answer", ending="answered", **{**ANSWER, "checked_on": "31/12/2030"})
    assert page.status == 422
    assert "Ngày ấy chưa đến" in page.alert


def test_the_sender_reads_on_which_day_it_was_checked(citizen: Browser, asked: tuple[Browser, str]) -> None:
    answer(*asked)
    assert "Đã kiểm tra ngày 17/11/2026" in citizen.open("/y-kien/cua-toi").words


def test_why_it_was_handed_over_stands_beside_the_message(
    house: House, asked: tuple[Browser, str], browser_of: BrowserOf
) -> None:
    desk, code = asked
    for why in ("Cống tưới, của tổ thủy lợi.", "Cống trên đường, của tổ đường."):
        to = builders.enter_officer(house.commune, Role.SPECIALIST)
        desk.follow(to_desk(desk, code, "office.feedback_hand_over", to_officer=str(to.officer_id), reason=why))
        desk = browser_of(to)
    page = desk.open(f"/can-bo/y-kien/{code}")
    assert "Cống tưới, của tổ thủy lợi." in page.words
    assert "Cống trên đường, của tổ đường." in page.words
    assert "Đã chuyển tay 2 lần" in page.words
    assert f"/can-bo/y-kien/{code}/chuyen-nguoi" not in page.html


def test_who_was_not_content_sees_the_new_date(citizen: Browser, asked: tuple[Browser, str]) -> None:
    answer(*asked)
    assert "Xã trả lời chậm nhất" not in citizen.open("/y-kien/cua-toi").words
    assert "Xã trả lời chậm nhất" in contest(citizen).words


def test_whoever_held_it_before_is_not_offered_it_at_the_board(
    citizen: Browser, house: House, asked: tuple[Browser, str], browser_of: BrowserOf
) -> None:
    desk, code = asked
    answer(desk, code)
    contest(citizen)
    answer(desk, code)
    contest(citizen)
    assert "Nhận việc này" not in desk.open(f"/can-bo/y-kien/{code}").words
    leader = browser_of(house.leader)
    page = leader.open(f"/can-bo/y-kien/{code}")
    assert "Người khác xem lại" in page.words
    assert "Bà con chưa đồng ý" in page.words
    offered = leader.open(f"/can-bo/y-kien/{code}/chuyen-nguoi").html
    assert f'value="{house.specialist.officer_id}"' not in offered


def test_who_contested_twice_and_is_not_content_still_finds_a_way(
    citizen: Browser, house: House, asked: tuple[Browser, str], browser_of: BrowserOf
) -> None:
    desk, code = asked
    for holder in (desk, desk):
        answer(holder, code)
        contest(citizen)
    answer(browser_of(house.leader), code)
    page = citizen.open("/y-kien/cua-toi")
    assert "Ban điều hành đã xem lại" in page.words
    assert "/tiep-dan" in page.html


@pytest.mark.parametrize(
    ("ending", "asks"), [("answered", "đã hiểu câu trả lời chưa?"), ("solved", "việc này xong chưa?")]
)
def test_words_are_understood_and_work_is_done(
    citizen: Browser, asked: tuple[Browser, str], ending: str, asks: str
) -> None:
    answer(*asked, ending=ending)
    assert asks in citizen.open("/y-kien/cua-toi").words


def test_what_has_ended_waits_for_nobody(citizen: Browser, asked: tuple[Browser, str]) -> None:
    desk, code = asked
    answer(desk, code)
    assert "Đang chờ người gửi." in desk.open(f"/can-bo/y-kien/{code}").words
    press(citizen, confirm="1")
    page = desk.open(f"/can-bo/y-kien/{code}")
    assert "Đang chờ người gửi." not in page.words
    assert "không ai giữ nữa" in page.words
    assert "Hẹn trả lời" not in page.words


def test_who_reads_a_message_leaves_a_line_himself(asked: tuple[Browser, str], house: House) -> None:
    desk, code = asked
    Reading.objects.of(house.commune).delete()
    for page in ("", "/tra-loi", "/chuyen-nguoi", "/chuyen-di", "/dang"):
        desk.open(f"/can-bo/y-kien/{code}{page}")
    found = Reading.objects.of(house.commune).order_by("pk").values_list("page", "persons", "officer_id")
    names = ("", "_answer", "_hand_over", "_send_on", "_show")
    assert list(found) == [(f"office.feedback{name}", [code], house.specialist.officer_id) for name in names]


def test_the_sender_is_told_what_fourteen_days_of_silence_mean(citizen: Browser, asked: tuple[Browser, str]) -> None:
    answer(*asked)
    words = citizen.open("/y-kien/cua-toi").words
    assert "chưa nói gì thì xã ghi đúng như thế" in words
    assert "không phải “đồng ý”" in words
    assert "xã ghi đúng như thế" not in press(citizen, confirm="1").words
