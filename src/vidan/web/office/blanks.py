"""Giấy hẹn in sẵn: print numbered blanks while there is power; see which are still out, entered, spoiled."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions.dossiers import blanks as acts
from vidan.adapters import pdf
from vidan.domain.dossiers.blanks import LONGEST_REASON, MOST_IN_A_RUN
from vidan.domain.errors import Refused
from vidan.domain.matters import grouped
from vidan.domain.moments import local_day
from vidan.queries.dossiers import blanks
from vidan.speech import calendar as calendar_words
from vidan.speech.refusals import sentence
from vidan.web.office.printing import CENTRE, base_url, fonts, paper_of, pdf_answer, tracking_url
from vidan.web.tags import inside
from vidan.web.wording import SpokenForm

#: The gap between pen and keyboard is told in plain hours, not in working hours.
_WHOLE_DAY = 24 * 60


class RunForm(SpokenForm):
    """How many to print."""

    size = forms.IntegerField(
        label="In mấy tờ?",
        help_text=f"Nhiều nhất {MOST_IN_A_RUN} tờ một lần; mỗi tờ một số, một mật mã riêng.",
        min_value=1,
        max_value=MOST_IN_A_RUN,
        initial=20,
    )


class SpoilForm(SpokenForm):
    """Which paper will never be used, and why."""

    blank = forms.CharField(label="Số của tờ hỏng", max_length=30)
    reason = forms.CharField(label="Vì sao?", help_text="Ví dụ: viết nhầm, rách, thất lạc.", max_length=LONGEST_REASON)


def listing(request: Any) -> HttpResponse:
    """What became of each number; print more."""
    printing = RunForm(request.POST if "print" in request.POST else None)
    spoiling = SpoilForm(request.POST if "spoil" in request.POST else None)
    try:
        if printing.is_valid():
            run = acts.print_run(request.actor, printing.cleaned_data["size"], now=timezone.now())
            messages.success(request, f"Đã cấp số từ {run.first} đến {run.last}. Xin in ngay và cất nơi khô ráo.")
            return redirect("office.blanks")
        if spoiling.is_valid():
            typed = spoiling.cleaned_data
            paper = acts.spoil(request.actor, typed["blank"], typed["reason"], now=timezone.now())
            messages.success(request, f"Đã ghi tờ {paper.code} là tờ hỏng; số này không dùng lại.")
            return redirect("office.blanks")
    except Refused as refused:
        form: SpokenForm = printing if printing.is_bound else spoiling
        form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
    card = blanks.blanks(request.actor)
    context = {
        "card": card,
        "printing": printing,
        "spoiling": spoiling,
        "form": printing if printing.is_bound else spoiling,
        "usual": _duration(card.usual_minutes),
        "longest": _duration(card.longest_minutes),
        "entered": [(row, _duration(row.minutes)) for row in card.entered],
        "more": max(card.out_count - len(card.out), 0),
    }
    wrong = printing.errors or spoiling.errors
    return render(request, "office/blanks.html", context, status=422 if wrong else 200)


def _duration(minutes: int | None) -> str:
    return calendar_words.duration(minutes, _WHOLE_DAY) if minutes is not None else ""


def run_pdf(request: Any, run_id: int) -> HttpResponse:
    """The blanks of a stack that are still out, ready for the printer."""
    papers = blanks.to_print(request.actor, run_id)
    commune = request.commune
    lookup = f"{base_url(request)}{reverse('public.lookup')}"
    sheet = pdf.BlankSheet(
        office=f"Ủy ban nhân dân {inside(commune.name)}",
        centre=CENTRE,
        place=commune.short_name,
        printed_on=local_day(timezone.now()).isoformat(),
        lookup_address=lookup.split("://", 1)[-1],
        call=commune.phone,
        codes=tuple(paper.code for paper in papers),
        secrets=tuple(grouped(paper.secret) for paper in papers),
        tracking_urls=tuple(tracking_url(lookup, paper.code, paper.secret) for paper in papers),
        demo=settings.INVENTED,
        training=commune.training,
    )
    content = pdf.blank_receipts(sheet, paper_of(request), font_folder=fonts())
    return pdf_answer(content, f"giay-hen-in-san-{papers[0].code}.pdf")
