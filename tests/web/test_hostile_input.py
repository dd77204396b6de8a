"""Wrong input everywhere: a clear sentence, what was typed is kept, nothing is saved, nothing breaks."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import WOMAN, Browser, Page, intake_path, marked, nothing_changes
from vidan.actions import dossiers
from vidan.store.models import Matter

SCRIPT = "<script>alert(1)</script>"
NASTY = {
    "nothing": "",
    "spaces": "   \t ",
    "ten thousand letters": "x" * 10_000,
    "marks typed apart": unicodedata.normalize("NFD", "Nguyễn Thị Thảo ở Điền Lư"),
    "a script": SCRIPT,
    "a broken attribute": "\" autofocus onfocus=alert(1) x='",
    "a picture letter": "😀👩\u200d👧",
    "a null": "abc\x00def",
    "text turned round": "\u202egnp.exe\u2066",
    "an order to the database": "'; DROP TABLE vidan_dossier; --",
    "a template": "{{7*7}}{% csrf_token %}${7*7}",
    "a line break into the headers": "x\r\nSet-Cookie: a=b",
    "a formula": "=cmd|' /C calc'!A0",
    "a way out of the folder": "../../../../etc/passwd",
    "the year 1900": "01/01/1900",
    "the year 9999": "31/12/9999",
    "the thirtieth of February": "30/2/2026",
    "a number below zero": "-1",
    "a number beyond all": "9" * 400,
    "half a letter": "\udcff".encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
}
#: Django's own English, which nobody here should meet.
ENGLISH = ("This field", "Enter a", "Ensure th", "Null char", "Select a", "is not one of", "required", "valid value")
PROBLEMS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Door:
    """A form of ours: where it stands, who opens it, what is typed into it when all is well."""

    name: str
    who: str
    path: Callable[[str], str]
    typed: tuple[str, ...]
    rest: dict[str, str] = field(default_factory=dict)
    ready: bool = False


def of(name: str) -> Callable[[str], str]:
    return lambda code: reverse(f"office.{name}", args=[code])


TEXTS = ("name", "number", "born", "address", "phone", "email", "content", "sets", "provincial_code", "card")
DOORS = (
    Door("look-up", "citizen", lambda _: "/ho-so/tra-cuu", ("code", "secret")),
    Door("intake", "one_stop", lambda _: intake_path(), (*TEXTS, "received_on", "received_time"), marked()),
    Door("re-assign", "one_stop", of("reassign"), ("reason",), {"to_officer": "specialist"}),
    Door("pause", "one_stop", of("pause"), ("reason", "waiting_for"), {"kind": "agency"}),
    Door("give out", "one_stop", of("give_out"), ("receiver",), ready=True),
    Door("reprint", "one_stop", of("reprint"), ("number",), {"lost": "yes"}),
    Door(
        "confirm a limit",
        "leader",
        lambda _: reverse("office.procedure", args=[builders.unconfirmed_key()]),
        ("value", "document"),
    ),
    Door(
        "change a day",
        "administrator",
        lambda _: reverse("office.calendar_day"),
        ("on", "name", "sessions", "document"),
        {"kind": "hours"},
    ),
)


def opened(door: Door, house: House) -> tuple[Browser, Page, dict[str, str]]:
    """The door's page in the right hands, and what goes beside the nasty text."""
    code = builders.receive(house.one_stop).code
    if door.ready:
        dossiers.finish(house.one_stop, code, now=NOW)
    browser = Browser() if door.who == "citizen" else Browser(getattr(house, door.who))
    beside = {
        name: str(getattr(house, value).officer_id) if value in ("specialist", "leader") else value
        for name, value in door.rest.items()
    }
    return browser, browser.open(door.path(code)), beside


def check_refused(page: Page, typed: dict[str, str], what: str = "") -> None:
    """A clear sentence in Vietnamese, everything typed still there, nothing of it alive."""
    assert page.status in (200, 422), what
    assert page.alert, what
    assert not [word for word in ENGLISH if word in page.alert], page.alert
    for name, value in typed.items():
        assert page.field(name) == unicodedata.normalize("NFC", value), (name, what)
    assert SCRIPT not in page.html
    assert page.inline == []
    assert "a" not in page.response.cookies


