"""The figures of a period on the command line, each with its query's name; or the paper, without keeping anything."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.builders import House
from vidan.cli.commands import report
from vidan.cli.main import main
from vidan.speech import reports as words
from vidan.store.models import Letter


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "local_day", lambda _moment: date(2026, 11, 17))


def test_each_number_has_a_name_in_words_and_the_query_behind_it(house: House, capsys: Any, monkeypatch: Any) -> None:
    assert main(["report", "2026-10"]) == 0
    said = capsys.readouterr().out
    assert "Nhiệm vụ trễ hạn" in said and "Lời hứa 8: " in said and "31/10/2026" in said
    assert "assignments.late" not in said
    monkeypatch.setattr(report, "language", lambda: "en")
    assert main(["report", "2026-10"]) == 0
    assert "Assignments late" in capsys.readouterr().out
    assert words.WORK_IN_ENGLISH.keys() == words.WORK.keys()
    assert main(["report", "2026-Q4", "--json"]) == 0
    assert '"query": "promise.1"' in capsys.readouterr().out


def test_the_paper_is_made_and_nothing_is_kept(house: House, tmp_path: Path) -> None:
    for name, begins in (("bao-cao.pdf", b"%PDF-"), ("bao-cao.docx", b"PK")):
        assert main(["report", "2026", "--out", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_bytes().startswith(begins)
    assert not Letter.objects.of(house.commune).exists()


@pytest.mark.parametrize("words", [["thang-10"], ["2027-01"], ["2026-10", "--out", "bao-cao.txt"]])
def test_what_is_no_period_or_no_paper_is_refused(house: House, capsys: Any, words: list[str]) -> None:
    assert main(["report", *words]) != 0
    assert capsys.readouterr().err
