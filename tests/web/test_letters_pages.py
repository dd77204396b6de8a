"""The letters' pages, as those who use them do: write, check, sign in a row, number, seal, send; and the QR's page."""

from io import BytesIO
from typing import Any

import docx as word
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from tests import builders
from tests import letters as made
from tests.builders import NOW
from tests.letters import Office
from tests.web.conftest import Clock
from tests.web.doors import Browser
from vidan.actions import ledger
from vidan.actions import letters as actions
from vidan.adapters import spreadsheets
from vidan.content.letters import kinds
from vidan.domain.letters.owed import Trigger
from vidan.domain.people import Role, program
from vidan.store.models import Letter, LetterDelivery, LetterFile, Reading, SealUse, SigningRight
from vidan.web.office import letter_counter

pytestmark = pytest.mark.django_db
LIST = "/can-bo/van-ban"


@pytest.fixture
def office(commune: Any, clock: Clock) -> Office:
    return made.furnish(commune)


def newest(office: Office) -> Letter:
    return Letter.objects.of(office.commune).latest("pk")


def of(letter: Letter, part: str = "") -> str:
    return f"{LIST}/{letter.code}{part}"


def do(browser: Browser, letter: Letter, act: str, **typed: Any) -> Any:
    """Press the button of an act on the letter's page."""
    page = browser.open(of(letter))
    form = next(form for form in page.forms if any(value == act for _, value in form.buttons))
    sent = {**form.values, "act": act, **typed}
    return browser.post(of(letter, "/viec"), sent)


def test_the_chairmans_day_begins_with_what_only_he_can_sign(office: Office) -> None:
    made.checked(office)
    page = Browser(office.chairman).open("/can-bo/")
    assert "1 văn bản chờ ông/bà ký" in page.words and f"{LIST}/ky" in page.links
    assert "chờ ông/bà ký" not in Browser(office.writer).open("/can-bo/").words


# -- the whole chain --------------------------------------------------------------------------------------------------


def test_a_letter_is_written_checked_signed_numbered_sealed_and_handed_over(office: Office) -> None:
    writer, checker, chairman, clerk = map(Browser, (office.writer, office.checker, office.chairman, office.clerk))
    page = writer.open(f"{LIST}/moi/apology")
    typed = {name: value for name, value in made.values("apology").items() if name != "new_on"}
    answer = writer.send(page, **typed)
    letter = newest(office)
    assert answer.location == of(letter, "/sua")
    editor = writer.open(answer.location)
    assert "Bà Hà Thị Thảo" in editor.words
    sent = {**editor.forms[-1].values, "act": "submit"}
    assert writer.post(of(letter, "/sua"), sent).location == of(letter)
    assert "Chờ tôi kiểm tra" in checker.open(LIST).words
    do(checker, letter, "check")
    table = chairman.open(f"{LIST}/ky")
    assert "Đọc toàn văn" in table.words
    chairman.post(f"{LIST}/ky", {**table.forms[-1].values, "letter": f"{letter.code}~{newest(office).version}"})
    assert "Đã ký, chờ cấp số" in clerk.open(LIST).words
    do(clerk, letter, "number")
    assert newest(office).number_shown == "01/UBND-VP"
    do(clerk, letter, "seal", copies="2")
    assert SealUse.objects.of(office.commune).get().copies == 2
    do(clerk, letter, "send", way="hand", receiver="Hà Thị Thảo")
    do(clerk, letter, "acknowledge", proof="Ký nhận trên sổ giao")
    told = clerk.open(of(letter))
    assert "người nhận đã có" in told.words
    assert LetterDelivery.objects.of(office.commune).get().state == "arrived"


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.key)
def test_every_kind_has_its_form_and_its_page_beside(office: Office, kind: Any) -> None:
    page = Browser(office.writer).open(f"{LIST}/moi/{kind.key}")
    assert page.status == 200
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in page.words
    names = page.forms[-1].names
    assert {field.name for field in kind.fields if not field.derived} <= names
    assert page.inline == []


