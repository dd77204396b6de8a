"""A full disk (a small tmpfs) and a disk whose calls fail now and then (libfiu)."""

import os
import shutil
import subprocess
import time
from http.client import HTTPException
from pathlib import Path

from endurance.checking import problems
from endurance.clerk import Browser, Office
from endurance.machine import Machine, copy, dice

#: errno of the failures: input/output error, no space left.
EIO, ENOSPC = 5, 28
#: Which call fails how often while clerks work.
FAILURES = (
    ("posix/io/sync/fdatasync", 0.05, EIO),
    ("posix/io/sync/fsync", 0.05, EIO),
    ("posix/io/rw/pwrite", 0.005, ENOSPC),
    ("posix/io/rw/write", 0.002, EIO),
)


def tmpfs_possible() -> str:
    """Why no small disk can be made here; empty when it can."""
    return "" if os.geteuid() == 0 else "not root"


def full(template: Path, folder: Path, count: int) -> dict[str, object]:
    """Fill the disk under the running server, look what it says, make room again, go on."""
    point = folder / "small"
    point.mkdir(exist_ok=True)
    size = sum(path.stat().st_size for path in template.rglob("*") if path.is_file())
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + (120 << 20)}", "tmpfs", str(point)], check=True)
    machine = Machine(point / "var")
    try:
        copy(template, machine.data)
        machine.log = folder / "small.log"
        machine.start()
        office = Office(machine)
        office.open()
        office.wait_for(count)
        ballast = _fill(point)
        before = len(office.acknowledged)
        time.sleep(6)
        during = len(office.acknowledged) - before
        looker = Browser(machine)  # a screen of its own: the clerks' own are at work
        looker.cookies = dict(office.browsers[0].cookies)
        said = _said(looker, office.pages[0])
        looker.leave()
        ballast.unlink()
        office.wait_for(len(office.acknowledged) + count)
        office.close()
        machine.power_off()
        found = problems(machine, office.acknowledged, office.checkpoints)
        found += [f"while the disk was full: {one}" for one in said if not one.endswith(" 200")]
        if during > 3:
            found.append(f"{during} dossiers were received on a full disk")
        figures = {"acknowledged": len(office.acknowledged), "while full": during, "refused": office.refused}
        return {**figures, "it said": said, "problems": found}
    finally:
        machine.power_off()
        subprocess.run(["umount", str(point)], capture_output=True)


def _fill(point: Path) -> Path:
    """A file as large as the room that is left."""
    ballast = point / "ballast"
    with ballast.open("wb", buffering=0) as out:
        piece = 1 << 20
        while piece:
            try:
                out.write(bytes(piece))
            except OSError:
                piece //= 2
    return ballast


def _said(browser: Browser, page: str) -> list[str]:
    """What looking and filing came to while nothing can be written: pages come, filing is refused with the way out."""
    told = []
    for path in ("/", "/loi-hua/", "/loi-hua/8", page):
        try:
            told.append(f"{path} {browser.ask(path)[0]}")
        except (OSError, HTTPException) as problem:
            told.append(f"{path} {problem}")
    status, _, text = browser.file(page)
    told.append(f"filing {200 if 'hết chỗ ghi' in text else f'{status} without the sentence'}")
    return told


def libfiu_possible() -> str:
    """Why calls cannot be made to fail here; empty when they can."""
    return (
        "" if shutil.which("fiu-run") and shutil.which("fiu-ctrl") else "no libfiu (apt install fiu-utils libfiu-dev)"
    )


def failing(template: Path, folder: Path, seconds: float, seed: int) -> dict[str, object]:
    """Each kind of call fails now and then for some seconds; afterwards everything that was acknowledged is there."""
    control = folder / "fiu"
    machine = Machine(copy(template, folder / "failing"), before=["fiu-run", "-x", "-f", str(control)])
    machine.start()
    office = Office(machine)
    office.open()
    chance, switched = dice(seed), 0
    try:
        for name, probability, errno in FAILURES:
            pids = [pid for kind in ("web", "worker") for pid in machine.processes()[kind]]
            told = f"enable_random name={name},probability={probability},failinfo={errno}"
            switched += sum(_control(control, told, pid) for pid in pids)
            time.sleep(seconds + chance.uniform(0, 1))
            for pid in pids:
                _control(control, f"disable name={name}", pid)
        time.sleep(1)
    finally:
        office.close()
        machine.power_off()
    machine.before = []
    found = problems(machine, office.acknowledged, office.checkpoints)
    if not switched:
        found.append("no process could be reached: nothing was made to fail")
    return {
        "acknowledged": len(office.acknowledged),
        "refused": office.refused,
        "torn answers": office.torn,
        "switches": switched,
        "problems": found,
    }


def _control(control: Path, told: str, pid: int) -> int:
    words = ["fiu-ctrl", "-f", str(control), "-c", told, str(pid)]
    try:
        return int(subprocess.run(words, capture_output=True, timeout=10).returncode == 0)
    except subprocess.TimeoutExpired:
        return 0
