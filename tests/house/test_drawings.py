"""What is drawn from the code says what the code says."""

from pathlib import Path

import pytest

from tests.house import drawings
from tests.house.source import shown


def differs(file: Path, drawn: str) -> bool:
    """Whether a drawing on the disk is not the one that the code gives."""
    return not file.exists() or file.read_text(encoding="utf-8") != drawn


@pytest.mark.parametrize("file", list(drawings.DRAWINGS), ids=shown)
def test_the_drawing_is_the_code_s_own(file: Path) -> None:
    assert not differs(file, drawings.DRAWINGS[file]()), "run: python -m tests.house.drawings"


def test_an_old_drawing_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "facts.md"
    assert differs(file, "new")
    file.write_text("old", encoding="utf-8")
    assert differs(file, "new")
    assert not differs(file, "old")
