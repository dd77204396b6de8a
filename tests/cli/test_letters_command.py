"""A folder with one invented document of every kind, for whoever wants to see before believing."""

from pathlib import Path

from tests.cli.conftest import Vidan
from vidan.content.letters import kinds


def test_one_of_every_kind_is_written_as_pdf_and_as_word(vidan: Vidan, tmp_path: Path) -> None:
    said = vidan("letters", "sample", "--out", tmp_path / "mau")
    assert said.code == 0
    written = {file.name for file in (tmp_path / "mau").iterdir()}
    assert written == {f"{kind.key}.{form}" for kind in kinds() for form in ("pdf", "docx")}
    assert all(file.stat().st_size > 10_000 for file in (tmp_path / "mau").iterdir())
    assert (tmp_path / "mau" / "apology.pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_folder_the_command_says_what_is_missing(vidan: Vidan) -> None:
    said = vidan("letters", "sample")
    assert said.code == 2
    assert "--out" in said.err
