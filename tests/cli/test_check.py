"""`vidan check` says what works, what to mind and what is broken, each with the way out."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Vidan


@pytest.fixture
def data(furnished: Path, tmp_path: Path) -> Path:
    return shutil.copytree(furnished, tmp_path / "var")


def marked(out: str, mark: str) -> str:
    return "\n".join(line for line in out.splitlines() if line.startswith(mark))


def test_a_new_machine_is_told_to_be_set_up(vidan: Vidan, tmp_path: Path) -> None:
    new = tmp_path / "new"
    said = vidan("check", data=new)
    assert said.code == 1
    assert "vidan init" in marked(said.out, "✗")
    assert not (new / "vidan.sqlite3").exists()


def test_without_address_and_mail_it_says_what_does_not_work(vidan: Vidan) -> None:
    said = vidan("check")
    for name in ("VIDAN_PUBLIC_URL", "VIDAN_TLS_CERTIFICATE", "VIDAN_MAIL_HOST", "chưa xác nhận thời hạn", "chưa chắc"):
        assert name in marked(said.out, "!")


def test_a_full_set_of_settings_is_praised(vidan: Vidan) -> None:
    said = vidan(
        "check",
        VIDAN_PUBLIC_URL="https://dien-lu.example",
        VIDAN_BEHIND_PROXY="1",
        VIDAN_MAIL_HOST="mail.dien-lu.example",
    )
    good = marked(said.out, "✓")
    assert "https://dien-lu.example" in good
    assert "VIDAN_BEHIND_PROXY" in good
    assert "mail.dien-lu.example" in good


def test_tls_files_are_opened_and_a_key_of_the_wrong_form_is_named(vidan: Vidan, tmp_path: Path) -> None:
    certificate, key = tmp_path / "a.crt", tmp_path / "a.key"
    tls = {"VIDAN_TLS_CERTIFICATE": str(certificate), "VIDAN_TLS_KEY": str(key)}
    assert str(certificate) in marked(vidan("check", **tls).out, "✗")
    certificate.write_text("-----BEGIN CERTIFICATE-----\n")
    key.write_text("-----BEGIN RSA PRIVATE KEY-----\n")
    assert "PKCS#8" in marked(vidan("check", **tls).out, "✗")
    key.write_text("-----BEGIN PRIVATE KEY-----\n")
    assert str(certificate) in marked(vidan("check", **tls).out, "✓")


def test_keys_that_others_can_read_or_that_are_gone_are_broken(vidan: Vidan, data: Path) -> None:
    (data / "keys" / "root.key").chmod(0o644)
    assert "chmod" in marked(vidan("check").out, "✗")
    (data / "keys" / "root.key").write_bytes(b"too short")
    assert "32 byte" in marked(vidan("check").out, "✗")
    (data / "keys" / "root.key").unlink()
    said = vidan("check")
    assert "Chưa có khóa" in marked(said.out, "✗")
    assert said.code == 1


def test_a_key_sheet_that_was_never_put_away_is_broken(vidan: Vidan, data: Path) -> None:
    (data / "to-khoa-in-roi-xoa.pdf").write_bytes(b"%PDF")
    assert "két" in marked(vidan("check").out, "✗")


def test_a_database_of_an_older_program_is_named(vidan: Vidan, data: Path) -> None:
    with sqlite3.connect(data / "vidan.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    database.close()
    assert "bước nâng cấp" in marked(vidan("check").out, "✗")


def test_a_clock_that_stands_before_what_was_recorded_is_broken(vidan: Vidan, data: Path) -> None:
    with sqlite3.connect(data / "vidan.sqlite3") as database:
        database.execute("DROP TRIGGER vidan_fact_no_update")
        database.execute("UPDATE vidan_fact SET recorded_at = '2099-01-01 00:00:00'")
    database.close()
    assert "Đồng hồ" in marked(vidan("check").out, "✗")


def test_the_demo_is_named_as_such(vidan: Vidan) -> None:
    said = vidan("check", VIDAN_DEMO="1")
    assert "VIDAN_DEMO" in marked(said.out, "!")
    assert said.code == 0


def test_a_folder_with_the_demo_says_so_whoever_serves_it(vidan: Vidan, data: Path) -> None:
    assert "minh họa" not in vidan("check").out
    (data / "demo.json").write_text("{}", encoding="utf-8")
    assert "giữ dữ liệu minh họa" in marked(vidan("check").out, "!")
