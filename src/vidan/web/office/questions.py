"""An act on a matter as one calm question: the form, its errors beside the fields, what was typed kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import dossiers
from vidan.domain.errors import Refused
from vidan.queries import dossiers as queries
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office.dossier_forms import SeenForm
from vidan.web.office.kinds import url_of

MakeForm = Callable[[queries.DossierCard, Any], forms.Form]
Act = Callable[[dict[str, Any], int | None], Any]


@dataclass(frozen=True)
class About:
    """What a question is about, in its line under the heading, and where one goes back to."""

    code: str
    title: str
    person: str
    url: str


def about(card: queries.DossierCard) -> About:
    """A dossier."""
    return About(card.code, card.procedure, card.person.name, url_of("dossier", card.code))


def version(card: queries.DossierCard) -> dict[str, Any]:
    """What the officer was looking at."""
    return {"version": card.version}


def act_at_once(request: Any, code: str, act: Callable[[int | None], Any], kind: str = "dossier") -> HttpResponse:
    """An act without questions: done, or the reason on the matter's page."""
    form = SeenForm(request.POST)
    try:
        act(form.seen if form.is_valid() else None)
    except Refused as refused:
        if refused.code == "matters.unknown":
            raise
        messages.error(request, sentence(refused))
    return redirect(url_of(kind, code))


def question(
    request: Any,
    code: str,
    title: str,
    form: MakeForm,
    act: Act,
    *,
    does: str = "",
    lead: str = "",
    done: str = "",
    **context: Any,
) -> HttpResponse:
    """An act on a dossier that asks one thing. `act` may return an address to go on to instead of the dossier.

    `done` is told afterwards, where the dossier's own page would not show at once that it happened.

    `does` names the act in the table of states: what is not possible now is said at once, not after the form is filled.
    """
    card = queries.dossier(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.person.id)
    kept = drafts.restore(request)
    if does and request.method == "GET" and kept is None:
        try:
            dossiers.check_possible(request.actor, code, does)
        except Refused as refused:
            messages.error(request, sentence(refused))
            return redirect(url_of("dossier", code))
    page = form(card, request.POST if request.method == "POST" else kept)
    if request.method == "POST" and page.is_valid():
        try:
            then = act(page.cleaned_data, page.cleaned_data.get("version"))
        except Refused as refused:
            page.add_error(refused.field if refused.field in page.fields else None, sentence(refused))
            seen_now(page, card.version)
        else:
            if done:
                messages.success(request, done)
            return redirect(then if isinstance(then, str) else url_of("dossier", code))
    shown = {"about": about(card), "form": page, "title": title, "lead": lead, "restored": kept is not None, **context}
    return render(request, "office/question.html", shown)


def seen_now(page: forms.Form, version: int) -> None:
    """The page that comes back shows the matter as it stands now, so pressing again is meant for that."""
    typed = page.data.copy()
    typed["version"] = str(version)
    page.data = typed
