"""Questions that the guide did not understand: what people typed, what it means now, and the words that mend it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.domain.moments import local_day
from vidan.queries import procedures
from vidan.web.office.guide_meaning import meaning_form, settled


def missed(request: Any) -> HttpResponse:
    """What people did not find, the most asked first."""
    rows = procedures.missed(request.actor.commune_id)
    return render(request, "office/missed.html", {"rows": rows})


def question(request: Any, question_id: int) -> HttpResponse:
    """One question: what the guide makes of it now, and what it ought to mean."""
    commune_id, now = request.actor.commune_id, timezone.now()
    card = procedures.missed_card(commune_id, question_id)
    if card is None:
        raise Http404(question_id)
    told = procedures.guidance(commune_id, card.words, local_day(now))
    form = meaning_form(request, card.words, told, data=request.POST or None)
    if request.method == "POST" and settled(request, card, form, now):
        return redirect("office.missed_question", question_id=question_id)
    return render(request, "office/missed_question.html", {"card": card, "told": told, "form": form})
