"""Cosignatures: an outside witness says when it saw a checkpoint, and that it follows from all it saw before.

Source: c2sp.org/tlog-cosignature, Ed25519 `cosignature/v1` (type 0x04). The signature is eight bytes of time (seconds
since 1970, big-endian) followed by Ed25519 over two header lines and the checkpoint's text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vidan.domain.errors import Refused
from vidan.domain.ledger import note

_TIME_SIZE = 8
_LATEST = (1 << 63) - 1
#: A cosignature older than this is shown red: the log may be hidden from its witness, or the witness asleep.
STALE = timedelta(hours=24)


def message(text: bytes, seconds: int) -> bytes:
    """What a witness signs: header, time in seconds since 1970, the checkpoint's text."""
    return b"cosignature/v1\ntime %d\n" % seconds + text


@dataclass(frozen=True)
class WitnessKey:
    """A witness's key (type 0x04) as a key of signed notes."""

    key: note.VerifierKey
    check: note.Ed25519Check

    def __post_init__(self) -> None:
        if self.key.kind is not note.KeyKind.COSIGNATURE:
            raise Refused("ledger.key.unknown_kind", field="vkey", name=self.key.name, kind=int(self.key.kind))

    @property
    def name(self) -> str:
        return self.key.name

    @property
    def key_id(self) -> bytes:
        return self.key.key_id

    def accepts(self, text: bytes, signature: bytes) -> bool:
        if len(signature) != _TIME_SIZE + 64 or time_of(signature) > _LATEST:
            return False
        return self.check(self.key.public, message(text, time_of(signature)), signature[_TIME_SIZE:])


@dataclass(frozen=True)
class Witnessed:
    """One verified cosignature: whose key and the second at which it was given."""

    key: note.VerifierKey
    seconds: int


def time_of(value: bytes) -> int:
    """The seconds since 1970 inside a cosignature's value."""
    return int.from_bytes(value[:_TIME_SIZE], "big")


def cosign(text: str, signer: note.Signer, seconds: int) -> note.Signature:
    """A witness's signature line over a checkpoint's text at a moment (seconds since 1970)."""
    key = signer.verifier_key
    if key.kind is not note.KeyKind.COSIGNATURE or not 0 <= seconds <= _LATEST:
        raise Refused("ledger.key.unknown_kind", field="vkey", name=key.name, kind=int(key.kind))
    value = seconds.to_bytes(_TIME_SIZE, "big") + signer.sign(message(text.encode(), seconds))
    return note.Signature(key.name, key.key_id, value)


def witnessed(data: bytes, witnesses: Sequence[WitnessKey], latest: int) -> tuple[Witnessed, ...]:
    """The cosignatures by these witnesses on a signed checkpoint.

    Unknown witnesses are passed over. Refused when a known one's signature does not verify or when its time lies after
    `latest` (seconds since 1970: now, with a little slack for clocks).
    """
    found: dict[note.VerifierKey, Witnessed] = {}
    known = {(key.name, key.key_id): key for key in witnesses}
    read = note.parse(data)
    for signature in read.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is None or key.key in found:
            continue
        if not key.accepts(read.text.encode(), signature.value):
            raise Refused("ledger.note.bad_signature", name=key.name)
        if time_of(signature.value) > latest:
            raise Refused("ledger.checkpoint.from_the_future", name=key.name)
        found[key.key] = Witnessed(key.key, time_of(signature.value))
    return tuple(found.values())


@dataclass(frozen=True)
class Watch:
    """One configured witness on the served checkpoint: when it cosigned (None: not), and whether that is recent."""

    name: str
    at: datetime | None
    fresh: bool


def watches(data: bytes, witnesses: Sequence[note.VerifierKey], now: datetime) -> tuple[Watch, ...]:
    """What a page shows of the witnesses. Nothing is verified here: the publisher did, and a stranger will."""
    given = {(line.name, line.key_id): time_of(line.value) for line in note.parse(data).signatures} if data else {}
    found = []
    for key in witnesses:
        seconds = given.get((key.name, key.key_id))
        at = None if seconds is None else datetime.fromtimestamp(seconds, UTC)
        found.append(Watch(key.name, at, at is not None and now - at <= STALE))
    return tuple(found)
