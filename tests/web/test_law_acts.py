"""The seldom acts at the desk, as an officer meets them: papers asked for once, a refusal, an end, what went wrong."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page, nothing_changes
from vidan.actions import dossiers, matters
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role
from vidan.domain.promises import ClockStep, counted_day
from vidan.store.models import Breach, Dossier, Entry, Holding, Matter, Pause, Promise, Reminder, Slip
from vidan.store.tenancy import TenantModel

REASON = "bản vẽ chưa có chữ ký của người thiết kế"


@pytest.fixture
def master(house: House) -> Actor:
    """Who does everything in a small commune."""
    return builders.enter_officer(
        house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER, name="Bùi Thị Nhiều", title="Phó Chủ tịch"
    )


@pytest.fixture
def code(master: Actor) -> str:
    """A dossier in its second step, at the master's desk."""
    matter = builders.receive(master)
    return dossiers.move_on(master, matter.code, now=NOW).code


@pytest.fixture
def desk(master: Actor, clock: Clock) -> Browser:
    return Browser(master)


def act(name: str, code: str) -> str:
    return reverse(f"office.{name}", args=[code])


def matter_of(code: str, house: House) -> Matter:
    row: Matter = Matter.objects.of(house.commune).get(code=code)
    return row


def kinds(house: House) -> list[str]:
    return list(Entry.objects.of(house.commune).order_by("pk").values_list("kind", flat=True))


def rows(model: type[TenantModel], house: House) -> Any:
    return model.objects.of(house.commune)


def ask(desk: Browser, code: str, page: str = "ask_papers", **typed: Any) -> Page:
    return desk.send(desk.open(act(page, code)), **{"papers": ["0", "2"], "reason": REASON, **typed})


# -- papers -----------------------------------------------------------------------------------------------------------


def test_papers_are_asked_for_once_from_the_published_list_and_the_clock_waits(
    desk: Browser, house: House, code: str
) -> None:
    slip = desk.follow(ask(desk, code))
    assert "còn thiếu giấy tờ" in slip.words
    assert REASON in slip.words
    assert "Chờ đến hết" in slip.words
    matter = matter_of(code, house)
    assert (matter.state, matter.paused_at) == ("supplement", NOW)
    assert kinds(house) == ["nhan", "bs"]
    page = desk.open(act("dossier", code))
    assert "Chờ bổ sung giấy tờ" in page.words
    assert act("finish", code) not in page.links, "nothing is finished while papers are awaited"


def test_a_full_supplement_starts_the_time_limit_from_zero_once(
    desk: Browser, house: House, code: str, clock: Clock
) -> None:
    ask(desk, code)
    clock.forward(days=9)
    desk.awake()
    desk.follow(desk.send(desk.open(act("accept_papers", code))))
    matter = matter_of(code, house)
    calendar_days = builders.receive(house.one_stop, now=clock.now).due_at
    assert (matter.state, matter.due_at) == ("processing", calendar_days)
    assert matter.first_due_at < matter.due_at, "the first promise stays as it was"
    assert kinds(house)[:3] == ["nhan", "bs", "hen"]
    assert rows(Promise, house).filter(matter=matter).latest("number").reason == "supplement"


def test_a_second_request_is_told_to_the_officer_as_what_it_is(
    desk: Browser, house: House, code: str, clock: Clock
) -> None:
    ask(desk, code)
    dossiers.accept_papers(builders.enter_officer(house.commune, Role.ONE_STOP), code, now=NOW)
    due = matter_of(code, house).due_at
    with nothing_changes():
        told = desk.follow(desk.open(act("ask_papers", code)))
    assert "đã yêu cầu bổ sung một lần rồi" in told.words, "said before anything is typed"
    slip = desk.follow(ask(desk, code, "ask_again", papers=["1"], again="quy chuẩn xây dựng vừa thay đổi"))
    assert "quy chuẩn xây dựng vừa thay đổi" in slip.words
    assert "lần hỏi thứ hai" in slip.words
    told = desk.open(act("dossier", code)).words
    assert "Yêu cầu bổ sung lần 2, lý do của lãnh đạo: quy chuẩn xây dựng vừa thay đổi" in told
    matter = matter_of(code, house)
    assert (matter.state, matter.paused_at, matter.due_at) == ("supplement", None, due), "our own clock runs on"
    assert kinds(house).count("bs") == 1


