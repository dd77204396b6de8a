"""Sealed boxes: what is put in can be taken out by the holder of the private half alone (libsodium, via PyNaCl).

The private half never lies in the database: it goes to the handler as a file under a passphrase (argon2id).
"""

import json
from base64 import b64decode, b64encode
from hashlib import sha256

from nacl import pwhash, secret, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from vidan.domain.errors import Refused

SHORTEST_PASSPHRASE = 12
_KIND = "vidan-handler-key-1"


def fingerprint(public: bytes) -> str:
    """What a handler compares: `3f9a-…`, the first 64 bits of the key's SHA-256."""
    digest = sha256(public).hexdigest()
    return "-".join(digest[start : start + 4] for start in range(0, 16, 4))


def make_pair(passphrase: str, *, cheap: bool = False) -> tuple[bytes, str]:
    """A new pair: the public half, and the file's text with the private half under the passphrase.

    Refused `feedback.key.passphrase` when the passphrase is short. `cheap` is for tests and the demo.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Refused("feedback.key.passphrase", field="passphrase", least=SHORTEST_PASSPHRASE)
    private = PrivateKey.generate()
    salt = utils.random(pwhash.argon2id.SALTBYTES)
    ops = pwhash.argon2id.OPSLIMIT_MIN if cheap else pwhash.argon2id.OPSLIMIT_MODERATE
    memory = pwhash.argon2id.MEMLIMIT_MIN if cheap else pwhash.argon2id.MEMLIMIT_INTERACTIVE
    box = secret.SecretBox(_key(passphrase, salt, ops, memory)).encrypt(bytes(private))
    public = bytes(private.public_key)
    told = {
        "kind": _KIND,
        "public": b64encode(public).decode(),
        "salt": b64encode(salt).decode(),
        "ops": ops,
        "memory": memory,
        "box": b64encode(bytes(box)).decode(),
    }
    return public, json.dumps(told, indent=1)


def _key(passphrase: str, salt: bytes, ops: int, memory: int) -> bytes:
    return bytes(
        pwhash.argon2id.kdf(secret.SecretBox.KEY_SIZE, passphrase.encode(), salt, opslimit=ops, memlimit=memory)
    )


def private_half(file: str, passphrase: str) -> bytes:
    """The private half out of a handler's file.

    Refused `feedback.key.file` (not such a file) or `feedback.key.wrong` (the passphrase does not open it).
    """
    try:
        told = json.loads(file)
        if told["kind"] != _KIND:
            raise ValueError(told["kind"])
        salt, box = b64decode(told["salt"], validate=True), b64decode(told["box"], validate=True)
        ops, memory = int(told["ops"]), int(told["memory"])
        if ops > pwhash.argon2id.OPSLIMIT_MODERATE or memory > pwhash.argon2id.MEMLIMIT_MODERATE:
            raise ValueError("costs more than any file of ours")
        key = _key(passphrase, salt, ops, memory)
    except (ValueError, TypeError, KeyError, RecursionError, CryptoError) as problem:
        raise Refused("feedback.key.file", field="key_file") from problem
    try:
        return secret.SecretBox(key).decrypt(box)
    except (CryptoError, ValueError) as problem:
        raise Refused("feedback.key.wrong", field="passphrase") from problem


def put_in(public: bytes, body: bytes) -> bytes:
    """Seal for the holder of the private half; nobody here can open it again."""
    return SealedBox(PublicKey(public)).encrypt(body)


def take_out(private: bytes, sealed: bytes) -> bytes:
    """Open with the private half. Refused `feedback.key.not_this` when it was sealed for another."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(sealed)
    except (CryptoError, ValueError, TypeError) as problem:
        raise Refused("feedback.key.not_this", field="key_file") from problem


def public_of(private: bytes) -> bytes:
    """The public half of a private one: for the house's own key, as long as no handler has made his."""
    return bytes(PrivateKey(private).public_key)
