"""Forms of what the board tells: a notice to officials, a text for the loudspeaker, a line of its log, posters."""

from datetime import datetime
from typing import Any

from django import forms

from vidan.domain.moments import VIETNAM
from vidan.domain.steering import LONGEST_SECONDS, BriefingText
from vidan.domain.text import clean_line
from vidan.web.office.board_forms import day_field, line, paragraph
from vidan.web.wording import SpokenForm

#: Sheets printed at once, and the longest name of a place.
MOST_SHEETS, LONGEST_PLACE = 40, 80


class BriefingForm(SpokenForm):
    """A notice to officials."""

    title = line("Về việc gì?")
    words = paragraph("Cán bộ cần biết, cần làm gì?", 4000, "Viết ngắn: việc gì, từ ngày nào, ai làm.", rows=6)
    letter = line("Số hoặc mã văn bản kèm theo", 40, required=False)
    read_by = day_field("Đọc xong trước hết ngày", required=True)

    def briefing(self) -> BriefingText:
        """As the action asks."""
        told = self.cleaned_data
        return BriefingText(told["title"], told["words"], told["read_by"], told["letter"])


class BroadcastForm(SpokenForm):
    """A text for the loudspeaker."""

    title = line("Bài nói về việc gì?")
    words = paragraph(
        "Lời đọc trên loa",
        1000,
        f"Nhiều nhất {LONGEST_SECONDS} giây, chừng 70 tiếng. Không nêu tên, số điện thoại, mã của ai.",
        rows=4,
    )


class AiringForm(SpokenForm):
    """A line of the log."""

    broadcast = forms.ChoiceField(label="Bài nào?", error_messages={"required": "Xin chọn bài."})
    on = day_field("Phát ngày", required=True)
    time = forms.TimeField(
        label="Lúc",
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Giờ chưa đúng. Xin gõ như 17:30.", "required": "Xin ghi giờ phát."},
    )
    place = line("Ở cụm loa nào?", hint="Ví dụ: cả xã; thôn Vèn và thôn Côn.")

    def __init__(self, data: Any = None, *, texts: list[tuple[str, str]], **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["broadcast"].choices = texts

    def aired_at(self) -> datetime:
        """When it was read out."""
        return datetime.combine(self.cleaned_data["on"], self.cleaned_data["time"], tzinfo=VIETNAM)


class PosterForm(SpokenForm):
    """Where posters will hang, and how large they are."""

    places = forms.CharField(
        label="Treo ở những chỗ nào?",
        help_text="Mỗi dòng một chỗ, mỗi chỗ in một tờ. Ví dụ: Nhà văn hóa thôn Vèn; Trạm y tế.",
        max_length=MOST_SHEETS * LONGEST_PLACE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Xin ghi ít nhất một chỗ."},
    )
    paper = forms.ChoiceField(
        label="Khổ giấy",
        choices=[("a3", "A3, bảng tin"), ("a4", "A4, trong nhà")],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn khổ giấy."},
    )

    def clean_places(self) -> tuple[str, ...]:
        """The places, each once, in their order."""
        lines = (clean_line(one) for one in str(self.cleaned_data["places"]).splitlines())
        found = tuple(dict.fromkeys(one for one in lines if one))
        if any(len(one) > LONGEST_PLACE for one in found):
            raise forms.ValidationError(f"Mỗi chỗ nhiều nhất {LONGEST_PLACE} ký tự.")
        if len(found) > MOST_SHEETS:
            raise forms.ValidationError(f"Mỗi lần in nhiều nhất {MOST_SHEETS} tờ. Xin in làm nhiều lần.")
        return found
