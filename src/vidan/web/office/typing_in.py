"""What was said on paper, by telephone, at a meeting: an officer or a village head types it in, and gives the code."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from vidan.actions.feedback import sending
from vidan.actions.feedback.sending import Sent
from vidan.adapters import qr
from vidan.domain.errors import Refused
from vidan.domain.feedback.saying import Door
from vidan.domain.matters import grouped
from vidan.domain.moments import local_day
from vidan.queries import people
from vidan.queries.feedback import public, tracking
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office.printing import base_url
from vidan.web.say_forms import TypedForm


def typed(request: Any) -> HttpResponse:
    """The same form as everybody's; who helped is kept with it. The slip with code and secret is printed at once."""
    commune = request.commune.id
    choices = {"villages": partial(public.villages, commune), "officers": partial(people.named, commune)}
    kept = drafts.restore(request)
    if request.method != "POST":
        form = TypedForm(kept, **choices) if kept is not None else TypedForm(initial={"door": "paper"}, **choices)
        return render(request, "office/feedback_typed.html", {"form": form, "restored": kept is not None})
    form = TypedForm(request.POST, request.FILES, **choices)
    if form.is_valid():
        try:
            sent = sending.send(request.actor, form.saying(Door(form.cleaned_data["door"])), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return slip(request, sent)
    return render(request, "office/feedback_typed.html", {"form": form}, status=422)


def slip(request: Any, sent: Sent, **more: Any) -> HttpResponse:
    """What its sender takes home: code, secret, dates, and where to look, as an address and as a code to scan."""
    card = tracking.tracking(request.commune.id, sent.code, sent.print_number)
    secret = grouped(tracking.secret_of(sent.reference, sent.print_number))
    address = f"{base_url(request)}{reverse('public.said_lookup')}"
    side, black = qr.path(f"{address}?{urlencode({'ma': sent.code})}")
    where = {"address": address.partition("://")[2], "side": side, "black": black}
    where |= {"answerable": people.answerable(request.commune.id, local_day(timezone.now()))}
    return render(request, "office/feedback_slip.html", {"card": card, "secret": secret, **where, **more})