def test_the_preview_shows_what_is_typed_and_keeps_nothing(office: Office) -> None:
    writer = Browser(office.writer)
    page = writer.open(f"{LIST}/moi/notice")
    sent = {**page.forms[-1].values, **made.values("notice"), "act": "preview", "text": "Xin khẩn trương lên."}
    told = writer.post(f"{LIST}/moi/notice", sent)
    assert "Xin khẩn trương lên." in told.words
    assert "“khẩn trương” là tiếng công sở" in told.words
    assert Letter.objects.of(office.commune).count() == 0


def test_what_was_typed_is_not_lost_when_a_rule_says_no(office: Office) -> None:
    letter = made.draft(office)
    writer = Browser(office.writer)
    editor = writer.open(of(letter, "/sua"))
    sent = {**editor.forms[-1].values, "text": "Nội dung mới [điền sau]", "act": "submit"}
    told = writer.post(of(letter, "/sua"), sent)
    assert told.status == 200
    assert "Còn điều phải sửa" in told.words
    assert "Nội dung mới [điền sau]" in told.html


def test_beside_a_field_that_was_refused_the_page_still_shows_all_that_was_typed(office: Office) -> None:
    """What is empty is plain to see on the page and named in the reminder; the words around it stay."""
    letter = made.draft(office)
    writer = Browser(office.writer)
    editor = writer.open(of(letter, "/sua"))
    sent = {**editor.forms[-1].values, "contact": "", "text": "Phun thuốc muỗi sáng thứ Bảy.", "act": "submit"}
    told = writer.post(of(letter, "/sua"), sent)
    assert "Còn thiếu: Gọi cho ai khi cần hỏi" in told.words
    assert "Chưa điền: Gọi cho ai khi cần hỏi. Trong thư đang là chỗ trống" in told.words
    assert "<p>Phun thuốc muỗi sáng thứ Bảy.</p>" in told.html
    assert told.html.count("<mark>") == 1


@pytest.mark.parametrize(("kind", "field"), [("birth", "born_on"), ("marriage", "married_on")])
def test_a_day_of_joy_that_has_not_come_is_told_and_nothing_typed_is_lost(
    office: Office, kind: str, field: str
) -> None:
    writer = Browser(office.writer)
    form = writer.open(f"{LIST}/moi/{kind}").forms[-1].values
    answer = writer.post(f"{LIST}/moi/{kind}", {**form, **made.values(kind), field: "2026-11-18"})
    assert "là 18/11/2026, ngày ấy chưa tới" in answer.words
    assert answer.forms[-1].values[field] == ["2026-11-18"]
    assert not Letter.objects.of(office.commune).exists()
    assert writer.post(f"{LIST}/moi/{kind}", {**form, **made.values(kind), field: "2026-11-17"}).status == 302


def test_undo_brings_the_version_before_back(office: Office) -> None:
    letter = made.draft(office)
    actions.write(office.writer, letter.code, made.values(about="Sai rồi"), now=NOW)
    writer = Browser(office.writer)
    editor = writer.open(of(letter, "/sua"))
    writer.post(of(letter, "/sua"), {**editor.forms[-1].values, "act": "undo"})
    assert "lịch tiếp dân tháng 01" in writer.open(of(letter, "/sua")).html


def test_the_chairman_signs_some_and_sends_one_back(office: Office) -> None:
    first, second, third = (made.checked(office) for _ in range(3))
    chairman = Browser(office.chairman)
    page = chairman.open(f"{LIST}/ky")
    marked = [f"{letter.code}~{letter.version}" for letter in (first, second)]
    chairman.post(f"{LIST}/ky", {**page.forms[-1].values, "letter": marked})
    do(chairman, third, "send_back", reason="Ghi rõ giờ")
    states = list(Letter.objects.of(office.commune).order_by("pk").values_list("state", flat=True))
    assert states == ["signed", "signed", "draft"]
    assert "bị trả lại" in Browser(office.writer).open(LIST).words


