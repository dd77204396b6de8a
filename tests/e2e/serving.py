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
from datetime import datetime
from pathlib import Path
from threading import Event

from django.utils import timezone

_WAYS_IN = re.compile(r"\((\S+)\)\n\s+http://localhost:\d+(/can-bo/vao/\S+)")
_SAMPLE = re.compile(r"mã (\S+), mã bí mật (\S+)")
_OPEN = re.compile(r"đang mở tại http://localhost:(\d+)/")
#: Four looks a second for five minutes: loading takes ten seconds where nobody else works, and minutes where many do.
_LOOKS, _BETWEEN = 1200, 0.25
#: Where the file lies that puts a test's own clock into every process of the program.
_CLOCKWORK = Path(__file__).parent / "clockwork"


@dataclass(frozen=True)
class Served:
    """Where the demo is open, and what it printed: a way in for each officer, a receipt to try."""

    data: Path
    port: int
    ways_in: dict[str, str]
    code: str
    secret: str
    clock: Path | None = None

    def url(self, path: str) -> str:
        """The address of a page."""
        return f"http://localhost:{self.port}{path}"

    def way_in(self, login: str) -> str:
        """A one-use sign-in link: the printed one first, then fresh ones, as `vidan entry` prints them."""
        printed = self.ways_in.pop(login, "") if self.clock is None else ""  # a printed one does not live for days
        if printed:
            return self.url(printed)
        return self.run("entry", login, "--port", str(self.port)).strip()

    def run(self, *words: str) -> str:
        """A command of the program beside the server; what it said."""
        command = [sys.executable, "-m", "vidan.cli.main", *words]
        done = subprocess.run(command, env=environment(self.data, self.clock), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def set_clock(self, moment: datetime) -> None:
        """The program's clock shows this moment, and runs on from there."""
        assert self.clock is not None
        ahead = (moment - timezone.now()).total_seconds()
        self.clock.write_text(str(ahead), encoding="ascii")

    def forget_guesses(self) -> None:
        """The minute of the look-up's limit is over."""
        self._write("delete from vidan_cache where cache_key like '%lookup:%'")

    def slow_down(self, key: str) -> None:
        """The unit of a procedure finished next to nothing in the last four weeks."""
        self._write(f"update vidan_procedure set pace = 0.05 where key = '{key}'")

    def let_begin(self, meeting: str) -> None:
        """The hour of a meeting has come."""
        self._write(f"update vidan_meeting set starts_at = datetime('now', '-1 hour') where code = '{meeting}'")

    def let_end(self, opinions: str) -> None:
        """The last day of a round of opinions is over."""
        self._write(f"update vidan_opinionround set until_on = date('now', '-2 days') where code = '{opinions}'")

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


def environment(data: Path, clock: Path | None = None) -> dict[str, str]:
    """A machine that says nothing about us but the data folder, and speaks Vietnamese; its clock may be a test's."""
    unsaid = ("VIDAN_", "LC_", "LANG", "DJANGO_SETTINGS_MODULE", "CLOCK", "PYTHONPATH")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(unsaid)}
    timed = {"CLOCK": str(clock), "PYTHONPATH": str(_CLOCKWORK)} if clock else {}
    ours = {"VIDAN_DATA": str(data), "VIDAN_DEMO": "1", "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    return {**bare, **ours, **timed}


@contextmanager
def served_demo(data: Path, size: str = "small", now: datetime | None = None) -> Iterator[Served]:
    """Load a demo, serve it on a free port, and end it cleanly; `now`: with a clock that shows this and can be set."""
    log, clock = data.with_suffix(".log"), data.with_suffix(".clock") if now else None
    words = ["demo", "--size", size, "--port", "0", "--workers", "2"]
    if now and clock:
        clock.write_text(str((now - timezone.now()).total_seconds()), encoding="ascii")
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "vidan.cli.main", *words],
            env=environment(data, clock),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            port = _wait_until_open(process, log)
            said = log.read_text(encoding="utf-8")
            sample = _SAMPLE.search(said)
            assert sample, said
            yield Served(data, port, dict(_WAYS_IN.findall(said)), *sample.groups(), clock=clock)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=180)


def _wait_until_open(process: "subprocess.Popen[bytes]", log: Path) -> int:
    between = Event()
    for _ in range(_LOOKS):
        said = log.read_text(encoding="utf-8")
        named = _OPEN.search(said)
        if named and _healthy(int(named.group(1))):
            return int(named.group(1))
        assert process.poll() is None, said
        between.wait(_BETWEEN)
    raise AssertionError(f"not open after five minutes:\n{log.read_text(encoding='utf-8')}")


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/suc-khoe", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
