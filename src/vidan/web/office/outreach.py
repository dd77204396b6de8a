"""Telling officials and the people: notices that each official acknowledges, loudspeaker texts and their log."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.actions.steering.outreach import HEARERS
from vidan.content.letters import jargon
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import heard
from vidan.queries import steering as seen
from vidan.speech import steering as words
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office import outreach_forms as forms
from vidan.web.office.board import show


def briefings(request: Any) -> HttpResponse:
    """What I have to read first, then everything that was sent; the clerk or a head sends a new one."""
    now, actor = timezone.now(), request.actor
    kept = drafts.restore(request)
    form = forms.BriefingForm(request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        if not actor.may(*KEEPERS):
            raise Http404
        try:
            row = acts.brief(actor, form.briefing(), now=now)
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã gửi. Ai đọc rồi, ai chưa đọc hiện ở trang này.")
            return redirect("office.briefing", briefing_id=row.pk)
    today = local_day(now)
    cards = [{"card": card, "late": today > card.read_by} for card in seen.briefings(actor)]
    context = {
        "mine": [line for line in cards if line["card"].waits_for_me],
        "others": [line for line in cards if not line["card"].waits_for_me],
        "form": form,
        "keeper": actor.may(*KEEPERS),
        "restored": kept is not None,
    }
    return render(request, "office/briefings.html", context, status=422 if form.errors else 200)


def briefing(request: Any, briefing_id: int) -> HttpResponse:
    """One notice: its words, one button, and who has read it."""
    now, actor = timezone.now(), request.actor
    card = seen.briefing(actor, briefing_id)
    if request.method == "POST":
        try:
            acts.acknowledge(actor, card.id, now=now)
        except Refused as refused:
            if refused.code != "steering.briefing.read":
                raise
        messages.success(request, "Cảm ơn ông/bà. Đã ghi là ông/bà đã đọc.")
        return redirect("office.briefing", briefing_id=card.id)
    context = {"card": card, "late": local_day(now) > card.read_by, "keeper": actor.may(*KEEPERS)}
    return render(request, "office/briefing.html", context)


def broadcasts(request: Any) -> HttpResponse:
    """Texts for the loudspeaker with what is wrong with one that is being written, and the log of broadcasts."""
    now, actor = timezone.now(), request.actor
    texts = seen.broadcasts(actor.commune_id)
    act = request.POST.get("act", "")
    write = forms.BroadcastForm(request.POST if act == "write" else None)
    told = [(str(one.id), one.title) for one in texts]
    air = forms.AiringForm(request.POST if act == "air" else None, texts=told, initial={"on": local_day(now)})
    allowed = {"write": KEEPERS, "air": HEARERS}
    if request.method == "POST":
        if act not in allowed or not actor.may(*allowed[act]):
            raise Http404
        form = write if act == "write" else air
        if form.is_valid() and _done(request, act, form, now):
            return redirect("office.outreach")
    form = air if act == "air" else write
    context = {
        "texts": [{"card": one, "remarks": words.remarks(heard(one.words, (), jargon()))} for one in texts],
        "airings": seen.airings(actor.commune_id),
        "write": write if actor.may(*KEEPERS) else None,
        "air": air if texts and actor.may(*HEARERS) else None,
        "act": act,
        "form": form,
    }
    return render(request, "office/outreach.html", context, status=422 if form.errors else 200)


def _done(request: Any, act: str, form: Any, now: Any) -> bool:
    told = form.cleaned_data
    try:
        if act == "write":
            acts.compose_broadcast(request.actor, told["title"], told["words"], now=now)
        else:
            acts.air(request.actor, int(told["broadcast"]), form.aired_at(), told["place"], now=now)
    except Refused as refused:
        beside = {"aired_at": "on"}.get(refused.field, refused.field)
        form.add_error(beside if beside in form.fields else None, sentence(refused))
        return False
    messages.success(request, "Đã giữ bài đọc." if act == "write" else "Đã ghi vào sổ phát loa.")
    return True
