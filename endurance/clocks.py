"""A clock that jumps while people work: some days on, some days back, 1970, 2038.

libfaketime makes Python's sleeping fail (EINVAL) when its monotonic clock is left alone, and hang when it is not; so
the time of day is falsified by a few lines of C of our own (wrong_clock.c), loaded before everything else.
"""

import shutil
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path

from endurance.checking import problems
from endurance.clerk import Office
from endurance.machine import Machine, copy

SOURCE = Path(__file__).with_name("wrong_clock.c")


def possible() -> str:
    """Why the clock cannot be made to jump here; empty when it can."""
    return "" if shutil.which("cc") else "no C compiler (apt install gcc)"


def jumps(template: Path, folder: Path, seconds: float) -> dict[str, object]:
    """Dossiers before, during and after each jump; then the right time again, and everything is looked at."""
    stamp = folder / "now"
    data = copy(template, folder / "clocks")
    library = folder / "wrong_clock.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"], check=True)
    lies = {"LD_PRELOAD": str(library), "WRONG_CLOCK": str(stamp)}
    stamp.write_text("0")
    machine = Machine(data, more=lies)
    machine.start()
    office = Office(machine)
    now, each = datetime.now(UTC), dict[str, int]()
    day = 86_400
    targets = {
        "3 days on": 3 * day,
        "3 days back": -3 * day,
        "1970": -(now - datetime(1970, 1, 2, tzinfo=UTC)).days * day,
        "2038": (datetime(2038, 1, 20, tzinfo=UTC) - now).days * day,
        "right again": 0,
    }
    for name, offset in targets.items():
        before = len(office.acknowledged)
        stamp.write_text(str(offset))
        with suppress(RuntimeError, OSError, HTTPException):  # at an impossible time nobody need be let in
            office.log_in_again()  # sessions end by the clock, and a clock put back does not revive them
        office.open()
        publisher = machine.publisher()
        time.sleep(seconds)
        publisher.kill()
        publisher.wait()
        office.close()
        each[name] = len(office.acknowledged) - before
    machine.power_off()
    machine.more = {}
    # What was published while the clock ran ahead is dated ahead, and every verifier says so until that day has come.
    ahead = "ledger.audit.future_entry"
    found = problems(machine, office.acknowledged, office.checkpoints, ahead) + _promises(data)
    if not each["right again"]:
        found.append("nothing was received after the clock was right again")
    return {"acknowledged": len(office.acknowledged), **each, "problems": found}


def _promises(data: Path) -> list[str]:
    """No promise before its dossier was received, and none moved."""
    with closing(sqlite3.connect(data / "vidan.sqlite3")) as rows:
        early = rows.execute(
            "SELECT count(*) FROM vidan_promise p JOIN vidan_matter m ON m.id = p.matter_id "
            "WHERE p.due_at < m.opened_at"
        ).fetchone()[0]
    return [f"{early} promises lie before their dossiers"] if early else []
