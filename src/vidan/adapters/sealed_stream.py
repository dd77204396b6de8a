"""A stream of any length under one key, such that a cut, a swap or a flipped bit anywhere is seen.

The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015; as in the age file format): chunks of one mebibyte
under AES-256-GCM, each nonce being the chunk's number and a mark on the last one. The key is derived from the root key
with a fresh salt and the whole head of the file (HKDF-SHA256, RFC 5869), so the head cannot be changed either.
"""

import io
import json
import secrets
from hashlib import sha256
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vidan.domain.errors import Refused

MAGIC = b"VIDAN-BACKUP-1\n"
CHUNK = 1 << 20
_TAG = 16
_LONGEST_HEAD = 4096


def _derived(root: bytes, purpose: bytes, salt: bytes | None = None, length: int = 32) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=purpose).derive(root)


def key_name(root: bytes) -> str:
    """16 hex digits that tell one key from another and nothing about either."""
    return _derived(root, b"vidan/backup-key-name/1", length=8).hex()


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")


def _cipher(root: bytes, head: bytes, salt: bytes) -> AESGCM:
    return AESGCM(_derived(root, b"vidan/backup/1" + sha256(head).digest(), salt))


class SealingWriter(io.RawIOBase):
    """What is written here goes sealed to `out`; `close()` seals the last chunk (and leaves `out` open)."""

    def __init__(self, out: IO[bytes], root: bytes, **told: str) -> None:
        super().__init__()
        salt = secrets.token_bytes(32)
        line = json.dumps({**told, "key": key_name(root), "salt": salt.hex()}, sort_keys=True).encode("ascii")
        head = MAGIC + line + b"\n"
        self._out, self._cipher = out, _cipher(root, head, salt)
        self._number, self._waiting = 0, bytearray()
        out.write(head)

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        given = memoryview(data).cast("B")
        self._waiting += given
        while len(self._waiting) > CHUNK:  # a full chunk waits: it may be the last
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(given)

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), chunk, None))
        self._number += 1

    def finish(self) -> None:
        """Seal what is left; without this the stream reads as cut off."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()


class OpeningReader(io.RawIOBase):
    """Reads what a SealingWriter wrote.

    Refused at once: `backup.not_a_backup`, `backup.wrong_key`; while reading: `backup.cut_off`, `backup.changed`.
    Nothing unauthenticated is ever given out.
    """

    def __init__(self, source: IO[bytes], root: bytes) -> None:
        super().__init__()
        head, self.told = read_head(source)
        if self.told.get("key") != key_name(root):
            raise Refused("backup.wrong_key", field="words")
        self._source, self._cipher = source, _cipher(root, head, bytes.fromhex(self.told["salt"]))
        self._number, self._open = 0, memoryview(b"")
        self._next = source.read(CHUNK + _TAG)
        self._done = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._open and not self._done:
            self._open = memoryview(self._chunk())
        taken = min(len(buffer), len(self._open))
        buffer[:taken] = self._open[:taken]
        self._open = self._open[taken:]
        return taken

    def _chunk(self) -> bytes:
        sealed, self._next = self._next, self._source.read(CHUNK + _TAG)
        last = not self._next
        try:
            chunk = self._cipher.decrypt(_nonce(self._number, last), sealed, None)
        except (InvalidTag, ValueError):
            raise Refused("backup.cut_off" if last and self._goes_on(sealed) else "backup.changed") from None
        self._number += 1
        self._done = last
        return chunk

    def _goes_on(self, sealed: bytes) -> bool:
        """Whether this chunk is whole but not the last one, or only the beginning of a chunk."""
        if len(sealed) < CHUNK + _TAG:
            return True
        try:
            self._cipher.decrypt(_nonce(self._number, False), sealed, None)
        except InvalidTag:
            return False
        return True


def read_head(source: IO[bytes]) -> tuple[bytes, dict[str, str]]:
    """The head of a sealed file and what it tells in the clear. Refused `backup.not_a_backup`."""
    start = source.read(len(MAGIC))
    line = source.readline(_LONGEST_HEAD) if start == MAGIC else b""
    try:
        told = json.loads(line)
        bytes.fromhex(told["salt"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused("backup.not_a_backup", field="file") from None
    return start + line, {str(name): str(value) for name, value in told.items()}
