"""The same commands on PostgreSQL: set up, back up, and everything back in an empty database of another machine."""

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests import postgresql
from tests.cli.conftest import ANSWERS, run
from vidan.domain import keysheet

pytestmark = pytest.mark.skipif(postgresql.programs() is None, reason="PostgreSQL is not installed here")


@pytest.fixture
def server() -> Callable[[str], str]:
    """`server("name")`: the address of a new, empty database."""
    address = postgresql.url()

    def create(name: str) -> str:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        return address.replace("/postgres?", f"/{name}?")

    return create


@pytest.mark.enable_socket
def test_an_installation_moves_to_another_server_by_its_backup(server: Callable[[str], str], tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(ANSWERS), encoding="utf-8")
    old, new = {"VIDAN_DATABASE": server("vidan_old")}, {"VIDAN_DATABASE": server("vidan_new")}
    said = run(tmp_path / "old", "init", "--answers", answers, "--key-sheet", tmp_path / "sheet.pdf", **old)
    assert said.code == 0, said.all
    said = run(tmp_path / "old", "backup", "--to", tmp_path / "out", **old)
    assert said.code == 0, said.all
    (file,) = (tmp_path / "out").iterdir()
    words = " ".join(keysheet.to_words((tmp_path / "old" / "keys" / "root.key").read_bytes()))

    on_sqlite = run(tmp_path / "lite", "restore", file, "--words", words)
    assert on_sqlite.code == 1
    assert "PostgreSQL" in on_sqlite.err

    said = run(tmp_path / "new", "restore", file, "--words", words, **new)
    assert said.code == 0, said.all
    assert "2 cán bộ; 179 thủ tục" in said.out
    again = run(tmp_path / "new", "restore", file, "--words", words, **new)
    assert again.code == 1
    assert "PostgreSQL" in again.err
    assert "✓ Cơ sở dữ liệu PostgreSQL trả lời" in run(tmp_path / "new", "check", **new).out


@pytest.mark.enable_socket
def test_a_server_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    away = {"VIDAN_DATABASE": f"postgresql://vidan@/vidan?host={tmp_path}"}
    for command in ("check", "serve"):
        said = run(tmp_path / "var", command, **away)
        assert said.code == 1
        assert "Không vào được cơ sở dữ liệu" in said.all
        assert "Traceback" not in said.all
