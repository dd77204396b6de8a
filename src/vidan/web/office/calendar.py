"""The commune's calendar at the desk: a year's odd days with their documents, office hours, and changing a day."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from vidan.actions import calendar as actions
from vidan.domain.calendar import DayKind, RowMark
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries import calendar as calendars
from vidan.queries import communes
from vidan.speech import days
from vidan.speech.calendar_days import KINDS, MARKS
from vidan.speech.refusals import sentence
from vidan.web.wording import SpokenForm

FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayForm(SpokenForm):
    """How one day shall be, and by which document."""

    on = forms.DateField(
        label="Ngày",
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Xin chọn ngày.", "invalid": "Ngày chưa đúng. Xin gõ ngày/tháng/năm."},
    )
    kind = forms.ChoiceField(
        label="Ngày này thế nào?",
        choices=[*KINDS.items(), ("clear", "Bỏ dòng đã ghi, trở lại ngày thường")],
        error_messages={"required": "Xin chọn.", "invalid_choice": "Xin chọn lại."},
    )
    name = forms.CharField(
        label="Tên ngày",
        required=False,
        max_length=200,
        error_messages={"max_length": "Tên ngày dài quá. Xin ghi nhiều nhất 200 ký tự."},
    )
    sessions = forms.CharField(
        label="Giờ làm việc hôm đó",
        help_text="Chỉ khi khác giờ thường, ví dụ 07:00-11:30. Để trống khi nghỉ.",
        required=False,
        max_length=60,
        error_messages={"max_length": "Giờ làm việc dài quá. Xin ghi như 07:00-11:30 13:30-17:00."},
    )
    village = forms.ChoiceField(label="Chỉ riêng thôn", required=False)
    document = forms.CharField(
        label="Theo văn bản nào?",
        max_length=300,
        error_messages={
            "required": "Xin ghi số, ngày văn bản làm căn cứ.",
            "max_length": "Tên văn bản dài quá. Xin ghi nhiều nhất 300 ký tự.",
        },
    )
    sure = forms.BooleanField(label="Đã có văn bản chính thức", required=False, initial=True)

    def __init__(self, *args: Any, villages: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].choices = [("", "Cả xã"), *((name, name) for _, name in villages)]

    def clean_on(self) -> Any:
        """A day that the calendar covers."""
        on = self.cleaned_data["on"]
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            raise forms.ValidationError("Lịch chỉ ghi từ năm 2000 đến 2100. Xin xem lại năm.")
        return on

    def change(self) -> actions.DayChange:
        """What the action takes."""
        data = self.cleaned_data
        return actions.DayChange(
            on=data["on"],
            kind=None if data["kind"] == "clear" else DayKind(data["kind"]),
            name=data["name"],
            document=data["document"],
            mark=RowMark.SEEN if data["sure"] else RowMark.UNSURE,
            sessions=data["sessions"],
            village=data["village"],
        )


def year(request: Any) -> HttpResponse:
    """A year's odd days."""
    today = local_day(timezone.now())
    wanted = request.GET.get("nam", "")
    shown = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) == 4 else today.year
    shown = min(max(shown, FIRST_YEAR), LAST_YEAR)
    rows = [
        {"card": row, "weekday": days.weekday(row.on), "kind": KINDS[row.kind], "mark": MARKS[row.mark]}
        for row in calendars.days(request.actor, shown)
    ]
    context = {
        "year": shown,
        "rows": rows,
        "unsure": sum(1 for row in rows if row["card"].mark == RowMark.UNSURE.value),
        "seasons": calendars.seasons(request.actor),
        "changes": calendars.changes(request.actor),
        "may_change": request.actor.may(Role.LEADER, Role.ADMINISTRATOR),
    }
    return render(request, "office/calendar.html", context)


def change_day(request: Any) -> HttpResponse:
    """Set or clear one day; the calendar gets a new version, promises made before keep theirs."""
    now = timezone.now()
    villages = communes.villages(request.actor.commune_id, local_day(now))
    form = DayForm(request.POST or None, villages=villages, initial={"on": request.GET.get("ngay", "")[:10]})
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.change_day(request.actor, form.change(), now=now)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
        else:
            communes.forget_hosts()
            messages.success(request, f"Đã ghi. Lịch của xã nay là bản số {version}; hẹn cũ vẫn giữ nguyên.")
            return redirect("office.calendar")
    return render(request, "office/calendar_day.html", {"form": form})
