"""The door that granian opens: bodies are read while others are served, Django works at one desk.

Each process runs Django in one thread, with one database connection (that is what SQLite likes best). If that
thread also waited for bodies, a few photos sent over a slow line would shut the whole house. So many threads wait at
the door, each for one request's body, and hand it over only when it lies there whole.

granian gives back a piece of a body only when the whole piece is there, so nobody can be hurried who sends nothing:
how many may be waited for is limited instead, in all and of one address, and some threads always serve who only reads.

A form with files (pictures to be looked at, lists to be read) goes to a second desk of its own: a photo of twelve
million pixels takes a second, and whoever opens a page meanwhile does not wait for it.

What a long body says never lies on a disk in the clear: there it stands under a key that only this process knows and
that is gone with the request.
"""

import io
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryFile
from types import SimpleNamespace
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20
from django.conf import settings
from django.http.request import HttpHeaders

from vidan.config.wsgi import application as django
from vidan.web.public.limits import client_address

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: A body that takes longer than this is given up; on the slowest line a photo of 5 MB takes about that long.
SECONDS = 180.0
#: So small that a body of a few bytes a second is given up too: after every piece the clock is looked at.
_PIECE = 2_048
#: A form with files as large as this goes to the desk beside.
HEAVY = 100_000
#: So many bodies are waited for at once, in all and of one address, in each process (of serving.AT_THE_DOOR threads).
AT_ONCE, OF_ONE = 48, 16
_IN_MEMORY = 1_000_000
_REFUSED: dict[str, str] = {
    "400 Bad Request": "Yêu cầu gửi lên bị đứt giữa chừng. Xin thử lại.",
    "503 Service Unavailable": "Nhiều người đang gửi cùng lúc. Xin chờ một phút rồi quay lại trang trước, bấm gửi lần "
    "nữa; những gì đã gõ vẫn còn ở đó.",
    "408 Request Timeout": "Đường truyền chậm quá nên máy chưa nhận đủ. Xin thử lại, hoặc gửi ảnh nhỏ hơn.",
}


class Body(io.RawIOBase):
    """A request's body: written once from end to end, then read once. Short ones lie in memory, long ones in a file
    that has no name, under ChaCha20 with a key of their own (RFC 8439)."""

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        super().__init__()
        self._most, self._size = in_memory, 0
        self._kept: IO[bytes] = io.BytesIO()
        self._cipher: Cipher[None] | None = None
        self._stream: CipherContext | None = None

    def write(self, piece: Any) -> int:
        """Take the next piece in."""
        if self._cipher is None and self._size + len(piece) > self._most:
            self._move_out()
        self._kept.write(self._stream.update(piece) if self._stream is not None else piece)
        self._size += len(piece)
        return len(piece)

    def _move_out(self) -> None:
        """It grew too long for memory."""
        self._cipher = Cipher(ChaCha20(secrets.token_bytes(32), secrets.token_bytes(16)), mode=None)
        self._stream, so_far = self._cipher.encryptor(), self._kept
        self._kept = TemporaryFile()  # noqa: SIM115 - closed with the body
        self._kept.write(self._stream.update(so_far.getvalue()))  # type: ignore[attr-defined]
        so_far.close()

    def to_be_read(self) -> None:
        """All is here: from the beginning."""
        self._kept.seek(0)
        self._stream = self._cipher.decryptor() if self._cipher is not None else None

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, room: Any) -> int:
        """The next bytes, as plain as they came."""
        piece = self._kept.read(len(room))
        room[: len(piece)] = self._stream.update(piece) if self._stream is not None else piece
        return len(piece)

    def close(self) -> None:
        """The file goes, and the key with it."""
        self._kept.close()
        self._cipher = self._stream = None
        super().close()


