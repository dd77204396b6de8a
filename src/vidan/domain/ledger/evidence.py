"""The one file a citizen takes home: the entry, the opening of its commitment, and the proof that the log holds it.

One JSON document (extension `.json`): `entry` as text, `record` and `salt` (base64) that open the commitment, `proof`,
a `.tlog-proof` as text, and `vkey`, the log's key line, for comparison with the one on the notice board.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from vidan.domain.errors import Refused
from vidan.domain.ledger import entries, note
from vidan.domain.ledger.checkpoint import SignedCheckpoint
from vidan.domain.ledger.proof import check_proof, parse_proof

FORMAT = "vidan-evidence-1"
_KEYS = frozenset({"format", "entry", "record", "salt", "proof", "vkey"})


@dataclass(frozen=True)
class Evidence:
    """Entry bytes, full record, salt, proof file, key line."""

    entry: bytes
    record: Mapping[str, Any]
    salt: bytes
    proof: bytes
    vkey: str


def encode_evidence(evidence: Evidence) -> bytes:
    """The file, readable by people too: Vietnamese text stays Vietnamese."""
    told = {
        "format": FORMAT,
        "entry": evidence.entry.decode("ascii"),
        "record": evidence.record,
        "salt": note.to_base64(evidence.salt),
        "proof": evidence.proof.decode(),
        "vkey": evidence.vkey,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def parse_evidence(data: bytes) -> Evidence:
    """Read the file; nothing is verified yet. Refused when malformed."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Refused("ledger.evidence.malformed", field="file", why="JSON") from error
    try:
        if not isinstance(told, dict) or told.keys() != _KEYS or told["format"] != FORMAT:
            raise ValueError("keys")
        texts = [told[key] for key in ("entry", "salt", "proof", "vkey")]
        if not all(isinstance(text, str) for text in texts) or not isinstance(told["record"], dict):
            raise ValueError("values")
        entry, salt, proof, vkey = texts
        return Evidence(entry.encode("ascii"), told["record"], note.from_base64(salt), proof.encode(), vkey.strip())
    except ValueError as error:
        raise Refused("ledger.evidence.malformed", field="file", why=str(error)) from error


def check_evidence(
    evidence: Evidence, check: note.Ed25519Check, trusted: Callable[[note.VerifierKey], bool] = lambda key: True
) -> tuple[entries.Entry, SignedCheckpoint]:
    """Verify all three: the form of the entry, the opening of its commitment, its place in the signed tree.

    `trusted` says whether the key line in the file is the one that the reader knows from elsewhere.
    """
    entry = entries.parse(evidence.entry)
    if not entries.opens(entry, evidence.salt, evidence.record):
        raise Refused("ledger.evidence.opening", field="record")
    key = note.parse_verifier_key(evidence.vkey)
    if not trusted(key):
        raise Refused("ledger.evidence.other_key", field="vkey", name=key.name)
    signed = check_proof(parse_proof(evidence.proof), evidence.entry, key.name, [note.LogKey(key, check)])
    return entry, signed
