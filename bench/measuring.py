"""CPU milliseconds of a WSGI request in this process: no socket, no client, so that only the program is measured."""

import io
import time
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

#: (method, address, cookies, body as a form)
Call = tuple[str, str, dict[str, str], str]


def environ(call: Call) -> dict:
    method, address, cookies, body = call
    parts = urlsplit(address)
    content = body.encode()
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def answer(application, call: Call) -> tuple[int, dict[str, str], bytes]:
    """One request: status, headers, body."""
    told: dict = {}

    def start(status, headers, *_):
        told["status"], told["headers"] = int(status.split()[0]), dict(headers)

    response = application(environ(call), start)
    body = b"".join(response)
    if hasattr(response, "close"):
        response.close()
    return told["status"], told["headers"], body


def cpu_of(calls: Sequence[Call], rounds: int, expected: Sequence[int] = (200, 302)) -> float:
    """The median CPU milliseconds of a call over the rounds, after a warm-up of five."""
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    for number in range(5):
        status = answer(application, calls[number % len(calls)])[0]
        if status not in expected:
            raise SystemExit(f"{calls[0][1]} answered {status}")
    times = []
    for number in range(rounds):
        call = calls[(number + 5) % len(calls)]
        start = time.process_time()
        answer(application, call)
        times.append((time.process_time() - start) * 1000)
    times.sort()
    return times[len(times) // 2]
