"""Nobody works without a second factor: an app's code, or a passkey."""

from types import SimpleNamespace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests import builders
from tests.web import accounts
from tests.web.accounts import PASSWORD, Passkey
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page, statements
from vidan.actions import people
from vidan.web import access, sessions

pytestmark = pytest.mark.django_db


def activate(browser: Browser, page: Page) -> Page:
    secret = page.words.partition("Dãy chữ để gõ tay ")[2].split()[0]
    return browser.send(page, action=reverse("mfa_activate_totp"), code=accounts.code(secret))


def test_an_officer_without_a_second_factor_is_led_to_one_from_every_office_page(commune: Any, clock: Clock) -> None:
    accounts.officer(commune, second_factor=False)
    browser = Browser()
    accounts.type_password(browser)
    for name in ("office.queue", "office.dossiers", "office.intake", "office.procedures", "office.start"):
        assert browser.open(reverse(name)).location == reverse("mfa_activate_totp"), name


def test_not_even_a_form_is_taken_without_a_second_factor(commune: Any, clock: Clock) -> None:
    accounts.officer(commune, second_factor=False)
    browser = Browser(careful=False)
    accounts.type_password(browser)
    assert browser.post("/can-bo/ho-so/ĐL-261117-0001/nhan-viec").location == reverse("mfa_activate_totp")


def test_the_app_is_set_up_and_work_begins(commune: Any, clock: Clock) -> None:
    accounts.officer(commune, second_factor=False)
    browser = Browser()
    page = browser.follow(browser.follow(accounts.type_password(browser)))
    assert "<svg" in page.html
    assert page.inline == []
    assert "data:" not in page.html
    shown = browser.follow(activate(browser, page))
    assert "Mã dự phòng" in shown.headings
    assert browser.open(reverse("office.queue")).status == 200


def test_a_wrong_first_code_keeps_the_same_secret(commune: Any, clock: Clock) -> None:
    accounts.officer(commune, second_factor=False)
    browser = Browser()
    page = browser.follow(browser.follow(accounts.type_password(browser)))
    again = browser.send(page, action=reverse("mfa_activate_totp"), code="000000")
    assert "chưa đúng" in again.alert
    assert activate(browser, again).status == 302


def test_the_secret_lies_sealed_in_the_database(commune: Any) -> None:
    accounts.officer(commune)
    kept = str(Authenticator.objects.get().data)
    assert accounts.SECRET not in kept


