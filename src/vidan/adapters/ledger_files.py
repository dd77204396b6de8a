"""The public folder of one log: tiles, checkpoint, key line, history — written so that a power cut harms nothing.

Each file is written under a temporary name, fsynced, renamed, and its folder fsynced. A tile or bundle that exists is
never written again; when its bytes would differ, something is deeply wrong and nothing is written at all.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from vidan.domain.errors import Refused
from vidan.domain.ledger.checkpoint import join_history, parse_text, split_history
from vidan.domain.ledger.merkle import HASH_SIZE
from vidan.domain.ledger.note import VerifierKey, parse
from vidan.domain.ledger.proof import TlogProof, encode_proof
from vidan.domain.ledger.publishing import File
from vidan.domain.ledger.tiles import ENTRIES, WIDTH, Tile, TiledTree, encode_bundle, parse_bundle

CHECKPOINT = "checkpoint"
HISTORY = "checkpoints.txt"
KEYS = "log.vkey"


def log_folder(public: Path, slug: str, name: str) -> "LedgerFolder":
    """The folder of a commune's log below the public folder; `name` is the year, for a later edition `2026-2`."""
    return LedgerFolder(public / slug / "nhat-ky" / name)


class LedgerFolder:
    """One log's folder, `public/<commune>/nhat-ky/<name>/`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def fetch(self, tile: Tile) -> bytes:
        """The bytes of a tile; a partial one may be read from the full one that came after it.

        Raises FileNotFoundError when neither is there.
        """
        try:
            return (self.path / tile.path).read_bytes()
        except FileNotFoundError:
            if tile.full:
                raise
        whole = (self.path / Tile(tile.level, tile.index).path).read_bytes()
        if tile.level == ENTRIES:
            return encode_bundle(parse_bundle(whole, WIDTH)[: tile.width])
        return whole[: tile.width * HASH_SIZE]

    def write(self, files: Iterable[File]) -> None:
        """Write new tiles and bundles. Refused when one is there already with other bytes."""
        for file in files:
            path = self.path / file.path
            if not path.exists():
                write_durably(path, file.data)
            elif path.read_bytes() != file.data:
                raise Refused("ledger.file.differs", path=file.path)

    def checkpoint(self) -> bytes | None:
        """The checkpoint that is served now, None before the first."""
        return _read(self.path / CHECKPOINT)

    def write_checkpoint(self, data: bytes) -> None:
        """Serve a new checkpoint and add it to the history: the last step of a publication."""
        self.serve(data)
        self.remember(data)

    def serve(self, data: bytes) -> None:
        """Serve a new checkpoint; it must still be remembered."""
        write_durably(self.path / CHECKPOINT, data)

    def prove(self, index: int) -> bytes | None:
        """The `.tlog-proof` file of an entry under the served checkpoint; None when that does not cover it yet."""
        served = self.checkpoint()
        if served is None:
            return None
        checkpoint = parse_text(parse(served).text)
        if index >= checkpoint.size:
            return None
        tree = TiledTree(checkpoint.size, self.fetch)
        return encode_proof(TlogProof(index, tree.inclusion(index), served))

    def history(self) -> tuple[bytes, ...]:
        """Every checkpoint ever signed, oldest first."""
        return split_history(_read(self.path / HISTORY) or b"")

    def remember(self, *signed: bytes) -> None:
        """Add checkpoints to the history, oldest first, but for one that stands there as the newest already."""
        known = self.history()
        if known and known[-1] == signed[-1]:
            return
        write_durably(self.path / HISTORY, join_history((*known, *signed)))

    def write_keys(self, keys: Iterable[VerifierKey]) -> None:
        """Publish the log's verifier key lines, the present key first."""
        lines = "".join(f"{key}\n" for key in keys).encode()
        if _read(self.path / KEYS) != lines:
            write_durably(self.path / KEYS, lines)


def write_durably(path: Path, data: bytes) -> None:
    """Put a public file (0644) in place so that after a power cut it is there whole or not at all."""
    _make_folders(path.parent)
    fresh = path.with_name(f".{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable (where the system knows such a thing: not on Windows)."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folders(path: Path) -> None:
    if not path.is_dir():
        _make_folders(path.parent)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
