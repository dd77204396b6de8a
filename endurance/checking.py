"""What must hold after every fault: nothing acknowledged lost, no number twice or missing, one history in the log."""

import re
import sqlite3
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from endurance.machine import Machine
from vidan.adapters.ledger_source import find_logs
from vidan.adapters.signing import ed25519
from vidan.domain.ledger import audit
from vidan.domain.moments import VIETNAM

_CODE = re.compile(r"(.+-(\d{6}))-(\d{4,})$")


def problems(
    machine: Machine,
    acknowledged: Iterable[str],
    checkpoints: Iterable[bytes] = (),
    forgiven: str = "",
    *,
    leave_on: bool = False,
) -> list[str]:
    """Start again as after a power cut, publish, and look at everything. The machine is off afterwards, or left on.

    `forgiven`: a finding of the log's judge that this fault must lead to.
    """
    found = database(machine, list(acknowledged))
    seconds = machine.start()
    if seconds > 60:
        found.append(f"pages came only after {seconds:.0f} s")
    done = machine.say("ledger", "publish", "--now")
    if done.returncode:
        found.append(f"publisher: {done.stdout}{done.stderr}"[:300])
    if not leave_on:
        machine.power_off()
    return found + [one for one in ledger(machine.data, set(checkpoints)) if not forgiven or forgiven not in one]


def _tables(machine: Machine) -> AbstractContextManager[Any]:
    """The tables as they lie, without the program."""
    url = machine.more.get("VIDAN_DATABASE")
    return psycopg.connect(url) if url else closing(sqlite3.connect(machine.data / "vidan.sqlite3", timeout=30))


def database(machine: Machine, acknowledged: list[str]) -> list[str]:
    """The tables themselves."""
    found = []
    with _tables(machine) as rows:
        if isinstance(rows, sqlite3.Connection):
            said = rows.execute("PRAGMA integrity_check").fetchone()[0]
            if said != "ok":
                found.append(f"integrity_check: {said}")
            found += [f"foreign key: {row}" for row in rows.execute("PRAGMA foreign_key_check").fetchmany(3)]
        codes = {row[0] for row in rows.execute("SELECT code FROM vidan_matter")}
        lost = [code for code in acknowledged if code not in codes]
        if lost:
            found.append(f"{len(lost)} acknowledged dossiers lost: {lost[:3]}")
        if len(set(acknowledged)) != len(acknowledged):
            found.append("a number was given twice")
        days = {told[1] for code in acknowledged if (told := _CODE.fullmatch(code))}
        found += _numbers(rows, codes, days)
        without = rows.execute(
            "SELECT count(*) FROM vidan_dossier d JOIN vidan_matter m ON m.id = d.matter_id WHERE NOT EXISTS "
            "(SELECT 1 FROM vidan_entry e WHERE e.reference = m.reference AND e.kind = 'nhan')"
        ).fetchone()[0]
        if without:
            found.append(f"{without} dossiers without an entry for the log")
    return found


def _numbers(rows: Any, codes: set[str], days: set[str]) -> list[str]:
    """Numbers of the days on which somebody worked: from 1 on, none missing, and the counter says the last one."""
    found = []
    counters = dict(rows.execute("SELECT period, value FROM vidan_counter WHERE series = 'dossier'").fetchall())
    for day in sorted(days):  # such as ĐL-261128; other series have other letters in front
        told = [_CODE.fullmatch(code) for code in codes]
        numbers = sorted(int(one[3]) for one in told if one and one[1] == day)
        if numbers != list(range(1, len(numbers) + 1)):
            found.append(f"numbers of {day}: a hole or a double among {len(numbers)}")
        period = f"20{day[-6:-4]}-{day[-4:-2]}-{day[-2:]}"
        if counters.get(period) != len(numbers):
            found.append(f"the counter of {day} is not {len(numbers)}")
    return found


def ledger(data: Path, checkpoints: set[bytes]) -> list[str]:
    """Every log in the folder, against every checkpoint that anybody was ever served."""
    kept = tuple(one for data in checkpoints for one in audit.parse_kept(data))
    doubt = audit.Doubt(datetime.fromtimestamp(time.time(), VIETNAM).date(), int(time.time()), ed25519.check, kept=kept)
    found = []
    for places in find_logs(str(data)):
        judged: list[audit.Judgement] = []
        for place in places:
            judged.append(audit.judge(place, doubt, judged))
            found += [f"{place.place}: {problem}" for problem in judged[-1].problems]
    return found
