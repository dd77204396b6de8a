"""Ed25519 by the `cryptography` library, and the key file of a log or a witness.

The file is an unencrypted PKCS#8 PEM that only its owner may read: the publisher's user, never the web process's.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from vidan.domain.errors import Refused
from vidan.domain.ledger.note import KeyKind, VerifierKey, right_name


def check(public: bytes, message: bytes, signature: bytes) -> bool:
    """Does this public key (32 bytes) accept this signature (64 bytes)? What `note.LogKey` needs."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True)
class Ed25519Signer:
    """A private key under its public name; `kind` tells whether it signs for a log or cosigns for a witness."""

    name: str
    private: Ed25519PrivateKey
    kind: KeyKind = KeyKind.ED25519

    def __post_init__(self) -> None:
        if not right_name(self.name):
            raise Refused("ledger.key.malformed", field="name", value=self.name)

    @property
    def verifier_key(self) -> VerifierKey:
        """The public key line to publish."""
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return VerifierKey(self.name, self.kind, public)

    def sign(self, message: bytes) -> bytes:
        """Sixty-four bytes of signature."""
        return self.private.sign(message)


def from_seed(name: str, seed: bytes, kind: KeyKind = KeyKind.ED25519) -> Ed25519Signer:
    """A signer from the 32 bytes of an Ed25519 private key (RFC 8032)."""
    return Ed25519Signer(name, Ed25519PrivateKey.from_private_bytes(seed), kind)


def create(path: Path, name: str, kind: KeyKind = KeyKind.ED25519) -> Ed25519Signer:
    """Draw a new key and keep it in a file of mode 0600. Raises FileExistsError rather than overwrite a key."""
    signer = Ed25519Signer(name, Ed25519PrivateKey.generate(), kind)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(signer.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        out.flush()
        os.fsync(out.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return signer


def load(path: Path, name: str, kind: KeyKind = KeyKind.ED25519) -> Ed25519Signer:
    """Read a key file. Refused when others may read it or when it holds no Ed25519 key."""
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Refused("ledger.key.open_to_others", field="path", path=path.name)
    try:
        private = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise Refused("ledger.key.unreadable", field="path", path=path.name) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise Refused("ledger.key.unreadable", field="path", path=path.name)
    return Ed25519Signer(name, private, kind)


def load_or_create(path: Path, name: str, kind: KeyKind = KeyKind.ED25519) -> Ed25519Signer:
    """The key in the file; a new one when there is no file yet."""
    try:
        return create(path, name, kind)
    except FileExistsError:
        return load(path, name, kind)