def test_one_of_ten_goes_back_from_the_table_itself_and_the_marks_on_the_others_stay(office: Office) -> None:
    ten = [made.checked(office) for _ in range(10)]
    marks = [f"{letter.code}~{letter.version}" for letter in ten]
    chairman = Browser(office.chairman)
    page = chairman.open(f"{LIST}/ky")
    typed = {**page.forms[-1].values, "letter": marks[:9], "back": marks[9], f"{ten[8].code}-reason": "Hỏi thêm"}
    empty = chairman.post(f"{LIST}/ky", typed)
    assert "Xin ghi rõ vì sao" in empty.words
    assert empty.html.count(" checked") == 9
    fine = chairman.post(f"{LIST}/ky", {**typed, f"{ten[9].code}-reason": "Ghi rõ giờ"})
    assert f"Đã trả lại {ten[9].code}" in fine.words
    assert fine.html.count(" checked") == 9
    assert "Hỏi thêm" in fine.html
    assert f'id="id_{ten[9].code}-reason"' not in fine.html
    again = chairman.post(f"{LIST}/ky", {**typed, f"{ten[9].code}-reason": "Ghi rõ giờ"})
    assert again.status == 200
    chairman.post(f"{LIST}/ky", {**page.forms[-1].values, "letter": marks[:9]})
    states = list(Letter.objects.of(office.commune).order_by("pk").values_list("state", flat=True))
    assert states == ["signed"] * 9 + ["draft"]
    assert Letter.objects.of(office.commune).get(code=ten[9].code).sent_back == "Ghi rõ giờ"


def test_signing_nothing_or_somebody_elses_page_says_so(office: Office) -> None:
    letter = made.checked(office)
    chairman = Browser(office.chairman)
    page = chairman.open(f"{LIST}/ky")
    chairman.post(f"{LIST}/ky", {**page.forms[-1].values})
    assert "Xin đánh dấu những văn bản" in chairman.open(f"{LIST}/ky").words
    chairman.post(f"{LIST}/ky", {**page.forms[-1].values, "letter": f"{letter.code}~0"})
    assert "Vừa có người khác" in chairman.open(f"{LIST}/ky").words
    vice = Browser(builders.enter_officer(office.commune, Role.LEADER))
    own = vice.open(f"{LIST}/ky")
    vice.post(f"{LIST}/ky", {**own.forms[-1].values, "letter": f"{letter.code}~{letter.version}"})
    assert "Chưa ghi quyền ký" in vice.open(f"{LIST}/ky").words


def test_the_list_tells_the_chairman_what_must_be_signed_today(office: Office, clock: Clock) -> None:
    matter = builders.receive(office.writer, builders.ONE_PAPER)
    actions.owe_apology(office.chairman, matter.code, Trigger.LATE, now=NOW)
    clock.forward(days=1)
    page = Browser(office.chairman).open(LIST)
    assert "Xin lỗi phải ký hôm nay" in page.words
    assert "hồ sơ trễ hẹn" in page.words


def test_what_is_owed_opens_from_the_queue_as_its_letter(office: Office) -> None:
    matter = builders.receive(office.writer)
    letter = actions.owe_apology(office.chairman, matter.code, Trigger.LOST, now=NOW)
    writer = Browser(office.writer)
    link = next(link for link in writer.open("/can-bo/").links if "/van-ban/no/" in link)
    assert writer.open(link).location == of(letter)
    assert writer.open("/can-bo/van-ban/no/XL-000000-0000").status == 404


# -- paper ------------------------------------------------------------------------------------------------------------


def test_the_print_is_kept_once_and_stays_the_same(office: Office) -> None:
    letter = made.signed(office)
    clerk = Browser(office.clerk)
    do(clerk, letter, "number")
    first = clerk.open(of(letter, "/in")).response.content
    assert first.startswith(b"%PDF-")
    assert clerk.open(of(letter, "/in")).response.content == first
    assert LetterFile.objects.of(office.commune).filter(purpose="print").count() == 1


