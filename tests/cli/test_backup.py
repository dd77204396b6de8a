"""Backups: everything comes back with the key sheet, and nothing comes back from a damaged or foreign file."""

import io
import json
import shutil
import sqlite3
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Vidan
from vidan.adapters import backup, restoring
from vidan.adapters.sealed_stream import CHUNK, OpeningReader, SealingWriter, key_name
from vidan.domain import keysheet
from vidan.domain.errors import Refused

ROOT = bytes(range(32))
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def sealed(plain: bytes) -> bytes:
    out = io.BytesIO()
    writer = SealingWriter(out, ROOT, made_at="2026-11-24")
    writer.write(plain)
    writer.finish()
    return out.getvalue()


def opened(content: bytes, root: bytes = ROOT) -> bytes:
    return OpeningReader(io.BytesIO(content), root).read()


def silent(_step: str, _size: int) -> None:
    return None


@pytest.fixture
def source(tmp_path: Path) -> backup.Source:
    """A small installation: a database at work, attachments, a public log, keys."""
    data = tmp_path / "var"
    for name, text in {
        "files/ab/abcd": "a sealed attachment",
        "public/dien-lu/nhat-ky/2026/checkpoint": "the checkpoint",
        "public/dien-lu/nhat-ky/2026/tile/0/000": "a tile",
        "keys/log-dien-lu.key": "a signing key",
        "keys/root.key": "the root key is never inside",
        "keys/django.key": "neither is this one",
    }.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    with sqlite3.connect(data / "vidan.sqlite3") as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE vidan_matter (code TEXT)")
        database.execute("INSERT INTO vidan_matter VALUES ('ĐL-261124-0001')")
    database.close()
    return backup.Source(data)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_a_sealed_stream_of_any_length_opens_again(size: int) -> None:
    plain = bytes(index % 251 for index in range(size))
    assert opened(sealed(plain)) == plain


def test_a_sealed_stream_says_nothing_without_its_key() -> None:
    plain = b"s\xe1\xbb\x91 \xc4\x91\xe1\xbb\x8bnh danh 038186000123" * 100
    content = sealed(plain)
    assert b"038186000123" not in content
    with pytest.raises(Refused) as refused:
        opened(content, bytes(32))
    assert refused.value.code == "backup.wrong_key"
    assert key_name(ROOT) != key_name(bytes(32))


@pytest.mark.parametrize("place", [16, 40, 200, CHUNK, CHUNK + 200, -1])
def test_one_flipped_bit_anywhere_is_seen(place: int) -> None:
    content = bytearray(sealed(b"x" * (2 * CHUNK + 5)))
    content[place] ^= 1
    with pytest.raises(Refused) as refused:
        opened(bytes(content))
    at_the_end = {"backup.cut_off"} if place == -1 else set()  # a short last chunk: cut or changed, nobody can tell
    assert refused.value.code in {"backup.changed", "backup.wrong_key", "backup.not_a_backup"} | at_the_end


@pytest.mark.parametrize("cut", [1, 5, 5 + 16, CHUNK, CHUNK + 16 + 21])
def test_a_stream_that_was_cut_off_is_seen_wherever_it_was_cut(cut: int) -> None:
    with pytest.raises(Refused) as refused:
        opened(sealed(b"x" * (2 * CHUNK + 5))[:-cut])
    assert refused.value.code == "backup.cut_off"


def test_swapped_chunks_and_added_bytes_are_seen() -> None:
    content = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c")
    start = content.index(b"\n", content.index(b"\n") + 1) + 1
    one, two = content[start : start + CHUNK + 16], content[start + CHUNK + 16 : start + 2 * (CHUNK + 16)]
    for wrong in (content[:start] + two + one + content[start + 2 * (CHUNK + 16) :], content + b"more"):
        with pytest.raises(Refused):
            opened(wrong)


def test_a_foreign_file_is_no_backup() -> None:
    for content in (b"", b"PK\x03\x04", b"VIDAN-BACKUP-1\n", b"VIDAN-BACKUP-1\n[]\n", b"VIDAN-BACKUP-1\n{}\n"):
        with pytest.raises(Refused) as refused:
            opened(content)
        assert refused.value.code == "backup.not_a_backup"


def test_everything_comes_back_but_the_keys_that_open_it(source: backup.Source, tmp_path: Path) -> None:
    file, listed = backup.make(source, tmp_path / "out", ROOT, now=NOW, program="1", tell=silent)
    assert file.name == "vidan-20261124-080000.backup"
    assert file.stat().st_mode & 0o077 == 0
    assert listed.files == 5
    again = tmp_path / "again"
    again.mkdir()
    backup.unpack(file, ROOT, again)
    found = {path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file()}
    assert found == {
        "vidan.sqlite3",
        "files/ab/abcd",
        "public/dien-lu/nhat-ky/2026/checkpoint",
        "public/dien-lu/nhat-ky/2026/tile/0/000",
        "keys/log-dien-lu.key",
    }
    for name in found - {"vidan.sqlite3"}:
        assert (again / name).read_bytes() == (source.data / name).read_bytes()
    with sqlite3.connect(again / "vidan.sqlite3") as database:
        assert database.execute("SELECT code FROM vidan_matter").fetchall() == [("ĐL-261124-0001",)]
    database.close()
    assert not list(source.data.glob(".backup-*"))


