"""Slips of the survey: printed, looked after and typed in by people who handle no case."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import surveys as acts
from vidan.adapters import pdf
from vidan.content.surveys import instrument
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import HOLDING_ROLES
from vidan.domain.surveys import Channel, read_token, show_token
from vidan.queries import surveys
from vidan.speech.refusals import sentence
from vidan.web import drafts
from vidan.web.office.printing import base_url, fonts, pdf_answer
from vidan.web.survey_forms import BatchForm, TypedSurveyForm
from vidan.web.tags import inside


def keeping(request: Any) -> HttpResponse:
    """How many slips are out, and how many more may be printed."""
    return _page(request, BatchForm(initial={"size": 20}))


def _page(request: Any, form: BatchForm) -> HttpResponse:
    card = surveys.keeper(request.actor, now=timezone.now())
    context = {"card": card, "form": form, "rated": _rated(request)}
    return render(request, "office/surveys.html", context, status=422 if form.errors else 200)


def _rated(request: Any) -> str:
    """Why who reads this touches no slip, said before he tries; empty for whom no slip rates."""
    return sentence(Refused("surveys.keeper.is_rated")) if request.actor.may(*HOLDING_ROLES) else ""


def print_slips(request: Any) -> HttpResponse:
    """A batch as a PDF: its codes are in this answer and nowhere else."""
    form = BatchForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    now = timezone.now()
    try:
        tokens = acts.issue_slips(request.actor, form.cleaned_data["size"], now=now)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        return _page(request, form)
    asked = instrument()
    address = f"{base_url(request)}{reverse('public.survey')}"
    sheet = pdf.SurveySheet(
        office=f"Ủy ban nhân dân {inside(request.commune.name)}",
        printed_on=local_day(now).isoformat(),
        address=address.split("://", 1)[-1],
        questions=tuple(asked.questions.values()),
        scale=asked.scale,
        codes=tuple(show_token(token) for token in tokens),
        urls=tuple(f"{address}#{show_token(token)}" for token in tokens),
        demo=settings.INVENTED,
        training=request.commune.training,
    )
    return pdf_answer(pdf.survey_slips(sheet, font_folder=fonts()), f"phieu-khao-sat-{now:%y%m%d}.pdf")


def type_in(request: Any) -> HttpResponse:
    """What stands on a paper slip, or what was said on the telephone."""
    kept = drafts.restore(request)
    form = TypedSurveyForm(request.POST if request.method == "POST" else kept)
    if request.method == "POST" and form.is_valid():
        try:
            token = read_token(form.cleaned_data["token"])
            channel = Channel(form.cleaned_data["channel"])
            acts.answer(request.actor, token, form.given(), channel=channel, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã bỏ phiếu này vào hộp. Cảm ơn ông/bà đã gõ giúp.")
            return redirect("office.survey_type")
    context = {"form": form, "restored": kept is not None, "rated": _rated(request)}
    return render(request, "office/survey_type.html", context)
