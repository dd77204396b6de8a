"""What stands beside a promise's figure, in words: more numbers of a quarter that is over, and what is open now."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from vidan.queries.dossiers.trips import Trips
from vidan.queries.promises.beside import Number
from vidan.queries.promises.board import PromiseFigures
from vidan.queries.promises.rows import Row
from vidan.speech import days, figures
from vidan.speech.language import _

#: (what, how much, of whom or when)
Aside = tuple[str, str, str]
#: Under so many answers one of them could be guessed.
LEAST_ANSWERS = 10


class Form(StrEnum):
    """How a number is written."""

    COUNT = "{kept}"
    OF = "{kept}/{counted}"
    DAYS = "days"
    POINTS = "points"


#: Promise by promise: the number's name, its words (msgids), how it is written.
BESIDE: dict[int, tuple[tuple[str, str, Form], ...]] = {
    1: (
        ("receptions", "Buổi tiếp công dân đã tiếp, trên số đã định", Form.OF),
        ("dialogues", "Cuộc đối thoại với Nhân dân đã họp, trên số đã định", Form.OF),
        ("answered", "Câu hỏi ở các buổi ấy đã trả lời, trên số đã hỏi", Form.OF),
        ("adopted", "Ý kiến góp vào dự thảo được tiếp thu", Form.OF),
    ),
    2: (
        ("missed", "Câu hỏi tìm thủ tục mà chưa thấy bài", Form.COUNT),
        ("complete", "Hồ sơ đủ giấy ngay lần đầu", Form.OF),
    ),
    3: (
        ("new_dates", "Ngày hẹn lại được giữ", Form.OF),
        ("corrected", "Con số đã công bố mà chúng tôi tính sai", Form.COUNT),
    ),
    5: (("life_events", "Thư chúc mừng, chia buồn đã gửi", Form.COUNT),),
    7: (("followed", "Ý kiến không thuộc xã đã chuyển đi, theo đến khi có trả lời", Form.OF),),
    8: (
        ("p50", "Một nửa số hồ sơ có kết quả trong", Form.DAYS),
        ("p90", "Chín phần mười hồ sơ có kết quả trong", Form.DAYS),
    ),
    11: (("complete", "Hồ sơ đủ giấy ngay lần đầu", Form.OF),),
    12: (("again", "Câu hỏi được trả lời mà người hỏi chưa hiểu, chưa đồng ý", Form.OF),),
}
MEAN, RATE = "Điểm trung bình, trên 5", "Số người được mời đã trả lời phiếu"
#: Of these promises it is said how many are broken and open now.
OPEN_NOW = {
    1: "Phản ánh quá hạn chưa báo nhận",
    4: "Thư xin lỗi quá lúc phải gửi mà chưa gửi",
    5: "Lời cảm ơn quá hạn chưa gửi",
    8: "Hồ sơ quá hẹn chưa xong",
}


def asides(
    one: PromiseFigures, rows: Sequence[Row], told: Mapping[str, Number], first: date, last: date
) -> list[Aside]:
    """Beside promise `one`: what is open now, then the quarter from `first` to `last`."""
    number, span = one.number, figures.days(first, last)
    lines = BESIDE.get(number, ())
    if number >= 9:
        lines = ((f"mean_{number}", MEAN, Form.POINTS), ("rate", RATE, Form.OF), *lines)
    known = [(_(words), _written(told[name], form), span) for name, words, form in lines if _says(told, name, form)]
    return _open_now(one, rows) + known


def _says(told: Mapping[str, Number], name: str, form: Form) -> bool:
    return name in told and (form is not Form.OF or told[name][1] > 0)


def _written(number: Number, form: Form) -> str:
    kept, counted = number
    if form is Form.POINTS:
        return figures.points(kept)
    if form is Form.DAYS:
        return _("{count} ngày").format(count=kept)
    return form.value.format(kept=kept, counted=counted)


def _open_now(one: PromiseFigures, rows: Sequence[Row]) -> list[Aside]:
    if one.number not in OPEN_NOW or not one.measured:
        return []
    oldest = min((row.due_on for row in rows if row.due_on and row.finished_on is None and not row.kept), default=None)
    since = _("lâu nhất: hẹn {day}").format(day=days.day(oldest)) if oldest and one.owed else _("lúc tính trang này")
    return [(_(OPEN_NOW[one.number]), str(one.owed), since)]


def trips(found: Trips, first: date, last: date) -> list[Aside]:
    """How often people had to come; nothing under ten answers."""
    span, told = figures.days(first, last), []
    if found.answered >= LEAST_ANSWERS:
        mean = figures.points(found.visits * 100 // found.answered)
        people = _("theo lời {count} người nhận kết quả, {span}").format(count=found.answered, span=span)
        told.append((_("Bà con phải đến bình quân"), _("{mean} lần").format(mean=mean), people))
    if found.asked_about_offices >= LEAST_ANSWERS:
        share = f"{found.sent_elsewhere}/{found.asked_about_offices}"
        told.append((_("Phải đến cả cơ quan khác"), share, _("số hồ sơ đã trả, {span}").format(span=span)))
    return told
