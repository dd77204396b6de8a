"""`vidan serve` and `vidan demo`: the door opens, says where, and closes without leaving anybody behind."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Vidan, environment, run
from vidan.cli import running, serving
from vidan.cli.demo_data.cast import LEFT, OFFICERS


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(furnished, tmp_path / "var")


@contextmanager
def serving_at(data: Path, *words: str, **more: str) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """The process, what it said, and the address it named."""
    process = subprocess.Popen(
        [sys.executable, "-m", "vidan.cli.main", *words],
        env=environment(data, **more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout is not None
    said = ""
    address = None
    try:
        for line in process.stdout:
            said += line
            address = re.search(r"đang mở tại (http://localhost:\d+/)", line)
            if address:
                break
        assert address, said
        yield process, said, address.group(1)
    finally:
        process.terminate()
        process.wait(timeout=60)
        process.stdout.close()


def children(process: "subprocess.Popen[str]") -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return [int(word) for word in listed.split()]


@pytest.mark.enable_socket
def test_the_door_opens_on_a_free_port_and_closes_without_leaving_anybody(data: Path) -> None:
    with serving_at(data, "serve", "--port", "0", "--workers", "1") as (process, _said, address):
        with urllib.request.urlopen(f"{address}suc-khoe", timeout=30) as answer:
            assert answer.status == 200
        staff = children(process)
        assert len(staff) == 2
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    assert not any(Path(f"/proc/{pid}").exists() for pid in staff)


@pytest.mark.enable_socket
def test_a_server_that_was_killed_hard_leaves_nobody_at_the_door(data: Path) -> None:
    with serving_at(data, "serve", "--port", "0", "--workers", "1") as (process, _said, address):
        staff = children(process)
        (master,) = [pid for pid in staff if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        os.kill(master, signal.SIGKILL)
        assert process.wait(timeout=60) != 0
        with pytest.raises(OSError):
            urllib.request.urlopen(f"{address}suc-khoe", timeout=30).close()


@pytest.mark.enable_socket
def test_styles_that_a_power_cut_left_empty_are_gathered_again(data: Path) -> None:
    (data / "static_out").mkdir(exist_ok=True)
    (data / "static_out" / "staticfiles.json").write_bytes(b"")
    (data / "static_out.stamp").write_bytes(b"")
    opened = serving_at(data, "serve", "--port", "0", "--workers", "1")
    with opened as (_process, _said, address), urllib.request.urlopen(address, timeout=30) as answer:
        assert "/tinh/vidan/css/public." in answer.read().decode()


@pytest.mark.enable_socket
def test_while_it_serves_nothing_is_restored_over_it(data: Path) -> None:
    with serving_at(data, "serve", "--port", "0", "--workers", "1"):
        key = (data / "keys").as_posix()
        file = data.parent / "out"
        assert run(data, "backup", "--to", file).code == 0
        said = run(data, "restore", next(file.iterdir()), "--keys-folder", key, "--force")
    assert said.code == 1
    assert "đang chạy" in said.err


@pytest.mark.enable_socket
def test_a_server_that_ends_leaves_the_word_of_the_one_that_was_opened_after_it(tmp_path: Path) -> None:
    with running.listening_on(tmp_path, 8000):
        assert running.open_port(tmp_path, 1) == 8000
        (tmp_path / running.PORT).write_text("8001 1", encoding="ascii")  # another process, later
    assert running.open_port(tmp_path, 1) == 8001
    (tmp_path / running.PORT).write_text("", encoding="ascii")
    assert running.open_port(tmp_path, 1) == 1, "a word that a power cut emptied"
    with running.listening_on(tmp_path, 8002):
        assert not running.lets_in_by_link(tmp_path, otherwise=True), "a real server knows no one-use links"
    with running.listening_on(tmp_path, 8002, demo=True):
        assert running.lets_in_by_link(tmp_path, otherwise=False)
    assert running.open_port(tmp_path, 1) == 1, "nobody serves any more"


def test_a_taken_port_is_named_and_the_usual_one_moves_on(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(serving.PortTaken):
            serving.choose_port("127.0.0.1", port)
        usual, serving.USUAL_PORT = serving.USUAL_PORT, port
        try:
            assert serving.choose_port("127.0.0.1", None) != port
        finally:
            serving.USUAL_PORT = usual
    assert str(port) in capsys.readouterr().out


def test_a_machine_without_a_commune_does_not_open(vidan: Vidan, tmp_path: Path) -> None:
    said = vidan("serve", data=tmp_path / "new")
    assert said.code == 1
    assert "vidan init" in said.err
    assert not (tmp_path / "new" / "vidan.sqlite3").exists()


def test_a_database_of_an_older_program_waits_for_a_yes(vidan: Vidan, data: Path) -> None:
    with sqlite3.connect(data / "vidan.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    database.close()
    said = vidan("serve", "--no-migrate")
    assert said.code == 1
    assert "--migrate" in said.err


def test_half_of_the_tls_files_is_refused(vidan: Vidan) -> None:
    said = vidan("serve", VIDAN_TLS_CERTIFICATE="/nowhere/a.crt")
    assert said.code == 1
    assert "VIDAN_TLS_KEY" in said.err


@pytest.mark.enable_socket
def test_the_demo_opens_with_a_way_in_for_each_role_names_everybody_else_and_is_loaded_once(tmp_path: Path) -> None:
    data = tmp_path / "demo"
    words = ("demo", "--size", "small", "--today", "2026-11-23")
    with serving_at(data, *words, "--port", "0", "--workers", "1") as (_process, said, address):
        links = re.findall(rf"{address}(can-bo/vao/\S+)", said)
        assert len(set(links)) == len(links) == 7
        assert [one.login for one in OFFICERS if one.login not in said] == [LEFT], "who left has no way in"
        assert sys.platform != "linux" or "sắp xếp tệp" not in said, "done by a second process meanwhile"
        fresh = run(data, "entry", "hoa.le")  # no port: the one that is open
        assert fresh.out.startswith(f"{address}can-bo/vao/")
        with urllib.request.urlopen(address, timeout=30) as answer:
            assert "dữ liệu minh họa" in answer.read().decode().lower()
    again = run(data, *words, "--no-serve")
    assert again.code == 0
    assert "đã có từ lần trước" in again.out
    other = run(data, "demo", "--size", "small", "--today", "2026-11-20", "--no-serve")
    assert "Nạp lại dữ liệu minh họa cho ngày làm việc 19/11/2026" in other.out


def test_the_demo_never_touches_real_data(vidan: Vidan, data: Path) -> None:
    before = (data / "vidan.sqlite3").read_bytes()
    said = vidan("demo", "--no-serve", "--fresh")
    assert said.code == 1
    assert "dữ liệu thật" in said.err
    assert (data / "vidan.sqlite3").read_bytes() == before


def test_the_demo_opens_on_this_machine_only(vidan: Vidan, tmp_path: Path) -> None:
    said = vidan("demo", "--host", "0.0.0.0", data=tmp_path / "demo")
    assert said.code == 1
    assert not (tmp_path / "demo" / "vidan.sqlite3").exists()


def test_a_way_in_exists_in_the_demo_only(vidan: Vidan) -> None:
    said = vidan("entry", "khong.ai")
    assert said.code == 1 and "vidan demo" in said.err and not said.out, "no link that the server would not know"
    assert "VIDAN_DEMO" not in os.environ
