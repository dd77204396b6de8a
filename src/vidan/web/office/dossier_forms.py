"""Small forms on a dossier's page: one question each."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vidan.domain.dossiers.trouble import MOST_VISITS
from vidan.domain.matters import LONGEST_REASON
from vidan.speech.choices import PAUSE_KINDS
from vidan.web.wording import SpokenForm

#: What is said to a reason that is too long.
TOO_LONG = {"max_length": f"Dài quá. Xin rút còn nhiều nhất {LONGEST_REASON} ký tự."}
Choices = Sequence[tuple[int, str, str]]


def officers_named(choices: Choices) -> list[tuple[str, str]]:
    """Officers as a list to choose from."""
    return [(str(pk), f"{name}, {title}" if title else name) for pk, name, title in choices]


def one_of(choices: Choices) -> list[tuple[str, str]]:
    """The same where nobody stands to reason: nobody is chosen before somebody chooses."""
    return [("", "Xin chọn một người"), *officers_named(choices)]


class SeenForm(SpokenForm):
    """The version of the dossier that the officer was looking at."""

    version = forms.IntegerField(label="Bản đang xem", widget=forms.HiddenInput, required=False)

    @property
    def seen(self) -> int | None:
        """None when the page did not say."""
        value = self.cleaned_data.get("version")
        return int(value) if value is not None else None


class MoveOnForm(SeenForm):
    """To whom the next step goes."""

    to_officer = forms.ChoiceField(
        label="Ai làm bước tiếp theo?",
        error_messages={"required": "Xin chọn người làm bước tiếp theo.", "invalid_choice": "Xin chọn lại người."},
    )

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_officer"].choices = officers_named(officers)


class ReassignForm(SeenForm):
    """To whom, and why."""

    to_officer = forms.ChoiceField(
        label="Chuyển cho ai?",
        error_messages={"required": "Xin chọn người nhận.", "invalid_choice": "Xin chọn lại người nhận."},
    )
    reason = forms.CharField(
        label="Vì sao chuyển?",
        help_text="Người nhận và lãnh đạo đọc được lý do này.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Xin ghi rõ vì sao chuyển.", **TOO_LONG},
    )

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_officer"].choices = one_of(officers)


class PauseForm(SeenForm):
    """For whom the clock stops, and why."""

    kind = forms.ChoiceField(
        label="Chờ ai?",
        choices=list(PAUSE_KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn đang chờ ai.", "invalid_choice": "Xin chọn lại đang chờ ai."},
    )
    waiting_for = forms.CharField(
        label="Tên cơ quan đang chờ",
        help_text="Bắt buộc khi chờ cơ quan khác; bà con thấy tên này khi tra hồ sơ.",
        required=False,
        max_length=200,
        error_messages={"max_length": "Tên cơ quan dài quá. Xin ghi nhiều nhất 200 ký tự."},
    )
    reason = forms.CharField(
        label="Lý do tạm dừng",
        help_text="Ghi căn cứ; bà con thấy lý do này.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Xin ghi rõ lý do tạm dừng.", **TOO_LONG},
    )


class GiveOutForm(SeenForm):
    """Who came for the result."""

    receiver = forms.CharField(
        label="Ai đến nhận?",
        max_length=100,
        error_messages={
            "required": "Xin ghi tên người đến nhận kết quả.",
            "max_length": "Tên người nhận dài quá. Xin ghi nhiều nhất 100 ký tự.",
        },
    )
    receipt_shown = forms.BooleanField(label="Có mang giấy tiếp nhận", required=False)
    visits = forms.IntegerField(
        label="Bà con đã đến mấy lần vì việc này, kể cả lần này?",
        help_text="Xin hỏi rồi ghi đúng lời bà con; không hỏi được thì để trống.",
        min_value=1,
        max_value=MOST_VISITS,
        required=False,
    )
    elsewhere = forms.TypedChoiceField(
        label="Ngoài một cửa, bà con có phải tự đến cơ quan nào khác không?",
        help_text="Cơ quan đến tận nơi kiểm tra theo luật thì không tính.",
        choices=[("", "Không hỏi được"), ("no", "Không, chỉ đến một cửa"), ("yes", "Có, phải đến nơi khác nữa")],
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
        initial="",
        error_messages={"invalid_choice": "Xin chọn lại: bà con có phải đến cơ quan khác không."},
    )


class ReprintForm(SpokenForm):
    """Why the receipt is printed again."""

    lost = forms.ChoiceField(
        label="Vì sao in lại?",
        choices=[("no", "In hỏng, hoặc cần bản rõ hơn"), ("yes", "Bà con làm mất giấy")],
        widget=forms.RadioSelect,
        initial="no",
        error_messages={"required": "Xin chọn vì sao in lại.", "invalid_choice": "Xin chọn lại vì sao in lại."},
    )
    number = forms.CharField(
        label="Số trên thẻ căn cước của người nộp",
        help_text="Chỉ cần khi bà con làm mất giấy.",
        required=False,
        max_length=40,
        error_messages={"max_length": "Số này dài quá. Xin gõ 12 chữ số trên thẻ."},
    )
