"""A hundred points: figures fill what they can tell, the rest is claimed with a proof, and one file holds it all."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.actions.test_steering_board import found, refusal
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_board_pages import photo
from vidan.actions import letters
from vidan.actions import steering as acts
from vidan.content.steering import scorecard
from vidan.domain.moments import local_day
from vidan.domain.steering import WHOLE, ReportFigure, ScoreItem, read_period, scored
from vidan.queries import steering as seen
from vidan.queries.promises import reports as figures

SHARE, COUNT = ScoreItem("2.1", "Đúng hẹn", 10, "promise.8"), ScoreItem("4.1", "Tiếp dân", 6, "receptions.held", 24)


def test_the_card_has_a_hundred_points_in_five_criteria_and_knows_its_figures(house: House) -> None:
    card = scorecard(1)
    assert [one.points for one in card.criteria] == [20, 25, 20, 15, 20]
    assert sum(one.points for one in card.items) == WHOLE
    data = figures.report(house.commune.pk, read_period("2026"), local_day(NOW))
    known = {one.query for one in data.figures} | {f"promise.{number}" for number in range(1, 13)}
    assert {one.query for one in card.items if one.query} <= known


@pytest.mark.parametrize(
    ("item", "figure", "halves"),
    [
        (SHARE, ReportFigure("promise.8", 98, 100, 98), 20),
        (SHARE, ReportFigure("promise.8", 100, 100, 98), 20),
        (SHARE, ReportFigure("promise.8", 49, 100, 98), 10),
        (SHARE, ReportFigure("promise.8", 9, 9, 98), 0),
        (SHARE, ReportFigure("promise.8", 0, 0, 98), 0),
        (COUNT, ReportFigure("receptions.held", 24), 12),
        (COUNT, ReportFigure("receptions.held", 30), 12),
        (COUNT, ReportFigure("receptions.held", 5), 2),
    ],
)
def test_a_figure_brings_its_share_of_the_points_and_little_data_brings_none(
    item: ScoreItem, figure: ReportFigure, halves: int
) -> None:
    assert scored(item, figure) == halves


def test_a_year_is_assessed_claimed_and_filed(house: House, clock: Clock) -> None:
    found(house)
    head = Browser(house.leader, careful=False)
    sent = head.post("/can-bo/tu-cham", {"year": "2026"})
    assert sent.status == 302
    place = sent.response["Location"]
    bare = head.post(place, {"code": "1.5", "points": "2.5", "words": "Quy chế đã niêm yết"})
    assert bare.status == 422 and "phải có bằng chứng" in bare.words
    too_much = {"code": "1.5", "points": "4", "words": "Quy chế đã niêm yết", "photo": photo()}
    assert "nhiều nhất 3 điểm" in head.post(place, too_much).words
    assert head.post(place, {**too_much, "points": "2.5", "photo": photo()}).status == 302
    page = Browser(house.leader).open(place)
    assert "Năm 2026: 2,5/100 điểm" in page.words and "Quy chế đã niêm yết" in page.words
    card = seen.assessments(house.commune.pk)[0]
    letter = letters.draft(house.leader, "notice", {"about": "Bố trí nơi chờ"}, now=NOW)
    acts.claim(house.leader, card.id, "3.4", 6, "Nơi chờ có ghế, nước, biển tên", letter_code=letter.code, now=NOW)
    filed = head.open(f"{place}/ho-so.pdf").response
    pages = PdfReader(BytesIO(filed.content)).pages
    said = " ".join(pages[0].extract_text().split())
    assert "BẢNG TỰ CHẤM ĐIỂM" in said and "TỔNG CỘNG" in " ".join(one.extract_text() for one in pages)
    assert len(pages) >= 3
    assert refusal(acts.claim, house.leader, card.id, "2.1", 20, "tự chấm", now=NOW) == "steering.score.counted"
    assert refusal(acts.claim, house.specialist, card.id, "1.5", 2, "tự chấm", now=NOW) == "people.role.missing"
    assert Browser(house.specialist, careful=False).post("/can-bo/tu-cham", {"year": "2026"}).status == 404
    assert head.post("/can-bo/tu-cham", {"year": "1999"}).status == 404