# -- every form -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_nasty_text_in_every_field_is_told_or_taken_as_text(house: House, clock: object, door: Door) -> None:
    browser, page, beside = opened(door, house)
    for what, nasty in NASTY.items():
        cache.clear()
        typed = dict.fromkeys(door.typed, nasty)
        before = Matter.objects.of(house.commune).count()
        answer = browser.send(page, **beside, **typed)
        if answer.status == 302:
            after = browser.follow(answer)
            assert after.status == 200, what
            assert SCRIPT not in after.html
            assert after.inline == []
            browser, page, beside = opened(door, house)
        else:
            check_refused(answer, typed, what)
            assert Matter.objects.of(house.commune).count() == before, what
            page = answer


@pytest.mark.parametrize("version", ["abc", "-1", "9" * 400, "1.5", "\x00", "", "2"])
def test_a_made_up_version_never_does_more_than_the_page_would(counter: Browser, house: House, version: str) -> None:
    code = builders.receive(house.one_stop).code
    page = counter.open(reverse("office.finish", args=[code]))
    answer = counter.send(page, version=version)
    assert answer.status == 302 if version == "" else answer.alert
    taken = counter.post(reverse("office.resume", args=[code]), page.form().sends(version=version))
    assert taken.status == 302


@pytest.mark.parametrize("name", TEXTS)
def test_one_nasty_field_among_good_ones_is_told_beside_itself(counter: Browser, name: str) -> None:
    page = counter.open(intake_path())
    for nasty in ("abc\x00def", "y" * 10_000):
        typed = {**WOMAN, name: nasty}
        with nothing_changes():
            answer = counter.send(page, "receive", **marked(), **typed)
        check_refused(answer, typed)
        assert f"#id_{name}" in answer.links, "the box of errors leads to the field"


def test_a_script_in_every_field_that_takes_words_stays_words_on_every_page(house: House, counter: Browser) -> None:
    told = f"{SCRIPT}<img src=x onerror=alert(1)>&amp;"
    page = counter.open(intake_path())
    answer = counter.send(page, "receive", **{**WOMAN, **marked(), "content": told, "address": told})
    code = Matter.objects.of(house.commune).get().code
    assert answer.status == 302
    counter.send(counter.open(reverse("office.pause", args=[code])), kind="agency", reason=told, waiting_for=told)
    secret_page = counter.open(reverse("office.receipt", args=[code]))
    pages = [counter.open(path) for path in ("/can-bo/", "/can-bo/ho-so", reverse("office.dossier", args=[code]))]
    assert any("alert(1)" in page.words for page in pages)
    for page in (secret_page, *pages):
        assert SCRIPT not in page.html
        assert "<img" not in page.html
        assert page.inline == []


@given(
    typed=some.dictionaries(some.sampled_from([*TEXTS, "received_on", "received_time"]), some.text(max_size=60)),
    marks=some.dictionaries(some.sampled_from(["paper_0", "paper_1"]), some.sampled_from(["missing", "x", "present"])),
    button=some.sampled_from(["receive", "slip"]),
)
@PROBLEMS
def test_whatever_is_typed_at_the_counter_is_taken_or_told(
    counter: Browser, typed: dict[str, str], marks: dict[str, str], button: str
) -> None:
    page = counter.open(intake_path())
    sent = page.form().sends(button, **{**WOMAN, **marked(), **typed}) | marks
    answer = counter.post(intake_path(), sent)
    assert answer.status in (200, 302)
    if answer.status == 302:
        assert counter.follow(answer).status == 200
    else:
        assert answer.alert
        assert not [word for word in ENGLISH if word in answer.alert and word not in "".join(typed.values())]


@given(code=some.text(max_size=80), secret=some.text(max_size=60))
@PROBLEMS
def test_whatever_is_typed_at_the_look_up_is_told(citizen: Browser, code: str, secret: str) -> None:
    cache.clear()
    page = citizen.send(citizen.open("/ho-so/tra-cuu"), code=code, secret=secret)
    assert page.status == 422
    assert page.alert
    assert page.field("code") == unicodedata.normalize("NFC", code)


@given(
    reason=some.text(max_size=1100), agency=some.text(max_size=210), kind=some.sampled_from(["citizen", "agency", ""])
)
@PROBLEMS
def test_whatever_reason_is_given_the_clock_stops_or_it_is_told(
    counter: Browser, house: House, reason: str, agency: str, kind: str
) -> None:
    code = builders.receive(house.one_stop).code
    page = counter.open(reverse("office.pause", args=[code]))
    answer = counter.post(page.path, page.form().sends(reason=reason, waiting_for=agency) | {"kind": kind})
    stopped = Matter.objects.of(house.commune).get(code=code).paused_at is not None
    assert stopped is (answer.status == 302)
    assert stopped or answer.alert


