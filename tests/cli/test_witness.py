"""A witness as a newspaper runs it: a small server that stores before it answers and never cosigns two histories."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.cli.conftest import environment, run
from vidan.adapters import witness_client
from vidan.adapters.signing import ed25519
from vidan.adapters.witness_store import WitnessStore
from vidan.cli.witness_door import WitnessServer
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, merkle, note, witness
from vidan.domain.ledger.checkpoint import Checkpoint, sign
from vidan.domain.ledger.policy import Party
from vidan.domain.ledger.witness import AddCheckpoint, format_request

ORIGIN = "xa-thu.vidan.example/nhat-ky/2026"
LOG = ed25519.from_seed(ORIGIN, b"l" * 32)
STRANGER = ed25519.from_seed(ORIGIN, b"s" * 32)
TREE = merkle.Tree(merkle.leaf_hash(b"entry %d" % number) for number in range(40))
OTHER = merkle.Tree(merkle.leaf_hash(b"another %d" % number) for number in range(40))
NOW = 1_795_500_000


def at(size: int, tree: merkle.Tree = TREE, signer: ed25519.Ed25519Signer = LOG, origin: str = ORIGIN) -> bytes:
    return sign(Checkpoint(origin, size, tree.root(size)), [signer]).encode()


def request(
    old: int, size: int, tree: merkle.Tree = TREE, signer: ed25519.Ed25519Signer = LOG, origin: str = ORIGIN
) -> bytes:
    return format_request(AddCheckpoint(old, tree.consistency(old, size), at(size, tree, signer, origin)))


@pytest.fixture
def store(tmp_path: Path) -> WitnessStore:
    made = WitnessStore(tmp_path / "witness")
    made.create("bao.example/nhan-chung")
    made.watch(str(LOG.verifier_key))
    return made


@pytest.fixture
def server(store: WitnessStore) -> Iterator[WitnessServer]:
    with WitnessServer(("127.0.0.1", 0), store, store.signer(), lambda _text: None) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


Post = Callable[[bytes], tuple[int, str, bytes]]


@pytest.fixture
def post(server: WitnessServer) -> Post:
    def ask(body: bytes, path: str = "/add-checkpoint", **headers: str) -> tuple[int, str, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        told = answer.status, answer.headers["Content-Type"], answer.read()
        connection.close()
        return told

    return ask


def cosigned(store: WitnessStore, body: bytes, line: bytes) -> bool:
    """Is the line in the answer the witness's signature over the checkpoint of the request?"""
    data = witness.parse_request(body).checkpoint + line
    key = cosignature.WitnessKey(store.signer().verifier_key, ed25519.check)
    return len(cosignature.witnessed(data, [key], 1 << 62)) == 1


def test_a_log_that_grows_is_cosigned_each_time(store: WitnessStore, post: Post) -> None:
    for old, size in ((0, 7), (7, 7), (7, 39), (39, 40)):
        status, kind, line = post(request(old, size))
        assert (status, kind) == (200, "text/plain; charset=utf-8")
        assert cosigned(store, request(old, size), line)
    assert store.latest(ORIGIN) == at(40)


def test_the_answers_are_those_of_the_specification(store: WitnessStore, post: Post) -> None:
    assert post(request(0, 9))[0] == 200
    assert post(b"old 9\n")[0] == 400
    assert post(b"")[0] == 400
    assert post(format_request(AddCheckpoint(10, (), at(9))))[0] == 400
    assert post(request(9, 12, signer=STRANGER))[0] == 403
    elsewhere = ed25519.from_seed("xa-khac.vidan.example/nhat-ky/2026", b"l" * 32)
    assert post(request(0, 12, signer=elsewhere, origin=elsewhere.name))[0] == 404
    for old in (0, 3, 12):
        assert post(request(old, 12)) == (409, "text/x.tlog.size", b"9\n")
    assert post(format_request(AddCheckpoint(9, TREE.consistency(9, 11), at(12))))[0] == 422
    assert post(request(9, 12, OTHER))[0] == 422
    assert post(request(9, 9, OTHER)) == (409, "text/x.tlog.size", b"9\n")
    assert post(request(9, 12), "/elsewhere")[0] == 404
    assert store.latest(ORIGIN) == at(9)


def test_a_log_with_two_stories_leaves_its_own_signed_proof(store: WitnessStore, post: Post, tmp_path: Path) -> None:
    post(request(0, 9))
    post(request(9, 9, OTHER))
    post(request(9, 9, OTHER))
    (kept,) = store.conflicts()
    assert at(9, OTHER) in kept.read_bytes()
    said = run(tmp_path / "var", "witness", "status", store.folder)
    assert said.code == 1 and "MÂU THUẪN" in said.err and ORIGIN in said.out


def test_whoever_asks_at_once_is_answered_in_some_order_and_nothing_is_rolled_back(
    store: WitnessStore, post: Post
) -> None:
    post(request(0, 9))
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda size=size: answers.append(post(request(9, size))[0])) for size in range(10, 26)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] + 15 * [409]


