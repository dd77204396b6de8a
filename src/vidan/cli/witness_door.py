"""The small server of a witness: `POST /add-checkpoint` as c2sp.org/tlog-witness says, and a page for people.

Standard library only. One request is short, one answer shorter: whatever is slow, large or strange is sent away.
"""

import ssl
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from vidan.adapters.signing.ed25519 import Ed25519Signer
from vidan.adapters.witness_store import WitnessStore
from vidan.domain.errors import Refused
from vidan.domain.ledger import cosignature, note
from vidan.domain.ledger.checkpoint import SignedCheckpoint, parse_text
from vidan.domain.ledger.witness import PLAIN_TYPE

#: A request is a proof of at most 63 hashes and a checkpoint with its signatures.
LONGEST_REQUEST = 1 << 16
SECONDS = 10.0
AT_ONCE = 32
Tell = Callable[[str], None]


class WitnessServer(ThreadingHTTPServer):
    """Answers logs, some at a time; the rest wait in the kernel's queue."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], store: WitnessStore, signer: Ed25519Signer, tell: Tell) -> None:
        self.store, self.signer, self.tell = store, signer, tell
        self._room = threading.BoundedSemaphore(AT_ONCE)
        super().__init__(address, _Door)

    def process_request(self, request: Any, client_address: Any) -> None:
        """One more thread, once there is room."""
        self._room.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """The thread's work; whatever happens, its room is free afterwards."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is nobody's fault."""

    def cosign(self, accepted: SignedCheckpoint) -> str:
        """The cosignature line over a checkpoint that is stored."""
        line = cosignature.cosign(accepted.note.text, self.signer, int(time.time())).line
        self.tell(f"+ {accepted.checkpoint.paper}")
        return f"{line}\n"


class _Door(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "vidan-witness"
    sys_version = ""
    timeout = SECONDS
    server: WitnessServer

    def do_POST(self) -> None:
        """`add-checkpoint`, and nothing else."""
        body = self._body()
        if body is None:
            return
        if self.path != "/add-checkpoint":
            self._answer(404, "404\n")
            return
        try:
            answer = self.server.store.add(body, self.server.cosign)
        except (OSError, Refused) as problem:  # nothing was stored, so nothing is cosigned
            self.server.tell(f"! {problem}")
            self._answer(500, "500\n")
            return
        if answer.conflict is not None:
            self.server.tell(f"!! {answer.status}: {self.server.store.folder / 'conflicts'}")
        self._answer(answer.status, answer.body, answer.content_type)

    def do_GET(self) -> None:
        """The list of logs for people; each log's newest cosigned checkpoint for programs."""
        origins = {sha256(origin.encode()).hexdigest(): origin for origin in self.server.store.logs()}
        if self.path == "/":
            self._answer(200, self._page(origins))
            return
        found = self.server.store.latest(origins.get(self.path.removeprefix("/").removesuffix("/checkpoint"), ""))
        if found is None or not self.path.endswith("/checkpoint"):
            self._answer(404, "404\n")
        else:
            self._answer(200, found.decode())

    def _page(self, origins: dict[str, str]) -> str:
        lines = [str(self.server.signer.verifier_key), ""]
        for name, origin in sorted(origins.items(), key=lambda item: item[1]):
            data = self.server.store.latest(origin)
            lines.append(parse_text(note.parse(data).text).paper if data else f"{origin} -")
            lines.append(f"  /{name}/checkpoint")
        return "\n".join(lines) + "\n"

    def _body(self) -> bytes | None:
        """The request's body; None after an answer that says why it was not read."""
        told = self.headers.get("Content-Length", "")
        if not (told.isascii() and told.isdigit()) or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self._answer(411, "411\n")
            return None
        if int(told) > LONGEST_REQUEST:
            self.close_connection = True
            self._answer(413, "413\n")
            return None
        return self.rfile.read(int(told))

    def _answer(self, status: int, text: str, content_type: str = PLAIN_TYPE) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Who asked is not kept."""


def with_tls(server: WitnessServer, certificate: Path, key: Path) -> None:
    """Speak https by oneself, where no other server stands in front."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
