"""What the law asks to be published: the fourteen items, what is posted now, and the list of each quarter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import steering as acts
from vidan.actions.steering.board import KEEPERS
from vidan.content.steering import publication_ways, publications
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.steering import BUDGET, quarter_of
from vidan.queries import steering as seen
from vidan.web import drafts
from vidan.web.office import publication_forms as forms
from vidan.web.office.board import show


def listing(request: Any) -> HttpResponse:
    """The fourteen with what is posted of each now; the quarter's list becomes a notice."""
    now, actor = timezone.now(), request.actor
    today = local_day(now)
    form = forms.QuarterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not actor.may(*KEEPERS):
            raise Http404
        try:
            letter = acts.list_quarter(actor, today, form.cleaned_data["contact"], now=now)
        except Refused as refused:
            show(form, refused)
        else:
            return redirect("office.letter", letter_code=letter.code)
    ways = publication_ways()
    items = [
        {
            "card": card,
            "now": [{"card": one, "ways": ", ".join(ways[way] for way in one.ways)} for one in card.now],
        }
        for card in seen.publications(actor.commune_id, today)
    ]
    first, last = quarter_of(today)
    context = {
        "items": items,
        "missing": sum(not card["now"] for card in items),
        "form": form,
        "keeper": actor.may(*KEEPERS),
        "first": first,
        "last": last,
        "budget": seen.budget_term(),
        "budget_item": BUDGET,
    }
    return render(request, "office/publications.html", context, status=422 if form.errors else 200)


def new(request: Any, item: int) -> HttpResponse:
    """Something of an item is published, perhaps in place of what was there."""
    now = timezone.now()
    today = local_day(now)
    kind = next((one for one in publications() if one.number == item), None)
    if kind is None:
        raise Http404
    cards = seen.publications(request.actor.commune_id, today)[item - 1].now
    kept = drafts.restore(request)
    form = forms.PublicationForm(
        request.POST if request.method == "POST" else kept,
        files=request.FILES or None,
        posted=[(card.id, card.title) for card in cards],
        initial=forms.usual(kind, today),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        replaces = int(told["replaces"]) if told["replaces"] else None
        try:
            acts.make_public(request.actor, form.text(item), proof=told["proof"], replaces=replaces, now=now)
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, "Đã ghi nội dung công khai.")
            return redirect("office.publications")
    context = {"item": kind, "form": form, "restored": kept is not None}
    return render(request, "office/publication.html", context, status=422 if form.errors else 200)
