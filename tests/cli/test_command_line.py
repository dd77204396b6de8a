"""The command line itself: it starts at once, explains itself, and never shows a clerk a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Vidan, environment
from vidan.cli import main as door
from vidan.cli.parser import in_our_words


@pytest.mark.parametrize("command", door.COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        door.parser_for([command]).parse_args([command, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert told.startswith("cách dùng: vidan " + command)
    assert f"  vidan {command}" in told.partition("ví dụ")[2]


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        door.parser_for([]).parse_args(["--help"])
    told = capsys.readouterr().out
    for name, command in door.COMMANDS.items():
        assert name in told
        assert command.about in told


def test_help_neither_makes_a_data_folder_nor_starts_django(vidan: Vidan, data: Path) -> None:
    said = vidan("init", "--help")
    assert said.code == 0
    assert not data.exists()


def test_a_due_date_is_told_without_loading_django(data: Path) -> None:
    script = (
        "import sys; from vidan.cli.main import main; "
        "code = main(['calendar', 'due', '--received', '2026-02-11T09:00', '--limit', '5wd']); "
        "print(code, any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], env=environment(data), capture_output=True, text=True)
    assert done.stdout.split() == ["2026-02-25T17:00", "0", "False"]
    assert not data.exists()


def test_a_due_date_by_the_communes_own_calendar_asks_its_database(vidan: Vidan, furnished: Path) -> None:
    said = vidan(
        "calendar", "due", "--received", "2026-02-11T09:00", "--limit", "5wd", "--commune", "14950", data=furnished
    )
    assert (said.code, said.out) == (0, "2026-02-25T17:00\n")
    unknown = vidan(
        "calendar", "due", "--received", "2026-02-11T09:00", "--limit", "5wd", "--commune", "99999", data=furnished
    )
    assert unknown.code == 2
    assert "99999" in unknown.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lam-gi-do"], "không có lệnh 'lam-gi-do'."),
        (["calender"], "không có lệnh 'calender' (có phải “calendar” không?)."),
        (["ledger", "verfy"], "không có lệnh 'verfy' (có phải “verify” không?)."),
        (["demo", "--size", "5k"], "không có lựa chọn '5k'"),
        (["backup", "--khong-co"], "không hiểu: --khong-co.\nXem cách dùng: vidan backup --help"),
        (["serve", "--port", "muoi"], "giá trị của --port không đúng dạng"),
        (["serve", "--port"], "--port cần một giá trị đi sau"),
        (["restore"], "còn thiếu: "),
        (["restore", "a", "--qr", "b", "--words", "c"], "không dùng cùng lựa chọn kia được"),
    ],
)
def test_a_wrong_command_is_answered_in_vietnamese(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        door.parser_for(words).parse_args(words)
    assert ended.value.code == 2
    error = capsys.readouterr().err
    assert told in error
    assert "--help" in error


def test_what_argparse_says_beyond_our_table_is_passed_on() -> None:
    assert in_our_words("something new") == "something new"


def test_an_unforeseen_failure_is_a_sentence_and_a_log_and_never_a_traceback(vidan: Vidan, data: Path) -> None:
    data.mkdir()
    (data / "vidan.sqlite3").write_bytes(b"this is no database" * 100)
    said = vidan("procedures", "list")
    assert said.code == 1
    assert "Traceback" not in said.all
    assert "lỗi không lường trước" in said.err
    log = data / "log" / "errors.log"
    assert str(log) in said.err
    assert "Traceback" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_a_developer_may_see_the_traceback(vidan: Vidan, data: Path) -> None:
    data.mkdir()
    (data / "vidan.sqlite3").write_bytes(b"this is no database" * 100)
    said = vidan("procedures", "list", VIDAN_DEBUG="1")
    assert said.code == 1
    assert "Traceback" in said.err


def test_a_wrong_setting_names_itself(vidan: Vidan) -> None:
    said = vidan("check", VIDAN_WORKERS="nhiều")
    assert said.code != 0
    assert "VIDAN_WORKERS" in said.err
    assert "Traceback" not in said.all


def test_a_reader_that_goes_away_is_no_failure_to_talk_about(furnished: Path) -> None:
    command = f"{sys.executable} -m vidan.cli.main calendar export --year 2026 --csv | head -n 1"
    done = subprocess.run(["bash", "-c", command], env=environment(furnished), capture_output=True, text=True)
    assert done.stdout.startswith("date,")
    assert done.stderr == ""
