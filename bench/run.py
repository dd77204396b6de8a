"""All benchmarks: floor and program in turn, A B A B, and the ratio of each round's CPU time.

    make bench                     pages at the demo's size and at 10 thousand dossiers
    make bench ARGS="--full"       also at 100 thousand and a million
    make bench ARGS="--rounds 5"   more rounds

Ratios are what counts: absolute times are those of this machine and of its neighbours. Nothing here is a test.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

#: Page, the floor it stands on, the goal as a ratio, requests a round. An intake is by an officer, so its floor is what
#: Django needs to let somebody signed in create a case; beside a creation by nobody it stands for the curious. A
#: dossier's page: five times less than the best of the peers, which took 31 times such a floor (docs/performance.md).
#: A search is a list of 25 rows, and looks for names beside it.
AGAINST_FLOOR = (
    ("tracking", "status", 2.0, 200),
    ("queue", "queue", 1.3, 100),
    ("dossier", "status", 6.2, 100),
    ("by_name", "queue", 1.45, 100),
    ("intake", "create_signed_in", 2.5, 150),
    ("intake", "create", None, 150),
    ("say", "create", 2.4, 150),
)
GROWTH = ("tracking", "queue", "everything", "dossier", "dossiers", "by_name", "by_code", "by_phone", "intake", "say")
GROWTH_GOAL = 1.1


def run(command: list[str], **environment: str) -> float:
    told = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        cwd=HERE,
        check=False,
    )
    if told.returncode:
        raise SystemExit(told.stderr[-2000:])
    return float(told.stdout.strip().splitlines()[-1])


def page(name: str, folder: Path, requests: int) -> float:
    return run(["pages.py", name, str(requests)], VIDAN_DATA=str(folder))


def load_demo(folder: Path) -> None:
    """The demo commune with its static files, as `vidan serve` has them."""
    print("loading the demo …", flush=True)
    place = {**os.environ, "VIDAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "vidan.config.settings"}
    for command in (["vidan.cli.main", "demo", "--no-serve"], ["django", "collectstatic", "--no-input"]):
        told = subprocess.run([sys.executable, "-m", *command], env=place, capture_output=True, text=True, check=False)
        if told.returncode:
            raise SystemExit(told.stdout[-1000:] + told.stderr[-2000:])


def verdict(ratio: float, goal: float | None) -> str:
    return "" if goal is None else f"≤ {goal} {'ok' if ratio <= goal else 'MISSED'}"


def against_floor(folder: Path, floor: Path, rounds: int) -> None:
    print(f"\n{'page':12}{'floor':18}{'floor ms':>10}{'ours ms':>10}{'ratio':>8}  goal")
    for name, base, goal, requests in AGAINST_FLOOR:
        pairs = [
            (run(["floor.py", str(floor), base, str(requests)]), page(name, folder, requests)) for _ in range(rounds)
        ]
        ratio = median(ours / least for least, ours in pairs)
        least, ours = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
        print(f"{name:12}{base:18}{least:10.2f}{ours:10.2f}{ratio:8.2f}  {verdict(ratio, goal)}")


def growth(small: Path, large: Path, label: str, goal: float, rounds: int) -> None:
    print(f"\n{'page':12}{'small ms':>10}{label + ' ms':>12}{'growth':>8}")
    for name in GROWTH:
        pairs = [(page(name, small, 100), page(name, large, 100)) for _ in range(rounds)]
        ratio = median(big / less for less, big in pairs)
        less, big = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
        print(f"{name:12}{less:10.2f}{big:12.2f}{ratio:8.2f}  {verdict(ratio, goal)}")


def grown(base: Path, scratch: Path, rows: int) -> Path:
    """A copy of a data folder with so many dossiers."""
    target = scratch / f"rows-{rows}"
    print(f"growing to {rows:,} …", flush=True)
    shutil.copytree(base, target)
    run(["grown.py", str(target), str(rows)])
    return target


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="also 100 thousand and a million dossiers")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        demo = scratch / "demo"
        load_demo(demo)
        small = grown(demo, scratch, 10_000)
        against_floor(small, scratch / "floor", chosen.rounds)
        if chosen.full:
            for rows, goal in ((100_000, GROWTH_GOAL), (1_000_000, 1.25)):
                growth(small, grown(demo, scratch, rows), f"{rows:,}", goal, chosen.rounds)
        else:
            growth(demo, small, "10,000", GROWTH_GOAL, chosen.rounds)
    for script in ("calendar_due.py", "receipt_pdf.py"):
        print(f"\n{script}", flush=True)
        subprocess.run([sys.executable, script], cwd=HERE, check=True)


if __name__ == "__main__":
    main()
