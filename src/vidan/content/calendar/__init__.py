"""The national calendar pack: days off 2023-2027 and the usual working hours, each with its source (see README.md)."""

import csv
import json
from datetime import date
from functools import cache
from importlib import resources

from vidan.domain.calendar import DayKind, DayRow, RowMark, Season

_PACK = resources.files(__name__)


@cache
def vietnam() -> tuple[DayRow, ...]:
    """Every day of the national pack that is not like its weekday, by date."""
    lines = _PACK.joinpath("vietnam.csv").read_text("utf-8").splitlines()
    return tuple(
        DayRow(
            date.fromisoformat(row["date"]), DayKind(row["kind"]), row["name"], row["document"], RowMark(row["mark"])
        )
        for row in csv.DictReader(lines)
    )


@cache
def default_seasons() -> tuple[Season, ...]:
    """The working hours of a commune that has not entered its own."""
    pack = json.loads(_PACK.joinpath("sessions.json").read_text("utf-8"))
    return tuple(Season.parse(season["first"], season["last"], season["week"]) for season in pack["seasons"])
