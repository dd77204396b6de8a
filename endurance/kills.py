"""Kill -9 at random moments: the web processes, their master, the worker, the publisher, the database server."""

import json
import math
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from endurance.checking import problems
from endurance.clerk import Office
from endurance.machine import Machine, copy, demo, dice, told
from endurance.postgres import Server

_VICTIMS = ("web", "web", "web", "worker", "worker", "publisher", "publisher", "master")
#: Kills between two looks at everything, in the long form.
EACH_ROUND = 20


class Siege:
    """A machine, its clerks, and somebody who kills; whatever was acknowledged in any round must always be there."""

    def __init__(self, machine: Machine, seed: int, server: Server | None = None) -> None:
        self.machine, self.server = machine, server
        #: What is known after each round, so that a programme of a thousand kills can be stopped and gone on with.
        self.notes = machine.data.with_suffix(".json")
        known = json.loads(self.notes.read_text("utf-8")) if self.notes.exists() else {}
        self.killed: dict[str, int] = known.get("killed", {})
        self.chance = dice(seed + sum(self.killed.values()))  # other moments than those of the goes before
        machine.start()
        self.office = Office(machine)
        self.office.acknowledged += known.get("acknowledged", [])
        self.office.checkpoints |= {one.encode() for one in known.get("checkpoints", [])}

    def round(self, *, dossiers: int = 0, kills: int = 0, seconds: float = 600.0) -> list[str]:
        """Until so many more dossiers are acknowledged and so many more died; what is wrong afterwards."""
        most = len(self.office.acknowledged) + dossiers, sum(self.killed.values()) + kills
        stop = threading.Event()
        killer = threading.Thread(target=self._kill, args=(stop,), daemon=True)
        self.office.open()
        killer.start()
        until = time.monotonic() + seconds
        try:
            while not self._reached(most) and time.monotonic() < until:
                time.sleep(0.02)
        finally:  # who stops us must not leave a killer behind that starts the machine again
            stop.set()
            killer.join(timeout=120)
        self.machine.power_off()
        self.office.close()
        found = problems(self.machine, self.office.acknowledged, self.office.checkpoints, leave_on=True)
        return found if self._reached(most) else [*found, f"only {self.figures()} in {seconds:.0f} s"]

    def _reached(self, most: tuple[int, int]) -> bool:
        return len(self.office.acknowledged) >= most[0] and sum(self.killed.values()) >= most[1]

    def note(self) -> None:
        """Keep what was acknowledged and seen for a later go; whole or not at all."""
        seen = sorted(one.decode() for one in self.office.checkpoints)
        known = {"killed": self.killed, "acknowledged": self.office.acknowledged, "checkpoints": seen}
        half = self.notes.with_suffix(".half")
        half.write_text(json.dumps(known), "utf-8")
        half.replace(self.notes)

    def figures(self) -> dict[str, object]:
        """What happened so far."""
        return {
            "acknowledged": len(self.office.acknowledged),
            "kills": sum(self.killed.values()),
            **self.killed,
            "torn answers": self.office.torn,
            "checkpoints seen": len(self.office.checkpoints),
        }

    def _kill(self, stop: threading.Event) -> None:
        victims = (*_VICTIMS, "database", "database") if self.server else _VICTIMS
        while not stop.is_set():
            publisher = self.machine.publisher()
            late = stop.wait(self.chance.uniform(0.2, 5.0))
            victim = "publisher" if late else self.chance.choice(victims)
            if victim == "publisher":
                publisher.kill()
            elif victim == "database" and self.server:
                self.server.kill()
                self.server.start()
            else:
                pids = self.machine.processes()[victim]
                self.machine.kill(self.chance.sample(pids, 1) if pids else [])
            publisher.wait()
            if late:
                return
            self.killed[victim] = self.killed.get(victim, 0) + 1
            if sys.stderr.isatty() or "VIDAN_TALK" in os.environ:
                print(f"· {victim} -9", file=sys.stderr, flush=True)
            if victim == "master" or not self.machine.healthy():
                self._start_again(stop)

    def _start_again(self, stop: threading.Event) -> None:
        """As the owner would: the master's fall ends the server with its reason, and it is started anew."""
        for _ in range(50):
            if self.machine.healthy():
                return
            if not self.machine.processes()["watch"]:
                break
            if stop.wait(0.1):
                return
        self.machine.power_off()
        self.machine.start()


@contextmanager
def siege(template: Path, folder: Path, seed: int) -> Iterator[Siege]:
    """On SQLite, in a copy of the template, or where an earlier go in the same folder stopped."""
    data = folder / "kills"
    machine = Machine(data if data.with_suffix(".json").exists() else copy(template, data))
    try:
        yield Siege(machine, seed)
    finally:
        machine.power_off()


@contextmanager
def siege_of_postgres(folder: Path, seed: int) -> Iterator[Siege]:
    """On a PostgreSQL server of its own, which is killed as well."""
    server = Server(folder / "postgres")
    there = {"VIDAN_DATABASE": server.url}
    machine = Machine(folder / "kills-postgres" / "template", more=there)
    try:
        demo(folder / "kills-postgres", there)
        yield Siege(machine, seed, server)
    finally:
        machine.power_off()
        server.stop()


def long(one: Siege, rounds: int, until: float = math.inf) -> dict[str, object]:
    """So many rounds of kills, those of earlier goes among them, everything looked at after each.

    Ends at the first that is wrong, and after the round in which the clock (`time.monotonic`) passes `until`.
    """
    began, found = time.monotonic(), list[str]()
    while (done := sum(one.killed.values()) // EACH_ROUND) < rounds and not found and time.monotonic() < until:
        found = one.round(dossiers=1, kills=EACH_ROUND, seconds=1800.0)
        print(f"  {done + 1}/{rounds}: {told(one.figures())}", flush=True)
        if not found:
            one.note()
    return {**one.figures(), "seconds": round(time.monotonic() - began), "problems": found}
