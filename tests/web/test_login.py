"""Name and password, and what a stranger at the door may learn and may hinder: nothing."""

import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from tests.web import accounts
from tests.web.accounts import PASSWORD
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from vidan.actions import people
from vidan.domain.people import LONGEST_WAIT, Role, wait_after
from vidan.store.models import Fact
from vidan.web.delays import Tries

pytestmark = pytest.mark.django_db
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


def guess(browser: Browser, times: int, login: str = "hoa.le") -> Page:
    page = accounts.type_password(browser, login, "không phải câu này")
    for _ in range(times - 1):
        page = accounts.type_password(browser, login, "không phải câu này")
    return page


def test_the_wait_doubles_after_three_free_tries_and_never_passes_a_minute() -> None:
    assert [wait_after(failures) for failures in range(11)] == [0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60]
    assert wait_after(10**9) == LONGEST_WAIT


def test_the_page_speaks_to_officers_and_needs_no_script(commune: Any) -> None:
    page = Browser().open(reverse("account_login"))
    assert page.status == 200
    assert "Trang này dành cho cán bộ của xã" in page.words
    assert page.language == "vi"
    assert page.inline == []
    assert "sign" not in page.words.lower()


def test_right_password_and_code_lead_to_the_day_s_work(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    done = accounts.log_in(browser)
    assert done.location == reverse("office.start")
    assert browser.follow(done).location == reverse("office.queue")


def test_after_log_in_the_officer_is_where_he_wanted_to_go(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    done = accounts.log_in(Browser(), start=reverse("office.calendar") + "?nam=2027")
    assert done.location == reverse("office.calendar") + "?nam=2027"


def test_no_address_outside_the_house_is_gone_to(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    page = browser.open(reverse("account_login"), next="https://example.org/")
    asked = browser.follow(browser.send(page, action=reverse("account_login"), login="hoa.le", password=PASSWORD))
    done = accounts.type_code(browser, asked, accounts.code())
    assert done.location == reverse("office.start")


def test_unknown_name_wrong_password_and_closed_account_are_answered_alike(house: Any, clock: Clock) -> None:
    accounts.officer(house.commune)
    closed = accounts.officer(house.commune, login="nghi.viec")
    people.disable_officer(house.administrator, closed.officer_id, reason="chuyển công tác", now=clock.now)
    answers = [
        accounts.type_password(Browser(address=f"203.0.113.{place}"), login, password)
        for place, (login, password) in enumerate(
            [("hoa.le", "không phải"), ("khong.ai", PASSWORD), ("nghi.viec", PASSWORD), ("nghi.viec", "không phải")]
        )
    ]
    assert {(page.status, page.alert) for page in answers} == {(200, answers[0].alert)}
    assert WRONG in answers[0].alert


def test_the_typed_name_stays_in_the_form_and_the_password_does_not(commune: Any, clock: Clock) -> None:
    page = accounts.type_password(Browser(), "hoa.le", "sai mất rồi")
    form = page.form(action=reverse("account_login"))
    assert form.values["login"] == ["hoa.le"]
    assert form.values["password"] == [""]
    assert "sai mất rồi" not in page.html


@pytest.mark.parametrize(
    ("login", "password", "sentence"),
    [
        ("", PASSWORD, "Xin điền ô “Tên đăng nhập”."),
        ("hoa.le", "", "Xin điền ô “Mật khẩu”."),
        ("h" * 61, PASSWORD, "nhiều nhất 60 ký tự"),
        ("hoa.le", "m" * 129, "nhiều nhất 128 ký tự"),
        ("<script>alert(1)</script>", PASSWORD, WRONG),
        ("hoa.le\x00", PASSWORD, "Đăng nhập"),
    ],
)
def test_odd_input_gets_a_sentence(commune: Any, clock: Clock, login: str, password: str, sentence: str) -> None:
    page = Browser(careful=False).post(reverse("account_login"), {"login": login, "password": password})
    assert page.status == 200
    assert sentence in page.words
    assert "<script>alert" not in page.html


def test_letters_in_pieces_are_the_same_password(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    typed = unicodedata.normalize("NFD", PASSWORD)
    assert typed != PASSWORD
    assert accounts.type_password(Browser(), password=typed).status == 302


def test_the_name_may_be_typed_in_capitals(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    assert accounts.type_password(Browser(), login=" HOA.LE ").status == 302


def test_wrong_tries_cost_growing_time_and_the_page_says_how_long(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser, waits = Browser(), []
    for _ in range(9):
        while (page := accounts.type_password(browser, password="đoán mò")).status == 429:
            waits.append(int(page.response.headers["Retry-After"]))
            assert f"Xin chờ {waits[-1]} giây" in page.alert
            assert "không bị khóa" in page.alert
            assert page.form(action=reverse("account_login")).values["login"] == ["hoa.le"]
            clock.forward(seconds=waits[-1])
    assert waits == [2, 4, 8, 16, 32]


def test_trying_too_early_does_not_make_the_wait_longer(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    guess(browser, 6)
    for _ in range(20):
        page = accounts.type_password(browser)
    assert page.response.headers["Retry-After"] == "2"
    clock.forward(seconds=2)
    assert accounts.type_password(browser).status == 302


def test_the_right_password_is_not_looked_at_before_the_wait_is_over(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    guess(browser, 4)
    assert accounts.type_password(browser).status == 429
    clock.forward(seconds=3)
    assert accounts.type_password(browser).status == 302


def test_the_right_password_forgets_the_wrong_ones(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    guess(browser, 3)
    assert accounts.type_password(browser).status == 302
    assert guess(Browser(), 3).status == 200


def test_a_guesser_elsewhere_makes_nobody_at_the_desk_wait(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    for _ in range(3):
        guess(Browser(address="198.51.100.9"), 5)
    assert accounts.type_password(Browser(address="203.0.113.7")).status == 302


def test_guessing_one_name_makes_no_colleague_in_the_same_room_wait(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    accounts.officer(commune, login="nam.pham")
    guess(Browser(), 6)
    assert accounts.type_password(Browser(), login="nam.pham").status == 302


def test_an_unknown_name_waits_like_a_known_one(commune: Any, clock: Clock) -> None:
    assert guess(Browser(), 5, login="khong.co.ai").status == 429


def test_neither_names_nor_addresses_are_kept_with_the_counts(commune: Any, clock: Clock) -> None:
    guess(Browser(), 4)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM vidan_cache")
        kept = " ".join(f"{key} {value}" for key, value in cursor.fetchall())
    assert "hoa.le" not in kept
    assert "203.0.113.7" not in [part for part in kept.split() if "tries:" in part]


def test_an_hour_s_silence_forgets_all(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    guess(browser, 4)
    clock.forward(hours=1)
    assert accounts.type_password(browser).status == 302


def test_nobody_opens_an_account_for_himself(commune: Any) -> None:
    for path in ("/tai-khoan/dang-ky", "/tai-khoan/signup/", "/accounts/signup/", "/tai-khoan/quen-mat-khau"):
        assert Browser().open(path).status == 404


def test_a_first_password_leads_to_an_own_one_before_anything_else(commune: Any, clock: Clock) -> None:
    actor = accounts.officer(commune, second_factor=False, first_password=True)
    browser = Browser()
    assert browser.follow(accounts.type_password(browser)).location == reverse("account_change_password")
    assert browser.open(reverse("office.queue")).location == reverse("account_change_password")
    page = browser.open(reverse("account_change_password"))
    assert "xin chọn mật khẩu của riêng mình" in page.words
    own = "con trâu đi trước cái cày theo sau"
    done = browser.send(
        page,
        action=reverse("account_change_password"),
        oldpassword=PASSWORD,
        password1=own,
        password2=own,
    )
    assert done.location == reverse("account_login")
    assert accounts.row(actor).first_password_until is None
    again = accounts.type_password(browser, password=own)
    assert browser.follow(again).location == reverse("mfa_activate_totp")


def test_a_first_password_dies_after_a_week(commune: Any, clock: Clock) -> None:
    accounts.officer(commune, first_password=True)
    clock.forward(days=7)
    page = accounts.type_password(Browser())
    assert "đã quá 7 ngày" in page.alert


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("ngắn quá", "ngắn quá", "ít nhất 10 ký tự"),
        ("matkhau123456", "matkhau123456", "dễ đoán"),
        ("Mật Khẩu 123456", "Mật Khẩu 123456", "dễ đoán"),
        ("83749283749283", "83749283749283", "chỉ có chữ số"),
        ("Lê Thị Hoa 1", "Lê Thị Hoa 1", "giống tên của ông/bà"),
        ("qwertyuiop", "qwertyuiop", "dễ đoán"),
        ("cây đa bến nước", "cây đa bến đò", "chưa giống nhau"),
        (PASSWORD, PASSWORD, "cần khác mật khẩu đang dùng"),
    ],
)
def test_a_poor_password_is_refused_in_plain_words(
    commune: Any, clock: Clock, first: str, second: str, sentence: str
) -> None:
    actor = accounts.officer(commune)
    page = Browser(actor).open(reverse("account_change_password"))
    answer = Browser(actor, careful=False).post(
        page.path, {"oldpassword": PASSWORD, "password1": first, "password2": second}
    )
    assert answer.status == 200
    assert sentence in answer.alert
    assert accounts.row(actor).check_password(PASSWORD)


def test_guessing_the_old_password_from_an_open_desk_is_slow_too(commune: Any, clock: Clock) -> None:
    actor = accounts.officer(commune)
    browser = Browser(actor, careful=False)
    new = {"password1": "cây đa bến nước", "password2": "cây đa bến nước"}
    for _ in range(4):
        browser.post(reverse("account_change_password"), {"oldpassword": "đoán", **new})
    assert browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new}).status == 429
    clock.forward(seconds=3)
    assert browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new}).status == 302


def test_a_fresher_hash_is_never_written_behind_the_actions_back(commune: Any, clock: Clock, settings: Any) -> None:
    actor = accounts.officer(commune)
    before = accounts.row(actor).password
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert accounts.type_password(Browser()).status == 302
    assert accounts.row(actor).password == before


def test_a_set_password_is_a_fact_without_the_password(commune: Any, clock: Clock) -> None:
    actor = accounts.officer(commune, Role.ONE_STOP)
    people.set_password(actor.officer_id or 0, "cây đa bến nước", now=clock.now + timedelta(minutes=1))
    told = [fact.told for fact in Fact.objects.of(commune).filter(kind="PasswordSet")]
    assert told == [{"officer_id": actor.officer_id}]


def test_a_hundred_tries_sent_at_once_are_still_one(commune: Any, clock: Clock) -> None:
    tries = Tries.of("password", "hoa.le", "203.0.113.7")
    for _ in range(4):
        tries.failed(clock.now)
    clock.forward(seconds=2)
    assert [tries.take_turn(clock.now) for _ in range(5)] == [0, 1, 1, 1, 1]


def test_an_account_without_a_password_gets_its_first_by_its_owner(commune: Any, clock: Clock) -> None:
    actor = accounts.officer(commune, password=None)
    browser = Browser(actor)
    assert browser.open(reverse("account_change_password")).location == reverse("account_set_password")
    page = browser.open(reverse("account_set_password"))
    poor = browser.send(page, action=page.path, password1="cây đa bến nước", password2="cây đa bến đò")
    assert "chưa giống nhau" in poor.alert
    done = browser.send(page, action=page.path, password1=PASSWORD, password2=PASSWORD)
    assert done.location == reverse("account_login")
    assert accounts.row(actor).check_password(PASSWORD)
    assert Browser(actor).open(reverse("account_set_password")).location == reverse("account_change_password")