def test_a_paper_outside_the_list_costs_a_reason_a_copy_and_somebodys_work(
    desk: Browser, house: House, code: str
) -> None:
    page = desk.open(act("ask_papers", code))
    with nothing_changes():
        refused = desk.send(page, unlisted="Giấy xác nhận của trưởng thôn", unlisted_reason="cần")
    assert "Xin ghi rõ lý do" in refused.alert
    why = "có tranh chấp ranh giới với hộ bên cạnh"
    slip = desk.follow(desk.send(page, unlisted="Giấy xác nhận của trưởng thôn", unlisted_reason=why))
    assert "ngoài danh mục" in slip.words
    assert why in slip.words
    owed = rows(Matter, house).get(kind="checklist")
    assert "Giấy xác nhận của trưởng thôn" in owed.title
    assert owed.holder_id is not None
    queue = desk.open("/can-bo/ca-xa")
    assert act("matter", owed.code) in queue.links


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"papers": []}, "ít nhất một giấy tờ"),
        ({"reason": "vì"}, "ít nhất 5 ký tự"),
        ({"unlisted": "x" * 400}, "nhiều nhất 300 ký tự"),
        ({"unlisted_reason": "có tranh chấp với hộ bên cạnh"}, "Xin ghi tên giấy tờ ngoài danh mục"),
    ],
)
def test_a_request_that_says_too_little_is_not_made(
    desk: Browser, code: str, typed: dict[str, Any], words: str
) -> None:
    page = desk.open(act("ask_papers", code))
    with nothing_changes():
        refused = desk.send(page, **{"papers": ["0"], "reason": REASON, **typed})
    assert words in " ".join(refused.words.split())


def test_while_papers_are_awaited_no_pause_stops_a_second_clock(desk: Browser, house: House, code: str) -> None:
    ask(desk, code)
    with nothing_changes():
        told = desk.follow(desk.open(act("pause", code)))
    assert "đang tạm dừng" in told.words
    assert rows(Pause, house).count() == 1
    with nothing_changes():
        careless = Browser(house.one_stop, careful=False)
        back = careless.follow(careless.post(act("resume", code)))
    assert "bấm đúng nút “Đã bổ sung đủ”" in back.words


def test_what_is_not_supplemented_within_the_legal_wait_is_stopped_by_rule(
    desk: Browser, house: House, code: str, clock: Clock
) -> None:
    ask(desk, code)
    wait = rows(Slip, house).get().answer_before
    assert dossiers.stop_unanswered(house.commune.pk, now=wait) == []
    page = desk.open(act("stop", code))
    with nothing_changes():
        early = desk.send(page)
    assert "còn được chờ bổ sung" in early.alert
    assert dossiers.stop_unanswered(house.commune.pk, now=wait + timedelta(minutes=1)) == [code]
    assert dossiers.stop_unanswered(house.commune.pk, now=wait + timedelta(days=1)) == []
    assert matter_of(code, house).state == "stopped"
    assert kinds(house)[-1] == "huy"
    slip = rows(Slip, house).get(form="05")
    assert "Hồ sơ dừng giải quyết" in desk.open(act("slip", slip.number)).words


# -- fee, refusal, withdrawal ----------------------------------------------------------------------------------------


def test_a_fee_stops_the_clock_and_its_payment_starts_it(desk: Browser, house: House, code: str, clock: Clock) -> None:
    before = matter_of(code, house).due_at
    desk.follow(desk.send(desk.open(act("ask_fee", code)), reason="lệ phí 75.000 đồng, nộp tại kho bạc"))
    clock.forward(days=2)
    desk.awake()
    desk.follow(desk.send(desk.open(act("fee_paid", code))))
    after = matter_of(code, house)
    assert after.state == "processing"
    assert after.due_at == before + timedelta(days=4), "two working days later, over a weekend"
    assert kinds(house) == ["nhan", "bs", "hen"]


def test_a_refusal_has_its_reason_and_its_law_and_is_a_result(desk: Browser, house: House, code: str) -> None:
    page = desk.open(act("refuse", code))
    with nothing_changes():
        assert "Xin điền ô “Căn cứ pháp luật”" in desk.send(page, reason="đất nằm trong quy hoạch đường").alert
    slip = desk.follow(desk.send(page, reason="đất nằm trong quy hoạch đường", basis="Luật Xây dựng, Điều 91"))
    assert "Luật Xây dựng, Điều 91" in slip.words
    assert kinds(house) == ["nhan", "xong"]
    pdf = desk.open(act("slip_pdf", rows(Slip, house).get().number))
    assert pdf.response.content.startswith(b"%PDF")
    desk.follow(desk.send(desk.open(act("give_out", code)), receiver="Hà Thị Thảo"))
    assert matter_of(code, house).state == "given_out"


def test_a_citizen_takes_her_dossier_back(desk: Browser, house: House, code: str) -> None:
    slip = desk.follow(desk.send(desk.open(act("withdraw", code)), reason="bà con đổi ý, không xây nữa"))
    assert "trả lại giấy tờ" in slip.words
    assert (matter_of(code, house).state, kinds(house)) == ("withdrawn", ["nhan", "huy"])
    assert desk.open(act("slip_pdf", rows(Slip, house).get().number)).response.content.startswith(b"%PDF")