def test_a_word_file_and_an_envelope_come_for_a_letter(office: Office) -> None:
    letter = made.numbered(office, "apology")
    clerk = Browser(office.clerk)
    content = clerk.open(of(letter, "/word")).response.content
    cells = word.Document(BytesIO(content)).tables[0].rows[1].cells
    assert "Số: 01/UBND-VP" in [line.text for line in cells[0].paragraphs]
    assert clerk.open(of(letter, "/phong-bi")).response.content.startswith(b"%PDF-")


def test_a_scanned_copy_is_attached_and_something_else_is_refused(office: Office) -> None:
    letter = made.numbered(office)
    clerk = Browser(office.clerk)
    scan = SimpleUploadedFile("quet.pdf", b"%PDF-1.4 scanned", content_type="application/pdf")
    do(clerk, letter, "scan", file=scan)
    assert LetterFile.objects.of(office.commune).filter(purpose="scan").exists()
    told = do(clerk, letter, "scan", file=SimpleUploadedFile("anh.jpg", b"\xff\xd8\xff"))
    assert "không phải PDF" in told.words
    shown = LetterFile.objects.of(office.commune).get(purpose="scan")
    assert clerk.open(of(letter, f"/in?tep={shown.pk}")).response.content == b"%PDF-1.4 scanned"
    assert clerk.open(of(letter, "/in?tep=999999")).status == 404


def test_a_days_letters_are_one_file_with_a_list_on_top(office: Office) -> None:
    clerk = Browser(office.clerk)
    assert clerk.open(f"{LIST}/trong-ngay").location == LIST
    for _ in range(2):
        letter = made.signed(office)
        do(clerk, letter, "number")
        do(clerk, letter, "seal", copies="2")
    content = clerk.open(f"{LIST}/trong-ngay").response.content
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert len(pages) == 3
    assert "02/TB-UBND" in pages[0]


def test_the_clerk_numbers_prints_and_puts_into_envelopes_in_one_go(office: Office) -> None:
    letters = [made.signed(office, "apology") for _ in range(3)]
    clerk = Browser(office.clerk)
    clerk.post(f"{LIST}/trong-ngay", clerk.open(LIST).forms[-1].values)
    assert "Đã cấp số: 01/UBND-VP, 02/UBND-VP, 03/UBND-VP" in clerk.open(LIST).words
    assert pages_of(clerk, "dong-dau") == 4
    for letter in letters[:2]:
        do(clerk, letter, "seal", copies="2")
    assert pages_of(clerk, "phong-bi") == 2
    assert clerk.open(f"{LIST}/trong-ngay?nhom=khac").status == 404
    assert Browser(office.chairman).post(f"{LIST}/trong-ngay").status == 403


