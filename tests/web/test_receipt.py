"""Step 2: the receipt on paper, printed again, and replaced when it is lost."""

import subprocess
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import Browser, Page, nothing_changes, take_in
from vidan.actions import matters
from vidan.domain.matters import PauseKind, grouped
from vidan.queries import dossiers as seen
from vidan.store import guard
from vidan.store.models import Dossier, Person

LOOKUP = "/ho-so/tra-cuu"
BrowserOf = Callable[..., Browser]


def words_of(page: Page) -> str:
    """What stands on the sheets, line after line."""
    told = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=page.response.content, stdout=subprocess.PIPE, check=True
    ).stdout
    return " ".join(told.decode().split())


def secret_of(house: House, code: str) -> str:
    return grouped(seen.receipt(house.one_stop, code, now=NOW).secret)


@pytest.fixture
def code(house: House) -> str:
    return builders.receive(house.one_stop).code


def pdf(code: str) -> str:
    return reverse("office.receipt_pdf", args=[code])


def receipt(code: str) -> str:
    return reverse("office.receipt", args=[code])


def reprint(code: str) -> str:
    return reverse("office.reprint", args=[code])


def look_up(browser: Browser, code: str, secret: str) -> Page:
    return browser.send(browser.open(LOOKUP), code=code, secret=secret)


# -- on paper ---------------------------------------------------------------------------------------------------------


def test_the_receipt_opens_as_a_sheet_with_code_secret_and_four_lines(
    counter: Browser, house: House, code: str
) -> None:
    page = counter.open(pdf(code))
    assert page.response.headers["Content-Type"] == "application/pdf"
    assert page.response.headers["Content-Disposition"].startswith("inline")
    words = words_of(page)
    for line in (
        code,
        secret_of(house, code),
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Hà Thị Thảo",
        "17 giờ 00 thứ Sáu, ngày 27 tháng 11 năm 2026",
        "Lê Thị Hoa",
        "0237 3891 002",
    ):
        assert line.lower() in words.lower(), line


def test_the_sheet_masks_number_and_phone(counter: Browser, code: str) -> None:
    words = words_of(counter.open(pdf(code)))
    assert "038186000123" not in words
    assert "0912345678" not in words


@pytest.mark.parametrize(("paper", "size"), [("a5", "419."), ("a4", "595."), ("a0", "419."), ("../a4", "419.")])
def test_the_sheet_comes_on_the_paper_that_was_asked_for(counter: Browser, code: str, paper: str, size: str) -> None:
    content = counter.open(pdf(code), kho=paper).response.content
    assert content.startswith(b"%PDF")
    told = subprocess.run(["pdfinfo", "-"], input=content, stdout=subprocess.PIPE, check=True).stdout.decode()
    assert f"Page size: {size}" in " ".join(told.split())


def test_what_people_type_is_print_and_not_program(counter: Browser, house: House) -> None:
    nasty = '#panic("x") $x$ *b* \\u{0} @a <l> // [y] #read("/etc/passwd") {{7*7}} <script>alert(1)</script>'
    address = "#set page(fill: red) `raw` ~ --- 'q' \"p\""
    answer = take_in(counter, content=nasty, address=address)
    letters = "".join(words_of(counter.open(f"{answer.location}/in")).split())
    for part in ('#panic("x")', '#read("/etc/passwd")', "{{7*7}}", "<script>alert(1)</script>", "#setpage(fill:red)"):
        assert part in letters
    assert "root:" not in letters


def test_the_screen_after_intake_shows_the_same_secret(counter: Browser, house: House, code: str) -> None:
    page = counter.open(receipt(code))
    assert secret_of(house, code) in page.words
    assert "no-store" in page.response.headers["Cache-Control"]


def test_the_slip_is_a_sheet_with_everything_missing(counter: Browser) -> None:
    refused = take_in(counter, paper_0="missing", paper_1="missing")
    slip = counter.follow(counter.send(refused, "slip"))
    page = counter.open(reverse("office.slip_pdf", args=["BS-261117-0001"]))
    assert reverse("office.slip_pdf", args=["BS-261117-0001"]) in slip.links
    words = words_of(page).lower()
    for paper in builders.papers_of(builders.BUILDING_PERMIT)[:2]:
        assert " ".join(paper.name.lower().split()[:5]) in words
    assert "bs-261117-0001" in words


