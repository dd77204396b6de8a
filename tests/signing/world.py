"""The outside world of a signature on the loopback: time stamps by openssl (RFC 3161), OCSP and a revocation list."""

import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from tests.signing.authority import Authority, as_pem

_CONFIGURATION = """
[tsa]
default_tsa = own
[own]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"

    def do_GET(self) -> None:
        self._answer("application/pkix-crl", self.server.authority.crl())

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/ocsp":
            self._answer("application/ocsp-response", self.server.authority.ocsp_answer(asked))
        else:
            self._answer("application/timestamp-reply", self.server.stamp(asked))

    def _answer(self, kind: str, content: bytes) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """A test's own server says nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    authority: Authority
    folder: Path

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self._one = threading.Lock()

    def stamp(self, asked: bytes) -> bytes:
        """openssl's own answer to a request for a time stamp."""
        with self._one:
            (self.folder / "asked.tsq").write_bytes(asked)
            subprocess.run(
                ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "asked.tsq", "-signer", "tsa.pem",
                 "-inkey", "tsa.key", "-chain", "ca.pem", "-out", "answer.tsr"],
                cwd=self.folder, check=True, capture_output=True,
            )  # fmt: skip
            return (self.folder / "answer.tsr").read_bytes()


class World:
    """Where a signing office asks; `asked`: the paths that were asked so far."""

    def __init__(self, server: _Server, folder: Path) -> None:
        self.address = f"http://127.0.0.1:{server.server_port}"
        self.stamp_server = f"{self.address}/tsa"
        self.asked = server.asked
        self.authority = Authority(folder, self.address)
        key, certificate = self.authority.stamping
        (folder / "tsa.key").write_bytes(as_pem(key))
        (folder / "tsa.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
        (folder / "tsa.cnf").write_text(_CONFIGURATION.format(folder=folder))
        (folder / "serial").write_text("01\n")
        server.authority, server.folder = self.authority, folder


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """A world that answers as long as it is needed."""
    server = _Server()
    made = World(server, folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
