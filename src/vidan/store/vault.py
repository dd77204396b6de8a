"""Keys, sealed values and sealed files. The keys live outside the database, in `$VIDAN_DATA/keys` (0700).

One root key of 32 bytes (it is on the key sheet in the safe) gives all others by HKDF-SHA256. A person has a key of her
own, wrapped under the root's `person` key: destroying that wrapping makes everything sealed under it unreadable, in the
database, its backups and its facts alike. Sealing is AES-256-GCM with a fresh 96-bit nonce in front (NIST SP 800-38D).
"""

import hmac
import json
import os
import secrets
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from vidan.domain.text import fold

ROOT_BYTES = 32
#: The purpose of the key under which lies what programs called their reports.
ASKED = "asked"
#: Sealed bytes as they come from a database: PostgreSQL hands out memory views.
Sealed = bytes | memoryview
_NONCE = 12
#: Made once: each sealed value is written with it.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class KeysMissing(RuntimeError):
    """There is no root key in the keys folder; `vidan init` makes one, `vidan restore` takes it from the key sheet."""


class Unreadable(RuntimeError):
    """Sealed bytes do not open: another key, or somebody changed them."""


def keys_folder() -> Path:
    return Path(settings.DATA) / "keys"


def make_root_key() -> bytes:
    """A new root key in its file; keeps the one that is there."""
    file = keys_folder() / "root.key"
    if file.exists():
        return root_key()
    return keep_root_key(secrets.token_bytes(ROOT_BYTES))


def keep_root_key(root: bytes) -> bytes:
    """Write a root key (new, or typed from the key sheet) to its file, durably and for the owner's eyes only."""
    folder = keys_folder()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    write_durably(folder / "root.key", root, mode=0o600)
    forget_cached_keys()
    return root


@lru_cache(maxsize=1)
def root_key() -> bytes:
    """The root key. Raises KeysMissing."""
    file = keys_folder() / "root.key"
    if not file.exists():
        raise KeysMissing(str(file))
    return file.read_bytes()


@lru_cache(maxsize=16)
def derived_key(purpose: str) -> bytes:
    """32 bytes for one purpose (RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"vidan/{purpose}/1".encode()).derive(root_key())


@lru_cache(maxsize=16)
def _lock_of(purpose: str) -> AESGCM:
    """What seals and opens under the key of a purpose."""
    return AESGCM(derived_key(purpose))


def forget_cached_keys() -> None:
    """After a restore, and between tests."""
    root_key.cache_clear()
    derived_key.cache_clear()
    _lock_of.cache_clear()


def seal(key: bytes, value: Any) -> bytes:
    """A JSON value under a key."""
    return seal_bytes(key, _ENCODER.encode(value).encode())


def seal_bytes(key: bytes, plain: bytes) -> bytes:
    """Bytes under a key."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def unseal(key: bytes, sealed: Sealed | None) -> Any:
    """The JSON value. Raises Unreadable."""
    try:
        return json.loads(unseal_bytes(key, sealed))
    except ValueError as problem:
        raise Unreadable("sealed bytes do not open") from problem


def unseal_bytes(key: bytes, sealed: Sealed | None) -> bytes:
    """The bytes. Raises Unreadable."""
    box = bytes(sealed or b"")
    try:
        return AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], None)
    except (InvalidTag, ValueError) as problem:
        raise Unreadable("sealed bytes do not open") from problem


def new_person_key() -> tuple[bytes, bytes]:
    """A person's key and its wrapping for the database."""
    key = secrets.token_bytes(32)
    nonce = secrets.token_bytes(_NONCE)
    return key, nonce + _lock_of("person").encrypt(nonce, key, None)


def person_key(wrapped: Sealed) -> bytes:
    """A person's key from its wrapping. Raises Unreadable (also for a forgotten person, whose wrapping is empty)."""
    box = bytes(wrapped or b"")
    try:
        return _lock_of("person").decrypt(box[:_NONCE], box[_NONCE:], None)
    except (InvalidTag, ValueError) as problem:
        raise Unreadable("this person's key is gone") from problem


def blind_index(purpose: str, value: str) -> bytes:
    """16 bytes to find an equal value by, worthless without the key; empty for an empty value.

    Twelve digits can be guessed, so a plain or salted hash would not do: HMAC-SHA256 under a key outside the database.
    """
    if not value:
        return b""
    return hmac.new(derived_key(f"index-{purpose}"), fold(value).encode(), sha256).digest()[:16]


def write_durably(path: Path, content: bytes, mode: int = 0o640) -> None:
    """A whole file or none, also when the power goes: temporary name, fsync, rename, fsync of the folder."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder survive a power cut (not needed, and not possible, on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
