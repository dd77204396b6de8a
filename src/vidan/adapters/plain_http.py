"""Asking another machine over HTTP: one request, one short answer, and never longer than told."""

import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

#: Longer answers are refused.
LONGEST = 1 << 24


class Unreachable(Exception):
    """No answer, or none that can be used; the text is a word for the log."""


@dataclass(frozen=True)
class Answer:
    """Status and body of an answer."""

    status: int
    body: bytes


def ask(
    address: str, body: bytes | None = None, *, seconds: float, longest: int = LONGEST, content_type: str = ""
) -> Answer:
    """GET an address, or POST a body to it; redirects are not followed. Raises Unreachable, also past `seconds`."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        raise Unreachable("address") from problem
    if parts.scheme not in ("http", "https") or not host:
        raise Unreachable("address")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(host, port, timeout=seconds)
    until = time.monotonic() + seconds
    try:
        headers = {"User-Agent": "vidan-ledger"} | ({"Content-Type": content_type} if content_type else {})
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        read = bytearray()
        while part := answer.read1(1 << 16):
            read += part
            if len(read) > longest or time.monotonic() > until:
                raise Unreachable("too long")
        return Answer(answer.status, bytes(read))
    except (OSError, HTTPException, ValueError) as problem:
        raise Unreachable(type(problem).__name__) from problem
    finally:
        connection.close()
