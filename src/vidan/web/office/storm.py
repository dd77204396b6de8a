"""Storm mode: shut villages or the office for some days; look first at what moves, then do it; undo by a press."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import matters as actions
from vidan.domain.errors import Refused
from vidan.domain.moments import local, local_day
from vidan.queries import communes, matters
from vidan.speech import days
from vidan.speech.refusals import sentence
from vidan.web.office.kinds import url_of
from vidan.web.wording import SpokenForm

_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
_UNREADABLE = {"invalid": "Ngày này chưa đọc được. Xin gõ ngày/tháng/năm, ví dụ 02/12/2026."}
FIELDS = {"first_on", "last_on", "reason", "villages"}


class StormForm(SpokenForm):
    """From when to when, why, and where."""

    first_on = forms.DateField(
        label="Đóng cửa từ ngày", help_text="Ngày/tháng/năm.", input_formats=_DAYS, error_messages=dict(_UNREADABLE)
    )
    last_on = forms.DateField(label="Đến hết ngày", input_formats=_DAYS, error_messages=dict(_UNREADABLE))
    reason = forms.CharField(
        label="Vì sao?", help_text="Ví dụ: bão số 5. Bà con đọc được trong thư báo ngày hẹn mới.", max_length=200
    )
    document = forms.CharField(
        label="Văn bản", help_text="Công điện, thông báo, nếu có.", required=False, max_length=200
    )
    villages = forms.MultipleChoiceField(
        label="Chỉ những thôn này (không chọn thôn nào là cả xã)",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, villages: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["villages"].choices = [(str(pk), name) for pk, name in villages]
        if not villages:
            del self.fields["villages"]


def storm(request: Any) -> HttpResponse:
    """The form; what would move; and the closures so far."""
    now = timezone.now()
    villages = communes.villages(request.actor.commune_id, local_day(now))
    form = StormForm(request.POST or None, villages=villages)
    moved, looked, persons = None, "", 0
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        ids = tuple(int(pk) for pk in typed.get("villages", []))
        looked = f"{typed['first_on']}~{typed['last_on']}~{'~'.join(typed.get('villages', []))}"
        try:
            if "shut" in request.POST and request.POST.get("looked") == looked:
                shutting = actions.Shutting(
                    typed["first_on"], typed["last_on"], typed["reason"], typed["document"], ids
                )
                actions.shut_office(request.actor, shutting, now=now)
                messages.success(request, "Đã đóng cửa theo lịch này; mỗi hồ sơ bị ảnh hưởng có một ngày hẹn mới.")
                return redirect("office.storm")
            found = matters.would_move(request.actor, typed["first_on"], typed["last_on"], ids, now=now)
            moved = [_row(card) for card in found]
            persons = len({card.person_id for card in found if card.person_id is not None})
            if "shut" in request.POST:
                form.add_error(None, "Ngày hoặc thôn đã đổi sau khi xem trước. Xin xem lại danh sách dưới đây rồi bấm.")
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
    context = {
        "form": form,
        "moved": moved,
        "looked": looked,
        "persons": persons,
        "closures": matters.closures(request.actor),
    }
    return render(request, "office/storm.html", context)


def _row(card: matters.MovedCard) -> dict[str, str]:
    return {
        "title": card.title,
        "code": card.code,
        "url": url_of(card.kind, card.code),
        "before": days.short(local(card.before_at)),
        "after": days.short(local(card.after_at)),
    }


def undo(request: Any, pk: int) -> HttpResponse:
    """Open again."""
    back = actions.undo(request.actor, pk, now=timezone.now())
    messages.success(request, f"Đã hủy đợt đóng cửa; {back} việc trở về ngày hẹn cũ.")
    return redirect("office.storm")
