"""*Phiếu điểm theo luật*: the nine indicators, the index by group, people's content, quarter by quarter."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.domain.moments import local_day
from vidan.queries.promises import scorecards as seen
from vidan.web import scorecard_words as words


def scorecards(request: Any) -> HttpResponse:
    """The newest quarter that is over, or another of the last four (`?quy=2026-09-30`)."""
    quarters = seen.quarters(local_day(timezone.now()))
    chosen = asked_quarter(request, quarters)
    found = seen.quarter(request.commune.id, *chosen)
    context = {
        "quarters": [(last.isoformat(), words.quarter_name(first), last == chosen[1]) for first, last in quarters],
        "name": words.quarter_name(found.first),
        "agency": words.card(found.agency),
        "index": words.index(found.index),
        "content": words.content(found),
    }
    return render(request, "public/scorecards.html", context)


def asked_quarter(request: Any, quarters: tuple[tuple[date, date], ...]) -> tuple[date, date]:
    """The quarter that the address names by its last day; the newest where it names none. 404 for any other."""
    asked = request.GET.get("quy", "")
    found = [one for one in quarters if not asked or one[1].isoformat() == asked]
    if not found:
        raise Http404(asked)
    return found[0]
