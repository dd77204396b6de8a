"""The command as a person types it: a process of its own, a data folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ADMINISTRATOR = {"role": "administrator", "name": "Trương Thị Lan", "login": "lan.truong"}
ONE_STOP = {"role": "one_stop", "name": "Lê Thị Hoa", "login": "hoa.le", "password": "ngõ nhỏ phố nhỏ"}
ANSWERS: dict[str, Any] = {
    "code": "14950",
    "name": "Xã Điền Lư",
    "province_code": "38",
    "province_name": "tỉnh Thanh Hóa",
    "villages": ["thôn Riềng", "thôn Ấm"],
    "officers": [ADMINISTRATOR, ONE_STOP],
}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


Vidan = Callable[..., Said]


def environment(data: Path, **more: str) -> dict[str, str]:
    """A machine without any setting of ours but the data folder."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("VIDAN_", "LC_", "LANG"))}
    bare.pop("DJANGO_SETTINGS_MODULE", None)
    return {**bare, "VIDAN_DATA": str(data), **more}


def run(data: Path, *words: object, given: str | None = None, **more: str) -> Said:
    """`vidan WORDS…` with a data folder."""
    done = subprocess.run(
        [sys.executable, "-m", "vidan.cli.main", *map(str, words)],
        env=environment(data, **more),
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=900,  # ends what hangs; no machine that merely is slow comes near
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "var"


@pytest.fixture
def vidan(data: Path) -> Vidan:
    """`vidan("check")` on this test's data folder."""
    return lambda *words, **more: run(more.pop("data", data), *words, **more)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as `vidan init` leaves it; tests copy it."""
    folder = tmp_path_factory.mktemp("furnished")
    answers = folder / "answers.json"
    answers.write_text(json.dumps(ANSWERS), encoding="utf-8")
    said = run(folder / "var", "init", "--answers", answers, "--key-sheet", folder / "sheet.pdf")
    assert said.code == 0, said.all
    return folder / "var"