# -- what no page of ours would send ----------------------------------------------------------------------------------


MADE_UP = (
    "/%ff%fe",
    "/thu-tuc/%ff",
    "/ho-so/%c0%ae%c0%ae",
    "/ho-so/%ed%a0%80",
    "/ho-so/%00",
    "/ho-so/%ef%bf%bd",
    "/ho-so/%zz",
    "/ho-so/" + "x" * 5000,
    "/ho-so/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/ho-so/'; DROP TABLE vidan_dossier; --",
    "/ho-so/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/ho-so/%E2%80%AEgnp.exe",
    "/can-bo/ho-so/%ff",
    "/can-bo/ho-so/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/can-bo/phieu-bo-sung/-1",
    "/can-bo/can-bo/-1",
    "/can-bo/can-bo/99999999999999999999999999",
    "/can-bo/tiep-nhan/%00",
    "/can-bo/vao/%ff",
    "/nhat-ky/2026/..%2f..%2fkeys%2froot.key",
    "/nhat-ky/99999999999999999999/checkpoint",
    "/tinh/..%2f..%2fkeys%2froot.key",
    "/\\evil.example",
)


def test_an_address_made_up_by_a_stranger_is_answered_calmly(counter: Browser, citizen: Browser) -> None:
    for path in MADE_UP:
        for browser in (counter, citizen):
            page = browser.open(path)
            assert page.status in (302, 400, 403, 404), path
            if page.status == 302:
                assert page.location.startswith("/tai-khoan/"), path
            else:
                assert SCRIPT not in page.html, path
                assert page.headings or path.startswith("/nhat-ky/"), path


@given(text=some.text(min_size=1, max_size=60))
@PROBLEMS
def test_any_code_in_an_address_is_answered_calmly(counter: Browser, text: str) -> None:
    for path in ("/can-bo/ho-so/", "/ho-so/", "/thu-tuc/", "/can-bo/tiep-nhan/", "/can-bo/phieu-bo-sung/"):
        assert counter.open(path + quote(text, safe="")).status in (200, 302, 400, 403, 404)


@pytest.mark.parametrize("name", ["q", "linh-vuc", "ma", "tu", "trang-thai", "nam", "ngay", "kho", "truoc", "x"])
def test_questions_in_an_address_break_nothing(house: House, clock: object, name: str) -> None:
    code = builders.receive(house.one_stop).code
    citizen, leader, counter = Browser(), Browser(house.leader), Browser(house.one_stop)
    pages = [(citizen, path) for path in ("/", "/thu-tuc/", "/ho-so/tra-cuu", "/lien-he")]
    office = ("/can-bo/", "/can-bo/ca-xa", "/can-bo/ho-so", "/can-bo/thu-tuc", "/can-bo/lich", "/can-bo/lich/ngay")
    pages += [(leader, path) for path in (*office, "/can-bo/luot-xem")]
    pages += [(counter, "/can-bo/tiep-nhan"), (counter, reverse("office.receipt", args=[code]))]
    for browser, path in pages:
        for value in (
            *(NASTY[what] for what in ("a script", "a null", "a number beyond all", "a template")),
            ["1", "2"],
        ):
            page = browser.open(path, **{name: value})
            assert page.status == 200, (path, value)
            assert SCRIPT not in page.html
            assert "<b>49" not in page.html


def test_a_query_that_is_no_query_breaks_nothing(citizen: Browser) -> None:
    for query in ("q=%ff%fe", "q=%00", "q", "&&&=", "q=a&q=b", "q=" + "x" * 100_000, "%=%", "q=%zz"):
        assert citizen.open(f"/thu-tuc/?{query}").status == 200, query[:20]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "CONNECT"])
def test_a_way_of_asking_that_nobody_knows_is_told(counter: Browser, method: str) -> None:
    with nothing_changes():
        for path in ("/", "/ho-so/tra-cuu", "/can-bo/", "/can-bo/lich"):
            answer = counter.client.generic(method, path)
            assert answer.status_code in (403, 405), path
            if answer.status_code == 405:
                assert "GET" in answer.headers["Allow"]


