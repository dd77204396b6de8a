"""Wrong input on every form of the board: a sentence names the field, what was typed is kept, nothing breaks."""

import html
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.builders import NOW, House
from tests.web.addresses import Sample, behind_every_address
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page
from tests.web.test_board_pages import photo
from tests.web.test_hostile_input import ENGLISH, SCRIPT
from vidan.actions import steering as acts
from vidan.content.steering import scorecard
from vidan.domain.moments import local_day
from vidan.domain.steering import (
    EvidenceKind,
    MeetingKind,
    MeetingText,
    OpinionWay,
    PublicationForm,
    PublicationText,
)
from vidan.queries import steering as seen

TODAY = local_day(NOW)
APART = unicodedata.normalize("NFD", "Nguyễn Thị Thảo giữ việc ở thôn Ấm")
TOGETHER = unicodedata.normalize("NFC", APART)
LONG = "x" * 10_000


@dataclass(frozen=True)
class Form:
    """A form of the board: the page where it stands, what is typed when all is well, and the label of each field."""

    page: str
    good: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


def day(after: int) -> str:
    return (TODAY + timedelta(days=after)).isoformat()


CONTACT = "Gọi cho ai khi cần hỏi"
FORMS = (
    Form(
        "board_member_new", {"officer": "stranger", "seat": "member", "from_on": day(0), "decision": "Số 12/QĐ-UBND"},
        {"field": "Lĩnh vực phụ trách", "decision": "Theo quyết định nào?"}, {"from_on": "Từ ngày"},
        needed=("Ai?", "Từ ngày", "Theo quyết định nào?"),
    ),
    Form("board_member", {"act": "words"}, {"field": "Lĩnh vực phụ trách", "reception": "Bà con gặp lúc nào, ở đâu?"}),
    Form("board_member", {"act": "photo"}, files={"photo": "Ảnh chân dung"}, needed=("Ảnh chân dung",)),
    Form("board_member", {"act": "own_sign", "place": "hội trường", "read": "on"}, {"place": "Ông/bà đang ký ở đâu"}),
    Form(
        "board_member", {"act": "sign", "signed_on": day(0), "place": "hội trường"}, {"place": "Ký ở đâu"},
        {"signed_on": "Ngày ký"}, {"scan": "Ảnh bản đã ký"}, ("Ngày ký", "Ký ở đâu"),
    ),
    Form(
        "member", {"act": "leave", "until_on": day(0), "decision": "Số 12/QĐ-UBND"},
        {"decision": "Theo quyết định nào?"}, {"until_on": "Thôi từ hết ngày"},
        needed=("Thôi từ hết ngày", "Theo quyết định nào?"),
    ),
    Form("plan", {"year": "2026"}, {"year": "Kế hoạch năm nào?"}, needed=("Kế hoạch năm nào?",)),
    Form(
        "milestone_new", {"title": "Mọi thôn có bảng", "due_on": day(9)}, {"title": "Đến ngày ấy, điều gì đã xong?"},
        {"due_on": "Ngày"}, needed=("Đến ngày ấy, điều gì đã xong?", "Ngày"),
    ),
    Form(
        "milestone_move", {"due_on": day(20), "reason": "Chờ gỗ làm khung"}, {"reason": "Vì sao lùi?"},
        {"due_on": "Hạn mới"}, needed=("Hạn mới", "Vì sao lùi?"),
    ),
    Form(
        "assignment_new", {"title": "Treo bảng", "officer": "head", "due_on": day(3)},
        {"title": "Việc gì?", "words": "Thế nào là xong?"}, {"due_on": "Xong trước hết ngày"},
        needed=("Việc gì?", "Ai làm?", "Xong trước hết ngày"),
    ),
    Form(
        "assignment", {"act": "done", "words": "Đã treo xong", "promise": "8"},
        {"words": "Đã làm gì, kết quả ra sao?", "letter": "Số văn bản làm bằng chứng"},
        files={"photo": "Chụp hoặc chọn ảnh"}, needed=("Đã làm gì, kết quả ra sao?",),
    ),
    Form(
        "assignment", {"act": "postpone", "due_on": day(10), "reason": "Chờ gỗ"}, {"reason": "Vì sao lùi?"},
        {"due_on": "Hạn mới"}, needed=("Hạn mới", "Vì sao lùi?"),
    ),
    Form(
        "assignment", {"act": "hand_over", "to_officer": "other", "reason": "Anh Nam đi công tác"},
        {"reason": "Vì sao chuyển?"}, needed=("Chuyển cho ai?", "Vì sao chuyển?"),
    ),
    Form(
        "finished", {"act": "give_back", "reason": "Ảnh mờ quá", "due_on": day(6)}, {"reason": "Còn thiếu gì?"},
        {"due_on": "Làm lại trước hết ngày"}, needed=("Còn thiếu gì?", "Làm lại trước hết ngày"),
    ),
    Form(
        "meeting_new",
        {
            "kind": "meeting", "title": "Họp tháng", "on": day(3), "time": "08:00", "place": "Hội trường",
            "chair": "head", "secretary": "other", "agenda": "Việc chậm",
        },
        {"title": "Tên cuộc họp", "time": "Giờ", "place": "Ở đâu", "agenda": "Nội dung"}, {"on": "Ngày"},
        needed=("Tên cuộc họp", "Ngày", "Giờ", "Ở đâu", "Ai chủ trì?", "Nội dung"),
    ),
    Form(
        "meeting", {"act": "decide", "decision": "Treo bảng", "officer": "other", "due_on": day(3)},
        {
            "agenda": "Nội dung", "course": "Diễn biến: ai nói gì", "conclusion": "Kết luận của người chủ trì",
            "decision": "Quyết việc gì?",
        },
        {"due_on": "Xong trước hết ngày"}, needed=("Quyết việc gì?",),
    ),
    Form("meeting", {"act": "invite", "contact": "chị Yến"}, {"contact": CONTACT}, needed=(CONTACT,)),
    Form("meeting", {"act": "cancel", "reason": "Mưa bão"}, {"reason": "Vì sao hủy?"}, needed=("Vì sao hủy?",)),
    Form(
        "meeting", {"act": "photo", "picture": "good", "picture_words": "Bà con ngồi kín hội trường"},
        {"picture_words": "Ảnh cho thấy gì?"}, files={"picture": "Ảnh"}, needed=("Ảnh", "Ảnh cho thấy gì?"),
    ),
    Form(
        "meeting", {"act": "news", "title": "Họp tháng", "text": "Ban điều hành đã họp và giao ba việc."},
        {"title": "Tiêu đề tin", "text": "Nội dung tin"}, needed=("Tiêu đề tin", "Nội dung tin"),
    ),
    Form(
        "dialogue", {"act": "ask", "question": "Bao giờ có đường mới?"},
        {"question": "Bà con hỏi gì?", "answer": "Trả lời"}, needed=("Bà con hỏi gì?",),
    ),
    Form(
        "dialogue", {"act": "answer", "number": "1", "answer": "Tháng sau."}, {"answer": "Trả lời"}, needed=("Trả lời",)
    ),
    Form("lessons", {"promise": "12"}, {"promise": "Rút kinh nghiệm về lời hứa nào?"}),
    Form(
        "lesson",
        {"cause": "Quầy đông lúc tám giờ", "measure": "Thêm một người ở quầy", "owner": "other", "check_on": day(20)},
        {
            "cause": "Vì sao xảy ra?", "measure": "Làm gì để không lặp lại?",
            "reported": "Mã ý kiến đã chỉ ra nguyên nhân",
        },
        {"check_on": "Ngày kiểm tra lại"},
        needed=("Vì sao xảy ra?", "Làm gì để không lặp lại?", "Ai chịu trách nhiệm?"),
    ),
    Form(
        "round_new",
        {
            "title": "Quy chế chợ", "question": "Chợ họp ngày nào?", "draft": "Chợ họp ngày rằm. " * 5,
            "from_on": day(0), "until_on": day(29),
        },
        {"title": "Dự thảo về việc gì?", "question": "Xã muốn hỏi bà con điều gì?"},
        {"from_on": "Lấy ý kiến từ ngày", "until_on": "Đến hết ngày"},
        needed=("Dự thảo về việc gì?", "Xã muốn hỏi bà con điều gì?", "Nội dung dự thảo", "Đến hết ngày"),
    ),
    Form(
        "round", {"act": "paper", "way": "paper", "words": "Chợ nên họp chủ nhật"}, {"words": "Ý kiến"},
        needed=("Ý kiến",),
    ),
    Form(
        "round", {"act": "reply", "number": "1", "outcome": "adopted", "answer": "Xã đổi sang chủ nhật"},
        {"answer": "Giải thích"}, needed=("Giải thích",),
    ),
    Form(
        "briefings", {"title": "Ký cam kết", "words": "Mọi người ký cam kết trong tuần.", "read_by": day(3)},
        {"title": "Về việc gì?", "words": "Cán bộ cần biết, cần làm gì?", "letter": "Số hoặc mã văn bản kèm theo"},
        {"read_by": "Đọc xong trước hết ngày"}, needed=("Về việc gì?", "Đọc xong trước hết ngày"),
    ),
    Form(
        "outreach", {"act": "write", "title": "Tiếp dân", "words": "Sáng thứ Năm xã tiếp bà con."},
        {"title": "Bài nói về việc gì?", "words": "Lời đọc trên loa"}, needed=("Lời đọc trên loa",),
    ),
    Form(
        "outreach", {"act": "air", "broadcast": "1", "on": day(0), "time": "09:00", "place": "cả xã"},
        {"time": "Lúc", "place": "Ở cụm loa nào?"}, {"on": "Phát ngày"}, needed=("Phát ngày", "Ở cụm loa nào?"),
    ),
    Form(
        "recognition_card", {"code": "hand", "points": "1", "words": "Quy chế đã niêm yết", "letter": ""},
        {"points": "Tự chấm mấy điểm?", "words": "Dựa vào đâu?", "letter": "Số hoặc mã văn bản"},
        files={"photo": "Hoặc một ảnh"}, needed=("Tự chấm mấy điểm?", "Dựa vào đâu?"),
    ),
    Form("board_reports", {"period": "2026-10"}, {"period": "Báo cáo kỳ nào?"}),
    Form("publications", {"contact": "chị Yến"}, {"contact": CONTACT}, needed=(CONTACT,)),
    Form(
        "publication_new",
        {
            "title": "Mức phí năm nay", "decided_on": day(0), "from_on": day(0), "until_on": day(40),
            "place": "Bảng tin", "ways": "all",
        },
        {"title": "Công khai văn bản, nội dung nào?", "place": "Ở đâu?"},
        {"decided_on": "Ngày có văn bản, quyết định", "from_on": "Từ ngày", "until_on": "Đến hết ngày"},
        {"proof": "Ảnh nơi niêm yết"}, ("Công khai văn bản, nội dung nào?", "Từ ngày", "Ở đâu?"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Office:
    """The head at his desk, with something behind every address of the board."""

    sample: Sample
    head: Browser
    places: dict[str, str]
    meant: dict[str, object]

    def path(self, form: Form) -> str:
        return self.places.get(form.page) or self.sample.address(f"office.{form.page}")

    def send(self, form: Form, **typed: object) -> Page:
        """Typed and sent, and forgotten again."""
        good: dict[str, object] = {name: self.meant.get(value, value) for name, value in form.good.items()}
        if "picture" in good:
            good["picture"] = photo()
        with transaction.atomic():
            page = self.head.post(self.path(form), good | typed)
            transaction.set_rollback(True)
        return page


@pytest.fixture
def office(house: House, clock: Clock) -> Office:
    sample = behind_every_address(house)
    head, other = house.leader.officer_id or 0, house.one_stop.officer_id or 0
    mine = acts.give(house.leader, acts.NewAssignment("Treo bảng", head, TODAY + timedelta(days=3)), now=NOW)
    done = acts.give(house.leader, acts.NewAssignment("Sơn bảng", other, TODAY + timedelta(days=3)), now=NOW)
    proof = acts.Proof(EvidenceKind.PHOTO, "Bảng đã sơn", photo=b"\xff\xd8\xff")
    acts.finish(house.one_stop, done.code, "đã sơn", proofs=[proof], now=NOW)
    later = NOW + timedelta(days=14)
    text = MeetingText(MeetingKind.DIALOGUE, "Đối thoại", later, "Hội trường", head, other)
    dialogue = acts.plan_meeting(house.leader, text, now=NOW)
    acts.announce(house.leader, dialogue.code, now=NOW)
    acts.ask(house.leader, dialogue.code, "Bao giờ có đường mới?", now=NOW)
    acts.say(house.leader, str(sample.words["round_code"]), "Họp chủ nhật", way=OpinionWay.PAPER, now=NOW)
    posted = PublicationText(4, "Quy tắc ứng xử", TODAY, (PublicationForm.BOARD,), "Bảng tin", TODAY)
    acts.make_public(house.leader, posted, now=NOW)
    board = seen.board(house.commune.pk, TODAY)
    assert board is not None
    places = {
        "member": f"/can-bo/ban-dieu-hanh/thanh-vien/{board.members[-1].id}",
        "assignment": f"/can-bo/nhiem-vu/{mine.code}",
        "finished": f"/can-bo/nhiem-vu/{done.code}",
        "dialogue": f"/can-bo/hop/{dialogue.code}",
    }
    meant: dict[str, object] = {
        "head": str(head), "other": str(other), "stranger": str(house.administrator.officer_id),
        "hand": next(item.code for item in scorecard(2).items if not item.query),
        "all": ["board", "loudspeaker", "village_head"],
    }  # fmt: skip
    return Office(sample, Browser(house.leader, careful=False), places, meant)


def refused(page: Page, label: str, form: Form) -> None:
    """The page came back with a sentence that names the field, in Vietnamese."""
    about = f"{form.page} {form.good.get('act', '')}"
    assert page.status == 422, f"{about}: {page.status}"
    assert label in page.alert, f"{about}: {label!r} is not named in {page.alert!r}"
    assert not any(word in page.alert for word in ENGLISH), f"{about}: {page.alert}"
    assert SCRIPT not in page.html


def each(office: Office, check: Callable[[Form], None]) -> None:
    wrong = []
    for form in FORMS:
        try:
            check(form)
        except AssertionError as found:
            wrong.append(str(found).splitlines()[0])
    assert not wrong, "\n".join(wrong)


def test_an_empty_form_names_every_field_that_is_missing(office: Office) -> None:
    def check(form: Form) -> None:
        typed = {name: "" for name in form.good if name not in ("act", "number", "code")}
        if form.needed:
            page = office.send(form, **typed)
            for label in form.needed:
                refused(page, label, form)

    each(office, check)


def test_a_text_that_is_far_too_long_is_named_and_kept(office: Office) -> None:
    def check(form: Form) -> None:
        for name, label in form.texts.items():
            page = office.send(form, **{name: LONG})
            refused(page, label, form)
            if name not in ("year", "promise", "period"):
                assert LONG in page.html, f"{form.page}: {name} was lost"

    each(office, check)


def test_a_script_and_marks_typed_apart_are_words_like_others(office: Office) -> None:
    def check(form: Form) -> None:
        for said, kept in ((SCRIPT, html.escape(SCRIPT)), (APART, TOGETHER)) if form.texts else ():
            page = office.send(form, **dict.fromkeys(form.texts, said))
            assert page.status in (302, 422), f"{form.page} {form.good.get('act', '')}: {page.status}"
            assert SCRIPT not in page.html
            if page.status == 422 and not {"year", "promise", "period"} & set(form.texts):
                assert kept in page.html, f"{form.page} {form.good.get('act', '')}: {said!r} was lost"

    each(office, check)


def test_a_day_in_1900_and_one_that_never_was_are_named_and_kept(office: Office) -> None:
    def check(form: Form) -> None:
        for name, label in form.days.items():
            for value in ("1900-01-01", "30/2/2026", "hôm qua"):
                page = office.send(form, **{name: value})
                refused(page, label, form)
                assert value in page.html, f"{form.page}: {name} {value} was lost"

    each(office, check)


def test_a_file_that_is_no_picture_is_named(office: Office) -> None:
    def check(form: Form) -> None:
        for name, label in form.files.items():
            for content in (b"%PDF-1.7 khong phai anh", b""):
                page = office.send(form, **{name: SimpleUploadedFile("anh.jpg", content, "image/jpeg")})
                refused(page, label, form)

    each(office, check)


def test_everything_as_it_should_be_goes_through(office: Office) -> None:
    def check(form: Form) -> None:
        files = {name: photo() for name in form.files}
        page = office.send(form, **files)
        assert page.status == 302, f"{form.page} {form.good.get('act', '')}: {page.status} {page.alert}"

    each(office, check)
