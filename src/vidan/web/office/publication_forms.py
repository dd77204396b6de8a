"""Forms of what is published."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from vidan.content.steering import publication_ways
from vidan.domain.steering import PublicationForm as Way
from vidan.domain.steering import PublicationItem, PublicationText
from vidan.web.office.board_forms import day_field, line, picture_field
from vidan.web.wording import SpokenForm


class PublicationForm(SpokenForm):
    """Something that is published: which paper, in which ways, where, from when to when."""

    title = line("Công khai văn bản, nội dung nào?")
    decided_on = day_field("Ngày có văn bản, quyết định", "Phải công khai trong 5 ngày làm việc.", required=True)
    ways = forms.MultipleChoiceField(
        label="Công khai bằng cách nào?",
        choices=list(publication_ways().items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Xin chọn ít nhất một cách."},
    )
    place = line("Ở đâu?", hint="Ví dụ: bảng tin trụ sở; nhà văn hóa các thôn.")
    from_on = day_field("Từ ngày", required=True)
    until_on = day_field("Đến hết ngày", "Ít nhất 30 ngày; để trống nếu niêm yết thường xuyên.")
    replaces = forms.ChoiceField(label="Thay cho nội dung đang công khai", required=False)
    proof = picture_field("Ảnh nơi niêm yết")

    def __init__(self, data: Any = None, *, posted: Sequence[tuple[int, str]], **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["replaces"].choices = [("", "Không thay"), *((str(key), title) for key, title in posted)]

    def text(self, item: int) -> PublicationText:
        """As the action asks."""
        told = self.cleaned_data
        ways = tuple(Way(way) for way in told["ways"])
        return PublicationText(
            item, told["title"], told["decided_on"], ways, told["place"], told["from_on"], told["until_on"]
        )


class QuarterForm(SpokenForm):
    """Whom people call about the list."""

    contact = line("Gọi cho ai khi cần hỏi", hint="Họ tên và số điện thoại; in trong thông báo.")


def usual(item: PublicationItem, today: date) -> dict[str, Any]:
    """What the law asks of an item, chosen beforehand."""
    ways = [Way.BOARD.value, Way.WEB.value]
    if item.loudspeaker:
        ways += [Way.LOUDSPEAKER.value, Way.VILLAGE_HEAD.value]
    until = None if item.always else today + timedelta(days=29)
    return {"ways": ways, "from_on": today, "decided_on": today, "until_on": until}
