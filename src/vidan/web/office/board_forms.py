"""Forms of the steering board: the wizard, a seat taken, changed, left, and the signature under the commitments."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from vidan.adapters import images
from vidan.domain.errors import Refused
from vidan.domain.steering import Seat, Seated
from vidan.queries.steering import Candidate
from vidan.speech.refusals import sentence
from vidan.speech.steering import SEATS
from vidan.web.office import letter_forms
from vidan.web.wording import SpokenForm

#: The longer side of a picture that is kept, in pixels: sharp on a telephone, small on the line.
LONGEST_SIDE = 1200
Choices = Sequence[tuple[int, str]]
#: Years that a board can mean: what lies outside was typed by mistake.
FIRST_YEAR, LAST_YEAR = 2015, 2100


def line(
    label: str, longest: int = 200, hint: str = "", *, required: bool = True, **attributes: str
) -> forms.CharField:
    """A line of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        widget=forms.TextInput(attrs=attributes),
    )


def paragraph(
    label: str, longest: int = 4000, hint: str = "", *, required: bool = True, rows: int = 4
) -> forms.CharField:
    """Some lines of text."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def day_field(label: str, hint: str = "", *, required: bool = False) -> forms.DateField:
    """A day as browsers and people type it, in a year that can be meant."""

    def plausible(day: date) -> None:
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"Ô “{label}” đang ghi năm {day.year}. Xin xem lại năm.")

    made = letter_forms.day_field(label, hint, required=required)
    made.validators.append(plausible)
    return made


class PictureField(forms.FileField):
    """A picture from a telephone: cleaned to a JPEG without anything that the camera wrote into it."""

    widget = forms.FileInput(attrs={"accept": "image/*"})

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        """Made small and bare; what cannot be read says so beside the field."""
        if not data and not self.required:
            return None
        upload = super().clean(data, initial)
        try:
            return images.re_encode(upload.read(images.MOST_BYTES + 1), LONGEST_SIDE)
        except Refused as refused:
            raise forms.ValidationError(sentence(refused)) from refused


def picture_field(label: str, hint: str = "", *, required: bool = False) -> PictureField:
    """A picture; what is missing says so in our words."""
    missing = f"Xin chọn ô “{label}”."
    return PictureField(
        label=label, help_text=hint, required=required, error_messages={"required": missing, "empty": missing}
    )


class LaunchForm(SpokenForm):
    """The wizard: what the board is called, from when, and who sits where."""

    name = line("Tên mô hình", hint="Như trong kế hoạch của xã.")
    from_on = day_field("Ban điều hành làm việc từ ngày", "Ngày ghi trong quyết định thành lập.", required=True)
    contact = line("Gọi cho ai khi cần hỏi", hint="Họ tên và số điện thoại; in trong thông báo phân công.")

    def __init__(self, data: Any = None, *, candidates: Sequence[Candidate], **words: Any) -> None:
        super().__init__(data, **words)
        self.candidates = candidates
        seats = [("", "Không tham gia"), *((seat.value, SEATS[seat]) for seat in Seat)]
        for one in candidates:
            seat = forms.ChoiceField(label=f"Vị trí của {one.name}", choices=seats, required=False)
            self.fields[f"seat_{one.id}"] = seat
            self.fields[f"field_{one.id}"] = line(f"Lĩnh vực của {one.name}", required=False)

    def plain(self) -> list[forms.BoundField]:
        """The fields above the table."""
        return [self[name] for name in ("name", "from_on", "contact")]

    def table(self) -> list[dict[str, Any]]:
        """A line for each who may take a seat."""
        return [
            {"one": one, "seat": self[f"seat_{one.id}"], "field": self[f"field_{one.id}"]} for one in self.candidates
        ]

    def members(self) -> list[Seated]:
        """Those who were given a seat."""
        chosen = self.cleaned_data
        return [
            Seated(one.id, Seat(chosen[f"seat_{one.id}"]), chosen[f"field_{one.id}"], one.village_id)
            for one in self.candidates
            if chosen[f"seat_{one.id}"]
        ]


class ContactForm(SpokenForm):
    """Whom people call, for the notice of assignments."""

    contact = line("Gọi cho ai khi cần hỏi", hint="Họ tên và số điện thoại; in trong thông báo phân công.")


class SeatForm(SpokenForm):
    """A seat that somebody takes."""

    officer = forms.ChoiceField(label="Ai?")
    seat = forms.ChoiceField(label="Vị trí", choices=[(seat.value, SEATS[seat]) for seat in Seat], initial="member")
    field = line("Lĩnh vực phụ trách", required=False)
    village = forms.ChoiceField(label="Thôn phụ trách", required=False)
    from_on = day_field("Từ ngày", required=True)
    decision = line("Theo quyết định nào?", hint="Số, ngày: Quyết định số 12/QĐ-UBND ngày 03/02/2026.")

    def __init__(self, data: Any = None, *, candidates: Sequence[Candidate], villages: Choices, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["officer"].choices = [(str(one.id), _who(one)) for one in candidates]
        self.fields["village"].choices = _villages(villages)

    def seated(self) -> Seated:
        """The seat that was typed."""
        told = self.cleaned_data
        return Seated(int(told["officer"]), Seat(told["seat"]), told["field"], _number(told["village"]))


def _who(one: Candidate) -> str:
    return f"{one.name}, {one.title}" if one.title else one.name


def _villages(villages: Choices) -> list[tuple[str, str]]:
    return [("", "Không phụ trách riêng thôn nào"), *((str(key), name) for key, name in villages)]


def _number(text: str) -> int | None:
    return int(text) if text else None


class WordsForm(SpokenForm):
    """What is said of a member."""

    field = line("Lĩnh vực phụ trách", required=False)
    village = forms.ChoiceField(label="Thôn phụ trách", required=False)
    reception = line("Bà con gặp lúc nào, ở đâu?", hint="Ví dụ: sáng thứ Năm, phòng tiếp dân.", required=False)

    def __init__(self, data: Any = None, *, villages: Choices, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["village"].choices = _villages(villages)

    def told(self) -> dict[str, Any]:
        """As the action asks."""
        told = self.cleaned_data
        return {"field": told["field"], "village_id": _number(told["village"]), "reception": told["reception"]}


class PhotoForm(SpokenForm):
    """The member's photo."""

    photo = picture_field("Ảnh chân dung", "Mặt nhìn rõ; ảnh hiện trên trang của xã.", required=True)


class SignForm(SpokenForm):
    """Paper that a member signed."""

    signed_on = day_field("Ngày ký", required=True)
    place = line("Ký ở đâu", hint="Ví dụ: lễ ra mắt mô hình, hội trường xã.")
    scan = picture_field("Ảnh bản đã ký", "Chụp thẳng, đủ sáng; hiện trên trang của xã.")


class OwnSignForm(SpokenForm):
    """The member signs himself: where he is, and that he has read."""

    place = line("Ông/bà đang ký ở đâu")
    read = forms.BooleanField(
        label="Tôi đã đọc mười hai lời hứa và cam kết thực hiện",
        error_messages={"required": "Xin đọc rồi đánh dấu vào ô này."},
    )


class LeaveForm(SpokenForm):
    """A seat that ends, and perhaps who takes it."""

    until_on = day_field("Thôi từ hết ngày", required=True)
    decision = line("Theo quyết định nào?")
    successor = forms.ChoiceField(label="Ai thay?", required=False)

    def __init__(self, data: Any = None, *, candidates: Choices, **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["successor"].choices = [("", "Chưa có người thay"), *((str(key), name) for key, name in candidates)]
