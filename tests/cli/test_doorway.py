"""The door of the web server: it waits for slow bodies while others are served, and hands over whole requests only."""

import io
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from vidan.config import doorway
from vidan.config.doorway import SECONDS, Body, Doorway

MOST = 1000


class Desk:
    """An application that tells what it was handed."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.bodies: list[bytes] = []
        self.threads: set[int] = set()
        self.closed = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.requests.append(environ)
        self.threads.add(threading.get_ident())
        self.bodies.append(environ["wsgi.input"].read())
        start_response("200 OK", [("Content-Type", "text/plain")])
        return self

    def __iter__(self) -> Any:
        return iter([b"xong", b" roi"])

    def close(self) -> None:
        self.closed += 1
        self.threads.add(threading.get_ident())


@pytest.fixture
def desk() -> Desk:
    return Desk()


def ask(door: Doorway, body: Any = b"", length: str | None = None, **more: str) -> tuple[str, bytes]:
    """One request; returns the status line and the answer."""
    told: list[str] = []
    source = body if hasattr(body, "read") else io.BytesIO(body)
    environ = {"REQUEST_METHOD": "POST", "wsgi.input": source, **more}
    environ["CONTENT_LENGTH"] = str(len(body)) if length is None and isinstance(body, bytes) else length
    content = b"".join(door(environ, lambda status, headers: told.append(status)))
    return told[0], content


def test_a_request_is_handed_over_whole_and_its_answer_comes_back(desk: Desk) -> None:
    assert ask(Doorway(desk, MOST), b"ho so" * 20) == ("200 OK", b"xong roi")
    assert desk.bodies == [b"ho so" * 20]
    assert desk.closed == 1


def test_a_body_of_unknown_length_gets_one(desk: Desk) -> None:
    ask(Doorway(desk, MOST), b"abc", length="", HTTP_TRANSFER_ENCODING="chunked")
    assert desk.bodies == [b"abc"]
    assert desk.requests[0]["CONTENT_LENGTH"] == "3"
    assert "HTTP_TRANSFER_ENCODING" not in desk.requests[0]


@pytest.mark.parametrize("length", [str(MOST + 1), ""])
def test_a_body_too_long_is_not_read_on_and_is_refused_by_its_length(desk: Desk, length: str) -> None:
    source = io.BytesIO(b"x" * (10 * MOST))
    ask(Doorway(desk, MOST), source, length=length, HTTP_TRANSFER_ENCODING="" if length else "chunked")
    assert int(desk.requests[0]["CONTENT_LENGTH"]) > MOST
    assert source.tell() <= MOST + 1


def test_a_body_cut_off_on_its_way_never_reaches_the_desk(desk: Desk) -> None:
    status, content = ask(Doorway(desk, MOST), io.BytesIO(b"half"), length="8")
    assert status == "400 Bad Request"
    assert "thử lại" in content.decode()
    assert desk.requests == []


def test_a_body_that_trickles_is_given_up_with_a_sentence(desk: Desk) -> None:
    moments = iter(range(0, 1000 * int(SECONDS), int(SECONDS) + 1))
    status, content = ask(Doorway(desk, MOST, clock=lambda: float(next(moments))), b"x" * 900)
    assert status == "408 Request Timeout"
    assert "chậm" in content.decode()
    assert desk.requests == []


def test_whoever_waits_for_a_slow_body_keeps_nobody_else_waiting(desk: Desk) -> None:
    door, goes_on, began = Doorway(desk, MOST), threading.Event(), threading.Event()

    class Slow:
        def read(self, size: int) -> bytes:
            began.set()
            assert goes_on.wait(30)
            return b"x" * size

    slow = threading.Thread(target=lambda: ask(door, Slow(), length="5"))
    slow.start()
    assert began.wait(30)
    assert ask(door, b"quick")[0] == "200 OK"
    assert desk.bodies == [b"quick"]
    goes_on.set()
    slow.join(30)
    assert desk.bodies == [b"quick", b"xxxxx"]


def test_one_thread_does_all_the_work_however_many_wait_at_the_door(desk: Desk) -> None:
    door = Doorway(desk, MOST)
    crowd = [threading.Thread(target=lambda: ask(door, b"x")) for _turn in range(20)]
    for person in crowd:
        person.start()
    for person in crowd:
        person.join(30)
    assert len(desk.requests) == 20
    assert len(desk.threads) == 1
    assert threading.get_ident() not in desk.threads


def test_what_goes_wrong_at_the_desk_is_not_hidden_at_the_door() -> None:
    def fall(_environ: Any, _start_response: Any) -> Iterable[bytes]:
        raise RuntimeError("gãy")

    with pytest.raises(RuntimeError, match="gãy"):
        ask(Doorway(fall, MOST), b"x")


def test_a_long_body_comes_out_as_it_went_in_and_lies_on_the_disk_under_a_key_of_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What people say must not be found on the disk (docs/operate/tin-mat.md), not even while it is being received."""
    file, words = tmp_path / "spooled", b"ZQXKANARI noi kin voi xa. "

    monkeypatch.setattr(doorway, "TemporaryFile", lambda: file.open("w+b"))
    with Body(in_memory=100) as body:
        pieces = [words] * 3 + [words * 40, words]
        for piece in pieces:
            body.write(piece)
        body.to_be_read()
        assert body.read(10) + body.read() == b"".join(pieces)
    lying = file.read_bytes()
    assert len(lying) == len(b"".join(pieces)), "all of it, also what lay in memory first"
    assert b"ZQXKANARI" not in lying


def test_a_short_body_touches_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorway, "TemporaryFile", lambda: pytest.fail("a file was opened"))
    with Body() as body:
        body.write(b"noi kin" * 1000)
        body.to_be_read()
        assert body.read() == b"noi kin" * 1000
