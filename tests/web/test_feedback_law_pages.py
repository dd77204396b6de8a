"""Complaints by their law, a bad rating, a call written down, the sealed room's steps: as people see them."""

from collections.abc import Callable
from typing import Any

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from tests.web.test_feedback_pages import ANSWER, code_of, say, to_desk, with_token
from vidan.domain.people import Role
from vidan.store.models import Feedback, Matter, SealedMatter

BrowserOf = Callable[..., Browser]
WORDS = "Đơn của ông/bà thuộc thẩm quyền của xã, chúng tôi bắt đầu xem xét."


def test_a_complaint_is_accepted_extended_and_concluded_before_its_senders_eyes(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    citizen.follow(say(citizen, "Tôi khiếu nại quyết định thu hồi đất của nhà tôi."))
    code, desk = code_of(house), browser_of(house.leader)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="complaint", topic="dat_dai"))
    assert "Hạn thụ lý theo luật" in desk.open(f"/can-bo/y-kien/{code}").words
    assert "thụ lý hay không chậm nhất" in citizen.open("/y-kien/cua-toi").words
    desk.follow(to_desk(desk, code, "office.feedback_legal", act="accepted", remote="on", words=WORDS))
    assert "Xã kết luận chậm nhất" in citizen.open("/y-kien/cua-toi").words
    bare = to_desk(desk, code, "office.feedback_legal", act="concluded", words=WORDS)
    assert bare.status == 422
    assert "số của quyết định" in bare.alert
    desk.follow(to_desk(desk, code, "office.feedback_legal", act="concluded", words=WORDS, number="7/QĐ-UBND"))
    mine = citizen.open("/y-kien/cua-toi")
    assert "7/QĐ-UBND" in mine.words
    assert "Xã kết luận chậm nhất" not in mine.words
    # 45 days where ways are long: New Year's Day, and then a weekend.
    assert "khiếu nại lần hai đến Chủ tịch UBND tỉnh chậm nhất thứ Hai 04/01/2027" in mine.words
    assert "Xã chuyển giúp nếu" in mine.words
    press(citizen, contest="1", words="tôi không đồng ý với quyết định này")
    texts = {"agency": "Chủ tịch UBND tỉnh", "reason": "khiếu nại lần hai thuộc thẩm quyền của Chủ tịch UBND tỉnh"}
    sent = {"way": "paper", "number": "9/UBND", "on": "17/11/2026"}
    desk.follow(to_desk(desk, code, "office.feedback_send_on", **texts, **sent))
    assert state(house, code) == "fb_not_ours"
    sent_up = citizen.open("/y-kien/cua-toi").words
    assert "khiếu nại lần hai đến Chủ tịch UBND tỉnh" in sent_up
    assert "Xã chuyển giúp nếu" not in sent_up
    clock.forward(days=60)
    assert "Không đồng ý với quyết định này?" not in citizen.open("/y-kien/cua-toi").words


def test_a_standard_text_lies_ready_for_each_step_and_must_be_edited(
    citizen: Browser, house: House, browser_of: BrowserOf
) -> None:
    citizen.follow(say(citizen, "Tôi khiếu nại quyết định thu hồi đất của nhà tôi."))
    code, desk = code_of(house), browser_of(house.leader)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="complaint", topic="dat_dai"))
    page = desk.open(f"/can-bo/y-kien/{code}/theo-luat", mau="accepted")
    assert "[tên, chức vụ]" in page.form().values["words"][0]
    assert page.form().values["act"] == ["accepted"]
    refused = desk.send(page)
    assert refused.status == 422
    assert "chỗ chưa điền" in refused.alert
    assert "?mau=concluded" not in page.html


def test_what_is_not_ours_has_its_day_and_its_words(citizen: Browser, house: House, browser_of: BrowserOf) -> None:
    citizen.follow(say(citizen))
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    # Five working days from a Tuesday, and 24 November is a holiday.
    assert "chuyển đi chậm nhất thứ Tư 25/11/2026" in desk.open(f"/can-bo/y-kien/{code}").words
    page = desk.open(f"/can-bo/y-kien/{code}/chuyen-di", mau="sent_on")
    refused = desk.send(page, agency="Sở Xây dựng tỉnh", way="phone", on="17/11/2026")
    assert refused.status == 422
    assert "chỗ chưa điền" in refused.alert


def answered(citizen: Browser, house: House, browser_of: BrowserOf) -> tuple[str, Browser]:
    citizen.follow(say(citizen))
    code, desk = code_of(house), browser_of(house.specialist)
    desk.follow(to_desk(desk, code, "office.feedback_sort", cls="feedback", topic="duong_giao_thong"))
    desk.follow(to_desk(desk, code, "office.feedback_answer", ending="solved", **ANSWER))
    return code, desk


def press(citizen: Browser, **words: str) -> Page:
    """One of the buttons on the sender's page, with its fields."""
    page = citizen.open("/y-kien/cua-toi")
    return citizen.post(page.path, with_token(page, **words), headers={"Referer": "http://localhost/y-kien/cua-toi"})


def state(house: House, code: str) -> Any:
    return Matter.objects.of(house.commune).get(code=code).state


def test_who_is_not_content_sends_it_to_somebody_else(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    code, _desk = answered(citizen, house, browser_of)
    bare = press(citizen, appeal="1", words="")
    assert bare.status == 422
    assert "Xin chọn một mức" in bare.alert
    citizen.follow(press(citizen, appeal="1", rating="1", words="Vá dối, lại bung rồi."))
    assert state(house, code) == "fb_at_board"
    assert "người khác xem lại" in citizen.open("/y-kien/cua-toi").words


def test_who_is_content_may_say_how_much(citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock) -> None:
    code, _desk = answered(citizen, house, browser_of)
    citizen.follow(press(citizen, confirm="1", rating="5"))
    assert Feedback.objects.of(house.commune).get(matter__code=code).rating == 5


def test_a_call_that_it_is_not_solved_is_written_down_at_the_desk(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    code, desk = answered(citizen, house, browser_of)
    assert "Ghi hộ: bà con chưa đồng ý" in desk.open(f"/can-bo/y-kien/{code}").words
    bare = to_desk(desk, code, "office.feedback_heard", door="phone", words="")
    assert bare.status == 422
    desk.follow(to_desk(desk, code, "office.feedback_heard", door="phone", words="Còn hai ổ gà to."))
    assert state(house, code) == "fb_contested"
    assert "(Điện thoại) Còn hai ổ gà to." in desk.open(f"/can-bo/y-kien/{code}").words


def test_the_handler_takes_the_laws_steps_in_the_sealed_room(
    citizen: Browser, house: House, browser_of: BrowserOf, clock: Clock
) -> None:
    handler = builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    citizen.follow(say(citizen, "Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ của dân."))
    code = SealedMatter.objects.of(house.commune).get().code
    room, path = browser_of(handler), f"/can-bo/tin-mat/{code}/theo-luat"
    assert "Thụ lý, gia hạn, kết luận" in room.open(f"/can-bo/tin-mat/{code}").words
    bare = room.send(room.open(path), words="ngắn")
    assert bare.status == 422
    room.follow(room.send(room.open(path), act="accepted", law="denunciation", words=WORDS))
    assert "Theo luật nào?" not in room.open(path).words
    mine = citizen.open("/y-kien/cua-toi").words
    assert WORDS in mine
    assert "Xã kết luận chậm nhất" in mine
    assert browser_of(house.leader).open(path).status == 403