# -- a new date, a breach, a wrong result ----------------------------------------------------------------------------


def test_a_new_date_is_given_once_and_the_first_stays(desk: Browser, house: House, code: str) -> None:
    first = matter_of(code, house).first_due_at
    page = desk.open(act("reappoint", code))
    with nothing_changes():
        earlier = desk.send(page, due_on="18/11/2026", reason="mất điện ba ngày liền")
    assert "phải sau ngày hẹn cũ" in earlier.words
    desk.follow(desk.send(page, due_on="05/12/2026", reason="mất điện ba ngày liền"))
    matter = matter_of(code, house)
    assert matter.first_due_at == first
    assert f"{matter.due_at:%Y-%m-%d}" == "2026-12-07", "a Saturday becomes the Monday after it"
    assert rows(Promise, house).filter(reason="reappointment").count() == 1
    assert kinds(house) == ["nhan", "hen"]
    with nothing_changes():
        again = desk.follow(desk.open(act("reappoint", code)))
    assert "đã hẹn lại một lần" in again.words


def test_a_lost_paper_is_told_at_once_and_owes_an_apology(desk: Browser, house: House, code: str) -> None:
    desk.follow(desk.send(desk.open(act("breach", code)), kind="lost", words="mất sổ đỏ bản gốc khi chuyển phòng"))
    breach = rows(Breach, house).get()
    assert (breach.kind, breach.found_at) == ("lost", NOW)
    assert "Mất giấy tờ: mất sổ đỏ bản gốc" in desk.open(act("dossier", code)).words


def test_a_wrong_result_is_made_anew_by_a_named_officer(desk: Browser, house: House, code: str, clock: Clock) -> None:
    master = desk.officer
    assert master is not None
    for name, typed in (("finish", {}), ("give_out", {"receiver": "Hà Thị Thảo"})):
        desk.follow(desk.send(desk.open(act(name, code)), **typed))
    clock.forward(days=1)
    desk.awake()
    page = desk.open(act("redo", code))
    desk.follow(desk.send(page, words="sai số tờ bản đồ", to_officer=str(house.specialist.officer_id)))
    matter = matter_of(code, house)
    assert (matter.state, matter.closed_at, matter.holder_id) == ("processing", None, house.specialist.officer_id)
    assert rows(Breach, house).get().kind == "wrong"
    spans = list(rows(Holding, house).filter(matter=matter).order_by("number"))
    assert all(one.until_at == two.from_at for one, two in pairwise(spans))
    assert spans[-2].clock == "citizen", "what lay with her meanwhile was not with us"


# -- a slip of the pen -----------------------------------------------------------------------------------------------


def test_a_mistake_is_mended_by_a_new_fact_and_both_stay_readable(desk: Browser, house: House, code: str) -> None:
    due = matter_of(code, house).due_at
    page = desk.open(act("correct", code))
    desk.follow(desk.send(page, field="name", value="Hà Thị Thao", reason="gõ thừa dấu"))
    after = desk.open(act("dossier", code))
    assert "Sửa họ tên: “Hà Thị Thảo” thành “Hà Thị Thao”" in after.words
    assert matter_of(code, house).due_at == due
    desk.follow(desk.send(desk.open(act("correct", code)), field="procedure", value=builders.BIRTH, reason="chọn nhầm"))
    assert "Đăng ký khai sinh" in desk.open(act("dossier", code)).words
    with nothing_changes():
        assert (
            "không có chữ số"
            in desk.send(desk.open(act("correct", code)), field="name", value="123", reason="gõ nhầm").alert
        )
        wrong = desk.send(desk.open(act("correct", code)), field="paper_struck", value="Giấy lạ", reason="ghi nhầm")
    assert "không ghi đã nhận giấy" in wrong.words


# -- calls and help --------------------------------------------------------------------------------------------------


def test_a_call_about_a_result_tells_that_she_knows(desk: Browser, house: House, code: str) -> None:
    desk.follow(desk.send(desk.open(act("finish", code))))
    desk.follow(desk.send(desk.open(act("call", code)), reached="yes", words="chiều nay bà đến"))
    assert "Đã gọi cho bà con: chiều nay bà đến" in desk.open(act("dossier", code)).words


def test_i_need_help_reaches_the_head_and_the_dossier_stays(
    house: House, clock: Clock, browser_of: Callable[..., Browser]
) -> None:
    code = builders.receive(house.one_stop).code
    mine = browser_of(house.one_stop)
    told = mine.follow(mine.send(mine.open(act("help", code)), reason="chưa từng làm loại này, xin người kèm"))
    assert "Đã nhắn lãnh đạo" in told.words
    reminder = rows(Reminder, house).get()
    assert reminder.officer_id == house.leader.officer_id
    head = browser_of(house.leader)
    page = head.open(reverse("office.reminders"))
    assert "Lê Thị Hoa cần giúp: chưa từng làm loại này" in page.words
    assert act("dossier", code) in page.links
    seen = head.follow(head.send(page))
    assert "đã biết" in seen.words
    assert matter_of(code, house).holder_id == house.one_stop.officer_id


