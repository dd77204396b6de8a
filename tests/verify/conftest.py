"""What every test of the stand-alone verifier starts from."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from log_builder import TODAY, VERIFIER, Log, published_year


@pytest.fixture(scope="session")
def recompute() -> ModuleType:
    """The stand-alone verifier as a module."""
    spec = importlib.util.spec_from_file_location("recompute", VERIFIER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["recompute"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def verify(
    recompute: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Run the verifier as a person would: exit code and what it said."""
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")

    def run(place: Path, *arguments: str) -> tuple[int, str]:
        code = recompute.main([str(place), "--today", TODAY.isoformat(), *arguments])
        return code, capsys.readouterr().out

    return run


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log of about 570 entries in nine publications, below a data folder."""
    return published_year(tmp_path / "public" / "14950" / "nhat-ky" / "2026")
