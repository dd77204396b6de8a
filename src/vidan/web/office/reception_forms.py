"""The forms of the reception day's book and of dialogue meetings."""

from datetime import date
from typing import Any

from django import forms

from vidan.actions.feedback.working import LONGEST_ANSWER
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.reception import LONGEST_LINE, MOST_PEOPLE, Gathering, Visit
from vidan.domain.feedback.saying import LONGEST, LONGEST_NAME, SHORTEST
from vidan.web.wording import SpokenForm

#: Kinds of column 6, as the book names them.
KINDS = {
    MessageClass.COMPLAINT: "Khiếu nại",
    MessageClass.DENUNCIATION: "Tố cáo",
    MessageClass.FEEDBACK: "Kiến nghị, phản ánh",
    MessageClass.QUESTION: "Hỏi",
    MessageClass.PRAISE: "Khen, cảm ơn",
}
#: What stands beside her words, where they were sealed.
BESIDE = {
    "address": "Địa chỉ",
    "identity_number": "Số căn cước hoặc hộ chiếu",
    "settled_by": "Cơ quan đã giải quyết",
    "guided_to": "Đã hướng dẫn đến",
    "handled_by": "Đã chuyển cho",
    "answer": "Đã trả lời ngay",
    "note": "Ghi chú",
}
OCCASIONS = {Gathering.RECEPTION: "Tiếp công dân", Gathering.DIALOGUE: "Đối thoại với dân"}
_DAYS = ["%d/%m/%Y", "%Y-%m-%d"]


def _line(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST_LINE, required=False)


class VisitForm(SpokenForm):
    """Who came, what she said, what she was told: the columns of the book in the order of a conversation."""

    occasion = forms.ChoiceField(
        label="Buổi nào?",
        choices=[(key.value, words) for key, words in OCCASIONS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn tiếp công dân hay đối thoại."},
    )
    held_on = forms.DateField(
        label="Ngày nào?",
        input_formats=_DAYS,
        error_messages={"required": "Xin ghi ngày.", "invalid": "Xin ghi ngày như 17/11/2026."},
    )
    name = forms.CharField(
        label="Họ tên người đến, hay người hỏi",
        max_length=LONGEST_NAME,
        error_messages={"required": "Xin ghi họ tên người đến."},
    )
    address = _line("Địa chỉ")
    identity_number = _line("Số căn cước hoặc hộ chiếu", "Chỉ ghi khi bà con đưa giấy; in ra thì che bớt.")
    phone = _line("Số điện thoại")
    said = forms.CharField(
        label="Bà con nói gì?",
        help_text="Ghi đúng lời, đọc lại cho bà con nghe.",
        max_length=LONGEST,
        min_length=SHORTEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Xin ghi bà con nói gì.", "min_length": "Xin ghi rõ hơn bà con nói gì."},
    )
    cls = forms.ChoiceField(
        label="Đây là loại gì?",
        choices=[(key.value, words) for key, words in KINDS.items()],
        widget=forms.RadioSelect,
        help_text="Tố cáo thì lời nói đi thẳng đến người giữ tin mật, không nằm trong sổ này.",
        error_messages={"required": "Xin chọn loại."},
    )
    people = forms.IntegerField(
        label="Mấy người cùng nội dung?",
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={
            "required": "Xin ghi số người, một người thì ghi 1.",
            "invalid": "Xin ghi một số từ 1.",
            "min_value": "Xin ghi một số từ 1.",
            "max_value": f"Nhiều nhất {MOST_PEOPLE}.",
        },
    )
    settled_by = _line("Cơ quan nào đã giải quyết (nếu có)")
    ours = forms.BooleanField(label="Việc này xã giải quyết được", required=False, initial=True)
    guided_to = _line(
        "Không thuộc xã: hướng dẫn đến đâu, văn bản số mấy", "Ghi đúng tên cơ quan và số phiếu hướng dẫn."
    )
    handled_by = _line("Chuyển cho ai giải quyết, văn bản số mấy")
    answer = forms.CharField(
        label="Đã trả lời ngay thế nào?",
        help_text="Chưa trả lời được thì để trống.",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    follow = forms.BooleanField(
        label="Còn phải làm tiếp: mở mã, hẹn ngày trả lời và in phiếu", required=False, initial=True
    )
    form_token = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def visit(self) -> Visit:
        """What the rules understand."""
        told = dict(self.cleaned_data)
        occasion, cls = Gathering(told.pop("occasion")), MessageClass(told.pop("cls"))
        return Visit(occasion=occasion, cls=cls, **told)


class OutcomeForm(SpokenForm):
    """What became of one line."""

    answer = forms.CharField(
        label="Kết quả, hay câu trả lời",
        help_text="Viết thêm vào sau những gì đã ghi.",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Xin ghi kết quả."},
    )
    handled_by = _line("Cơ quan thụ lý, văn bản số mấy")
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )


class SpanForm(forms.Form):
    """Which days of the book; what cannot be read asks for this month."""

    occasion = forms.ChoiceField(choices=[(key.value, key.value) for key in Gathering], required=False)
    first = forms.DateField(input_formats=_DAYS, required=False)
    last = forms.DateField(input_formats=_DAYS, required=False)

    def span(self, today: date) -> tuple[Gathering, date, date]:
        """(occasion, first day, last day)."""
        told: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        last = told.get("last") or today
        first = told.get("first") or last.replace(day=1)
        return Gathering(told.get("occasion") or Gathering.RECEPTION), min(first, last), last
