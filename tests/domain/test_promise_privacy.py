"""Tables of many tell of nobody: each cell has at least five, and no hole can be filled by subtracting."""

from hypothesis import given
from hypothesis import strategies as some

from vidan.domain.promises import Figure, total
from vidan.domain.promises.privacy import LEAST_IN_CELL, cells

FIGURES = some.integers(0, 30).flatmap(
    lambda counted: some.integers(0, counted).map(lambda kept: Figure(kept, counted))
)
TABLES = some.dictionaries(some.text("abcdefgh", min_size=1, max_size=2), FIGURES, max_size=9)


@given(TABLES)
def test_no_cell_tells_of_fewer_than_five_and_the_sum_stays(table: dict[str, Figure]) -> None:
    shown, others = cells(table)
    every = [figure for _, figure in shown] + ([others] if others else [])
    assert all(figure.counted >= LEAST_IN_CELL for figure in every)
    whole = total(table.values())
    assert total(every) == (whole if whole.counted >= LEAST_IN_CELL else Figure())


@given(TABLES)
def test_a_named_cell_says_what_it_is(table: dict[str, Figure]) -> None:
    shown, _ = cells(table)
    assert all(table[name] == figure for name, figure in shown)


@given(TABLES)
def test_two_villages_that_become_one_keep_the_sums(table: dict[str, Figure]) -> None:
    merged = {name: figure for name, figure in table.items() if name not in ("a", "b")}
    merged["a and b"] = table.get("a", Figure()) + table.get("b", Figure())
    sums = []
    for each in (table, merged):
        shown, others = cells(each)
        sums.append(total([figure for _, figure in shown] + ([others] if others else [])))
    assert sums[0] == sums[1]


def test_one_small_cell_alone_takes_the_smallest_shown_one_along() -> None:
    table = {"Thôn Ấm": Figure(8, 9), "Thôn Tôm": Figure(6, 7), "Thôn Giổi": Figure(1, 2)}
    assert cells(table) == ((("Thôn Ấm", Figure(8, 9)),), Figure(7, 9))
