"""Power cuts on a real ext4: the file system is shut down under the running server, and mounted again.

The quick way of the programme's quality goals: everything is stopped (so that no answer races the cut), what was
acknowledged is read, the ext4 shutdown ioctl throws away what was not flushed, then unmount, mount, start. Needs root
and a loop device.
"""

import fcntl
import os
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from endurance.checking import database, ledger, problems
from endurance.clerk import Office
from endurance.machine import Machine, copy, dice

#: _IOR('X', 125, __u32), value 2: no flush of the journal.
SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2
SIZE = 400 << 20


def possible(folder: Path) -> str:
    """Why this machine cannot do it; empty when it can."""
    if os.geteuid() != 0:
        return "not root"
    if shutil.which("mkfs.ext4") is None:
        return "no mkfs.ext4 (apt install e2fsprogs)"
    try:
        with disk(folder / "try") as place:
            place.mount()
            place.cut()
    except (OSError, subprocess.CalledProcessError) as problem:
        return f"no loop device or no shutdown ioctl ({problem})"
    return ""


class Disk:
    """A small ext4 in a file, with a place to mount it at."""

    def __init__(self, image: Path, point: Path) -> None:
        self.image, self.point, self.mounted = image, point, False

    def mount(self) -> None:
        """Mount; the journal is replayed as after a real cut."""
        _run("mount", "-o", "loop", str(self.image), str(self.point))
        self.mounted = True

    def cut(self) -> None:
        """The power goes: nothing that was not flushed reaches the disk. Then unmount."""
        descriptor = os.open(self.point, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(descriptor)
        self.unmount()

    def unmount(self) -> None:
        """Let go of the disk, once nobody holds a file of it."""
        for _ in range(100):
            if subprocess.run(["umount", str(self.point)], capture_output=True).returncode == 0:
                break
            time.sleep(0.1)
        else:
            raise OSError(f"{self.point} stays busy")
        self.mounted = False


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """A fresh disk, gone afterwards."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "disk").mkdir(parents=True)
    image = folder / "image"
    with image.open("wb") as out:
        out.truncate(SIZE)
    _run("mkfs.ext4", "-q", "-F", str(image))
    made = Disk(image, folder / "disk")
    try:
        yield made
    finally:
        if made.mounted:
            made.unmount()
        shutil.rmtree(folder, ignore_errors=True)


def cuts(template: Path, folder: Path, rounds: int, seed: int) -> dict[str, object]:
    """So many power cuts one after another on the same disk; tables and log are looked at after each."""
    chance, acknowledged, checkpoints, found = dice(seed), list[str](), set[bytes](), list[str]()
    slowest, done = 0.0, 0
    with disk(folder / "power") as place:
        place.mount()
        machine = Machine(copy(template, place.point / "var"))
        machine.log = folder / "power.log"
        os.sync()
        for done in range(1, rounds + 1):
            slowest = max(slowest, machine.start())
            office = Office(machine)
            office.acknowledged += acknowledged
            office.open()
            publisher = machine.publisher()
            time.sleep(chance.uniform(0.5, 3.0))
            everything = machine.everything()
            machine.kill([*everything, publisher.pid], signal.SIGSTOP)
            time.sleep(0.3)  # what was answered reaches the clerks; nobody answers any more
            acknowledged, checkpoints = list(office.acknowledged), checkpoints | office.checkpoints
            descriptor = os.open(place.point, os.O_RDONLY)
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
            os.close(descriptor)
            machine.power_off()
            publisher.kill()
            publisher.wait()
            office.close()
            place.unmount()
            place.mount()
            wrong = database(machine, acknowledged) + ledger(machine.data, checkpoints)
            found += [f"cut {done}: {problem}" for problem in wrong]
            if found:
                break
        found += problems(machine, acknowledged, checkpoints)
        place.unmount()
    return {
        "cuts": done,
        "acknowledged": len(acknowledged),
        "checkpoints seen": len(checkpoints),
        "slowest start": round(slowest, 1),
        "problems": found,
    }


def _run(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True, text=True)