def test_asking_for_the_head_of_a_page_gives_no_body(citizen: Browser) -> None:
    answer = citizen.client.head("/thu-tuc/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_same_field_twice_is_one_field(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    sent = page.form().sends("receive", **WOMAN, **marked())
    counter.post(intake_path(), {**sent, "name": ["Hà Văn Một", "Hà Văn Hai"], "paper_0": ["missing", "present"]})
    assert Matter.objects.of(house.commune).count() == 1


def test_fields_that_are_not_on_the_form_are_not_read(counter: Browser, house: House) -> None:
    page = counter.open(intake_path())
    sent = page.form().sends("receive", **WOMAN, **marked())
    extra = {
        "commune": "9",
        "commune_id": "9",
        "holder_id": "1",
        "due_at": "2099-01-01",
        "state": "ready",
        "own_code": "X",
    }
    counter.post(intake_path(), sent | extra | {"paper_99": "present", "received_at": "2020-01-01"})
    matter = Matter.objects.of(house.commune).get()
    assert (matter.code, matter.state, matter.holder_id) == ("ĐL-261117-0001", "received", house.one_stop.officer_id)


def test_more_fields_than_any_form_has_are_told(counter: Browser) -> None:
    with nothing_changes():
        page = counter.post(intake_path(), {f"paper_{number}": "present" for number in range(2000)})
    assert page.status == 400
    assert "Chưa đọc được yêu cầu này" in page.headings


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name": "x"}'),
        ("text/plain", b"name=x"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"name=x"),
        ("application/x-www-form-urlencoded; charset=nothing", b"name=x"),
        ("application/x-www-form-urlencoded", b"name=%ff%fe&phone=%00&%ff=%ff"),
        ("application/x-www-form-urlencoded", b"\xff\xfe\x00"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nabc'),
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=\"\xff\"; filename*=x''%ff\r\n\r\n",
        ),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=" + "x" * 5000, b"x"),
        ("", b"name=x"),
        ("x" * 5000, b"name=x"),
    ],
)
def test_a_body_of_another_kind_is_told_and_nothing_is_saved(
    house: House, clock: object, kind: str, body: bytes
) -> None:
    browser = Browser(house.one_stop, careful=False)
    with nothing_changes():
        for path in (intake_path(), "/ho-so/tra-cuu"):
            page = browser.post(path, body, content_type=kind)
            assert page.status in (200, 400, 422), page.status
            assert page.headings


@pytest.mark.parametrize("length", ["209715200", "99999999999999999999", "-1", "abc", "1e9", "²"])
def test_a_length_that_cannot_be_is_answered_before_anything_is_read(house: House, clock: object, length: str) -> None:
    browser = Browser(house.leader, careful=False)
    with nothing_changes():
        page = browser.post(
            "/can-bo/thu-tuc/nhap", b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=length
        )
    assert page.status in (200, 400, 413)
    if length == "209715200":
        assert page.status == 413
        assert "Máy chỉ nhận mỗi lần đến 30 MB" in page.words


def test_a_file_of_thirty_five_megabytes_is_told(house: House, clock: object) -> None:
    browser = Browser(house.leader)
    page = browser.open("/can-bo/thu-tuc/nhap")
    with nothing_changes():
        answer = browser.send(page, file=SimpleUploadedFile("a.xlsx", b"PK" + bytes(35_000_000)))
    assert answer.status == 413
    assert answer.headings == ["Tệp gửi lên lớn quá"]


def test_a_form_of_two_megabytes_is_told(counter: Browser) -> None:
    page = counter.open(intake_path())
    with nothing_changes():
        answer = counter.post(
            intake_path(),
            "content=" + "x" * 2_000_000,
            content_type="application/x-www-form-urlencoded",
        )
    assert answer.status == 413
    assert page.status == 200


@pytest.mark.parametrize("cookie", ["vidan", "vidan_csrf", "vidan_track", "vidan_lang", "vidan_desk", "messages"])
def test_a_cookie_made_up_by_a_stranger_breaks_nothing(citizen: Browser, cookie: str) -> None:
    for value in ("", "x" * 4000, "é", "'; DROP TABLE", "W10:1:1", '"', "../.."):
        citizen.client.cookies[cookie] = value
        for path in ("/", "/ho-so/tra-cuu", "/ho-so/X-1", "/can-bo/"):
            assert citizen.open(path).status in (200, 302, 403), (path, value)


def test_headers_of_every_length_break_nothing(citizen: Browser) -> None:
    for name in (
        "User-Agent",
        "Referer",
        "Accept-Language",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "Origin",
        "Forwarded",
    ):
        for value in ("", "x" * 8000, "\xff\xfe", "https://evil.example", "," * 2000):
            answer = citizen.client.get("/ho-so/tra-cuu", headers={name: value})
            assert answer.status_code == 200
            assert b"evil.example" not in answer.content