def test_a_print_that_fails_takes_no_number_out_of_sight(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [made.signed(office, "apology").code for _ in range(3)]
    printed = letter_counter.letter_pdf

    def full_disk(request: Any, card: Any, now: Any) -> bytes:
        if card.code == codes[1]:
            raise OSError("no space left")
        return printed(request, card, now)

    monkeypatch.setattr(letter_counter, "letter_pdf", full_disk)
    clerk = Browser(office.clerk)
    clerk.post(f"{LIST}/trong-ngay", clerk.open(LIST).forms[-1].values)
    told = clerk.open(LIST).words
    assert "Đã cấp số: 01/UBND-VP, 02/UBND-VP, 03/UBND-VP" in told
    assert f"{codes[1]}: số 02/UBND-VP đã cấp nhưng chưa in được" in told


def pages_of(clerk: Browser, group: str) -> int:
    content = clerk.open(f"{LIST}/trong-ngay?nhom={group}").response.content
    return len(PdfReader(BytesIO(content)).pages)


def test_what_came_back_lies_at_the_counter_again_with_its_day(office: Office) -> None:
    letter = made.sent(office, "apology", way=made.Way.POST)
    clerk = Browser(office.clerk)
    assert "Số hiệu bưu gửi" in clerk.open(of(letter)).words
    page = do(clerk, letter, "come_back", reason="Bưu điện trả lại: đi vắng")
    told = clerk.open(page.location).words
    assert "phải gửi cách khác trước" in told
    assert "quay lại" in told
    assert "thư quay lại, gửi cách khác" in clerk.open(LIST).words


# -- registers, rights, joy and grief ---------------------------------------------------------------------------------


def test_a_letter_by_mail_is_not_said_to_be_sent_before_the_mail_server_took_it(office: Office, settings: Any) -> None:
    settings.MAIL_HOST = "mail.dien-lu.example"
    letter, clerk = made.sealed(office), Browser(office.clerk)
    assert do(clerk, letter, "send", way="mail", receiver="ha.thao@thu.example").status == 302
    page = clerk.open(of(letter))
    assert "đang gửi qua thư điện tử" in page.words.lower()
    assert "Thư đang chờ máy chủ thư nhận." in page.words
    assert "Người nhận đã có chưa?" not in page.words
    assert "Không tới được, phải gửi cách khác" in page.words
    assert "đang gửi qua thư điện tử" in clerk.open(LIST).words.lower()


def test_an_issued_letter_leads_to_the_page_that_citizens_see(office: Office) -> None:
    clerk = Browser(office.clerk)
    address = f'href="/van-ban/{(letter := made.sent(office)).verify_code}"'
    assert address in clerk.open(of(letter)).html
    draft = made.draft(office)
    assert draft.verify_code not in clerk.open(of(draft)).html


def test_the_register_shows_every_number_and_prints_and_exports(office: Office) -> None:
    clerk = Browser(office.clerk)
    assert "chưa cấp số" in clerk.open(f"{LIST}/so").words
    old = made.sent(office, "apology")
    page = clerk.open(f"{LIST}/so")
    assert "01/UBND-VP" in page.words
    assert "Hà Thị Thảo" in page.words
    assert clerk.open(f"{LIST}/so?dang=pdf").response.content.startswith(b"%PDF-")
    table = spreadsheets.read_table(clerk.open(f"{LIST}/so?dang=xlsx").response.content, "so.xlsx")
    assert [row[0] for row in table.rows] == [old.number_shown]
    assert clerk.open(f"{LIST}/so?nam=1990").status == 200
    assert Reading.objects.of(office.commune).filter(page="office.letters_register").exists()


def test_a_number_that_was_left_out_after_a_restore_stands_in_the_register(office: Office) -> None:
    made.numbered(office)
    ledger.skip_numbers(program(office.commune.pk), "letter-TB", "2026", 1, now=NOW)
    clerk = Browser(office.clerk)
    page = clerk.open(f"{LIST}/so")
    assert "02 (TB)" in page.words
    assert "bỏ số" in page.words
    assert clerk.open(f"{LIST}/so?dang=pdf").response.content.startswith(b"%PDF-")


def test_the_seals_register_has_a_row_for_each_use(office: Office) -> None:
    clerk = Browser(office.clerk)
    assert "chưa đóng dấu" in clerk.open(f"{LIST}/so-dau").words
    made.sealed(office)
    assert "01/TB-UBND" in clerk.open(f"{LIST}/so-dau").words
    for form in ("pdf", "xlsx"):
        assert clerk.open(f"{LIST}/so-dau?dang={form}").status == 200


def test_a_right_is_given_and_ended_on_its_page(office: Office) -> None:
    chairman = Browser(office.chairman)
    page = chairman.open(f"{LIST}/quyen-ky")
    typed = {"officer": str(office.checker.officer_id), "capacity": "by_order", "title": "Chánh Văn phòng",
             "from_on": "2026-11-01", "act": "give"}  # fmt: skip
    told = chairman.post(f"{LIST}/quyen-ky", {**page.forms[-1].values, **typed})
    assert "phải có văn bản" in told.words
    chairman.post(f"{LIST}/quyen-ky", {**page.forms[-1].values, **typed, "decision": "Quy chế làm việc số 12"})
    row = SigningRight.objects.of(office.commune).get(title="Chánh Văn phòng")
    ended = {
        **page.forms[-1].values,
        "right": str(row.pk),
        "until_on": "2026-11-17",
        "reason": "Đổi nhiệm vụ",
        "act": "end",
    }
    chairman.post(f"{LIST}/quyen-ky", ended)
    assert str(SigningRight.objects.of(office.commune).get(pk=row.pk).until_on) == "2026-11-17"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"event": "birth"}, "Nên viết thư"),
        ({"event": "birth", "deceased": "on"}, "Không chúc mừng; viết thư chia buồn"),
        ({"event": "marriage", "declined": "on"}, "Không viết thư"),
        ({"event": "death", "undignified": "on"}, "Hỏi lãnh đạo xã trước"),
        ({"event": "death", "days_ago": "chưa rõ"}, "Xin gõ số ngày"),
    ],
)
def test_before_a_letter_of_joy_or_grief_a_few_questions(office: Office, answers: dict[str, str], words: str) -> None:
    writer = Browser(office.writer)
    page = writer.open(f"{LIST}/ngay-vui-buon")
    assert words in writer.post(f"{LIST}/ngay-vui-buon", {**page.forms[-1].values, "days_ago": "3", **answers}).words