class Waiting:
    """Whose bodies are waited for just now, by address: in memory, and no longer than the body takes to come."""

    def __init__(self, at_once: int = AT_ONCE, of_one: int = OF_ONE) -> None:
        self._at_once, self._of_one = at_once, of_one
        self._lock, self._of = threading.Lock(), Counter[str]()

    def begin(self, address: str) -> bool:
        """Whether there is room for one more; then `end` must follow."""
        with self._lock:
            if self._of.total() >= self._at_once or self._of[address] >= self._of_one:
                return False
            self._of[address] += 1
            return True

    def end(self, address: str) -> None:
        """It came, or was given up."""
        with self._lock:
            self._of[address] -= 1
            self._of += Counter()  # addresses with nothing left are forgotten


def _who(environ: Environ) -> str:
    """The address a request comes from, as the quotas tell addresses apart."""
    return client_address(SimpleNamespace(META=environ, headers=HttpHeaders(environ)))


class Doorway:
    """A WSGI application that hands whole requests to another one, one at a time at each of its two desks.

    A body beyond `most` bytes is not read on: the application refuses it by the length it is told.
    """

    def __init__(
        self,
        application: Application,
        most: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,  # noqa: TID251 - to wait is what it is for
    ) -> None:
        self._application, self._most, self._clock, self._sleep = application, most, clock, sleep
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._beside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beside")
        self._waiting = Waiting()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") in (None, "", "0") and "HTTP_TRANSFER_ENCODING" not in environ:
            return self._at_the_desk(environ, start_response)
        with Body() as body:
            refusal = self._receive(environ, body)
            if refusal:
                return _refuse(refusal, start_response)
            return self._at_the_desk(environ, start_response)

    def _receive(self, environ: Environ, body: Body) -> str:
        """Wait for the body where there is room to wait; the status line of a refusal, or an empty text."""
        address = _who(environ)
        if not self._waiting.begin(address):
            return "503 Service Unavailable"
        try:
            return self._take(environ, body)
        finally:
            self._waiting.end(address)

    def _take(self, environ: Environ, body: Body) -> str:
        """Read the body and put it in the request; the status line of a refusal, or an empty text."""
        told = environ.get("CONTENT_LENGTH") or ""
        length = int(told) if told.isdecimal() else None
        size, until = 0, self._clock() + SECONDS
        if length is None or length <= self._most:
            wanted = self._most + 1 if length is None else length
            while size < wanted and (piece := environ["wsgi.input"].read(min(_PIECE, wanted - size))):
                size += body.write(piece)
                if self._clock() > until:
                    return "408 Request Timeout"
            if length is not None and size < length:
                return "400 Bad Request"
        body.to_be_read()
        environ["wsgi.input"] = body
        environ["CONTENT_LENGTH"] = str(size if length is None else length)
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        return ""

    def _at_the_desk(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        since = self._clock()
        desk = self._beside if _heavy(environ) else self._desk
        status, headers, content = desk.submit(self._serve, environ).result()
        even = [int(value) / 1000 for name, value in headers if name == settings.EVEN_HEADER]
        if even:  # the desk serves others meanwhile
            self._sleep(even[0] - (self._clock() - since) % even[0])
            headers = [header for header in headers if header[0] != settings.EVEN_HEADER]
        start_response(status, headers)
        return [content]

    def _serve(self, environ: Environ) -> tuple[str, Headers, bytes]:
        told: list[Any] = []

        def start(status: str, headers: Headers, _problem: Any = None) -> None:
            told[:] = [status, headers]

        answer = self._application(environ, start)
        try:
            content = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()  # here Django lets go of what the request held, in the thread that held it
        status, headers = told
        return status, headers, content


def _heavy(environ: Environ) -> bool:
    """Whether files came along that take a while to be looked at."""
    told = environ.get("CONTENT_LENGTH") or "0"
    form = str(environ.get("CONTENT_TYPE", "")).lower().startswith("multipart/form-data")
    return form and told.isdecimal() and int(told) >= HEAVY


def _refuse(status: str, start_response: StartResponse) -> Iterable[bytes]:
    content = _REFUSED[status].encode()
    start_response(
        status,
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(content))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Connection", "close"),
            *([("Retry-After", "60")] if status.startswith("503") else []),
        ],
    )
    return [content]


application = Doorway(django, settings.UPLOAD_LIMIT_BYTES + 1_000_000)
