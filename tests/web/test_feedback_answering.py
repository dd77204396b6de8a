"""Answering well: a standard text must be edited, hard words are pointed out once, her words stand beside it."""

from collections.abc import Callable

import pytest

from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_feedback_pages import ANSWER, code_of, say, to_desk
from vidan.content import feedback as content
from vidan.domain import plain
from vidan.domain.feedback.classes import Topic
from vidan.store.models import Matter
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
    bare = desk.send(page, asked="Bà con báo đường hỏng.", next_step="Xã kiểm tra lại.", ending="answered")
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
    assert "Đã có người đọc và nhận việc" in words
