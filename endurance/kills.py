"""Kill -9 at random moments: the web processes, their master, the worker, the publisher."""

import os
import sys
import threading
import time
from pathlib import Path

from endurance.checking import problems
from endurance.clerk import Office
from endurance.machine import Machine, copy, dice


def round_of_kills(template: Path, folder: Path, count: int, seed: int) -> dict[str, object]:
    """Dossiers until `count` are acknowledged while processes die; the figures, and what is wrong afterwards."""
    machine = Machine(copy(template, folder / "kills"))
    machine.start()
    office = Office(machine)
    stop, kills = threading.Event(), dict[str, int]()
    killer = threading.Thread(target=_killer, args=(machine, seed, stop, kills), daemon=True)
    office.open()
    killer.start()
    began = time.monotonic()
    try:
        office.wait_for(count)
    finally:
        stop.set()
        killer.join(timeout=120)
        machine.power_off()
        office.close()
    seconds = time.monotonic() - began
    found = problems(machine, office.acknowledged, office.checkpoints)
    return {
        "acknowledged": len(office.acknowledged),
        "kills": sum(kills.values()),
        **kills,
        "torn answers": office.torn,
        "checkpoints seen": len(office.checkpoints),
        "seconds": round(seconds, 1),
        "problems": found,
    }


def _killer(machine: Machine, seed: int, stop: threading.Event, kills: dict[str, int]) -> None:
    chance = dice(seed)
    while not stop.is_set():
        publisher = machine.publisher()
        if stop.wait(chance.uniform(0.2, 5.0)):
            publisher.kill()
            publisher.wait()
            return
        victim = chance.choice(["web", "web", "web", "worker", "worker", "publisher", "publisher", "master"])
        if victim == "publisher":
            publisher.kill()
        else:
            pids = machine.processes()[victim]
            machine.kill(chance.sample(pids, 1) if pids else [])
        publisher.wait()
        kills[victim] = kills.get(victim, 0) + 1
        if sys.stderr.isatty() or "VIDAN_TALK" in os.environ:
            print(f"· {victim} -9", file=sys.stderr, flush=True)
        if victim == "master" or not machine.healthy():
            _start_again(machine, stop)


def _start_again(machine: Machine, stop: threading.Event) -> None:
    """As the machine's owner would: the master's fall ends the server with its reason, and it is started anew."""
    for _ in range(50):
        if machine.healthy():
            return
        if not machine.processes()["watch"]:
            break
        if stop.wait(0.1):
            return
    machine.power_off()
    machine.start()
