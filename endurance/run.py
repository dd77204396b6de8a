"""The crash programme: the real server, real faults, and a look at everything after each.

    make endurance                          about a quarter of an hour
    make endurance ARGS="--rounds 50"       fifty times as much: 1,000 kills, 1,000 power cuts
    make endurance ARGS="kills clocks"      only these

What this machine cannot do is said aloud and counts as not tested. Exit 1 when anything that must hold did not.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from endurance import clocks, disks, kills, numbers, postgres, power
from endurance.machine import demo, told

Figures = dict[str, object]


def _faults(template: Path, folder: Path, rounds: int, seed: int) -> dict[str, tuple[str, Callable[[], Figures]]]:
    """Name -> (why it is impossible here, what to do)."""
    return {
        "kills": ("", lambda: _kills(kills.siege(template, folder, seed), rounds)),
        "postgres": (postgres.possible(), lambda: _kills(kills.siege_of_postgres(folder, seed), rounds)),
        "power": (power.possible(folder), lambda: power.cuts(template, folder, 20 * rounds, seed)),
        "full": (disks.tmpfs_possible(), lambda: disks.full(template, folder, 100 * rounds)),
        "failing": (disks.libfiu_possible(), lambda: disks.failing(template, folder, 10.0 * rounds, seed)),
        "numbers": ("", lambda: numbers.given(template, folder, seed)),
        "clocks": (clocks.possible(), lambda: clocks.jumps(template, folder, 10.0 * rounds)),
    }


def _kills(siege: AbstractContextManager[kills.Siege], rounds: int) -> Figures:
    with siege as one:
        return kills.long(one, rounds)


def main() -> int:
    """Do all, say figures, say what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*", help="kills postgres power full failing numbers clocks (all)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (a temporary folder)")
    options = parser.parse_args()
    bad, skipped = 0, list[str]()
    with tempfile.TemporaryDirectory(prefix="vidan-endurance-") as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        print("· loading a small commune", flush=True)
        faults = _faults(demo(folder), folder, options.rounds, options.seed)
        for fault in options.faults or faults:
            why, work = faults[fault]
            if why:
                skipped.append(f"{fault}: {why}")
                continue
            print(f"· {fault} …", flush=True)
            try:
                figures = work()
            except (RuntimeError, OSError) as problem:
                figures = {"problems": [str(problem)]}
            bad += bool(figures["problems"])
            print(f"{'✗' if figures['problems'] else '✓'} {fault}: {told(figures)}", flush=True)
    for line in skipped:
        print(f"!!! NOT TESTED on this machine — {line}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
