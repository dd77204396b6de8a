"""What a witness answers when a log asks it to cosign: a pure decision, to be made and stored in one transaction.

Source: c2sp.org/tlog-witness, `POST <prefix>/add-checkpoint`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from vidan.domain.errors import Refused
from vidan.domain.ledger import note
from vidan.domain.ledger.checkpoint import Checkpoint, SignedCheckpoint, open_checkpoint, parse_number, parse_text
from vidan.domain.ledger.merkle import EMPTY_ROOT, HASH_SIZE, check_consistency

MOST_PROOF_LINES = 63
#: The content type of the size in a 409 answer.
SIZE_TYPE = "text/x.tlog.size"
PLAIN_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class AddCheckpoint:
    """A request: the size the log believes we know, the proof from there, and the new signed checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes


@dataclass(frozen=True)
class Answer:
    """The answer. On 200 `accepted` must be stored before the body, the cosignature line, is made and sent."""

    status: int
    body: str = ""
    content_type: str = PLAIN_TYPE
    accepted: SignedCheckpoint | None = None
    #: The request, when it is signed by the log and contradicts what we cosigned: proof that the log tells two stories.
    conflict: bytes | None = None


def format_request(request: AddCheckpoint) -> bytes:
    """The body of a request."""
    lines = [f"old {request.old}", *(note.to_base64(step) for step in request.proof), "", ""]
    return "\n".join(lines).encode() + request.checkpoint


def parse_request(body: bytes) -> AddCheckpoint:
    """Read the body of a request. Refused when malformed."""
    head, border, checkpoint = body.partition(b"\n\n")
    try:
        first, *steps = head.decode("ascii").split("\n")
        keyword, _, size = first.partition(" ")
        old = parse_number(size)
        proof = tuple(note.from_base64(step) for step in steps)
    except ValueError as error:
        raise Refused("ledger.witness.malformed", field="body", why=str(error)) from error
    wrong = keyword != "old" or not border or len(proof) > MOST_PROOF_LINES
    if wrong or any(len(step) != HASH_SIZE for step in proof):
        raise Refused("ledger.witness.malformed", field="body", why="proof")
    return AddCheckpoint(old, proof, checkpoint)


def decide_add_checkpoint(
    body: bytes,
    log_keys: Callable[[str], Sequence[note.Key] | None],
    latest: Callable[[str], Checkpoint | None],
) -> Answer:
    """Judge a request to cosign.

    `log_keys(origin)` gives the keys of a log we watch, None for one we do not; `latest(origin)` the last checkpoint we
    cosigned for it, None when there is none. 200 accepted; 400 malformed or old size beyond the new one; 403 no valid
    signature; 404 unknown log; 409 our size is another, or another root at the same size; 422 the proof fails.
    """
    try:
        request = parse_request(body)
        origin = parse_text(note.parse(request.checkpoint).text).origin
    except Refused:
        return Answer(400)
    keys = log_keys(origin)
    if keys is None:
        return Answer(404)
    try:
        signed = open_checkpoint(request.checkpoint, origin, keys)
    except Refused:
        return Answer(403)
    return _compare(body, request, signed, latest(origin) or Checkpoint(origin, 0, EMPTY_ROOT))


def _compare(body: bytes, request: AddCheckpoint, signed: SignedCheckpoint, known: Checkpoint) -> Answer:
    new = signed.checkpoint
    if request.old > new.size:
        return Answer(400)
    if new.size == known.size and new.root != known.root:
        return Answer(409, f"{known.size}\n", SIZE_TYPE, conflict=body)
    if request.old != known.size:
        return Answer(409, f"{known.size}\n", SIZE_TYPE)
    try:
        check_consistency(known.size, known.root, new.size, new.root, request.proof)
    except Refused:
        return Answer(422)
    return Answer(200, accepted=signed)


def known_size(answer: str) -> int:
    """The size in the body of a 409 answer. Refused when it is none."""
    try:
        return parse_number(answer.removesuffix("\n"))
    except ValueError as error:
        raise Refused("ledger.witness.malformed", field="body", why=str(error)) from error
