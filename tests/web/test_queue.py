"""Step 3, first half: an officer sees his work, the most urgent first."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.urls import reverse

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, ONE_PAPER, TEMPORARY_RESIDENCE, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, Page, copies
from vidan.actions import dossiers, matters
from vidan.domain.matters import PauseKind
from vidan.queries import matters as seen
from vidan.store.models import Officer

QUEUE, EVERYTHING, LIST = "/can-bo/", "/can-bo/ca-xa", "/can-bo/ho-so"


def listed(page: Page) -> list[str]:
    """The codes of the list, from top to bottom."""
    start = f"{LIST}/"
    return [unquote(link.removeprefix(start)) for link in page.links if link.startswith(start)]


def pages(browser: Browser, path: str) -> list[list[str]]:
    """The codes of each page of a list, following “Xem tiếp” to the end."""
    found = []
    page = browser.open(path)
    while True:
        found.append(listed(page))
        onward = [link for link in page.links if link.startswith("?tu=")]
        if not onward:
            return found
        page = browser.open(path + onward[0])


def pause(house: House, code: str) -> None:
    matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bổ sung bản vẽ", now=NOW)


def test_own_matters_stand_in_the_order_in_which_they_are_due(counter: Browser, house: House) -> None:
    late, middle, soon = (
        builders.receive(house.one_stop, key).code for key in (BUILDING_PERMIT, TEMPORARY_RESIDENCE, ONE_PAPER)
    )
    assert listed(counter.open(QUEUE)) == [soon, middle, late]


def test_paused_matters_stand_last_in_a_group_of_their_own(counter: Browser, house: House) -> None:
    running = builders.receive(house.one_stop, BUILDING_PERMIT).code
    stopped = builders.receive(house.one_stop, ONE_PAPER).code
    pause(house, stopped)
    page = counter.open(QUEUE)
    assert listed(page) == [running, stopped]
    assert "Đang tạm dừng, chờ người khác" in page.words
    assert "1 tạm dừng" in page.words


def test_a_row_says_what_is_left_who_waits_and_where_it_stands(counter: Browser, house: House) -> None:
    builders.receive(house.one_stop, ONE_PAPER)
    page = counter.open(QUEUE)
    assert "còn 1 ngày 6 giờ làm việc Xin giấy xác nhận cư trú CT07 Hà Thị Thảo" in page.words
    assert "Tiếp nhận 18/11 17:00" in page.words


def test_a_late_matter_says_by_how_much(counter: Browser, house: House, clock: Clock) -> None:
    builders.receive(house.one_stop, ONE_PAPER)
    clock.forward(days=2)
    counter.awake()
    page = counter.open(QUEUE)
    assert "1 quá hẹn" in page.words
    assert "quá 2 giờ làm việc" in page.words


def test_what_waits_only_for_its_senders_word_is_nobodys_work(counter: Browser, house: House) -> None:
    mine = builders.receive(house.one_stop)
    waiting = copies(mine, 30, holder_id=None, due_at=None)
    page = counter.open(EVERYTHING)
    assert listed(page) == [mine.code]
    assert waiting[0].code not in page.words
    assert "1 đang làm" in page.words


def test_the_strip_above_everybodys_work_counts_everybodys_work(counter: Browser, house: House, clock: Clock) -> None:
    builders.receive(house.one_stop, ONE_PAPER)
    theirs = builders.receive(house.one_stop, ONE_PAPER)
    matters.reassign(house.one_stop, theirs.code, house.specialist.officer_id or 0, "đúng chuyên môn", now=NOW)
    clock.forward(days=2)
    counter.awake()
    assert "1 quá hẹn" in counter.open(QUEUE).words
    assert "2 quá hẹn" in counter.open(EVERYTHING).words


def test_a_promise_is_broken_at_its_minute_on_every_page(counter: Browser, house: House, clock: Clock) -> None:
    matter = builders.receive(house.one_stop, ONE_PAPER)
    clock.now = matter.due_at + timedelta(minutes=30)
    counter.awake()
    assert "1 quá hẹn" in counter.open(QUEUE).words
    assert 'class="promise late"' in counter.open(f"{LIST}/{matter.code}").html


def test_the_strip_counts_late_today_running_paused_and_waiting(house: House, clock: Clock) -> None:
    builders.receive(house.one_stop, ONE_PAPER)
    pause(house, builders.receive(house.one_stop, BUILDING_PERMIT).code)
    dossiers.finish(house.one_stop, builders.receive(house.one_stop, ONE_PAPER).code, now=NOW)
    clock.forward(days=1)
    words = Browser(house.one_stop).open(QUEUE).words
    assert "0 quá hẹn 1 phải xong hôm nay 1 đang giữ 1 tạm dừng 1 kết quả chờ trao" in words


def test_finished_matters_and_those_of_others_are_not_mine(
    counter: Browser, house: House, browser_of: Callable[..., Browser]
) -> None:
    mine = builders.receive(house.one_stop).code
    dossiers.finish(house.one_stop, builders.receive(house.one_stop).code, now=NOW)
    handed_on = builders.receive(house.one_stop).code
    dossiers.move_on(house.one_stop, handed_on, house.specialist.officer_id, now=NOW)
    assert listed(counter.open(QUEUE)) == [mine]
    assert listed(browser_of(house.specialist).open(QUEUE)) == [handed_on]
    assert listed(counter.open(EVERYTHING)) == [mine, handed_on]


def test_the_whole_commune_shows_who_holds_what(house: House, browser_of: Callable[..., Browser]) -> None:
    builders.receive(house.one_stop)
    page = browser_of(house.leader).open(EVERYTHING)
    assert "Người giữ" in page.words
    assert "Lê Thị Hoa" in page.words


def test_an_empty_desk_says_so_kindly(counter: Browser) -> None:
    assert "Không còn việc nào đang chạy" in counter.open(QUEUE).words


@pytest.mark.parametrize("path", [QUEUE, EVERYTHING])
def test_many_matters_due_at_the_same_minute_come_page_by_page_each_once(
    counter: Browser, house: House, path: str
) -> None:
    first = builders.receive(house.one_stop)
    codes = {first.code, *(matter.code for matter in copies(first, 59))}
    found = pages(counter, path)
    assert [len(page) for page in found] == [seen.PAGE, seen.PAGE, 10]
    assert set().union(*found) == codes
    assert sum(map(len, found)) == len(codes)


def test_a_page_goes_on_from_its_row_even_when_rows_before_it_are_done(counter: Browser, house: House) -> None:
    first = builders.receive(house.one_stop)
    copies(first, 30)
    page = counter.open(QUEUE)
    onward = next(link for link in page.links if link.startswith("?tu="))
    dossiers.finish(house.one_stop, first.code, now=NOW)
    assert len(listed(counter.open(QUEUE + onward))) == 6


def test_paused_matters_are_not_repeated_on_later_pages(counter: Browser, house: House) -> None:
    first = builders.receive(house.one_stop)
    copies(first, 30)
    pause(house, builders.receive(house.one_stop).code)
    assert [len(page) for page in pages(counter, QUEUE)] == [seen.PAGE + 1, 6]


def test_more_paused_matters_than_a_page_holds_are_told_by_their_number(counter: Browser, house: House) -> None:
    first = builders.receive(house.one_stop)
    pause(house, first.code)
    first.refresh_from_db()
    copies(first, 40)
    page = counter.open(QUEUE)
    assert "41 tạm dừng" in page.words
    assert len(listed(page)) == seen.PAGE


@pytest.mark.parametrize(
    "mark",
    [
        "x",
        "~",
        "2026-11-17T09:00:00+07:00~",
        "2026-11-17T09:00:00~1",
        "2026-11-17T09:00:00+07:00~-5",
        "2026-11-17T09:00:00+07:00~" + "9" * 30,
        "2026-11-17T09:00:00+07:00~" + "9" * 5000,
        "0001-01-01T00:00:00+23:59~1",
        "9999-12-31T23:59:59-23:59~1",
        "\x00~\x00",
        "' OR 1=1 --~1",
    ],
)
def test_a_made_up_page_mark_shows_the_first_page(counter: Browser, house: House, mark: str) -> None:
    code = builders.receive(house.one_stop).code
    assert listed(counter.open(QUEUE, tu=mark)) == [code]


# -- the list of all dossiers -----------------------------------------------------------------------------------------


def test_the_list_shows_the_newest_first_page_by_page(counter: Browser, house: House) -> None:
    first = builders.receive(house.one_stop)
    others = [matter.code for matter in copies(first, 30)]
    found = pages(counter, LIST)
    assert [code for page in found for code in page] == [*reversed(others), first.code]


@pytest.mark.parametrize(
    "typed", ["ĐL-261117-0001", "dl-261117-0001", "đl-2611", "DL", "dl2611170001", "DL–261117–0001", " ĐL-261117-0001 "]
)
def test_a_dossier_is_found_by_its_code_however_it_is_typed(counter: Browser, house: House, typed: str) -> None:
    code = builders.receive(house.one_stop).code
    assert listed(counter.open(LIST, q=typed)) == [code]


@pytest.mark.parametrize(
    "typed", ["038186000123", "0381 8600 0123", "0912345678", "0912 345 678", "+84 912 345 678", "(0912) 345-678"]
)
def test_a_dossier_is_found_by_identity_number_or_phone(counter: Browser, house: House, typed: str) -> None:
    code = builders.receive(house.one_stop).code
    builders.receive(house.one_stop, person=builders.applicant(name="Người Khác", number="", phone="0987654321"))
    assert listed(counter.open(LIST, q=typed)) == [code]


def test_nothing_found_is_told_with_the_way_to_search(counter: Browser) -> None:
    page = counter.open(LIST, q="không có gì")
    assert "Không có ai tên như vậy" in page.words
    assert "Hoặc gõ mã hồ sơ, số định danh, số điện thoại" in page.words
    page = counter.open(LIST, q="ĐL-010101-9999")
    assert "Không có hồ sơ nào hợp" in page.words
    assert "Xin gõ mã hồ sơ" in page.words


def test_a_percent_sign_is_a_sign_and_finds_nothing(counter: Browser, house: House) -> None:
    builders.receive(house.one_stop)
    assert listed(counter.open(LIST, q="%")) == []
    assert listed(counter.open(LIST, q="_L")) == []


def test_the_list_is_narrowed_by_state(counter: Browser, house: House) -> None:
    received = builders.receive(house.one_stop).code
    ready = builders.receive(house.one_stop).code
    dossiers.finish(house.one_stop, ready, now=NOW)
    assert listed(counter.open(LIST, **{"trang-thai": "ready"})) == [ready]
    assert listed(counter.open(LIST, **{"trang-thai": "received"})) == [received]
    assert listed(counter.open(LIST, **{"trang-thai": "<b>"})) == [ready, received]


def test_the_day_begins_where_the_officer_works(house: House, browser_of: Callable[..., Browser]) -> None:
    start = reverse("office.start")
    assert browser_of(house.one_stop).open(start).location == QUEUE
    assert browser_of(house.administrator).open(start).location == reverse("office.people")


@pytest.mark.parametrize(
    "typed", ["+8491234567", "(((0000000000", "+00000000000", "0" * 100, "１２３４５６７８９", "\x00", "…"]
)
def test_digits_that_are_no_number_find_nothing_and_harm_nothing(counter: Browser, house: House, typed: str) -> None:
    builders.receive(house.one_stop)
    page = counter.open(LIST, q=typed)
    assert page.status == 200


@pytest.mark.parametrize(
    ("path", "line", "word"),
    [
        ("/can-bo/", "Việc của tôi", "page"),
        ("/can-bo/ca-xa", "Việc của tôi", "true"),
        ("/can-bo/tiep-nhan", "Tiếp nhận hồ sơ", "page"),
        (f"/can-bo/tiep-nhan/{BIRTH}", "Tiếp nhận hồ sơ", "true"),
        ("/can-bo/ho-so", "Hồ sơ", "page"),
        (f"/can-bo/thu-tuc/{BIRTH}", "Thủ tục", "true"),
    ],
)
def test_the_menu_marks_where_one_is_also_below(counter: Browser, path: str, line: str, word: str) -> None:
    side = counter.open(path).html.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="(\w+)">([^<]+?) *<', side) == [(word, line)]


def menu_of(page: Page) -> dict[str, tuple[bool, list[str]]]:
    """The menu's groups: whether each stands open, and its lines."""
    side = page.html.partition("<nav")[2].partition("</nav>")[0]
    parts = re.split(r"(?=<details)", side)
    return {
        (re.search(r"<summary>([^<]*)", part) or ["", ""])[1]: (
            not part.startswith("<details") or part.startswith("<details open"),
            re.findall(r"<a href[^>]*>([^<]*?) *<", part),
        )
        for part in parts
    }


