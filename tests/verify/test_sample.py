"""The short program that recomputes who had to be asked, from the log and the month's open seed."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from log_builder import VERIFIER, Log, entry

from vidan.domain import surveys
from vidan.domain.ledger.note import to_base64

SEED = hashlib.sha256(b"the seed of August").digest()


@pytest.fixture
def month(tmp_path: Path) -> tuple[Log, dict[str, Any]]:
    """A log with a bound seed and forty results given out in August, one of them twice; and what the commune says."""
    log = Log(tmp_path / "log")
    log.publish([entry("mau", "2026-08-01", h=to_base64(surveys.seed_hash(SEED)))])
    given = [entry("gt", f"2026-08-{1 + number % 28:02d}", f"dossier {number}") for number in range(40)]
    log.publish([*given, entry("gt", "2026-08-30", "dossier 3"), entry("gt", "2026-09-01", "of another month")])
    refs = {json.loads(raw)["ref"] for raw in given}
    said = {
        "month": "2026-08",
        "share": 30,
        "seed_sha256": surveys.seed_hash(SEED).hex(),
        "seed": SEED.hex(),
        "asked": sum(surveys.is_chosen(SEED, ref, 30) for ref in refs),
    }
    return log, said


def run(log: Log, said: dict[str, Any], folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "mau.json"
    file.write_text(json.dumps({"months": [said]}))
    command = [sys.executable, str(VERIFIER.with_name("sample.py")), str(log.path), str(file), "2026-08"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_stranger_finds_the_same_sample(month: tuple[Log, dict[str, Any]], tmp_path: Path) -> None:
    log, said = month
    done = run(log, said, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith(f"40 results given out, {said['asked']} in the sample")
    assert 0 < said["asked"] < 40
    assert len(VERIFIER.with_name("sample.py").read_text().splitlines()) <= 30, "short enough to be read by anybody"


@pytest.mark.parametrize(
    ("lie", "says"),
    [
        ({"asked": 5}, "the commune says 5"),
        ({"share": 90}, "in the sample"),
        ({"seed": bytes(32).hex(), "seed_sha256": hashlib.sha256(bytes(32)).hexdigest()}, "did not bind itself"),
        ({"seed_sha256": "00" * 32}, "did not bind itself"),
        ({"seed": None}, "not over"),
    ],
)
def test_a_seed_or_a_count_that_is_not_the_bound_one_is_found(
    month: tuple[Log, dict[str, Any]], tmp_path: Path, lie: dict[str, Any], says: str
) -> None:
    log, said = month
    done = run(log, {**said, **lie}, tmp_path)
    assert done.returncode == 1
    assert says in done.stdout + done.stderr
