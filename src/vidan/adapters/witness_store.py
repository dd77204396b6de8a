"""What a witness keeps: which logs it watches, the newest checkpoint of each that it cosigned, and every contradiction.

A folder of plain files, so that whoever runs a witness can read and copy them. `logs.txt` holds one verifier key line
for each log key; it is read again when it changes. A checkpoint is durable on disk before it counts as stored.
"""

import threading
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from vidan.adapters.ledger_files import write_durably
from vidan.adapters.signing import ed25519
from vidan.domain.errors import Refused
from vidan.domain.ledger import note
from vidan.domain.ledger.checkpoint import Checkpoint, SignedCheckpoint, parse_text
from vidan.domain.ledger.note import KeyKind, LogKey, VerifierKey, parse_verifier_key
from vidan.domain.ledger.witness import Answer, decide_add_checkpoint

LOGS = "logs.txt"
KEY = "witness.key"
NAME = "witness.vkey"
#: Contradictions kept for each log; the first are proof enough.
MOST_CONFLICTS = 20


class WitnessStore:
    """One witness's folder. Deciding and storing happen under one lock, so that no answer can roll back another."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._read: tuple[int, dict[str, list[LogKey]]] = (-1, {})

    def create(self, name: str) -> VerifierKey:
        """Draw the witness's key. Refused when the folder has one already."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            signer = ed25519.create(self.folder / KEY, name, KeyKind.COSIGNATURE)
        except FileExistsError:
            raise Refused("ledger.witness.begun", folder=str(self.folder)) from None
        write_durably(self.folder / NAME, f"{signer.verifier_key}\n".encode())
        return signer.verifier_key

    def signer(self) -> ed25519.Ed25519Signer:
        """The witness's key. Refused when there is none."""
        name = self.verifier_key().name
        try:
            return ed25519.load(self.folder / KEY, name, KeyKind.COSIGNATURE)
        except FileNotFoundError:
            raise self._no_key() from None

    def verifier_key(self) -> VerifierKey:
        """The line that communes know the witness by. Refused when this is no witness's folder."""
        try:
            return parse_verifier_key((self.folder / NAME).read_text(encoding="utf-8").strip())
        except (FileNotFoundError, NotADirectoryError):
            raise self._no_key() from None

    def _no_key(self) -> Refused:
        return Refused("ledger.witness.no_key", folder=str(self.folder))

    def watch(self, line: str) -> VerifierKey:
        """Watch one more log (or one more key of a log). Refused when the line is no log's key, or we have none."""
        self.verifier_key()
        key = parse_verifier_key(line.strip())
        if key.kind is not KeyKind.ED25519:
            raise Refused("ledger.key.unknown_kind", field="vkey", name=key.name, kind=int(key.kind))
        if key not in [known.key for keys in self.logs().values() for known in keys]:
            path = self.folder / LOGS
            before = path.read_bytes() if path.exists() else b""
            write_durably(path, before + (b"" if not before or before.endswith(b"\n") else b"\n") + f"{key}\n".encode())
        return key

    def logs(self) -> dict[str, list[LogKey]]:
        """The keys of the logs that are watched, by origin, as `logs.txt` says now."""
        try:
            changed = (self.folder / LOGS).stat().st_mtime_ns
        except FileNotFoundError:
            return {}
        if self._read[0] != changed:
            found: dict[str, list[LogKey]] = {}
            for line in (self.folder / LOGS).read_text(encoding="utf-8").splitlines():
                words = line.split("#", 1)[0].strip()
                if words:
                    key = parse_verifier_key(words)
                    found.setdefault(key.name, []).append(LogKey(key, ed25519.check))
            self._read = (changed, found)
        return self._read[1]

    def latest(self, origin: str) -> bytes | None:
        """The newest checkpoint of a log that was cosigned, as it was sent."""
        try:
            return self._path(origin).read_bytes()
        except FileNotFoundError:
            return None

    def seen_at(self, origin: str) -> float:
        """When the newest checkpoint of a log was stored: seconds since 1970."""
        return self._path(origin).stat().st_mtime

    def add(self, body: bytes, sign: Callable[[SignedCheckpoint], str]) -> Answer:
        """Decide on a request and store what is accepted; `sign` makes the cosignature line after that."""
        with self._lock:
            answer = decide_add_checkpoint(body, self._keys, self._latest)
            if answer.conflict is not None:
                self._keep_conflict(answer.conflict)
            if answer.accepted is None:
                return answer
            if answer.accepted.checkpoint != self._latest(answer.accepted.checkpoint.origin):
                write_durably(self._path(answer.accepted.checkpoint.origin), answer.accepted.data)
        return Answer(answer.status, sign(answer.accepted), accepted=answer.accepted)

    def _path(self, origin: str) -> Path:
        return self.folder / "logs" / f"{sha256(origin.encode()).hexdigest()}.checkpoint"

    def _keys(self, origin: str) -> Sequence[note.Key] | None:
        return self.logs().get(origin)

    def _latest(self, origin: str) -> Checkpoint | None:
        data = self.latest(origin)
        return None if data is None else parse_text(note.parse(data).text)

    def _keep_conflict(self, body: bytes) -> None:
        """Both halves of a contradiction, signed by the log itself: proof for everybody."""
        path = self.folder / "conflicts" / f"{sha256(body).hexdigest()[:32]}.txt"
        if path.exists() or len(self.conflicts()) >= MOST_CONFLICTS:
            return
        write_durably(path, body)

    def conflicts(self) -> list[Path]:
        """The contradictions that were kept."""
        return sorted((self.folder / "conflicts").glob("*.txt"))
