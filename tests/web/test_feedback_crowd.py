"""Many send from one place: nobody is told twice that nothing came, nobody in danger waits, a filled trap is said."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_feedback_pages import TEXT, code_of, picture, say
from vidan.domain.feedback import routing
from vidan.domain.people import Actor
from vidan.store import guard
from vidan.store.models import DutyTurn, Feedback, Leave, Officer, SealedMatter
from vidan.web.public import quotas

FIRE = "nhà tôi đang cháy to, có người kẹt bên trong, cứu với"


def many(citizen: Browser) -> None:
    """So many neighbours wrote from this address that a sum is asked for."""
    for number in range(quotas.FREE):
        assert say(citizen, text=f"{TEXT} lần {number}").status == 302


def test_pressing_five_times_always_ends_at_the_thanks(citizen: Browser, house: House) -> None:
    page = citizen.open("/y-kien")
    for _press in range(5):
        assert citizen.send(page, action="/y-kien", text=TEXT).location == "/y-kien/da-nhan"
    assert Feedback.objects.of(house.commune).count() == 1
    assert code_of(house) in citizen.open("/y-kien/da-nhan").words
    assert quotas.counted().in_all == 1  # four of the five said nothing new


@pytest.mark.parametrize("words", [TEXT, "Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ."])
def test_what_was_kept_already_is_thanked_for_whatever_the_neighbours_wrote(
    citizen: Browser, house: House, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    page = citizen.open("/y-kien")
    citizen.send(page, action="/y-kien", text=words)
    for number in range(quotas.FREE - 1):
        assert say(citizen, text=f"{TEXT} lần {number}").status == 302
    assert citizen.send(page, action="/y-kien", text=words).status == 302  # past the sum
    monkeypatch.setattr(quotas, "MOST", 1)
    assert citizen.send(page, action="/y-kien", text=words).status == 302  # past the quota
    assert say(citizen).status == 429
    kept = Feedback.objects.of(house.commune).count() + SealedMatter.objects.of(house.commune).count()
    assert kept == quotas.FREE


def test_danger_is_never_refused_for_what_the_neighbours_wrote(
    citizen: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(citizen)
    assert say(citizen, text=FIRE).status == 302
    monkeypatch.setattr(quotas, "MOST", 1)
    assert say(citizen, text="Có đứa trẻ rơi xuống hố ga không nắp chỗ chợ, đang kêu khóc dưới đó").status == 302
    assert say(citizen).status == 429
    assert Feedback.objects.of(house.commune).filter(emergency=True).count() == 2


def test_a_trap_filled_by_a_program_is_said_and_nothing_typed_is_lost(citizen: Browser, house: House) -> None:
    page = say(citizen, website="http://x.example")
    assert page.status == 422
    assert "tự điền" in page.alert
    form = page.form(action="/y-kien")
    assert (form.values["text"], form.values.get("website", [""])) == ([TEXT], [""])
    assert citizen.send(page, action="/y-kien").status == 302
    assert Feedback.objects.of(house.commune).count() == 1


def test_who_must_wait_is_told_so_without_looking_at_her_photos(
    citizen: Browser, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(citizen)
    monkeypatch.setattr(quotas, "MOST", 1)
    looked: list[Any] = []
    monkeypatch.setattr("vidan.adapters.images.re_encode", lambda *given: looked.append(given))
    assert say(citizen, photos=picture()).status == 429
    assert looked == []


def test_in_danger_the_first_thing_after_sending_is_whom_to_call_and_who_was_told(
    citizen: Browser, house: House
) -> None:
    guide = "Có đứa trẻ rơi xuống hố ga không nắp chỗ chợ, đang kêu khóc dưới đó"
    nobody = citizen.follow(say(citizen, text=guide))
    assert "Gọi thẳng xã" in nobody.words
    on_duty(house, house.specialist)
    watch = Officer.objects.get(pk=house.specialist.officer_id)
    page = citizen.follow(say(citizen, text=f"{guide} lần nữa"))
    told = page.words
    assert page.headings[0] == "Xin gọi ngay, đừng đợi"
    assert {"tel:112", "tel:113", "tel:114", "tel:115", f"tel:{watch.phone.replace(' ', '')}"} <= set(page.links)
    assert told.index("114") < told.index(watch.name) < told.index(code_of(house)) < told.index("trả lời chậm nhất")
    frightened = Browser(address="203.0.113.80")
    sealed = frightened.follow(say(frightened, text=f"{guide} chỗ khác", confidential="on"))
    assert SealedMatter.objects.of(house.commune).count() == 1
    assert sealed.words.partition("Mã ý kiến")[0] == told.partition("Mã ý kiến")[0]  # nor does the page tell which
    calm = citizen.follow(say(citizen))
    assert "Gọi thẳng" not in calm.words


def test_the_form_shows_the_numbers_where_one_presses_and_who_is_on_duty_now(citizen: Browser, house: House) -> None:
    on_duty(house, house.specialist)
    watch = Officer.objects.get(pk=house.specialist.officer_id)
    page = citizen.open("/y-kien")
    assert f"{watch.phone} người trực của xã" in page.words
    form = page.html.partition("<form class")[2]
    assert form.index("tel:114") < form.index("Gửi cho xã")
    with guard.writing_allowed():
        Leave(
            commune=house.commune, officer=watch, stand_in_id=house.one_stop.officer_id,
            from_on=builders.SINCE, until_on=date(2027, 1, 1), made_at=builders.NOW,
        ).save()  # fmt: skip
    stand_in = Officer.objects.get(pk=house.one_stop.officer_id)
    assert f"{stand_in.phone} người trực của xã" in citizen.open("/y-kien").words


def on_duty(house: House, actor: Actor) -> None:
    """By the list of duty, now."""
    with guard.writing_allowed():
        day = routing.turn_of(builders.NOW)
        DutyTurn(commune=house.commune, officer_id=actor.officer_id, day=day, made_at=builders.NOW).save()
        for number, one in enumerate((house.specialist, house.one_stop)):
            Officer.objects.filter(pk=one.officer_id).update(phone=f"0237 000 120{number}")


def test_a_refused_form_says_that_its_photos_must_be_chosen_again(citizen: Browser, house: House) -> None:
    assert "Ảnh thì phải chọn lại" not in citizen.open("/y-kien").words
    assert "Ảnh thì phải chọn lại" not in say(citizen, text="a").words
    refused = say(citizen, text="a", photos=picture())
    assert (refused.status, "Ảnh thì phải chọn lại" in refused.words) == (422, True)


def test_a_lost_slip_is_printed_anew_for_who_names_the_telephone_that_she_left(
    citizen: Browser, house: House, browser_of: Callable[..., Browser]
) -> None:
    said = citizen.follow(say(citizen, name="Bà Dậu", phone="0912 345 679"))
    code, old = code_of(house), said.words.partition("Mật mã ")[2].split()[0]
    desk = browser_of(house.one_stop)
    path = reverse("office.feedback_new_slip", args=[code])
    assert path in desk.open(f"/can-bo/y-kien/{code}").links
    wrong = desk.send(desk.open(path), phone="0912 345 670")
    assert (wrong.status, "không phải số đã để lại" in wrong.alert) == (422, True)
    slip = desk.send(desk.open(path), phone="0912345679")
    new = slip.words.partition("Mật mã ")[2].split()[0]
    assert "Mật mã trên phiếu cũ không dùng được nữa" in slip.words
    other = Browser(address="203.0.113.9")
    assert other.send(other.open("/y-kien/tra-cuu"), code=code, secret=old).status == 422
    assert other.send(other.open("/y-kien/tra-cuu"), code=code, secret=new).location == "/y-kien/cua-toi"
    assert citizen.open("/y-kien/cua-toi").status == 302  # who holds the old one is out


def test_without_a_telephone_and_for_what_is_sealed_there_is_no_new_slip(
    citizen: Browser, house: House, browser_of: Callable[..., Browser]
) -> None:
    say(citizen)
    desk = browser_of(house.one_stop)
    path = reverse("office.feedback_new_slip", args=[code_of(house)])
    assert path not in desk.open(f"/can-bo/y-kien/{code_of(house)}").links
    assert "không để lại số điện thoại nào" in desk.send(desk.open(path), phone="0912345679").alert
    say(citizen, text="Tố cáo ông trưởng thôn nhận hối lộ, tham ô tiền quỹ.", phone="0912345679")
    code = SealedMatter.objects.of(house.commune).get().code
    assert desk.open(f"/can-bo/y-kien/{code}/phieu-moi").status == 404
