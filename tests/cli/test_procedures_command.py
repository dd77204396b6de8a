"""The commune's own list from a spreadsheet: good rows come in, each bad row is explained, twice changes nothing."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Vidan
from vidan.adapters import spreadsheets

HEADINGS = ("Mã TTHC", "Tên thủ tục hành chính", "Lĩnh vực", "Thời hạn giải quyết", "Thành phần hồ sơ")
GOOD = ("1.999001", "Xác nhận đơn xin thử nghiệm", "Thử nghiệm", "03 ngày làm việc", "Đơn đề nghị")
BAD = ("khong-phai-ma", "", "Thử nghiệm", "03 ngày làm việc", "Đơn")


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(furnished, tmp_path / "var")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "danh-muc.xlsx"
    path.write_bytes(spreadsheets.write_xlsx(HEADINGS, [GOOD, BAD]))
    return path


def test_a_look_first_writes_nothing(vidan: Vidan, file: Path) -> None:
    said = vidan("procedures", "import", file, "--dry-run")
    assert "chưa ghi gì" in said.out
    assert "1.999001" not in vidan("procedures", "list").out


def test_good_rows_come_in_and_bad_ones_are_explained_on_screen_and_in_a_file(
    vidan: Vidan, file: Path, tmp_path: Path
) -> None:
    errors = tmp_path / "loi.csv"
    said = vidan("procedures", "import", file, "--errors", errors)
    assert said.code == 1
    assert "thêm 1, thay 0" in said.out
    assert "dòng 3" in said.err
    assert errors.read_text(encoding="utf-8-sig").splitlines()[0] == "Dòng,Cột,Vấn đề"
    assert "3wd\tXác nhận đơn xin thử nghiệm" in vidan("procedures", "list").out
    again = vidan("procedures", "import", file)
    assert "thêm 0, thay 0, giữ nguyên 1" in again.out


def test_a_limit_is_confirmed_by_its_document_and_confirming_twice_is_calm(vidan: Vidan) -> None:
    listed = vidan("procedures", "list", "--unconfirmed").out.splitlines()
    key = listed[0].split("\t")[0]
    words = ("procedures", "confirm", key, "--limit", "5wd", "--document", "QĐ 12/QĐ-UBND ngày 01/7/2026")
    said = vidan(*words)
    assert (said.code, "5wd" in said.out) == (0, True)
    assert "xác nhận từ trước" in vidan(*words).out
    assert len(vidan("procedures", "list", "--unconfirmed").out.splitlines()) == len(listed) - 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("confirm", "9.999999", "--limit", "5wd", "--document", "x"), "thủ tục"),
        (("confirm", "1.001193", "--limit", "năm ngày", "--document", "x"), "hạn"),
        (("confirm", "1.001193", "--limit", "5wd", "--document", " "), "văn bản"),
        (("import", "khong-co.xlsx"), "khong-co.xlsx"),
        (("list", "--commune", "00000"), "00000"),
    ],
)
def test_wrong_words_are_answered_with_a_sentence(vidan: Vidan, words: tuple[str, ...], told: str) -> None:
    said = vidan("procedures", *words)
    assert said.code == 1
    assert told in said.err.lower()
    assert "lường trước" not in said.err


def test_a_machine_without_a_commune_says_what_to_do_first(vidan: Vidan, tmp_path: Path) -> None:
    said = vidan("procedures", "list", data=tmp_path / "nothing")
    assert said.code == 1
    assert "vidan init" in said.err
