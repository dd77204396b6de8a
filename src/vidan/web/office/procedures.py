"""The commune's procedures at the desk: the list, one procedure, its limit confirmed, the commune's own list."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import procedures as actions
from vidan.actions.procedures.guide import KEEPERS
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.domain.text import clean_line
from vidan.queries import procedures
from vidan.speech.refusals import sentence
from vidan.speech.states import limit_in_words
from vidan.web.office import guide_reading
from vidan.web.wording import SpokenForm

LIMIT_UNITS = [("wd", "ngày làm việc"), ("wh", "giờ làm việc"), ("d", "ngày"), ("m", "tháng"), ("sd", "trong ngày")]


class LimitForm(SpokenForm):
    """Within what time, by which document."""

    value = forms.IntegerField(
        label="Thời hạn",
        required=False,
        min_value=1,
        max_value=3650,
        error_messages={
            "invalid": "Thời hạn phải là số nguyên, ví dụ 5.",
            "min_value": "Thời hạn nhỏ nhất là 1.",
            "max_value": "Thời hạn lớn nhất là 3650.",
        },
    )
    unit = forms.ChoiceField(
        label="Tính bằng", choices=LIMIT_UNITS, error_messages={"invalid_choice": "Xin chọn lại đơn vị tính."}
    )
    document = forms.CharField(
        label="Theo văn bản nào?",
        help_text="Ví dụ: Quyết định 1234/QĐ-UBND ngày 05/9/2026 của UBND tỉnh.",
        max_length=300,
        error_messages={
            "required": "Xin ghi văn bản làm căn cứ.",
            "max_length": "Tên văn bản dài quá. Xin ghi nhiều nhất 300 ký tự.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Only `trong ngày` needs no number."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("value") is None and "value" not in self.errors and data.get("unit") != "sd":
            self.add_error("value", "Xin ghi số.")
        return data

    def limit(self) -> str:
        """`5wd`; same day has no number of its own."""
        unit = self.cleaned_data["unit"]
        return "1sd" if unit == "sd" else f"{self.cleaned_data['value']}{unit}"


def listing(request: Any) -> HttpResponse:
    """What the commune receives; found by a few letters."""
    query = clean_line(request.GET.get("q", ""))[:100]
    today = local_day(timezone.now())
    rows = procedures.find(request.actor.commune_id, query, today, most=200)
    shown = [{"row": row, "limit": limit_in_words(row.limit if row.confirmed else "")} for row in rows]
    waiting = procedures.unconfirmed(request.actor.commune_id, today)
    may_import = request.actor.may(Role.LEADER, Role.ADMINISTRATOR)
    context = {"query": query, "rows": shown, "waiting": waiting, "may_import": may_import}
    context["missed"] = request.actor.may(*KEEPERS)
    return render(request, "office/procedures.html", context)


def detail(request: Any, key: str) -> HttpResponse:
    """One procedure; the leader or administrator confirms its limit here."""
    today = local_day(timezone.now())
    card = procedures.by_key(request.actor.commune_id, key, today)
    if card is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    may_confirm = request.actor.may(Role.LEADER, Role.ADMINISTRATOR)
    if request.method == "POST" and not may_confirm:
        raise Refused("people.role.missing")
    number, unit = _parted(card.limit)
    form = LimitForm(request.POST or None, initial={"value": number, "unit": unit, "document": card.limit_document})
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_limit(request.actor, key, form.limit(), form.cleaned_data["document"], now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã ghi thời hạn. Từ giờ một cửa tiếp nhận được thủ tục này.")
            return redirect("office.procedure", key=key)
    limit = limit_in_words(card.limit)
    context = {"procedure": card, "limit": limit, "form": form if may_confirm else None}
    context |= {"may_keep": request.actor.may(*KEEPERS), "reading": guide_reading.read(card)}
    context["care"] = keeping = procedures.care(request.actor.commune_id, key)
    context["overdue"] = keeping is not None and keeping.review_on < today
    return render(request, "office/procedure.html", context)


def _parted(limit: str) -> tuple[str, str]:
    digits = "".join(letter for letter in limit if letter.isdigit())
    return digits, limit[len(digits) :]
