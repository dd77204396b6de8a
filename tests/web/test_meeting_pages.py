"""A meeting on one screen, a day on which people are received, and what they read of it."""

from datetime import timedelta

from tests.actions.test_steering_meetings import BEGINS, text
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from tests.web.test_board_pages import founded, photo
from vidan.actions import steering as acts
from vidan.domain.steering import MeetingKind

__all__ = ["founded"]
LIST, NEW = "/can-bo/hop", "/can-bo/hop/moi"


def test_a_meeting_is_planned_with_a_proposed_agenda_and_written_on_one_screen(founded: House, clock: Clock) -> None:
    head = Browser(founded.leader)
    assert "Chưa có cuộc họp nào" in head.open(LIST).words
    form = head.open(NEW)
    assert "Kết quả mười hai lời hứa trong tháng" in form.words
    hands = [form.field(name) for name in ("chair", "secretary")]
    assert hands == [str(founded.leader.officer_id), str(founded.one_stop.officer_id)]
    typed = {
        "title": "Họp tháng 11", "on": "2026-11-17", "time": "13:00", "place": "Hội trường",
        "chair": str(founded.leader.officer_id), "secretary": str(founded.one_stop.officer_id),
    }  # fmt: skip
    early = head.send(form, kind="reception", **typed)
    assert early.status == 422 and "ít nhất 5 ngày làm việc" in early.words
    assert early.field("place") == "Hội trường"
    sent = head.send(form, kind="meeting", **typed)
    path = sent.location
    clock.forward(hours=4)
    pen = Browser(founded.one_stop, careful=False)
    page = pen.open(path)
    came = {f"came_{founded.leader.officer_id}": "present", f"came_{founded.one_stop.officer_id}": "present"}
    written = {"agenda": "Việc tháng", "course": "Chị Hoa báo cáo.", "conclusion": "Nhất trí.", **came}
    half = pen.post(path, {"act": "decide", **written, "decision": "Treo bảng", "due_on": "2026-11-27"})
    assert half.status == 422 and "cả người làm và hạn" in half.words
    assert "Chị Hoa báo cáo." in half.html
    decide = {"act": "decide", **written, "decision": "Treo bảng", "due_on": "2026-11-27"}
    assert pen.post(path, {**decide, "officer": str(founded.specialist.officer_id)}).status == 302
    page = pen.open(path)
    assert "Chị Hoa báo cáo." in page.words and "Phạm Văn Nam" in page.words
    picture = {"act": "photo", "picture": photo(), "picture_words": "Cuộc họp ở hội trường"}
    assert pen.post(path, picture).status == 302
    assert pen.post(path, {"act": "close", **written}).status == 302
    assert "Biên bản" in pen.open(path).words
    news = {"act": "news", "title": "Ban điều hành họp tháng 11", "text": "Ban điều hành quyết treo bảng ở các thôn."}
    assert pen.post(path, news).status == 404
    assert Browser(founded.leader, careful=False).post(path, news).status == 302
    shown = Browser().open("/tiep-dan")
    assert "Ban điều hành họp tháng 11" in shown.words and "Cuộc họp ở hội trường" in shown.html


def test_a_reception_day_is_announced_held_and_its_questions_are_answered(founded: House, clock: Clock) -> None:
    plan = text(founded, MeetingKind.RECEPTION, starts_at=NOW + timedelta(days=15), title="Tiếp công dân tháng 12")
    row = acts.plan_meeting(founded.leader, plan, now=NOW)
    head, path = Browser(founded.leader, careful=False), f"{LIST}/{row.code}"
    assert head.post(path, {"act": "announce"}).status == 302
    assert "Hội trường xã" in Browser().open("/tiep-dan").words
    clock.forward(days=15, hours=1)
    head = Browser(founded.leader, careful=False)
    assert head.post(path, {"act": "ask", "question": "Bao giờ có đèn đường?"}).status == 302
    assert "chưa trả lời" in head.open(path).words
    assert "xã sẽ trả lời" not in Browser().open("/tiep-dan").words  # not over yet
    assert head.post(path, {"act": "answer", "number": "1", "answer": "x"}).status == 422
    assert head.post(path, {"act": "answer", "number": "1", "answer": "Xong trước Tết."}).status == 302
    came = {f"came_{founded.leader.officer_id}": "present"}
    assert f"came_{founded.specialist.officer_id}" not in head.open(path).html  # only who receives the people
    sent = head.post(path, {"act": "end", "course": "Một người hỏi về đèn.", **came})
    assert sent.status == 302 and "nằm lại trong sổ" in head.follow(sent).words
    public = Browser().open("/tiep-dan")
    assert "Bao giờ có đèn đường?" in public.words and "Xong trước Tết." in public.words
    assert "1 buổi đã tiếp" in head.open(LIST).words


def test_who_only_sits_in_the_board_reads_and_writes_nothing(founded: House, clock: Clock) -> None:
    row = acts.plan_meeting(founded.leader, text(founded), now=NOW)
    reader = Browser(founded.specialist, careful=False)
    assert "Kiểm lại việc" in reader.open(f"{LIST}/{row.code}").words
    assert reader.post(f"{LIST}/{row.code}", {"act": "save", "course": "x"}).status == 404
    assert reader.open(f"{LIST}/H-99-999").status == 404


def test_an_invitation_is_a_letter_and_a_cancelled_meeting_says_why(founded: House, clock: Clock) -> None:
    row = acts.plan_meeting(founded.leader, text(founded), now=NOW)
    head, path = Browser(founded.leader, careful=False), f"{LIST}/{row.code}"
    assert head.post(path, {"act": "invite", "contact": "chị Yến, 0237 000 1217"}).status == 302
    assert "Giấy mời" in head.open(path).words
    assert head.post(path, {"act": "cancel", "reason": ""}).status == 422
    assert head.post(path, {"act": "cancel", "reason": "Bão số 12"}).status == 302
    assert "Bão số 12" in head.open(path).words


def test_the_meeting_asks_the_same_for_few_and_for_many(founded: House, clock: Clock) -> None:
    row = acts.plan_meeting(founded.leader, text(founded), now=NOW)
    head, path = Browser(founded.leader), f"{LIST}/{row.code}"

    def ask() -> int:
        head.open(path)
        with statements() as told:
            head.open(path)
        return len(told)

    acts.decide(founded.leader, row.code, "Việc đầu", now=BEGINS)
    few = ask()
    for number in range(12):
        acts.decide(founded.leader, row.code, f"Việc {number}", now=BEGINS)
    assert ask() == few <= 16
