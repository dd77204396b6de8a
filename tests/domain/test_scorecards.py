"""The law's scorecards, from the words of the circular: points, rounding, ranks that include their own threshold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vidan.content.scorecards import index_card, newest, points_card
from vidan.domain.dossiers.judging import Ended, indicators
from vidan.domain.errors import Refused
from vidan.domain.promises import Figure
from vidan.domain.promises import scorecards as cards
from vidan.domain.promises.scorecards import PointsOf

DAY = date(2026, 9, 30)
CARD, INDEX = points_card(DAY), index_card(DAY)


@pytest.mark.parametrize(
    ("points", "rank"),
    [
        (18.0, "excellent"),
        (15.0, "excellent"),
        (14.9, "good"),
        (12.0, "good"),
        (11.9, "fair"),
        (9.0, "fair"),
        (6.0, "average"),
        (5.9, "weak"),
        (0, "weak"),
    ],
)
def test_a_threshold_belongs_to_the_rank_that_it_opens(points: float, rank: str) -> None:
    assert cards.rung(CARD.ranks, round(points * 100)) == rank


@pytest.mark.parametrize(
    ("points", "task"), [(10, "all"), (5, "all"), (4.9, "most"), (3.5, "most"), (3.4, "less"), (0, "less")]
)
def test_an_officer_s_sum_says_how_much_of_the_task_is_done(points: float, task: str) -> None:
    assert cards.rung(CARD.tasks, round(points * 100)) == task


@pytest.mark.parametrize(
    ("points", "hundredths"),
    [([2, 2, 1], 170), ([1, 2], 150), ([2] * 19 + [1], 200), ([2] * 3 + [1], 180), ([0, 0, 1], 30), ([None, 1], 100)],
)
def test_an_indicator_is_rounded_to_one_decimal_half_upwards(points: list[int | None], hundredths: int) -> None:
    """19 of 20 with two points are 1.95: to one decimal 2.0; 1.75 is 1.8."""
    assert cards.mean(1, points).hundredths == hundredths


def test_what_is_not_known_is_left_out_and_the_rank_is_a_range() -> None:
    assert cards.mean(4, [None, None]) == PointsOf(4, None)
    found = [PointsOf(number, 200) for number in (1, 2, 3, 4, 6, 7)] + [PointsOf(8, 100), *map(unknown, (5, 9))]
    whole = cards.point_sum(found)
    assert (whole.hundredths, whole.most, whole.at_best) == (1300, 1400, 1700)
    assert [cards.rung(CARD.ranks, points) for points in (whole.hundredths, whole.at_best)] == ["good", "excellent"]


def unknown(number: int) -> PointsOf:
    return PointsOf(number, None)


def test_nine_indicators_known_at_exactly_fifteen_are_excellent() -> None:
    """The mistake that others made: more than fifteen was asked, and exactly fifteen fell through to the last rank."""
    found = [PointsOf(number, 200 if number < 7 else 100) for number in range(1, 10)]
    assert cards.point_sum(found).hundredths == 1500
    assert cards.rung(CARD.ranks, 1500) == "excellent"


def of(number: int, told: dict[str, Figure], feedback: Figure | None = None, prolonged: int = 0) -> int | None:
    found = {one.number: one for one in cards.agency_points(told, feedback or Figure(), prolonged)}
    return found[number].hundredths


def test_where_dossiers_are_received_and_decided() -> None:
    here, decided = {"received_here": Figure(90, 90)}, {"decided_here": Figure(90, 90)}
    assert of(5, {}) is None
    assert of(5, here | decided) == 200
    assert of(5, here | {"decided_here": Figure(89, 90)}) == 100
    assert of(5, {"received_here": Figure(89, 90)} | decided) == 0


def test_posted_and_on_the_web() -> None:
    every, some_of = Figure(90, 90), Figure(89, 90)
    assert of(6, {"posted": every, "on_the_web": every}) == 200
    assert of(6, {"posted": some_of, "on_the_web": every}) == 100
    assert of(6, {"posted": some_of, "on_the_web": some_of}) == 0
    assert of(6, {"posted": every}) is None


@pytest.mark.parametrize(
    ("figure", "prolonged", "points"),
    [((0, 0), 0, 200), ((8, 8), 0, 200), ((9, 10), 0, 100), ((8, 9), 0, 0), ((9, 10), 1, 0)],
)
def test_feedback_in_time(figure: tuple[int, int], prolonged: int, points: int) -> None:
    assert of(8, {}, Figure(*figure), prolonged) == points


@pytest.mark.parametrize(
    ("procedures", "share", "late", "points"),
    [
        ((20, 100), (30, 100), 0, 200),
        ((19, 100), (30, 100), 0, 100),
        ((20, 100), (29, 100), 0, 100),
        ((20, 100), (15, 100), 0, 100),
        ((20, 100), (14, 100), 0, 0),
        ((20, 100), (30, 100), 1, 0),
    ],
)
def test_online(procedures: tuple[int, int], share: tuple[int, int], late: int, points: int) -> None:
    told = {
        "online_procedures": Figure(*procedures),
        "online_of_eligible": Figure(*share),
        "online_late": Figure(late, 100),
    }
    assert of(9, told) == points
    assert of(9, {"online_late": Figure(late, 100)}) is None


def test_a_dossier_without_any_trouble_brings_all_that_one_dossier_can() -> None:
    best = indicators(Ended(date(2026, 9, 1), date(2026, 9, 2), 0, False))
    found = [cards.mean(one.number, [one.points]) for one in best if one.number in cards.OF_OFFICER]
    assert cards.point_sum(found).hundredths == 900, "the one-stop alone brings one of two points"


# The index -----------------------------------------------------------------------------------------------------------


def test_the_groups_are_the_decision_s_and_their_parts_fill_them() -> None:
    assert [group.most for group in INDEX.groups] == [18, 20, 22, 22, 18]
    assert all(sum(part.most for part in group.parts) == group.most for group in INDEX.groups)
    asked = {part.key for group in INDEX.groups for part in group.parts}
    assert asked - set(cards.INPUTS) == {"in_time", "feedback_in_time", "feedback_content", "dossiers_content"}


@pytest.mark.parametrize(("points", "rank"), [(90, "excellent"), (89.99, "good"), (80, "good"), (49.99, "weak")])
def test_the_index_has_its_own_ranks(points: float, rank: str) -> None:
    assert cards.rung(INDEX.ranks, round(points * 100)) == rank


def test_a_part_is_its_share_of_its_maximum() -> None:
    progress = INDEX.groups[1].parts[0]
    assert cards.part_of(progress, Figure(482, 500)).hundredths == 1928
    assert cards.part_of(progress, Figure(2, 3)).hundredths == 1333
    assert cards.part_of(progress, Figure(0, 0)).hundredths is None
    whole = cards.index_sum([cards.part_of(progress, Figure(1, 2)), cards.part_of(INDEX.groups[0].parts[0], None)])
    assert (whole.hundredths, whole.most, whole.at_best) == (1000, 2000, 1400)


@given(some.lists(some.tuples(some.integers(0, 50), some.integers(0, 50)), max_size=6))
def test_points_are_never_more_than_there_are(shares: list[tuple[int, int]]) -> None:
    parts = [cards.part_of(INDEX.groups[2].parts[0], Figure(min(pair), max(pair))) for pair in shares]
    whole = cards.index_sum(parts)
    assert 0 <= whole.hundredths <= whole.most <= 800 * len(shares)
    assert whole.hundredths <= whole.at_best


def test_a_quarter_is_marked_by_the_card_of_its_time() -> None:
    later = [CARD, cards.PointsCard("new", date(2027, 1, 1), "", "", CARD.ranks, CARD.tasks)]
    assert newest(later, date(2026, 12, 31)) is CARD
    assert newest(later, date(2027, 1, 1)).key == "new"
    assert newest(later, date(2000, 1, 1)) is CARD


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (("height", 1, 2, "Cổng"), "unknown"),
        (("posted", 3, 2, "Cổng"), "no_share"),
        (("posted", 0, 0, "Cổng"), "no_share"),
        (("posted", -1, 2, "Cổng"), "no_share"),
        (("posted", 1, 2, ""), "source"),
        (("posted", 1, 2, "x" * 201), "source"),
    ],
)
def test_a_figure_from_elsewhere_needs_its_source(told: tuple[str, int, int, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        cards.check_input(*told)
