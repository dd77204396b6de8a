"""Every command has an example in its help; every example, there and in the documents, is one that can be typed."""

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT, kept_files, of_text, shown, wrong
from vidan.cli.main import COMMANDS, parser_for

DOCUMENTS = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").rglob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, flags=re.MULTILINE))


def examples(text: str) -> list[str]:
    """The lines of a help that can be typed, without the remark behind them."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("  vidan ")]
    return [re.split(r"\s{2,}[(#]|\s+#\s", line)[0] for line in lines]


def typed(text: str) -> list[str]:
    """The commands that a document shows: `vidan …` and `make …` in code, without the remark behind them."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    found = [one for one in (*lines, *spans) if one.split(" ")[0] in {"vidan", "make"} and " " in one]
    return [re.split(r"\s+#\s", one)[0] for one in found]


def problem(command: str) -> str:
    """Why a command cannot be typed; empty when it can."""
    first, *words = shlex.split(command)
    if first == "make":
        unknown = [word for word in words if word not in TARGETS and "=" not in word]
        return f"the Makefile has no {unknown[0]}" if unknown else ""
    if any(parser.prog == command for parser in parsers(parser_for(words))):
        return ""  # a sentence may call a command by its name
    try:
        parser_for(words).parse_args(words)
    except SystemExit as end:
        return "" if end.code == 0 else f"cannot be typed: {command}"
    return ""


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and everything below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in dict.fromkeys(action.choices.values()):
                yield from parsers(below)


def _of(name: str) -> list[argparse.ArgumentParser]:
    (chosen,) = [one for one in parsers(parser_for([name])) if one.prog == f"vidan {name}"]
    return list(parsers(chosen))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_shows_an_example_that_can_be_typed(name: str) -> None:
    for parser in _of(name):
        shows = examples(parser.format_help())
        assert shows, f"{parser.prog} --help has no example"
        assert [problem(line) for line in shows if problem(line)] == []


def test_what_a_document_tells_to_type_can_be_typed() -> None:
    assert wrong(DOCUMENTS, of_text(lambda text: [problem(one) for one in typed(text) if problem(one)])) == []


def test_both_readmes_show_the_two_commands_and_the_build_machine_runs_the_same() -> None:
    for name in ("README.md", "README.vi.md"):
        assert {"make demo", "make test"} <= set(typed((ROOT / name).read_text(encoding="utf-8")))
    assert re.search(r"^make test$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), flags=re.MULTILINE)


def dead_ends(document: Path) -> list[str]:
    """Where a document points and nothing is."""
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", document.read_text(encoding="utf-8"))
    return [link for link in links if not (document.parent / link).exists()]


def test_what_a_document_points_at_is_there() -> None:
    assert wrong(DOCUMENTS, dead_ends) == []


def test_every_command_is_documented() -> None:
    told = (ROOT / "docs" / "operate" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`vidan {name}`" not in told] == []


def test_what_is_installed_is_what_the_package_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    written = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    assert sorted(line for line in written if line and not line.startswith("#")) == sorted(asked)


@pytest.mark.parametrize("name", ["run", "test"])
def test_every_locked_package_has_its_hash_and_names_no_host(name: str) -> None:
    locked = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    rows = [row for row in re.split(r"\n(?=\S)", locked) if row and not row.startswith("#")]
    assert [row.splitlines()[0] for row in rows if "==" in row and "--hash=sha256:" not in row] == []
    assert not re.search(r"https?://|index-url", locked)


def test_nothing_of_ours_names_a_place_on_one_machine() -> None:
    places = re.compile(r"(?<![\w.])/(root|home|work)/")
    texts = [(file, file.read_text(encoding="utf-8")) for file in kept_files() if file != Path(__file__)]
    assert [shown(file) for file, text in texts if places.search(text)] == []


@pytest.mark.parametrize(
    ("command", "possible"),
    [
        ("vidan calendar due --received 2026-02-11T09:00 --limit 5wd", True),
        ("vidan --help", True),
        ("vidan calendar", True),
        ("make test", True),
        ("vidan calender due", False),
        ("vidan calendar due --limits 5wd", False),
        ("make tests", False),
    ],
)
def test_a_command_that_cannot_be_typed_is_seen(command: str, possible: bool) -> None:
    assert (problem(command) == "") is possible


def test_commands_are_found_where_they_stand() -> None:
    text = "Chạy `vidan check` trước.\n\n```\nmake demo     # cài\n$ vidan serve\nls\n```\n"
    assert sorted(typed(text)) == ["make demo", "vidan check", "vidan serve"]


def test_what_the_commands_tell_the_tests_reaches_them() -> None:
    """The tests forget the program's own settings, so only `VIDAN_TEST_…` arrives."""
    told = re.findall(r"\b(VIDAN_\w+)=\S+ [^\n]*pytest", MAKEFILE)
    assert told
    assert all(name.startswith("VIDAN_TEST_") for name in told)
