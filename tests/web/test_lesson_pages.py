"""Lessons at the desk."""

from datetime import timedelta

from tests.actions.test_steering_lessons import CAUSE, MEASURE, TODAY, measured
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_board_pages import founded
from vidan.actions import steering as acts
from vidan.domain.people import program
from vidan.domain.steering import FigureRead

__all__ = ["founded"]
LIST = "/can-bo/bai-hoc"


def test_a_head_opens_a_lesson_and_says_what_is_done_until_when(founded: House, clock: Clock) -> None:
    head = Browser(founded.leader)
    form = head.open(LIST)
    assert "Không có bài học nào đang mở" in form.words
    page = head.follow(head.send(form, promise="8"))
    assert "Lời hứa 8 (Không trễ hẹn) lỡ mục tiêu" in page.words
    again = head.send(head.open(LIST), promise="8")
    assert again.status == 422 and "Đang có một bài học" in again.words
    typed = {"cause": CAUSE, "measure": MEASURE, "owner": str(founded.specialist.officer_id)}
    nothing = head.send(page, **typed)
    assert nothing.status == 422 and "Không có ngày kiểm tra" in nothing.words
    unknown = head.send(nothing, **typed, check_on="2026-12-17", reported="PA-0")
    assert unknown.status == 422 and "Mã ý kiến đã chỉ ra nguyên nhân" in unknown.alert
    assert unknown.field("cause") == CAUSE and unknown.field("reported") == "PA-0"
    told = head.follow(head.send(unknown, **typed, check_on="2026-12-17", reported=""))
    assert "máy đọc lại đúng con số ấy" in told.words


def test_what_did_not_help_says_so(house: House, clock: Clock) -> None:
    row = measured(house)
    later = NOW + timedelta(days=30)
    acts.look_again(program(house.commune.pk), row.code, FigureRead(TODAY + timedelta(days=30), 3, 9, 98), now=later)
    reader = Browser(house.specialist)
    page = reader.open(f"{LIST}/{row.code}")
    assert "chưa hiệu quả" in page.words and "3/9, mục tiêu 98%" in page.words
    assert "<form" not in page.html.partition("<main")[2].partition("</main>")[0]
    assert "8/12, mục tiêu 98% → 3/9, mục tiêu 98%" in reader.open(LIST).words
    assert reader.open(f"{LIST}/BH-99-999").status == 404
