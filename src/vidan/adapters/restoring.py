"""Putting a verified backup in the place of an installation, so that an interruption at any moment harms nothing.

Everything lies ready beside the place first; then it is moved by renames. What stood there is moved aside, never
deleted. A mark says that the moving had begun: whoever comes next knows that the place holds half of two things.
"""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from vidan.adapters.backup import ROOMS, SQLITE, sync_folder
from vidan.domain.moments import local

MARK = ".restoring"
_DATABASE = (SQLITE, f"{SQLITE}-wal", f"{SQLITE}-shm")
#: A new machine makes this by itself as soon as its settings are read.
_OF_NO_ACCOUNT = frozenset({"keys/django.key"})


def occupied(data: Path) -> list[str]:
    """What already stands in a data folder that a restore would replace; empty for a new machine."""
    there = [name for name in _DATABASE if (data / name).exists()]
    for room in ROOMS:
        held = [path for path in (data / room).rglob("*") if path.is_file()]
        if any(path.relative_to(data).as_posix() not in _OF_NO_ACCOUNT for path in held):
            there.append(room)
    return there


def was_interrupted(data: Path) -> bool:
    """Whether an earlier restore stopped while it was moving things into place."""
    return (data / MARK).exists()


def settle(ready: Path, data: Path, keep_key: Callable[[], None], *, now: datetime) -> Path | None:
    """Move what lies in `ready` into `data`; returns the folder to which the former content went, if there was any.

    `keep_key` writes the root key: after the former key went aside, and before a database that needs it stands here.
    """
    (data / MARK).touch()
    sync_folder(data)
    aside = _move_aside(data, now)
    keep_key()
    for room in ROOMS:
        if (ready / room).exists():
            _merge(ready / room, data / room)
    if (ready / SQLITE).exists():
        (ready / SQLITE).rename(data / SQLITE)
    sync_folder(data)
    (data / MARK).unlink()
    sync_folder(data)
    return aside


def _move_aside(data: Path, now: datetime) -> Path | None:
    there = [name for name in occupied(data) if name != "keys"]
    if not there:
        return None
    stem = f"before-restore-{local(now):%Y%m%d-%H%M%S}"
    aside = next(
        path
        for path in (data / f"{stem}{tail}" for tail in ("", *(f"-{n}" for n in range(2, 1000))))
        if not path.exists()
    )
    aside.mkdir(mode=0o700)
    for name in there:
        (data / name).rename(aside / name)
    if (data / "keys").exists():
        shutil.copytree(data / "keys", aside / "keys")
        (aside / "keys").chmod(0o700)
    return aside


def _merge(source: Path, target: Path) -> None:
    """A room into its place; the keys' room may already hold the root key."""
    if not target.exists():
        source.rename(target)
        return
    for path in sorted(source.rglob("*")):
        place = target / path.relative_to(source)
        if path.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        else:
            path.replace(place)
