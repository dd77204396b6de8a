"""The commune's calendar at the desk: odd days with their documents; promises keep the version they were made with."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import Browser, Page, nothing_changes
from vidan.actions import communes
from vidan.domain.calendar import Limit
from vidan.queries import calendar as calendars
from vidan.queries import communes as hosts
from vidan.queries import dossiers as seen
from vidan.speech.calendar_days import KINDS
from vidan.store.models import CalendarChange, CalendarDay

BrowserOf = Callable[..., Browser]
YEAR, DAY = "/can-bo/lich", "/can-bo/lich/ngay"
CLOSED = {"on": "20/11/2026", "kind": "closure", "name": "Sửa điện", "document": "Thông báo 12/TB-UBND", "sure": "on"}


@pytest.fixture
def administrator(house: House, browser_of: BrowserOf) -> Browser:
    return browser_of(house.administrator)


def change(browser: Browser, **typed: str) -> Page:
    return browser.send(browser.open(DAY), **{**CLOSED, **typed})


def version(house: House) -> int:
    house.commune.refresh_from_db()
    return int(house.commune.calendar_version)


def test_the_year_shows_each_odd_day_with_its_document(administrator: Browser) -> None:
    page = administrator.open(YEAR)
    assert "Lịch làm việc 2026" in page.headings[0]
    assert "thứ Ba 24/11/2026" in page.words
    assert "Ngày Văn hóa Việt Nam" in page.words
    assert "07:00-11:30 13:30-17:00" in page.words
    assert "Bản số 1" in page.words


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("2027", "2027"),
        ("0000", "2000"),
        ("9999", "2100"),
        ("-1", "2026"),
        ("x", "2026"),
        ("２０２７", "2026"),
        ("", "2026"),
    ],
)
def test_any_year_can_be_asked_for_and_none_breaks_the_page(administrator: Browser, wanted: str, shown: str) -> None:
    assert administrator.open(YEAR, nam=wanted).headings == [f"Lịch làm việc {shown}"]


def test_a_closed_day_makes_a_new_version_and_moves_what_is_promised_from_now_on(
    administrator: Browser, house: House
) -> None:
    before = builders.receive(house.one_stop)
    after = administrator.follow(change(administrator))
    assert "Lịch của xã nay là bản số 2; hẹn cũ vẫn giữ nguyên." in after.words
    house.commune.refresh_from_db()
    later = builders.receive(house.one_stop)
    assert before.due_at is not None and later.due_at is not None
    assert (later.due_at - before.due_at).days == 3, "one working day, and a weekend between"
    told = " ".join(str(step) for step in seen.dossier(house.one_stop, before.code, now=NOW).promises)
    assert "calendar_version=1" in told


def test_a_dossier_of_before_is_still_explained_by_its_own_calendar(
    administrator: Browser, house: House, browser_of: BrowserOf
) -> None:
    code = builders.receive(house.one_stop).code
    administrator.follow(change(administrator))
    words = browser_of(house.one_stop).open(f"/can-bo/ho-so/{code}").words
    assert "Hẹn trả: 17 giờ 00 thứ Sáu, ngày 27 tháng 11 năm 2026." in words
    assert "Sửa điện" not in words


def test_a_day_is_taken_back(administrator: Browser, house: House) -> None:
    administrator.follow(change(administrator))
    administrator.follow(change(administrator, kind="clear", name=""))
    assert version(house) == 3
    assert "Sửa điện" not in [row.name for row in calendars.days(house.administrator, 2026)]
    assert CalendarDay.objects.of(house.commune).filter(name="Sửa điện").exists(), "the row stays, for old promises"


def test_the_hours_of_one_day_are_changed(administrator: Browser, house: House) -> None:
    administrator.follow(change(administrator, kind="hours", name="Họp dân", sessions="07:00-09:00"))
    house.commune.refresh_from_db()
    shown = calendars.calendar_for(hosts.card(house.commune)).sessions_on(date(2026, 11, 20))
    assert [str(session) for session in shown] == ["07:00-09:00"]


def test_a_closure_for_one_village_touches_that_village_alone(administrator: Browser, house: House) -> None:
    communes.enter_villages(house.commune, ["Ấm"], since=builders.SINCE, now=NOW)
    administrator.follow(change(administrator, village="Ấm"))
    house.commune.refresh_from_db()
    calendar = calendars.calendar_for(hosts.card(house.commune))
    assert calendar.is_working(date(2026, 11, 20))
    assert not calendar.is_working(date(2026, 11, 20), "Ấm")


def test_an_unsure_day_is_marked_and_counted(administrator: Browser) -> None:
    before = administrator.open(YEAR).words
    administrator.follow(administrator.send(administrator.open(DAY), **{**CLOSED, "sure": []}))
    assert administrator.open(YEAR).words != before
    assert "chưa chắc, chờ văn bản" in administrator.open(YEAR).words


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"on": ""}, "Xin chọn ngày"),
        ({"on": "30/2/2026"}, "Ngày chưa đúng"),
        ({"on": "1900-01-01"}, "Lịch chỉ ghi từ năm 2000 đến 2100"),
        ({"on": "9999-12-31"}, "Lịch chỉ ghi từ năm 2000 đến 2100"),
        ({"on": "hôm nay"}, "Ngày chưa đúng"),
        ({"document": ""}, "Xin ghi số, ngày văn bản làm căn cứ"),
        ({"document": "\u200b \u202e"}, "Xin ghi số, ngày văn bản làm căn cứ"),
        ({"document": "x" * 301}, "Tên văn bản dài quá"),
        ({"name": ""}, "Xin ghi tên ngày"),
        ({"name": "x" * 201}, "Tên ngày dài quá"),
        ({"sessions": "07:00-11:30"}, "là ngày nghỉ nên không có buổi làm việc"),
        ({"kind": "hours", "sessions": "7 giờ"}, "Không đọc được buổi làm việc"),
        ({"kind": "hours", "sessions": "11:30-07:00"}, "Không đọc được buổi làm việc"),
        ({"kind": "hours", "sessions": "07:00-11:30 11:00-12:00"}, "chồng lên nhau"),
        ({"kind": "hours", "sessions": "x" * 61}, "Giờ làm việc dài quá"),
        ({"kind": "clear", "on": "2026-11-19"}, "không có dòng nào của xã để bỏ"),
    ],
)
def test_a_day_that_cannot_be_is_told_and_the_calendar_stays(
    administrator: Browser, house: House, typed: dict[str, str], told: str
) -> None:
    with nothing_changes():
        page = change(administrator, **typed)
    assert told in page.alert
    for name, value in {**CLOSED, **typed}.items():
        assert page.field(name) == value, name


def test_only_leader_and_administrator_change_the_calendar(house: House, browser_of: BrowserOf) -> None:
    browser = browser_of(house.one_stop, careful=False)
    assert DAY not in browser.open(YEAR).links
    assert browser.open(DAY).status == 403
    with nothing_changes():
        assert browser.post(DAY, CLOSED).status == 403


def test_the_day_in_the_link_is_filled_in(administrator: Browser) -> None:
    assert administrator.open(DAY, ngay="2026-11-24").field("on") == "2026-11-24"
    assert administrator.open(DAY, ngay="<b>\x00").status == 200


def test_each_version_says_who_made_it_and_why(administrator: Browser, house: House) -> None:
    administrator.follow(change(administrator))
    newest = CalendarChange.objects.of(house.commune).latest("version")
    assert newest.reason == "20/11/2026: Sửa điện (Thông báo 12/TB-UBND)"
    assert newest.made_by_id == house.administrator.officer_id
    assert "Trương Thị Lan" in administrator.open(YEAR).words


@given(
    kind=some.sampled_from([*KINDS, "clear"]),
    sessions=some.sampled_from(["", "07:00-11:30", "07:00-11:30 13:30-17:00", "00:00-23:59", "23:59-23:59"]),
    day=some.dates(date(2026, 11, 1), date(2026, 12, 31)),
    sure=some.booleans(),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_entered_the_calendar_can_still_be_read_and_gives_dates(
    administrator: Browser, house: House, kind: str, sessions: str, day: date, sure: bool
) -> None:
    page = change(
        administrator,
        on=day.isoformat(),
        kind=kind,
        sessions=sessions,
        sure="on" if sure else [],  # type: ignore[arg-type]
    )
    assert page.status in (200, 302)
    assert page.status == 302 or page.alert
    house.commune.refresh_from_db()
    assert calendars.calendar_for(hosts.card(house.commune)).due(NOW, Limit.parse("7wd")).moment > NOW
