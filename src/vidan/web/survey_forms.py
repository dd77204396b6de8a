"""The survey's form: the slip's code, five questions, five faces each; only the overall question must be answered."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy

from vidan.content.surveys import instrument
from vidan.domain.surveys import Channel, Item
from vidan.domain.surveys.answers import TYPED_BY_ANOTHER
from vidan.web.wording import SpokenForm

CHANNEL_NAMES = {
    Channel.PHONE_OR_COMPUTER: gettext_lazy("Tự trả lời trên điện thoại, máy tính"),
    Channel.PAPER: gettext_lazy("Phiếu giấy"),
    Channel.TELEPHONE: gettext_lazy("Hỏi qua điện thoại"),
    Channel.TABLET: gettext_lazy("Máy tính bảng ở quầy"),
}


class SurveyForm(SpokenForm):
    """One slip's answers."""

    token = forms.CharField(
        label=gettext_lazy("Mã trên phiếu"),
        max_length=300,
        error_messages={"required": gettext_lazy("Xin quét mã QR trên phiếu, hoặc gõ dòng mã in dưới mã QR.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        asked = instrument(get_language() or "vi")
        points = [(str(point), words) for point, words in enumerate(asked.scale, start=1)]
        for item, question in asked.questions.items():
            self.fields[item.value] = forms.ChoiceField(
                label=question,
                choices=points,
                widget=forms.RadioSelect,
                required=item is Item.OVERALL,
                error_messages={"required": gettext_lazy("Xin chọn một mức ở câu này; các câu khác có thể để trống.")},
            )

    def given(self) -> dict[Item, int | None]:
        """The answers, None where a question was left out."""
        return {item: int(value) if (value := self.cleaned_data.get(item.value)) else None for item in Item}

    @property
    def questions(self) -> list[forms.BoundField]:
        """The five questions in the order in which they are asked."""
        return [self[item.value] for item in instrument().questions]


class TypedSurveyForm(SurveyForm):
    """A slip that somebody types for who wrote on paper or was asked by telephone."""

    channel = forms.ChoiceField(
        label="Bà con trả lời bằng cách nào?",
        choices=[(channel.value, CHANNEL_NAMES[channel]) for channel in Channel if channel in TYPED_BY_ANOTHER],
        widget=forms.RadioSelect,
    )


class BatchForm(SpokenForm):
    """How many slips to print."""

    size = forms.TypedChoiceField(
        label="Số phiếu in đợt này",
        coerce=int,
        choices=[(number, f"{number} phiếu") for number in (20, 40, 60, 100, 200)],
    )
