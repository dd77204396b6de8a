"""Every setting is documented, and every documented setting exists, with the default that the page says."""

import ast
import re
from pathlib import Path

from tests.house.source import PACKAGE, ROOT, calls_in, python_files, tree_of

SETTINGS = PACKAGE / "config" / "settings.py"
PAGE = ROOT / "docs" / "operate" / "settings.md"
READERS = {"text", "number", "flag", "names"}
#: Words in the default column that stand for a default that is no literal.
SPOKEN = ("trống", "tự tạo")


def defaults(tree: ast.AST) -> dict[str, str]:
    """The settings that a file reads, each with its default as the environment would say it."""
    found: dict[str, str] = {}
    for call, name in calls_in(tree):
        first = call.args[0] if call.args else None
        if name in READERS and isinstance(first, ast.Constant) and str(first.value).startswith("VIDAN_"):
            given = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
            value = given[0].value if given and isinstance(given[0], ast.Constant) else ""
            shown = "1" if value is True else "0" if value is False else str(value)
            found[str(first.value)] = shown or ("0" if name == "flag" else "")
    return found


def documented(text: str) -> dict[str, str]:
    """The settings of the page, each with what it says of the default."""
    return dict(re.findall(r"^\| `(VIDAN_[A-Z_]+)` \| ([^|]*?) \|", text, flags=re.MULTILINE))


def problems(read: dict[str, str], told: dict[str, str]) -> list[str]:
    """Settings that only one of the two knows, and defaults that differ."""
    found = [f"{name} is not documented" for name in sorted(set(read) - set(told))]
    found += [f"{name} is documented and does not exist" for name in sorted(set(told) - set(read))]
    for name in sorted(set(read) & set(told)):
        spoken = told[name].startswith(SPOKEN)
        if spoken == bool(read[name]) or (not spoken and told[name] != f"`{read[name]}`"):
            found.append(f"{name}: the page says {told[name]}, the code {read[name]!r}")
    return found


def test_the_page_and_the_code_say_the_same() -> None:
    assert problems(defaults(tree_of(SETTINGS)), documented(PAGE.read_text(encoding="utf-8"))) == []


def test_no_other_file_asks_for_a_setting_that_settings_does_not_know() -> None:
    known = set(defaults(tree_of(SETTINGS)))
    used = {name for file in python_files() for name in _named(file)}
    assert used - known - {f"{name}_FILE" for name in known} == set()


def _named(file: Path) -> set[str]:
    return set(re.findall(r"\bVIDAN_[A-Z_]+[A-Z]\b", file.read_text(encoding="utf-8")))


def test_a_setting_that_only_one_of_the_two_knows_is_seen() -> None:
    read = defaults(ast.parse("A = text('VIDAN_A', 'x')\nB = number('VIDAN_B', 2)\nC = flag('VIDAN_C', default=True)"))
    assert read == {"VIDAN_A": "x", "VIDAN_B": "2", "VIDAN_C": "1"}
    told = documented("| `VIDAN_A` | `x` | a |\n| `VIDAN_B` | `3` | b |\n| `VIDAN_D` | trống | d |")
    assert problems(read, told) == [
        "VIDAN_C is not documented",
        "VIDAN_D is documented and does not exist",
        "VIDAN_B: the page says `3`, the code '2'",
    ]