def test_the_password_alone_opens_nothing_where_there_is_a_second_factor(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    asked = browser.follow(accounts.type_password(browser))
    assert asked.path == reverse("mfa_authenticate")
    assert browser.open(reverse("office.queue")).location.startswith(reverse("account_login"))
    assert browser.open(reverse("mfa_index")).location.startswith(reverse("account_login"))


@pytest.fixture
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes' own clock stands still, so that no new code is due between two tries."""
    still = SimpleNamespace(time=lambda: builders.NOW.timestamp())
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", still)


@pytest.mark.usefixtures("one_moment")
def test_a_code_works_once(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    assert accounts.log_in(Browser()).status == 302
    again = accounts.log_in(Browser())
    assert "chưa đúng" in again.alert


@pytest.mark.usefixtures("one_moment")
def test_a_code_typed_while_it_changes_still_counts(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    assert accounts.log_in(Browser(), later=-1).status == 302
    assert accounts.log_in(Browser(), later=-3).status == 200


def test_guessed_codes_cost_growing_time_whatever_the_address(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    for place in range(4):
        browser = Browser(address=f"198.51.100.{place}")
        asked = browser.follow(accounts.type_password(browser))
        assert accounts.type_code(browser, asked, "000000").status == 200
    browser = Browser()
    asked = browser.follow(accounts.type_password(browser))
    early = accounts.type_code(browser, asked, accounts.code())
    assert early.status == 429
    assert "Xin chờ 2 giây" in early.alert
    clock.forward(seconds=2)
    assert accounts.type_code(browser, early, accounts.code()).status == 302


def test_a_recovery_code_opens_once(commune: Any, clock: Clock) -> None:
    actor = accounts.officer(commune)
    made = Browser(actor)
    page = made.open(reverse("mfa_generate_recovery_codes"))
    page = made.follow(page) if page.status == 302 else page
    if page.path.startswith(reverse("account_reauthenticate")):
        made.follow(made.send(page, action=reverse("account_reauthenticate"), password=PASSWORD))
        page = made.open(reverse("mfa_generate_recovery_codes"))
    shown = made.follow(made.send(page, action=reverse("mfa_generate_recovery_codes")))
    code = next(word for word in shown.words.split() if word.isdigit() and len(word) == 8)
    for status in (302, 200):
        browser = Browser()
        asked = browser.follow(accounts.type_password(browser))
        assert accounts.type_code(browser, asked, code).status == status


def test_changing_keys_at_an_open_desk_asks_for_the_password_again(commune: Any, clock: Clock) -> None:
    browser = Browser(accounts.officer(commune))
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        assert browser.open(reverse(name)).location.startswith(reverse("account_reauthenticate")), name
    page = browser.follow(browser.open(reverse("mfa_deactivate_totp")))
    wrong = browser.send(page, action=reverse("account_reauthenticate"), password="không phải")
    assert "Mật khẩu chưa đúng" in wrong.alert
    done = browser.send(page, action=reverse("account_reauthenticate"), password=PASSWORD)
    assert done.location == reverse("mfa_deactivate_totp")


def test_showing_oneself_again_can_be_done_by_code(commune: Any, clock: Clock) -> None:
    browser = Browser(accounts.officer(commune))
    page = browser.open(reverse("mfa_reauthenticate"), next=reverse("mfa_deactivate_totp"))
    done = browser.send(page, action=reverse("mfa_reauthenticate"), code=accounts.code())
    assert done.location == reverse("mfa_deactivate_totp")


def test_who_takes_off_the_last_one_is_led_to_a_new_one(commune: Any, clock: Clock) -> None:
    browser = Browser()
    accounts.officer(commune)
    accounts.log_in(browser)
    assert browser.open(reverse("office.queue")).status == 200
    browser.send(browser.open(reverse("mfa_deactivate_totp")), action=reverse("mfa_deactivate_totp"))
    assert browser.open(reverse("office.queue")).location == reverse("mfa_activate_totp")


def test_whether_there_is_one_is_asked_of_the_database_once_a_session(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    browser.open(reverse("office.queue"))
    with statements() as told:
        browser.open(reverse("office.queue"))
    assert not [statement for statement in told if "mfa_authenticator" in statement]
    assert browser.client.session[sessions.SECOND] is True


def test_a_passkey_alone_opens_the_desk(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    key = accounts.add_passkey(browser)
    assert "Máy ở quầy" in browser.open(reverse("mfa_list_webauthn")).words
    other = Browser(address="198.51.100.44")
    done = accounts.show_passkey(other, key, start=reverse("office.calendar"))
    assert done.location == reverse("office.calendar")
    assert other.open(reverse("office.queue")).status == 200


def test_a_passkey_is_a_second_factor_without_any_app(commune: Any, clock: Clock) -> None:
    accounts.officer(commune, second_factor=False)
    browser = Browser()
    accounts.type_password(browser)
    key = accounts.add_passkey(browser)
    assert browser.open(reverse("office.queue")).status == 200
    again = Browser()
    asked = again.follow(accounts.type_password(again))
    answer = key.shown(accounts.page_data(asked)["request_options"])
    assert accounts.fill(again, asked, "credential", credential=answer).status == 302


def test_a_passkey_never_waits_for_somebody_s_guesses(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    key = accounts.add_passkey(browser)
    guesser = Browser()
    for _ in range(8):
        accounts.type_password(guesser, password="đoán mò")
    assert accounts.type_password(Browser()).status == 429
    assert accounts.show_passkey(Browser(), key).location == reverse("office.start")


def test_the_passkey_of_a_closed_account_opens_nothing(house: Any, clock: Clock) -> None:
    actor = accounts.officer(house.commune)
    browser = Browser()
    accounts.log_in(browser)
    key = accounts.add_passkey(browser)
    people.disable_officer(house.administrator, actor.officer_id or 0, reason="chuyển công tác", now=clock.now)
    stranger = Browser()
    told = stranger.follow(accounts.show_passkey(stranger, key))
    assert "hiện không dùng được" in told.words
    assert stranger.open(reverse("office.queue")).location.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "7", "null", '"x"', '{"id": 5}', "{", '{"response": []}', "<script>"]
)
def test_what_is_no_passkey_s_answer_is_a_wrong_answer(commune: Any, clock: Clock, credential: str) -> None:
    accounts.officer(commune)
    browser = Browser(careful=False)
    answer = browser.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.location == reverse("account_login")
    told = browser.open(answer.location)
    assert "chưa đúng" in told.words or "bật JavaScript" in told.words
    asked = browser.follow(accounts.type_password(browser))
    assert browser.post(reverse("mfa_authenticate"), {"credential": credential}).status == 200
    accounts.type_code(browser, asked, accounts.code())
    assert browser.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": credential}).status == 200


@pytest.mark.parametrize("broken", ["forged", "stranger", "nobody", "cut"])
def test_a_forged_passkey_is_a_wrong_answer(commune: Any, clock: Clock, broken: str) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    key = accounts.add_passkey(browser)
    if broken == "stranger":
        key = Passkey(owner=key.owner)
    if broken == "nobody":
        key.owner = b"zzzzz"
    if broken == "cut":
        key.number = key.number[:3]
    stranger = Browser()
    told = stranger.follow(accounts.show_passkey(stranger, key, forged=broken == "forged"))
    assert "chưa đúng" in told.words
    assert stranger.open(reverse("office.queue")).status == 302


def test_a_passkey_is_renamed_and_taken_off_by_its_owner_only(house: Any, clock: Clock) -> None:
    accounts.officer(house.commune)
    browser = Browser()
    accounts.log_in(browser)
    accounts.add_passkey(browser)
    key = Authenticator.objects.get(type="webauthn")
    edit, remove = reverse("mfa_edit_webauthn", args=[key.pk]), reverse("mfa_remove_webauthn", args=[key.pk])
    browser.send(browser.open(edit), name="  Khóa\u200b USB  ")
    assert "Khóa USB" in browser.open(reverse("mfa_list_webauthn")).words
    assert "Xin đặt cho khóa một cái tên" in browser.send(browser.open(edit), name="\u200b").alert
    accounts.officer(house.commune, login="nam.pham")
    other = Browser()
    accounts.log_in(other, "nam.pham")
    assert other.open(edit).status == 404
    assert other.open(remove).status == 404
    assert browser.send(browser.open(remove)).status == 302
    assert not Authenticator.objects.filter(pk=key.pk).exists()


def test_every_account_page_is_ours_in_vietnamese(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    accounts.add_passkey(browser)
    key = Authenticator.objects.get(type="webauthn")
    named = [name for name, page in access.ACCOUNT_PAGES.items() if "GET" in page.methods and not page.public]
    for name in named:
        path = reverse(name, args=[key.pk] if name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else [])
        page = browser.open(path)
        if page.status == 302:
            page = browser.follow(page)
        assert page.status == 200, name
        if page.title:
            assert page.title.endswith("Xã Điền Lư"), name
            assert page.inline == [], name
            assert len(page.headings) == 1, name
            assert "Security Key" not in page.words
        assert "Sign" not in getattr(page, "words", "")


def test_recovery_codes_can_be_carried_away_as_text(commune: Any, clock: Clock) -> None:
    accounts.officer(commune)
    browser = Browser()
    accounts.log_in(browser)
    browser.send(browser.open(reverse("mfa_generate_recovery_codes")), action=reverse("mfa_generate_recovery_codes"))
    text = browser.client.get(reverse("mfa_download_recovery_codes"))
    lines = [line for line in text.content.decode().splitlines() if line.isdigit()]
    assert len(lines) == 10
    assert "no-store" in text.headers["Cache-Control"]


def test_what_has_no_line_for_the_log_in_library_does_not_exist(commune: Any) -> None:
    for path in ("/tai-khoan/khoa/dang-ky", "/tai-khoan/xac-thuc/tin-may-nay", "/tai-khoan/email/"):
        assert Browser().open(path).status == 404
