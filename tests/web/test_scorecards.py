"""*Phiếu điểm*: the same work on the law's scorecards; one sees one's own points and nobody else's."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import BIRTH, NOW, ONE_PAPER, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, nothing_changes
from vidan.actions import dossiers
from vidan.actions import promises as acts
from vidan.actions.feedback import sending, working
from vidan.actions.feedback.working import Answer
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.saying import Saying
from vidan.domain.people import Role
from vidan.domain.people import citizen as citizen_of
from vidan.domain.promises import Figure
from vidan.queries.promises import scorecards as seen

IN_Q3, Q3 = NOW - timedelta(days=80), (date(2026, 7, 1), date(2026, 9, 30))
SAID = ("Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.", "Rác ở đầu thôn Tôm chưa ai dọn, đề nghị xã xem.")
PAGE, OFFICE = "/phieu-diem", "/can-bo/phieu-diem"


def a_quarter(house: House, early: int, late: int) -> None:
    """Dossiers of the third quarter: ended before their day, or long after it."""
    for number in range(early + late):
        row = builders.receive(house.one_stop, BIRTH if number < early else ONE_PAPER, now=IN_Q3)
        ended = IN_Q3 + timedelta(hours=1 if number < early else 24 * 20)
        dossiers.finish(house.one_stop, row.code, now=ended)


def on_record(house: House) -> None:
    """Somebody came in March: the record is of the second and of the third quarter from their first day on."""
    march = NOW - timedelta(days=240)
    dossiers.finish(house.one_stop, builders.receive(house.one_stop, BIRTH, now=march).code, now=march)


def points(house: House) -> dict[int, int | None]:
    return {one.number: one.hundredths for one in seen.quarter(house.commune.pk, *Q3).agency.indicators}


def enter(house: House, key: str, kept: int, counted: int) -> None:
    acts.enter_input(house.leader, Q3[1], key, kept, counted, "Cổng quốc gia, xem ngày 5/10", now=NOW)


def test_time_is_marked_from_what_happened(house: House) -> None:
    assert points(house)[1] is None
    a_quarter(house, 6, 2)
    found = points(house)
    assert found[1] == found[2], "in a commune one agency takes part"
    assert found[3] == 200
    assert found[4] is None, "nobody was asked"
    assert found[8] == 200, "no feedback is no delay"
    assert (found[5], found[6], found[9]) == (None, None, None)


def test_no_quarter_is_marked_that_is_not_wholly_on_record(citizen: Browser, house: House, browser_of: Any) -> None:
    for page in (citizen.open(PAGE), browser_of(house.leader).open(OFFICE)):
        assert "Chưa có quý nào để chấm" in page.words
        assert "2,0" not in page.words
    assert citizen.open(f"{PAGE}?quy=2026-03-31").status == 404
    a_quarter(house, 1, 0)
    assert seen.quarters(house.commune.pk, NOW.date()) == (), "the record began in the midst of the quarter"
    on_record(house)
    assert seen.quarters(house.commune.pk, NOW.date()) == (Q3, (date(2026, 4, 1), date(2026, 6, 30)))
    assert citizen.open(f"{PAGE}?quy=2026-03-31").status == 404


def test_content_is_asked_only_of_what_was_answered(house: House) -> None:
    someone = citizen_of(house.commune.pk)
    first, _ = (sending.send(someone, Saying(text=text, form_token=text[:1] * 20), now=IN_Q3) for text in SAID)
    working.acknowledge(house.specialist, first.code, MessageClass.FEEDBACK, Topic.ROADS, now=IN_Q3)
    given = Answer("Bà con báo đường có ổ gà.", "Xã đã vá xong ổ gà ở đường ấy.", "Tháng sau xã xem lại.", IN_Q3.date())
    working.answer(house.specialist, first.code, given, solved=True, now=IN_Q3 + timedelta(hours=1))
    parts = {one.part.key: one for _, parts, _ in seen.quarter(house.commune.pk, *Q3).index.groups for one in parts}
    assert parts["feedback_in_time"].figure == Figure(1, 2)
    assert parts["feedback_content"].figure == Figure(1, 1)


def test_what_only_other_systems_know_is_typed_in_with_its_source(house: House) -> None:
    for key in ("received_here", "decided_here", "posted", "on_the_web"):
        enter(house, key, 90, 90)
    assert (points(house)[5], points(house)[6]) == (200, 200)
    enter(house, "posted", 89, 90)
    assert points(house)[6] == 100, "the newest counts"


@pytest.mark.parametrize("last", [date(2026, 12, 31), date(2026, 9, 29), date(2025, 9, 30)])
def test_only_a_quarter_that_is_over_takes_figures(house: House, last: date) -> None:
    with pytest.raises(Refused, match=r"input\.quarter"):
        acts.enter_input(house.leader, last, "posted", 1, 2, "Cổng", now=NOW)
    with pytest.raises(Refused, match=r"people\.role"):
        acts.enter_input(house.one_stop, Q3[1], "posted", 1, 2, "Cổng", now=NOW)


def test_an_officer_sees_his_own_points_and_no_colleague_s(house: House, browser_of: Any) -> None:
    on_record(house)
    a_quarter(house, 5, 0)
    other = builders.enter_officer(house.commune, Role.ONE_STOP, name="Cao Thị Mận")
    mine, none = seen.own(house.one_stop, *Q3), seen.own(other, *Q3)
    assert none is None
    assert mine is not None
    assert [one.number for one in mine.indicators] == [1, 2, 3, 4, 7]
    page = browser_of(house.one_stop).open(OFFICE)
    assert "không so với đồng nghiệp" in page.words
    assert "Cao Thị Mận" not in page.html
    assert "Chưa đủ 5 hồ sơ" in browser_of(other).open(OFFICE).words


def test_four_dossiers_are_too_few_for_an_officer(house: House) -> None:
    a_quarter(house, 4, 0)
    assert seen.own(house.one_stop, *Q3) is None


def test_a_keeper_types_figures_and_sees_the_points_change(house: House, browser_of: Any, clock: Clock) -> None:
    on_record(house)
    keeper = browser_of(house.leader)
    told = {"key": "posted", "kept": "90", "counted": "90", "source": "Đếm tại bảng niêm yết ngày 5/10"}
    assert keeper.send(keeper.open(OFFICE), **(told | {"counted": "80"})).status == 422
    wrong = keeper.send(keeper.open(OFFICE), **(told | {"kept": "nhiều"}))
    assert "Xin gõ số, ví dụ 45" in wrong.words
    assert "Đếm tại bảng niêm yết ngày 5/10" in wrong.html, "what was typed stays"
    page = keeper.follow(keeper.send(keeper.open(OFFICE), **told))
    assert "Đã ghi số liệu" in page.words
    assert "90/90" in page.words
    with nothing_changes():
        browser_of(house.one_stop).post(OFFICE, told)
    assert "Nhập số" not in browser_of(house.one_stop).open(OFFICE).words


def test_the_public_page_says_what_is_known_and_what_is_not(citizen: Browser, house: House, clock: Clock) -> None:
    on_record(house)
    a_quarter(house, 6, 2)
    enter(house, "paid_dossiers", 3, 8)
    page = citizen.open(PAGE)
    assert page.headings[0] == "Phiếu điểm theo luật, quý III/2026"
    assert "chưa biết, không tính" in page.words
    assert "xếp loại từ" in page.words
    assert "6/8" in page.words, "the figure behind a component, for whoever splits it otherwise"
    assert "3/8" in page.words
    assert "2,0 không có việc nào: theo luật là trọn điểm" in page.words, "indicator 8: no feedback is full marks"
    assert "Chưa đủ 10 phiếu" in page.words
    assert citizen.open(f"{PAGE}?quy=2026-06-30").status == 200
    assert citizen.open(f"{PAGE}?quy=1").status == 404
    citizen.client.cookies["vidan_lang"] = "en"
    english = citizen.open(PAGE)
    assert english.headings[0] == "The law's scorecards, quarter III/2026"
    assert "hồ sơ" not in english.words.lower().replace("hồ sơ của tôi", "")
