"""The twelve promises as JSON: figures, definitions, series, tables, rows, corrections; the law's scorecards.

What stands here stands on the public pages too, under the same rules: tables are those that were laid down (ADR 88),
rows have a public reference and three days and end with yesterday. Told in docs/open-data.md.
"""

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from vidan import __version__
from vidan.adapters import public_files
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.promises import Figure
from vidan.domain.promises import scorecards as rules
from vidan.queries import steering
from vidan.queries.communes import CommuneCard
from vidan.queries.promises import board as boards
from vidan.queries.promises import corrections, scorecards, tables
from vidan.queries.promises import rows as listed

#: Rows in one answer; `next` leads to those that follow.
ROWS = 500
YESTERDAY = timedelta(days=1)
#: Said of a place among the open ones, where others say their day.
OPEN = "open"
HEXADECIMAL = re.compile("[0-9a-f]{32}")


def every(request: Any) -> HttpResponse:
    """All twelve: figure in each window, verdict, target, where the rest of each stands."""
    board = _board(request)
    told = [_figures(one) | {"url": _url(request, "api.promise", one.number)} for one in board.promises]
    return _answer(request, {**_head(request.commune, board.day), "promises": told})


def one_of_them(request: Any, promise: int) -> HttpResponse:
    """One promise: definition in two languages, thirteen months, tables of quarters that are over, corrections."""
    board = _board(request)
    one = _chosen(board, promise)
    commune_id = request.commune.id
    definition = one.definition
    answering = steering.answering(commune_id, board.day).get(promise)
    told = {
        **_figures(one),
        "definition": {
            "version": definition.version,
            "since": definition.since,
            "owner": definition.owner.value,
            "answering": asdict(answering) if answering else None,
            "default_target_percent": definition.target,
            "vi": asdict(definition.vi),
            "en": asdict(definition.en),
        },
        "months": [_period(month) for month in one.months] if one.measured else [],
        "tables": [_table(table) for table in tables.newest(commune_id, promise)] if one.measured else [],
        "corrections": [
            {
                "noticed_on": row.noticed_on,
                "cause": row.cause,
                "day": row.day,
                "published": _figure(row.told),
                "now": _figure(row.found),
            }
            for row in corrections.newest(commune_id, board.day, promise)
        ],
        "rows": _url(request, "api.promise_rows", promise),
    }
    return _answer(request, {**_head(request.commune, board.day), "promise": told})


def rows(request: Any, promise: int) -> HttpResponse:
    """The occasions behind a figure that have a public reference, as of yesterday: open ones first, then the newest.

    `next` leads on (`?after=2026-11-20.<reference>`, or `?after=open.<reference>` among the open ones).
    """
    board = _board(request, YESTERDAY)
    one = _chosen(board, promise)
    after = _place(request.GET["after"]) if "after" in request.GET else None
    found = listed.rows_after(request.commune.id, promise, board.day, after, ROWS + 1) if one.measured else ()
    part = found[:ROWS]
    told: dict[str, Any] = {
        **_head(request.commune, board.day),
        "promise": promise,
        "figure": _figure(one.main.figure),
        "rows": [asdict(row) for row in part],
        "next": None,
    }
    if len(found) > ROWS:
        told["next"] = f"{_url(request, 'api.promise_rows', promise)}?after={_named(part[-1])}"
    return _answer(request, told)


def _named(row: listed.Row) -> str:
    return f"{row.finished_on.isoformat() if row.finished_on else OPEN}.{row.reference}"


def _place(asked: str) -> listed.Place:
    day, _, reference = asked.partition(".")
    if not HEXADECIMAL.fullmatch(reference):
        raise Http404(asked)
    try:
        return listed.Place(None if day == OPEN else date.fromisoformat(day), reference)
    except ValueError as problem:
        raise Http404(asked) from problem


def marks(request: Any) -> HttpResponse:
    """The law's scorecards over the newest quarter that is over, or another of the last four (`?quarter=2026-09-30`):
    every component with its figure, so that anybody can split the index otherwise. 404 for a quarter without a record.
    """
    asked = request.GET.get("quarter", "")
    commune, today = request.commune, local_day(timezone.now())
    quarters = [one for one in scorecards.quarters(commune.id, today) if not asked or one[1].isoformat() == asked]
    if not quarters:
        raise Http404(asked)
    _refuse_training(request)
    stamp = commune, __version__, today, scorecards.last_input(commune.id)
    folder = Path(settings.DATA) / "public" / commune.slug / public_files.READY
    name = f"scorecards.{quarters[0][1]}.json"
    return _sent(request, public_files.ready(folder, name, stamp, lambda: _json(_marks(commune, *quarters[0]))))


