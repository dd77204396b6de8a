"""The log's folder and its key file: written durably, never rewritten, closed to others."""

import os
import stat
from pathlib import Path

import pytest

from vidan.adapters.ledger_files import LedgerFolder, write_durably
from vidan.adapters.signing import ed25519
from vidan.domain.errors import Refused
from vidan.domain.ledger.checkpoint import Checkpoint, sign
from vidan.domain.ledger.merkle import EMPTY_ROOT
from vidan.domain.ledger.note import KeyKind
from vidan.domain.ledger.publishing import extend
from vidan.domain.ledger.tiles import ENTRIES, Tile, TiledTree

ORIGIN = "xa-thu.vidan.example/nhat-ky/2026"


def grow(folder: LedgerFolder, size: int, root: bytes, count: int) -> bytes:
    grown = extend(size, root, folder.fetch, [b"entry %d" % number for number in range(size, size + count)])
    folder.write(grown.files)
    return grown.root


def test_a_publication_done_twice_after_a_crash_changes_nothing(tmp_path: Path) -> None:
    folder = LedgerFolder(tmp_path)
    root = grow(folder, 0, EMPTY_ROOT, 300)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert grow(folder, 0, EMPTY_ROOT, 300) == root
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert grow(folder, 300, root, 300) == TiledTree(600, folder.fetch).root()
    assert all(path.stat().st_mtime_ns == moment for path, moment in before.items())


def test_a_tile_that_would_change_stops_the_publication(tmp_path: Path) -> None:
    folder = LedgerFolder(tmp_path)
    grow(folder, 0, EMPTY_ROOT, 5)
    (tmp_path / "tile/0/000.p/5").write_bytes(bytes(160))
    with pytest.raises(Refused, match="ledger.file.differs"):
        grow(folder, 0, EMPTY_ROOT, 5)


def test_a_partial_tile_is_read_from_the_full_one_that_followed(tmp_path: Path) -> None:
    folder = LedgerFolder(tmp_path)
    root = grow(folder, 0, EMPTY_ROOT, 100)
    grow(folder, 100, root, 200)
    partial = {level: folder.fetch(Tile(level, 0, 100)) for level in (ENTRIES, 0)}
    for name in ("tile/0/000.p/100", "tile/entries/000.p/100"):
        (tmp_path / name).unlink()
    assert {level: folder.fetch(Tile(level, 0, 100)) for level in (ENTRIES, 0)} == partial
    with pytest.raises(FileNotFoundError):
        folder.fetch(Tile(0, 7))


def test_the_checkpoint_is_served_and_remembered_once(tmp_path: Path) -> None:
    folder, signer = LedgerFolder(tmp_path / "2026"), ed25519.from_seed(ORIGIN, bytes(32))
    assert (folder.checkpoint(), folder.history()) == (None, ())
    notes = [sign(Checkpoint(ORIGIN, size, bytes(32)), [signer]).encode() for size in (1, 2)]
    for note in notes:
        folder.write_checkpoint(note)
        folder.remember(note)
    folder.write_keys([signer.verifier_key])
    assert (folder.checkpoint(), folder.history()) == (notes[1], tuple(notes))
    assert (folder.path / "log.vkey").read_text() == f"{signer.verifier_key}\n"
    assert sorted(path.name for path in folder.path.iterdir()) == ["checkpoint", "checkpoints.txt", "log.vkey"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "checkpoint"
    write_durably(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_new_key_is_kept_for_its_owner_alone_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "log.key"
    first = ed25519.load_or_create(path, ORIGIN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = ed25519.load_or_create(path, ORIGIN)
    assert again.verifier_key == first.verifier_key
    assert ed25519.check(first.verifier_key.public, b"text", again.sign(b"text"))
    assert ed25519.load(path, ORIGIN, KeyKind.COSIGNATURE).verifier_key.key_id != first.verifier_key.key_id
    with pytest.raises(FileExistsError):
        ed25519.create(path, ORIGIN)


def test_a_key_that_others_may_read_or_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    ed25519.create(path, ORIGIN)
    path.chmod(0o640)
    with pytest.raises(Refused, match="ledger.key.open_to_others"):
        ed25519.load(path, ORIGIN)
    path.chmod(0o600)
    path.write_bytes(b"not a key")
    with pytest.raises(Refused, match="ledger.key.unreadable"):
        ed25519.load(path, ORIGIN)


def test_a_key_name_with_spaces_or_plus_is_refused() -> None:
    for name in ("", "a b", "a+b", "a\u00a0b"):
        with pytest.raises(Refused, match="ledger.key.malformed"):
            ed25519.from_seed(name, bytes(32))


def test_a_signature_of_another_length_is_simply_wrong() -> None:
    signer = ed25519.from_seed(ORIGIN, bytes(32))
    assert not ed25519.check(signer.verifier_key.public, b"text", b"short")
    assert not ed25519.check(b"short", b"text", signer.sign(b"text"))
