"""Step 4: the citizen, with no account, sees where her dossier is; nobody else does."""

import re
from collections.abc import Callable
from datetime import timedelta
from time import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page, nothing_changes, statements
from vidan.actions import communes, dossiers, matters, people
from vidan.domain.matters import PauseKind, grouped
from vidan.domain.people import program
from vidan.queries import communes as hosts
from vidan.queries import dossiers as seen
from vidan.store.models import Reading

LOOKUP = "/ho-so/tra-cuu"
#: The sentence that tells nothing of which of the two was wrong.
WRONG = "Mã hồ sơ hoặc mật mã chưa đúng."


@pytest.fixture(autouse=True)
def _no_failures_remembered(db: None) -> None:
    cache.clear()


@pytest.fixture
def code(house: House) -> str:
    return builders.receive(house.one_stop).code


@pytest.fixture
def secret(house: House, code: str) -> str:
    """The twelve characters on the receipt."""
    return seen.receipt(house.one_stop, code, now=NOW).secret


def look_up(browser: Browser, code: str, secret: str) -> Page:
    return browser.send(browser.open(LOOKUP), code=code, secret=secret)


def tracking(browser: Browser, code: str, secret: str) -> Page:
    return browser.follow(look_up(browser, code, secret))


# -- the way in -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "ĐL-261117-0001",
        "dl-261117-0001",
        "đl-261117-0001",
        "DL-261117-0001",
        "  ĐL-261117-0001 ",
        "ĐL 261117 0001",
        "DL2611170001",
        "ĐL–261117–0001",
        "ĐL-261117-\u200b0001",
        "dl - 261117 - 0001",
    ],
)
def test_the_code_is_read_however_it_is_typed(citizen: Browser, code: str, secret: str, typed: str) -> None:
    page = tracking(citizen, typed, secret)
    assert page.status == 200
    assert code in page.words


@pytest.mark.parametrize(
    "typed",
    [
        lambda secret: secret,
        grouped,
        lambda secret: grouped(secret).lower(),
        lambda secret: " ".join(secret),
        lambda secret: secret.replace("0", "O").replace("1", "I"),
        lambda secret: secret.replace("0", "o").replace("1", "l"),
        lambda secret: f"  {grouped(secret).replace('-', ' – ')}. ",
    ],
)
def test_the_secret_is_read_however_it_is_typed(
    citizen: Browser, code: str, secret: str, typed: Callable[[str], str]
) -> None:
    assert tracking(citizen, code, typed(secret)).status == 200


@pytest.mark.parametrize("print_number", [2, 3, 4])
def test_the_secret_of_each_print_leads_in_whatever_its_letters(
    house: House, citizen: Browser, code: str, print_number: int
) -> None:
    for _ in range(print_number - 1):
        dossiers.reprint_receipt(house.one_stop, code, now=NOW)
    secret = seen.receipt(house.one_stop, code, now=NOW).secret
    assert tracking(citizen, code.lower(), secret.replace("0", "o").replace("1", "L").lower()).status == 200


def test_a_provincial_code_leads_in_as_well(house: House, citizen: Browser) -> None:
    matter = builders.receive(house.one_stop, provincial_code="000.00.38.H56-261117-0007")
    secret = seen.receipt(house.one_stop, matter.code, now=NOW).secret
    assert tracking(citizen, "000.00.38.h56-261117-0007", secret).status == 200


def test_the_code_alone_opens_nothing_and_tells_nothing(citizen: Browser, code: str) -> None:
    there, not_there = (citizen.open(reverse("public.tracking", args=[item])) for item in (code, "ĐL-261117-9999"))
    assert there.status == not_there.status == 403
    assert there.field("code") == code
    assert there.html.replace(code, "X") == _without_token(not_there.html.replace("ĐL-261117-9999", "X"), there.html)


def _without_token(html: str, like: str) -> str:
    """The page with the token of another page in place of its own (each page has a fresh one)."""
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    found = token.search(like)
    return token.sub(found[0], html) if found else html


