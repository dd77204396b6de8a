"""Asking outside witnesses to cosign a checkpoint: five seconds each, all at once.

Source: c2sp.org/tlog-witness, `POST <prefix>/add-checkpoint`. A witness that is away is only missing; one that knows
another history than ours is a conflict, and then nothing may be published.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from vidan.adapters import plain_http
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, note, witness
from vidan.domain.ledger.checkpoint import Checkpoint
from vidan.domain.ledger.policy import Party

TIMEOUT = 5.0
#: An answer is a few signature lines; more is not read.
LONGEST_ANSWER = 1 << 16
#: How far a witness's clock may run ahead of ours, in seconds.
CLOCK_SLACK = 300

Prove = Callable[[int], Sequence[bytes]]


@dataclass(frozen=True)
class Answered:
    """What came of asking: the cosignatures, and for each witness that gave none, why (a word for the log)."""

    signatures: tuple[note.Signature, ...] = ()
    away: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(signature.name for signature in self.signatures)


class _Away(Exception):
    """The witness gave no cosignature this time."""


def ask_all(
    parties: Sequence[Party],
    signed: note.Note,
    checkpoint: Checkpoint,
    old: int,
    prove: Prove,
    check: note.Ed25519Check,
    seconds: int,
) -> Answered:
    """Ask every witness at once. `old`: the size that they probably know; `prove(size)`: the proof from there.

    Refused with `ledger.witness.conflict` when one of them knows a history that ours does not continue.
    """
    if not parties:
        return Answered()
    with ThreadPoolExecutor(max_workers=len(parties)) as pool:
        asked = [pool.submit(_ask, party, signed, checkpoint, old, prove) for party in parties]
        signatures, away = [], []
        for party, future in zip(parties, asked, strict=True):
            try:
                signature = future.result()
                key = cosignature.WitnessKey(party.key, check)
                cosignature.witnessed(signed.signed_also(signature).encode(), [key], seconds + CLOCK_SLACK)
            except _Away as problem:
                away.append((party.key.name, str(problem)))
            except Refused as refused:
                if refused.code == "ledger.witness.conflict":
                    raise
                away.append((party.key.name, refused.code))
            else:
                signatures.append(signature)
    return Answered(tuple(signatures), tuple(away))


def _ask(party: Party, signed: note.Note, checkpoint: Checkpoint, old: int, prove: Prove) -> note.Signature:
    status, body = _post(party, signed, old, prove(old))
    if status == 409:
        known = witness.known_size(body)
        if known == old or known > checkpoint.size:
            raise _conflict(party, checkpoint, known)
        status, body = _post(party, signed, known, prove(known))
        if status == 422:
            raise _conflict(party, checkpoint, known)
    elif status == 422:
        raise _conflict(party, checkpoint, old)
    if status != 200:
        raise _Away(f"HTTP {status}")
    for line in body.splitlines():
        signature = note.parse_signature(line)
        if (signature.name, signature.key_id) == (party.key.name, party.key.key_id):
            return signature
    raise _Away("no cosignature of its key")


def _conflict(party: Party, checkpoint: Checkpoint, known: int) -> Refused:
    return Refused("ledger.witness.conflict", name=party.key.name, known=known, size=checkpoint.size)


def _post(party: Party, signed: note.Note, old: int, proof: Sequence[bytes]) -> tuple[int, str]:
    body = witness.format_request(witness.AddCheckpoint(old, tuple(proof), signed.encode()))
    try:
        answer = plain_http.ask(
            f"{party.url}/add-checkpoint",
            body,
            seconds=TIMEOUT,
            longest=LONGEST_ANSWER,
            content_type=witness.PLAIN_TYPE,
        )
    except plain_http.Unreachable as problem:
        raise _Away(str(problem)) from problem
    return answer.status, answer.body.decode("utf-8", "replace")
