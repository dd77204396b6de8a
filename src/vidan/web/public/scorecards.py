"""*Phiếu điểm theo luật*: the nine indicators, the index by group, people's content, quarter by quarter."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vidan.domain.moments import local_day
from vidan.queries.promises import scorecards as seen
from vidan.web import scorecard_words as words
from vidan.web.public import ready


def scorecards(request: Any) -> HttpResponse:
    """The newest quarter that is over and on record, or another of the last four (`?quy=2026-09-30`): made once a day,
    and when a figure is typed in.
    """
    today, commune_id = local_day(timezone.now()), request.commune.id
    quarters = seen.quarters(commune_id, today)
    if not quarters and not request.GET.get("quy"):
        return render(request, "public/scorecards.html")
    chosen = words.asked_quarter(request, quarters)

    def context() -> dict[str, Any]:
        found = seen.quarter(commune_id, *chosen)
        return {
            "quarters": [(last.isoformat(), words.quarter_name(first), last == chosen[1]) for first, last in quarters],
            "name": words.quarter_name(found.first),
            "agency": words.card(found.agency),
            "index": words.index(found.index),
            "content": words.content(found),
        }

    told_of = quarters, seen.last_input(commune_id)
    return ready.page(request, f"phieu-diem.{chosen[1]}", "public/scorecards.html", today, told_of, context)