# -- what is owed ----------------------------------------------------------------------------------------------------


def test_something_owed_has_a_page_a_holder_and_an_end(house: House, master: Actor, desk: Browser, code: str) -> None:
    asking = Asking({0}, REASON, OnePaper("Giấy ngoài lề", "vì chưa rõ ranh giới"))
    dossiers.ask_papers(master, code, asking, now=NOW)
    owed = rows(Matter, house).get(kind="checklist")
    page = desk.open(act("matter", owed.code))
    assert "Giấy ngoài lề" in page.words
    assert "vì chưa rõ ranh giới" in page.words
    assert act("dossier", code) in page.links
    if owed.holder_id != master.officer_id:
        desk.follow(desk.send(page, action=act("matter_take", owed.code)))
    why = "ranh giới đã có trong sổ địa chính"
    question = desk.open(act("matter_finish", owed.code))
    with nothing_changes():
        assert "Xin chọn thôi đòi, hay đưa vào danh mục" in desk.send(question, outcome=why).alert
    done = desk.follow(desk.send(question, verdict="drop", outcome=why))
    assert why in done.words
    told = desk.open(act("dossier", code)).words
    assert f"Thôi đòi giấy ngoài danh mục “Giấy ngoài lề”: {why}" in told
    assert "Xin gọi báo bà con không phải nộp nữa" in desk.open(reverse("office.reminders")).words
    dossiers.accept_papers(master, code, now=NOW)
    assert [paper["name"] for paper in rows(Dossier, house).get().papers if paper.get("supplement")] == [
        builders.papers_of(builders.BUILDING_PERMIT)[0].name
    ], "nobody writes down as handed in what nobody had to bring"
    to = str(house.specialist.officer_id)
    with nothing_changes():
        refused = desk.send(desk.open(act("matter_reassign", owed.code)), to_officer=to, reason="nhờ làm tiếp")
    assert "đã xong" in refused.words


@pytest.mark.parametrize("again", [False, True])
def test_when_the_only_paper_asked_for_is_dropped_her_dossier_runs_on_towards_its_old_day(
    master: Actor, house: House, code: str, again: bool
) -> None:
    due = matter_of(code, house).due_at
    if again:
        dossiers.ask_papers(master, code, Asking({0}, REASON), now=NOW)
        dossiers.accept_papers(master, code, now=NOW)
    lone = OnePaper("Sổ hộ khẩu", "để biết ai ở cùng")
    dossiers.ask_papers(master, code, Asking((), "", lone, "chúng tôi xem sót" if again else ""), now=NOW)
    look = rows(Matter, house).get(kind="checklist")
    matters.take_over(master, look.code, now=NOW)
    then = NOW + timedelta(days=2)
    dossiers.judge_paper(master, look.code, "không luật nào đòi giấy này", dropped=True, now=then)
    matter = matter_of(code, house)
    assert (matter.state, matter.paused_at, matter.due_at) == ("processing", None, due)
    assert counted(matter) == local_day(due), "we asked in vain: her public day stays too"
    assert dossiers.stop_unanswered(house.commune.pk, now=NOW + timedelta(days=90)) == []
    assert matter_of(code, house).state == "processing"


def test_while_a_listed_paper_is_awaited_a_dropped_one_stops_no_waiting(master: Actor, house: House, code: str) -> None:
    dossiers.ask_papers(master, code, Asking({0}, REASON, OnePaper("Sổ hộ khẩu", "để biết ai ở cùng")), now=NOW)
    look = rows(Matter, house).get(kind="checklist")
    matters.take_over(master, look.code, now=NOW)
    dossiers.judge_paper(master, look.code, "không luật nào đòi giấy này", dropped=True, now=NOW)
    assert (matter_of(code, house).state, matter_of(code, house).paused_at) == ("supplement", NOW)


def counted(matter: Matter) -> date:
    """The day that the public figures count by."""
    told = Entry.objects.of(matter.commune_id).filter(reference=matter.reference, kind__in=("nhan", "bs", "hen"))
    steps = []
    for row in told.order_by("pk"):
        body = json.loads(row.body)
        due = date.fromisoformat(body["due"]) if body.get("due") else None
        steps.append(ClockStep(row.kind, row.on, str(row.pk).zfill(9), due, body.get("why", "")))
    found = counted_day(steps)
    assert found is not None
    return found.due_on


def test_a_dossier_has_no_second_page_among_the_owed(desk: Browser, code: str) -> None:
    assert desk.open(act("matter", code)).status == 404
