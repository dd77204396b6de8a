"""The real program on a data folder: started, killed, asked, as an office's machine would be."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

READY_WITHIN = 90.0
VIDAN = [sys.executable, "-m", "vidan.cli.main"]


def environment(data: Path, more: Mapping[str, str] = {}) -> dict[str, str]:
    """A machine that says nothing about us but the data folder."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("VIDAN_", "LC_", "LANG"))}
    bare.pop("DJANGO_SETTINGS_MODULE", None)
    return {**bare, "VIDAN_DATA": str(data), "VIDAN_DEMO": "1", "PYTHONUNBUFFERED": "1", **more}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Machine:
    """One installation and the processes that serve it, all in one process group of their own."""

    def __init__(self, data: Path, port: int = 0, more: Mapping[str, str] = {}, before: Sequence[str] = ()) -> None:
        self.data, self.port, self.more, self.before = data, port or free_port(), dict(more), list(before)
        self.process: subprocess.Popen[bytes] | None = None
        self.log = data.with_suffix(".log")
        self._groups: set[int] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Serve; returns the seconds until pages came. Raises RuntimeError when they never do."""
        began = time.monotonic()
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*self.before, *VIDAN, "serve", "--port", str(self.port), "--workers", "2"],
                env=environment(self.data, self.more),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        while time.monotonic() - began < READY_WITHIN:
            if self.healthy():
                return time.monotonic() - began
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"not open: {self.log.read_text(encoding='utf-8', errors='replace')[-800:]}")

    def healthy(self) -> bool:
        """Does a page come?"""
        try:
            with urllib.request.urlopen(f"{self.address}/suc-khoe", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def processes(self) -> dict[str, list[int]]:
        """The living processes: `watch` (vidan serve), `master` and `web` (granian), `worker`."""
        found: dict[str, list[int]] = {"watch": [], "master": [], "web": [], "worker": []}
        if self.process is None:
            return found
        living = _living()
        self._groups |= {self.process.pid} | {pid for pid, (parent, _) in living.items() if parent == self.process.pid}
        for pid, (_parent, group) in living.items():
            if group in self._groups:
                web = b"granian" in _command(pid)
                kind = ("master" if pid == group else "web") if web else "worker"
                found["watch" if pid == self.process.pid else kind].append(pid)
        return found

    def everything(self) -> list[int]:
        """Every process of the machine, orphans too."""
        return [pid for pids in self.processes().values() for pid in pids]

    def kill(self, pids: Sequence[int], how: int = signal.SIGKILL) -> None:
        """Send a signal to some of our own processes."""
        for pid in pids:
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                continue

    def power_off(self) -> None:
        """Everything dies at once."""
        until = time.monotonic() + 20
        while (pids := self.everything()) and time.monotonic() < until:
            self.kill(pids)
            if self.process is not None:
                self.process.poll()
            time.sleep(0.05)
        if self.process is not None:
            self.process.wait(timeout=20)
        self.process, self._groups = None, set()

    def say(self, *words: str, seconds: float = 120.0) -> "subprocess.CompletedProcess[str]":
        """A command of ours on this data folder."""
        return subprocess.run(
            [*VIDAN, *words], env=environment(self.data, self.more), capture_output=True, text=True, timeout=seconds
        )

    def publisher(self) -> "subprocess.Popen[bytes]":
        """A publisher at work, to be killed."""
        quiet = subprocess.DEVNULL
        words = [*VIDAN, "ledger", "publish", "--now"]
        return subprocess.Popen(words, env=environment(self.data, self.more), stdout=quiet, stderr=quiet)


def demo(folder: Path, more: Mapping[str, str] = {}) -> Path:
    """A small demo commune, loaded once."""
    data, ready = folder / "template", folder / "template.ready"
    if not ready.exists():  # what was stopped half way is gone on with
        machine = Machine(data, more=more)
        done = machine.say("demo", "--no-serve", "--size", "small", seconds=600)
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        ready.touch()
    return data


def copy(template: Path, to: Path) -> Path:
    """A data folder of one's own."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(template, to)
    return to


def told(figures: Mapping[str, object]) -> str:
    """A line of figures."""
    return json.dumps(figures, ensure_ascii=False)


def dice(seed: int) -> random.Random:
    """The same moments again for the same seed."""
    return random.Random(seed)


def _living() -> dict[int, tuple[int, int]]:
    """Every process with its parent and its group; those that only wait to be buried are left out."""
    found = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                stat = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if stat[0] != "Z":
                found[int(path.name)] = (int(stat[1]), int(stat[2]))
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
