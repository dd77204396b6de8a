"""The scorecards of the law, edition by edition with its day of effect and its source."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from vidan.domain.promises.scorecards import IndexCard, IndexGroup, IndexPart, PointsCard, Rung

Card = TypeVar("Card", PointsCard, IndexCard)


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((files(__name__) / "editions.toml").read_text(encoding="utf-8"))


def points_card(day: date) -> PointsCard:
    """The nine indicators in the edition in force on a day (before the first one: the first). The file is ours: a
    damaged one raises.
    """
    return newest([_points(row) for row in _told()["points"]], day)


def index_card(day: date) -> IndexCard:
    """The index by group, likewise."""
    return newest([_index(row) for row in _told()["index"]], day)


def newest(editions: list[Card], day: date) -> Card:
    """The edition in force on a day; before the first day of effect, the first one."""
    ordered = sorted(editions, key=lambda one: one.since)
    return [one for one in ordered if one.since <= day or one is ordered[0]][-1]


def _rungs(row: list[list[Any]]) -> tuple[Rung, ...]:
    return tuple(Rung(round(least * 100), name) for least, name in row)


def _points(row: dict[str, Any]) -> PointsCard:
    return PointsCard(row["key"], row["since"], row["source"], row["doubt"], _rungs(row["ranks"]), _rungs(row["tasks"]))


def _index(row: dict[str, Any]) -> IndexCard:
    groups = tuple(
        IndexGroup(group["number"], group["most"], tuple(IndexPart(**part) for part in group["parts"]))
        for group in row["group"]
    )
    return IndexCard(row["key"], row["since"], row["source"], row["doubt"], _rungs(row["ranks"]), groups)
