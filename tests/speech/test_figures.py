"""A share in words never says more than is true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vidan.domain.promises import Figure
from vidan.speech import figures, language


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(482, 500), "96,4%"),
        (Figure(9999, 10000), "99,9%"),
        (Figure(500, 500), "100%"),
        (Figure(0, 500), "0%"),
        (Figure(9796, 10000), "97,9%"),
        (Figure(5, 6), "5/6"),
        (Figure(0, 0), ""),
    ],
)
def test_the_value_is_rounded_down_and_bare_under_ten(figure: Figure, words: str) -> None:
    assert figures.value(figure) == words


@given(counted=some.integers(10, 20000), data=some.data())
def test_only_what_was_wholly_kept_is_a_hundred(counted: int, data: some.DataObject) -> None:
    kept = data.draw(some.integers(0, counted))
    assert (figures.value(Figure(kept, counted)) == "100%") == (kept == counted)


def test_the_interval_is_rounded_outwards() -> None:
    assert figures.between((0.93149, 0.98201)) == "93,1%\N{NO-BREAK SPACE}–\N{NO-BREAK SPACE}98,3%"


def test_english_writes_a_point() -> None:
    language.use("en")
    try:
        assert figures.percent(Fraction(964, 1000)) == "96.4%"
    finally:
        language.use("vi")
