"""The crash programme: the real server, real faults, and a look at everything after each.

    make endurance                          about a quarter of an hour
    make endurance ARGS="--rounds 50"       fifty times as much: 1,000 kills, 1,000 power cuts
    make endurance ARGS="kills clocks"      only these
    make endurance ARGS="kills --rounds 50 --folder /tmp/kills --minutes 10"
                                            a slice of ten minutes; the same command goes on with the next

What this machine cannot do is said aloud and counts as not tested. Exit 1 when anything that must hold did not.
"""

import argparse
import math
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from endurance import clocks, disks, kills, numbers, postgres, power
from endurance.machine import demo, told

Figures = dict[str, object]


def _faults(
    template: Path, folder: Path, rounds: int, seed: int, until: float
) -> dict[str, tuple[str, Callable[[], Figures]]]:
    """Name -> (why it is impossible here, what to do)."""
    return {
        "kills": ("", lambda: _kills(kills.siege(template, folder, seed), rounds, until)),
        "postgres": (postgres.possible(), lambda: _kills(kills.siege_of_postgres(folder, seed), rounds, until)),
        "power": (power.possible(folder), lambda: power.cuts(template, folder, 20 * rounds, seed)),
        "full": (disks.tmpfs_possible(), lambda: disks.full(template, folder, 100 * rounds)),
        "failing": (disks.libfiu_possible(), lambda: disks.failing(template, folder, 10.0 * rounds, seed)),
        "numbers": ("", lambda: numbers.given(template, folder, seed)),
        "clocks": (clocks.possible(), lambda: clocks.jumps(template, folder, 10.0 * rounds)),
    }


def _kills(siege: AbstractContextManager[kills.Siege], rounds: int, until: float) -> Figures:
    with siege as one:
        return kills.long(one, rounds, until)


def main() -> int:
    """Do all, say figures, say what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faults", nargs="*", help="kills postgres power full failing numbers clocks (all)")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (a temporary folder); kills go on there")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no further round of kills after these")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))  # so that nothing of ours is left running
    bad, skipped, until = 0, list[str](), time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory(prefix="vidan-endurance-") as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        print("· loading a small commune", flush=True)
        faults = _faults(demo(folder), folder, options.rounds, options.seed, until)
        for fault in options.faults or faults:
            why, work = faults[fault]
            if why:
                skipped.append(f"{fault}: {why}")
                continue
            print(f"· {fault} …", flush=True)
            try:
                figures = work()
            except KeyboardInterrupt:
                print("· stopped; the same command with the same --folder goes on with kills")
                return 130
            except (RuntimeError, OSError) as problem:
                figures = {"problems": [str(problem)]}
            bad += bool(figures["problems"])
            print(f"{'✗' if figures['problems'] else '✓'} {fault}: {told(figures)}", flush=True)
    for line in skipped:
        print(f"!!! NOT TESTED on this machine — {line}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
