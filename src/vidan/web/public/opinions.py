"""Drafts on which the People say what they think, and what became of what they said."""

import secrets
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vidan.actions import steering as acts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import citizen
from vidan.domain.steering import LONGEST_OPINION
from vidan.queries import steering as seen
from vidan.speech import steering as words
from vidan.speech.refusals import sentence
from vidan.web.public import quotas
from vidan.web.wording import SpokenForm


class OpinionForm(SpokenForm):
    """What somebody thinks; nothing else is asked."""

    words = forms.CharField(
        label=gettext_lazy("Ý kiến của ông/bà"),
        help_text=gettext_lazy("Không cần ghi tên. Xin đừng ghi số giấy tờ, số điện thoại."),
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Xin ghi ý kiến của ông/bà.")},
    )
    form_token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


def listing(request: Any) -> HttpResponse:
    """What may be said something about now, and what became of earlier drafts."""
    today = local_day(timezone.now())
    rows = [{"card": card, "state": _state(card, today)} for card in seen.rounds(request.commune.id)]
    return render(request, "public/rounds.html", {"rows": rows})


def _state(card: seen.RoundCard, today: date) -> str:
    return words.round_state_said(card.from_on, card.until_on, card.published_at is not None, today)


def detail(request: Any, round_code: str) -> HttpResponse:
    """The draft, the question, one field; after the result is published every opinion with its answer."""
    now = timezone.now()
    card = seen.opinion_round(request.commune.id, round_code, public=True)
    is_open = card.open_on(local_day(now))
    form = OpinionForm(request.POST or None, initial={"form_token": secrets.token_hex(16)}) if is_open else None
    if request.method == "POST" and form is not None and form.is_valid():
        told = form.cleaned_data
        if quotas.too_many(request):
            form.add_error(None, _("Từ nơi này vừa có nhiều ý kiến gửi đi. Xin chờ một phút rồi bấm gửi lần nữa."))
            return _page(request, card, form, status=429)
        quotas.note(request)
        try:
            acts.say(citizen(request.commune.id), card.code, told["words"], form_token=told["form_token"], now=now)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("public.round_thanks", round_code=card.code)
    return _page(request, card, form, status=422 if form is not None and form.errors else 200)


def _page(request: Any, card: seen.RoundCard, form: OpinionForm | None, *, status: int = 200) -> HttpResponse:
    context = {
        "card": card,
        "form": form,
        "state": _state(card, local_day(timezone.now())),
        "opinions": [
            {"card": one, "outcome": _(words.OUTCOMES[one.outcome]) if one.outcome else ""} for one in card.opinions
        ],
    }
    return render(request, "public/round.html", context, status=status)


def thanks(request: Any, round_code: str) -> HttpResponse:
    """What happens with it now."""
    card = seen.opinion_round(request.commune.id, round_code, public=True)
    return render(request, "public/round_thanks.html", {"card": card})
