"""A whole day of the office and the weeks after it: every role in a browser of its own, the clock running from 7:30.

One commune, one Wednesday. The tests stand in the order of its hours; each sets the clock to its own hour, so that each
also runs alone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import counter
from tests.e2e.conftest import Open, opening
from tests.e2e.serving import Served, served_demo
from vidan.adapters import spreadsheets
from vidan.domain.moments import at
from vidan.speech.states import STATES

#: A Wednesday with no holiday about it, and long past: what reads the machine's own clock sees nothing of tomorrow.
DAY = date(2026, 6, 17)
DESK, SPECIALIST, COLLEAGUE, CHAIRMAN = "hoa.le", "thao.ha", "hanh.bui", "viet.bui"
#: Chứng thực bản sao: the result the same day.
SAME_DAY = "2.000815"
APOLOGIES = """select count(*) from vidan_letter l join vidan_matter m on m.id = l.about_id
               where m.code = ? and l.trigger = 'late' and l.state = 'draft'"""
TOLD = """select d.name from vidan_reminder r join vidan_officer d on d.id = r.officer_id
             join vidan_matter m on m.id = r.matter_id where m.code = ? and r.kind = 'escalation' order by r.id"""


@pytest.fixture(scope="module")
def office(browser_type_launch_args: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The demo commune of the evening before."""
    folder = tmp_path_factory.mktemp("day") / "var"
    with served_demo(folder, now=at(DAY - timedelta(days=1), time(18))) as place:
        yield place


@pytest.fixture
def browsers(browser: Browser, office: Served) -> Iterator[Open]:
    with opening(browser, office) as open_page:
        yield open_page


class Hour:
    """The office at some hour: officers sit down, each at a browser of his own."""

    def __init__(self, office: Served, open_page: Open) -> None:
        self.office, self._open = office, open_page

    def strikes(self, hour: int, minute: int = 0, on: date = DAY) -> None:
        """The clock goes to that hour, and the worker looks at it."""
        self.office.set_clock(at(on, time(hour, minute)))
        self.office.run("worker", "--once")

    def sits(self, login: str, path: str = "/can-bo/") -> Page:
        """An officer, signed in anew: whoever leaves the desk for a quarter of an hour is signed out."""
        page = self._open(self.office.way_in(login).removeprefix(self.office.url("")))
        page.get_by_role("button", name="Vào làm việc").click()
        page.wait_for_url("**/can-bo/**")
        page.goto(self.office.url(path))
        return page

    def citizen(self, code: str, secret: str) -> Page:
        """Her telephone, at the page of her dossier."""
        page = self._open(f"/ho-so/tra-cuu#{code}.{secret}")
        expect(page.locator("ol.steps")).to_be_visible()
        return page

    def state(self, code: str) -> str:
        """Where the book says that a dossier stands."""
        return self.office.one("select state from vidan_matter where code = ?", code)


@pytest.fixture
def hour(office: Served, browsers: Open) -> Hour:
    return Hour(office, browsers)


def receive(desk: Page, key: str = counter.SINGLE) -> tuple[str, str]:
    """A dossier and its secret, as the paper tells them."""
    code = counter.receive(desk, key)
    return code, counter.secret_of(desk)


def at_dossier(page: Page, code: str) -> Page:
    page.goto(page.url.partition("/can-bo/")[0] + f"/can-bo/ho-so/{code}")
    return page


def hand_to(page: Page, code: str, name: str) -> None:
    """On to the next step, to the officer of that name."""
    at_dossier(page, code).get_by_role("link", name="Chuyển bước").click()
    counter.choose(page, "Ai làm bước tiếp theo?", name)
    page.get_by_role("button", name="Chuyển bước").click()
    expect(page.locator(".holder")).to_contain_text(name)


def finish(page: Page, code: str) -> None:
    at_dossier(page, code).get_by_role("link", name="Đã có kết quả").click()
    page.get_by_role("button", name="Kết quả đã ký, báo cho bà con").click()
    expect(page.locator("main")).to_contain_text("xong đúng hẹn")


