"""The server and its worker as two children that live and stop together.

granian serves (Django works in one thread of each process: vidan.config.doorway), `vidan worker` does the errands.
This process only watches: a worker that fell is started again, a server that fell ends everything with its reason.
"""

import ctypes
import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from vidan.cli.words import _, complain, say

USUAL_PORT = 8000
#: Threads of each process that wait for bodies; only one at a time works (vidan.config.doorway).
AT_THE_DOOR = 64
#: How many ports after the usual one are tried when nobody asked for a certain one.
_TRIED = 20
_READY_WITHIN = 60.0
_STOP_WITHIN = 20.0
_PR_SET_PDEATHSIG = 1


class PortTaken(Exception):
    """Somebody else listens there."""


def choose_port(host: str, wanted: int | None) -> int:
    """The port to listen on: the wanted one (0: any), or the first free one from the usual port on."""
    if wanted is not None:
        return _probe(host, wanted)
    for port in range(USUAL_PORT, USUAL_PORT + _TRIED):
        try:
            return _probe(host, port)
        except PortTaken:
            say(_("! Cổng {port} đang có chương trình khác dùng, thử cổng kế tiếp").format(port=port))
    return _probe(host, 0)


def _probe(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(1)
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise PortTaken(port) from None
            raise
        chosen: int = listener.getsockname()[1]
        return chosen


def server_command(host: str, port: int, workers: int, certificate: str = "", key: str = "") -> list[str]:
    """How granian is started."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", str(AT_THE_DOOR)]
    command += ["--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "error"]
    if certificate:
        command += ["--ssl-certificate", certificate, "--ssl-keyfile", key]
    return [*command, "vidan.config.doorway:application"]


def worker_command() -> list[str]:
    """How the worker is started."""
    return [sys.executable, "-m", "vidan.cli.main", "worker"]


def _die_with_parent() -> None:
    """Linux: when this process is killed hard, its children are told to stop too."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Crew:
    """The children and the wish to stop."""

    server: Sequence[str]
    worker: Sequence[str]
    environment: Mapping[str, str]
    stopping: bool = False
    children: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one of the two, in a session of its own: the terminal's Ctrl-C is for us to hand on."""
        command = self.server if name == "server" else self.worker
        self.children[name] = subprocess.Popen(
            list(command),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            start_new_session=os.name != "nt",
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Signal handler."""
        self.stopping = True

    def run(self, host: str, port: int, greet: Callable[[], None]) -> int:
        """Serve until asked to stop; 0 after a wish, the server's own code after its fall."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self.ask_to_stop)
        try:
            self.start("server")
            if self._answers(host, port):
                self.start("worker")
                greet()
            return self._watch()
        finally:
            self._end()

    def _answers(self, host: str, port: int) -> bool:
        target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
        until = time.monotonic() + _READY_WITHIN
        while not self.stopping and time.monotonic() < until and self.children["server"].poll() is None:
            try:
                socket.create_connection((target, port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _watch(self) -> int:
        falls = 0
        while not self.stopping:
            code = self.children["server"].poll()
            if code is not None:
                complain(_("✗ Máy chủ web đã dừng ngoài ý muốn (mã {code}). Xem các dòng phía trên.").format(code=code))
                return code if code > 0 else 1
            if "worker" in self.children and self.children["worker"].poll() is not None:
                falls += 1
                complain(_("! Phần làm việc nền đã dừng, mở lại (lần {count})").format(count=falls))
                self._pause(min(2.0**falls, 60.0))
                self.start("worker")
            self._pause(0.5)
        return 0

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(min(0.2, seconds))

    def _end(self) -> None:
        for child in self.children.values():
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + _STOP_WITHIN
        for child in self.children.values():
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
            _end_orphans(child.pid)


def _end_orphans(group: int) -> None:
    """What a child left behind when it was killed hard: its own children would go on serving, and hold the port."""
    if os.name == "nt":
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def clean_environment() -> dict[str, str]:
    """Our environment without settings of granian that somebody may have lying about."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GRANIAN_")}


def fingerprint(files: Sequence[tuple[str, Path]]) -> str:
    """Names, sizes and times of files: enough to see that something changed."""
    return "\n".join(f"{name} {path.stat().st_size} {path.stat().st_mtime_ns}" for name, path in sorted(files))
