"""Reports of a period: drafted from the figures, each figure with how it was counted, counted once more on its page."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.content.promises import definitions
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import PeriodKind, ReportFigure, Trend, period_of, read_period, unsourced
from vidan.queries import letters
from vidan.queries import steering as seen
from vidan.queries.promises import reports as figures
from vidan.speech import reports as words
from vidan.web.office.board import show
from vidan.web.wording import SpokenForm

_DAY = timedelta(days=1)
#: How many past periods of a kind are offered.
OFFERED = {PeriodKind.MONTH: 6, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 2}
TONES = {Trend.BETTER: "ok", Trend.WORSE: "soon", Trend.SAME: "plain", Trend.UNKNOWN: "plain"}
#: The parts of a report's text that tell figures.
TOLD = ("opening", "promises", "work", "late", "causes", "lessons")
#: Where one sees what a number of the board's work was counted from.
PLACES = {
    "assignments": "office.plan",
    "milestones": "office.plan",
    "meetings": "office.meetings",
    "receptions": "office.meetings",
    "dialogues": "office.meetings",
    "questions": "office.meetings",
    "publications": "office.publications",
    "broadcasts": "office.outreach",
    "briefings": "office.briefings",
    "opinions": "office.rounds",
    "letters": "office.letters",
    "lessons": "office.lessons",
}


class ReportForm(SpokenForm):
    """Which period."""

    period = forms.ChoiceField(label="Báo cáo kỳ nào?", error_messages={"required": "Xin chọn kỳ."})

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        self.fields["period"].choices = list(_periods(today))


def _periods(today: date) -> list[tuple[str, str]]:
    """The periods that are over, the newest first, then those that run."""
    over, running = [], []
    for kind, most in OFFERED.items():
        period = period_of(kind, today)
        name = words.period_name(period)
        running.append((period.key, f"{name[:1].upper()}{name[1:]} (tính đến hôm nay)"))
        for _ in range(most):
            period = period.before()
            name = words.period_name(period)
            over.append((period.key, f"{name[:1].upper()}{name[1:]}"))
    return over + running


def listing(request: Any) -> HttpResponse:
    """What was drafted, and a new one with one press."""
    now, actor = timezone.now(), request.actor
    form = ReportForm(request.POST or None, today=local_day(now))
    if request.method == "POST" and form.is_valid():
        if not actor.may(*KEEPERS):
            raise Http404
        data = figures.report(actor.commune_id, read_period(form.cleaned_data["period"]), local_day(now))
        try:
            row = acts.draft_report(actor, data, words.values(data), now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.board_report", report_id=row.pk)
    cards = [{"card": card, "name": words.period_name(card.period)} for card in seen.board_reports(actor.commune_id)]
    context = {"reports": cards, "form": form, "keeper": actor.may(*KEEPERS)}
    return render(request, "office/board_reports.html", context, status=422 if form.errors else 200)


def detail(request: Any, report_id: int) -> HttpResponse:
    """The figures as they stood beside the same counted again now; numbers in the text that no figure holds."""
    actor = request.actor
    card = seen.board_report(actor, report_id)
    again = {one.query: one for one in figures.report(actor.commune_id, card.period, card.until).figures}
    letter = letters.card(actor, card.letter)
    text = "\n".join(letter.values.get(name, "") for name in TOLD)
    names = {f"promise.{one.number}": f"{one.number}. {one.vi.name}" for one in definitions(card.until)}
    rows = [_row(one, again.get(one.query), names) for one in card.figures]
    context = {
        "card": card,
        "name": words.period_name(card.period),
        "promises": [row for row in rows if row["promise"]],
        "work": [row for row in rows if not row["promise"]],
        "changed": sum(row["changed"] for row in rows),
        "unsourced_words": ", ".join(unsourced(text, card.numbers)),
        "open": words.OPEN in text,
        "letter": letter,
    }
    return render(request, "office/board_report.html", context)


def _row(one: ReportFigure, again: ReportFigure | None, names: dict[str, str]) -> dict[str, Any]:
    column, _, number = one.query.partition(".")
    promise = int(number) if column == "promise" else None
    now = words.shown(again.count, again.of) if again else ""
    kept = words.shown(one.count, one.of)
    name = names.get(one.query) or words.figure_name(one.query)
    return {
        "name": name[:1].upper() + name[1:],
        "query": one.query,
        "how": words.figure_counted(one.query),
        "value": kept,
        "before": words.before_shown(one),
        "target": one.target,
        "trend": words.TRENDS[one.trend],
        "tone": TONES[one.trend],
        "now": now,
        "changed": now != kept,
        "promise": promise,
        "url": reverse("public.promise", args=[promise]) if promise else reverse(PLACES[column]),
    }
