"""Step 3, second half: what is done with a dossier, by whom, and what happens when two people do it at once."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, nothing_changes
from tests.web.test_lists import printed
from vidan.actions import dossiers, matters
from vidan.domain.matters import PauseKind
from vidan.domain.people import Actor, Role
from vidan.queries import dossiers as seen
from vidan.store.models import Dossier, Holding, Matter, Promise

ACTS = ("take_over", "move_on", "reassign", "pause", "resume", "finish", "give_out", "reprint")
BrowserOf = Callable[..., Browser]


def act(name: str, code: str) -> str:
    return reverse(f"office.{name}", args=[code])


@pytest.fixture
def code(house: House) -> str:
    """A dossier on the desk of the one-stop officer."""
    return builders.receive(house.one_stop).code


def matter(house: House, code: str) -> Matter:
    row: Matter = Matter.objects.of(house.commune).get(code=code)
    return row


def holder(house: House, code: str) -> int | None:
    return matter(house, code).holder_id


def refused(actor: Actor, name: str, code: str, **typed: str) -> str:
    """What is said of an act that is not possible: before its form is shown, and to a form left open alike."""
    browser = Browser(actor, careful=False)
    with nothing_changes():
        told = browser.open(act(name, code))
        assert told.location == act("dossier", code), "nothing is typed in vain"
        at_once = browser.follow(told).words
        late = browser.post(act(name, code), typed).alert.partition("nguyên. ")[2]
    assert late
    assert late in at_once
    return late


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_tells_what_it_is_who_asks_who_holds_it_and_until_when(counter: Browser, code: str) -> None:
    page = counter.open(act("dossier", code))
    for words in ("Giấy phép xây nhà", code, "Hà Thị Thảo", "0381••••0123", "Lê Thị Hoa", "Tiếp nhận đủ giấy tờ"):
        assert words in page.words
    assert "Vì sao là ngày này?" in page.words
    assert "Hẹn trả: 17 giờ 00 thứ Sáu, ngày 27 tháng 11 năm 2026." in page.words


def test_whom_the_clock_waited_for_is_told_in_words_on_screen_and_paper(
    counter: Browser, house: House, code: str, clock: Clock
) -> None:
    matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bà con gọi lại", now=clock())
    page = counter.open(act("dossier", code))
    assert "Chờ bà con" in page.words
    assert "citizen" not in page.words
    assert "Hồ sơ đang tạm dừng" in printed(counter.open(act("control_slip", code)))


def test_the_whole_identity_number_stands_on_no_page(counter: Browser, code: str) -> None:
    for name in ("dossier", "receipt", "move_on", "reassign", "pause", "finish", "reprint"):
        assert "038186000123" not in counter.open(act(name, code)).html


def test_only_what_may_be_done_now_is_offered(counter: Browser, house: House, code: str, browser_of: BrowserOf) -> None:
    mine = counter.open(act("dossier", code))
    assert {act(name, code) for name in ("move_on", "finish", "reassign", "pause", "receipt")} <= set(mine.links)
    assert act("give_out", code) not in mine.links
    colleague = browser_of(house.specialist).open(act("dossier", code))
    assert not {act(name, code) for name in ("move_on", "finish", "reassign", "pause", "receipt")} & set(
        colleague.links
    )
    assert act("take_over", code) in [form.action for form in colleague.forms]


# -- taking over ------------------------------------------------------------------------------------------------------


def test_a_colleague_takes_it_over(house: House, code: str, browser_of: BrowserOf) -> None:
    browser = browser_of(house.specialist)
    page = browser.open(act("dossier", code))
    after = browser.follow(browser.send(page, action=act("take_over", code)))
    assert holder(house, code) == house.specialist.officer_id
    assert "Nhận việc" in after.words


def test_without_the_token_of_the_page_nothing_is_done(house: House, code: str, browser_of: BrowserOf) -> None:
    browser = browser_of(house.specialist)
    with nothing_changes():
        page = browser.post(act("take_over", code), {"csrfmiddlewaretoken": ""})
    assert page.status == 403
    assert "Trang này mở đã lâu nên chưa gửi được" in page.words
    assert "Xin chép lại lời dài, tải lại trang" in page.words  # reloading first would empty the form


def test_taking_over_twice_is_told_and_changes_nothing(house: House, code: str, browser_of: BrowserOf) -> None:
    browser = browser_of(house.one_stop, careful=False)
    with nothing_changes():
        page = browser.follow(browser.post(act("take_over", code)))
    assert "đã ở bàn của ông/bà rồi" in page.words


# -- moving on --------------------------------------------------------------------------------------------------------


def test_it_goes_to_the_next_step_and_to_the_person_who_does_it(
    counter: Browser, house: House, code: str, clock: Clock
) -> None:
    clock.forward(hours=1)
    counter.awake()
    page = counter.open(act("move_on", code))
    assert page.form().choices["to_officer"][0] == str(house.specialist.officer_id), (
        "who has the step's role stands first"
    )
    after = counter.follow(counter.send(page, to_officer=str(house.specialist.officer_id)))
    assert "Kiểm tra hồ sơ, thực địa" in after.words
    assert "Đang giải quyết" in after.words
    assert (matter(house, code).step, holder(house, code)) == (1, house.specialist.officer_id)


def test_each_step_has_its_holder_and_no_minute_is_without_one(
    house: House, code: str, browser_of: BrowserOf, clock: Clock
) -> None:
    way = [house.one_stop, house.specialist, house.specialist, house.leader, house.one_stop]
    for now, then in pairwise(way):
        clock.forward(minutes=10)
        browser = browser_of(now)
        browser.follow(browser.send(browser.open(act("move_on", code)), to_officer=str(then.officer_id)))
    rows = list(Holding.objects.of(house.commune).order_by("number"))
    assert [row.officer_id for row in rows] == [actor.officer_id for actor in way]
    assert all(before.until_at == after.from_at for before, after in pairwise(rows))


def test_after_the_last_step_only_finishing_remains(house: House, code: str, browser_of: BrowserOf) -> None:
    for _ in range(4):
        dossiers.move_on(house.one_stop, code, now=NOW)
    browser = browser_of(house.one_stop)
    assert act("move_on", code) not in browser.open(act("dossier", code)).links
    assert "đã ở bước cuối" in refused(house.one_stop, "move_on", code, to_officer=str(house.leader.officer_id))


def test_nobody_is_offered_who_may_not_hold_it_today(
    counter: Browser, house: House, code: str, actor_of: Callable[..., Actor]
) -> None:
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    inspector = actor_of(Role.INSPECTOR)
    offered = counter.open(act("move_on", code)).form().choices["to_officer"]
    for actor in (house.administrator, inspector, other.specialist):
        assert str(actor.officer_id) not in offered
    browser = Browser(house.one_stop, careful=False)
    with nothing_changes():
        page = browser.post(act("move_on", code), {"to_officer": str(other.specialist.officer_id)})
    assert "Xin chọn lại người" in page.alert


# -- re-assigning -----------------------------------------------------------------------------------------------------


def test_it_is_given_to_somebody_else_with_a_reason(counter: Browser, house: House, code: str) -> None:
    page = counter.open(act("reassign", code))
    assert str(house.one_stop.officer_id) not in page.form().choices["to_officer"]
    to = str(house.specialist.officer_id)
    after = counter.follow(counter.send(page, to_officer=to, reason="Tôi đi tập huấn đến hết tuần."))
    assert holder(house, code) == house.specialist.officer_id
    assert "Tôi đi tập huấn đến hết tuần." in after.words


@pytest.mark.parametrize("reason", ["", "   ", "ok", "\u200b\u200b\u200b\u200b\u200b\u200b"])
def test_without_a_reason_nobody_gets_it(counter: Browser, house: House, code: str, reason: str) -> None:
    page = counter.open(act("reassign", code))
    with nothing_changes():
        refused = counter.send(page, to_officer=str(house.leader.officer_id), reason=reason)
    assert "Xin ghi rõ" in refused.alert
    assert refused.field("to_officer") == str(house.leader.officer_id)


def test_a_leader_gives_away_what_another_holds(house: House, code: str, browser_of: BrowserOf) -> None:
    browser = browser_of(house.leader)
    to = str(house.specialist.officer_id)
    page = browser.open(act("reassign", code))
    browser.follow(browser.send(page, to_officer=to, reason="Chị Hoa nghỉ ốm hôm nay."))
    assert holder(house, code) == house.specialist.officer_id


# -- stopping and starting --------------------------------------------------------------------------------------------


def test_the_clock_stops_for_the_citizen_with_a_reason(counter: Browser, house: House, code: str) -> None:
    page = counter.open(act("pause", code))
    after = counter.follow(counter.send(page, kind="citizen", reason="Chờ bản vẽ có chữ ký của chủ nhà."))
    assert "Đang tạm dừng" in after.words
    assert "Chờ bản vẽ có chữ ký của chủ nhà." in after.words
    assert matter(house, code).paused_at == NOW


def test_the_clock_stops_for_another_agency_only_by_its_name(counter: Browser, house: House, code: str) -> None:
    page = counter.open(act("pause", code))
    with nothing_changes():
        refused = counter.send(page, kind="agency", reason="Chờ ý kiến về quy hoạch.", waiting_for="  ")
    assert "Xin ghi tên cơ quan đang chờ" in refused.alert
    assert refused.field("reason") == "Chờ ý kiến về quy hoạch."
    after = counter.follow(counter.send(refused, waiting_for="Sở Xây dựng"))
    assert "Sở Xây dựng" in after.words


@pytest.mark.parametrize(("kind", "told"), [([], "Xin chọn đang chờ ai"), (["leader"], "Xin chọn lại đang chờ ai")])
def test_there_are_only_two_lawful_reasons(counter: Browser, code: str, kind: list[str], told: str) -> None:
    page = counter.open(act("pause", code))
    with nothing_changes():
        refused = counter.send(page, kind=kind, reason="Tôi bận quá.")
    assert told in refused.alert


def test_when_it_goes_on_the_date_moves_by_what_it_stood_still(
    counter: Browser, house: House, code: str, clock: Clock
) -> None:
    before = matter(house, code)
    matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    clock.forward(days=2)
    counter.awake()
    after = counter.follow(counter.send(counter.open(act("dossier", code)), action=act("resume", code)))
    now = matter(house, code)
    assert now.due_at is not None and before.due_at is not None
    assert now.due_at - before.due_at == timedelta(days=4), "two working days, and a weekend between"
    assert now.first_due_at == before.first_due_at
    assert "Các lần hẹn" in after.words
    assert Promise.objects.of(house.commune).count() == 2


def test_nothing_else_is_done_while_the_clock_stands(counter: Browser, house: House, code: str) -> None:
    matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    page = counter.open(act("dossier", code))
    assert not {act(name, code) for name in ("move_on", "finish", "pause")} & set(page.links)
    for name, typed in {
        "move_on": {"to_officer": str(house.specialist.officer_id)},
        "finish": {},
        "pause": {"kind": "citizen", "reason": "Chờ thêm nữa."},
    }.items():
        assert "đang tạm dừng" in refused(house.one_stop, name, code, **typed)


# -- the end ----------------------------------------------------------------------------------------------------------


def test_a_finished_dossier_waits_for_its_citizen_and_its_clock_has_stopped(
    counter: Browser, house: House, code: str, clock: Clock
) -> None:
    clock.forward(hours=2)
    counter.awake()
    page = counter.open(act("finish", code))
    assert "Kết quả đã được ký đủ" in page.words
    after = counter.follow(counter.send(page))
    assert "Đã có kết quả, mời đến nhận" in after.words
    assert "xong đúng hẹn" in after.words
    row = matter(house, code)
    assert row.closed_at == clock.now
    assert not Holding.objects.of(house.commune).filter(until_at=None).exists()


def test_a_late_dossier_is_finished_as_late_and_given_out_all_the_same(house: House, code: str, clock: Clock) -> None:
    clock.forward(days=30)
    counter = Browser(house.one_stop)
    after = counter.follow(counter.send(counter.open(act("finish", code))))
    assert "xong trễ" in after.words
    page = counter.open(act("give_out", code))
    assert page.field("receiver") == "Hà Thị Thảo"
    after = counter.follow(counter.send(page, receiver="Bùi Văn Con (con trai)", receipt_shown="on"))
    assert "Đã trả kết quả" in after.words
    assert "Bùi Văn Con (con trai)" in after.words
    assert Dossier.objects.of(house.commune).get().given_at == clock.now


def test_nothing_is_given_out_before_there_is_a_result(house: House, code: str) -> None:
    assert "Hồ sơ ở trạng thái này chưa làm được việc đó" in refused(
        house.one_stop, "give_out", code, receiver="Hà Thị Thảo"
    )


def test_who_came_for_the_result_is_asked(counter: Browser, house: House, code: str) -> None:
    dossiers.finish(house.one_stop, code, now=NOW)
    page = counter.open(act("give_out", code))
    with nothing_changes():
        refused = counter.send(page, receiver=" \u200b ")
    assert "Xin ghi tên người đến nhận kết quả" in refused.alert


def test_a_given_out_dossier_can_be_changed_no_more(house: House, code: str) -> None:
    dossiers.finish(house.one_stop, code, now=NOW)
    dossiers.give_out(house.one_stop, code, "Hà Thị Thảo", receipt_shown=True, now=NOW)
    to = str(house.specialist.officer_id)
    for name, typed in {
        "move_on": {"to_officer": to},
        "reassign": {"to_officer": to, "reason": "Chuyển cho đúng người."},
        "pause": {"kind": "citizen", "reason": "Chờ thêm giấy."},
        "finish": {},
        "give_out": {"receiver": "Hà Thị Thảo"},
    }.items():
        assert refused(house.one_stop, name, code, **typed), name
    browser = Browser(house.one_stop, careful=False)
    for name in ("take_over", "resume"):
        with nothing_changes():
            told = browser.follow(browser.post(act(name, code)))
        assert "đã xong, không đổi được nữa" in told.words


# -- who may not ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["move_on", "pause", "finish"])
def test_only_who_holds_it_acts_on_it(house: House, code: str, name: str) -> None:
    typed = {
        "move_on": {"to_officer": str(house.leader.officer_id)},
        "pause": {"kind": "citizen", "reason": "Chờ thêm giấy."},
        "finish": {},
    }[name]
    assert "Xin bấm “Nhận việc này” trước khi làm" in refused(house.specialist, name, code, **typed)


def test_a_specialist_does_not_give_away_what_another_holds(house: House, code: str) -> None:
    typed = {"to_officer": str(house.leader.officer_id), "reason": "Để tôi chuyển hộ."}
    assert "đang ở bàn của người khác" in refused(house.specialist, "reassign", code, **typed)


@pytest.mark.parametrize("name", ACTS)
def test_who_holds_no_matters_cannot_act(house: House, code: str, browser_of: BrowserOf, name: str) -> None:
    browser = browser_of(house.administrator, careful=False)
    with nothing_changes():
        assert browser.post(act(name, code)).status == 403


@pytest.mark.parametrize("name", [*ACTS, "dossier", "receipt", "receipt_pdf"])
def test_the_dossier_of_another_commune_is_as_unknown_as_one_that_never_was(
    house: House, code: str, browser_of: BrowserOf, name: str
) -> None:
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác", abbreviation="XK"))
    dossiers.finish(house.one_stop, code, now=NOW)
    browser = browser_of(other.one_stop, careful=False)

    def answer(wanted: str) -> tuple[int, str]:
        open_it = browser.post if name in ("take_over", "resume") else browser.open
        page = open_it(act(name, wanted))
        return page.status, page.words.replace(wanted, "MÃ")

    with nothing_changes():
        assert answer(code) == answer("XK-261117-0009")
        assert answer(code)[0] == 404


# -- two at once ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("move_on", {"to_officer": "specialist"}),
        ("reassign", {"to_officer": "specialist", "reason": "Tôi đi tập huấn đến hết tuần."}),
        ("pause", {"kind": "agency", "waiting_for": "Sở Xây dựng", "reason": "Chờ ý kiến về quy hoạch."}),
        ("finish", {}),
    ],
)
def test_when_two_act_at_once_the_second_is_told_kindly_and_loses_nothing(
    counter: Browser, house: House, code: str, name: str, typed: dict[str, str]
) -> None:
    if "to_officer" in typed:
        typed = {**typed, "to_officer": str(house.specialist.officer_id)}
    page = counter.open(act(name, code))
    matters.take_over(house.leader, code, now=NOW)
    matters.take_over(house.one_stop, code, now=NOW)
    with nothing_changes():
        refused = counter.send(page, **typed)
    assert f"Vừa có người khác xử lý hồ sơ {code}. Xin xem lại trang này rồi làm tiếp." in refused.alert
    for field, value in typed.items():
        assert refused.field(field) == value
    counter.follow(counter.send(refused))
    assert matter(house, code).version == 4, "having seen it as it stands now, she presses again and it is done"


def test_when_two_give_out_at_once_it_is_given_out_once(counter: Browser, house: House, code: str) -> None:
    dossiers.finish(house.one_stop, code, now=NOW)
    page = counter.open(act("give_out", code))
    dossiers.give_out(house.one_stop, code, "Hà Thị Thảo", receipt_shown=True, now=NOW)
    with nothing_changes():
        refused = counter.send(page, receiver="Người khác")
    assert refused.alert
    assert seen.dossier(house.one_stop, code, now=NOW).receiver == "Hà Thị Thảo"


def test_when_two_take_over_at_once_the_second_reads_who_was_faster(
    house: House, code: str, browser_of: BrowserOf
) -> None:
    leader, specialist = browser_of(house.leader), browser_of(house.specialist)
    first, second = leader.open(act("dossier", code)), specialist.open(act("dossier", code))
    leader.follow(leader.send(first, action=act("take_over", code)))
    told = specialist.follow(specialist.send(second, action=act("take_over", code)))
    assert "Vừa có người khác xử lý hồ sơ" in told.words
    assert holder(house, code) == house.leader.officer_id
