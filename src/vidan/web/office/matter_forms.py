"""Forms on a matter of any kind."""

from django import forms

from vidan.domain.matters import LONGEST_REASON
from vidan.web.office.dossier_forms import TOO_LONG, SeenForm


class PaperJudgedForm(SeenForm):
    """What becomes of a paper outside the list, and why."""

    verdict = forms.ChoiceField(
        label="Giấy này rồi sao?",
        choices=[
            ("drop", "Thôi đòi: bà con không phải nộp"),
            ("publish", "Cần thật: tôi đã đề nghị đưa vào danh mục công bố"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn thôi đòi, hay đưa vào danh mục."},
    )
    outcome = forms.CharField(
        label="Vì sao?",
        help_text="Bà con, lãnh đạo và người kiểm tra đọc được.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Xin ghi vì sao, để người sau đọc hiểu được.", **TOO_LONG},
    )


class OutcomeForm(SeenForm):
    """What came of it."""

    outcome = forms.CharField(
        label="Đã làm gì, kết quả ra sao?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Xin ghi kết quả, để người sau đọc hiểu được.", **TOO_LONG},
    )