def test_too_much_too_little_and_nothing_are_sent_away(server: WitnessServer, post: Post) -> None:
    assert post(bytes(1 << 17))[0] == 413
    for head in (b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n\r\n", b"nonsense\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
            line.sendall(head)
            assert b" 411 " in line.recv(100) or b"400" in head or head.startswith(b"nonsense")
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as line:
        line.sendall(b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 100\r\n\r\nshort")
    assert post(request(0, 3))[0] == 200


def test_people_and_programs_can_read_what_was_seen(server: WitnessServer, store: WitnessStore, post: Post) -> None:
    post(request(0, 9))

    def get(path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        told = answer.status, answer.read()
        connection.close()
        return told

    status, page = get("/")
    assert status == 200 and str(store.signer().verifier_key).encode() in page
    address = next(line.strip() for line in page.decode().splitlines() if line.strip().endswith("/checkpoint"))
    assert get(address) == (200, at(9))
    for path in ("/nothing", "/../witness.key", "/" + "0" * 64 + "/checkpoint", address + "/x"):
        assert get(path)[0] == 404


def test_a_disk_that_is_full_gives_no_cosignature(
    store: WitnessStore, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr("vidan.adapters.witness_store.write_durably", full)
        assert post(request(0, 9))[0] == 500
    assert store.latest(ORIGIN) is None
    assert post(request(0, 9))[0] == 200


def test_a_log_is_watched_while_the_server_runs(store: WitnessStore, post: Post) -> None:
    later = ed25519.from_seed("xa-thu.vidan.example/nhat-ky/2027", b"l" * 32)
    body = request(0, 2, signer=later, origin=later.name)
    assert post(body)[0] == 404
    said = run(store.folder, "witness", "watch", store.folder, later.verifier_key)
    assert said.code == 0 and later.name in said.out, said.all
    assert post(body)[0] == 200


def test_the_publisher_asks_it_and_learns_where_it_stands(server: WitnessServer, store: WitnessStore) -> None:
    party = Party(store.signer().verifier_key, f"http://127.0.0.1:{server.server_port}")

    def ask(size: int, old: int, tree: merkle.Tree = TREE) -> witness_client.Answered:
        checkpoint = Checkpoint(ORIGIN, size, tree.root(size))
        signed = note.parse(at(size, tree))
        return witness_client.ask_all(
            [party], signed, checkpoint, old, partial(tree.consistency, new=size), ed25519.check, 2 * NOW
        )

    assert ask(9, 0).names == ("bao.example/nhan-chung",)
    assert ask(20, 0).names == ("bao.example/nhan-chung",)
    with pytest.raises(Refused, match=r"ledger\.witness\.conflict"):
        ask(30, 20, OTHER)
    with pytest.raises(Refused, match=r"ledger\.witness\.conflict"):
        ask(15, 9)


# As a program of its own ----------------------------------------------------------------------------------------------
def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _start(folder: Path, port: int) -> "subprocess.Popen[str]":
    """`vidan witness serve` in a process that cannot load Django."""
    block = "import sys; sys.modules['django'] = None; from vidan.cli.main import main; sys.exit(main())"
    child = subprocess.Popen(
        [sys.executable, "-c", block, "witness", "serve", str(folder), "--port", str(port)],
        env=environment(folder / "none"),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None and "Nhân chứng" in child.stdout.readline()
    return child


def test_what_was_answered_is_still_known_after_the_power_went(store: WitnessStore) -> None:
    port = _free_port()
    party = f"http://127.0.0.1:{port}/add-checkpoint"
    for old, size in ((0, 5), (5, 9)):
        child = _start(store.folder, port)
        answer = witness_client.plain_http.ask(party, request(old, size), seconds=10)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        assert answer.status == 200
    child = _start(store.folder, port)
    assert run(store.folder, "witness", "serve", store.folder, "--port", "0").code == 1
    assert witness_client.plain_http.ask(party, request(0, 12), seconds=10).body == b"9\n"
    child.terminate()
    assert child.communicate() is not None and child.returncode == 0
    assert not (store.folder / "none").exists()


def test_a_folder_has_one_key_for_ever(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    for words in (["serve", folder], ["status", folder], ["watch", folder, str(LOG.verifier_key)]):
        said = run(tmp_path / "var", "witness", *words)
        assert said.code == 1 and f"{folder} không có khóa" in said.err and "vidan witness key" in said.err
    assert not folder.exists()
    said = run(tmp_path / "var", "witness", "key", folder, "--name", "tinh.example/nhan-chung")
    assert said.code == 0 and "tinh.example/nhan-chung+" in said.out
    assert (folder / "witness.key").stat().st_mode & 0o777 == 0o600
    said = run(tmp_path / "var", "witness", "status", folder)
    assert said.code == 0 and "Nhân chứng tinh.example" in said.out and "Chưa theo dõi sổ nào" in said.out
    assert run(tmp_path / "var", "witness", "key", folder, "--name", "khac.example/x").code == 1
    wrong = run(tmp_path / "var", "witness", "watch", folder, "not a key")
    assert wrong.code == 1 and "không đúng khuôn dạng" in wrong.err
    assert "vidan witness serve" in run(tmp_path / "var", "witness", "--help").out
