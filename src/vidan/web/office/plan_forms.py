"""Forms of the plan: a goal, a milestone, an assignment, and what is done with an assignment."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vidan.domain.steering import GoalText
from vidan.web.office.board_forms import Choices, day_field, line, paragraph, picture_field
from vidan.web.office.dossier_forms import SeenForm
from vidan.web.wording import SpokenForm

Named = Sequence[tuple[int, str]]


def _choices(blank: str, named: Choices) -> list[tuple[str, str]]:
    return [("", blank), *((str(key), name) for key, name in named)]


def _number(text: str) -> int | None:
    return int(text) if text else None


class GoalForm(SpokenForm):
    """A goal of the draft."""

    title = line("Mục tiêu", 300)
    promise = forms.ChoiceField(label="Thuộc lời hứa nào?", required=False)
    target = forms.IntegerField(
        label="Mục tiêu, phần trăm",
        help_text="Bảng lời hứa công khai so với con số này.",
        required=False,
        min_value=1,
        max_value=100,
    )
    owner = forms.ChoiceField(label="Ai chịu trách nhiệm?", required=False)

    def __init__(self, data: Any = None, *, promises: Named, members: Named, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["promise"].choices = _choices("Mục tiêu riêng của xã", promises)
        self.fields["owner"].choices = _choices("Chưa phân công", members)

    def goal(self) -> GoalText:
        """As the action asks."""
        told = self.cleaned_data
        return GoalText(told["title"], _number(told["promise"]), told["target"], _number(told["owner"]))


class YearForm(SpokenForm):
    """Which year."""

    year = forms.TypedChoiceField(label="Kế hoạch năm nào?", coerce=int)

    def __init__(self, data: Any = None, *, years: Sequence[int], **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class MilestoneForm(SpokenForm):
    """A day by which part of a goal is reached."""

    title = line("Đến ngày ấy, điều gì đã xong?", 300)
    due_on = day_field("Ngày", required=True)


class MoveMilestoneForm(SpokenForm):
    """A later day, and why."""

    due_on = day_field("Hạn mới", "Hạn đầu vẫn còn đó; mốc chậm vẫn tính là chậm.", required=True)
    reason = paragraph("Vì sao lùi?", 1000, "Lý do hiện ở bảng kế hoạch và trong báo cáo.", rows=2)


class TaskForm(SpokenForm):
    """What somebody is to do."""

    title = line("Việc gì?", 300, "Một câu, bắt đầu bằng động từ: Treo bảng mười hai lời hứa ở nhà văn hóa thôn Ấm.")
    officer = forms.ChoiceField(label="Ai làm?")
    due_on = day_field("Xong trước hết ngày", "Ngày làm việc.", required=True)
    words = paragraph(
        "Thế nào là xong?",
        1000,
        "Bằng chứng nào thì mọi người thấy là xong: ảnh, văn bản, con số.",
        required=False,
        rows=3,
    )

    def __init__(self, data: Any = None, *, members: Named, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["officer"].choices = [(str(key), name) for key, name in members]


class ProofForm(SeenForm):
    """What was done, with what proves it: as few touches as a telephone needs."""

    photo = picture_field("Chụp hoặc chọn ảnh")
    words = paragraph("Đã làm gì, kết quả ra sao?", 1000, "Một hai câu là đủ.", rows=2)
    letter = line("Số văn bản làm bằng chứng", hint="Số, ký hiệu hoặc mã trong sổ văn bản.", required=False)
    promise = forms.ChoiceField(label="Con số của lời hứa làm bằng chứng", required=False)
    meeting = forms.ChoiceField(label="Cuộc họp làm bằng chứng", required=False)

    def __init__(self, data: Any = None, *, promises: Named, meetings: Sequence[tuple[str, str]], **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["meeting"].choices = [("", "Không dùng cuộc họp"), *meetings]
        self.fields["promise"].choices = _choices("Không dùng con số", promises)

    def more(self) -> list[forms.BoundField]:
        """Proof other than a photo, behind a fold."""
        return [self["letter"], self["promise"], self["meeting"]]


class GiveBackForm(SeenForm):
    """Why it is not enough, and until when it runs again."""

    reason = paragraph("Còn thiếu gì?", 1000, "Người làm đọc được câu này.", rows=2)
    due_on = day_field("Làm lại trước hết ngày", required=True)


class PostponeForm(SeenForm):
    """A new day, and why."""

    due_on = day_field("Hạn mới", "Hạn đầu vẫn còn đó và vẫn tính.", required=True)
    reason = paragraph("Vì sao lùi?", 1000, "Lý do hiện ở bảng kế hoạch.", rows=2)


class HandOverForm(SeenForm):
    """To whom, and why."""

    to_officer = forms.ChoiceField(label="Chuyển cho ai?")
    reason = paragraph("Vì sao chuyển?", 1000, rows=2)

    def __init__(self, data: Any = None, *, members: Named, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["to_officer"].choices = [(str(key), name) for key, name in members]
