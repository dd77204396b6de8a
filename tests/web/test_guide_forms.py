"""Forms on a procedure's page: a filled sample to read and print; files that two officers let out."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import BIRTH, NOW, House
from tests.web.doors import Browser, Page, nothing_changes
from vidan.actions.procedures import forms
from vidan.domain.procedures.forms import MOST, FormWords
from vidan.store import files
from vidan.store.models import GuideForm

BrowserOf = Callable[..., Browser]
PAGE, PUBLIC = f"/can-bo/thu-tuc/{BIRTH}/to-don", f"/thu-tuc/{BIRTH}"
FILE = b"%PDF-1.7 to khai"
TOLD = {"kind": "blank", "title": "Tờ khai khai sinh", "source": "Mẫu của Bộ Tư pháp", "dated_on": "2026-01-05"}


def bring(browser: Browser, content: bytes = FILE, **changes: str) -> Page:
    page = browser.open(PAGE)
    token = page.forms[-1].values["csrfmiddlewaretoken"][0]
    return browser.post(
        PAGE, {"csrfmiddlewaretoken": token, **TOLD, **changes, "file": SimpleUploadedFile("a.pdf", content)}
    )


def press(browser: Browser, decision: str, **typed: str) -> Page:
    page = browser.open(PAGE)
    token = page.forms[-1].values["csrfmiddlewaretoken"][0]
    return browser.post(PAGE, {"csrfmiddlewaretoken": token, "decision": decision, **typed})


def the_form(house: House) -> str:
    return str(GuideForm.objects.of(house.commune).latest("pk").pk)


def test_a_filled_sample_is_read_box_by_box_and_marked_as_invented(citizen: Browser) -> None:
    page = citizen.open(PUBLIC)
    assert f"{PUBLIC}/mau/khai-sinh" in page.links
    assert "Tờ trắng có sẵn ở quầy" in page.words
    sample = citizen.open(f"{PUBLIC}/mau/khai-sinh")
    assert "Dữ liệu minh họa" in sample.words
    assert "Lò Thị Mơ Mẫu" in sample.words
    assert "Thông tư 04/2020/TT-BTP" in sample.words
    for address in (f"{PUBLIC}/mau/ket-hon", f"{PUBLIC}/mau/..%2f", f"{PUBLIC}/mau/ket-hon/in.pdf"):
        assert citizen.open(address).status == 404


def test_a_file_is_seen_once_a_second_officer_let_it_out(citizen: Browser, browser_of: BrowserOf, house: House) -> None:
    first, second = browser_of(house.specialist), browser_of(house.leader)
    assert "Một cán bộ khác" in first.follow(bring(first)).words
    number = the_form(house)
    assert citizen.open(f"{PUBLIC}/to-don/{number}").status == 404
    with nothing_changes():
        own = press(first, "take", form=number)
    assert own.status == 422
    assert "không tự duyệt" in own.words
    assert "Tờ khai khai sinh" in second.open("/can-bo/thu-tuc/sua").words
    assert second.open(f"{PAGE}/{number}").response.content == FILE
    assert press(second, "take", form=number).status == 302
    page = citizen.open(PUBLIC)
    assert "Tải tờ trắng: Tờ khai khai sinh" in page.words
    assert "Mẫu của Bộ Tư pháp" in page.words
    answer = citizen.client.get(f"{PUBLIC}/to-don/{number}")
    assert answer.content == FILE
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_newer_one_takes_its_place_and_one_officer_takes_it_away(
    citizen: Browser, browser_of: BrowserOf, house: House
) -> None:
    first, second = browser_of(house.specialist), browser_of(house.leader)
    for content in (FILE, FILE + b" moi"):
        bring(first, content)
        press(second, "take", form=the_form(house))
    old, new = GuideForm.objects.of(house.commune).order_by("pk")
    assert old.gone_at is not None
    assert not (files.room() / old.file).exists()
    assert citizen.open(f"{PUBLIC}/to-don/{old.pk}").status == 404
    assert press(first, "away", form=str(new.pk)).status == 422  # no reason given
    assert press(first, "away", form=str(new.pk), reason="Nhầm mẫu").status == 302
    assert not (files.room() / new.file).exists()
    assert "Tải tờ trắng" not in citizen.open(PUBLIC).words


def test_who_brought_it_may_take_it_back_and_a_decided_one_is_decided_once(browser_of: BrowserOf, house: House) -> None:
    first = browser_of(house.specialist)
    bring(first)
    number = the_form(house)
    assert press(first, "leave", form=number, reason="Gửi nhầm").status == 302
    assert not (files.room() / GuideForm.objects.of(house.commune).get().file).exists()
    again = press(first, "leave", form=number, reason="Gửi nhầm")
    assert "đã có người xem xong" in again.words
    assert "đã có người xem xong" in press(first, "take", form="x").words


@pytest.mark.parametrize(
    ("content", "changes", "told"),
    [
        (b"<script>", {}, "không phải PDF hay Word"),
        (FILE + b"/JavaScript", {}, "giấu bên trong"),
        (FILE + bytes(2_000_000), {}, "quá 2 MB"),
        (FILE, {"title": " "}, "Xin ghi tên tờ đơn"),
        (FILE, {"source": ""}, "lấy từ văn bản nào"),
        (FILE, {"dated_on": "32/13/2026"}, "Ngày chưa đúng"),
        (FILE, {"dated_on": "2199-01-01"}, "còn ở phía trước"),
        (FILE, {"kind": "filled"}, "đều đặt ra"),
        (FILE, {"kind": "x"}, "Xin chọn lại"),
    ],
)
def test_a_wrong_file_is_told_why_and_nothing_typed_is_lost(
    browser_of: BrowserOf, house: House, content: bytes, changes: dict[str, str], told: str
) -> None:
    with nothing_changes():
        page = bring(browser_of(house.specialist), content, **changes)
    assert page.status == 422
    assert told in page.words
    assert ({**TOLD, **changes})["source"] in page.html


def test_files_that_wait_for_a_second_officer_are_counted_too(browser_of: BrowserOf, house: House) -> None:
    first = browser_of(house.specialist)
    for _time in range(MOST):
        assert bring(first).status == 302
    with nothing_changes():
        one_more = bring(first)
    assert one_more.status == 422
    assert "kể cả tờ đang chờ duyệt" in one_more.words


def test_a_file_whose_row_was_not_written_does_not_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_told: object) -> None:
        raise RuntimeError("the database went away")

    before = set(files.room().iterdir())
    monkeypatch.setattr(forms, "GuideFormOffered", fail)
    with pytest.raises(RuntimeError):
        forms.offer_form(house.specialist, BIRTH, FormWords("Tờ khai", "Mẫu", NOW.date()), FILE, now=NOW)
    assert set(files.room().iterdir()) == before


def test_a_word_file_with_a_template_from_elsewhere_is_refused(browser_of: BrowserOf, house: House) -> None:
    with nothing_changes():
        page = bring(browser_of(house.specialist), word_file("attachedTemplate"))
    assert "lấy từ nơi khác" in page.words
    assert bring(browser_of(house.specialist), word_file("hyperlink")).status == 302


def word_file(kind: str) -> bytes:
    """A Word file that is joined in this way with an address outside."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        pack.writestr("[Content_Types].xml", "<Types/>")
        pack.writestr("word/document.xml", "<document/>")
        outside = f'<Relationship Type="x/{kind}" Target="https://la.example/a" TargetMode="External"/>'
        pack.writestr("word/_rels/settings.xml.rels", f"<Relationships>{outside}</Relationships>")
    return held.getvalue()
