"""Checkpoints: what a log says of itself — its name, how many entries, the root of their tree.

Source: c2sp.org/tlog-checkpoint. Ours carry no extension lines; those of others are read and kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vidan.domain.errors import Refused
from vidan.domain.ledger import note
from vidan.domain.ledger.merkle import HASH_SIZE

#: Sizes beyond are refused: the format's reference readers keep them in 64 bits with a sign.
LARGEST_SIZE = (1 << 63) - 1
#: How much of the root the paper receipt prints.
PAPER_ROOT = 16


@dataclass(frozen=True)
class Checkpoint:
    """Origin, number of entries, root hash (32 bytes) and, in logs of others, extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The text to sign: one line each, the last one ended too."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, note.to_base64(self.root), *self.extensions))

    @property
    def paper(self) -> str:
        """The form on paper receipts: origin, size and the first characters of the root."""
        return f"{self.origin} {self.size} {note.to_base64(self.root)[:PAPER_ROOT]}"


@dataclass(frozen=True)
class SignedCheckpoint:
    """A checkpoint whose signature by its log was verified, with the bytes as they were read."""

    checkpoint: Checkpoint
    note: note.OpenedNote
    data: bytes


def parse_number(text: str) -> int:
    """A non-negative decimal without leading zeros, ASCII digits only. Raises ValueError for anything else."""
    if not (text.isascii() and text.isdigit()) or (len(text) > 1 and text[0] == "0") or len(text) > 19:
        raise ValueError("not a plain number")
    number = int(text)
    if number > LARGEST_SIZE:
        raise ValueError("number too large")
    return number


def parse_text(text: str) -> Checkpoint:
    """Read a note's text as a checkpoint. Refused when it is none."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() != "" or not all(lines):
        raise Refused("ledger.checkpoint.malformed", why="lines")
    try:
        size = parse_number(lines[1])
        root = note.from_base64(lines[2])
    except ValueError as error:
        raise Refused("ledger.checkpoint.malformed", why=str(error)) from error
    if len(root) != HASH_SIZE:
        raise Refused("ledger.checkpoint.malformed", why="root hash")
    return Checkpoint(lines[0], size, root, tuple(lines[3:]))


def open_checkpoint(data: bytes, origin: str, log_keys: Sequence[note.Key]) -> SignedCheckpoint:
    """Read and verify a checkpoint of the log `origin`.

    Refused when malformed, of another log, or not signed by one of the log's keys. Signatures of witnesses are judged
    apart (`cosignature.witnessed`), so that an unknown witness harms nothing.
    """
    opened = note.open_note(data, log_keys)
    checkpoint = parse_text(opened.text)
    if checkpoint.origin != origin:
        raise Refused("ledger.checkpoint.other_log", origin=checkpoint.origin, expected=origin)
    return SignedCheckpoint(checkpoint, opened, data)


def sign(checkpoint: Checkpoint, signers: Sequence[note.Signer]) -> note.Note:
    """Sign a checkpoint with the log's key, or with both keys while they are being changed."""
    return note.sign(checkpoint.text, signers)


def join_history(checkpoints: Sequence[bytes]) -> bytes:
    """The file of every checkpoint ever signed: the notes one after another, an empty line between."""
    return b"\n".join(checkpoints)


def split_history(data: bytes) -> tuple[bytes, ...]:
    """The notes of such a file, oldest first. A last note that a crash cut short is left out.

    A signature line that is followed by an empty line ends a note; nothing else does, so texts may be of any length.
    """
    notes: list[bytes] = []
    lines = data.split(b"\n")
    start = 0
    for number, line in enumerate(lines[:-1]):
        if line.startswith("— ".encode()) and lines[number + 1] == b"":
            notes.append(b"\n".join(lines[start : number + 1]) + b"\n")
            start = number + 2
    return tuple(notes)
