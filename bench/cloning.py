"""Many dossiers from few: a data folder copied by SQL with new ids, codes, references and days.

The copies stand in for the history of years: each lies some days before the one that it was made from, and all of them
are given out (what is open is what is open today). Facts, entries, name marks and occasions come along; people are
shared (a commune has 8,000 of them, not a million). Only for measuring: never served.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

#: A moment some days before, more for each copy; at most twenty years, for that is how far the calendar goes back.
_EARLIER = "strftime('%Y-%m-%d %H:%M:%S', {}, '-' || (:copy * 20 % 7300) || ' days')"

#: Tables of one dossier, each with the columns that must differ in a copy (an SQL expression over the old row).
TABLES: dict[str, dict[str, str]] = {
    "vidan_matter": {
        "id": "id + :stride",
        "code": "code || '-' || :copy",
        "reference": "lower(hex(randomblob(16)))",
        "state": "'given_out'",
        "paused_at": "NULL",
        **{name: _EARLIER.format(name) for name in ("opened_at", "due_at", "first_due_at")},
        "closed_at": _EARLIER.format("coalesce(closed_at, due_at)"),
    },
    "vidan_holding": {
        "id": "id + :stride",
        "matter_id": "matter_id + :stride",
        "from_at": _EARLIER.format("from_at"),
        "until_at": _EARLIER.format("coalesce(until_at, from_at)"),
    },
    "vidan_pause": {
        "id": "id + :stride",
        "matter_id": "matter_id + :stride",
        "until_at": "coalesce(until_at, from_at)",
    },
    "vidan_promise": {"id": "id + :stride", "matter_id": "matter_id + :stride"},
    "vidan_dossier": {
        "matter_id": "matter_id + :stride",
        **{name: _EARLIER.format(name) for name in ("received_at", "typed_at")},
        "ready_at": _EARLIER.format("coalesce(ready_at, received_at)"),
        "given_at": _EARLIER.format("coalesce(given_at, received_at)"),
    },
    "vidan_fact": {
        "id": "id + :stride",
        "subject": "CASE WHEN subject LIKE 'matter:%' THEN 'matter:' || (substr(subject, 8) + :stride) "
        "ELSE subject END",
    },
    "vidan_namemark": {"id": "id + :stride", "matter_id": "matter_id + :stride"},
    "vidan_occasion": {
        "id": "id + :stride",
        "subject": "'matter:' || (substr(subject, 8) + :stride)",
        "reference": "lower(hex(randomblob(16)))",
        "finished_on": "coalesce(finished_on, due_on)",
    },
    "vidan_entry": {"id": "id + :stride", "fact_id": "fact_id + :stride", "position": "NULL", "log_year": "NULL"},
}


def grow(folder: Path, target: Path, rows: int, progress: Callable[[int, int], None]) -> None:
    """Copy a data folder and clone its dossiers until there are at least `rows`. The target must not exist."""
    shutil.copytree(folder, target)
    base = sqlite3.connect(target / "vidan.sqlite3")
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=OFF")
    first = base.execute("SELECT count(*) FROM vidan_matter").fetchone()[0]
    limits = {table: _highest(base, table) for table in TABLES}
    stride = max(limits.values()) + 1
    unique = _unique_columns(base)
    copies = max(0, -(-rows // first) - 1)
    for copy in range(1, copies + 1):
        for table, changes in TABLES.items():
            _clone(base, table, {**changes, **unique.get(table, {})}, {"copy": copy, "stride": stride * copy}, limits)
        base.commit()
        progress(copy, copies)
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def _key(table: str) -> str:
    return "matter_id" if table == "vidan_dossier" else "id"


def _highest(base: sqlite3.Connection, table: str) -> int:
    return base.execute(f"SELECT coalesce(max({_key(table)}), 0) FROM {table}").fetchone()[0]


def _unique_columns(base: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Nullable columns that must be unique and that a copy does without."""
    columns = {row[1] for row in base.execute("PRAGMA table_info(vidan_dossier)")}
    return {"vidan_dossier": {"form_token": "NULL"}} if "form_token" in columns else {}


def _clone(
    base: sqlite3.Connection, table: str, changes: dict[str, str], values: dict[str, int], limits: dict[str, int]
) -> None:
    columns = [row[1] for row in base.execute(f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{column}"' for column in columns)
    chosen = ", ".join(changes.get(column, f'"{column}"') for column in columns)
    base.execute(
        f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table} WHERE {_key(table)} <= :limit",
        {**values, "limit": limits[table]},
    )
