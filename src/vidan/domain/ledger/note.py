"""Signed notes: a text and the signatures under it.

Source: c2sp.org/signed-note. Text and signatures stand apart by the last empty line; a signature line is
`— <key name> <base64(4-byte key id ‖ signature)>`. Signatures by unknown keys are ignored, one by a known key that does
not verify refuses the whole note. Base64 must be canonical, so that no bit of a note can change unseen.
"""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Protocol

from vidan.domain.errors import Refused

#: The specification asks for at least 16; Go's reference stops at 100.
MOST_SIGNATURES = 100
#: Longer notes are refused unread; a hundred Ed25519 lines are about 20 kB.
LONGEST_NOTE = 1 << 20
KEY_ID_SIZE = 4
ED25519_KEY_SIZE = 32

#: Does this Ed25519 public key (32 bytes) accept this signature (64 bytes) of this message? Never raises.
Ed25519Check = Callable[[bytes, bytes, bytes], bool]


class KeyKind(IntEnum):
    """The signature types of the specification that we make and read."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


class Key(Protocol):
    """A key we know: it can judge a signature over a note's text."""

    @property
    def name(self) -> str: ...

    @property
    def key_id(self) -> bytes: ...

    def accepts(self, text: bytes, signature: bytes) -> bool:
        """Is this its signature (without key id) under this text?"""


class Signer(Protocol):
    """Whoever holds a private key: signs bytes, Ed25519, 64 bytes."""

    @property
    def verifier_key(self) -> "VerifierKey": ...

    def sign(self, message: bytes) -> bytes: ...


def to_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648 section 4)."""
    return base64.b64encode(data).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes of canonical base64. Raises ValueError for anything else, also for set bits in the padding."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64") from error
    if to_base64(data) != text:
        raise ValueError("not canonical base64")
    return data


def right_name(name: str) -> bool:
    """A key name is not empty and has no Unicode space and no plus."""
    return bool(name) and "+" not in name and not any(letter.isspace() or letter < " " for letter in name)


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """SHA-256(name ‖ 0x0A ‖ type ‖ public key), its first four bytes."""
    return sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:KEY_ID_SIZE]


@dataclass(frozen=True)
class VerifierKey:
    """A public key with its name, in the text form `name+hex id+base64(type ‖ key)`."""

    name: str
    kind: KeyKind
    public: bytes

    @property
    def key_id(self) -> bytes:
        return key_id(self.name, self.kind, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"


def parse_verifier_key(line: str) -> VerifierKey:
    """Read a verifier key line. Refused when malformed, when the id does not fit, or for a type we do not know."""
    name, _, rest = line.partition("+")
    identity, _, encoded = rest.partition("+")
    try:
        material = from_base64(encoded)
        told = bytes.fromhex(identity) if len(identity) == 2 * KEY_ID_SIZE else b""
    except ValueError:
        material = told = b""
    if not right_name(name) or len(told) != KEY_ID_SIZE or len(material) < 2:
        raise Refused("ledger.key.malformed", field="vkey", value=line)
    if key_id(name, material[0], material[1:]) != told:
        raise Refused("ledger.key.wrong_id", field="vkey", name=name)
    if material[0] not in set(KeyKind):
        raise Refused("ledger.key.unknown_kind", field="vkey", name=name, kind=material[0])
    if len(material) != 1 + ED25519_KEY_SIZE:
        raise Refused("ledger.key.malformed", field="vkey", value=line)
    return VerifierKey(name, KeyKind(material[0]), material[1:])


@dataclass(frozen=True)
class LogKey:
    """A log's own key (type 0x01): Ed25519 over the note's text."""

    key: VerifierKey
    check: Ed25519Check

    def __post_init__(self) -> None:
        if self.key.kind is not KeyKind.ED25519:
            raise Refused("ledger.key.unknown_kind", field="vkey", name=self.key.name, kind=int(self.key.kind))

    @property
    def name(self) -> str:
        return self.key.name

    @property
    def key_id(self) -> bytes:
        return self.key.key_id

    def accepts(self, text: bytes, signature: bytes) -> bool:
        return len(signature) == 64 and self.check(self.key.public, text, signature)


@dataclass(frozen=True)
class Signature:
    """One signature line; `value` is what follows the key id."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line without its newline."""
        return f"— {self.name} {to_base64(self.key_id + self.value)}"