def test_what_is_committed_but_not_yet_in_the_database_file_is_in_the_backup(
    source: backup.Source, tmp_path: Path
) -> None:
    writer = sqlite3.connect(source.data / "vidan.sqlite3")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("INSERT INTO vidan_matter VALUES ('ĐL-261124-0002')")
    writer.commit()
    writer.execute("INSERT INTO vidan_matter VALUES ('not committed')")
    file, _listed = backup.make(source, tmp_path / "out", ROOT, now=NOW, program="1", tell=silent)
    writer.rollback()
    writer.close()
    again = tmp_path / "again"
    again.mkdir()
    backup.unpack(file, ROOT, again)
    database = sqlite3.connect(again / "vidan.sqlite3")
    codes = [row[0] for row in database.execute("SELECT code FROM vidan_matter")]
    database.close()
    assert codes == ["ĐL-261124-0001", "ĐL-261124-0002"]


def test_a_damaged_database_makes_no_backup(source: backup.Source, tmp_path: Path) -> None:
    with sqlite3.connect(source.data / "vidan.sqlite3") as database:
        database.executemany("INSERT INTO vidan_matter VALUES (?)", [("x" * 900,)] * 200)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    with (source.data / "vidan.sqlite3").open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 8192)
    with pytest.raises(Refused) as refused:
        backup.make(source, tmp_path / "out", ROOT, now=NOW, program="1", tell=silent)
    assert refused.value.code == "backup.database.damaged"
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "files/../../outside", "keys/root.key", "other/x", "files\\x"]
)
def test_a_name_that_would_leave_its_folder_is_never_unpacked(name: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = SealingWriter(out, ROOT)
    import gzip

    with gzip.GzipFile(fileobj=writer, mode="wb") as packed, tarfile.open(fileobj=packed, mode="w|") as archive:
        info = tarfile.TarInfo(name)
        info.size = 4
        archive.addfile(info, io.BytesIO(b"evil"))
    writer.finish()
    file = tmp_path / "x.backup"
    file.write_bytes(out.getvalue())
    target = tmp_path / "deep" / "target"
    target.mkdir(parents=True)
    with pytest.raises(Refused) as refused:
        backup.unpack(file, ROOT, target)
    assert refused.value.code == "backup.content.unsafe"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


def test_only_our_own_oldest_backups_are_thinned_out(tmp_path: Path) -> None:
    for day in range(1, 6):
        (tmp_path / f"vidan-2026110{day}-020000.backup").touch()
    (tmp_path / "vidan-hop-dong.backup").touch()
    backup.thin_out(tmp_path, 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "vidan-20261103-020000.backup",
        "vidan-20261104-020000.backup",
        "vidan-20261105-020000.backup",
        "vidan-hop-dong.backup",
    ]


def test_an_interruption_while_moving_into_place_loses_nothing(tmp_path: Path) -> None:
    data, ready = tmp_path / "var", tmp_path / "ready"
    (data / "keys").mkdir(parents=True)
    (data / "keys" / "root.key").write_bytes(b"old key")
    (data / "vidan.sqlite3").write_bytes(b"old")
    (ready / "files").mkdir(parents=True)
    (ready / "files" / "x").write_bytes(b"new file")
    (ready / "vidan.sqlite3").write_bytes(b"new")

    def cut_off() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restoring.settle(ready, data, cut_off, now=NOW)
    assert restoring.was_interrupted(data)
    (kept,) = data.glob("before-restore-*")
    assert (kept / "vidan.sqlite3").read_bytes() == b"old"
    assert (kept / "keys" / "root.key").read_bytes() == b"old key"
    restoring.settle(ready, data, lambda: None, now=NOW)
    assert not restoring.was_interrupted(data)
    assert (data / "vidan.sqlite3").read_bytes() == b"new"
    assert (data / "files" / "x").read_bytes() == b"new file"
    assert (kept / "vidan.sqlite3").read_bytes() == b"old"


@pytest.fixture(scope="session")
def kept(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A backup of an installation, and the words of its key sheet."""
    from tests.cli.conftest import run

    folder = tmp_path_factory.mktemp("backups")
    said = run(furnished, "backup", "--to", folder)
    assert said.code == 0, said.all
    (file,) = folder.iterdir()
    return file, " ".join(keysheet.to_words((furnished / "keys" / "root.key").read_bytes()))


def test_a_new_machine_gets_everything_back_with_the_words_of_the_key_sheet(
    vidan: Vidan, data: Path, kept: tuple[Path, str], furnished: Path
) -> None:
    file, words = kept
    said = vidan("restore", file, "--words", "-", given=words + "\n")
    assert said.code == 0, said.all
    assert "2 cán bộ; 179 thủ tục" in said.out
    assert (data / "keys" / "root.key").read_bytes() == (furnished / "keys" / "root.key").read_bytes()
    assert (data / "keys" / "root.key").stat().st_mode & 0o777 == 0o600
    assert "✓ Khóa còn nguyên" in vidan("check").out
    assert not list(data.glob(".restore*"))


def test_the_qr_of_the_key_sheet_and_a_saved_keys_folder_open_it_too(
    vidan: Vidan, kept: tuple[Path, str], furnished: Path
) -> None:
    file, _words = kept
    qr = keysheet.to_qr((furnished / "keys" / "root.key").read_bytes())
    assert vidan("restore", file, "--qr", qr, "--drill").code == 0
    assert vidan("restore", file, "--keys-folder", furnished / "keys", "--drill").code == 0


def test_wrong_words_change_nothing(vidan: Vidan, data: Path, kept: tuple[Path, str]) -> None:
    file, words = kept
    other = " ".join(keysheet.to_words(bytes(32)))
    for wrong, told in (
        (other, "không phải khóa của bản sao lưu"),
        (words.rsplit(" ", 1)[0], "34 tiếng"),
        ("", "tiếng"),
    ):
        said = vidan("restore", file, f"--words={wrong}")
        assert said.code in {1, 2}, said.all
        assert told in said.err
        assert "Traceback" not in said.all
        assert not (data / "vidan.sqlite3").exists()
        assert not (data / "keys" / "root.key").exists()


def test_a_folder_with_data_is_left_alone_unless_forced_and_then_moved_aside(
    vidan: Vidan, kept: tuple[Path, str], furnished: Path, tmp_path: Path
) -> None:
    file, words = kept
    there = shutil.copytree(furnished, tmp_path / "there")
    said = vidan("restore", file, "--words", words, data=there)
    assert said.code == 1
    assert "--force" in said.err
    assert not list(there.glob("before-restore-*"))
    forced = vidan("restore", file, "--words", words, "--force", data=there)
    assert forced.code == 0, forced.all
    (aside,) = there.glob("before-restore-*")
    assert (aside / "vidan.sqlite3").exists()


@pytest.mark.parametrize("harm", ["cut", "flip", "other"])
def test_a_harmed_file_gives_a_sentence_and_changes_nothing(
    harm: str, vidan: Vidan, data: Path, kept: tuple[Path, str], tmp_path: Path
) -> None:
    file, words = kept
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    wrong = {"cut": file.read_bytes()[:-100], "flip": bytes(content), "other": b"xin chao"}[harm]
    harmed = tmp_path / "harmed.backup"
    harmed.write_bytes(wrong)
    said = vidan("restore", harmed, "--words", words)
    assert said.code == 1
    assert {"cut": "bị cụt", "flip": "hỏng", "other": "không phải bản sao lưu"}[harm] in said.err
    assert not (data / "vidan.sqlite3").exists()


def test_a_drill_is_remembered_and_a_month_later_counts_no_more(
    vidan: Vidan, kept: tuple[Path, str], furnished: Path, tmp_path: Path
) -> None:
    file, words = kept
    there = shutil.copytree(furnished, tmp_path / "there")
    assert "✗ Chưa diễn tập" in vidan("check", data=there).out
    assert vidan("restore", file, "--words", words, "--drill", data=there).code == 0
    assert "✓ Diễn tập lấy lại gần nhất" in vidan("check", data=there).out
    notes = json.loads((there / "backup.json").read_text(encoding="utf-8"))
    notes["drilled_at"] = notes["made_at"] = "2026-01-01T00:00:00+00:00"
    (there / "backup.json").write_text(json.dumps(notes), encoding="utf-8")
    said = vidan("check", data=there)
    assert "quá 31 ngày" in said.out
    assert said.code == 1


def test_without_a_folder_a_backup_says_what_is_missing(vidan: Vidan, furnished: Path) -> None:
    said = vidan("backup", data=furnished)
    assert said.code == 1
    assert "--to" in said.err


def test_after_a_restore_the_log_waits_until_somebody_says_how_far_it_went(
    vidan: Vidan, data: Path, kept: tuple[Path, str]
) -> None:
    file, words = kept
    said = vidan("restore", file, "--words", words)
    assert said.code == 0 and "take-back" in said.out, said.all
    assert "✗ Xã Điền Lư: sổ công khai đang chờ" in vidan("check").out
    said = vidan("ledger", "publish")
    assert said.code == 1 and "take-back" in said.err
    assert vidan("ledger", "take-back").code == 2
    said = vidan("ledger", "take-back", data / "nowhere")
    assert said.code == 1 and "Không thấy sổ" in said.err
    said = vidan("ledger", "take-back", "--up-to-date")
    assert said.code == 0 and "lấy về 0 mục" in said.out and "Không thiếu gì" in said.out, said.all
    assert "đang chờ nối lại" not in vidan("check").out
    assert vidan("ledger", "publish").code == 0
    assert "Không thiếu gì" in vidan("ledger", "missing").out
