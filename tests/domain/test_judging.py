"""What a finished dossier says of the office: the usual time, and the points of TT 01/2018."""

from datetime import date, timedelta

import pytest

from vidan.domain.dossiers import Ended, indicators, most_of, of_ten, usual_time

DUE = date(2026, 11, 27)
DAY = timedelta(days=1)


def points(ended_on: date = DUE, asked: int = 0, **words: bool) -> dict[int, int | None]:
    return {one.number: one.points for one in indicators(Ended(ended_on, DUE, asked, **words))}


def test_under_ten_cases_nothing_is_said_of_a_usual_time() -> None:
    assert usual_time([60] * 9) == {}
    assert usual_time(range(10, 110, 10)) == {"n": 10, "p50": 50, "p90": 90}
    assert usual_time([480] * 11) == {"n": 11, "p50": 480, "p90": 480}


@pytest.mark.parametrize(("ended", "time"), [(DUE - DAY, 2), (DUE, 1), (DUE + DAY, 0)])
def test_earlier_equal_and_longer_than_the_law_gives(ended: date, time: int) -> None:
    found = points(ended_on=ended)
    assert (found[1], found[2]) == (time, time)


@pytest.mark.parametrize(("asked", "score"), [(0, 2), (1, 1), (2, 0), (5, 0)])
def test_how_often_she_had_to_come_back_with_papers(asked: int, score: int) -> None:
    assert points(asked=asked)[3] == score


def test_only_the_one_stop_or_others_too_and_nothing_where_nobody_was_asked() -> None:
    assert (points(sent_elsewhere=False)[4], points(sent_elsewhere=True)[4], points()[4]) == (1, 0, None)


def test_an_upheld_complaint_takes_the_points_of_conduct() -> None:
    early = DUE - DAY
    assert [points(ended_on=early)[7], points()[7], points(ended_on=early, upheld_complaint=True)[7]] == [2, 1, 0]


def test_what_is_counted_for_the_whole_commune_has_no_points_here() -> None:
    found = points(sent_elsewhere=False)
    assert list(found) == list(range(1, 10))
    assert [number for number, score in found.items() if score is None] == [5, 6, 8, 9]


def test_the_best_that_one_dossier_can_reach_at_the_counter_is_nine() -> None:
    """Ten needs a dossier for which she met no office at all: one that was filed online."""
    found = indicators(Ended(DUE - DAY, DUE, 0, sent_elsewhere=False))
    assert (of_ten(found), most_of(found)) == (9, 10)


def test_what_nobody_could_be_asked_is_left_out_of_the_sum_and_of_what_it_could_be() -> None:
    found = indicators(Ended(DUE - DAY, DUE, 0))
    assert (of_ten(found), most_of(found)) == (8, 8)
