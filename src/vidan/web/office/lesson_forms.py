"""Forms of lessons: about which promise, and what is done about it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from vidan.web.office.board_forms import day_field, line, paragraph
from vidan.web.wording import SpokenForm

Named = Sequence[tuple[int, str]]


class LearnForm(SpokenForm):
    """A lesson about a promise, opened by hand."""

    promise = forms.ChoiceField(label="Rút kinh nghiệm về lời hứa nào?")

    def __init__(self, data: Any = None, *, promises: Named, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["promise"].choices = [(str(number), name) for number, name in promises]


class MeasureForm(SpokenForm):
    """Cause, measure, owner, check day."""

    cause = paragraph("Vì sao xảy ra?", 2000, "Nói nguyên nhân thật, không nói ai có lỗi.", rows=3)
    measure = paragraph("Làm gì để không lặp lại?", 2000, "Một việc cụ thể, người khác nhìn thấy được.", rows=3)
    owner = forms.ChoiceField(label="Ai chịu trách nhiệm?")
    check_on = day_field(
        "Ngày kiểm tra lại", "Hôm ấy máy đọc lại đúng con số này. Không có ngày này thì không khép được bài học."
    )
    reported = line(
        "Mã ý kiến đã chỉ ra nguyên nhân",
        60,
        "Nếu bà con chỉ ra, xã nợ người ấy lời cảm ơn: bằng thư, hoặc ngay trên trang ý kiến nếu không để lại tên.",
        required=False,
    )

    def __init__(self, data: Any = None, *, members: Named, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["owner"].choices = [(str(key), who) for key, who in members]
