"""`vidan guide evaluate` judges the guide on a file that somebody else labelled."""

import json
from pathlib import Path

import pytest

from tests.builders import BIRTH, House
from tests.cli.conftest import Vidan
from vidan.cli import main

HELD_BACK = Path(__file__).parents[1] / "content" / "guide_held_back.jsonl"
AGREED = {"recall_at_1", "recall_at_3", "recall_at_5", "referral_recall", "in_scope_refused", "by_style", "latency_ms"}


def test_the_figures_come_as_json_with_the_keys_that_are_agreed(vidan: Vidan) -> None:
    said = vidan("guide", "evaluate", HELD_BACK, "--json")
    told = json.loads(said.out)
    assert said.code == 0
    assert told.keys() >= AGREED
    assert told["questions"] == len(HELD_BACK.read_text(encoding="utf-8").splitlines())
    assert {"recall_at_1", "recall_at_3", "recall_at_5"} <= told["by_style"]["dialect_thanh_hoa"].keys()


def test_in_words_it_tells_each_style_and_what_went_wrong(vidan: Vidan) -> None:
    said = vidan("guide", "evaluate", HELD_BACK, "--wrong")
    assert "Sai mà chắc chắn" in said.out
    assert "dialect_thanh_hoa" in said.out
    assert "✗" in said.out


def test_a_damaged_line_and_a_missing_file_are_named(vidan: Vidan, tmp_path: Path) -> None:
    file = tmp_path / "hoi.jsonl"
    file.write_text('{"q": "a", "answers": []}\n{"cau": 1}\n', encoding="utf-8")
    assert "Dòng 2" in vidan("guide", "evaluate", file).err
    assert "khong-co.jsonl" in vidan("guide", "evaluate", tmp_path / "khong-co.jsonl").err


def test_the_guide_is_packed_for_a_usb_stick_and_verified_by_its_key(
    house: House, vidan: Vidan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "huong-dan"
    assert main.main(["guide", "pack", str(folder)]) == 0
    key = capsys.readouterr().out.splitlines()[-1].strip()
    assert (folder / f"tt-{BIRTH}.html").exists()
    assert house.commune.phone in (folder / "index.html").read_text(encoding="utf-8")
    assert vidan("guide", "verify", folder, "--key", key).code == 0
    (folder / "trang.css").unlink()
    said = vidan("guide", "verify", folder, "--key", key)
    assert said.code == 1
    assert "trang.css" in said.err
    assert main.main(["guide", "pack", str(folder)]) == 1