def give_out(page: Page, code: str) -> None:
    at_dossier(page, code).get_by_role("link", name="Trao kết quả").click()
    page.get_by_role("button", name="Đã trao tận tay").click()
    expect(page.locator("main")).to_contain_text("Đã trao cho")


def test_morning_papers_are_asked_for_once_brought_and_the_result_comes_early(hour: Hour) -> None:
    hour.strikes(7, 40)
    desk, specialist = hour.sits(DESK, "/can-bo/buoi-sang"), hour.sits(SPECIALIST)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Hôm nay của Lê Thị Hoa")
    code, secret = receive(desk)
    hand_to(desk, code, "Hà Thị Thảo")
    counter.seldom(at_dossier(specialist, code), "Yêu cầu bổ sung")
    specialist.locator("input[name=papers]").first.check(force=True)
    specialist.get_by_label("Vì sao cần?").fill("tờ khai chưa ghi mục đích sử dụng")
    specialist.get_by_role("button", name="Lập phiếu yêu cầu").click()
    expect(specialist.locator("main")).to_contain_text("tờ khai chưa ghi mục đích sử dụng")

    citizen = hour.citizen(code, secret)
    expect(citizen.locator(".promise")).to_contain_text("tạm dừng")
    expect(citizen.locator("main")).to_contain_text("tờ khai chưa ghi mục đích sử dụng")
    at_dossier(desk, code).get_by_role("link", name="Đã bổ sung đủ").click()
    desk.get_by_role("button", name="Đã đủ, giải quyết tiếp").click()
    expect(desk.locator("main")).to_contain_text("Đang giải quyết")
    specialist.reload()
    at_dossier(specialist, code).get_by_text("Việc khác").click()
    expect(specialist.get_by_role("link", name="Yêu cầu bổ sung", exact=True)).to_have_count(0)

    finish(specialist, code)
    citizen.reload()
    expect(citizen.locator(".promise")).to_contain_text("Mời ông/bà đến nhận")
    desk.goto(hour.office.url("/can-bo/buoi-sang"))
    expect(desk.locator("main")).to_contain_text(code)
    counter.seldom(at_dossier(desk, code), "Ghi cuộc gọi")
    desk.get_by_text("Có, đã nói với bà con").click()
    desk.get_by_role("button", name="Ghi lại").click()
    desk.goto(hour.office.url("/can-bo/buoi-sang"))
    expect(desk.locator("main")).not_to_contain_text(code)
    give_out(desk, code)
    assert hour.state(code) == "given_out"


def test_before_noon_a_refusal_a_withdrawal_a_pause_and_a_call_for_help(hour: Hour) -> None:
    hour.strikes(9, 30)
    desk, specialist = hour.sits(DESK), hour.sits(SPECIALIST)
    refused, withdrawn, paused = (receive(desk) for _ in range(3))
    for code, _ in (refused, paused):
        hand_to(desk, code, "Hà Thị Thảo")
    counter.seldom(at_dossier(specialist, refused[0]), "Từ chối giải quyết")
    specialist.get_by_label("Lý do không giải quyết").fill("ông bà đã đăng ký kết hôn và chưa ly hôn")
    specialist.get_by_role("button", name="Lập phiếu từ chối").click()
    expect(specialist.locator(".errors")).to_contain_text("Căn cứ pháp luật")
    specialist.get_by_label("Căn cứ pháp luật").fill("Luật Hộ tịch, Điều 21")
    specialist.get_by_role("button", name="Lập phiếu từ chối").click()
    expect(specialist.get_by_role("link", name="In phiếu")).to_be_visible()
    expect(hour.citizen(*refused).locator("main")).to_contain_text("Luật Hộ tịch, Điều 21")
    give_out(desk, refused[0])

    counter.seldom(at_dossier(desk, withdrawn[0]), "Bà con xin rút")
    desk.get_by_label("Vì sao bà con xin rút?").fill("bà con đổi ý, chưa cần giấy này")
    desk.get_by_role("button", name="Lập thông báo dừng").click()
    expect(hour.citizen(*withdrawn).locator("main")).to_contain_text("bà con đổi ý, chưa cần giấy này")

    counter.seldom(at_dossier(specialist, paused[0]), "Tôi cần giúp")
    specialist.get_by_label("Cần giúp việc gì?").fill("xã bên chưa trả lời xác minh")
    specialist.get_by_role("button", name="Nhắn lãnh đạo").click()
    counter.seldom(at_dossier(specialist, paused[0]), "Tạm dừng")
    specialist.get_by_text("Chờ cơ quan khác trả lời").click()
    specialist.get_by_label("Tên cơ quan đang chờ").fill("UBND xã Thiết Ống")
    specialist.get_by_label("Lý do tạm dừng").fill("chờ xác minh tình trạng hôn nhân")
    specialist.get_by_role("button", name="Tạm dừng").click()
    expect(hour.citizen(*paused).locator(".promise")).to_contain_text("UBND xã Thiết Ống")
    head = hour.office.one(
        """select o.login from vidan_reminder r join vidan_officer o on o.id = r.officer_id
           where r.kind = 'help' order by r.id desc"""
    )
    expect(hour.sits(head, "/can-bo/nhac-viec").locator("main")).to_contain_text("xã bên chưa trả lời xác minh")
    at_dossier(specialist, paused[0]).get_by_role("button", name="Cho chạy tiếp").click()
    finish(specialist, paused[0])
    assert [hour.state(code) for code, _ in (refused, withdrawn, paused)] == ["given_out", "withdrawn", "ready"]