@dataclass(frozen=True)
class Note:
    """A text that ends in a newline, and at least one signature when it was read."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def encode(self) -> bytes:
        """The note as bytes, signature lines in order."""
        return (self.text + "\n" + "".join(f"{signature.line}\n" for signature in self.signatures)).encode()

    def signed_also(self, *more: Signature) -> "Note":
        """The note with further signatures; one by the same key replaces the older."""
        keys = {(signature.name, signature.key_id) for signature in more}
        kept = (old for old in self.signatures if (old.name, old.key_id) not in keys)
        return Note(self.text, (*kept, *more))


@dataclass(frozen=True)
class OpenedNote:
    """A note of which at least one signature was verified."""

    text: str
    verified: tuple[Signature, ...]
    unknown: tuple[Signature, ...]


def _malformed(why: str) -> Refused:
    return Refused("ledger.note.malformed", why=why)


def parse_signature(line: str) -> Signature:
    """Read one signature line (without newline). Refused when malformed."""
    if not line.startswith("— "):
        raise _malformed("signature line")
    name, _, encoded = line[2:].partition(" ")
    try:
        blob = from_base64(encoded)
    except ValueError as error:
        raise _malformed("signature base64") from error
    if not right_name(name) or len(blob) <= KEY_ID_SIZE:
        raise _malformed("signature line")
    return Signature(name, blob[:KEY_ID_SIZE], blob[KEY_ID_SIZE:])


def parse(data: bytes) -> Note:
    """Split a note into text and signatures; nothing is verified yet. Refused when malformed in any way."""
    if len(data) > LONGEST_NOTE:
        raise _malformed("length")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _malformed("UTF-8") from error
    if any(letter < " " and letter != "\n" for letter in whole):
        raise _malformed("control character")
    border = whole.rfind("\n\n")
    if border < 0 or not whole.endswith("\n") or border + 2 == len(whole):
        raise _malformed("empty line before the signatures")
    lines = whole[border + 2 : -1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise _malformed("number of signatures")
    return Note(whole[: border + 1], tuple(parse_signature(line) for line in lines))


def open_note(data: bytes, keys: Sequence[Key]) -> OpenedNote:
    """Read a note and verify it by the keys we know.

    Refused when malformed, when a known key's signature does not verify, or when no known key has signed.
    """
    note = parse(data)
    text = note.text.encode()
    known = {(key.name, key.key_id): key for key in keys}
    if len(known) != len(keys):
        raise Refused("ledger.key.ambiguous", field="vkey")
    verified: dict[tuple[str, bytes], Signature] = {}
    unknown: list[Signature] = []
    for signature in note.signatures:
        identity = (signature.name, signature.key_id)
        key = known.get(identity)
        if key is None:
            if signature not in unknown:
                unknown.append(signature)
        elif identity not in verified:
            if not key.accepts(text, signature.value):
                raise Refused("ledger.note.bad_signature", name=signature.name)
            verified[identity] = signature
    if not verified:
        raise Refused("ledger.note.unsigned", names=", ".join(sorted({key.name for key in keys})))
    return OpenedNote(note.text, tuple(verified.values()), tuple(unknown))


def sign(text: str, signers: Sequence[Signer]) -> Note:
    """Sign a text as a log does (type 0x01). Refused when the text is not a note's text."""
    if not text.endswith("\n") or any(letter < " " and letter != "\n" for letter in text):
        raise _malformed("text")
    signatures = []
    for signer in signers:
        key = signer.verifier_key
        if not right_name(key.name):
            raise Refused("ledger.key.malformed", field="name", value=key.name)
        signatures.append(Signature(key.name, key.key_id, signer.sign(text.encode())))
    return Note(text).signed_also(*signatures)
