"""How long a stranger needs for a commune's whole year: 50,000 entries, 500 checkpoints, a scoreboard each week.

python bench/ledger.py [ENTRIES]
"""

import hashlib
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from vidan.adapters.ledger_files import LedgerFolder
from vidan.adapters.ledger_source import FolderSource
from vidan.adapters.signing import ed25519
from vidan.domain.ledger import audit, entries
from vidan.domain.ledger.checkpoint import Checkpoint, sign
from vidan.domain.ledger.merkle import Tree, leaf_hash
from vidan.domain.ledger.publishing import files_of, shuffled
from vidan.domain.ledger.replay import promise_8, retell, rolling

ORIGIN = "xa-thu.vidan.example/nhat-ky/2026"
#: The floor that is promised (QUALITY of the programme, G9).
MOST_SECONDS = 10.0
ENTRIES = 50_000


def _entry(kind: str, day: date, ref: int, **public: object) -> bytes:
    commitment = hashlib.sha256(f"{kind}{ref}".encode()).digest()
    name = hashlib.sha256(str(ref).encode()).hexdigest()[:32]
    return entries.build(kind, day, commitment, {"ref": name, **public})


def build(folder: LedgerFolder, count: int) -> None:
    """A log as busy communes have: receipts, results, hand-overs, and a scoreboard every Friday."""
    signer = ed25519.from_seed(ORIGIN, bytes(32))
    day, ref, sizes = date(2026, 1, 2), 0, []
    raws = [entries.build("dau", day, entries.year_link(ORIGIN, None))]
    each = count // 250 // 3
    while len(raws) < count:
        public = []
        for _ in range(each):
            ref += 1
            due = (day + timedelta(days=7)).isoformat()
            public += [_entry("nhan", day, ref, due=due)]
            if ref > 400:
                public += [_entry("xong", day, ref - 400), _entry("gt", day, ref - 400)]
        raws += shuffled(public)
        if day.weekday() == 4:
            figure = promise_8(retell(map(entries.parse, raws), day), *rolling(day))
            counts = {"from": 0, "to": len(raws), "kept": {"8": figure.kept}, "counted": {"8": figure.counted}}
            raws.append(entries.build("bc", day, None, {"n": counts}))
        sizes.append(len(raws))
        day = min(day + timedelta(days=1), date(2026, 11, 23))
    tree = Tree(leaf_hash(raw) for raw in raws)
    folder.write_keys([signer.verifier_key])
    for file in files_of(raws, tree, sizes):
        path = folder.path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    notes = [sign(Checkpoint(ORIGIN, size, tree.root(size)), [signer]).encode() for size in sizes]
    folder.serve(notes[-1])
    folder.remember(*notes)


def bare_hashing(read: list[entries.Entry]) -> float:
    """Seconds for nothing but the tree's own hashes, in memory: what no verifier can be faster than."""
    began = time.perf_counter()
    row = [hashlib.sha256(b"\0" + entry.raw).digest() for entry in read]
    while len(row) > 1:
        row = [hashlib.sha256(b"\1" + row[at] + row[at + 1]).digest() for at in range(0, len(row) - 1, 2)]
    return time.perf_counter() - began


def main() -> int:
    """Print the seconds; 1 when the floor is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as name:
        build(LedgerFolder(Path(name)), count)
        began = time.perf_counter()
        doubt = audit.Doubt(date(2026, 11, 24), int(time.time()), ed25519.check)
        found = audit.judge(FolderSource(Path(name)), doubt)
        seconds = time.perf_counter() - began
        floor = bare_hashing(found.entries)
    print(f"verified {len(found.entries)} entries, {found.checkpoints} checkpoints in {seconds:.2f} s", end=", ")
    print(f"{seconds / floor:.0f} x the bare hashing of the tree ({floor:.3f} s)")
    print("\n".join(str(problem) for problem in found.problems[:5]))
    return int(seconds > MOST_SECONDS or bool(found.problems))


if __name__ == "__main__":
    raise SystemExit(main())