# -- printed again ----------------------------------------------------------------------------------------------------


def test_printing_again_kills_the_old_secret(counter: Browser, citizen: Browser, house: House, code: str) -> None:
    old = secret_of(house, code)
    after = counter.follow(counter.send(counter.open(reprint(code)), lost="no"))
    new = secret_of(house, code)
    assert new != old
    assert new in after.words
    assert look_up(citizen, code, old).status == 422
    assert look_up(citizen, code, new).status == 302


def test_printing_again_closes_the_page_that_the_old_secret_opened(
    counter: Browser, citizen: Browser, house: House, code: str
) -> None:
    granted = look_up(citizen, code, secret_of(house, code))
    assert citizen.follow(granted).status == 200
    counter.follow(counter.send(counter.open(reprint(code)), lost="no"))
    closed = citizen.open(granted.location)
    assert closed.status == 403
    assert "Giấy phép xây nhà" not in closed.words


def test_printing_again_tells_of_the_old_secret_before_it_is_done(counter: Browser, code: str) -> None:
    page = counter.open(reprint(code))
    assert "mật mã trên giấy cũ không dùng được nữa" in page.words


def test_looking_at_the_receipt_or_its_sheet_changes_no_secret(counter: Browser, house: House, code: str) -> None:
    before = secret_of(house, code)
    with nothing_changes():
        counter.open(receipt(code))
        counter.open(pdf(code))
        counter.open(reprint(code))
    assert secret_of(house, code) == before


# -- lost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", ["038186000123", "0381 8600 0123", "0381.8600.0123", "038186000123\u200b"])
def test_a_lost_receipt_is_replaced_against_the_identity_card(
    counter: Browser, house: House, code: str, shown: str
) -> None:
    old = secret_of(house, code)
    counter.follow(counter.send(counter.open(reprint(code)), lost="yes", number=shown))
    assert secret_of(house, code) != old
    assert Dossier.objects.of(house.commune).get().print_number == 2


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        ("038186000124", "Số trên căn cước không khớp với người nộp hồ sơ này"),
        ("", "Chưa có số định danh"),
        ("12", "Số định danh phải có 12 chữ số"),
        ("x" * 41, "Số này dài quá"),
        ("038186000123\x00", "Có ký tự lạ"),
    ],
)
def test_with_another_number_no_receipt_is_replaced(counter: Browser, code: str, shown: str, told: str) -> None:
    with nothing_changes():
        page = counter.send(counter.open(reprint(code)), lost="yes", number=shown)
    assert told in page.alert
    assert page.field("lost") == "yes"


def test_a_colleague_who_does_not_stand_at_the_counter_prints_no_receipt(
    house: House, code: str, browser_of: BrowserOf
) -> None:
    browser = browser_of(house.specialist, careful=False)
    for path in (receipt(code), pdf(code), reprint(code)):
        assert browser.open(path).status == 403
    with nothing_changes():
        assert browser.post(reprint(code), {"lost": "no"}).status == 403


def test_a_forgotten_person_is_not_named_on_a_new_print(counter: Browser, house: House, code: str) -> None:
    with guard.writing_allowed():
        Person.objects.of(house.commune).update(wrapped_key=b"")
    page = counter.open(receipt(code))
    assert page.status == 200
    assert "Hà Thị Thảo" not in page.words
    with nothing_changes():
        refused = counter.send(counter.open(reprint(code)), lost="yes", number="038186000999")
    assert refused.alert


def test_the_receipt_of_a_moved_promise_still_shows_the_first_date(counter: Browser, house: House, code: str) -> None:
    matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    matters.resume(house.one_stop, code, now=NOW + timedelta(days=3))
    assert "17 giờ 00 thứ Sáu, ngày 27 tháng 11 năm 2026" in counter.open(receipt(code)).words
