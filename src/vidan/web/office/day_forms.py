"""The form by which somebody says that he is away."""

from typing import Any

from django import forms

from vidan.web.office.dossier_forms import Choices, officers_named, one_of
from vidan.web.wording import SpokenForm

_DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]
_UNREADABLE = {"invalid": "Ngày này chưa đọc được. Xin gõ ngày/tháng/năm, ví dụ 02/12/2026."}


class LeaveForm(SpokenForm):
    """Who, from when to when, and who stands in."""

    officer = forms.ChoiceField(label="Ai nghỉ?", error_messages={"required": "Xin chọn người nghỉ."})
    from_on = forms.DateField(
        label="Từ ngày", help_text="Ngày/tháng/năm.", input_formats=_DAYS, error_messages=dict(_UNREADABLE)
    )
    until_on = forms.DateField(label="Đến hết ngày", input_formats=_DAYS, error_messages=dict(_UNREADABLE))
    stand_in = forms.ChoiceField(label="Ai làm thay?", error_messages={"required": "Xin chọn người làm thay."})
    reason = forms.CharField(label="Ghi chú", required=False, max_length=300)

    def __init__(self, *args: Any, officers: Choices, stand_ins: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = officers_named(officers)
        self.fields["stand_in"].choices = one_of(stand_ins)
