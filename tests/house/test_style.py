"""The style guard says what to do instead: each thing that is banned here is seen when somebody writes it."""

import subprocess
import sys
import tomllib

import pytest

from tests.house.source import ROOT

CONFIGURED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["lint"]
BANNED = CONFIGURED["flake8-tidy-imports"]["banned-api"]

#: A line of code, and the rule that must speak.
BROKEN = [
    ("import datetime\n\ndatetime.datetime(2026, 1, 1)\n", "DTZ001"),
    ("x = 1\nprint(x)\n", "T201"),
    ("try:\n    x = 1\nexcept Exception:\n    x = 2\n", "BLE001"),
    ("def f(x=[]):\n    return x\n", "B006"),
    ("import subprocess\n\nsubprocess.run('ls', shell=True)\n", "S602"),
    ("eval('1')\n", "S307"),
    ("breakpoint()\n", "T100"),
    ("x = 'a' * 3  # noqa: F401\n", "RUF100"),
]


def complaints(text: str, name: str = "src/vidan/web/sample.py") -> str:
    """What ruff says of a text as if it stood in that file."""
    answer = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--no-cache",
            "--output-format=concise",
            f"--stdin-filename={name}",
            "-",
        ],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
    )
    assert answer.returncode in (0, 1), answer.stderr
    return answer.stdout


@pytest.mark.parametrize("name", sorted(BANNED))
def test_what_is_banned_is_seen_with_what_to_do_instead(name: str) -> None:
    module, _, last = name.rpartition(".")
    line = f"from {module} import {last}\n\nx = {last}\n" if module else f"import {name}\n\nx = {name}\n"
    if name.startswith("datetime."):
        line = f"import datetime\n\nx = {name}()\n"
    assert BANNED[name]["msg"] in complaints(line)


@pytest.mark.parametrize(("line", "rule"), BROKEN)
def test_what_is_careless_is_seen(line: str, rule: str) -> None:
    assert rule in complaints(line)


def test_a_tidy_file_is_left_alone() -> None:
    assert "All checks passed" in complaints('"""Tidy."""\n\nx = 1\n')
