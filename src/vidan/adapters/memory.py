"""A small memory beside the database, one JSON file of names and texts: when was a backup made, when was work done."""

import json
from pathlib import Path

#: About backups: `made_at`, `file`, `drilled_at`, `restored_at`. In the data folder.
BACKUP = "backup.json"
#: About nightly work: each job's name and the hour for which it was done.
NIGHTLY = "nightly.json"


def recall(file: Path) -> dict[str, str]:
    """Everything remembered; nothing when the file is not there or not ours."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}


def remember(file: Path, /, **told: str) -> None:
    """Add to what is remembered."""
    temporary = file.with_name(f".{file.name}")
    text = json.dumps({**recall(file), **told}, ensure_ascii=False, indent=1)
    temporary.write_text(text + "\n", encoding="utf-8")
    temporary.replace(file)
