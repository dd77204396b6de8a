"""What anybody may read without an account: procedures, whom to call, what is promised."""

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, nothing_changes
from vidan.actions import calendar, communes, people, procedures
from vidan.domain.calendar import DayKind
from vidan.domain.people import program
from vidan.queries import communes as hosts
from vidan.queries import procedures as listed
from vidan.store.models import Reading

PUBLIC = (
    "/",
    "/thu-tuc/",
    f"/thu-tuc/{BUILDING_PERMIT}",
    "/ho-so/tra-cuu",
    "/lien-he",
    "/gioi-thieu",
    "/mau-giao-dien",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_opens_without_an_account_and_leaves_no_trace(citizen: Browser, house: House, path: str) -> None:
    with nothing_changes():
        page = citizen.open(path)
    assert page.status == 200
    assert not Reading.objects.of(house.commune).exists()


@pytest.mark.parametrize("path", [path for path in PUBLIC if path not in ("/ho-so/tra-cuu", "/mau-giao-dien")])
def test_a_page_that_asks_nothing_sets_no_cookie(citizen: Browser, path: str) -> None:
    assert not citizen.open(path).response.cookies


def test_the_first_page_asks_one_question_and_leads_on(citizen: Browser) -> None:
    page = citizen.open("/")
    assert page.headings == ["Hôm nay ông/bà cần việc gì?"]
    assert page.form("get").action == "/thu-tuc/"
    assert {"/ho-so/tra-cuu", "/thu-tuc/", "/lien-he"} <= set(page.links)


# -- procedures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("letters", ["khai sinh", "khai sinh cho con", "KHÁI SỊNH", "dang ky khai sinh"])
def test_a_procedure_is_found_by_the_words_people_use(citizen: Browser, letters: str) -> None:
    page = citizen.open("/thu-tuc/", q=letters)
    assert f"/thu-tuc/{BIRTH}" in page.links
    assert page.form("get").values["q"] == [letters]


def test_without_a_question_the_list_stands_under_the_situations_of_a_life(citizen: Browser, house: House) -> None:
    page = citizen.open("/thu-tuc/")
    jumps = [link[1:] for link in page.links if link.startswith("#") and link[1:] not in ("noi-dung", "muc-luc")]
    assert len(jumps) > 3
    assert all(f'id="{jump}"' in page.html for jump in jumps)
    for one in listed.by_situation(house.commune.pk, NOW.date()):
        whole = citizen.open("/thu-tuc/", nhom=one.key)
        assert {f"/thu-tuc/{row.key}" for row in one.rows} <= set(whole.links)
        assert f"/thu-tuc/{one.rows[0].key}" in page.links
    field = next(link for link in page.links if link.startswith("?linh-vuc="))
    assert any(link.startswith("/thu-tuc/") for link in citizen.open(f"/thu-tuc/{field}").links)
    assert "#sinh-con-nuoi-con" in citizen.open("/thu-tuc/", nhom="không có").links, "an unknown one shows them all"


def test_a_page_travels_compressed_to_whoever_brings_no_secret(citizen: Browser, house: House) -> None:
    zipped = {"Accept-Encoding": "gzip"}
    anybody = citizen.client.get("/thu-tuc/", headers=zipped)
    assert anybody.headers["Content-Encoding"] == "gzip"
    assert "Sinh con, nuôi con" in gzip.decompress(anybody.content).decode()
    assert "Content-Encoding" not in citizen.client.get("/ho-so/tra-cuu", headers=zipped).headers, "it sets a token"
    assert "Content-Encoding" not in citizen.client.get("/thu-tuc/", headers=zipped).headers, "and brings it along"


def test_words_that_find_nothing_get_a_way_out(citizen: Browser) -> None:
    page = citizen.open("/thu-tuc/", q="zzzz wxyz")
    assert "Chưa tìm thấy thủ tục nào" in page.words
    assert "Đúng, tôi đã hiểu" not in page.words, "nothing was said that could be understood"
    assert "/lien-he" in page.links


def test_a_procedure_tells_papers_time_money_and_the_date_if_it_came_now(citizen: Browser) -> None:
    page = citizen.open(f"/thu-tuc/{BUILDING_PERMIT}")
    for paper in builders.papers_of(BUILDING_PERMIT):
        assert paper.name in page.words
        assert paper.condition in page.words
    for words in ("7 ngày làm việc", "Phí, lệ phí", "Nộp đủ giấy bây giờ thì hẹn trả thứ Sáu 27/11/2026, trước 17:00"):
        assert words in page.words


def test_an_unconfirmed_limit_is_not_told_as_if_it_were_sure(citizen: Browser) -> None:
    page = citizen.open(f"/thu-tuc/{builders.unconfirmed_key()}")
    assert "Xã đang xác nhận lại thời hạn" in page.words
    assert "hẹn trả thứ" not in page.words


@pytest.mark.parametrize("key", ["9.999999", "x", "..", "%2e", "'; DROP TABLE vidan_dossier;--", "{{7*7}}", "é" * 300])
def test_a_procedure_that_is_not_there_is_told_kindly(citizen: Browser, key: str) -> None:
    page = citizen.open(reverse("public.procedure", args=[key]) if key != ".." else "/thu-tuc/..")
    assert page.status == 404
    assert page.headings == ["Không có trang này"]


def test_a_procedure_of_another_commune_is_not_shown_here(citizen: Browser) -> None:
    other = builders.open_commune(code="14951", name="Xã Khác")
    own = builders.procedure_texts()[0]
    procedures.import_list(
        program(other.pk), [replace(own, key="X-1", code=None)], source="danh mục riêng", now=builders.NOW
    )
    assert citizen.open("/thu-tuc/X-1").status == 404


# -- whom to call -----------------------------------------------------------------------------------------------------


def test_the_contact_page_tells_the_phone_and_todays_hours(citizen: Browser) -> None:
    page = citizen.open("/lien-he")
    assert "0237 3891 002" in page.words
    assert "Hôm nay mở cửa" in page.words
    assert "7:00–11:30; 13:30–17:00" in page.words


def test_on_a_day_off_it_tells_when_the_desk_opens_again(citizen: Browser, clock: Clock) -> None:
    clock.forward(days=7)
    assert "Hôm nay nghỉ; mở cửa lại thứ Tư 25/11/2026" in citizen.open("/lien-he").words


def test_a_closed_day_that_was_just_entered_is_told_at_once(citizen: Browser, house: House) -> None:
    change = calendar.DayChange(
        on=builders.NOW.date(), kind=DayKind.CLOSURE, name="Mất điện", document="Thông báo 3/TB-UBND"
    )
    calendar.change_day(house.administrator, change, now=builders.NOW)
    hosts.forget_hosts()
    assert "Hôm nay nghỉ; mở cửa lại thứ Tư 18/11/2026" in citizen.open("/lien-he").words


def test_the_communes_that_were_merged_into_this_one_are_named(citizen: Browser, house: House) -> None:
    old = builders.open_commune(code="14949", name="Xã Ái Thượng")
    communes.succeed(old, house.commune, on=builders.NOW.date() - timedelta(days=100), now=builders.NOW)
    hosts.forget_hosts()
    assert "Xã Ái Thượng" in citizen.open("/lien-he").words


# -- two languages ----------------------------------------------------------------------------------------------------


def test_the_page_can_be_read_in_english_and_goes_back_to_where_it_was(citizen: Browser) -> None:
    page = citizen.open("/lien-he")
    assert page.language == "vi"
    assert citizen.send(page, "language", action="/ngon-ngu").location == "/lien-he"
    english = citizen.open("/lien-he")
    assert english.language == "en"
    assert english.response.headers["Content-Language"] == "en"
    citizen.send(english, "language", action="/ngon-ngu")
    assert citizen.open("/lien-he").language == "vi"


def test_a_question_that_was_asked_is_still_asked_in_english(citizen: Browser) -> None:
    page = citizen.open("/thu-tuc/?q=khai+sinh")
    answer = citizen.send(page, "language", action="/ngon-ngu")
    assert answer.location == "/thu-tuc/?q=khai+sinh"


def test_the_browsers_own_wishes_do_not_choose_the_language(citizen: Browser) -> None:
    citizen.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert citizen.open("/").language == "vi"


@pytest.mark.parametrize(
    "came_from",
    [
        "//evil.example/x",
        "https://evil.example//evil.example",
        "https://localhost//evil.example",
        "http://localhost/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http://localhost/\t/evil.example",
        "http:evil.example",
        "http://[",
        "http://localhost/x%0d%0aSet-Cookie:%20a=b",
        "http://localhost/" + "x" * 5000,
        "",
    ],
)
def test_choosing_a_language_never_leads_to_a_strangers_house(citizen: Browser, came_from: str) -> None:
    answer = citizen.post("/ngon-ngu", {"language": "en"}, headers={"Referer": came_from})
    assert answer.status in (302, 400)
    if answer.status == 302:
        assert answer.location.startswith("/")
        assert "evil" not in answer.location.partition("/x")[0]
    assert "a" not in answer.response.cookies


# -- before the beginning ---------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_before_the_set_up_every_page_says_so(clock: Clock) -> None:
    browser = Browser()
    for path in ("/", "/thu-tuc/", "/ho-so/tra-cuu", "/can-bo/"):
        page = browser.open(path)
        assert page.status == 503
        assert "chưa được thiết lập cho xã nào" in page.words
    health = browser.open("/suc-khoe")
    assert health.response.json() == {"ok": True, "commune": None}


def test_the_health_of_the_program_is_told_to_machines(citizen: Browser) -> None:
    assert citizen.open("/suc-khoe").response.json() == {"ok": True, "commune": "14950"}


# -- pages that say no ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/khong-co", "/can-bo/khong-co", "/thu-tuc/1/2/3", "/admin/", "/.git/config"])
def test_an_address_that_leads_nowhere_gets_a_kind_page(citizen: Browser, path: str) -> None:
    page = citizen.open(path)
    assert page.status == 404
    assert "/" in page.links
    assert "0237 3891 002" in page.words


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("/loi-hua", "/loi-hua/"),
        ("/thu-tuc?q=s%E1%BB%95+%C4%91%E1%BB%8F", "/thu-tuc/?q=s%E1%BB%95+%C4%91%E1%BB%8F"),
        ("/lien-he/", "/lien-he"),
    ],
)
def test_a_stroke_too_many_or_too_few_at_the_end_leads_to_the_page(citizen: Browser, typed: str, there: str) -> None:
    answer = citizen.client.get(typed)
    assert (answer.status_code, answer.headers.get("Location")) == (301, there)
    assert citizen.open(there).status == 200


