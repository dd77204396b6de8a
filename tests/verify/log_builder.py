"""A commune's log built in a temporary folder by our own writers, for the stand-alone verifier to judge."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from vidan.adapters.ledger_files import LedgerFolder
from vidan.adapters.signing import ed25519
from vidan.domain.ledger import entries as entry_form
from vidan.domain.ledger import naming
from vidan.domain.ledger.checkpoint import Checkpoint, sign
from vidan.domain.ledger.merkle import EMPTY_ROOT
from vidan.domain.ledger.publishing import extend, shuffled

VERIFIER = Path(__file__).resolve().parents[2] / "verify" / "recompute.py"
ORIGIN = "xa-thu.vidan.example/nhat-ky/2026"
TODAY = date(2026, 11, 24)


def entry(kind: str, day: str, ref: str = "", **public: Any) -> bytes:
    """An entry with a commitment that depends on everything in it."""
    salt = hashlib.sha256(f"{kind}{day}{ref}{public}".encode()).digest()
    keys = {"ref": hashlib.sha256(ref.encode()).hexdigest()[:32], **public} if ref else public
    committed = None if kind == "bc" else entry_form.commitment(salt, {"kind": kind, "ref": ref})
    return entry_form.build(kind, date.fromisoformat(day), committed, keys)


class Log:
    """One log: its folder, its key, and what was published so far."""

    def __init__(self, path: Path, origin: str = ORIGIN, before: Checkpoint | None = None, seed: bytes = b"k") -> None:
        self.folder = LedgerFolder(path)
        self.origin = origin
        self.signer = ed25519.from_seed(origin, hashlib.sha256(seed).digest())
        self.last = Checkpoint(origin, 0, EMPTY_ROOT)
        self.raws: list[bytes] = []
        self.folder.write_keys([self.signer.verifier_key])
        year, _edition = naming.parse(origin)
        first = entry_form.build("dau", date(year, 1, 2), entry_form.year_link(origin, before))
        self.publish([first])

    @property
    def path(self) -> Path:
        return self.folder.path

    def publish(self, raws: Iterable[bytes]) -> Checkpoint:
        """One publication, in the order in which the publisher works."""
        return self.append(shuffled(raws))

    def append(self, raws: Iterable[bytes], *extra: Any) -> Checkpoint:
        """As `publish`, without looking at the entries."""
        raws = list(raws)
        grown = extend(self.last.size, self.last.root, self.folder.fetch, raws)
        self.folder.write(grown.files)
        self.last = Checkpoint(self.origin, grown.size, grown.root)
        self.raws += raws
        self.folder.write_checkpoint(sign(self.last, [self.signer]).signed_also(*extra).encode())
        return self.last


def a_year_of_dossiers() -> list[list[bytes]]:
    """Eight publications: 300 dossiers, most on time, some late, moved, withdrawn, open."""
    publications: list[list[bytes]] = [[] for _ in range(8)]
    for number in range(300):
        ref, month = f"dossier {number}", number % 8 + 1
        due = f"2026-{month + 1:02d}-12"
        publications[month - 1].append(entry("nhan", f"2026-{month:02d}-20", ref, due=due))
        if number % 10 == 0:
            continue  # open for ever
        if number % 10 == 1:
            publications[month - 1].append(
                entry("hen", f"2026-{month:02d}-21", ref, due="2026-12-30", why="reappointment")
            )
        day = f"2026-{month + 1:02d}-{14 if number % 10 in (1, 2) else 11}"
        kind = "huy" if number % 10 == 3 else "xong"
        publications[month % 8 if month < 8 else 7].append(entry(kind, day, ref))
    return publications


def told(output: str) -> dict[str, Any]:
    """The verifier's `--json`."""
    answer: dict[str, Any] = json.loads(output)
    return answer
