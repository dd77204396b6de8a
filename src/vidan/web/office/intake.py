"""Receiving a dossier: choose the procedure, fill in one page, get the receipt; or one slip with all that misses."""

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vidan.actions import dossiers
from vidan.domain.calendar import Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.domain.procedures import PaperMark, personal
from vidan.domain.text import clean_line
from vidan.queries import calendar as calendars
from vidan.queries import communes, procedures
from vidan.queries import dossiers as dossier_queries
from vidan.queries.dossiers import foretelling
from vidan.speech import calendar as calendar_words
from vidan.speech import slips as slip_words
from vidan.speech.refusals import sentence
from vidan.speech.states import limit_in_words
from vidan.web import drafts
from vidan.web.office import intake_help, printing
from vidan.web.office.intake_forms import IntakeForm, Places, laid_out
from vidan.web.office.printing import pdf_answer

#: Which field of the page shows a refusal that names a field of the rules.
FIELDS: dict[str, str | None] = {"papers": None, "procedure": None, "received_at": "received_on"}


def choose(request: Any) -> HttpResponse:
    """Which procedure? Found by a few letters; without letters, what is common here."""
    query = clean_line(request.GET.get("q", ""))[:100]
    blank = clean_line(request.GET.get("giay", ""))[:30]
    key, _, code = query.rpartition("-")
    if key and code and procedures.by_key(request.actor.commune_id, key, local_day(timezone.now())) is not None:
        return redirect(f"{reverse('office.intake_form', args=[key])}?{urlencode({'danh-sach': code})}")
    rows = procedures.find(request.actor.commune_id, query, local_day(timezone.now()), here_only=True, most=20)
    shown = [{"row": row, "limit": limit_in_words(row.limit) if row.confirmed else ""} for row in rows]
    carried = f"?{urlencode({'giay': blank})}" if blank else ""
    context = {"query": query, "rows": shown, "blank": blank, "carried": carried, "here_first": not query}
    return render(request, "office/intake_choose.html", context)


def form(request: Any, key: str) -> HttpResponse:
    """The one page at the counter."""
    now = timezone.now()
    procedure = procedures.by_key(request.actor.commune_id, key, local_day(now))
    if procedure is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    kept = drafts.restore(request)
    if not procedure.received_here:
        raise Refused("procedures.not_received_here", field="procedure", procedure=procedure.short_name)
    if not procedure.confirmed and request.method == "GET" and kept is None:
        return _not_ready(request, procedure)
    context: dict[str, Any] = {"procedure": procedure, "restored": kept is not None}
    looked = intake_help.asked(request)
    places = Places(
        lambda: communes.villages(request.actor.commune_id, local_day(now)),
        lambda: communes.known_as(request.actor.commune_id),
    )
    typed = laid_out(intake_help.filled(request, context, places), places) if looked else None
    page = context["form"] = IntakeForm(
        None if looked else request.POST if request.method == "POST" else kept,
        helper=request.actor.name,
        typed=typed.dict() if typed is not None else None,
        papers=procedure.papers,
        places=places,
        now=now,
    )
    context["looked"] = looked
    page.initial["blank"] = clean_line(request.GET.get("giay", ""))[:30]
    context["own_list"] = _own_list(request, page, procedure)
    if request.method == "POST" and not looked:
        answer = _received(request, key, page, context)
        if answer is not None:
            return answer
    context["limit"] = limit_in_words(procedure.limit) if procedure.confirmed else ""
    context["promise"] = _promise(request, procedure) if procedure.confirmed else None
    context["known_as"] = places.known_as()
    return render(request, "office/intake_form.html", context)


def _not_ready(request: Any, procedure: procedures.ProcedureCard) -> HttpResponse:
    """Nothing is typed in vain: what cannot be promised is said before the form, with who can help and how."""
    why = Refused("procedures.limit.unconfirmed", field="procedure", procedure=procedure.short_name)
    may_confirm = request.actor.may(Role.ADMINISTRATOR, Role.LEADER)
    context = {"procedure": procedure, "sentence": sentence(why), "may_confirm": may_confirm}
    return render(request, "office/intake_not_ready.html", context)


def _own_list(request: Any, page: IntakeForm, procedure: procedures.ProcedureCard) -> str:
    """The code of a citizen's own list marks what is not her case; what it says, empty without one."""
    code = request.GET.get("danh-sach", "")[:20]
    if not code:
        return ""
    try:
        needed = personal.personal_list(procedure.papers, personal.cases_of(code, procedure.papers))
    except Refused as refused:
        return sentence(refused)
    others = {f"paper_{paper.position}" for paper in procedure.papers if paper.position not in needed}
    page.initial.update(dict.fromkeys(others, PaperMark.NOT_APPLICABLE.value))
    return "Những giấy không thuộc trường hợp của người dân đã được đánh dấu sẵn; xin kiểm tra các giấy còn lại."


def _received(request: Any, key: str, page: IntakeForm, context: dict[str, Any]) -> HttpResponse | None:
    """The redirect after a dossier or slip was made; None when the page comes back with what is wrong."""
    if not page.is_valid():
        context["wrong"] = True
        return None
    intake = page.intake(key, form_token=sending(request))
    for warning in page.warnings:
        messages.warning(request, warning)
    try:
        if "slip" in request.POST:
            slip = dossiers.ask_supplement(request.actor, intake, now=page.now)
            return redirect("office.slip", number=slip.number)
        matter = dossiers.receive(request.actor, intake, now=page.now)
        return redirect("office.receipt", code=matter.code)
    except Refused as refused:
        field = FIELDS.get(refused.field, refused.field.replace("papers-", "paper_"))
        page.add_error(field if field in page.fields else None, sentence(refused))
        context["missing"] = [paper.name for paper in page.papers if intake.marks[paper.position] is PaperMark.MISSING]
        return None


def sending(request: Any) -> str:
    """A name for this very form: the token of the page it stood on and everything typed into it.

    The same form sent twice has the same name; another person typed into a page that was kept open has another. It
    tells nothing of what was typed (HMAC under a key outside the database). Empty without a token.
    """
    if not request.POST.get("form_token"):
        return ""
    typed = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    return salted_hmac("vidan.form_token", json.dumps([request.path, typed]), algorithm="sha256").hexdigest()


def _promise(request: Any, procedure: procedures.ProcedureCard) -> dict[str, Any]:
    """What would be promised for a dossier received this minute, day by day."""
    calendar = calendars.calendar_for(request.commune)
    due = calendar.due(timezone.now(), Limit.parse(procedure.limit))
    warned = foretelling.warning(request.actor, procedure.key, due.moment, calendar, now=timezone.now())
    return {"at": due.moment, "days": calendar_words.explain(due), "warned": warned}


def slip(request: Any, number: str) -> HttpResponse:
    """The slip that was made, ready to print."""
    card = dossier_queries.slip(request.actor, number)
    request.shown_persons.append(card.person.id)
    words = slip_words.on_screen(card.form, card.code, card.time)
    lead = words.lead.format(procedure=card.procedure, name=card.person.name)
    return render(request, "office/slip.html", {"slip": card, "words": words, "lead": lead})


def slip_pdf(request: Any, number: str) -> HttpResponse:
    """The slip as a sheet of paper."""
    card = dossier_queries.slip(request.actor, number)
    request.shown_persons.append(card.person.id)
    return pdf_answer(printing.slip_pdf(card, request.commune, printing.base_url(request)), f"phieu-{number}.pdf")