def _marks(commune: CommuneCard, first: date, last: date) -> dict[str, Any]:
    found = scorecards.quarter(commune.id, first, last)
    return {
        **_head(commune, found.last),
        "first": found.first,
        "indicators": {
            "card": found.agency.card.key,
            "points": {str(one.number): _points(one.hundredths) for one in found.agency.indicators},
            "cases": {str(one.number): one.cases for one in found.agency.indicators},
            **_sum(found.agency.sum, found.agency.least, found.agency.best),
        },
        "index_estimate": {
            "card": found.index.card.key,
            "components": [_component(one, group.number) for group, parts, _ in found.index.groups for one in parts],
            **_sum(found.index.sum, found.index.least, found.index.best),
        },
        "typed_in": {
            key: {**_figure(one.figure), "source": one.source, "on": local_day(one.entered_at)}
            for key, one in found.inputs.items()
        },
    }


# ------------------------------------------------------------------------------------------------------ parts


def _refuse_training(request: Any) -> None:
    if request.commune.training:
        raise Refused("promises.training")


def _board(request: Any, ago: timedelta = timedelta(0)) -> boards.Board:
    _refuse_training(request)
    return boards.board(request.commune.id, local_day(timezone.now()) - ago)


def _chosen(board: boards.Board, number: int) -> boards.PromiseFigures:
    one = next((one for one in board.promises if one.number == number), None)
    if one is None:
        raise Http404(str(number))
    return one


def _head(commune: CommuneCard, day: date) -> dict[str, Any]:
    return {"commune": commune.code, "name": commune.name, "as_of": day}


def _url(request: Any, name: str, *args: Any) -> str:
    return str(request.build_absolute_uri(reverse(name, args=args)))


def _figure(figure: Figure) -> dict[str, int]:
    return {"kept": figure.kept, "counted": figure.counted}


def _period(period: boards.Period) -> dict[str, Any]:
    between = [f"{end:.6f}" for end in period.interval] if period.interval else []
    told = {"first": period.first, "last": period.last, **_figure(period.figure)}
    return {**told, "wilson_95": between, "verdict": period.verdict.value}


def _figures(one: boards.PromiseFigures) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": {"vi": one.definition.vi.name, "en": one.definition.en.name},
        "measured": one.measured,
        "target_percent": one.target,
        "windows": {name: _period(period) for name, period in one.windows.items()},
    }


def _table(table: tables.Table) -> dict[str, Any]:
    return {
        "by": table.by,
        "first": table.first,
        "last": table.last,
        "cells": [{"name": name, **_figure(figure)} for name, figure in table.cells],
        "others": _figure(table.others) if table.others else None,
    }


def _points(hundredths: int | None) -> str | None:
    return None if hundredths is None else f"{hundredths / rules.WHOLE:.2f}"


def _sum(whole: rules.PointSum, least: str, best: str) -> dict[str, Any]:
    told = {"sum": _points(whole.hundredths), "of_known": _points(whole.most), "at_best": _points(whole.at_best)}
    return {**told, "rank_at_least": least, "rank_at_best": best}


def _component(one: rules.PartOf, group: int) -> dict[str, Any]:
    return {
        "group": group,
        "key": one.part.key,
        "most": one.part.most,
        "most_is_ours": not one.part.sure,
        "figure": _figure(one.figure) if one.figure is not None else None,
        "points": _points(one.hundredths),
    }


def _answer(request: Any, told: dict[str, Any]) -> HttpResponse:
    return _sent(request, _json(told))


def _json(told: dict[str, Any]) -> bytes:
    iso: Callable[[date], str] = date.isoformat
    return json.dumps(told, ensure_ascii=False, default=iso).encode()


def _sent(request: Any, data: bytes) -> HttpResponse:
    """JSON that any other site may read, and that who has it already need not fetch again."""
    answer = HttpResponse(data, content_type="application/json")
    answer["ETag"] = f'"{sha256(data).hexdigest()[:32]}"'
    answer["Cache-Control"] = "no-cache"
    sent: HttpResponse = get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
    sent["Access-Control-Allow-Origin"] = "*"  # a 304 is a new answer: it needs them too
    sent["Cross-Origin-Resource-Policy"] = "cross-origin"
    return sent
