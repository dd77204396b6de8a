"""Rounds of opinions at the desk: lay a draft open, type what came on paper, answer each, publish the result."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import Acceptance, OpinionWay
from vidan.queries import steering as seen
from vidan.speech import steering as words
from vidan.web import drafts
from vidan.web.office import opinion_forms as forms
from vidan.web.office.board import show
from vidan.web.office.questions import About

DONE = {"paper": "Đã ghi ý kiến.", "reply": "Đã trả lời.", "publish": "Đã công bố kết quả trên trang của xã."}


def listing(request: Any) -> HttpResponse:
    """All rounds, the newest first."""
    today = local_day(timezone.now())
    rows = [{"card": card, "state": _state(card, today)} for card in seen.rounds(request.actor.commune_id)]
    return render(request, "office/rounds.html", {"rows": rows, "keeper": request.actor.may(*KEEPERS)})


def _state(card: seen.RoundCard, today: date) -> str:
    return words.round_state(card.from_on, card.until_on, card.published_at is not None, today)


def new(request: Any) -> HttpResponse:
    """A draft, a question, at least twenty days."""
    now = timezone.now()
    kept = drafts.restore(request)
    form = forms.RoundForm(request.POST if request.method == "POST" else kept, initial={"from_on": local_day(now)})
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.open_round(request.actor, form.round(), now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.round", round_code=row.code)
    about = About("Lấy ý kiến", "ít nhất 20 ngày (Luật 10/2022 Đ28)", "", reverse("office.rounds"))
    shown = {"title": "Đưa dự thảo ra lấy ý kiến", "button": "Mở lấy ý kiến", "restored": kept is not None}
    context = {"about": about, "form": form, **shown}
    return render(request, "office/question.html", context, status=422 if form.errors else 200)


def detail(request: Any, round_code: str) -> HttpResponse:
    """One round: what was said, each with its answer; paper typed in; the result published."""
    now, actor = timezone.now(), request.actor
    card = seen.opinion_round(actor.commune_id, round_code, public=False)
    today = local_day(now)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    shown = _forms(request, card, act, today)
    if request.method == "POST":
        if act not in shown:
            raise Http404
        form = shown[act]
        if form.is_valid():
            try:
                _act(actor, card.code, act, form.cleaned_data, now)
            except Refused as refused:
                show(form, refused)
            else:
                messages.success(request, DONE[act])
                return redirect("office.round", round_code=round_code)
    form = shown.get(act)
    replies = _replies(card) if "paper" in shown else {}
    if form is not None and act == "reply":
        replies[form.answers] = form
    context = {
        "card": card,
        "state": _state(card, today),
        "opinions": [
            {
                "card": one,
                "way": words.OPINION_WAYS[one.way],
                "outcome": words.OUTCOMES[one.outcome] if one.outcome else "",
                "reply": replies.get(one.number),
            }
            for one in card.opinions
        ],
        "forms": shown,
        "form": form,
        "act": act,
        "over": today > card.until_on,
    }
    return render(request, "office/round.html", context, status=422 if form is not None and form.errors else 200)


def _forms(request: Any, card: seen.RoundCard, act: str, today: Any) -> dict[str, Any]:
    if not request.actor.may(*KEEPERS) or card.published_at is not None or today < card.from_on:
        return {}
    shown: dict[str, Any] = {}
    for name, kind in (("paper", forms.PaperOpinionForm), ("publish", forms.PublishForm)):
        if name != "publish" or today > card.until_on:
            shown[name] = kind(request.POST if act == name else None, auto_id=f"id_{name}_%s")
    if act == "reply":
        asked = request.POST.get("number", "")
        meant = next((one for one in card.opinions if str(one.number) == asked), None)
        if meant is not None:
            shown["reply"] = _reply(meant, request.POST)
    return shown


def _replies(card: seen.RoundCard) -> dict[int, forms.ReplyForm]:
    """A form for each opinion, each with what it says now."""
    return {one.number: _reply(one, None) for one in card.opinions}


def _reply(one: seen.OpinionCard, data: Any) -> forms.ReplyForm:
    said = {
        "number": one.number, "outcome": one.outcome.value if one.outcome else "", "answer": one.answer,
        "hidden": one.hidden,
    }  # fmt: skip
    return forms.ReplyForm(data, auto_id=f"id_reply_{one.number}_%s", initial=said, number=one.number)


def _act(actor: Any, code: str, act: str, told: dict[str, Any], now: Any) -> None:
    if act == "paper":
        acts.say(actor, code, told["words"], way=OpinionWay(told["way"]), now=now)
    elif act == "reply":
        outcome = Acceptance(told["outcome"])
        acts.reply(actor, code, told["number"], outcome, told["answer"], hidden=told["hidden"], now=now)
    else:
        acts.publish(actor, code, told["summary"], now=now)
