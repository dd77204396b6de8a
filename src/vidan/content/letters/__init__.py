"""Letters that come with the program: kinds with their texts, words to avoid, situations of life. See README.md."""

import csv
import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from vidan.domain.letters.kinds import Authority, FieldSpec, FieldType, Kind, Layout, LetterOccasion
from vidan.domain.people import Role

_ROLES = ("drafts", "checks")


@cache
def kinds() -> tuple[Kind, ...]:
    """All editions of all kinds. The file is ours: a damaged line raises ValueError or KeyError."""
    lines = (files(__name__) / "kinds.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(_read(json.loads(line)) for line in lines if line.strip())


def _read(row: dict[str, Any]) -> Kind:
    read = {
        "layout": Layout(row["layout"]),
        "authority": Authority(row["authority"]),
        "occasion": LetterOccasion(row.get("occasion", "")),
        "from_on": date.fromisoformat(row["from_on"]),
        "until_on": date.fromisoformat(row["until_on"]) if row["until_on"] else None,
        "fields": tuple(_field(field) for field in row["fields"]),
        "body": tuple(row["body"]),
        "recipients": tuple(row["recipients"]),
        "must_say": tuple(row.get("must_say", ())),
        **{name: frozenset(Role(role) for role in row[name]) for name in _ROLES},
    }
    return Kind(**{**row, **read})


def _field(row: dict[str, Any]) -> FieldSpec:
    return FieldSpec(**{**row, "type": FieldType(row.get("type", "line"))})


@cache
def jargon() -> tuple[tuple[str, str], ...]:
    """Office words, each with its everyday twin."""
    return tuple((row["word"], row["plain"]) for row in _table("jargon.csv"))


def situations() -> list[Mapping[str, str]]:
    """Situations of life in words, the answers they give, and what a careful person does."""
    return _table("situations.csv")


def _table(name: str) -> list[Mapping[str, str]]:
    return list(csv.DictReader((files(__name__) / name).read_text(encoding="utf-8").splitlines()))