def test_after_noon_who_is_away_leaves_his_work_and_the_clock_to_a_named_colleague(hour: Hour) -> None:
    hour.strikes(13, 45)
    desk, specialist = hour.sits(DESK), hour.sits(SPECIALIST)
    code, _ = receive(desk)
    hand_to(desk, code, "Hà Thị Thảo")
    specialist.goto(hour.office.url("/can-bo/nghi"))
    specialist.get_by_label("Từ ngày").fill(f"{DAY:%d/%m/%Y}")
    specialist.get_by_label("Đến hết ngày").fill(f"{DAY:%d/%m/%Y}")
    specialist.get_by_role("button", name="Ghi đợt nghỉ").click()
    expect(specialist.locator(".errors")).to_contain_text("Xin chọn người làm thay")
    counter.choose(specialist, "Ai làm thay?", "Bùi Thị Hạnh")
    specialist.get_by_role("button", name="Ghi đợt nghỉ").click()
    expect(specialist.locator("main")).to_contain_text("làm thay")
    colleague = hour.sits(COLLEAGUE)
    expect(colleague.locator("main")).to_contain_text(code)
    colleague.goto(hour.office.url("/can-bo/nhac-viec"))
    expect(colleague.locator("main")).to_contain_text("Hà Thị Thảo")
    finish(colleague, code)
    specialist.goto(hour.office.url("/can-bo/nghi"))
    specialist.get_by_role("button", name="Đã đi làm lại").first.click()
    expect(specialist.locator("main")).not_to_contain_text("Đã đi làm lại")


def test_at_evening_whoever_must_know_is_told_and_the_apology_lies_drafted(hour: Hour) -> None:
    hour.strikes(14)
    code, _ = receive(hour.sits(DESK), SAME_DAY)
    told = []
    for moment in ((15, 35), (16, 20), (17, 1), (17, 30)):
        hour.strikes(*moment)
        told.append(hour.office.one(f"select count(*) from ({TOLD})", code))
    assert told == ["1", "3", "3", "3"], (
        "the holder; then the head too; and after five nobody is called from his supper"
    )
    assert hour.office.one(APOLOGIES, code) == "1"
    tomorrow = DAY + timedelta(days=1)
    hour.strikes(8, on=tomorrow)
    chairman = hour.sits(CHAIRMAN, "/can-bo/nhac-viec")
    expect(chairman.locator("main")).to_contain_text(code)
    chairman.goto(hour.office.url(f"/can-bo/ho-so?tre=1&q={code}"))
    expect(chairman.locator("table")).to_contain_text(code)


