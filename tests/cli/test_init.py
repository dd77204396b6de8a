"""Set-up: from nothing to an installation ready for work, however often it is begun."""

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.cli.conftest import ADMINISTRATOR, ANSWERS, Vidan, environment
from vidan.actions import installation as acts
from vidan.cli.commands import init_answers
from vidan.domain.errors import Refused
from vidan.domain.people import Role
from vidan.queries import installation
from vidan.speech.refusals import sentence


def answers(tmp_path: Path, **other: Any) -> Path:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({**ANSWERS, **other}), encoding="utf-8")
    return file


def test_one_file_of_answers_leaves_an_installation_ready_for_work(vidan: Vidan, furnished: Path) -> None:
    assert (furnished / "keys").stat().st_mode & 0o777 == 0o700
    assert (furnished / "keys" / "root.key").stat().st_mode & 0o777 == 0o600
    assert (furnished.parent / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert (furnished.parent / "sheet.pdf").stat().st_mode & 0o777 == 0o600
    said = vidan("check", data=furnished)
    assert "✓ Xã Điền Lư: 2 cán bộ, 179 thủ tục" in said.out


def test_running_it_again_says_what_is_there_and_changes_nothing(vidan: Vidan, furnished: Path, tmp_path: Path) -> None:
    data = shutil.copytree(furnished, tmp_path / "copy")
    key = (data / "keys" / "root.key").read_bytes()
    said = vidan("init", data=data)
    assert said.code == 0
    assert "Xã Điền Lư (mã 14950): 2 thôn, 2 cán bộ, 179 thủ tục" in said.out
    again = vidan("init", "--answers", answers(tmp_path), data=data)
    assert again.code == 0
    assert "2 thôn, 2 cán bộ, 179 thủ tục" in vidan("init", data=data).out
    assert (data / "keys" / "root.key").read_bytes() == key


def test_a_password_that_we_made_is_told_once_and_is_only_a_first_one(vidan: Vidan, data: Path, tmp_path: Path) -> None:
    said = vidan("init", "--answers", answers(tmp_path))
    line = next(line for line in said.out.splitlines() if "lan.truong" in line)
    assert len(line.split()[1].split("-")) == 8
    assert "hoa.le" not in said.out


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"code": "1495"}, "5 chữ số"),
        ({"name": ""}, "Tên xã"),
        ({"province_code": "Thanh Hóa"}, "2 chữ số"),
        ({"valid_from": "31/02/2025"}, "31/02/2025"),
        ({"valid_from": "1900-01-01"}, "1900-01-01"),
        ({"officers": []}, "quản trị"),
        ({"officers": "Lan"}, "officers"),
        ({"officers": [{**ADMINISTRATOR, "role": "vua"}]}, "role"),
        ({"officers": [{**ADMINISTRATOR, "login": "Lan Trương"}]}, "Tên đăng nhập"),
        ({"officers": [{**ADMINISTRATOR, "password": "12345"}]}, "Mật khẩu"),
        ({"villages": ["x" * 200]}, "120 ký tự"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_before_anything_is_made(other: dict[str, Any], told: str) -> None:
    from vidan.speech.refusals import sentence

    with pytest.raises(Refused) as refused:
        init_answers.read({**ANSWERS, **other})
    assert told in sentence(refused.value)


def test_a_file_that_is_no_json_is_refused_and_nothing_is_made(vidan: Vidan, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text("mã xã: 14950", encoding="utf-8")
    said = vidan("init", "--answers", file)
    assert said.code == 1
    assert "JSON" in said.err
    assert not (data / "vidan.sqlite3").exists()


def test_an_answer_on_the_command_line_wins_over_the_file(vidan: Vidan, tmp_path: Path) -> None:
    said = vidan("init", "--answers", answers(tmp_path), "--set", "code=12")
    assert said.code == 1
    assert "“12”" in said.err
    assert "không hiểu “mau=xanh”".lower() in vidan("init", "--set", "mau=xanh").err.lower()


@pytest.mark.django_db
def test_an_interrupted_set_up_is_finished_by_the_next_one(now: Any) -> None:
    beginning = init_answers.read(ANSWERS)
    beginning, _made = init_answers.with_passwords(beginning)
    steps = acts.furnish(beginning, now=now)
    assert next(steps) is acts.Step.COMMUNE
    steps.close()
    (before,) = installation.contents(now.date())
    assert not before.complete
    assert list(acts.furnish(beginning, now=now)) == list(acts.Step)
    (after,) = installation.contents(now.date())
    assert after.complete
    assert (after.villages, after.officers, after.procedures) == (2, 2, 179)
    assert list(acts.furnish(beginning, now=now)) == list(acts.Step)
    assert installation.contents(now.date()) == [after]


@pytest.mark.django_db
def test_only_a_password_typed_by_its_owner_is_not_a_first_password(now: Any) -> None:
    from vidan.store.models import Officer

    beginning = init_answers.read(ANSWERS)
    own = acts.FirstOfficer(Role.LEADER, "Bùi Quốc Việt", "viet.bui", "ngõ nhỏ phố nhỏ", own_password=True)
    beginning, _made = init_answers.with_passwords(
        acts.Beginning(beginning.commune, beginning.villages, (*beginning.officers, own))
    )
    list(acts.furnish(beginning, now=now))
    first = {row.login: row.first_password_until is not None for row in Officer.objects.all()}
    assert first == {"lan.truong": True, "hoa.le": True, "viet.bui": False}


def converse(process: "subprocess.Popen[bytes]", terminal: int, answers: list[str]) -> str:
    """Answer each question once it was asked; hidden ones forget what was typed before. Returns what was said."""
    assert process.stdout is not None
    told, waiting = b"", list(answers)
    while chunk := os.read(process.stdout.fileno(), 4096):
        told += chunk
        if waiting and told.endswith(b": "):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    process.stdout.close()
    process.wait(timeout=60)
    return told.decode()


def test_the_interview_asks_again_with_the_reason_and_takes_the_default(data: Path, tmp_path: Path) -> None:
    """Through a real terminal: passwords are read from there, hidden."""
    typed = [
        "1495",  # too short: asked again
        "14950",
        "Xã Điền Lư",
        "38",
        "tỉnh Thanh Hóa",
        "",  # the usual first day
        "",
        "0237 3891 002",
        "",
        "thôn Riềng, thôn Ấm",
        "Trương Thị Lan",
        "lan.truong",
        "ngõ nhỏ phố nhỏ",
        "ngõ nhỏ phố nhỏ",
        "",  # no chairman yet
        "",  # no one-stop officer yet
    ]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "vidan.cli.main", "init", "--key-sheet", str(tmp_path / "sheet.pdf")],
        env=environment(data),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    os.close(theirs)
    told = converse(process, ours, typed)
    os.close(ours)
    assert process.returncode == 0, told
    assert "Mã xã gồm đúng 5 chữ số" in told
    assert "[01/07/2025]" in told
    assert told.index("Mã xã") < told.index("Mã tỉnh") < told.index("Xong.")
    assert "Mật khẩu máy đặt giúp" not in told


def test_tables_of_another_version_are_left_alone(db: None) -> None:
    """A newer program's tables, or those of a trial before the first release."""
    MigrationRecorder(connection).record_applied("vidan", "9999_from_tomorrow")
    with pytest.raises(Refused, match=r"init\.foreign_tables") as refused:
        installation.pending_migrations()
    assert "9999_from_tomorrow" in sentence(refused.value)