def test_the_code_in_a_link_is_filled_in(citizen: Browser) -> None:
    assert citizen.open(LOOKUP, ma="ĐL-261117-0001").field("code") == "ĐL-261117-0001"
    assert citizen.open(LOOKUP, ma="\x00<b>\u202e" + "x" * 500).status == 200


# -- the page ---------------------------------------------------------------------------------------------------------


def test_she_sees_the_promised_date_who_holds_it_whom_to_call_and_the_steps(
    citizen: Browser, house: House, code: str, secret: str
) -> None:
    people.change_officer(
        program(house.commune.pk),
        house.one_stop.officer_id or 0,
        name="Lê Thị Hoa",
        title="Công chức một cửa",
        honorific="chị",
        phone="0237 3891 111",
        now=NOW,
    )
    page = tracking(citizen, code, secret)
    for words in (
        "Giấy phép xây nhà",
        "nhận lúc 9:00 thứ Ba 17/11/2026",
        "thứ Sáu 27/11/2026, trước 17:00",
        "còn 7 ngày 6 giờ làm việc",
        "chị Lê Thị Hoa",
        "0237 3891 111",
        "Tiếp nhận đủ giấy tờ",
        "Kiểm tra hồ sơ, thực địa",
        "Ký duyệt",
    ):
        assert words in page.words, words


def test_where_the_officer_has_no_phone_the_commune_has(citizen: Browser, code: str, secret: str) -> None:
    assert "0237 3891 002" in tracking(citizen, code, secret).words


def test_a_late_dossier_says_so_and_apologises(citizen: Browser, code: str, secret: str, clock: Clock) -> None:
    clock.forward(days=30)
    page = tracking(citizen, code, secret)
    assert "quá" in page.words
    assert "Chúng tôi xin lỗi ông/bà" in page.words


def test_a_paused_dossier_says_for_whom_and_why(citizen: Browser, house: House, code: str, secret: str) -> None:
    matters.pause(house.one_stop, code, PauseKind.AGENCY, "chờ xác nhận quy hoạch", "Sở Xây dựng", now=NOW)
    page = tracking(citizen, code, secret)
    assert "Đang tạm dừng tính giờ" in page.words
    assert "Sở Xây dựng" in page.words
    assert "chờ xác nhận quy hoạch" in page.words


def test_a_moved_date_stands_beside_the_first_one(citizen: Browser, house: House, code: str, secret: str) -> None:
    matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    matters.resume(house.one_stop, code, now=NOW + timedelta(days=3))
    page = tracking(citizen, code, secret)
    assert "Ngày hẹn đầu tiên: thứ Sáu 27/11/2026" in page.words
    assert "thứ Tư 02/12/2026, trước 17:00" in page.words


def test_a_ready_result_invites_her_and_a_given_one_thanks_her(
    citizen: Browser, house: House, code: str, secret: str
) -> None:
    dossiers.finish(house.one_stop, code, now=NOW)
    assert "Mời ông/bà đến nhận" in tracking(citizen, code, secret).words
    dossiers.give_out(house.one_stop, code, "Hà Thị Thảo", receipt_shown=True, now=NOW)
    assert "Cảm ơn ông/bà đã tin tưởng" in tracking(citizen, code, secret).words


def test_what_colleagues_tell_each_other_is_not_told_to_the_public(
    citizen: Browser, house: House, code: str, secret: str
) -> None:
    reason = "Chị Hoa nghỉ ốm, nhờ anh Nam làm thay."
    matters.reassign(house.one_stop, code, house.specialist.officer_id or 0, reason, now=NOW)
    page = tracking(citizen, code, secret)
    assert "Chuyển người xử lý" in page.words
    assert "Phạm Văn Nam" in page.words
    assert "nghỉ ốm" not in page.words


def test_nothing_of_the_person_stands_on_the_page(citizen: Browser, house: House) -> None:
    known = builders.applicant(email="thao@example.vn")
    matter = builders.receive(house.one_stop, person=known, content="Nhà hai tầng ở xóm Chùa")
    dossiers.finish(house.one_stop, matter.code, now=NOW)
    dossiers.give_out(house.one_stop, matter.code, "Bùi Văn Con", receipt_shown=True, now=NOW)
    page = tracking(citizen, matter.code, seen.receipt(house.one_stop, matter.code, now=NOW).secret)
    assert page.status == 200
    for private in (known.number, known.phone, known.address, known.email, known.born, "xóm Chùa", "Bùi Văn Con"):
        assert private not in page.html
    assert "038186" not in page.html


