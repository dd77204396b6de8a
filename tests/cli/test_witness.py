"""The witness: it cosigns what continues, refuses what does not, and remembers before it answers."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from log_builder import ORIGIN, Log, entry

from vidan.adapters import ledger_files, witness_book
from vidan.adapters.signing import ed25519
from vidan.adapters.witness_book import WitnessBook
from vidan.cli.main import main
from vidan.cli.witness import LONGEST_REQUEST, Witness, read_logs
from vidan.domain.errors import Refused
from vidan.domain.ledger import LogKey, cosignature, note
from vidan.domain.ledger.merkle import Tree, leaf_hash
from vidan.domain.ledger.note import KeyKind, VerifierKey
from vidan.domain.ledger.witness import AddCheckpoint, format_request

NOW = 1_790_000_000
Post = Callable[..., tuple[int, Mapping[str, str], str]]


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """A log of eight entries, published in two parts after its first entry."""
    made = Log(tmp_path / "log")
    made.publish([entry("nhan", "2026-03-02", f"dossier {number}", due="2026-03-09") for number in range(4)])
    made.publish([entry("xong", "2026-03-05", f"dossier {number}") for number in range(3)])
    return made


@pytest.fixture
def key() -> VerifierKey:
    return ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE).verifier_key


@pytest.fixture
def witness(log: Log, tmp_path: Path) -> Witness:
    return awake(log, tmp_path)


def awake(log: Log, tmp_path: Path) -> Witness:
    """The witness, started (again) on its folder."""
    signer = ed25519.from_seed("bao.example/nhan-chung", bytes(32), KeyKind.COSIGNATURE)
    logs = {ORIGIN: [LogKey(log.signer.verifier_key, ed25519.check)]}
    return Witness(signer, logs, WitnessBook(tmp_path / "watched"), lambda: NOW + 0.7)


def call(witness: Witness, body: bytes = b"", method: str = "POST", path: str = "/add-checkpoint", **more: Any) -> Any:
    """A request as a server hands it over."""
    heard: list[Any] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **more,
    }
    (data,) = witness(environ, lambda status, headers: heard.extend([int(status[:3]), dict(headers)]))
    return heard[0], heard[1], data.decode()


def ask(witness: Witness, log: Log, size: int, old: int) -> Any:
    """Ask to cosign the log's checkpoint of a size, with the proof from another."""
    tree = Tree(leaf_hash(raw) for raw in log.raws)
    checkpoint = next(data for data in log.folder.history() if data.split(b"\n")[1] == str(size).encode())
    proof = tree.consistency(old, size) if old <= size else ()
    return call(witness, format_request(AddCheckpoint(old, proof, checkpoint)))


def test_it_cosigns_what_continues_and_its_signature_counts(witness: Witness, log: Log, key: VerifierKey) -> None:
    for old, size in ((0, 1), (1, 5), (5, 8), (8, 8)):
        status, headers, body = ask(witness, log, size, old)
        assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    signed = note.parse(log.folder.history()[-1]).signed_also(note.parse_signature(body.rstrip("\n")))
    (found,) = cosignature.witnessed(signed.encode(), [cosignature.WitnessKey(key, ed25519.check)], NOW)
    assert found.seconds == NOW


def test_it_remembers_after_a_restart_and_answers_a_wrong_size_with_its_own(
    witness: Witness, log: Log, tmp_path: Path
) -> None:
    assert ask(witness, log, 5, 0)[0] == 200
    again = awake(log, tmp_path)
    status, headers, body = ask(again, log, 8, 1)
    assert (status, headers["Content-Type"], body) == (409, "text/x.tlog.size", "5\n")
    assert ask(again, log, 1, 5)[0] == 400
    assert ask(again, log, 1, 1)[0:3:2] == (409, "5\n")
    assert ask(again, log, 8, 5)[0] == 200


def test_a_second_history_is_refused_and_kept_as_evidence(witness: Witness, log: Log, tmp_path: Path) -> None:
    assert ask(witness, log, 5, 0)[0] == 200
    other = Log(tmp_path / "other")
    other.publish([entry("nhan", "2026-03-02", f"other {number}", due="2026-03-09") for number in range(4)])
    assert ask(witness, other, 5, 5)[0:3:2] == (409, "5\n")
    other.publish([entry("xong", "2026-03-05", "other 1")])
    assert ask(witness, other, 6, 5)[0] == 422
    (kept,) = (tmp_path / "watched" / "conflicts").iterdir()
    assert other.folder.history()[-1] in kept.read_bytes()


def test_a_flood_of_contradictions_does_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_book, "MOST_CONFLICTS", 3)
    book = WitnessBook(tmp_path)
    for number in range(5):
        book.keep_conflict(ORIGIN, b"%d" % number)
    assert len(list((tmp_path / "conflicts").iterdir())) == 3


def test_what_cannot_be_kept_is_not_cosigned(
    witness: Witness, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(ledger_files.os, "fsync", full)
        status, _, body = ask(witness, log, 1, 0)
        assert (status, body) == (500, "")
    assert ask(witness, log, 1, 0)[0] == 200


def test_strangers_and_nonsense_are_refused(witness: Witness, log: Log, tmp_path: Path) -> None:
    stranger = Log(tmp_path / "a", "xa-khac.vidan.example/nhat-ky/2026")
    assert ask(witness, stranger, 1, 0)[0] == 404
    forger = Log(tmp_path / "b", seed=b"another key")
    assert ask(witness, forger, 1, 0)[0] == 403
    assert call(witness, b"hello")[0] == 400
    assert call(witness, b"")[0] == 400
    assert call(witness, b"", CONTENT_LENGTH="")[0] == 411
    assert call(witness, b"", CONTENT_LENGTH=str(LONGEST_REQUEST + 1))[0] == 413
    assert call(witness, method="GET")[0] == 405
    assert call(witness, path="/elsewhere")[0] == 404


def test_it_says_who_it_is_and_what_it_saw(witness: Witness, log: Log, key: VerifierKey) -> None:
    assert call(witness, method="GET", path="/")[2] == f"{key}\n{ORIGIN} 0\n"
    ask(witness, log, 1, 0)
    told = call(witness, method="GET", path="/")[2]
    assert told.startswith(f"{key}\n{ORIGIN} 1 ")
    assert call(witness, method="HEAD", path="/")[2] == ""


def test_the_logs_to_watch_are_lines_or_files(log: Log, tmp_path: Path) -> None:
    line = str(log.signer.verifier_key)
    (tmp_path / "logs.txt").write_text(f"# the communes\nlog {line} https://xa-thu.vidan.example/nhat-ky/2026\n\n")
    for word in (line, str(tmp_path / "logs.txt")):
        assert [key.key for key in read_logs([word])[ORIGIN]] == [log.signer.verifier_key]
    (tmp_path / "logs.txt").write_text("nonsense\n")
    with pytest.raises(Refused, match=r"ledger\.key\.malformed"):
        read_logs([str(tmp_path / "logs.txt")])


def test_the_key_line_is_printed_and_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["witness", "key", "--key", str(tmp_path / "w.key"), "--name", "bao.example/nhan-chung"]
    assert main(words) == 0
    first = capsys.readouterr().out
    assert note.parse_verifier_key(first.strip()).kind is KeyKind.COSIGNATURE
    assert main(words) == 0
    assert capsys.readouterr().out == first
