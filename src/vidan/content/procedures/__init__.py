"""The commune procedures that come with the program: one JSON object per line, versioned with it.

What the fields mean, where they come from and what is doubtful: README.md beside this file.
"""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from vidan.domain.calendar import Limit, LimitUnit
from vidan.domain.people import Role
from vidan.domain.procedures import InternalStep, Paper, ProcedureText

_UNITS = {
    "working_day": LimitUnit.WORKING_DAY,
    "working_hour": LimitUnit.WORKING_HOUR,
    "day": LimitUnit.DAY,
    "same_day": LimitUnit.SAME_DAY,
    "month": LimitUnit.MONTH,
}
_LISTS = ("steps", "legal_basis", "life_events", "unsure")


@cache
def commune_pack() -> tuple[ProcedureText, ...]:
    """All procedures of the pack, ordered by field and code. The file is ours: a damaged line raises ValueError."""
    lines = (files(__name__) / "commune.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_read(json.loads(line)) for line in lines if line.strip())


def _read(row: dict[str, Any]) -> ProcedureText:
    limit = row["limit"]
    lists = {name: tuple(row[name]) for name in _LISTS}
    read = {
        "limit": Limit(limit["value"], _UNITS[limit["unit"]]) if limit else None,
        "papers": tuple(Paper(**paper) for paper in row["papers"]),
        "internal_steps": tuple(InternalStep(step["name"], Role(step["role"])) for step in row["internal_steps"]),
        "local_codes": tuple(row["local_codes"].items()),
        "valid_from": date.fromisoformat(row["valid_from"]),
    }
    return ProcedureText(**{**row, **lists, **read})
