"""An officer's honest day: the morning sheet and the page on which one says that one is away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import NOW, ONE_PAPER, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, copies, nothing_changes, statements
from vidan.actions import dossiers
from vidan.domain.dossiers import Asking
from vidan.store.models import Leave, Matter

MORNING, LEAVES = "/can-bo/buoi-sang", "/can-bo/nghi"


def test_the_sheet_says_what_is_late_what_is_due_today_whom_to_call_and_what_can_wait(
    counter: Browser, house: House, clock: Clock
) -> None:
    late = builders.receive(house.one_stop, ONE_PAPER, received_at=NOW - timedelta(days=5), now=NOW)
    today = builders.receive(house.one_stop, ONE_PAPER, received_at=NOW - timedelta(days=1), now=NOW)
    waits = builders.receive(house.one_stop)
    ready = builders.receive(house.one_stop)
    dossiers.finish(house.one_stop, ready.code, now=NOW)
    page = counter.open(MORNING)
    places = [
        page.words.index(words) for words in ("Đã quá hẹn", "Phải xong trước 17:00", "đã có kết quả", "Có thể chờ")
    ]
    assert places == sorted(places)
    order = [page.words.index(matter.code) for matter in (late, today, ready, waits)]
    assert order == sorted(order)
    assert "0912345678" in page.words, "whom to call, with the number"
    dossiers.note_call(house.one_stop, ready.code, "ready", "chiều bà đến", reached=True, now=NOW)
    assert "đã có kết quả" not in counter.open(MORNING).words, "told once"


def test_nobody_stands_in_or_takes_over_by_default(counter: Browser, house: House) -> None:
    page = counter.open(LEAVES)
    assert page.field("stand_in") == ""
    with nothing_changes():
        refused = counter.send(page, from_on="20/11/2026", until_on="21/11/2026")
    assert "Xin chọn người làm thay." in refused.words
    code = builders.receive(house.one_stop).code
    assert counter.open(reverse("office.reassign", args=[code])).field("to_officer") == ""


def test_at_night_and_on_an_empty_desk_the_sheet_is_calm(counter: Browser, clock: Clock) -> None:
    assert "Hôm nay không có việc gì gấp" in counter.open(MORNING).words
    clock.forward(days=4, hours=13)
    counter.awake()
    assert counter.open(MORNING).status == 200


def test_papers_whose_wait_ends_are_called_about(house: House, clock: Clock) -> None:
    master = builders.enter_officer(house.commune, *house.one_stop.roles, *house.specialist.roles)
    code = builders.receive(master).code
    dossiers.move_on(master, code, now=NOW)
    slip = dossiers.ask_papers(master, code, Asking({0}, "bản vẽ chưa có chữ ký"), now=NOW)
    desk = Browser(master)
    assert "sắp hết hạn bổ sung" not in desk.open(MORNING).words
    clock.now = slip.answer_before - timedelta(days=2)
    desk.awake()
    assert "sắp hết hạn bổ sung" in desk.open(MORNING).words


def test_the_sheet_asks_the_same_for_five_and_for_sixty(counter: Browser, house: House) -> None:
    first = builders.receive(house.one_stop)
    copies(first, 4)
    counter.open(MORNING)
    with statements() as few:
        counter.open(MORNING)
    copies(Matter.objects.of(house.commune).latest("pk"), 30)
    with statements() as many:
        counter.open(MORNING)
    assert len(few) == len(many) <= 12


def test_one_says_that_one_is_away_and_who_stands_in(
    counter: Browser, house: House, browser_of: Callable[..., Browser]
) -> None:
    matter = builders.receive(house.one_stop)
    page = counter.open(LEAVES)
    assert page.form().choices["officer"] == [str(house.one_stop.officer_id)], "of oneself alone"
    typed = {"from_on": "17/11/2026", "until_on": "19/11/2026", "stand_in": str(house.leader.officer_id)}
    after = counter.follow(counter.send(page, **typed))
    assert "17/11/2026 – 19/11/2026, Bùi Quốc Việt làm thay" in after.words
    matter.refresh_from_db()
    assert matter.holder_id == house.leader.officer_id
    head = browser_of(house.leader)
    page = head.open(LEAVES)
    leave = Leave.objects.of(house.commune).get()
    head.follow(head.send(page, action=reverse("office.leave_end", args=[leave.pk])))
    matter.refresh_from_db()
    assert matter.holder_id == house.one_stop.officer_id


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"from_on": "30/02/2026"}, "chưa đọc được"),
        ({"from_on": "16/11/2026"}, "đã qua"),
        ({"until_on": "10/11/2026"}, "từ ngày bắt đầu trở đi"),
    ],
)
def test_a_leave_that_cannot_be_comes_back_with_the_reason(
    counter: Browser, house: House, typed: dict[str, str], words: str
) -> None:
    page = counter.open(LEAVES)
    good = {"from_on": "17/11/2026", "until_on": "19/11/2026", "stand_in": str(house.leader.officer_id)}
    with nothing_changes():
        refused = counter.send(page, **{**good, **typed})
    assert words in refused.words