def test_next_day_a_storm_moves_the_dates_and_one_press_brings_them_back(hour: Hour) -> None:
    tomorrow = DAY + timedelta(days=1)
    hour.strikes(8, 30, on=tomorrow)
    code, secret = receive(hour.sits(DESK))
    first = hour.citizen(code, secret).locator(".promise .date").text_content() or ""
    chairman = hour.sits(CHAIRMAN, "/can-bo/dong-cua")
    chairman.get_by_label("Đóng cửa từ ngày").fill(f"{tomorrow + timedelta(days=1):%d/%m/%Y}")
    chairman.get_by_label("Đến hết ngày").fill(f"{tomorrow + timedelta(days=4):%d/%m/%Y}")
    chairman.get_by_label("Vì sao?").fill("bão số 9")
    chairman.get_by_role("button", name="Xem trước").click()
    expect(chairman.locator("main")).to_contain_text(code)
    assert hour.citizen(code, secret).locator(".promise .date").text_content() == first, "looking moves nothing"
    chairman.get_by_role("button", name="Đóng cửa và báo bà con").click()
    expect(chairman.locator("main")).to_contain_text("bão số 9")
    citizen = hour.citizen(code, secret)
    expect(citizen.locator(".promise .date")).not_to_have_text(first)
    expect(citizen.locator(".promise")).to_contain_text(first)
    this_storm = chairman.get_by_role("listitem").filter(has_text="bão số 9")
    this_storm.get_by_role("button", name="Hủy đợt này").click()
    expect(hour.citizen(code, secret).locator(".promise .date")).to_have_text(first)


def test_weeks_later_what_was_never_supplemented_is_stopped_by_rule(hour: Hour) -> None:
    tomorrow = DAY + timedelta(days=1)
    hour.strikes(10, on=tomorrow)
    desk, specialist = hour.sits(DESK), hour.sits(SPECIALIST)
    code, secret = receive(desk)
    hand_to(desk, code, "Hà Thị Thảo")
    counter.seldom(at_dossier(specialist, code), "Yêu cầu bổ sung")
    specialist.locator("input[name=papers]").first.check(force=True)
    specialist.get_by_label("Vì sao cần?").fill("tờ khai chưa ghi mục đích sử dụng")
    specialist.get_by_role("button", name="Lập phiếu yêu cầu").click()
    expect(specialist.get_by_role("link", name="In phiếu")).to_be_visible()
    hour.strikes(6, 30, on=tomorrow + timedelta(days=14))
    assert hour.state(code) == "supplement", "she may still bring it"
    hour.strikes(6, 30, on=tomorrow + timedelta(days=23))
    assert hour.state(code) == "stopped"
    expect(hour.citizen(code, secret).locator("main")).to_contain_text("chưa được bổ sung đủ")


def test_at_the_end_every_book_is_right(hour: Hour) -> None:
    """The workbook says what the database says; each clock ran without a gap; what was published can be verified."""
    hour.strikes(8, on=DAY + timedelta(days=30))
    desk = hour.sits(DESK)
    last, _ = receive(desk)
    desk.goto(hour.office.url(f"/can-bo/ho-so?tu-ngay={DAY}"))
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="Tải tệp Excel").click()
    table = spreadsheets.read_table(saved.value.path().read_bytes(), "so.xlsx")
    written = {row[1]: row for row in table.rows}
    assert written[last][4] == "Lê Thị Hoa"
    with closing(sqlite3.connect(hour.office.data / "vidan.sqlite3", timeout=30)) as database:
        since = at(DAY, time()).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        rows = database.execute(
            "select code, id, state, opened_at, closed_at from vidan_matter where kind = 'dossier' and opened_at >= ?",
            (since,),
        ).fetchall()
        assert {code: row[13] for code, row in written.items()} == {code: STATES[state] for code, _, state, *_ in rows}
        for code, pk, _, opened, closed in rows:
            spans = database.execute(
                "select from_at, until_at from vidan_holding where matter_id = ? order by number", (pk,)
            ).fetchall()
            assert spans[0][0] == opened, code
            assert [one[1] for one in spans[:-1]] == [two[0] for two in spans[1:]], f"{code}: a minute nobody held"
            assert spans[-1][1] == closed, code
    hour.office.run("ledger", "verify", str(hour.office.data))
