"""The import contracts hold, and each of them breaks when somebody imports what he must not."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
#: (file, forbidden line, the contract that must complain)
BROKEN = [
    ("domain/people.py", "import vidan.store.lock", "Floors"),
    ("speech/days.py", "import vidan.queries.people", "Floors"),
    ("queries/people.py", "import vidan.web.access", "Floors"),
    ("actions/people.py", "import vidan.queries.people", "Floors"),
    ("web/access.py", "import vidan.jobs.errands", "Floors"),
    ("jobs/errands.py", "import vidan.cli.main", "Floors"),
    ("adapters/qr.py", "import vidan.speech.days", "Floors"),
    ("domain/people.py", "import vidan.domain.matters", "Columns"),
    ("domain/communes.py", "import vidan.domain.people", "Columns"),
    ("actions/matters/rows.py", "import vidan.actions.dossiers", "Columns"),
    ("store/models/people.py", "import vidan.store.models.dossiers", "Columns"),
    ("queries/people.py", "import vidan.queries.matters", "Columns"),
    ("domain/text.py", "import django", "The ground floor"),
    ("domain/text.py", "import cryptography.fernet", "The ground floor"),
    ("web/access.py", "import vidan.store.models", "Doors"),
    ("cli/main.py", "from vidan.store import vault", "Doors"),
    ("jobs/errands.py", "import vidan.store.guard", "Doors"),
    ("actions/people.py", "import vidan.adapters.qr", "An action never"),
    ("queries/people.py", "import vidan.adapters.qr", "An action never"),
    ("web/access.py", "import vidan.adapters.mail", "Who answers"),
    ("api/__init__.py", "import vidan.adapters.signing.ed25519", "Who answers"),
    ("speech/days.py", "import vidan.store.models", "The words"),
    ("domain/ledger/merkle.py", "import vidan.domain.ledger.publishing", "No circles"),
]


def complaints(root: Path) -> str:
    """What import-linter says of the package in a folder; empty when every contract is kept."""
    answer = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
    )
    assert answer.returncode in (0, 1), answer.stderr
    return "" if answer.returncode == 0 else answer.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package and its contracts somewhere else, to be broken."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(PACKAGE, root / "src" / "vidan", ignore=shutil.ignore_patterns("__pycache__", "*.html", "*.css"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


def test_the_contracts_are_kept() -> None:
    assert complaints(ROOT) == ""


def test_every_contract_is_tried() -> None:
    tried = {start for _, _, start in BROKEN}
    assert [one["name"] for one in CONTRACTS if not one["name"].startswith(tuple(tried))] == []


@pytest.mark.slow
@pytest.mark.parametrize(("file", "line", "contract"), BROKEN)
def test_a_forbidden_import_breaks_its_contract(copy: Path, file: str, line: str, contract: str) -> None:
    broken = copy / "src" / "vidan" / file
    kept = broken.read_text(encoding="utf-8")
    broken.write_text(f"{kept}\n{line}\n", encoding="utf-8")
    try:
        said = complaints(copy)
    finally:
        broken.write_text(kept, encoding="utf-8")
    assert [name for name in said.splitlines() if name.startswith(contract) and name.endswith("BROKEN")], said


def test_a_room_that_no_contract_knows_breaks_the_floors(copy: Path) -> None:
    room = copy / "src" / "vidan" / "helpers"
    room.mkdir()
    (room / "__init__.py").touch()
    try:
        assert "helpers" in complaints(copy)
    finally:
        shutil.rmtree(room)
