"""Forms of a round of opinions."""

from typing import Any

from django import forms

from vidan.domain.steering import Acceptance, OpinionWay, RoundText
from vidan.speech.steering import OPINION_WAYS, OUTCOMES
from vidan.web.office.board_forms import day_field, line, paragraph
from vidan.web.wording import SpokenForm


class RoundForm(SpokenForm):
    """A draft as it is laid open."""

    title = line("Dự thảo về việc gì?")
    question = line("Xã muốn hỏi bà con điều gì?", 200, "Một câu hỏi, bằng lời thường.")
    draft = paragraph("Nội dung dự thảo", 20_000, "Cả bản dự thảo, hoặc phần bà con cần đọc để góp ý.", rows=12)
    from_on = day_field("Lấy ý kiến từ ngày", required=True)
    until_on = day_field("Đến hết ngày", "Ít nhất 20 ngày.", required=True)

    def round(self) -> RoundText:
        """As the action asks."""
        told = self.cleaned_data
        return RoundText(told["title"], told["draft"], told["question"], told["from_on"], told["until_on"])


class PaperOpinionForm(SpokenForm):
    """What came on paper, or was said in a meeting."""

    way = forms.ChoiceField(
        label="Ý kiến đến bằng cách nào?",
        choices=[(way.value, OPINION_WAYS[way]) for way in OpinionWay if way is not OpinionWay.WEB],
        widget=forms.RadioSelect,
    )
    words = paragraph("Ý kiến", 2000, "Chép đúng lời. Không ghi tên người góp ý.", rows=3)


class ReplyForm(SpokenForm):
    """What becomes of an opinion."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="Xã làm gì với ý kiến này?", choices=[(outcome.value, OUTCOMES[outcome]) for outcome in Acceptance]
    )
    answer = paragraph("Giải thích", 2000, "Sửa chỗ nào, hoặc vì sao chưa sửa.", rows=2)
    hidden = forms.BooleanField(label="Không đăng lời này (nêu tên hoặc xúc phạm người khác)", required=False)

    def __init__(self, data: Any = None, *, number: int, **words: Any) -> None:
        super().__init__(data, **words)
        self.answers = number


class PublishForm(SpokenForm):
    """The result for everybody."""

    summary = paragraph("Kết quả lấy ý kiến", 4000, "Bao nhiêu ý kiến, dự thảo đã sửa những gì.", rows=5)
