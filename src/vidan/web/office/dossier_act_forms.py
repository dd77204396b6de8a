"""Forms of the seldom acts on a dossier: one question each."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vidan.domain.dossiers import LONGEST_PAPER
from vidan.domain.dossiers.trouble import LONGEST_DECISION
from vidan.domain.matters import LONGEST_REASON
from vidan.web.office.dossier_forms import TOO_LONG, Choices, SeenForm, one_of

__all__ = ["SeenForm"]


def _words(label: str, *, hint: str = "", required: bool = True, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=dict(TOO_LONG),
    )


class ReasonForm(SeenForm):
    """A reason, in the words of its act."""

    reason = _words("Lý do")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.fields["reason"].error_messages["required"] = "Xin ghi rõ vài chữ, để người sau đọc hiểu được."


class AskPapersForm(SeenForm):
    """Boxes of the published list; anything else has a place of its own, with its own reason."""

    papers = forms.MultipleChoiceField(
        label="Giấy tờ còn thiếu, theo danh mục đã công bố",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Có giấy không nằm trong danh mục. Xin chọn lại."},
    )
    reason = _words("Vì sao cần?", hint="In trên phiếu, cạnh tên giấy tờ; bà con đọc được.", required=False)
    unlisted = forms.CharField(
        label="Giấy tờ ngoài danh mục",
        help_text="Chỉ khi thật cần. Người phụ trách thủ tục phải xem lại: đưa vào danh mục, hoặc thôi đòi.",
        required=False,
        max_length=LONGEST_PAPER,
        error_messages={"max_length": f"Tên giấy dài quá. Xin ghi nhiều nhất {LONGEST_PAPER} ký tự."},
    )
    unlisted_reason = _words(
        "Vì sao đòi giấy ngoài danh mục?", hint="In trên phiếu, bà con giữ một bản.", required=False
    )
    again = _words("Lý do của lãnh đạo khi yêu cầu lần hai", hint="In trên phiếu và được tính công khai.")

    def __init__(self, *args: Any, papers: Sequence[str], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["papers"].choices = [(str(position), name) for position, name in enumerate(papers)]
        if not papers:
            del self.fields["papers"]
        if not again:
            del self.fields["again"]

    def clean(self) -> dict[str, Any]:
        """A list without papers has no boxes."""
        typed: dict[str, Any] = super().clean() or {}
        typed.setdefault("papers", [])
        return typed


class FeeForm(SeenForm):
    """What is to be paid."""

    reason = _words("Nộp gì, bao nhiêu, ở đâu?", hint="Bà con thấy nội dung này khi tra hồ sơ.")


class RefuseForm(SeenForm):
    """Why, and by which law."""

    reason = _words("Lý do không giải quyết", hint="Nói rõ điều kiện nào chưa đủ, bằng lời dễ hiểu.", rows=4)
    basis = forms.CharField(
        label="Căn cứ pháp luật",
        help_text="Điều, khoản, tên văn bản.",
        max_length=300,
        error_messages={"max_length": "Căn cứ dài quá. Xin ghi nhiều nhất 300 ký tự."},
    )


class ReappointForm(SeenForm):
    """Until when, and why."""

    due_on = forms.DateField(
        label="Ngày hẹn mới",
        help_text="Ngày/tháng/năm. Rơi vào ngày nghỉ thì tính ngày làm việc tiếp theo.",
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"],
        error_messages={"invalid": "Ngày này chưa đọc được. Xin gõ ngày/tháng/năm, ví dụ 02/12/2026."},
    )
    reason = _words("Vì sao phải hẹn lại?", hint="Lý do này đi vào thư xin lỗi gửi bà con.")


class BreachForm(SeenForm):
    """What was lost or damaged."""

    kind = forms.ChoiceField(
        label="Việc gì xảy ra?",
        choices=[("lost", "Mất giấy tờ của bà con"), ("damaged", "Làm hỏng giấy tờ của bà con")],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn việc đã xảy ra."},
    )
    words = _words("Giấy gì, ở đâu, từ bao giờ?")


class RedoForm(SeenForm):
    """What is wrong, and who makes it anew."""

    words = _words("Kết quả sai chỗ nào?")
    to_officer = forms.ChoiceField(
        label="Ai làm lại?",
        error_messages={"required": "Xin chọn người làm lại.", "invalid_choice": "Xin chọn lại người."},
    )

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_officer"].choices = one_of(officers)


class CorrectForm(SeenForm):
    """What was written wrongly, and what is right."""

    field = forms.ChoiceField(
        label="Ghi nhầm chỗ nào?",
        choices=[
            ("name", "Họ tên người nộp"),
            ("procedure", "Thủ tục"),
            ("paper_added", "Giấy đã nhận mà quên ghi"),
            ("paper_struck", "Giấy ghi là đã nhận mà thật ra không có"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn chỗ ghi nhầm."},
    )
    value = forms.CharField(
        label="Nội dung đúng",
        help_text="Họ tên đúng; hoặc mã thủ tục đúng (ví dụ 1.001193); hoặc tên giấy tờ.",
        max_length=300,
        error_messages={"max_length": "Dài quá. Xin ghi nhiều nhất 300 ký tự."},
    )
    reason = _words("Vì sao sửa?")


class CallForm(SeenForm):
    """Whether one reached her, and what was said."""

    reached = forms.ChoiceField(
        label="Có nói chuyện được không?",
        choices=[("yes", "Có, đã nói với bà con"), ("no", "Chưa, không ai nghe máy")],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn gọi được hay chưa."},
    )
    words = _words("Đã nói gì?", required=False)


class UpholdForm(SeenForm):
    """The decision that settled a complaint."""

    decision = forms.CharField(
        label="Quyết định nào?",
        help_text="Số, ngày, cơ quan ban hành; không ghi tên người khiếu nại.",
        max_length=LONGEST_DECISION,
        error_messages={"required": "Xin ghi số, ngày của quyết định giải quyết khiếu nại."},
    )
