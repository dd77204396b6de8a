"""A small memory beside the database, one JSON file of names and texts: when was a backup made, when was work done."""

import json
import os
from pathlib import Path

#: About backups: `made_at`, `file`, `drilled_at`, `restored_at`. In the data folder.
BACKUP = "backup.json"
#: About nightly work: each job's name and the hour for which it was done.
NIGHTLY = "nightly.json"
#: After a restore: `made_at` of the backup, `restored_at`, and `released`, the communes whose log was taken up again.
HELD = "ledger-held.json"


def recall(file: Path) -> dict[str, str]:
    """Everything remembered; nothing when the file is not there or not ours."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}


def remember(file: Path, /, **told: str) -> None:
    """Add to what is remembered."""
    text = json.dumps({**recall(file), **told}, ensure_ascii=False, indent=1)
    temporary = file.with_name(f".{file.name}")
    with temporary.open("w", encoding="utf-8") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    temporary.replace(file)


def hold(data: Path, made_at: str, restored_at: str) -> None:
    """After a restore: no log is continued before somebody looked how far it went in public."""
    remember(data / HELD, made_at=made_at, restored_at=restored_at, released="")


def held(data: Path, slug: str) -> str:
    """When the backup was made after which this commune's log waits to be taken up again; empty when it does not."""
    told = recall(data / HELD)
    return "" if slug in told.get("released", "").split() else told.get("made_at", "")


def release(data: Path, slug: str) -> None:
    """This commune's log was taken up again."""
    told = recall(data / HELD)
    if told:
        remember(data / HELD, released=" ".join(sorted({*told.get("released", "").split(), slug})))
