"""What every answer carries, whichever it is: closed by default, nothing inline, kept by nobody where it is private."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.addresses import Sample, behind_every_address, handfuls, one_of_many
from tests.web.doors import Browser, Page
from vidan.domain.people import Role
from vidan.queries import dossiers as seen
from vidan.web.access import ACCOUNT_PAGES, PAGES

SHOWN = {name: line for name, line in (PAGES | ACCOUNT_PAGES).items() if "GET" in line.methods}
#: Pages that are no pages: files and lines for machines.
FILES = {"public.health", "public.proof_file", "public.ledger_file", "office.receipt_pdf", "office.slip_pdf"}
FILES |= {"mfa_download_recovery_codes", "office.book_pdf", "office.book_xlsx", "office.control_slip", "office.history"}
FILES |= {"office.letter_docx", "office.letter_envelope", "office.letter_pdf", "office.feedback_photo"}
FILES |= {
    "office.notice_sheet",
    "office.blanks_pdf",
    "office.reception_pdf",
    "office.reception_xlsx",
    "office.import_report",
    "public.procedure_sheet",
    "public.procedure_data",
    "public.guide_clip",
    "public.procedure_form",
    "public.procedure_sample_sheet",
    "office.guide_form",
    "office.recognition_pdf",
}
FILES |= {
    "public.verifier",
    "public.reports_feed",
    "public.survey_months",
    *(name for name in SHOWN if name.startswith(("open311.", "api."))),
}
#: What programs and pages of other sites read: the public log, and reports in the Open311 form.
FOR_OTHER_SITES = ("/nhat-ky/", "/open311/", "/api/")
#: The one page that asks a telephone where it is, and those with a box that hears.
WHERE_AM_I = "public.say"
HEARING = {"public.home", "public.procedures"}


@pytest.fixture
def sample(house: House, clock: object) -> Sample:
    """What stands behind each address."""
    return behind_every_address(house)


def check_headers(page: Page, *, where: bool = False, hears: bool = False) -> None:
    told = page.response.headers
    policy = {part.split()[0]: part.split()[1:] for part in told["Content-Security-Policy"].split(";") if part.strip()}
    assert policy["default-src"] == ["'none'"]
    for name in ("frame-ancestors", "base-uri"):
        assert policy[name] == ["'none'"], name
    assert policy["form-action"] == ["'self'"]
    sources = {source for given in policy.values() for source in given}
    assert sources <= {"'none'", "'self'"}, "no inline, no eval, no stranger, no data:"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["X-Frame-Options"] == "DENY"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert told["Cross-Origin-Resource-Policy"] == (
        "cross-origin" if page.path.startswith(FOR_OTHER_SITES) else "same-origin"
    )
    place = "geolocation=(self)" if where else "geolocation=()"
    ear = "microphone=(self)" if hears else "microphone=()"
    assert told["Permissions-Policy"] == f"camera=(self), {place}, {ear}"
    assert "Server" not in told
    for cookie in page.response.cookies.values():
        assert cookie["httponly"], cookie.key
        assert cookie["samesite"] in ("Lax", "Strict"), cookie.key


def check_page(page: Page) -> None:
    assert page.language in ("vi", "en")
    assert page.title.strip()
    assert [heading.strip() for heading in page.headings if heading.strip()] == page.headings
    assert len(page.headings) == 1, page.headings
    assert page.inline == []
    assert len(page.ids) == len(set(page.ids)), sorted(name for name in page.ids if page.ids.count(name) > 1)


@pytest.mark.parametrize("names", handfuls(SHOWN), ids=lambda names: names[0])
def test_every_page_is_closed_by_default_and_well_made(house: House, sample: Sample, names: list[str]) -> None:
    everybody = builders.enter_officer(house.commune, *Role, name="Người Nhiều Vai")
    for name in names:
        with one_of_many(name):
            page = Browser(everybody).open(sample.address(name))
            check_headers(page, where=name == WHERE_AM_I, hears=name in HEARING)
            if not SHOWN[name].public:
                assert "no-store" in page.response.headers["Cache-Control"]
                assert "private" in page.response.headers["Cache-Control"]
            if page.status != 302 and name not in FILES:
                check_page(page)


def test_the_page_of_a_dossier_at_the_citizens_is_kept_by_nobody(
    citizen: Browser, house: House, sample: Sample
) -> None:
    secret = seen.receipt(house.one_stop, sample.words["code"], now=NOW).secret
    page = citizen.follow(citizen.send(citizen.open("/ho-so/tra-cuu"), code=sample.words["code"], secret=secret))
    check_headers(page)
    check_page(page)
    assert page.response.headers["Cache-Control"] == "no-store, private"


# -- pages that say no ------------------------------------------------------------------------------------------------


def too_large(browser: Browser) -> Page:
    return browser.post("/ho-so/tra-cuu", b"x", content_type="text/plain", CONTENT_LENGTH="200000000")


def slow_down(browser: Browser) -> Page:
    cache.clear()
    for _ in range(11):
        page = browser.post("/ho-so/tra-cuu", {"code": "x", "secret": "y"})
    return page


def log_in_too_often(browser: Browser) -> Page:
    """One more than a whole office behind one address may try in a minute; each a name of its own, so none waits."""
    cache.clear()
    for number in range(121):
        page = browser.post(reverse("account_login"), {"login": f"khong.co.ai.{number}", "password": "đoán mò"})
    return page


SAYING_NO: dict[str, tuple[int, Callable[[Browser], Page]]] = {
    "an address with bytes that no text has": (400, lambda browser: browser.open("/%00")),
    "a body that cannot be read": (
        400,
        lambda browser: browser.post("/ho-so/tra-cuu", b"x", content_type="multipart/form-data; boundary="),
    ),
    "an address that leads nowhere": (404, lambda browser: browser.open("/khong-co")),
    "a way of asking that the page does not know": (405, lambda browser: browser.post("/lien-he")),
    "a dossier that nobody proved to hold": (403, lambda browser: browser.open("/ho-so/X-1")),
    "too many bytes": (413, too_large),
    "a look-up with nothing in it": (422, lambda browser: browser.post("/ho-so/tra-cuu")),
    "guessing": (429, slow_down),
    "logging in too often from one place": (429, log_in_too_often),
}


@pytest.mark.parametrize("what", sorted(SAYING_NO))
def test_a_page_that_says_no_is_as_closed_and_well_made_as_any(house: House, clock: object, what: str) -> None:
    status, ask = SAYING_NO[what]
    page = ask(Browser(careful=False))
    assert page.status == status
    check_headers(page)
    check_page(page)


def test_an_address_that_logs_in_too_often_is_told_to_wait(house: House, clock: object) -> None:
    page = log_in_too_often(Browser(careful=False))
    assert page.headings == ["Xin đợi một lát"]
    assert "429.html" in {template.name for template in page.response.templates}
    assert "tra cứu hoặc đăng nhập" in page.words  # the page stands for both: it may not speak of one only


@pytest.mark.parametrize(
    ("path", "status"), [("/can-bo/khong-co", 404), ("/can-bo/ho-so/X-1", 404), ("/can-bo/can-bo/moi", 403)]
)
def test_a_no_to_an_officer_is_as_closed_and_well_made(counter: Browser, path: str, status: int) -> None:
    page = counter.open(path)
    assert page.status == status
    check_headers(page)
    check_page(page)
    assert "no-store" in page.response.headers["Cache-Control"]


def test_a_form_without_its_token_is_refused_on_a_whole_page(counter: Browser) -> None:
    page = counter.post("/can-bo/lich/ngay")
    assert page.status == 403
    check_headers(page)
    check_page(page)


def test_a_stranger_host_gets_no_page_of_ours(house: House, clock: object) -> None:
    browser = Browser()
    browser.client.defaults["SERVER_NAME"] = "evil.example"
    page = browser.open("/")
    assert page.status == 400
    check_headers(page)
    assert "evil.example" not in page.html


def test_even_our_own_fault_is_told_on_a_closed_page(
    counter: Browser, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **words: object) -> None:
        raise ZeroDivisionError("bí mật trong lời báo lỗi")

    monkeypatch.setattr("vidan.queries.matters.queue", broken)
    counter.client.raise_request_exception = False
    page = counter.open("/can-bo/")
    assert page.status == 500
    check_headers(page)
    check_page(page)
    assert "Xin lỗi, máy của xã đang trục trặc" in page.words
    assert "bí mật" not in page.html
    assert "no-store" in page.response.headers["Cache-Control"]


def test_our_own_fault_is_told_in_plain_words_where_the_list_of_styles_is_missing(
    counter: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*args: object, **words: object) -> None:
        raise ValueError("Missing staticfiles manifest entry")

    monkeypatch.setattr("vidan.queries.matters.queue", missing)
    monkeypatch.setattr("django.templatetags.static.StaticNode.handle_simple", missing)
    counter.client.raise_request_exception = False
    page = counter.open("/can-bo/")
    assert page.status == 500 and "Xin lỗi, máy của xã đang trục trặc" in page.words
    check_headers(page)
