"""Files that belong to rows: sealed under a key, named by lot, whole on disk before the row is committed."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from vidan.store.vault import Unreadable, write_durably

#: Below this much free room no more photos are taken, so that dossiers and the log always go on.
ROOM_KEPT = 2 * 1024**3
_NONCE = 12


def room() -> Path:
    """The folder, made when it is first needed."""
    folder = Path(settings.DATA) / "files" / "feedback"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder


def has_room() -> bool:
    """Whether the disk has more free than what is kept for the rest of the house."""
    return shutil.disk_usage(room()).free > ROOM_KEPT


def keep(content: bytes, key: bytes | None) -> str:
    """Write a file (sealed when a key is given) and give its name."""
    name = secrets.token_hex(16)
    nonce = secrets.token_bytes(_NONCE)
    body = content if key is None else nonce + AESGCM(key).encrypt(nonce, content, None)
    write_durably(room() / name, body)
    return name


@contextmanager
def kept(content: bytes, key: bytes | None) -> Iterator[str]:
    """A file for a row that is written meanwhile: when the row is not, the file goes too. Around the transaction."""
    name = keep(content, key)
    try:
        yield name
    except BaseException:
        drop(name)
        raise


def read(name: str, key: bytes | None) -> bytes:
    """The file's content. Raises Unreadable when it is not there, or does not open."""
    try:
        body = (room() / name).read_bytes()
        return body if key is None else AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], None)
    except (OSError, InvalidTag, ValueError) as problem:
        raise Unreadable("this file does not open") from problem


def drop(name: str) -> None:
    """Take a file away."""
    (room() / name).unlink(missing_ok=True)
