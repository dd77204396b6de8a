"""*Phiếu điểm*: one's own points of the quarter, never a colleague's; for keepers, what only other systems know."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from vidan.actions import promises as acts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.promises.scorecards import INPUTS
from vidan.queries.promises import scorecards as seen
from vidan.speech import figures, scorecards
from vidan.speech.refusals import sentence
from vidan.web import scorecard_words as words
from vidan.web.office.board_forms import line
from vidan.web.wording import SpokenForm


class InputForm(SpokenForm):
    """A figure from another system."""

    key = forms.ChoiceField(
        label="Số liệu nào?",
        choices=[(key, scorecards.PARTS[key][:1].upper() + scorecards.PARTS[key][1:]) for key in INPUTS],
        error_messages={"required": "Xin chọn số liệu.", "invalid_choice": "Xin chọn một số liệu trong danh sách."},
    )
    kept = forms.IntegerField(
        label="Đạt bao nhiêu?",
        min_value=0,
        error_messages={
            "required": "Xin gõ số đạt.",
            "invalid": "Xin gõ số, ví dụ 45.",
            "min_value": "Số đạt từ 0 trở lên.",
        },
    )
    counted = forms.IntegerField(
        label="Trên tổng bao nhiêu?",
        min_value=1,
        error_messages={
            "required": "Xin gõ tổng số.",
            "invalid": "Xin gõ số, ví dụ 60.",
            "min_value": "Tổng từ 1 trở lên.",
        },
    )
    source = line("Lấy số ở đâu?", 200, "Ví dụ: Cổng Dịch vụ công quốc gia, xem ngày 5/10.")


def overview(request: Any) -> HttpResponse:
    """The officer's own points; the agency's with what is still unknown; the form for who keeps them."""
    quarters = seen.quarters(request.commune.id, local_day(timezone.now()))
    if not quarters and not request.GET.get("quy"):
        return render(request, "office/scorecards.html")
    chosen = words.asked_quarter(request, quarters)
    keeper = request.actor.may(*acts.KEEPERS)
    form = InputForm(request.POST if request.method == "POST" and keeper else None)
    if form.is_bound and form.is_valid():
        try:
            acts.enter_input(request.actor, chosen[1], **form.cleaned_data, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã ghi số liệu. Điểm ở dưới đã tính lại.")
            return redirect(f"{reverse('office.scorecards')}?quy={chosen[1].isoformat()}")
    found, mine = seen.quarter(request.commune.id, *chosen), seen.own(request.actor, *chosen)
    context = {
        "quarters": [(last.isoformat(), words.quarter_name(first), last == chosen[1]) for first, last in quarters],
        "name": words.quarter_name(found.first),
        "mine": words.card(mine) if mine else None,
        "agency": words.card(found.agency),
        "index": words.index(found.index),
        "inputs": [
            (scorecards.PARTS[key], figures.fraction(one.figure), one) for key, one in sorted(found.inputs.items())
        ],
        "form": form if keeper else None,
    }
    return render(request, "office/scorecards.html", context, status=422 if form.errors else 200)
