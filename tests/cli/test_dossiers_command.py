"""A list of the provincial system from the command line: read, reported, taken once; no broken file breaks it."""

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Vidan
from vidan.adapters import spreadsheets

HEADINGS = (
    "Mã hồ sơ",
    "Mã TTHC",
    "Họ và tên người nộp",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày hoàn thành",
    "Trạng thái",
)
DONE = ("H56-1", "1.001193", "Hà Thị Thảo", "03/11/2025", "05/11/2025", "04/11/2025", "Đã xử lý xong")
OPEN = ("H56-2", "1.001193", "Lê Văn Út", "03/11/2025 08:10", "05/11/2025", "", "Đang xử lý")
BAD = ("H56-3", "9.999999", "Lê Văn Út", "03/11/2025", "05/11/2025", "", "Đang xử lý")


@pytest.fixture(scope="module")
def data(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(furnished, tmp_path_factory.mktemp("dossiers") / "var")


def test_a_list_is_read_reported_and_taken_once(vidan: Vidan, tmp_path: Path) -> None:
    file, errors = tmp_path / "tháng 11.xlsx", tmp_path / "loi.csv"
    file.write_bytes(spreadsheets.write_xlsx(HEADINGS, [DONE, OPEN, BAD]))
    look = vidan("dossiers", "import", file, "--dry-run")
    assert "2 dòng dùng được, 1 dòng lỗi" in look.out
    assert "chưa ghi hồ sơ nào" in look.out
    said = vidan("dossiers", "import", file, "--map", "Hệ thống tỉnh", "--errors", errors)
    assert (said.code, "thêm 2, cập nhật 0, giữ nguyên 0" in said.out) == (1, True)
    assert "dòng 4: Thủ tục “9.999999” không có trong danh mục của xã" in said.err
    assert "Tên thủ tục" in errors.read_text(encoding="utf-8-sig")
    again = vidan("dossiers", "import", file, "--map", "Hệ thống tỉnh", "--holder", "hoa.le")
    assert "thêm 0, cập nhật 0, giữ nguyên 2" in again.out
    assert "Hệ thống tỉnh" in vidan("dossiers", "maps").out


def test_a_word_that_nobody_knows_is_told_with_the_option_that_points_it_out(
    vidan: Vidan, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "tu.csv"
    rows = [("H56-21", *DONE[1:6], "Liên thông"), ("H56-22", "Khai sinh mới", *DONE[2:])]
    file.write_bytes(spreadsheets.write_csv(HEADINGS, rows))
    look = vidan("dossiers", "import", file, "--dry-run")
    assert "0 dòng dùng được, 2 dòng lỗi" in look.out
    assert "trạng thái “Liên thông” chưa rõ là gì (dòng 2). Chỉ một lần bằng: --state 'Liên thông=…'" in look.err
    wrong = vidan("dossiers", "import", file, "--state", "Liên thông=xong")
    assert (wrong.code, "Không ghi được “Liên thông” nghĩa là “xong”" in wrong.err) == (1, True)
    with closing(sqlite3.connect(data / "vidan.sqlite3")) as database:
        laid = database.execute("select state from vidan_dossierimport where file = 'tu.csv'").fetchall()
    assert laid == [("left",)], "a wrong word lays nothing down"
    said = vidan("dossiers", "import", file, "--state", "Liên thông=ready", "--procedure", "Khai sinh mới=1.001193")
    assert "thêm 2" in said.out
    assert "Trạng thái “lien thong” = Đã có kết quả" in vidan("dossiers", "maps").out


def test_tables_of_an_older_program_are_told_as_such_and_not_as_an_empty_place(
    vidan: Vidan, data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "thang 12.csv"
    file.write_bytes(spreadsheets.write_csv(HEADINGS, [("H56-7", *DONE[1:])]))
    with closing(sqlite3.connect(data / "vidan.sqlite3")) as database, database:
        newest = "(select max(id) from django_migrations where app = 'vidan')"
        kept = database.execute(f"select * from django_migrations where id = {newest}").fetchone()
        database.execute(f"delete from django_migrations where id = {newest}")
    said = vidan("dossiers", "import", file)
    assert (said.code, "còn 1 bước nâng cấp" in said.err, "vidan serve --migrate" in said.err) == (1, True, True)
    assert "chưa có xã nào" not in said.err
    with closing(sqlite3.connect(data / "vidan.sqlite3")) as database, database:
        database.execute("insert into django_migrations values (?, ?, ?, ?)", kept)
    assert "thêm 1" in vidan("dossiers", "import", file).out


def test_a_column_is_pointed_out_and_remembered(vidan: Vidan, tmp_path: Path) -> None:
    file = tmp_path / "la.csv"
    odd = ("Số", *HEADINGS[1:])
    file.write_bytes(spreadsheets.write_csv(odd, [("H56-9", *DONE[1:])], delimiter=";"))
    assert "còn thiếu: Mã hồ sơ (code)" in vidan("dossiers", "import", file).err
    said = vidan("dossiers", "import", file, "--map", "Lạ", "--column", "code=Số")
    assert "thêm 1" in said.out
    assert "Không có mục “mau”" in vidan("dossiers", "import", file, "--column", "mau=Số").err


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (200 * 1024 * 1024))
    return out.getvalue()


def _million() -> bytes:
    return "\n".join([",".join(HEADINGS), *["x"] * 1_000_000]).encode()


BROKEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb": ("a.xlsx", _bomb, "nặng quá"),
    "a million rows": ("a.csv", _million, "dòng"),
    "not a table": ("a.pdf", lambda: b"%PDF-1.7", "a.pdf"),
    "an old workbook": ("a.xls", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "Excel cũ"),
    "half a workbook": ("a.xlsx", lambda: spreadsheets.write_xlsx(HEADINGS, [DONE])[:900], "a.xlsx"),
    "nothing": ("a.csv", lambda: b"\n\n", ""),
    "no headings": ("a.csv", lambda: "Một,Hai\n1,2\n".encode(), "còn thiếu"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_ends_in_a_sentence_and_leaves_nothing(vidan: Vidan, tmp_path: Path, kind: str) -> None:
    name, made, word = BROKEN[kind]
    file = tmp_path / name
    file.write_bytes(made())
    said = vidan("dossiers", "import", file)
    assert said.code == 1
    assert word in said.err
    assert "không lường trước" not in said.err