def test_her_own_look_is_no_reading_and_changes_nothing(citizen: Browser, house: House, code: str, secret: str) -> None:
    with nothing_changes():
        tracking(citizen, code, secret)
    assert not Reading.objects.of(house.commune).exists()


# -- nobody else ------------------------------------------------------------------------------------------------------


def test_a_wrong_code_and_a_wrong_secret_get_the_same_answer(citizen: Browser, code: str, secret: str) -> None:
    wrong_secret = look_up(citizen, code, "0" * 12 if secret != "0" * 12 else "1" * 12)
    wrong_code = look_up(citizen, "ĐL-261117-9999", secret)
    both = look_up(citizen, "ĐL-261117-9999", "ABCD")
    assert WRONG in wrong_secret.alert
    answers = []
    for page, typed in ((wrong_secret, code), (wrong_code, "ĐL-261117-9999"), (both, "ĐL-261117-9999")):
        html = page.html.replace(typed, "MÃ").replace(page.field("secret"), "MẬT MÃ")
        headers = {name: value for name, value in page.response.headers.items() if name != "Content-Length"}
        answers.append((page.status, headers, re.sub(r'(name="csrfmiddlewaretoken" value=)"[^"]+"', r"\1", html)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 422


def test_a_wrong_code_costs_the_database_what_a_wrong_secret_costs(citizen: Browser, code: str, secret: str) -> None:
    told = []
    for typed_code, typed_secret in ((code, "ABCDEFGHJKMN"), ("ĐL-261117-9999", secret)):
        form = citizen.open(LOOKUP)
        cache.clear()
        with statements() as sent:
            citizen.send(form, code=typed_code, secret=typed_secret)
        told.append([re.sub(r"'[^']*'|\d+", "?", line.partition("WHERE")[0]) for line in sent])
    assert told[0] == told[1]


def test_the_cookie_of_one_dossier_opens_no_other(citizen: Browser, house: House, code: str, secret: str) -> None:
    other = builders.receive(house.one_stop).code
    tracking(citizen, code, secret)
    assert citizen.open(reverse("public.tracking", args=[other])).status == 403


def test_the_cookie_of_one_commune_opens_nothing_in_another(citizen: Browser, house: House) -> None:
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Đông Lĩnh"))
    mine, theirs = builders.receive(house.one_stop), builders.receive(other.one_stop)
    assert mine.code == theirs.code
    tracking(citizen, mine.code, seen.receipt(house.one_stop, mine.code, now=NOW).secret)
    assert citizen.open(reverse("public.tracking", args=[mine.code])).status == 200
    communes.succeed(house.commune, other.commune, on=NOW.date(), now=NOW)
    hosts.forget_hosts()
    assert citizen.open(reverse("public.tracking", args=[mine.code])).status == 403


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "WzEsIkEiLDFd:1abc:xyz", "\x00", "é" * 10])
def test_a_made_up_cookie_opens_nothing(citizen: Browser, code: str, value: str) -> None:
    citizen.client.cookies["vidan_track"] = value
    assert citizen.open(reverse("public.tracking", args=[code])).status == 403


