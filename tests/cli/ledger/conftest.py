"""`vidan ledger` in this process, the stand-alone verifier beside it, and a log for both."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from log_builder import TODAY, VERIFIER, Log, published_year

from vidan.cli.main import main

Say = Callable[..., tuple[int, str]]


@pytest.fixture(autouse=True)
def _in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever language the machine speaks."""
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


@pytest.fixture(scope="module")
def recompute() -> ModuleType:
    """The stand-alone verifier as a module."""
    spec = importlib.util.spec_from_file_location("recompute_for_cli", VERIFIER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def vidan(capfd: pytest.CaptureFixture[str]) -> Say:
    """`vidan ledger …` in this process: exit code and everything it said."""

    def say(*words: object) -> tuple[int, str]:
        code = main(["ledger", *map(str, words)])
        said = capfd.readouterr()
        return code, said.out + said.err

    return say


@pytest.fixture
def verify(vidan: Say) -> Say:
    return lambda place, *more: vidan("verify", place, "--today", TODAY, *more)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log of about 570 entries in nine publications, below a data folder."""
    return published_year(tmp_path / "public" / "dien-lu" / "nhat-ky" / "2026")