# -- who may what -----------------------------------------------------------------------------------------------------


def test_another_communes_letter_is_not_found_by_any_address(office: Office) -> None:
    letter = made.numbered(office)
    stranger = Browser(made.furnish(builders.open_commune("15019", "Xã Cổ Lũng")).clerk)
    for part in ("", "/sua", "/in", "/word", "/phong-bi"):
        assert stranger.open(of(letter, part)).status == 404


def test_a_village_head_and_an_inspector_do_not_open_letters(office: Office) -> None:
    for role in (Role.VILLAGE_HEAD, Role.INSPECTOR, Role.ADMINISTRATOR):
        assert Browser(builders.enter_officer(office.commune, role)).open(LIST).status == 403


def test_an_act_that_does_not_exist_and_a_kind_that_does_not_exist_are_not_found(office: Office) -> None:
    letter = made.draft(office)
    writer = Browser(office.writer)
    page = writer.open(of(letter))
    assert writer.post(of(letter, "/viec"), {**page.forms[-1].values, "act": "eat"}).status == 404
    assert writer.open(f"{LIST}/moi/poem").status == 404


# -- the page behind the QR -------------------------------------------------------------------------------------------


def test_the_qrs_page_tells_that_a_letter_counts_and_nothing_of_its_reader(office: Office) -> None:
    letter = made.sent(office, "apology")
    page = Browser().open(f"/van-ban/{letter.verify_code}")
    assert page.status == 200
    for words in ("01/UBND-VP", "17/11/2026", "đã ký, đã đóng dấu", "còn hiệu lực", "CHỦ TỊCH"):
        assert words in page.words
    assert LetterFile.objects.of(office.commune).get().sha256 in page.words
    for private in ("Thảo", "Tôm", "ĐL-", "Bùi Quốc Việt", letter.code):
        assert private not in page.html
    assert len(page.html) < 50_000


def test_a_replaced_letter_says_so_and_a_draft_is_not_known(office: Office) -> None:
    old = made.sent(office)
    new = actions.replace(office.writer, old.code, now=NOW)
    made.check(office, new.code)
    actions.sign(office.chairman, new.code, now=NOW)
    assert Browser().open(f"/van-ban/{newest(office).verify_code}").status == 404
    actions.number(office.clerk, new.code, now=NOW)
    page = Browser().open(f"/van-ban/{old.verify_code}")
    assert "đã được thay bằng văn bản khác: 02/TB-UBND" in page.words


@pytest.mark.parametrize("code", ["X" * 16, "khong-co", "%00", "\u202eabc", "A" * 300])
def test_a_code_that_nobody_gave_gets_a_kind_answer(office: Office, code: str) -> None:
    assert Browser().open(f"/van-ban/{code}").status in (400, 404)
