"""`vidan feedback evaluate` judges the suggestions on a file that somebody else labelled."""

import json
from pathlib import Path

from tests.cli.conftest import Vidan

BLIND = Path(__file__).parents[1] / "content" / "feedback_blind.jsonl"


def test_the_figures_come_as_json_with_the_keys_that_are_agreed(vidan: Vidan) -> None:
    said = vidan("feedback", "evaluate", BLIND, "--json")
    told = json.loads(said.out)
    assert said.code == 0
    assert {"class_accuracy", "topic_accuracy", "emergency_recall", "denunciation_recall"} <= told.keys()
    assert told["messages"] == len(BLIND.read_text(encoding="utf-8").splitlines())
    assert 0 <= told["class_accuracy"] <= 1


def test_in_words_it_tells_denunciations_apart(vidan: Vidan) -> None:
    said = vidan("feedback", "evaluate", BLIND)
    assert "Nhận ra tố cáo" in said.out
    assert "Tố cáo bị coi là ý kiến thường: " in said.out


def test_a_damaged_line_is_named(vidan: Vidan, tmp_path: Path) -> None:
    file = tmp_path / "tin.jsonl"
    file.write_text('{"text": "a"}\n', encoding="utf-8")
    said = vidan("feedback", "evaluate", file)
    assert said.code == 1
    assert "Dòng 1" in said.err


def test_a_missing_file_is_named(vidan: Vidan, tmp_path: Path) -> None:
    assert "khong-co.jsonl" in vidan("feedback", "evaluate", tmp_path / "khong-co.jsonl").err


def test_a_file_that_notepad_saved_as_unicode_is_read_and_bad_bytes_are_named(vidan: Vidan, tmp_path: Path) -> None:
    known = json.loads(BLIND.read_text(encoding="utf-8").splitlines()[0])
    row = json.dumps({**known, "text": "Đường hỏng\u2028nặng"}, ensure_ascii=False)
    for encoding in ("utf-16", "utf-8-sig"):
        file = tmp_path / f"{encoding}.jsonl"
        file.write_text(f"{row}\r\n{row}\r\n", encoding=encoding)
        told = vidan("feedback", "evaluate", file, "--json")
        assert json.loads(told.out)["messages"] == 2
    bad = tmp_path / "tcvn3.jsonl"
    bad.write_bytes(f"{row}\n".encode() + b'{"text": "\xa7\xad\xeang", "class": "feedback", "topic": "khac"}\n')
    said = vidan("feedback", "evaluate", bad)
    assert said.code == 1
    assert "Dòng 2 của tệp tcvn3.jsonl" in said.err
