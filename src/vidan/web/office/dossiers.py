"""A dossier at the desk: its page, its list, its receipt, and each act on it as one calm question."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import dossiers, matters
from vidan.domain import identity
from vidan.domain.dossiers import TRANSITIONS, State
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind, grouped
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES, Role
from vidan.queries import calendar as calendars
from vidan.queries import dossiers as queries
from vidan.queries import matters as matter_queries
from vidan.queries import people, surveys
from vidan.speech import calendar as calendar_words
from vidan.speech import history
from vidan.speech.choices import DELIVERIES, PAPER_MARKS
from vidan.speech.refusals import sentence
from vidan.speech.states import STATES, limit_in_words
from vidan.web import drafts
from vidan.web.office.dossier_forms import GiveOutForm, MoveOnForm, PauseForm, ReassignForm, ReprintForm, SeenForm
from vidan.web.office.printing import PAPERS, base_url, pdf_answer, receipt_pdf


def detail(request: Any, code: str) -> HttpResponse:
    """One dossier: where it stands, what may be done now, what happened."""
    now = timezone.now()
    card = queries.dossier(request.actor, code, now=now)
    request.shown_persons.append(card.person.id)
    return render(request, "office/dossier.html", {**_shown(request, card), "acts": _acts(request, card)})


def _shown(request: Any, card: queries.DossierCard) -> dict[str, Any]:
    now = timezone.now()
    calendar = calendars.calendar_for(request.commune)
    minutes = calendar.minutes_left(card.closed_at or now, card.due_at) if card.due_at else 0
    shares = matter_queries.minutes_by_holder(card.holdings, calendar, card.closed_at or now)
    return {
        "dossier": card,
        "state": STATES[card.state],
        "limit": limit_in_words(card.limit),
        "left": calendar_words.remaining(minutes, calendar.day_minutes),
        "late": minutes < 0,
        "days": calendar_words.explain(card.due) if card.due else [],
        "delivery": DELIVERIES[card.delivery],
        "number": identity.mask_number(card.person.number),
        "phone": card.person.phone,
        "born": identity.show_born(card.person.born),
        "papers": [{**paper, "mark": PAPER_MARKS[paper["mark"]]} for paper in card.papers],
        "history": history.lines(card.holdings),
        "shares": [(name, calendar_words.duration(spent, calendar.day_minutes)) for name, spent in shares.items()],
        "held_by_me": card.holder is not None and card.holder.id == request.actor.officer_id,
        "form": SeenForm(initial={"version": card.version}),
    }


def _acts(request: Any, card: queries.DossierCard) -> dict[str, bool]:
    """What this officer may do with the dossier now (the actions decide again)."""
    actor = request.actor
    mine = card.holder is not None and card.holder.id == actor.officer_id
    running = card.closed_at is None and card.paused_at is None
    lawful = {item.act for item in TRANSITIONS if item.source is State(card.state)}
    return {
        "take_over": card.closed_at is None and not mine and actor.may(*HOLDING_ROLES),
        "move_on": running and mine and "move_on" in lawful and card.step + 1 < len(card.steps),
        "finish": running and mine and "finish" in lawful,
        "reassign": card.closed_at is None and (mine or actor.may(Role.LEADER)),
        "pause": running and mine,
        "resume": card.paused_at is not None and card.closed_at is None,
        "give_out": "give_out" in lawful and actor.may(Role.ONE_STOP),
        "print": actor.may(Role.ONE_STOP),
    }


def receipt(request: Any, code: str) -> HttpResponse:
    """The receipt on screen after intake: the four lines, the secret, the PDF."""
    card = queries.receipt(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.dossier.person.id)
    context = {
        "dossier": card.dossier,
        "secret": grouped(card.secret),
        "days": calendar_words.explain(card.dossier.due) if card.dossier.due else [],
        "in_words": calendar_words.in_words(card.dossier.first_due_at) if card.dossier.first_due_at else "",
        "papers": PAPERS,
    }
    return render(request, "office/receipt.html", context)


def receipt_pdf_view(request: Any, code: str) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, on A5 or A4."""
    paper = request.GET.get("kho", PAPERS[0])
    card = queries.receipt(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.dossier.person.id)
    content = receipt_pdf(card, request.commune, base_url(request), paper if paper in PAPERS else PAPERS[0])
    return pdf_answer(content, f"giay-tiep-nhan-{code}.pdf")


def take_over(request: Any, code: str) -> HttpResponse:
    """To my desk."""
    return _act(
        request, code, lambda seen: matters.take_over(request.actor, code, now=timezone.now(), seen_version=seen)
    )


def resume(request: Any, code: str) -> HttpResponse:
    """The clock runs again."""
    return _act(request, code, lambda seen: matters.resume(request.actor, code, now=timezone.now(), seen_version=seen))


