"""What the guides for administrators promise is so: every setting, every command, every requirement."""

import re
import tomllib
from pathlib import Path

from vidan.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
OPERATE = ROOT / "docs" / "operate"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+(?:\[[a-z,]+\])?)==(\S+)", re.MULTILINE)


def text(name: str) -> str:
    return (OPERATE / name).read_text(encoding="utf-8")


def pins(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for package, version in _PIN.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")):
        found.setdefault(package, set()).add(version)
    return found


def test_each_setting_is_documented_and_each_documented_setting_exists() -> None:
    source = (ROOT / "src" / "vidan" / "config" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'(?:text|number|flag|names)\("(VIDAN_[A-Z_]+)"', source))
    documented = set(re.findall(r"^\| `(VIDAN_[A-Z_]+)` \|", text("settings.md"), re.MULTILINE))
    assert read == documented


def test_each_default_is_told_as_it_is() -> None:
    source = (ROOT / "src" / "vidan" / "config" / "settings.py").read_text(encoding="utf-8")
    for name, default in re.findall(r'(?:text|number|names)\("(VIDAN_[A-Z_]+)", "?([^")]+)"?\)', source):
        row = next(line for line in text("settings.md").splitlines() if line.startswith(f"| `{name}` |"))
        assert f"| `{default}` |" in row


def test_each_command_is_in_the_table_with_an_example_of_its_own() -> None:
    rows = dict(re.findall(r"^\| `vidan (\w+)` \|.*\| (`vidan .*`) \|$", text("commands.md"), re.MULTILINE))
    assert list(rows) != []
    assert rows.keys() == COMMANDS.keys()
    for name, example in rows.items():
        assert example.startswith(f"`vidan {name}")


def test_what_is_installed_is_what_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for wanted, file in (
        (project["project"]["dependencies"], "run.in"),
        (project["build-system"]["requires"], "build.in"),
    ):
        lines = (ROOT / "requirements" / file).read_text(encoding="utf-8").splitlines()
        assert sorted(line for line in lines if line and not line.startswith("#")) == sorted(wanted)


def test_tests_run_with_the_versions_that_are_delivered() -> None:
    tested = pins("test.txt")
    for name in ("run.txt", "postgres.txt"):
        for package, versions in pins(name).items():
            assert versions <= tested[package]


def test_every_requirement_is_locked_by_its_hash_and_names_no_address() -> None:
    for file in sorted((ROOT / "requirements").glob("*.txt")):
        content = file.read_text(encoding="utf-8")
        assert "://" not in content
        assert "index-url" not in content
        blocks = re.split(r"\n(?=[A-Za-z])", content.strip())
        assert all("--hash=sha256:" in block for block in blocks if not block.startswith("#"))
