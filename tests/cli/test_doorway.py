"""The door of the web server: it waits for slow bodies while others are served, and hands over whole requests only."""

import io
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from vidan.cli.serving import AT_THE_DOOR
from vidan.config import doorway
from vidan.config.doorway import AT_ONCE, HEAVY, OF_ONE, SECONDS, Body, Doorway

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


class Silent:
    """A body of which nothing comes until it is told to."""

    def __init__(self) -> None:
        self.goes_on, self.began = threading.Event(), threading.Event()

    def read(self, size: int) -> bytes:
        self.began.set()
        assert self.goes_on.wait(30)
        return b"x" * size


def hold(door: Doorway, count: int, address: str) -> tuple[list[Silent], list[threading.Thread]]:
    """So many requests of one address whose bodies do not come."""
    bodies = [Silent() for _turn in range(count)]
    waiting = [
        threading.Thread(target=ask, args=(door, body), kwargs={"length": "5", "REMOTE_ADDR": address})
        for body in bodies
    ]
    for body, thread in zip(bodies, waiting, strict=True):
        thread.start()
        assert body.began.wait(30)
    return bodies, waiting


def let_go(bodies: list[Silent], waiting: list[threading.Thread]) -> None:
    for body in bodies:
        body.goes_on.set()
    for thread in waiting:
        thread.join(30)


def test_one_address_that_sends_nothing_keeps_no_other_out(desk: Desk) -> None:
    """Sixty-four threads once waited for one machine's silence, and the whole house stood still."""
    door = Doorway(desk, MOST)
    held = hold(door, OF_ONE, "198.51.100.7")
    status, content = ask(door, b"more", REMOTE_ADDR="198.51.100.7")
    assert status == "503 Service Unavailable"
    assert "những gì đã gõ vẫn còn" in content.decode()
    assert ask(door, b"quick", REMOTE_ADDR="198.51.100.8")[0] == "200 OK"
    assert ask(door, b"", REMOTE_ADDR="198.51.100.7")[0] == "200 OK"  # reading is open to everybody
    let_go(*held)
    assert ask(door, b"again", REMOTE_ADDR="198.51.100.7")[0] == "200 OK"


def test_many_addresses_that_send_nothing_leave_threads_for_whoever_only_reads(desk: Desk) -> None:
    assert OF_ONE < AT_ONCE < AT_THE_DOOR
    door = Doorway(desk, MOST)
    held = [hold(door, OF_ONE, f"198.51.100.{number}") for number in range(AT_ONCE // OF_ONE)]
    assert ask(door, b"more", REMOTE_ADDR="203.0.113.9")[0] == "503 Service Unavailable"
    assert ask(door, b"", REMOTE_ADDR="203.0.113.9")[0] == "200 OK"
    for group in held:
        let_go(*group)
    assert not door._waiting._of


def test_the_clock_is_looked_at_often_enough_for_a_body_of_a_few_bytes_a_second(desk: Desk) -> None:
    """granian gives a piece back only when it is whole: one of 64 KB at twenty bytes a second takes an hour."""
    asked: list[int] = []

    class Drip(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    ask(Doorway(desk, 100_000), Drip(b"x" * 90_000), length="90000")
    assert max(asked) / SECONDS < 20


def test_an_answer_that_must_not_tell_by_its_time_leaves_at_an_even_moment() -> None:
    """Whatever the desk needed, the line sees a whole tenth of a second, and never the header that asks for it."""
    left: list[float] = []
    for needed in (0.0, 0.004, 0.031, 0.099, 0.101, 0.25):
        now, told = [5.0], []

        def desk(environ: Any, start: Any, needed: float = needed, now: list[float] = now) -> Iterable[bytes]:
            now[0] += needed
            start("302 Found", [("Location", "/"), (settings.EVEN_HEADER, "100")])
            return [b""]

        def wait(seconds: float, now: list[float] = now) -> None:
            now[0] += seconds

        door = Doorway(desk, MOST, clock=lambda now=now: now[0], sleep=wait)
        environ = {"REQUEST_METHOD": "POST", "wsgi.input": io.BytesIO(b""), "CONTENT_LENGTH": "0"}
        list(door(environ, lambda status, headers, told=told: told.extend(headers)))
        assert told == [("Location", "/")]
        left.append(round((now[0] - 5.0) * 10, 6))
    assert left == [1, 1, 1, 1, 2, 3]


def test_other_answers_leave_at_once(desk: Desk) -> None:
    waited: list[float] = []
    ask(Doorway(desk, MOST, sleep=waited.append), b"ho so")
    assert waited == []


def test_whoever_opens_a_page_does_not_wait_for_somebodys_photo(desk: Desk) -> None:
    """Re-encoding a photo of twelve million pixels takes a second of the desk that serves it."""
    looked_at, begun = threading.Event(), threading.Event()

    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("CONTENT_TYPE"):
            begun.set()
            assert looked_at.wait(30)
        return desk(environ, start_response)

    door, photo, told = Doorway(application, 10 * HEAVY), b"x" * HEAVY, []
    form = {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
    sender = threading.Thread(target=lambda: told.append(ask(door, photo, **form)))
    sender.start()
    assert begun.wait(30)
    assert ask(door)[0] == "200 OK"
    assert ask(door, b"words", CONTENT_TYPE="")[0] == "200 OK"
    looked_at.set()
    sender.join(30)
    assert told == [("200 OK", b"xong roi")]
    assert len(desk.threads) == 2


@pytest.mark.parametrize(("form", "size"), [("multipart/form-data; boundary=x", 99), ("text/plain", HEAVY)])
def test_only_files_go_to_the_desk_beside(desk: Desk, form: str, size: int) -> None:
    door = Doorway(desk, 10 * HEAVY)
    ask(door, b"words")
    ask(door, b"x" * size, CONTENT_TYPE=form)
    assert len(desk.threads) == 1
