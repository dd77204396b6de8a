"""Signing digitally on the pages: means are set up, a word is typed at the table, what became of it is told."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from tests.signing.authority import PASSWORD, Authority
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions import letters as actions
from vidan.domain.letters.digital import KeySource, Means
from vidan.store.models import SigningMeans, SigningOrder

pytestmark = pytest.mark.django_db
MEANS = "/can-bo/van-ban/chung-thu-so"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture
def office(commune: Any, clock: Clock) -> Office:
    return made.furnish(commune)


def picture(mode: str = "RGBA", form: str = "PNG") -> SimpleUploadedFile:
    """A plain square; transparent unless told otherwise."""
    out = BytesIO()
    Image.new(mode, (40, 40)).save(out, form)
    return SimpleUploadedFile("anh.png", out.getvalue(), "image/png")


def file_of(authority: Authority) -> SimpleUploadedFile:
    return SimpleUploadedFile("a.p12", authority.pkcs12("UBND xa Dien Lu").content, "application/x-pkcs12")


def keep(browser: Browser, **typed: Any) -> Any:
    page = browser.open(MEANS)
    told = {"act": "keep", "officer": "office", "source": "file", "word": PASSWORD.decode(), "width": "35", **typed}
    return browser.post(MEANS, {**page.forms[-1].values, **told})


def both(office: Office, authority: Authority) -> None:
    for officer in (None, office.chairman.officer_id):
        means = Means(KeySource.FILE, authority.pkcs12("thu").content, width=35)
        actions.keep_means(office.chairman, means, officer_id=officer, now=NOW)


def test_the_offices_means_are_kept_and_shown_without_what_is_secret(office: Office, authority: Authority) -> None:
    chairman = Browser(office.chairman)
    assert "Chưa có: văn bản ký tay" in chairman.open(MEANS).words
    keep(chairman, certificate=file_of(authority), picture=picture())
    page = chairman.open(MEANS)
    assert "UBND xa Dien Lu" in page.words
    assert "có ảnh 35 mm" in page.words
    assert PASSWORD.decode() not in page.html
    row = SigningMeans.objects.of(office.commune).get()
    assert b"PNG" not in bytes(row.picture)
    form = next(form for form in page.forms if ("act", "end") in form.buttons)
    chairman.post(MEANS, {**form.values, "act": "end"})
    assert "Chưa có: văn bản ký tay" in chairman.open(MEANS).words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"word": "sai"}, "Không mở được chứng thư số"),
        ({"certificate": ""}, "Xin chọn tệp chứng thư số"),
        ({"source": "device", "label": ""}, "Xin ghi tên thiết bị ký"),
        ({"width": "5"}, "Xin ghi bề rộng thật của con dấu"),
        ({"officer": ""}, "Xin chọn của ai"),
    ],
)
def test_what_is_wrong_with_the_means_is_said_at_its_field(
    office: Office, authority: Authority, typed: dict[str, str], words: str
) -> None:
    page = keep(Browser(office.chairman), **{"certificate": file_of(authority), **typed})
    assert words in page.words
    assert not SigningMeans.objects.of(office.commune).exists()


@pytest.mark.parametrize("wrong", [("RGB", "PNG"), ("RGB", "JPEG")])
def test_a_picture_must_be_transparent(office: Office, authority: Authority, wrong: tuple[str, str]) -> None:
    page = keep(Browser(office.chairman), certificate=file_of(authority), picture=picture(*wrong))
    assert "nền trong suốt" in page.words
    assert not SigningMeans.objects.of(office.commune).exists()


def test_the_table_asks_for_the_word_only_where_it_leads_to_a_whole_document(
    office: Office, authority: Authority
) -> None:
    letter, chairman = made.checked(office), Browser(office.chairman)
    assert "mã PIN" not in chairman.open("/can-bo/van-ban/ky").words
    both(office, authority)
    table = chairman.open("/can-bo/van-ban/ky")
    assert "mã PIN" in table.words
    sent = {**table.forms[-1].values, "letter": f"{letter.code}~2", "word": "mot hai ba"}
    chairman.post("/can-bo/van-ban/ky", sent)
    assert SigningOrder.objects.of(office.commune).get().state == "waiting"
    page = chairman.open(f"/can-bo/van-ban/{letter.code}")
    assert "Đang ký số" in page.words
    assert "mot hai ba" not in page.html


def test_a_failure_is_told_in_plain_words_and_the_signer_signs_again(office: Office, authority: Authority) -> None:
    both(office, authority)
    letter = actions.sign(office.chairman, made.checked(office).code, now=NOW, word="sai")
    order = SigningOrder.objects.of(office.commune).get()
    actions.signing_failed(office.commune.pk, order.pk, "letters.token.pin", now=NOW)
    chairman = Browser(office.chairman)
    page = chairman.open(f"/can-bo/van-ban/{letter.code}")
    assert "Mã PIN chưa đúng" in page.words
    form = next(form for form in page.forms if ("act", "sign_again") in form.buttons)
    wrong = chairman.post(f"/can-bo/van-ban/{letter.code}/viec", {**form.values, "act": "sign_again", "word": ""})
    assert "Xin gõ mật khẩu" in wrong.words
    chairman.post(f"/can-bo/van-ban/{letter.code}/viec", {**form.values, "act": "sign_again", "word": "đúng"})
    assert SigningOrder.objects.of(office.commune).filter(state="waiting").count() == 1
    assert "sign_again" not in Browser(office.clerk).open(f"/can-bo/van-ban/{letter.code}").html


def test_the_clerk_lets_the_office_close_what_the_signer_signed_digitally(office: Office, authority: Authority) -> None:
    both(office, authority)
    letter = actions.sign(office.chairman, made.checked(office).code, now=NOW, word="đúng")
    order = SigningOrder.objects.of(office.commune).get()
    actions.signed(office.commune.pk, order.pk, made.PDF, "B-B", now=NOW)
    actions.number(office.clerk, letter.code, now=NOW)
    clerk = Browser(office.clerk)
    page = clerk.open(f"/can-bo/van-ban/{letter.code}")
    assert "đã ký số" in page.words
    assert "Đã đóng dấu" not in page.words
    form = next(form for form in page.forms if ("act", "order_seal") in form.buttons)
    clerk.post(f"/can-bo/van-ban/{letter.code}/viec", {**form.values, "act": "order_seal", "word": "dấu"})
    running = SigningOrder.objects.of(office.commune).get(state="waiting")
    actions.signed(office.commune.pk, running.pk, made.PDF + b"2", "B-LTA", now=NOW)
    told = clerk.open(f"/can-bo/van-ban/{letter.code}").words
    assert "để kiểm tra lâu dài" in told
    assert "đã đóng dấu, chờ gửi" in told


def test_only_leaders_and_administrators_see_the_means(office: Office) -> None:
    assert Browser(office.clerk).open(MEANS).status == 403
    assert Browser(office.writer).open(MEANS).status == 403
