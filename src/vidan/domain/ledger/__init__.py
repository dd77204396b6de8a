"""The public ledger: a transparency log that anybody can check without believing us.

Formats: RFC 6962 trees, c2sp.org signed notes, checkpoints, tiles, proofs, cosignatures, witness and policy; entries of
our own (docs/ledger-format.md). Standard library only: Ed25519 comes in from outside (`Ed25519Check`,
`Signer`). Import the module for its whole vocabulary; what every other column needs is named here.
"""

from vidan.domain.ledger.checkpoint import Checkpoint, SignedCheckpoint, open_checkpoint
from vidan.domain.ledger.entries import KINDS, Entry, build, commitment, opens
from vidan.domain.ledger.note import Ed25519Check, KeyKind, LogKey, Signer, VerifierKey, parse_verifier_key
from vidan.domain.ledger.publishing import Extension, extend, shuffled

__all__ = [
    "KINDS",
    "Checkpoint",
    "Ed25519Check",
    "Entry",
    "Extension",
    "KeyKind",
    "LogKey",
    "SignedCheckpoint",
    "Signer",
    "VerifierKey",
    "build",
    "commitment",
    "extend",
    "open_checkpoint",
    "opens",
    "parse_verifier_key",
    "shuffled",
]
