"""Lessons at the desk: what went wrong, why, what is done, and whether it helped; and what other communes learned."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import LessonSource
from vidan.queries import steering as seen
from vidan.queries.promises import board as figures
from vidan.speech import steering as words
from vidan.web import drafts
from vidan.web.office import lesson_forms as forms
from vidan.web.office.board import show
from vidan.web.office.plan import members, promises


def listing(request: Any) -> HttpResponse:
    """Open lessons first, then those that were judged, then what others learned; a head opens one about a promise."""
    now, actor = timezone.now(), request.actor
    form = forms.LearnForm(request.POST or None, promises=promises(local_day(now)))
    if request.method == "POST" and form.is_valid():
        number = int(form.cleaned_data["promise"])
        title = words.lesson_title(LessonSource.PROMISE, seen.promise_named(number, local_day(now)))
        try:
            reading = figures.readings(actor.commune_id, local_day(now))[number]
            row = acts.learn(actor, LessonSource.PROMISE, str(number), title, reading, now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.lesson", lesson_code=row.code)
    cards = seen.lessons(actor.commune_id)
    context = {
        "open": [_line(card) for card in cards if card.open],
        "judged": [_line(card) for card in cards if not card.open],
        "shared": [_line(card) for card in seen.shared(actor.commune_id)],
        "form": form,
        "keeper": actor.may(*KEEPERS),
    }
    return render(request, "office/lessons.html", context, status=422 if form.errors else 200)


def _line(card: seen.LessonCard) -> dict[str, Any]:
    return {
        "card": card,
        "state": words.LESSON_STATES[card.state],
        "tone": words.LESSON_TONES[card.state],
        "before": words.reading(card.source, card.before),
        "after": words.reading(card.source, card.after) if card.after else "",
    }


def detail(request: Any, lesson_code: str) -> HttpResponse:
    """One lesson: the figure that opened it, cause, measure, owner, check day, and the figure of that day."""
    now, actor = timezone.now(), request.actor
    card = seen.lesson(actor, lesson_code)
    may = actor.may(*KEEPERS) and card.open
    kept = drafts.restore(request)
    initial = {
        "cause": card.cause, "measure": card.measure, "owner": str(card.owner_id or ""), "check_on": card.check_on,
        "reported": card.reported,
    }  # fmt: skip
    data = request.POST if request.method == "POST" else kept
    form = forms.MeasureForm(data, members=members(request), initial=initial) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        told = form.cleaned_data
        try:
            acts.measure(
                actor, card.code, cause=told["cause"], measure=told["measure"], owner_id=int(told["owner"]),
                check_on=told["check_on"], reported=told["reported"], now=now,
            )  # fmt: skip
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã ghi. Đến ngày kiểm tra, máy đọc lại đúng con số ấy.")
            return redirect("office.lesson", lesson_code=card.code)
    thanks = seen.thanks(actor.commune_id, card.reported) if card.reported else None
    context = {
        **_line(card),
        "form": form,
        "restored": kept is not None,
        "thanks": words.teller(*thanks) if thanks else "",
    }
    return render(request, "office/lesson.html", context, status=422 if form is not None and form.errors else 200)
