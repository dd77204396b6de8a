"""A quarter on the scorecards in words, for the public page and for the office's."""

from datetime import date
from typing import Any

from django.http import Http404

from vidan.domain.promises import LEAST_COUNTED, Figure
from vidan.domain.promises import scorecards as rules
from vidan.queries.promises import scorecards as seen
from vidan.speech import figures, scorecards
from vidan.speech.language import _, is_english


def points(hundredths: int, places: int = 1) -> str:
    """`1,3`, or `90,29` to two places."""
    text = f"{hundredths / rules.WHOLE:.{places}f}"
    return text if is_english() else text.replace(".", ",")


def card(found: seen.Points) -> dict[str, Any]:
    """Indicators, their sum, what it surely is and could be."""
    lines = [
        {
            "number": one.number,
            "name": _(scorecards.INDICATORS[one.number]),
            "points": "" if one.hundredths is None else points(one.hundredths),
            "cases": one.cases,
        }
        for one in found.indicators
    ]
    return {"lines": lines, **_edition(found.card)} | _sum(found.sum, found.least, found.best, 1)


def index(found: seen.Index) -> dict[str, Any]:
    """Groups with their components; a component says its figure, so that anybody may split it otherwise."""
    groups = [
        {
            "number": group.number,
            "name": _(scorecards.GROUPS[group.number]),
            "most": group.most,
            "points": points(whole.hundredths, 2) if whole.most else "",
            "known": points(whole.most, 0),
            "parts": [_part(one) for one in parts],
        }
        for group, parts, whole in found.groups
    ]
    return {"groups": groups, **_edition(found.card)} | _sum(found.sum, found.least, found.best, 2)


def _edition(card: rules.PointsCard | rules.IndexCard) -> dict[str, Any]:
    return {"source": _(card.source), "doubt": _(card.doubt), "since": card.since}


def _part(one: rules.PartOf) -> dict[str, Any]:
    known = one.hundredths is not None and one.figure is not None
    return {
        "name": _(scorecards.PARTS[one.part.key]),
        "most": one.part.most,
        "sure": one.part.sure,
        "points": points(one.hundredths or 0, 2) if known else "",
        "figure": figures.fraction(one.figure) if known and one.figure else "",
    }


def _sum(whole: rules.PointSum, least: str, best: str, places: int) -> dict[str, Any]:
    return {
        "sum": points(whole.hundredths, places),
        "most": points(whole.most, 0),
        "at_best": points(whole.at_best, places),
        "rank": _(scorecards.RANKS[least]),
        "best_rank": _(scorecards.RANKS[best]),
        "sure": least == best,
        "anything": whole.most > 0,
    }


def content(found: seen.Quarter) -> dict[str, Any]:
    """The satisfaction index over all valid answers to all questions, and each question's; nothing under ten."""
    items = [one for one in found.ratings.items if one.valid >= LEAST_COUNTED]
    whole = Figure(sum(one.satisfied for one in items), sum(one.valid for one in items))
    return {
        "answered": found.ratings.answered,
        "index": figures.value(whole),
        "fraction": figures.fraction(whole),
        "items": [(one.number, figures.value(Figure(one.satisfied, one.valid))) for one in items if one.number],
    }


def quarter_name(first: date) -> str:
    """`III/2026`."""
    return f"{('I', 'II', 'III', 'IV')[(first.month - 1) // 3]}/{first.year}"


def asked_quarter(request: Any, quarters: tuple[tuple[date, date], ...]) -> tuple[date, date]:
    """The quarter that the address names by its last day; the newest where it names none. 404 for any other."""
    asked = request.GET.get("quy", "")
    found = [one for one in quarters if not asked or one[1].isoformat() == asked]
    if not found:
        raise Http404(asked)
    return found[0]
