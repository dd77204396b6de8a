"""Proof files: an entry's place in the tree together with the signed checkpoint; checked without any network.

Source: c2sp.org/tlog-proof, file extension `.tlog-proof`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vidan.domain.errors import Refused
from vidan.domain.ledger import note
from vidan.domain.ledger.checkpoint import SignedCheckpoint, open_checkpoint, parse_number
from vidan.domain.ledger.merkle import HASH_SIZE, check_inclusion, leaf_hash

HEADER = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


@dataclass(frozen=True)
class TlogProof:
    """Index of the entry, path from its sibling upwards, the checkpoint's bytes; nobody vouches for extra data."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None


def encode_proof(proof: TlogProof) -> bytes:
    """The proof as a file."""
    lines = [HEADER]
    if proof.extra is not None:
        lines.append(f"extra {note.to_base64(proof.extra)}")
    lines += [f"index {proof.index}", *(note.to_base64(step) for step in proof.hashes), "", ""]
    return "\n".join(lines).encode() + proof.checkpoint


def parse_proof(data: bytes) -> TlogProof:
    """Read a proof file; nothing is verified yet. Refused when malformed."""
    head, border, checkpoint = data.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
        if not border or lines.pop(0) != HEADER or not lines:
            raise ValueError("header")
        extra = note.from_base64(lines.pop(0).removeprefix("extra ")) if lines[0].startswith("extra ") else None
        if not lines or not lines[0].startswith("index "):
            raise ValueError("index")
        index = parse_number(lines.pop(0).removeprefix("index "))
        hashes = tuple(note.from_base64(line) for line in lines)
    except ValueError as error:
        raise Refused("ledger.proof.malformed", field="proof", why=str(error)) from error
    if len(hashes) > MOST_HASHES or any(len(step) != HASH_SIZE for step in hashes):
        raise Refused("ledger.proof.malformed", field="proof", why="hashes")
    return TlogProof(index, hashes, checkpoint, extra)


def check_proof(proof: TlogProof, entry: bytes, origin: str, log_keys: Sequence[note.Key]) -> SignedCheckpoint:
    """Verify that the log `origin` holds this very entry. Refused with the reason otherwise.

    Cosignatures are the caller's: judge the checkpoint that comes back by `cosignature.witnessed` and a policy.
    """
    signed = open_checkpoint(proof.checkpoint, origin, log_keys)
    checkpoint = signed.checkpoint
    check_inclusion(leaf_hash(entry), proof.index, checkpoint.size, proof.hashes, checkpoint.root)
    return signed
