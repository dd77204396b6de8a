"""At the counter nothing is typed twice: who came before, a photographed card, a proxy, help for who cannot write."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, House
from tests.e2e.counter import CARD
from tests.web.doors import Browser, intake_path, marked
from vidan.actions import dossiers
from vidan.adapters import qr
from vidan.store.models import Dossier, Fact, Matter, Reading

PERSON = builders.applicant()


def looked_up(counter: Browser, button: str = "find", key: str = BIRTH, **typed: Any) -> Any:
    page = counter.open(intake_path(key))
    return counter.send(page, button, action="", **typed)


def test_somebody_known_is_filled_in_by_number_when_she_agrees(counter: Browser, received: Any) -> None:
    code = received(BUILDING_PERMIT).code
    page = looked_up(counter, number=PERSON.number, consent="1")
    assert page.field("name") == PERSON.name
    assert page.field("phone") == PERSON.phone
    assert page.field("born") == "03/02/1986"
    assert code in page.words  # what she handed in before
    assert "cùng số điện thoại" not in page.words
    assert Dossier.objects.across_communes("nothing was received by looking").count() == 1
    newest = Reading.objects.across_communes("who was looked at").latest("pk")
    assert newest.page == "office.intake_form" and len(newest.persons) == 1


def test_her_family_stands_beside_her_and_she_is_the_one_filled_in(counter: Browser, received: Any) -> None:
    received(BUILDING_PERMIT)
    received(BIRTH, person=builders.applicant(name="Lê Văn Út", number="038086000777"))
    page = looked_up(counter, number=PERSON.number, consent="1")
    assert page.field("name") == PERSON.name
    assert "Lê Văn Út 03/02/1986 0380••••0777 cùng số điện thoại" in page.words


def test_without_her_word_nobody_is_looked_up(counter: Browser, received: Any) -> None:
    received(BUILDING_PERMIT)
    page = looked_up(counter, number=PERSON.number)
    assert "được đồng ý thì đánh dấu" in page.words
    assert page.field("name") == ""
    assert page.field("number") == PERSON.number


def test_a_phone_leads_to_the_household_and_one_of_them_is_chosen(
    house: House, counter: Browser, received: Any
) -> None:
    received(BUILDING_PERMIT)
    received(BIRTH, person=builders.applicant(name="Lê Văn Út", number="038086000777"))
    page = looked_up(counter, phone=PERSON.phone, consent="1")
    assert "Lê Văn Út" in page.words and PERSON.name in page.words
    assert page.field("name") == ""
    son = Matter.objects.of(house.commune).get(code__endswith="0002").person_id
    form = next(form for form in page.forms if "name" in form.names)
    answer = counter.client.post(intake_path(BIRTH), {**form.sends(), "take": str(son)})
    assert answer.status_code == 200
    assert 'value="Lê Văn Út"' in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"consent": "1"}, "Xin gõ số định danh hoặc số điện thoại"),
        ({"consent": "1", "number": "038186999999"}, "Chưa thấy ai đến trước"),
        ({"consent": "1", "number": "abc"}, "Số"),
        ({"consent": "1", "phone": "12"}, "điện thoại"),
    ],
)
def test_what_cannot_be_looked_up_is_told_and_what_was_typed_stays(
    counter: Browser, typed: dict[str, str], told: str
) -> None:
    page = looked_up(counter, content="xin làm sớm", **typed)
    assert told in page.words
    assert page.field("content").strip() == "xin làm sớm"


def test_nobody_of_another_commune_is_found(counter: Browser, house: House) -> None:
    other = builders.furnish(builders.open_commune(code="14944", name="Xã Khác"))
    builders.receive(other.one_stop)
    assert "Chưa thấy ai đến trước" in looked_up(counter, number=PERSON.number, consent="1").words


def test_a_photographed_card_fills_the_form_and_is_kept_nowhere(counter: Browser) -> None:
    photo = SimpleUploadedFile("the.png", qr.png(CARD), content_type="image/png")
    page = looked_up(counter, "photo_read", photo=photo)
    assert page.field("name") == "Lê Thị Hoa"
    assert page.field("number") == "038156001234"


@pytest.mark.parametrize(
    ("content", "text"),
    [(qr.png(CARD), CARD), (qr.png("https://example.vn"), "https://example.vn"), (b"no picture", "")],
)
def test_a_look_of_the_camera_is_read_and_kept_nowhere(counter: Browser, content: bytes, text: str) -> None:
    form = next(form for form in counter.open(intake_path(BIRTH)).forms if "name" in form.names)
    token = {"csrfmiddlewaretoken": form.sends()["csrfmiddlewaretoken"]}
    look = SimpleUploadedFile("the.jpg", content, content_type="image/jpeg")
    answer = counter.client.post("/can-bo/tiep-nhan/doc-the", {**token, "photo": look})
    assert (answer.status_code, answer.content.decode()) == (200, text)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert counter.client.post("/can-bo/tiep-nhan/doc-the", token).content == b""


@pytest.mark.parametrize("content", [b"", b"not a picture", qr.png("https://example.vn")])
def test_a_picture_without_a_card_is_told(counter: Browser, content: bytes) -> None:
    photo = SimpleUploadedFile("the.png", content, content_type="image/png")
    page = looked_up(counter, "photo_read", photo=photo, name="Hà Thị Thảo")
    assert page.field("name") == "Hà Thị Thảo"
    assert page.status == 200


def _receive(counter: Browser, **typed: Any) -> Any:
    page = counter.open(intake_path(BIRTH))
    return counter.send(page, "receive", action="", **marked(BIRTH), name="Hà Thị Thảo", **typed)


def test_a_proxy_is_kept_sealed_told_and_printed_beside_the_applicant(house: House, counter: Browser) -> None:
    page = _receive(counter, proxy_name="Lê Văn Út", proxy_paper="Giấy ủy quyền số 12 ngày 02/11/2026")
    assert page.status == 302
    matter = Matter.objects.of(house.commune).get()
    fact = Fact.objects.of(house.commune).get(kind="ProxyShown")
    assert "Út" not in str(fact.told)
    assert "Lê Văn Út" in counter.open(f"/can-bo/ho-so/{matter.code}").words
    content = counter.open(f"/can-bo/ho-so/{matter.code}/giay-tiep-nhan/in").response.content
    words = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "Người nộp hồ sơ: Lê Văn Út" in words
    assert "Chủ hồ sơ: Hà Thị Thảo" in words
    slip = dossiers.withdraw(house.one_stop, matter.code, "bà con đổi ý", now=builders.NOW)
    content = counter.open(f"/can-bo/phieu-bo-sung/{slip.number}/in").response.content
    words = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "Người nộp hồ sơ: Lê Văn Út" in words
    assert "Tra hồ sơ; mật mã ở giấy tiếp nhận" in words, "beside its QR"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"proxy_name": "Lê Văn Út"}, "Xin ghi giấy ủy quyền"),
        ({"proxy_paper": "số 12"}, "Xin ghi họ tên người được ủy quyền"),
        ({"helped": "on"}, "xin đọc lại cho bà con nghe"),
    ],
)
def test_half_a_proxy_and_help_without_reading_back_are_told(
    counter: Browser, typed: dict[str, str], told: str
) -> None:
    page = _receive(counter, **typed)
    assert told in page.words
    assert page.field("name") == "Hà Thị Thảo"


def test_who_wrote_for_whom_and_read_it_back_is_a_fact(house: House, counter: Browser) -> None:
    _receive(counter, helped="on", read_back="on")
    fact = Fact.objects.of(house.commune).get(kind="ApplicantHelped")
    assert (fact.told["helper"], fact.told["read_back"]) == ("Lê Thị Hoa", True)


def test_enter_means_to_receive_not_to_look_up(counter: Browser) -> None:
    page = counter.open(intake_path(BIRTH))
    form = next(form for form in page.forms if "name" in form.names)
    assert form.buttons[0] == ("receive", "1")
