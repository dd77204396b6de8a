"""The page on which the chairman shuts the office: first the preview, then the deed, then perhaps back again."""

from collections.abc import Callable

from django.urls import reverse

from tests import builders
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, copies, nothing_changes, statements
from vidan.actions import dossiers
from vidan.store import guard
from vidan.store.models import Closure, ClosureMove, Matter

MORNING = "/can-bo/buoi-sang"
STORM = {"first_on": "26/11/2026", "last_on": "30/11/2026", "reason": "bão số 5 đổ bộ"}


def test_one_looks_first_and_nothing_moves_until_one_decides(house: House, browser_of: Callable[..., Browser]) -> None:
    code = builders.receive(house.one_stop).code
    desk = browser_of(house.leader)
    with nothing_changes():
        preview = desk.send(desk.open("/can-bo/dong-cua"), "preview", **STORM)
    assert "Sẽ đổi ngày hẹn: 1 việc" in preview.words
    assert code in preview.words
    done = desk.follow(desk.send(preview, "shut"))
    assert "mỗi hồ sơ bị ảnh hưởng có một ngày hẹn mới" in done.words
    assert f"{Matter.objects.of(house.commune).get(code=code).due_at:%d/%m}" == "02/12"
    closure = Closure.objects.of(house.commune).get()
    undone = desk.follow(desk.send(done, action=reverse("office.storm_undo", args=[closure.pk])))
    assert "1 việc trở về ngày hẹn cũ" in undone.words
    assert f"{Matter.objects.of(house.commune).get(code=code).due_at:%d/%m}" == "27/11"


def test_whom_a_closure_costs_a_day_is_called_once_and_again_when_it_is_undone(
    house: House, browser_of: Callable[..., Browser], clock: Clock
) -> None:
    group = "Gọi báo bà con: ngày hẹn đổi vì đóng cửa"
    for _ in range(2):
        code = builders.receive(house.one_stop).code
    waiting = builders.applicant(name="Lò Văn Đợi", number="038086000777", phone="0912000222")
    other = builders.receive(house.one_stop, person=waiting).code
    desk, head = browser_of(house.one_stop), browser_of(house.leader)
    assert group not in desk.open(MORNING).words
    preview = head.send(head.open("/can-bo/dong-cua"), "preview", **STORM)
    assert "3 việc Của 2 người" in preview.words
    done = head.follow(head.send(preview, "shut"))
    page = desk.open(MORNING)
    assert f"{group} 2" in page.words, "one call a person, however many dossiers"
    assert "ngày hẹn mới 02/12" in page.words and "0912000222" in page.words
    clock.forward(minutes=5)
    dossiers.note_call(house.one_stop, code, "desk", "", reached=True, now=clock.now)
    dossiers.note_call(house.one_stop, other, "desk", "", reached=False, now=clock.now)
    assert f"{group} 1" in desk.open(MORNING).words, "who did not answer is called again"
    clock.forward(minutes=5)
    head.follow(head.send(done, action=reverse("office.storm_undo", args=[Closure.objects.of(house.commune).get().pk])))
    page = desk.open(MORNING)
    assert f"{group} 1" in page.words, "only who was told of it is told that it is over"
    assert "0912000222" not in page.words


def test_a_flood_asks_the_sheet_for_no_more_than_a_shower(house: House, browser_of: Callable[..., Browser]) -> None:
    desk, head = browser_of(house.one_stop), browser_of(house.leader)
    builders.receive(house.one_stop)
    head.follow(head.send(head.send(head.open("/can-bo/dong-cua"), "preview", **STORM), "shut"))
    desk.open(MORNING)
    with statements() as few:
        desk.open(MORNING)
    move = ClosureMove.objects.of(house.commune).get()
    with guard.writing_allowed():
        for row in copies(move.matter, 60):
            same = {"commune": house.commune, "closure": move.closure, "before_at": NOW, "after_at": row.due_at}
            ClosureMove.objects.of(house.commune).bulk_create([ClosureMove(matter=row, **same)])
    with statements() as many:
        assert "Gọi báo bà con: ngày hẹn đổi vì đóng cửa 1" in desk.open(MORNING).words, "one person, one line"
    assert len(few) == len(many)


def test_only_what_was_looked_at_is_done(house: House, browser_of: Callable[..., Browser]) -> None:
    builders.receive(house.one_stop)
    desk = browser_of(house.leader)
    preview = desk.send(desk.open("/can-bo/dong-cua"), "preview", **STORM)
    with nothing_changes():
        again = desk.send(preview, "shut", last_on="27/11/2026")
    assert "đã đổi sau khi xem trước" in again.alert
    desk.follow(desk.send(again, "shut"))
    assert f"{Closure.objects.of(house.commune).get().last_on:%d/%m}" == "27/11"


def test_days_that_make_no_sense_come_back_with_the_reason(house: House, browser_of: Callable[..., Browser]) -> None:
    desk = browser_of(house.leader)
    page = desk.open("/can-bo/dong-cua")
    with nothing_changes():
        assert "phải sau ngày đóng cửa" in desk.send(page, "preview", **{**STORM, "last_on": "20/11/2026"}).words
        assert "chưa đọc được" in desk.send(page, "preview", **{**STORM, "last_on": "ngày kia"}).words
        assert "Không việc nào phải đổi ngày" in desk.send(page, "preview", **STORM).words


def test_nobody_else_sees_the_page(house: House, browser_of: Callable[..., Browser]) -> None:
    assert browser_of(house.specialist).open("/can-bo/dong-cua").status == 403