def test_a_long_menu_shows_ones_daily_work_and_folds_the_rest(house: House, counter: Browser) -> None:
    menu = menu_of(counter.open("/can-bo/"))
    assert menu[""] == (True, ["Việc của tôi", "Tờ việc buổi sáng", "Nhắc việc"])
    is_open, lines = menu["Hồ sơ, thủ tục"]
    assert is_open
    assert lines[0] == "Tiếp nhận hồ sơ"
    assert {"Hồ sơ", "Thủ tục"} <= set(lines)
    assert menu["Cơ quan"][0] is False


def test_a_group_stands_open_while_one_is_in_it(counter: Browser) -> None:
    assert menu_of(counter.open("/can-bo/lich"))["Cơ quan"][0] is True


def test_a_short_menu_folds_nothing_and_offers_nothing_that_is_not_for_the_role(
    house: House, browser_of: Callable[..., Browser]
) -> None:
    menu = menu_of(browser_of(house.administrator).open("/can-bo/thu-tuc"))
    assert all(is_open for is_open, _lines in menu.values())
    assert "Tiếp nhận hồ sơ" not in [line for _open, lines in menu.values() for line in lines]


def test_the_keys_under_a_list_are_those_that_the_role_has(
    counter: Browser, house: House, browser_of: Callable[..., Browser]
) -> None:
    assert "tiếp nhận" in counter.open("/can-bo/").html.partition('class="hints"')[2]
    assert "tiếp nhận" not in browser_of(house.leader).open("/can-bo/").html.partition('class="hints"')[2]


def test_the_officer_reads_her_name_and_title(counter: Browser, house: House) -> None:
    officer = Officer.objects.get(pk=house.one_stop.officer_id)
    assert officer.title
    assert f"<small>{officer.title}</small>" in counter.open("/can-bo/").html


def test_a_desk_without_matters_says_that_results_wait_to_be_handed_over(counter: Browser, house: House) -> None:
    assert "chờ trao cho bà con" not in counter.open("/can-bo/").words
    done = builders.receive(house.one_stop, ONE_PAPER)
    for _ in range(len(done.steps) - 1):
        dossiers.move_on(house.one_stop, done.code, now=NOW)
    dossiers.finish(house.one_stop, done.code, now=NOW)
    page = counter.open("/can-bo/")
    assert "chờ trao cho bà con" in page.words
    assert "/can-bo/ho-so?trang-thai=ready" in page.links
