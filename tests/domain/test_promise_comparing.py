"""A commune is compared with what its own kinds of work let expect, and called worse only when chance is no excuse."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as some

from vidan.domain.promises import Figure, total
from vidan.domain.promises.comparing import FairStanding, compared

EASY, HARD = "birth", "land"
KINDS = some.dictionaries(
    some.sampled_from([EASY, HARD, "poor"]),
    some.integers(0, 60).flatmap(lambda n: some.integers(0, n).map(lambda kept: Figure(kept, n))),
)


def test_who_takes_the_hard_work_is_not_worse_for_it() -> None:
    """One commune has easy work, the other hard work; both keep each kind as everybody does."""
    told = {
        1: {EASY: Figure(99, 100)},
        2: {HARD: Figure(70, 100)},
        3: {EASY: Figure(99, 100), HARD: Figure(70, 100)},
    }
    found = compared(told)
    assert {one.standing for one in found.values()} == {FairStanding.AS_EXPECTED}
    assert found[2].expected == Fraction(70, 100)


def test_a_difference_that_chance_does_not_bring_is_said() -> None:
    told = {1: {EASY: Figure(60, 100)}, **{place: {EASY: Figure(98, 100)} for place in range(2, 12)}}
    found = compared(told)
    assert found[1].standing is FairStanding.WORSE
    assert {found[place].standing for place in range(2, 12)} == {FairStanding.AS_EXPECTED}
    best = compared({1: {EASY: Figure(200, 200)}, **{place: {EASY: Figure(80, 100)} for place in range(2, 9)}})
    assert best[1].standing is FairStanding.BETTER


def test_noise_makes_no_league_table() -> None:
    """Communes that differ by a few of a hundred are all the same."""
    told = {place: {EASY: Figure(90 + place, 100)} for place in range(9)}
    assert {one.standing for one in compared(told).values()} == {FairStanding.AS_EXPECTED}


def test_under_ten_nothing_is_said() -> None:
    found = compared({1: {EASY: Figure(0, 9)}, 2: {EASY: Figure(500, 500)}, 3: {}})
    assert (found[1].standing, found[3].standing) == (FairStanding.TOO_FEW, FairStanding.TOO_FEW)
    assert found[3].expected is None


@given(some.dictionaries(some.integers(1, 6), KINDS, min_size=1))
def test_what_is_expected_of_all_together_is_what_all_kept(told: dict[int, dict[str, Figure]]) -> None:
    found = compared(told)
    kept = sum(((one.expected or Fraction(0)) * one.figure.counted for one in found.values()), Fraction(0))
    assert kept == total(figure for kinds in told.values() for figure in kinds.values()).kept


def test_many_thousands_are_reckoned_too() -> None:
    told = {1: {EASY: Figure(88_000, 100_000)}, 2: {EASY: Figure(90_000, 100_000)}}
    assert [compared(told)[place].standing for place in (1, 2)] == [FairStanding.WORSE, FairStanding.BETTER]
