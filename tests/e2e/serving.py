"""The demo commune, served for a browser: one process of the real program, with a data folder of its own."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

_WAYS_IN = re.compile(r"\((\S+)\)\n\s+http://localhost:\d+(/can-bo/vao/\S+)")
_SAMPLE = re.compile(r"mã (\S+), mã bí mật (\S+)")
_OPEN = re.compile(r"đang mở tại http://localhost:(\d+)/")
#: Four looks a second for two minutes: loading takes ten seconds where nobody else works.
_LOOKS, _BETWEEN = 480, 0.25


@dataclass(frozen=True)
class Served:
    """Where the demo is open, and what it printed: a way in for each officer, a receipt to try."""

    data: Path
    port: int
    ways_in: dict[str, str]
    code: str
    secret: str

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://localhost:{self.port}{path}"

    def way_in(self, login: str) -> str:
        """A one-use sign-in link: the printed one first, then fresh ones, as `vidan entry` prints them."""
        printed = self.ways_in.pop(login, "")
        if printed:
            return self.url(printed)
        words = [sys.executable, "-m", "vidan.cli.main", "entry", login, "--port", str(self.port)]
        done = subprocess.run(words, env=environment(self.data), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def forget_guesses(self) -> None:
        """The minute of the look-up's limit is over."""
        self._write("delete from vidan_cache where cache_key like '%lookup:%'")

    def count(self, table: str) -> int:
        """How many rows a table holds."""
        return int(self.one(f"select count(*) from {table}"))

    def one(self, query: str, *values: object) -> str:
        """The first value that a query finds, or nothing."""
        with closing(sqlite3.connect(self.data / "vidan.sqlite3", timeout=30)) as database:
            row = database.execute(query, values).fetchone()
        return str(row[0]) if row else ""

    def _write(self, statement: str) -> None:
        with closing(sqlite3.connect(self.data / "vidan.sqlite3", timeout=30)) as database, database:
            database.execute(statement)


def environment(data: Path) -> dict[str, str]:
    """A machine that says nothing about us but the data folder, and speaks Vietnamese."""
    unsaid = ("VIDAN_", "LC_", "LANG", "DJANGO_SETTINGS_MODULE")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(unsaid)}
    return {**bare, "VIDAN_DATA": str(data), "VIDAN_DEMO": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


@contextmanager
def served_demo(data: Path, size: str = "small") -> Iterator[Served]:
    """Load a demo, serve it on a free port, and end it cleanly."""
    log = data.with_suffix(".log")
    words = ["demo", "--size", size, "--port", "0", "--workers", "2"]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "vidan.cli.main", *words],
            env=environment(data),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            port = _wait_until_open(process, log)
            said = log.read_text(encoding="utf-8")
            sample = _SAMPLE.search(said)
            assert sample, said
            yield Served(data, port, dict(_WAYS_IN.findall(said)), *sample.groups())
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _wait_until_open(process: "subprocess.Popen[bytes]", log: Path) -> int:
    between = Event()
    for _ in range(_LOOKS):
        said = log.read_text(encoding="utf-8")
        named = _OPEN.search(said)
        if named and _healthy(int(named.group(1))):
            return int(named.group(1))
        assert process.poll() is None, said
        between.wait(_BETWEEN)
    raise AssertionError(f"not open after two minutes:\n{log.read_text(encoding='utf-8')}")


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/suc-khoe", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
