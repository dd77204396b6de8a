"""The door looks at the clock once and passes the moment down: below the doors nobody looks again."""

import ast

import pytest

from tests.house.source import calls_in, of_tree, python_files, wrong

FLOORS = ("domain", "store", "actions", "queries", "speech", "content")
LOOKS = ("timezone.now", "datetime.now", "datetime.utcnow", "date.today", "datetime.today", "time.time", "localdate")


def looks_at_the_clock(tree: ast.AST) -> list[str]:
    """Calls that ask the machine what time it is, with their line."""
    return [f"{call.lineno}: {name}()" for call, name in calls_in(tree) if name.endswith(LOOKS)]


def test_below_the_doors_nobody_looks_at_the_clock() -> None:
    assert wrong(python_files(*FLOORS), of_tree(looks_at_the_clock)) == []


@pytest.mark.parametrize(
    "broken",
    ["timezone.now()", "datetime.now(UTC)", "datetime.datetime.now()", "date.today()", "time.time()", "localdate()"],
)
def test_a_look_at_the_clock_is_seen(broken: str) -> None:
    assert looks_at_the_clock(ast.parse(broken))
