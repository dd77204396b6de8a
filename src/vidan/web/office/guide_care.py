"""Questions that the guide did not understand: what people typed, what it means now, and the words that mend it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import procedures as acts
from vidan.content.guide import referrals
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.queries import procedures
from vidan.speech.refusals import sentence
from vidan.web.wording import SpokenForm

ASIDE = "-"


class MeaningForm(SpokenForm):
    """What a question means, and in which words the guide is to learn it."""

    words = forms.CharField(
        label="Lời bà con hỏi",
        help_text="Sửa cho gọn nếu cần; bỏ tên người. Máy học đúng lời này.",
        max_length=300,
        error_messages={"required": "Xin ghi lời bà con hay hỏi.", "max_length": "Dài quá, xin ghi dưới 300 ký tự."},
    )
    key = forms.CharField(
        label="Là thủ tục nào?",
        help_text="Mã thủ tục; gõ vài chữ ở ô tìm để thấy mã. Việc không phải của xã: chọn nơi ở ô dưới.",
        required=False,
        max_length=60,
        error_messages={"max_length": "Mã dài quá."},
    )
    office = forms.ChoiceField(
        label="Hay là việc của nơi khác?", required=False, error_messages={"invalid_choice": "Xin chọn lại nơi khác."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(one.key, one.office) for one in referrals().values() if not one.small_talk]
        self.fields["office"].choices = [("", "Không, là việc của xã"), *offices, (ASIDE, "Bỏ qua, không phải câu hỏi")]

    def clean(self) -> dict[str, Any]:
        """One of the two must say what is meant."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not data.get("key") and not data.get("office"):
            self.add_error("key", "Xin ghi mã thủ tục, hoặc chọn nơi khác.")
        return data

    def meant(self) -> str:
        """The key that is meant; empty when the question is laid aside."""
        office: str = self.cleaned_data["office"]
        return "" if office == ASIDE else office or self.cleaned_data["key"].strip()


def missed(request: Any) -> HttpResponse:
    """What people did not find, the most asked first."""
    rows = procedures.missed(request.actor.commune_id)
    return render(request, "office/missed.html", {"rows": rows})


def question(request: Any, question_id: int) -> HttpResponse:
    """One question: what the guide makes of it now, and what it ought to mean."""
    commune_id, now = request.actor.commune_id, timezone.now()
    card = procedures.missed_card(commune_id, question_id)
    if card is None:
        raise Http404(question_id)
    told = procedures.guidance(commune_id, card.words, local_day(now))
    guess = told.found[0].row.key if told.found else ""
    form = MeaningForm(request.POST or None, initial={"words": card.words, "key": guess})
    if request.method == "POST" and form.is_valid():
        try:
            words = form.cleaned_data["words"]
            acts.settle_question(request.actor, question_id, form.meant(), words, now=now)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            messages.success(request, "Đã ghi. Câu hỏi được chạy lại ngay bên dưới.")
            return redirect("office.missed_question", question_id=question_id)
    return render(request, "office/missed_question.html", {"card": card, "told": told, "form": form})
