"""The week's list of what people did not understand, and one screen on which a guide is mended."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.queries import procedures
from vidan.speech.refusals import sentence
from vidan.web.office import guide_changes, guide_reading
from vidan.web.office.guide_meaning import meaning_form, settled
from vidan.web.wording import SpokenForm


class OutcomeForm(SpokenForm):
    """What was done so that people understand."""

    outcome = forms.CharField(
        label="Đã làm gì?",
        help_text="Một câu, ví dụ: dạy máy ba lời hỏi, viết lại bước 2.",
        max_length=500,
        error_messages={"required": "Xin ghi một câu: đã làm gì để bà con hiểu."},
    )


def listing(request: Any) -> HttpResponse:
    """Lists by guide, open ones first."""
    rows = procedures.doubts(request.actor.commune_id, local_day(timezone.now()))
    return render(request, "office/guide_doubts.html", {"rows": rows})


def doubt(request: Any, doubt_code: str) -> HttpResponse:
    """One guide: its questions with what each means, how it reads, its words to better, and the end."""
    now = timezone.now()
    card = procedures.doubt(request.actor.commune_id, doubt_code, local_day(now))
    if card is None:
        raise Http404(doubt_code)
    asked = [_asked(request, card, question, now) for question in card.questions]
    outcome = OutcomeForm(request.POST if "outcome" in request.POST else None)
    if request.method == "POST" and _done(request, card, asked, outcome, now):
        return redirect("office.guide_doubt", doubt_code=doubt_code)
    guide = procedures.by_key(request.actor.commune_id, card.key, local_day(now)) if card.key else None
    context: dict[str, Any] = {"card": card, "asked": asked, "outcome": outcome, "procedure": guide}
    if guide is not None and card.closed_at is None:
        context |= {"reading": guide_reading.read(guide), **guide_changes.opened(guide)}
    return render(request, "office/guide_doubt.html", context, status=422 if request.method == "POST" else 200)


def _asked(request: Any, card: procedures.DoubtCard, question: procedures.MissedCard, now: Any) -> dict[str, Any]:
    """A question, what the guide makes of it now, and the form that mends it."""
    told = procedures.guidance(request.actor.commune_id, question.words, local_day(now))
    own = ((card.key, card.name),) if card.key else ()
    data = request.POST if request.POST.get("question") == str(question.number) else None
    form = meaning_form(request, question.words, told, *own, data=data, prefix=f"q{question.number}")
    return {"card": question, "told": told, "form": form}


def _done(
    request: Any, card: procedures.DoubtCard, asked: list[dict[str, Any]], outcome: OutcomeForm, now: Any
) -> bool:
    mended = next((one for one in asked if one["form"].is_bound), None)
    if mended is not None:
        return settled(request, mended["card"], mended["form"], now)
    if not outcome.is_valid():
        return False
    try:
        acts.settle_doubt(request.actor, card.code, outcome.cleaned_data["outcome"], now=now)
    except Refused as refused:
        outcome.add_error(refused.field if refused.field in outcome.fields else None, sentence(refused))
        return False
    messages.success(request, "Cảm ơn. Đã ghi xong danh sách tuần này.")
    return True
