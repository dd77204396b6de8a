"""*Phiếu điểm theo luật*: the nine indicators, the index by group, people's content, quarter by quarter."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.domain.moments import local_day
from vidan.queries.promises import scorecards as seen
from vidan.web import scorecard_words as words


def scorecards(request: Any) -> HttpResponse:
    """The newest quarter that is over and on record, or another of the last four (`?quy=2026-09-30`)."""
    quarters = seen.quarters(request.commune.id, local_day(timezone.now()))
    if not quarters and not request.GET.get("quy"):
        return render(request, "public/scorecards.html")
    chosen = words.asked_quarter(request, quarters)
    found = seen.quarter(request.commune.id, *chosen)
    context = {
        "quarters": [(last.isoformat(), words.quarter_name(first), last == chosen[1]) for first, last in quarters],
        "name": words.quarter_name(found.first),
        "agency": words.card(found.agency),
        "index": words.index(found.index),
        "content": words.content(found),
    }
    return render(request, "public/scorecards.html", context)
