"""The root key from wherever somebody kept it: the key sheet's words or QR, or a file."""

from pathlib import Path

from vidan.domain import keysheet
from vidan.domain.errors import Refused


def from_file(file: Path) -> bytes:
    """The key in a file: 32 bytes as in the keys folder, or the key sheet's words or QR text."""
    try:
        content = file.read_bytes()
    except OSError:
        raise Refused("keys.file.unreadable", field="key", file=file) from None
    if len(content) == keysheet.KEY_BYTES:
        return content
    try:
        return keysheet.read(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused("keys.file.unreadable", field="key", file=file) from None
