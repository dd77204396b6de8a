"""The door that granian opens: bodies are read while others are served, Django works at one desk.

Each process runs Django in a single thread, with a single database connection (that is what SQLite likes best). If that
thread also waited for bodies, a few photos sent over a slow line would shut the whole house. So many threads wait at
the door, each for one request's body, and hand it over only when it lies there whole.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.conf import settings

from vidan.config.wsgi import application as django

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: A body that takes longer than this is given up; on the slowest line a photo of 5 MB takes about that long.
SECONDS = 180.0
_PIECE = 65_536
_IN_MEMORY = 1_000_000
_REFUSED: dict[str, str] = {
    "400 Bad Request": "Yêu cầu gửi lên bị đứt giữa chừng. Xin thử lại.",
    "408 Request Timeout": "Đường truyền chậm quá nên máy chưa nhận đủ. Xin thử lại, hoặc gửi ảnh nhỏ hơn.",
}


class Doorway:
    """A WSGI application that hands whole requests to another one, one at a time.

    A body beyond `most` bytes is not read on: the application refuses it by the length it is told.
    """

    def __init__(self, application: Application, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._application, self._most, self._clock = application, most, clock
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") in (None, "", "0") and "HTTP_TRANSFER_ENCODING" not in environ:
            return self._at_the_desk(environ, start_response)
        with SpooledTemporaryFile(_IN_MEMORY) as body:
            refusal = self._take(environ, body)
            if refusal:
                return _refuse(refusal, start_response)
            return self._at_the_desk(environ, start_response)

    def _take(self, environ: Environ, body: IO[bytes]) -> str:
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
        body.seek(0)
        environ["wsgi.input"] = body
        environ["CONTENT_LENGTH"] = str(size if length is None else length)
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        return ""

    def _at_the_desk(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        status, headers, content = self._desk.submit(self._serve, environ).result()
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
        ],
    )
    return [content]


application = Doorway(django, settings.UPLOAD_LIMIT_BYTES + 1_000_000)
