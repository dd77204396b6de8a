"""Forms of a procedure as files: brought in by one officer, let out by another, taken away by either."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.content.guide import samples_of
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.procedures.forms import LONGEST_SOURCE, LONGEST_TITLE, FormWords
from vidan.domain.text import clean_line
from vidan.queries import procedures
from vidan.speech.refusals import sentence
from vidan.web.handing import handed_out
from vidan.web.wording import SpokenForm

_KINDS = [("blank", "Tờ trắng để điền"), ("filled", "Mẫu điền sẵn, dữ liệu minh họa")]


class FileForm(SpokenForm):
    """A file, what it is, and where it comes from."""

    kind = forms.ChoiceField(
        label="Tờ này là gì?",
        choices=_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn: tờ trắng hay mẫu điền sẵn.", "invalid_choice": "Xin chọn lại."},
    )
    title = forms.CharField(
        label="Tên tờ",
        help_text="Ví dụ: Tờ khai đăng ký khai sinh.",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Xin ghi tên tờ đơn."},
    )
    source = forms.CharField(
        label="Lấy từ đâu?",
        help_text="Văn bản, mẫu số mấy; hoặc ai trong xã soạn.",
        max_length=LONGEST_SOURCE,
        error_messages={"required": "Xin ghi tờ này lấy từ văn bản nào, hoặc ai soạn."},
    )
    dated_on = forms.DateField(
        label="Bản ngày nào?",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Xin ghi ngày của bản này.", "invalid": "Ngày chưa đúng. Xin gõ ngày/tháng/năm."},
    )
    file = forms.FileField(
        label="Tệp",
        help_text="PDF hoặc Word (.docx), nhiều nhất 2 MB.",
        max_length=200,
        error_messages={"required": "Xin chọn tệp.", "empty": "Tệp này trống. Xin chọn tệp khác."},
    )
    invented = forms.BooleanField(
        label="Nếu là mẫu điền sẵn: tên, số, địa chỉ trên tờ đều đặt ra, không của ai thật", required=False
    )


def page(request: Any, key: str) -> HttpResponse:
    """What bà con may take home, what waits for a second officer, and one more."""
    now, commune_id = timezone.now(), request.actor.commune_id
    card = procedures.by_key(commune_id, key, local_day(now))
    if card is None:
        raise Refused("procedures.unknown", field="procedure", key=key)
    deciding = request.method == "POST" and "decision" in request.POST
    adding = request.method == "POST" and not deciding
    form = FileForm(request.POST if adding else None, request.FILES if adding else None)
    problem = ""
    try:
        if deciding:
            _decided(request, now)
            return redirect("office.guide_forms", key=key)
        if adding and form.is_valid():
            _offered(request, key, form.cleaned_data, now)
            return redirect("office.guide_forms", key=key)
    except Refused as refused:
        if deciding:
            problem = sentence(refused)
        else:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
    offered = procedures.offered_forms(commune_id, key)
    context = {
        "procedure": card,
        "rows": procedures.forms(commune_id, key),
        "offered": [(one, one.offered_by.id == request.actor.officer_id) for one in offered],
        "samples": samples_of(key),
        "form": form,
        "problem": problem,
        "typed": clean_line(request.POST.get("reason", ""))[:500] if deciding else "",
    }
    return render(request, "office/guide_forms.html", context, status=422 if request.method == "POST" else 200)


def _offered(request: Any, key: str, told: dict[str, Any], now: datetime) -> None:
    words = FormWords(told["title"], told["source"], told["dated_on"], told["kind"] == "filled")
    acts.offer_form(request.actor, key, words, told["file"].read(), invented=told["invented"], now=now)
    messages.success(request, "Đã nhận tệp. Một cán bộ khác mở xem và duyệt thì bà con mới thấy.")


def _decided(request: Any, now: datetime) -> None:
    """One of the buttons beside a file: take it, leave it, take it away."""
    number, reason = request.POST.get("form", ""), request.POST.get("reason", "")
    form_id = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    decision = request.POST["decision"]
    if decision == "take":
        acts.take_form(request.actor, form_id, now=now)
        messages.success(request, "Đã duyệt. Bà con tải được từ bây giờ.")
    elif decision == "leave":
        acts.refuse_form(request.actor, form_id, reason, now=now)
        messages.success(request, "Đã ghi là không dùng, kèm lý do; tệp đã xóa.")
    else:
        acts.take_form_away(request.actor, form_id, reason, now=now)
        messages.success(request, "Đã gỡ và xóa tệp. Bà con không thấy nữa.")


def file(request: Any, key: str, form_id: int) -> HttpResponse:
    """The file itself, also while it waits: whoever takes it has read it."""
    found = procedures.form_file(request.actor.commune_id, key[:40], form_id, offered=True)
    if found is None:
        raise Http404(form_id)
    return handed_out(*found)
