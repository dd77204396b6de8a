"""How long a desk stays open, and that nothing typed is lost when it closes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests import builders
from tests.builders import House
from tests.web import accounts
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from vidan.actions import people
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, program
from vidan.store.models import Mandate
from vidan.web import drafts, sessions

pytestmark = pytest.mark.django_db
OVER = "Phiên làm việc đã hết giờ."
KEPT = "Những gì ông/bà vừa gõ vẫn còn đây, xin kiểm tra rồi gửi lại."


def intake_path() -> str:
    return reverse("office.intake_form", args=[builders.BIRTH])


def at_door(page: Page) -> bool:
    return page.status == 302 and page.location.startswith(reverse("account_login"))


def test_log_in_gives_the_session_a_new_number(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    browser.client.session.save()
    asked = browser.follow(accounts.type_password(browser))
    before = browser.client.cookies["vidan"].value
    accounts.type_code(browser, asked, accounts.code())
    assert browser.client.cookies["vidan"].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    browser.open(reverse("office.queue"))
    for name in ("vidan", sessions.DESK_COOKIE):
        assert browser.client.cookies[name]["httponly"], name
        assert browser.client.cookies[name]["samesite"] == "Lax", name
    assert browser.client.cookies["vidan"]["max-age"] == "", "gone when the browser closes"


def test_a_quarter_of_an_hour_without_work_closes_the_desk(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    clock.forward(minutes=14, seconds=59)
    assert browser.open(reverse("office.queue")).status == 200
    clock.forward(minutes=15)
    page = browser.open(reverse("office.queue"))
    assert page.location == reverse("account_login") + "?next=" + reverse("office.queue")
    assert OVER in browser.follow(page).words


def test_work_keeps_the_desk_open_but_not_beyond_eight_hours(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    for _ in range(47):
        clock.forward(minutes=10)
        assert browser.open(reverse("office.queue")).status == 200
    clock.forward(minutes=10)
    assert at_door(browser.open(reverse("office.queue")))


def test_a_page_of_citizens_does_not_keep_the_desk_open(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    clock.forward(minutes=10)
    browser.open(reverse("public.home"))
    clock.forward(minutes=6)
    assert at_door(browser.open(reverse("office.queue")))


def test_log_out_ends_the_session_for_good(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    page = browser.open(reverse("office.queue"))
    stolen = browser.client.cookies["vidan"].value
    left = browser.send(page, action=reverse("account_logout"))
    assert left.location == reverse("public.home")
    thief = Browser()
    thief.client.cookies["vidan"] = stolen
    assert at_door(thief.open(reverse("office.queue")))


def test_logging_out_takes_a_button_not_a_link(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    assert browser.open(reverse("account_logout")).status == 200
    assert browser.open(reverse("office.queue")).status == 200


def test_a_new_password_ends_every_session(commune: Any, clock: Clock) -> None:
    actor = accounts.officer(commune)
    here, elsewhere = Browser(actor), Browser(actor)
    own = "cây đa bến nước sân đình"
    page = here.open(reverse("account_change_password"))
    here.send(
        page, action=reverse("account_change_password"), oldpassword=accounts.PASSWORD, password1=own, password2=own
    )
    assert at_door(here.open(reverse("office.queue")))
    assert at_door(elsewhere.open(reverse("office.queue")))


def test_a_closed_account_dies_at_once(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    assert browser.open(reverse("office.queue")).status == 200
    people.disable_officer(house.administrator, house.one_stop.officer_id or 0, reason="nghỉ hưu", now=clock.now)
    assert at_door(browser.open(reverse("office.queue")))


def test_the_role_ends_with_its_last_day_in_the_middle_of_a_session(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    row = Mandate.objects.of(house.commune).get(officer_id=house.one_stop.officer_id)
    today = local_day(clock.now)
    people.end_mandate(house.administrator, row.pk, until_on=today, reason="chuyển việc", now=clock.now)
    assert browser.open(reverse("office.queue")).status == 200
    clock.forward(hours=15)
    again = Browser(house.one_stop)
    assert again.open(reverse("office.queue")).status == 403


def test_a_new_role_counts_at_the_next_click(house: House, clock: Clock) -> None:
    browser = Browser(house.one_stop)
    assert browser.open(reverse("office.people")).status == 403
    people.give_mandate(
        program(house.commune.pk),
        officer_id=house.one_stop.officer_id or 0,
        role=Role.LEADER,
        from_on=local_day(clock.now),
        now=clock.now,
    )
    assert browser.open(reverse("office.people")).status == 200


@pytest.fixture
def typed(commune: Any, clock: Clock) -> Callable[..., tuple[Actor, Browser, Page]]:
    """An officer whose desk closed while she was typing an intake; the answer she got to *Tiếp nhận*."""

    def go(minutes: int = 16) -> tuple[Actor, Browser, Page]:
        actor = accounts.officer(commune)
        browser = Browser(actor)
        page = browser.open(intake_path())
        browser.open(reverse("office.queue"))
        clock.forward(minutes=minutes)
        sent = browser.send(page, name="Hà Thị Thảo", address="thôn Ấm", phone="0912345678", paper_0="present")
        return actor, browser, sent

    return go


def test_what_was_typed_comes_back_after_log_in(typed: Any) -> None:
    _, browser, sent = typed()
    assert sent.location == reverse("account_login") + "?next=" + intake_path()
    door = browser.follow(sent)
    assert "những gì ông/bà vừa gõ được giữ nguyên" in door.words
    asked = browser.follow(
        browser.send(door, action=reverse("account_login"), login="hoa.le", password=accounts.PASSWORD)
    )
    page = browser.follow(accounts.type_code(browser, asked, accounts.code()))
    assert page.path == intake_path()
    assert KEPT in page.words
    assert page.field("name") == "Hà Thị Thảo"
    assert page.field("phone") == "0912345678"
    assert page.field("paper_0") == "present"


def test_it_comes_back_once(typed: Any) -> None:
    _, browser, _ = typed()
    accounts.log_in(browser)
    assert browser.open(intake_path()).field("name") == "Hà Thị Thảo"
    assert browser.open(intake_path()).field("name") == ""


def test_it_comes_back_on_its_own_page_only(typed: Any) -> None:
    _, browser, _ = typed()
    accounts.log_in(browser)
    other = reverse("office.intake_form", args=[builders.BUILDING_PERMIT])
    assert browser.open(other).field("name") == ""
    assert browser.open(intake_path()).field("name") == "Hà Thị Thảo"


def test_it_comes_back_the_next_morning_when_even_the_session_is_gone(typed: Any) -> None:
    _, browser, _ = typed(minutes=14 * 60)
    accounts.log_in(browser)
    assert browser.open(intake_path()).field("name") == "Hà Thị Thảo"


def test_it_comes_back_when_another_tab_logged_out(commune: Any, clock: Clock) -> None:
    browser = Browser(accounts.officer(commune))
    page = browser.open(intake_path())
    browser.send(page, action=reverse("account_logout"))
    sent = browser.send(page, name="Hà Thị Thảo")
    assert at_door(sent)
    accounts.log_in(browser)
    assert browser.open(intake_path()).field("name") == "Hà Thị Thảo"


def test_another_officer_at_the_same_machine_does_not_see_it(typed: Any, commune: Any) -> None:
    _, browser, _ = typed()
    accounts.officer(commune, login="nam.pham")
    accounts.log_in(browser, "nam.pham")
    page = browser.open(intake_path())
    assert page.status == 200
    assert "Hà Thị Thảo" not in page.html
    assert drafts.KEY not in browser.client.session


def test_it_lies_sealed_in_the_session_table(typed: Any) -> None:
    _, browser, _ = typed()
    kept = str(dict(browser.client.session.items()))
    assert drafts.KEY in kept
    assert "Thảo" not in kept
    assert "0912345678" not in kept


def test_a_stranger_s_post_is_kept_nowhere(commune: Any, clock: Clock) -> None:
    browser = Browser(careful=False)
    page = browser.post(intake_path(), {"name": "x" * 5000})
    assert at_door(page)
    assert Session.objects.count() == 0


def test_a_forged_name_of_the_desk_is_nobody(commune: Any, clock: Clock) -> None:
    browser = Browser(careful=False)
    browser.client.cookies[sessions.DESK_COOKIE] = "1:abc:def"
    assert at_door(browser.post(intake_path(), {"name": "x"}))
    assert Session.objects.count() == 0


def test_the_password_of_an_account_page_is_never_kept(commune: Any, clock: Clock) -> None:
    browser = Browser(accounts.officer(commune), careful=False)
    clock.forward(minutes=16)
    typed = {"oldpassword": accounts.PASSWORD, "password1": "mật khẩu mới nhé"}
    browser.post(reverse("account_change_password"), typed)
    assert drafts.KEY not in browser.client.session


def test_a_button_s_page_is_come_back_to_where_the_button_stands(house: House, clock: Clock, received: Any) -> None:
    code = received().code
    browser = Browser(house.specialist)
    page = browser.open(reverse("office.dossier", args=[code]))
    clock.forward(minutes=16)
    sent = browser.send(page, action=reverse("office.take_over", args=[code]))
    door = browser.follow(sent)
    assert "việc vừa bấm chưa được ghi" in door.words
    back = door.form(action=reverse("account_login")).values["next"]
    assert back == [reverse("office.dossier", args=[code])]


def test_hundreds_of_kilobytes_are_not_put_into_a_session(commune: Any, clock: Clock) -> None:
    browser = Browser(accounts.officer(commune), careful=False)
    clock.forward(minutes=16)
    browser.post(intake_path(), {"name": "x" * 300_000})
    assert drafts.KEY not in browser.client.session
