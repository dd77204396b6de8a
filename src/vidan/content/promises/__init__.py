"""What each of the twelve promises says of itself, in Vietnamese and English, version by version."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from vidan.domain.people import Role
from vidan.domain.promises import Definition, Wording

COUNT = 12


@cache
def versions() -> tuple[Definition, ...]:
    """Every version of every promise, by number and day of effect. The file is ours: a damaged one raises."""
    told = tomllib.loads((files(__name__) / "definitions.toml").read_text(encoding="utf-8"))
    return tuple(sorted(map(_read, told["promise"]), key=lambda one: (one.number, one.since)))


def definitions(day: date) -> tuple[Definition, ...]:
    """The twelve definitions in force on a day; before the first day of effect, the first ones."""
    found: dict[int, Definition] = {}
    for one in versions():
        if one.number not in found or one.since <= day:
            found[one.number] = one
    return tuple(found[number] for number in range(1, COUNT + 1))


def _read(row: dict[str, Any]) -> Definition:
    words = {language: Wording(**row[language]) for language in ("vi", "en")}
    return Definition(**{**row, **words, "owner": Role(row["owner"])})
