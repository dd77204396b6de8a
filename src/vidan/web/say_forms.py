"""The form by which something is said: one big box, and around it only what helps; nothing but the words is asked."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vidan.adapters import images
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import Topic
from vidan.domain.feedback.saying import LONGEST, LONGEST_NAME, LONGEST_PLACE, MOST_PHOTOS, SHORTEST, Door, Saying
from vidan.domain.identity import clean_phone
from vidan.speech.refusals import sentence
from vidan.web.wording import SpokenForm

LONGEST_SIDE = 1600
TYPED_DOORS = {
    Door.PAPER: "Thư, đơn bằng giấy",
    Door.PHONE: "Gọi điện",
    Door.LOUDSPEAKER: "Trả lời tin loa",
    Door.RECEPTION: "Buổi tiếp công dân",
    Door.DIALOGUE: "Buổi đối thoại",
    Door.BOX: "Hòm thư góp ý",
}


#: (id, name) of those to choose among; asked for only where somebody chose, or where the form is shown.
Choices = Callable[[], Sequence[tuple[int, str]]]


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True
    needs_multipart_form = True


class PhotosField(forms.FileField):
    """Pictures, re-encoded on the way in: nothing that the camera wrote into them is kept."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> tuple[bytes, ...]:
        """The pictures as small JPEGs."""
        given = [item for item in (data if isinstance(data, list | tuple) else [data]) if item]
        if len(given) > MOST_PHOTOS:
            raise forms.ValidationError(sentence(Refused("feedback.photos.too_many", most=MOST_PHOTOS)))
        try:
            return tuple(images.re_encode(item.read(), LONGEST_SIDE) for item in given)
        except Refused as refused:
            raise forms.ValidationError(sentence(refused)) from refused


def photos_field(label: Any) -> PhotosField:
    """The field as every form shows it."""
    widget = ManyFiles(attrs={"multiple": True, "accept": "image/*"})
    return PhotosField(label=label, required=False, widget=widget)


class SayForm(SpokenForm):
    """What a citizen says by herself."""

    SHARES_FIELDS = True

    text = forms.CharField(
        label=gettext_lazy("Ông/bà muốn nói điều gì?"),
        help_text=gettext_lazy("Việc gì, ở đâu, từ bao giờ. Gõ không dấu, nói tiếng địa phương đều được."),
        max_length=LONGEST,
        min_length=SHORTEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": gettext_lazy("Xin ông/bà viết vài lời để chúng tôi biết việc gì."),
            "min_length": gettext_lazy("Xin ông/bà kể thêm một chút để chúng tôi hiểu việc gì."),
        },
    )
    village = forms.ChoiceField(label=gettext_lazy("Ở thôn nào?"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Gần chỗ nào?"),
        help_text=gettext_lazy("Ví dụ: cạnh cổng chùa, trước nhà văn hóa."),
        max_length=LONGEST_PLACE,
        required=False,
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    photos = photos_field(gettext_lazy("Ảnh"))
    name = forms.CharField(label=gettext_lazy("Tên ông/bà"), max_length=LONGEST_NAME, required=False)
    phone = forms.CharField(label=gettext_lazy("Số điện thoại"), max_length=30, required=False)
    may_publish = forms.BooleanField(
        label=gettext_lazy("Xã được đăng ý kiến này lên trang chung (bỏ tên, số điện thoại)"), required=False
    )
    confidential = forms.BooleanField(label=gettext_lazy("Chỉ người giữ tin mật được đọc ý kiến này"), required=False)
    officer = forms.ChoiceField(label=gettext_lazy("Nếu nói về một cán bộ, xin chọn tên"), required=False)
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    form_token = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    opened_at = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    joins = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    guide = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
    solution = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        villages: Choices,
        officers: Choices = list,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"form_token": secrets.token_hex(16), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.offer("village", lambda: self._choices(villages))
        self.offer("officer", lambda: self._choices(officers))

    def _choices(self, known: Choices) -> list[tuple[str, str]]:
        return [("", _("Không chọn")), *((str(pk), name) for pk, name in known())]

    def clean_phone(self) -> str:
        """A tidy number; what is no number is kept as it was typed, for it may still help to call back."""
        typed = str(self.cleaned_data["phone"])
        with suppress(Refused):
            return clean_phone(typed).value if typed else ""
        return typed

    @property
    def is_bot(self) -> bool:
        """A field that no person sees was filled in."""
        return bool(self.cleaned_data.get("website"))

    def empty_trap(self) -> None:
        """Programs that fill in forms for people like that field too: empty it, say so, and ask to press once more."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.data["website"] = ""
        self.add_error(
            None,
            _("Một chương trình tự điền đã ghi vào ô phải để trống; ô ấy nay trống rồi. Xin bấm gửi lần nữa."),
        )

    def saying(self, door: Door) -> Saying:
        """What the rules understand."""
        told = self.cleaned_data
        officer = int(told["officer"]) if told.get("officer") else None
        return Saying(
            text=told["text"],
            place=told["place"],
            village_id=int(told["village"]) if told.get("village") else None,
            latitude=told["latitude"],
            longitude=told["longitude"],
            name=told["name"],
            phone=told["phone"],
            door=door,
            may_publish=bool(told.get("may_publish")),
            officer_id=officer,
            confidential=bool(told.get("confidential")),
            form_token=told["form_token"],
            photos=told["photos"],
            joins=told.get("joins", ""),
            guide=told.get("guide", ""),
            topic=Topic.PROCEDURES.value if told.get("guide") else "",
        )


class TypedForm(SayForm):
    """What an officer or a village head types in for somebody: by which way it came is asked too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.own("text")
        said.label, said.help_text = "Bà con nói gì?", "Việc gì, ở đâu, từ bao giờ: đúng lời bà con."
        self.own("name").label = "Tên người nói"

    door = forms.ChoiceField(
        label="Ý kiến đến bằng cách nào?",
        choices=[(door.value, words) for door, words in TYPED_DOORS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Xin chọn ý kiến đến bằng cách nào."},
    )