@pytest.mark.parametrize(
    "path", ["//example.org", "//example.org/", "//thu-tuc", "/lien-he//", "/thu-tuc/khong-co-that/"]
)
def test_a_stroke_at_the_end_never_leads_to_a_strangers_house(citizen: Browser, path: str) -> None:
    answer = citizen.client.get("/", PATH_INFO=path)
    assert answer.status_code == 404 or str(answer.headers["Location"]).startswith("/thu-tuc/")


def test_the_gallery_shows_every_part(citizen: Browser) -> None:
    page = citizen.open("/mau-giao-dien")
    assert page.status == 200
    assert page.title


def test_the_first_page_names_who_sits_at_the_counter(citizen: Browser, house: House) -> None:
    people.enter_officer(program(house.commune.pk), login="kin", name="Người Kín Tiếng", phone="0237 000 7777", now=NOW)
    page = citizen.open("/")
    assert house.one_stop.name in page.words
    assert "Người Kín Tiếng" not in page.words


@pytest.mark.parametrize("path", ["/", "/thu-tuc/", "/lien-he", "/ho-so/tra-cuu"])
def test_each_page_tells_at_its_foot_when_the_counter_is_open(citizen: Browser, path: str) -> None:
    assert "Mở cửa thứ Hai đến thứ Sáu, 7:00–11:30 và 13:30–17:00." in citizen.open(path).words
