"""The sealed room by day: what the form promises is so, danger rings, and what it lacks is said to who can mend it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions.feedback import sealed, sending
from vidan.domain.feedback.saying import Saying
from vidan.domain.people import Actor, Role, citizen
from vidan.jobs import sealed_watch
from vidan.jobs.feedback_watch import PATIENCE
from vidan.store import boxes
from vidan.store.models import Reminder, SealedMatter
from vidan.web import drafts

BrowserOf = Callable[..., Browser]
PHRASE = "một câu dài mà tôi nhớ"
DANGER = "Cứu với, ông ấy cầm dao chém người, máu chảy nhiều lắm."
#: What the form promises in each state; exactly one of them stands there.
PROMISES = {
    "ready": "máy của xã không mở lại được",
    "without_key": "chưa có khóa riêng",
    "nobody": "chưa cử người giữ tin mật",
}


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    make = boxes.make_pair
    monkeypatch.setattr(boxes, "make_pair", lambda passphrase: make(passphrase, cheap=True))


def promised(browser: Browser) -> set[str]:
    words = browser.open("/y-kien").words
    return {state for state, promise in PROMISES.items() if promise in words}


def send(house: House, clock: Clock, **more: Any) -> str:
    said = Saying(**{"text": DANGER, "confidential": True, **more})
    return sending.send(citizen(house.commune.pk), said, now=clock.now).code


def handler_of(house: House, name: str = "Vi Thị Kín", role: Role = Role.CONFIDENTIAL_HANDLER) -> Actor:
    return builders.enter_officer(house.commune, role, name=name)


def test_the_form_promises_what_is_so_today_and_the_house_says_what_is_lacking(
    citizen: Browser, house: House, clock: Clock, browser_of: BrowserOf
) -> None:
    leader, lists = browser_of(house.leader), ("/can-bo/can-bo", "/can-bo/y-kien")
    assert promised(citizen) == {"nobody"}
    assert all("Chưa cử người giữ tin mật" in leader.open(page).words for page in lists)
    handler = handler_of(house)
    assert promised(citizen) == {"without_key"}
    assert all("Chưa có khóa riêng: Vi Thị Kín" in leader.open(page).words for page in lists)
    sealed.make_key(handler, PHRASE, now=clock.now)
    assert promised(citizen) == {"ready"}
    assert "nói về chính người giữ tin mật" in citizen.open("/y-kien").words
    assert all("Mới có một người đọc tin mật" in leader.open(page).words for page in lists)
    sealed.make_key(handler_of(house, "Hà Văn Soát", Role.INSPECTOR), PHRASE, now=clock.now)
    assert promised(citizen) == {"ready"}
    assert "nói về chính người giữ tin mật" not in citizen.open("/y-kien").words
    assert not any("Tin mật." in leader.open(page).words for page in lists)


def test_the_form_says_whom_danger_in_a_confidential_message_reaches(citizen: Browser, house: House) -> None:
    words = citizen.open("/y-kien").words
    assert "Tin giữ kín không đến người trực" in words
    assert words.index("115") < words.index("Tin giữ kín không đến người trực")


def test_danger_stands_on_the_readers_pages_until_the_box_is_opened(
    house: House, clock: Clock, browser_of: BrowserOf
) -> None:
    handler = handler_of(house)
    own, leader = browser_of(handler), browser_of(house.leader)
    pages = ("/can-bo/", "/can-bo/y-kien", "/can-bo/nhac-viec", "/can-bo/ca-xa")
    before = [leader.open(page).words for page in pages]
    code = send(house, clock)
    assert "báo đang có nguy hiểm" in own.open("/can-bo/tin-mat").words
    assert code in own.open("/can-bo/nhac-viec").words
    assert [leader.open(page).words for page in pages] == before
    opened = own.send(own.open(f"/can-bo/tin-mat/{code}"), action="")
    assert DANGER in opened.words
    assert "chỉ ông/bà được báo" not in own.open("/can-bo/tin-mat").words
    assert not Reminder.objects.of(house.commune).filter(seen_at=None).exists()


def test_the_second_look_waits_a_quarter_hour_and_rings_the_reader_once_more(house: House, clock: Clock) -> None:
    handler = handler_of(house)
    payload = {"code": send(house, clock)}
    assert sealed_watch.carry(house.commune.pk, payload) is None
    clock.forward(seconds=int(PATIENCE.total_seconds()))
    outcome = sealed_watch.carry(house.commune.pk, payload)
    assert outcome is not None
    sealed_watch.tell(house.commune.pk, payload, outcome)
    rung = Reminder.objects.of(house.commune).order_by("pk").values_list("officer_id", "kind")
    assert list(rung) == [(handler.officer_id, "sealed_alarm"), (handler.officer_id, "sealed_alarm_again")]


def test_the_words_that_open_a_box_are_kept_in_no_session(house: House, clock: Clock) -> None:
    handler = handler_of(house)
    code = send(house, clock)
    for page in ("/can-bo/tin-mat/khoa", f"/can-bo/tin-mat/{code}"):
        browser = Browser(handler, careful=False)
        clock.forward(minutes=16)
        browser.post(page, {"passphrase": PHRASE, "passphrase_again": PHRASE, "words": "còn lại"})
        kept = drafts._open(browser.client.session[drafts.KEY])
        assert kept is not None
        assert kept["fields"] == {"words": ["còn lại"]}


def test_what_was_handed_back_or_has_its_way_by_law_offers_no_second_way_back(
    house: House, clock: Clock, browser_of: BrowserOf
) -> None:
    own = browser_of(handler_of(house))
    code = send(house, clock)
    page = own.open(f"/can-bo/tin-mat/{code}")
    assert "trả về xử lý thường" in page.words
    own.send(page, "hand_back", action="")
    later = own.open(f"/can-bo/tin-mat/{code}")
    assert "trả về xử lý thường" not in later.words
    typed = {"csrfmiddlewaretoken": later.form(action="").values["csrfmiddlewaretoken"][0], "hand_back": "1"}
    assert own.post(f"/can-bo/tin-mat/{code}", typed).status == 422
    assert SealedMatter.objects.of(house.commune).get().concluded_at is not None


def test_a_reader_hands_all_boxes_or_one_to_another_who_has_a_key(
    house: House, clock: Clock, browser_of: BrowserOf
) -> None:
    handler, inspector = handler_of(house), handler_of(house, "Hà Văn Soát", Role.INSPECTOR)
    own, other = browser_of(handler), browser_of(inspector)
    codes = [send(house, clock), send(house, clock)]
    assert "Chưa có ai nhận được" in own.open("/can-bo/tin-mat/ban-giao").words
    sealed.make_key(inspector, PHRASE, now=clock.now)
    one = f"/can-bo/tin-mat/ban-giao?ma={codes[0]}"
    assert own.send(own.open(one), to_officer="").status == 422
    assert "bàn giao 1 tin" in own.follow(own.send(own.open(one), to_officer=str(inspector.officer_id))).words
    assert codes[0] in other.open("/can-bo/tin-mat").words
    assert codes[1] in own.open("/can-bo/tin-mat").words
    own.send(own.open("/can-bo/tin-mat/ban-giao"), to_officer=str(inspector.officer_id))
    assert codes[1] in other.open("/can-bo/tin-mat").words
    assert other.client.get("/can-bo/tin-mat/ban-giao?ma=khong-co").status_code == 404


def test_the_list_leads_on_to_what_does_not_fit_and_marks_what_is_late(
    house: House, clock: Clock, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vidan.queries.feedback.sealed.PAGE", 1)
    own_actor = handler_of(house)
    own = browser_of(own_actor)
    codes = [send(house, clock), send(house, clock)]
    first = own.open("/can-bo/tin-mat")
    assert (codes[0] in first.words, codes[1] in first.words) == (True, False)
    assert "?trang=2" in first.links
    assert codes[1] in own.open("/can-bo/tin-mat?trang=2").words
    assert "Không có tin mật nào" in own.open("/can-bo/tin-mat?xong=1&trang=x").words
    assert "quá hạn" not in first.words
    clock.forward(days=20)
    assert "quá hạn" in browser_of(own_actor).open("/can-bo/tin-mat").words


def test_whoever_moves_a_message_away_is_asked_about_whom_it_is(
    house: House, clock: Clock, browser_of: BrowserOf
) -> None:
    handler = handler_of(house)
    handler_of(house, "Hà Văn Soát", Role.INSPECTOR)
    ordinary = Saying(text="Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.")
    code = sending.send(citizen(house.commune.pk), ordinary, now=clock.now).code
    desk = browser_of(house.leader)
    asked = desk.open(f"/can-bo/y-kien/{code}/niem-phong")
    assert "Nói về ai?" in asked.words
    done = desk.follow(desk.send(asked, officer=str(handler.officer_id)))
    assert "Đã chuyển cho người giữ tin mật" in done.words
    assert code not in browser_of(handler).open("/can-bo/tin-mat").words
