"""Forms of meetings: planned, and written on one screen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from vidan.domain.moments import VIETNAM
from vidan.domain.steering import Attendance, MeetingKind, MeetingText
from vidan.speech.steering import ATTENDANCE, MEETING_KINDS
from vidan.web.office.board_forms import day_field, line, paragraph, picture_field
from vidan.web.wording import SpokenForm

Named = Sequence[tuple[int, str]]


class PlanMeetingForm(SpokenForm):
    """A meeting as it is planned."""

    kind = forms.ChoiceField(label="Cuộc gì?", choices=[(kind.value, MEETING_KINDS[kind]) for kind in MeetingKind])
    title = line("Tên cuộc họp", hint="Ví dụ: Họp Ban điều hành tháng 12/2026.")
    on = day_field("Ngày", "Tiếp công dân, đối thoại phải báo trước ít nhất 5 ngày làm việc.", required=True)
    time = forms.TimeField(
        label="Giờ",
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Giờ chưa đúng. Xin gõ như 08:00."},
    )
    place = line("Ở đâu")
    chair = forms.ChoiceField(label="Ai chủ trì?")
    secretary = forms.ChoiceField(label="Ai ghi biên bản?")
    agenda = paragraph(
        "Nội dung", 8000, "Máy gợi ý từ việc chậm, ý kiến của dân và kết luận lần trước; mỗi dòng một nội dung.", rows=8
    )

    def __init__(self, data: Any = None, *, members: Named, **words: Any) -> None:
        super().__init__(data, **words)
        for name in ("chair", "secretary"):
            self.fields[name].choices = [(str(key), who) for key, who in members]

    def meeting(self) -> MeetingText:
        """As the action asks."""
        told = self.cleaned_data
        starts_at = datetime.combine(told["on"], told["time"], tzinfo=VIETNAM)
        return MeetingText(
            MeetingKind(told["kind"]),
            told["title"],
            starts_at,
            told["place"],
            int(told["chair"]),
            int(told["secretary"]),
            told["agenda"],
        )


class MinutesForm(SpokenForm):
    """The whole meeting on one screen; each button keeps everything that was typed."""

    agenda = paragraph("Nội dung", 8000, "Mỗi dòng một nội dung.", required=False, rows=6)
    course = paragraph("Diễn biến: ai nói gì", 8000, required=False, rows=8)
    conclusion = paragraph("Kết luận của người chủ trì", 8000, required=False, rows=3)
    decision = line("Quyết việc gì?", 200, required=False)
    officer = forms.ChoiceField(label="Ai làm?", required=False)
    due_on = day_field("Xong trước hết ngày")
    question = paragraph("Bà con hỏi gì?", 1000, "Không ghi tên người hỏi.", required=False, rows=2)
    answer = paragraph("Trả lời", 2000, "Để trống nếu trả lời sau.", required=False, rows=2)

    def __init__(self, data: Any = None, *, members: Named, **words: Any) -> None:
        super().__init__(data, **words)
        self.members = members
        self.fields["officer"].choices = [("", "Không giao ai"), *((str(key), who) for key, who in members)]
        for key, who in members:
            self.fields[f"came_{key}"] = forms.ChoiceField(
                label=who, choices=[(mark.value, ATTENDANCE[mark]) for mark in Attendance], required=False
            )

    def guests(self) -> list[forms.BoundField]:
        """A choice for each member."""
        return [self[f"came_{key}"] for key, _ in self.members]

    def came(self) -> dict[int, Attendance]:
        """Who came, as marked."""
        marks = {key: self.cleaned_data[f"came_{key}"] for key, _ in self.members}
        return {key: Attendance(mark) for key, mark in marks.items() if mark}


class AnswerForm(SpokenForm):
    """The answer to what was left open."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    answer = paragraph("Trả lời", 2000, "Mọi người đọc được trên trang của xã.", rows=3)

    def __init__(self, data: Any = None, *, number: int, **words: Any) -> None:
        super().__init__(data, initial={"number": number}, auto_id=f"id_answer_{number}_%s", **words)
        self.answers = number


class CancelForm(SpokenForm):
    """Why it does not take place."""

    reason = paragraph("Vì sao hủy?", 300, "Bà con đọc được lý do này.", rows=2)


class MeetingPhotoForm(SpokenForm):
    """A picture and what it shows."""

    picture = picture_field("Ảnh", required=True)
    picture_words = line("Ảnh cho thấy gì?", 300, "Một câu, để người không nhìn thấy cũng hiểu.")


class NewsForm(SpokenForm):
    """News for the commune's page."""

    title = line("Tiêu đề tin")
    text = paragraph("Nội dung tin", 8000, rows=8)


class InviteForm(SpokenForm):
    """Whom people call."""

    contact = line("Gọi cho ai khi cần hỏi", hint="Họ tên và số điện thoại.")
