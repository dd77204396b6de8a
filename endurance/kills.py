"""Kill -9 at random moments: the web processes, their master, the worker, the publisher, the database server."""

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
        self.machine, self.server, self.chance = machine, server, dice(seed)
        self.killed = dict[str, int]()
        machine.start()
        self.office = Office(machine)

    def round(self, *, dossiers: int = 0, kills: int = 0, seconds: float = 600.0) -> list[str]:
        """Until so many more dossiers are acknowledged and so many more died; what is wrong afterwards."""
        most = len(self.office.acknowledged) + dossiers, sum(self.killed.values()) + kills
        stop = threading.Event()
        killer = threading.Thread(target=self._kill, args=(stop,), daemon=True)
        self.office.open()
        killer.start()
        until = time.monotonic() + seconds
        while not self._reached(most) and time.monotonic() < until:
            time.sleep(0.02)
        stop.set()
        killer.join(timeout=120)
        self.machine.power_off()
        self.office.close()
        found = problems(self.machine, self.office.acknowledged, self.office.checkpoints, leave_on=True)
        return found if self._reached(most) else [*found, f"only {self.figures()} in {seconds:.0f} s"]

    def _reached(self, most: tuple[int, int]) -> bool:
        return len(self.office.acknowledged) >= most[0] and sum(self.killed.values()) >= most[1]

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
    """On SQLite, in a copy of the template."""
    machine = Machine(copy(template, folder / "kills"))
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


def long(one: Siege, rounds: int) -> dict[str, object]:
    """So many rounds of kills, everything looked at after each; ends at the first that is wrong."""
    began, found = time.monotonic(), list[str]()
    for number in range(1, rounds + 1):
        found = one.round(dossiers=1, kills=EACH_ROUND, seconds=1800.0)
        print(f"  {number}/{rounds}: {told(one.figures())}", flush=True)
        if found:
            break
    return {**one.figures(), "seconds": round(time.monotonic() - began), "problems": found}
