"""What the law asks to be published is published as it asks, and listed each quarter."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.actions.test_steering_board import refusal
from tests.builders import NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser
from tests.web.test_board_pages import photo
from vidan.actions import steering as acts
from vidan.content.steering import budget_term, publications
from vidan.domain.moments import local_day
from vidan.domain.steering import PublicationForm, PublicationText, quarter_of
from vidan.queries import letters
from vidan.queries import steering as seen

TODAY = local_day(NOW)
DAY = timedelta(days=1)
WAYS = (PublicationForm.BOARD, PublicationForm.LOUDSPEAKER, PublicationForm.VILLAGE_HEAD)
FEES = PublicationText(12, "Mức phí chứng thực", TODAY, WAYS, "Bảng tin trụ sở", TODAY, TODAY + 29 * DAY)
PATH = "/can-bo/cong-khai"


def test_the_law_names_fourteen_things() -> None:
    assert [one.number for one in publications()] == list(range(1, 15))
    assert [one.number for one in publications() if one.always] == [4, 13]
    assert [one.number for one in publications() if one.loudspeaker] == [7, 8, 9, 10, 11, 12]


def test_a_term_that_nobody_compared_with_the_law_in_force_says_so_until_the_commune_did(
    house: House, clock: Clock, settings: Any
) -> None:
    assert not budget_term().confirmed
    assert "chưa được đối chiếu với luật ngân sách đang có hiệu lực" in Browser(house.leader).open(PATH).words
    settings.BUDGET_DAYS, settings.BUDGET_SOURCE = 30, "Luật ngân sách mới"
    page = Browser(house.leader).open(PATH).words
    assert "trong 30 ngày sau khi hết quý, theo Luật ngân sách mới." in page and "chưa được đối chiếu" not in page


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"until_on": TODAY + 28 * DAY}, "steering.publication.short"),
        ({"until_on": None}, "steering.publication.until"),
        ({"ways": (PublicationForm.WEB,)}, "steering.publication.board"),
        ({"ways": (PublicationForm.BOARD,)}, "steering.publication.loudspeaker"),
        ({"item": 13, "ways": (PublicationForm.BOARD,)}, "steering.publication.always"),
        ({"item": 15}, "steering.publication.item"),
        ({"decided_on": TODAY + DAY}, "steering.publication.days"),
    ],
)
def test_less_than_the_law_asks_is_refused(house: House, change: dict[str, object], code: str) -> None:
    assert refusal(acts.make_public, house.leader, replace(FEES, **change), now=NOW) == code


def test_what_came_after_five_working_days_is_late_and_a_change_replaces_it(house: House) -> None:
    late = acts.make_public(house.leader, replace(FEES, decided_on=date(2026, 11, 6)), now=NOW)
    assert late.late
    fresh = acts.make_public(house.leader, replace(FEES, title="Mức phí mới"), replaces=late.pk, now=NOW)
    assert not fresh.late
    card = seen.publications(house.commune.pk, TODAY)[11]
    assert [one.title for one in card.now] == ["Mức phí mới"]
    assert [one.title for one in card.before] == ["Mức phí chứng thực"]
    assert seen.publications(house.commune.pk, TODAY + 40 * DAY)[11].now == ()


def test_a_quarter_ends_where_the_calendar_says() -> None:
    assert quarter_of(date(2026, 11, 17)) == (date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(date(2026, 3, 31)) == (date(2026, 1, 1), date(2026, 3, 31))


def test_the_list_of_the_quarter_is_a_notice(house: House) -> None:
    assert refusal(acts.list_quarter, house.leader, TODAY, "chị Yến", now=NOW) == "steering.publication.none"
    acts.make_public(house.leader, FEES, now=NOW)
    letter = acts.list_quarter(house.leader, TODAY, "chị Yến, 0237 000 1217", now=NOW)
    values = letters.card(house.leader, letter.code).values
    assert values["about"] == "Danh mục nội dung đã công khai quý 4/2026"
    assert "Mức phí chứng thực; niêm yết, phát loa truyền thanh, qua trưởng thôn" in values["points"]


def test_at_the_desk_and_on_the_public_page(house: House, clock: Clock) -> None:
    head = Browser(house.leader)
    assert "14 mục chưa có gì" in head.open(PATH).words
    form = head.open(f"{PATH}/12")
    assert "phát loa ít nhất 3 ngày" in form.words
    ways = [way.value for way in WAYS]
    typed = {"title": "Mức phí chứng thực", "place": "Bảng tin trụ sở", "ways": ways}
    short = head.send(form, **typed, until_on="2026-11-30")
    assert short.status == 422 and "Sớm nhất" in short.words
    assert head.send(short, **typed, until_on="2026-12-16", proof=photo()).status == 302
    assert "đang công khai" in head.open(PATH).words
    assert "Mức phí chứng thực" in Browser().open("/cong-khai").words
    assert Browser(house.leader, careful=False).post(PATH, {"contact": "chị Yến, 0237 000 1217"}).status == 302
    assert head.open(f"{PATH}/99").status == 404
    reader = Browser(house.specialist, careful=False)
    assert reader.open(PATH).status == 200
    assert reader.post(PATH, {"contact": "chị Yến"}).status == 404
