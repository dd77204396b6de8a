"""The plan's pages: a draft adopted, work given, and a member who closes it with a photo from his telephone."""

import pytest

from tests import builders
from tests.actions.test_steering_plan import FRIDAY, adopted, given
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, statements
from tests.web.test_board_pages import founded, photo
from vidan.actions import steering as acts
from vidan.domain.people import Role
from vidan.domain.steering import EvidenceKind
from vidan.queries import steering as seen

__all__ = ["founded"]
PLAN, DRAFT, TODAY_PAGE = "/can-bo/ke-hoach", "/can-bo/ke-hoach/du-thao", "/can-bo/hom-nay"


def test_a_head_begins_changes_and_adopts_a_plan(founded: House, clock: Clock, citizen: Browser) -> None:
    head = Browser(founded.leader)
    page = head.open(PLAN)
    assert "Chưa có kế hoạch nào được thông qua" in page.words
    draft = head.follow(head.send(page, year="2026"))
    assert "Không trễ hẹn" in draft.words
    goal = head.open(f"{DRAFT}?so=8")
    wrong = head.send(goal, target="")
    assert wrong.status == 422 and "một số từ 1 đến 100" in wrong.words
    owner = str(founded.specialist.officer_id)
    changed = head.follow(head.send(goal, target="91", owner=owner))
    assert "mục tiêu 91%" in changed.words
    assert (
        "Ba mô hình tự quản"
        in head.follow(head.send(head.open(f"{DRAFT}?them=1"), title="Ba mô hình tự quản ở thôn")).words
    )
    assert Browser(founded.leader, careful=False).post(DRAFT, {"act": "adopt"}).status == 302
    assert "Kế hoạch năm 2026" in head.open(PLAN).words
    assert head.open(DRAFT).status == 302
    assert "mục tiêu 91%" in citizen.open("/loi-hua/8").words


def test_work_is_given_for_a_milestone_and_stands_in_the_time_line(house: House, clock: Clock) -> None:
    card = adopted(house)
    head = Browser(house.leader)
    form = head.open(f"{PLAN}/muc-tieu/{card.goals[0].id}/moc")
    assert head.send(form, title="Mọi thôn có bảng lời hứa", due_on="2026-11-01").status == 422
    page = head.follow(head.send(form, title="Mọi thôn có bảng lời hứa", due_on="2026-11-27"))
    assert "Mốc: Mọi thôn có bảng lời hứa" in page.words and "chưa giao việc nào" in page.words
    plan = seen.plan(house.commune.pk)
    assert plan is not None
    mark = plan.goals[0].milestones[0].id
    task = head.open(f"/can-bo/nhiem-vu/moi?moc={mark}")
    assert "Mọi thôn có bảng lời hứa" in task.words
    off = head.send(task, title="Treo bảng", officer=str(house.specialist.officer_id), due_on="2026-11-22")
    assert off.status == 422 and "là ngày nghỉ" in off.words
    done = head.send(task, title="Treo bảng", officer=str(house.specialist.officer_id), due_on="2026-11-20")
    assert "Treo bảng" in head.follow(done).words
    assert "0/1 việc có bằng chứng" in head.open(PLAN).words


def test_what_slipped_stands_on_the_time_line_with_its_reason(house: House, clock: Clock) -> None:
    card = adopted(house)
    mark = acts.set_milestone(house.leader, card.goals[7].id, "Mọi thôn có bảng", FRIDAY, now=NOW)
    given(house, milestone_id=mark.pk)
    clock.forward(days=7)
    head = Browser(house.leader)
    assert "quá hạn 4 ngày" in head.open(PLAN).words and "Chưa ai ghi vì sao" in head.open(PLAN).words
    form = head.open(f"{PLAN}/moc/{mark.pk}/lui")
    early = head.send(form, due_on="2026-11-18", reason="Chờ gỗ làm khung")
    assert early.status == 422 and "Chờ gỗ làm khung" in early.html and "Hạn mới" in early.words
    page = head.follow(head.send(form, due_on="2026-12-11", reason="Chờ gỗ làm khung"))
    assert "Lùi tới 11/12/2026: Chờ gỗ làm khung" in page.words
    assert "Cả năm trên một dòng thời gian" in page.words and 'class="spot late milestone"' in page.html


def test_a_member_closes_his_assignment_with_a_photo_in_three_touches(house: House, clock: Clock) -> None:
    adopted(house)
    matter = given(house)
    member = Browser(house.specialist, careful=False)
    morning = member.open(TODAY_PAGE)
    assert "Treo bảng lời hứa" in morning.words
    path = f"/can-bo/nhiem-vu/{matter.code}"
    page = member.open(path)
    assert 'accept="image/*"' in page.html
    nothing = member.post(path, {"act": "done", "words": "Đã treo xong ở hai thôn"})
    assert nothing.status == 422 and "Chưa có bằng chứng" in nothing.words
    assert member.post(path, {"act": "part", "words": "Mới treo một thôn", "promise": "8"}).status == 302
    sent = member.post(path, {"act": "done", "words": "Đã treo xong ở hai thôn", "photo": photo()})
    done = member.follow(sent)
    assert "Đã ghi xong việc. Cảm ơn" in done.words
    assert "Con số: lời hứa 8" in done.words
    assert "Không còn việc nào" in member.open(TODAY_PAGE).words


def test_a_head_looks_at_what_was_done_and_may_give_it_back(house: House, clock: Clock) -> None:
    adopted(house)
    matter = given(house)
    proof = acts.Proof(EvidenceKind.PHOTO, "Bảng đã treo", photo=b"\xff\xd8\xff")
    acts.finish(house.specialist, matter.code, "đã treo", proofs=[proof], now=NOW)
    head, path = Browser(house.leader, careful=False), f"/can-bo/nhiem-vu/{matter.code}"
    assert "Chờ tôi xem lại" in head.open(TODAY_PAGE).words
    back = {"act": "give_back", "reason": "Ảnh mờ quá", "due_on": "2026-11-25"}
    assert head.post(path, {**back, "reason": "x"}).status == 422
    assert head.post(path, back).status == 302
    assert "Ảnh mờ quá" in head.open(path).words
    later = {"act": "postpone", "due_on": "2026-11-27", "reason": "Đợi thợ làm khung"}
    assert head.post(path, later).status == 302
    over = {"act": "hand_over", "to_officer": str(house.one_stop.officer_id), "reason": "Anh Nam đi công tác"}
    assert head.post(path, over).status == 302
    assert house.one_stop.name in head.open(path).words
    assert head.post(path, {"act": "check"}).status == 404


def test_a_member_without_a_desk_begins_his_day_with_his_three_things(house: House, clock: Clock) -> None:
    member = Browser(builders.enter_officer(house.commune, Role.BOARD_MEMBER))
    assert member.open("/can-bo/bat-dau").location == TODAY_PAGE
    assert "Không còn việc nào" in member.open(TODAY_PAGE).words


@pytest.mark.parametrize(("path", "most"), [(PLAN, 14), (TODAY_PAGE, 12)])
def test_the_plan_asks_the_same_for_few_and_for_many(house: House, clock: Clock, path: str, most: int) -> None:
    card = adopted(house)
    browser = Browser(house.leader)
    given(house, to=house.leader, goal_id=card.goals[0].id)
    browser.open(path)
    with statements() as few:
        browser.open(path)
    for number in range(12):
        given(house, to=house.leader, goal_id=card.goals[number].id)
    browser.open(path)
    with statements() as many:
        browser.open(path)
    assert len(many) == len(few) <= most, "\n".join(many)