def test_the_way_in_closes_after_an_hour(
    citizen: Browser, code: str, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted = look_up(citizen, code, secret)
    later = time() + 3601
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert citizen.open(granted.location).status == 403


def test_on_a_shared_machine_she_closes_the_page_behind_her(citizen: Browser, code: str, secret: str) -> None:
    page = tracking(citizen, code, secret)
    closed = citizen.send(page, action=reverse("public.leave"))
    assert closed.location == LOOKUP
    assert citizen.open(reverse("public.tracking", args=[code])).status == 403


def test_neither_the_page_nor_its_cookie_is_kept_by_machines_between(citizen: Browser, code: str, secret: str) -> None:
    granted = look_up(citizen, code, secret)
    cookie = citizen.client.cookies["vidan_track"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/ho-so"
    assert secret not in cookie.value
    assert "no-store" in granted.response.headers["Cache-Control"]
    assert "no-store" in citizen.follow(granted).response.headers["Cache-Control"]
    assert secret not in granted.location


# -- guessing is slow -------------------------------------------------------------------------------------------------


def guess(browser: Browser, times: int, code: str = "ĐL-261117-9999") -> list[int]:
    return [look_up(browser, code, f"ABCDEFGH{number:04d}").status for number in range(times)]


def test_after_ten_wrong_tries_in_a_minute_an_address_is_asked_to_wait(
    citizen: Browser, code: str, secret: str, clock: Clock
) -> None:
    clock.forward(seconds=13)
    tries = [look_up(citizen, "ĐL-261117-9999", f"ABCDEFGH{number:04d}") for number in range(5)]
    clock.forward(seconds=2)
    tries += [look_up(citizen, "ĐL-261117-9999", f"ABCDEFGJ{number:04d}") for number in range(5)]
    assert [page.status for page in tries] == [422] * 10
    clock.forward(seconds=2)
    page = look_up(citizen, code, secret)
    assert page.status == 429
    assert page.response.headers["Retry-After"] == "43"
    assert "Xin chờ 43 giây rồi bấm lại; những gì đã gõ vẫn còn." in page.words
    assert (page.field("code"), page.field("secret")) == (code, secret)
    clock.forward(seconds=43)
    assert citizen.send(page).status == 302


def test_the_right_secret_from_another_address_is_never_kept_waiting(
    citizen: Browser, house: House, code: str, secret: str, clock: Clock
) -> None:
    for number in range(4):
        guess(Browser(address=f"198.51.100.{number}"), 10)
    assert look_up(Browser(address="198.51.100.200"), code, secret).status == 302


def test_the_whole_site_slows_down_who_guesses_but_not_who_comes_first(code: str, secret: str, clock: Clock) -> None:
    """Five wrong tries in one second, from five addresses: each of them waits a little, a sixth does not."""
    crowd = [Browser(address=f"198.51.100.{number}") for number in range(5)]
    for one in crowd:
        guess(one, 1)
    waiting = look_up(crowd[0], code, secret)
    assert waiting.status == 429
    assert waiting.response.headers["Retry-After"] == "2"
    assert look_up(Browser(address="198.51.100.77"), code, secret).status == 302
    clock.forward(seconds=2)
    assert look_up(crowd[0], code, secret).status == 302


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("198.51.100.1", "198.51.100.2", False),
    ],
)
def test_a_house_with_many_addresses_counts_as_one(
    house: House, clock: Clock, code: str, secret: str, first: str, second: str, together: bool
) -> None:
    for _ in range(10):
        guess(Browser(address=first), 1)
        clock.forward(seconds=1)
    assert look_up(Browser(address=second), code, secret).status == (429 if together else 302)


def test_an_empty_form_is_no_guess(citizen: Browser, code: str, secret: str) -> None:
    for _ in range(12):
        page = look_up(citizen, "", "")
        assert page.status == 422
    assert "Xin gõ mã hồ sơ ở đầu giấy tiếp nhận." in page.alert
    assert look_up(citizen, code, secret).status == 302


def test_the_address_that_a_stranger_claims_is_not_believed(house: House, clock: Clock, code: str, secret: str) -> None:
    """Without a proxy of ours in front, `X-Forwarded-For` is only what somebody typed."""
    browser = Browser(address="198.51.100.9", careful=False)
    for number in range(10):
        clock.forward(seconds=1)
        browser.post(LOOKUP, {"code": "x", "secret": "y"}, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    answer = browser.post(LOOKUP, {"code": code, "secret": secret}, headers={"X-Forwarded-For": "203.0.113.99"})
    assert answer.status == 429


def test_no_address_is_kept_in_the_clear(house: House, clock: Clock) -> None:
    guess(Browser(address="198.51.100.123"), 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM vidan_cache")
        kept = repr(cursor.fetchall())
    assert "lookup" in kept
    assert "198.51" not in kept
