"""*Đạt lời hứa*: what would bring the commune to its targets, for the chairman; for each officer, his own matters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.domain.promises import Verdict
from vidan.queries.promises import board as boards
from vidan.queries.promises import reaching as seen
from vidan.speech import figures
from vidan.speech import reaching as words
from vidan.web.office.kinds import url_of

#: Those that may be shown as far from their target, the farthest first.
_ORDER = (Verdict.MISSED, Verdict.NEARLY, Verdict.KEPT, Verdict.UNKNOWN)


def overview(request: Any) -> HttpResponse:
    """Which matters to do first, and how far each promise is; nobody is compared with a colleague."""
    actor, day = request.actor, local_day(timezone.now())
    whole = actor.may(Role.LEADER)
    found = boards.board(actor.commune_id, day)
    measured = [one for one in seen.reaches(actor.commune_id, found) if one.promise.measured]
    measured.sort(key=lambda one: _ORDER.index(one.promise.main.verdict))
    numbers = [one.promise.number for one in measured]
    everything = "tat-ca" in request.GET
    told = {"holder_id": None if whole else actor.officer_id, "most": seen.ALL if everything else seen.MOST}
    context = {
        "whole": whole,
        "everything": everything,
        "missed": _lines(actor.commune_id, day, numbers, missed=True, **told),
        "matters": _lines(actor.commune_id, day, numbers, missed=False, **told),
        "promises": [_line(one) for one in measured],
    }
    return render(request, "office/reaching.html", context)


def _lines(
    commune_id: int, day: date, numbers: Sequence[int], *, missed: bool, holder_id: int | None, most: int
) -> dict[str, Any]:
    """The first matters of a list with their addresses, and how many more it has (`over`: at least so many)."""
    found = seen.savings(commune_id, day, numbers, missed=missed, holder_id=holder_id, most=most)
    count = seen.how_many(commune_id, day, numbers, missed=missed, holder_id=holder_id) if len(found) == most else 0
    return {"rows": _links(found), "more": max(0, count - most), "over": count == seen.COUNTED}


def _links(found: Sequence[seen.Saving]) -> list[dict[str, Any]]:
    return [{"card": one, "url": url_of(one.kind, one.code)} for one in found]


def _line(one: seen.Reach) -> dict[str, Any]:
    promise, main = one.promise, one.promise.main
    far = main.verdict in (Verdict.MISSED, Verdict.NEARLY)
    return {
        "number": promise.number,
        "name": promise.definition.wording("vi").name,
        "figure": figures.kept(promise.number, main.figure),
        "target": promise.target,
        "verdict": figures.VERDICTS[main.verdict],
        "tone": figures.TONES[main.verdict],
        "standing": words.standing(promise.number, main.figure, promise.target, main.verdict),
        "way": words.way(one.overdue, one.gaining, one.by) if far else [],
    }
