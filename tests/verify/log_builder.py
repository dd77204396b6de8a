"""A commune's log built in a temporary folder by our own writers, for the stand-alone verifier to judge."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from hypothesis.strategies import DataObject, integers, sampled_from

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


def published_year(folder: Path) -> Log:
    """A log of about 570 entries in nine publications."""
    made = Log(folder)
    for publication in a_year_of_dossiers():
        made.publish(publication)
    return made


def small_log(folder: Path) -> Log:
    """Twelve entries in two publications."""
    made = Log(folder)
    made.publish([entry("nhan", "2026-03-02", f"dossier {number}", due="2026-03-09") for number in range(7)])
    made.publish([entry("xong", "2026-03-05", f"dossier {number}") for number in range(5)])
    return made


@contextmanager
def one_bit_flipped(log: Log, data: DataObject) -> Iterator[None]:
    """One bit of one of the log's files is wrong inside; the key is known from elsewhere, so it is left alone."""
    files = sorted(path for path in log.path.rglob("*") if path.is_file() and path.name != "log.vkey")
    path = data.draw(sampled_from(files))
    whole = path.read_bytes()
    place = data.draw(integers(0, 8 * len(whole) - 1))
    broken = bytearray(whole)
    broken[place // 8] ^= 1 << place % 8
    path.write_bytes(bytes(broken))
    try:
        yield
    finally:
        path.write_bytes(whole)


@contextmanager
def served_by(handler: Callable[..., SimpleHTTPRequestHandler], folder: Path) -> Iterator[str]:
    """The address of a web server that hands out a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def told(output: str) -> dict[str, Any]:
    """The verifier's `--json`."""
    answer: dict[str, Any] = json.loads(output)
    return answer
