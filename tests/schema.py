"""The migrated, empty database of a test run. On SQLite it is made once per state of the store and kept beside the
environment's programs: the six seconds that all migrations take would otherwise be paid by every run and every worker.
"""

import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from vidan.store import guard

ROOT = Path(__file__).parents[1]
KEPT = Path(sys.prefix) / "test-schema"
#: Whatever decides how the tables look: our models and migrations, the settings, the libraries' versions.
DECIDING = ("src/vidan/store/**/*.py", "src/vidan/config/**/*.py", "requirements/*.txt", "tests/schema.py")


def put_in_place() -> Callable[[], None]:
    """Make the database that the settings name; returns how it goes away."""
    kept = KEPT / f"{_digest()}.sqlite3"
    if connection.vendor != "sqlite":
        return _migrated()
    place = Path(connection.settings_dict["NAME"])
    if kept.exists():
        shutil.copyfile(kept, place)
        return lambda: None  # it lies in the run's own folder, which vanishes
    gone = _migrated()
    _keep(kept)
    return gone


def _migrated() -> Callable[[], None]:
    with guard.writing_allowed():  # as the program's own way of making its tables does
        made = setup_databases(verbosity=0, interactive=False)
    return lambda: teardown_databases(made, verbosity=0)


def _keep(kept: Path) -> None:
    """Beside it first, then renamed: another worker may be doing the same."""
    KEPT.mkdir(exist_ok=True)
    for older in set(KEPT.glob("*.sqlite3")) - {kept}:
        older.unlink(missing_ok=True)
    beside = kept.with_suffix(f".{Path(connection.settings_dict['NAME']).parent.name}")
    copy = sqlite3.connect(beside)
    connection.connection.backup(copy)
    copy.close()
    beside.rename(kept)


def _digest() -> str:
    digest = hashlib.sha256()
    for pattern in DECIDING:
        for file in sorted(ROOT.glob(pattern)):
            digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
