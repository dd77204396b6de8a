"""The page of the numbered blanks, from the printer to the book."""

from collections.abc import Callable
from io import BytesIO

from django.urls import reverse
from pypdf import PdfReader

from tests.builders import House
from tests.web.conftest import Clock
from tests.web.doors import WOMAN, Browser, Page, marked, nothing_changes
from vidan.queries.dossiers import blanks as seen
from vidan.store.models import BlankRun

PAGE = "/can-bo/giay-in-san"


def stack() -> int:
    """The stack that was printed last."""
    return int(BlankRun.objects.across_communes("the only one of the test").latest("pk").pk)


def press(browser: Browser, button: str, **typed: str) -> Page:
    page = browser.open(PAGE)
    form = next(form for form in page.forms if button in dict(form.buttons))
    return browser.post(PAGE, form.sends(button, **typed), headers={"Referer": f"http://localhost{PAGE}"})


def test_a_stack_is_printed_written_on_and_typed_in_with_its_true_time(
    counter: Browser, house: House, clock: Clock, citizen: Browser
) -> None:
    printed = counter.follow(press(counter, "print", size="2"))
    assert "Đã cấp số từ ĐL-260000-0001 đến ĐL-260000-0002" in printed.words
    assert "Chưa rõ ở đâu 2 tờ" in printed.words
    paper = seen.to_print(house.one_stop, stack())[0]
    waiting = citizen.send(citizen.open("/ho-so/tra-cuu"), code=paper.code, secret=paper.secret)
    assert f"Giấy hẹn {paper.code} là giấy thật, viết tay khi mất điện" in waiting.words
    clock.forward(hours=5)
    counter.awake()
    chosen = counter.open("/can-bo/tiep-nhan", giay=paper.code, q="xay dung")
    assert f"Nhập giấy hẹn viết tay số {paper.code}" in chosen.words
    (path,) = [link for link in chosen.links if "tiep-nhan/1.013225" in link]
    form = counter.open(path)
    assert form.field("blank") == paper.code
    receipt = counter.follow(
        counter.send(form, "receive", **WOMAN, **marked(), received_on="17/11/2026", received_time="9:30")
    )
    assert paper.code in receipt.words
    listed = counter.open(PAGE)
    assert "cách nhau 4 giờ 30 phút" in listed.words
    assert "Chưa rõ ở đâu 1 tờ" in listed.words
    dossier = counter.open(reverse("office.dossier", args=[paper.code]))
    assert "Nhận bằng giấy viết tay in sẵn số; gõ vào máy" in dossier.words
    found = citizen.send(citizen.open("/ho-so/tra-cuu"), code=paper.code, secret=paper.secret)
    assert "9:30 thứ Ba 17/11/2026" in citizen.follow(found).words


def test_the_stack_comes_out_of_the_printer_with_number_secret_and_marks(counter: Browser, house: House) -> None:
    press(counter, "print", size="3")
    answer = counter.open(reverse("office.blanks_pdf", args=[stack()])).response
    assert answer["Content-Type"] == "application/pdf"
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]
    assert len(pages) == 3
    paper = seen.to_print(house.one_stop, stack())[1]
    assert paper.code in pages[1]
    assert paper.secret[:4] in pages[1]
    assert "Hẹn trả trong ngày" in pages[1]


def test_a_stack_that_is_used_up_or_unknown_is_not_printed(counter: Browser, house: House) -> None:
    assert "không còn tờ nào để in" in counter.open(reverse("office.blanks_pdf", args=[777])).words


def test_wrong_input_comes_back_with_the_reason_and_changes_nothing(counter: Browser, house: House) -> None:
    press(counter, "print", size="1")
    with nothing_changes():
        assert "lớn nhất là 100" in press(counter, "print", size="101").words
        unknown = press(counter, "spoil", blank="ĐL-260000-0777", reason="rách")
        assert "Không có tờ giấy hẹn in sẵn nào mang số “ĐL-260000-0777”" in unknown.words
        assert "ĐL-260000-0777" in unknown.html
        assert "Xin điền ô “Vì sao?”" in press(counter, "spoil", blank="ĐL-260000-0001").words


def test_a_paper_typed_in_without_its_hour_is_asked_for_it(counter: Browser, house: House) -> None:
    press(counter, "print", size="1")
    form = counter.open(reverse("office.intake_form", args=["1.013225"]), giay="ĐL-260000-0001")
    with nothing_changes():
        back = counter.send(form, "receive", **WOMAN, **marked(), promised_on="hôm nào đó")
    assert "Xin gõ ngày và giờ nhận đúng như viết trên giấy ĐL-260000-0001" in back.words
    assert "Ngày hẹn chưa đúng" in back.words
    assert back.field("name") == WOMAN["name"]


def test_a_spoiled_paper_stands_in_its_list_with_the_reason(counter: Browser, house: House) -> None:
    press(counter, "print", size="1")
    done = counter.follow(press(counter, "spoil", blank="dl2600000001", reason="mưa ướt"))
    assert "Đã ghi tờ ĐL-260000-0001 là tờ hỏng" in done.words
    assert "mưa ướt" in done.words
    assert "Chưa rõ ở đâu 0 tờ" in done.words


def test_who_is_not_at_the_counter_does_not_see_the_page(house: House, browser_of: Callable[..., Browser]) -> None:
    assert browser_of(house.specialist).open(PAGE).status == 403
    assert browser_of(house.leader).open(PAGE).status == 200