def _act(request: Any, code: str, act: Callable[[int | None], Any]) -> HttpResponse:
    """An act without questions: done, or the reason on the dossier's page."""
    form = SeenForm(request.POST)
    try:
        act(form.seen if form.is_valid() else None)
    except Refused as refused:
        if refused.code == "matters.unknown":
            raise
        messages.error(request, sentence(refused))
    return redirect("office.dossier", code=code)


def _question(
    request: Any,
    code: str,
    title: str,
    form: Callable[[queries.DossierCard, Any], forms.Form],
    act: Callable[[dict[str, Any], int | None], Any],
    **context: Any,
) -> HttpResponse:
    """An act that asks one thing: the form, its errors beside the fields, what was typed kept; then the dossier."""
    card = queries.dossier(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.person.id)
    kept = drafts.restore(request)
    page = form(card, request.POST if request.method == "POST" else kept)
    if request.method == "POST" and page.is_valid():
        try:
            act(page.cleaned_data, page.cleaned_data.get("version"))
        except Refused as refused:
            page.add_error(refused.field if refused.field in page.fields else None, sentence(refused))
            _seen_now(page, card)
        else:
            return redirect("office.dossier", code=code)
    shown = {"dossier": card, "form": page, "title": title, "restored": kept is not None, **context}
    return render(request, "office/question.html", shown)


def _seen_now(page: forms.Form, card: queries.DossierCard) -> None:
    """The page that comes back shows the dossier as it stands now, so pressing again is meant for that."""
    typed = page.data.copy()
    typed["version"] = str(card.version)
    page.data = typed


def _who(request: Any, card: queries.DossierCard, step: int) -> list[tuple[int, str, str]]:
    """Who may hold it, those with the step's role first."""
    role = Role(card.step_roles[step]) if 0 <= step < len(card.step_roles) else None
    return people.may_hold(request.actor.commune_id, local_day(timezone.now()), role)


def _version(card: queries.DossierCard) -> dict[str, Any]:
    return {"version": card.version}


def move_on(request: Any, code: str) -> HttpResponse:
    """To whom does the next step go?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        to = int(data["to_officer"])
        dossiers.move_on(request.actor, code, to, now=timezone.now(), seen_version=seen)

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return MoveOnForm(data, officers=_who(request, card, card.step + 1), initial=_version(card))

    return _question(request, code, "Chuyển bước tiếp theo", form, act, button="Chuyển bước", move=True)


def reassign(request: Any, code: str) -> HttpResponse:
    """To whom, and why?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        to = int(data["to_officer"])
        matters.reassign(request.actor, code, to, data["reason"], now=timezone.now(), seen_version=seen)

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        others = [item for item in _who(request, card, card.step) if card.holder is None or item[0] != card.holder.id]
        return ReassignForm(data, officers=others, initial=_version(card))

    return _question(request, code, "Chuyển người xử lý", form, act, button="Chuyển hồ sơ")


def pause(request: Any, code: str) -> HttpResponse:
    """For whom does the clock stop, and why?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        matters.pause(
            request.actor,
            code,
            PauseKind(data["kind"]),
            data["reason"],
            data["waiting_for"],
            now=timezone.now(),
            seen_version=seen,
        )

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return PauseForm(data, initial=_version(card))

    return _question(request, code, "Tạm dừng tính giờ", form, act, button="Tạm dừng")


def finish(request: Any, code: str) -> HttpResponse:
    """Is the signed result there?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        dossiers.finish(request.actor, code, now=timezone.now(), seen_version=seen)

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return SeenForm(data, initial=_version(card))

    return _question(request, code, "Đã có kết quả", form, act, button="Kết quả đã ký, báo cho bà con", finish=True)


def give_out(request: Any, code: str) -> HttpResponse:
    """Who came for the result?"""

    def act(data: dict[str, Any], seen: int | None) -> None:
        dossiers.give_out(
            request.actor,
            code,
            data["receiver"],
            receipt_shown=bool(data["receipt_shown"]),
            now=timezone.now(),
            seen_version=seen,
        )

    def form(card: queries.DossierCard, data: Any) -> forms.Form:
        return GiveOutForm(data, initial={**_version(card), "receiver": card.person.name})

    invited = surveys.is_matter_invited(request.commune.id, code, local_day(timezone.now()))
    return _question(request, code, "Trao kết quả", form, act, button="Đã trao tận tay", invited=invited)


def reprint(request: Any, code: str) -> HttpResponse:
    """Why is the receipt printed again? A lost one needs the applicant's identity number."""
    card = queries.dossier(request.actor, code, now=timezone.now())
    request.shown_persons.append(card.person.id)
    form = ReprintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["lost"] == "yes":
                dossiers.replace_lost_receipt(request.actor, code, form.cleaned_data["number"], now=timezone.now())
            else:
                dossiers.reprint_receipt(request.actor, code, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            return redirect("office.receipt", code=code)
    context = {"dossier": card, "form": form, "title": "In lại giấy tiếp nhận", "button": "In lại", "reprint": True}
    return render(request, "office/question.html", context)
