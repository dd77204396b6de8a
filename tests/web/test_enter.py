"""The demo's one-use sign-in link: one machine, one day, one time."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from tests.builders import House
from tests.web import accounts
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions import people
from vidan.domain.errors import Refused
from vidan.web import sessions

pytestmark = pytest.mark.django_db
HERE = "127.0.0.1"


@pytest.fixture
def link(house: House, clock: Clock, settings: Any) -> str:
    """The path of a fresh link for the one-stop officer of a demo."""
    settings.DEMO = True
    return reverse("office.enter", args=[people.make_entry_link(house.one_stop.officer_id or 0, clock.now)])


def test_the_page_says_who_enters_and_looking_uses_nothing_up(link: str) -> None:
    browser = Browser(address=HERE)
    for _ in range(3):
        page = browser.open(link)
        assert page.status == 200
        assert "Lê Thị Hoa" in page.words
        assert "chỉ dùng một lần" in page.words
    assert browser.open(reverse("office.queue")).status == 302


def test_invented_people_are_marked_on_each_page_even_where_no_link_lets_in(house: House, settings: Any) -> None:
    settings.DEMO, settings.INVENTED = False, True
    for address in (reverse("public.home"), reverse("public.promises")):
        assert "Dữ liệu minh họa: mọi người và số liệu" in Browser().open(address).words, address


def test_the_button_leads_to_work_without_a_second_factor(link: str) -> None:
    browser = Browser(address=HERE)
    done = browser.send(browser.open(link))
    assert done.location == reverse("office.start")
    assert browser.open(reverse("office.queue")).status == 200


def test_it_lets_in_once(link: str) -> None:
    first, second = Browser(address=HERE), Browser(address=HERE)
    page = second.open(link)
    first.send(first.open(link))
    late = second.send(page)
    assert late.status == 410
    assert "không còn dùng được" in late.words
    assert second.open(reverse("office.queue")).status == 302
    assert Browser(address=HERE).open(link).status == 410


def test_the_session_number_is_new_and_nothing_of_the_last_officer_stays(house: House, link: str) -> None:
    browser = Browser(house.specialist, address=HERE)
    before = browser.client.cookies["vidan"].value
    browser.send(browser.open(link))
    assert browser.client.cookies["vidan"].value != before
    assert browser.client.session["_auth_user_id"] == str(house.one_stop.officer_id)


def test_it_dies_after_a_day(link: str, clock: Clock) -> None:
    clock.forward(hours=24)
    assert Browser(address=HERE).open(link).status == 410


def test_an_invented_link_opens_nothing(house: House, settings: Any) -> None:
    settings.DEMO = True
    assert Browser(address=HERE).open(reverse("office.enter", args=["khong-phai"])).status == 410


@pytest.mark.parametrize("address", ["203.0.113.7", "10.0.0.5", "::ffff:203.0.113.7", "", "abc"])
def test_from_another_machine_it_does_not_exist(link: str, address: str) -> None:
    assert Browser(address=address).open(link).status == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_the_machine_itself_has_two_names(link: str, address: str) -> None:
    assert Browser(address=address).open(link).status == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_through_a_proxy_nobody_is_this_machine(link: str, header: str) -> None:
    browser = Browser(address=HERE)
    assert browser.client.get(link, headers={header: "127.0.0.1"}).status_code == 404


def test_outside_the_demo_there_are_no_links(house: House, clock: Clock, link: str, settings: Any) -> None:
    settings.DEMO = False
    assert Browser(address=HERE).open(link).status == 404
    with pytest.raises(Refused, match=r"people\.entry\.demo_only"):
        people.make_entry_link(house.one_stop.officer_id or 0, clock.now)
    token = link.rpartition("/")[2]
    with pytest.raises(Refused, match=r"people\.entry\.demo_only"):
        people.use_entry_link(token, clock.now)


def test_a_demo_s_session_is_worth_nothing_once_the_demo_is_over(link: str, settings: Any) -> None:
    browser = Browser(address=HERE)
    browser.send(browser.open(link))
    settings.DEMO = False
    assert browser.open(reverse("office.queue")).location == reverse("mfa_activate_totp")


def test_the_link_of_a_closed_account_opens_nothing(house: House, link: str, clock: Clock) -> None:
    people.disable_officer(house.administrator, house.one_stop.officer_id or 0, reason="nghỉ", now=clock.now)
    assert Browser(address=HERE).open(link).status == 410


def test_the_token_itself_is_kept_nowhere(link: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM vidan_cache")
        kept = str(cursor.fetchall())
    assert "entry:" in kept
    assert link.rpartition("/")[2] not in kept


def test_an_ordinary_log_in_leaves_no_mark_of_a_link(house: House, clock: Clock, settings: Any, link: str) -> None:
    accounts.officer(house.commune)
    browser = Browser(address=HERE)
    browser.send(browser.open(link))
    page = browser.open(reverse("office.queue"))
    browser.send(page, action=reverse("account_logout"))
    accounts.log_in(browser)
    assert sessions.LINK not in browser.client.session
