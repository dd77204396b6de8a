"""Forms on a matter of any kind."""

from django import forms

from vidan.domain.matters import LONGEST_REASON
from vidan.web.office.dossier_forms import SeenForm


class OutcomeForm(SeenForm):
    """What came of it."""

    outcome = forms.CharField(
        label="Đã làm gì, kết quả ra sao?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Xin ghi kết quả, để người sau đọc hiểu được.",
            "max_length": f"Dài quá. Xin rút còn nhiều nhất {LONGEST_REASON} ký tự.",
        },
    )
