"""Forms of letters: the fields of a kind, small acts, a right to sign, the questions before joy or grief."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from vidan.content.letters import kinds
from vidan.domain.letters.delivery import Way
from vidan.domain.letters.digital import LONGEST_WORD
from vidan.domain.letters.kinds import Authority, FieldSpec, FieldType, Kind
from vidan.domain.letters.life import Event, Situation
from vidan.domain.matters import LONGEST_REASON
from vidan.speech.letters import (
    AUTHORITIES,
    BOARD_SEATS,
    CAPACITIES,
    EVENTS,
    KEY_SOURCES,
    PROOFS,
    RECEIVER_HINT,
    SEXES,
    WAYS,
    WORD_LABEL,
)
from vidan.web.office.dossier_forms import SeenForm
from vidan.web.wording import SpokenForm, speak

_DAY_WORDS = {"invalid": "Ngày chưa đúng. Xin gõ ngày/tháng/năm."}


def day_field(label: str, hint: str = "", required: bool = False) -> forms.DateField:
    """A day as browsers and people type it."""
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": f"Xin chọn ô “{label}”.", **_DAY_WORDS},
    )


class LetterForm(SeenForm):
    """What one kind of letter asks for. Nothing is required while it is a draft."""

    form_token = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    authority = forms.ChoiceField(label="Nhân danh ai", required=False)

    def __init__(self, data: Any, *, kind: Kind, new: bool, **words: Any) -> None:
        super().__init__(data, **words)
        self.kind = kind
        authorities = [kind.authority, *([Authority.BOARD] if kind.board else [])]
        self.fields["authority"].choices = [(one.value, AUTHORITIES[one.value]) for one in authorities]
        if not new or len(authorities) < 2:
            del self.fields["authority"]
        if kind.to_person:
            self._ask_reader()
        for spec in kind.fields:
            if not spec.derived:
                self.fields[spec.name] = _field(spec)
        for field in self.fields.values():
            field.required = False
            speak(field)

    def _ask_reader(self) -> None:
        self.fields["recipient"] = forms.CharField(
            label="Gửi ai", help_text="Viết trọn họ tên.", max_length=200, widget=forms.TextInput()
        )
        self.fields["sex"] = forms.ChoiceField(label="Cách gọi", choices=list(SEXES.items()))
        self.fields["born_year"] = forms.CharField(
            label="Năm sinh", help_text="Để xưng hô cho đúng tuổi; để trống nếu chưa rõ.", max_length=4
        )
        self.fields["address"] = forms.CharField(label="Nơi ở", max_length=300)

    def values(self) -> dict[str, str]:
        """What was typed, as the letter keeps it."""
        told = {}
        for name, value in self.cleaned_data.items():
            if name not in ("version", "form_token", "authority"):
                told[name] = value.isoformat() if isinstance(value, date) else str(value or "")
        return told

    def typed(self) -> dict[str, str]:
        """The same, and what was refused as it was typed."""
        self.is_valid()
        return {name: str(self.data.get(name, "")) for name in self.fields} | self.values()

    def wanted_authority(self) -> Authority | None:
        """In whose name, where there is a choice."""
        chosen = self.cleaned_data.get("authority")
        return Authority(chosen) if chosen else None


def _field(spec: FieldSpec) -> forms.Field:
    if spec.type is FieldType.DAY:
        return day_field(spec.label, spec.hint)
    lines = {FieldType.TEXT: 5, FieldType.ITEMS: 6}.get(spec.type)
    return forms.CharField(
        label=spec.label,
        help_text=spec.hint,
        max_length=spec.most,
        widget=forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(),
        error_messages={"max_length": f"Dài quá. Xin viết gọn, nhiều nhất {spec.most} ký tự."},
    )


class ReasonForm(SeenForm):
    """Why a letter goes back, is laid aside, came back, or is withdrawn; or how we know that it arrived."""

    reason = forms.CharField(
        label="Lý do",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Xin ghi rõ lý do."},
    )


class BackForm(SpokenForm):
    """Why a letter on the signing table is not signed; there is one on each letter, told apart by its code."""

    reason = forms.CharField(
        label="Vì sao chưa ký được?",
        help_text="Người soạn đọc câu này rồi sửa.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Xin ghi rõ vì sao."},
    )


class ProofForm(SeenForm):
    """How we know that the reader has the letter."""

    proof = forms.CharField(
        label="Vì sao biết đã nhận?",
        help_text="Chữ ký trong sổ giao, phiếu của bưu điện, lời trưởng thôn.",
        max_length=300,
        error_messages={"required": "Xin ghi vì sao biết người nhận đã có thư."},
    )

    def asked_by(self, way: str) -> "ProofForm":
        """The same form, asking for the proof that this way of delivery leaves."""
        if way:
            self.fields["proof"].help_text = PROOFS[way]
        return self


class SealForm(SeenForm):
    """How many copies were sealed."""

    copies = forms.IntegerField(
        label="Số bản đóng dấu",
        min_value=1,
        max_value=99,
        initial=2,
        error_messages={"required": "Xin ghi số bản đóng dấu.", "invalid": "Xin gõ số bản, ví dụ 2."},
    )


class SendForm(SeenForm):
    """By which way, to whom."""

    way = forms.ChoiceField(label="Gửi cách nào?", choices=list(WAYS.items()))
    receiver = forms.CharField(
        label="Gửi tới ai, đâu?",
        help_text=RECEIVER_HINT,
        max_length=300,
        error_messages={"required": "Xin ghi trao cho ai, hoặc gửi tới đâu."},
    )

    def __init__(self, *words: Any, **named: Any) -> None:
        """By mail only where the installation can send mail: a letter must not count as sent that never could leave."""
        super().__init__(*words, **named)
        if not settings.MAIL_HOST:
            self.fields["way"].choices = [way for way in WAYS.items() if way[0] != Way.MAIL.value]


class ScanForm(SeenForm):
    """The scanned copy with hand signature and seal."""

    file = forms.FileField(
        label="Bản quét PDF có chữ ký và dấu",
        error_messages={"required": "Xin chọn tệp PDF.", "empty": "Tệp trống. Xin chọn lại tệp PDF."},
    )


def word_field(label: str, hint: str) -> forms.CharField:
    """A password or PIN: typed by its holder, sent on as it is, never shown again."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        strip=False,
        max_length=LONGEST_WORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": "Dài quá, không phải mật khẩu hay mã PIN. Xin gõ lại."},
    )


class SignForm(SeenForm):
    """The signer's own word, to sign digitally as well; empty: on paper only."""

    word = word_field(WORD_LABEL, "Để trống nếu chỉ ký tay trên giấy.")


class WordForm(SeenForm):
    """The word without which nothing can be signed digitally."""

    word = word_field(WORD_LABEL, "Không giữ lại: gõ mỗi lần ký.")


class MeansForm(SpokenForm):
    """With what somebody signs digitally."""

    officer = forms.ChoiceField(label="Của ai?", error_messages={"required": "Xin chọn của ai."})
    source = forms.ChoiceField(label="Khóa ký nằm ở đâu?", choices=list(KEY_SOURCES.items()), widget=forms.RadioSelect)
    certificate = forms.FileField(
        label="Tệp chứng thư số",
        help_text="Tệp .p12 hoặc .pfx. Để trống khi khóa nằm trong thiết bị.",
        required=False,
        error_messages={"empty": "Tệp trống. Xin chọn lại tệp chứng thư số."},
    )
    word = word_field("Mật khẩu của tệp", "Chỉ để xem tệp có mở được không; không giữ lại.")
    label = forms.CharField(
        label="Tên thiết bị",
        help_text="Đúng tên ghi trong thiết bị (token label). Để trống khi khóa nằm trong tệp.",
        max_length=32,
        required=False,
    )
    picture = forms.FileField(
        label="Ảnh chữ ký, hoặc ảnh con dấu của cơ quan",
        help_text="Tệp .png nền trong suốt do cơ quan làm: chữ ký màu xanh, dấu màu đỏ. Được mã hóa.",
        required=False,
        error_messages={"empty": "Tệp trống. Xin chọn lại ảnh."},
    )
    width = forms.IntegerField(
        label="Con dấu rộng bao nhiêu mi-li-mét?",
        help_text="Chỉ với cơ quan: ảnh dấu in đúng cỡ dấu thật.",
        required=False,
        initial=36,
        error_messages={"invalid": "Xin gõ số mi-li-mét, ví dụ 36."},
    )

    def __init__(self, data: Any, *, officers: Sequence[tuple[int, str]], **words: Any) -> None:
        super().__init__(data, **words)
        people = [(str(pk), name) for pk, name in officers]
        self.fields["officer"].choices = [("", "Xin chọn"), ("office", "Cơ quan (con dấu)"), *people]
        self.fields["source"].initial = "file"


class EndMeansForm(SpokenForm):
    """Which means go."""

    means = forms.IntegerField(widget=forms.HiddenInput)


class RightForm(SpokenForm):
    """An officer's right to sign."""

    officer = forms.ChoiceField(label="Ai ký?", error_messages={"required": "Xin chọn người ký."})
    capacity = forms.ChoiceField(label="Tư cách ký", choices=list(CAPACITIES.items()))
    title = forms.CharField(
        label="Chức vụ ghi trên chữ ký",
        help_text="Ví dụ: Chánh Văn phòng.",
        max_length=120,
        error_messages={"required": "Xin ghi chức vụ đứng trên chữ ký."},
    )
    board_seat = forms.ChoiceField(
        label="Chức vụ trong Ban điều hành", choices=list(BOARD_SEATS.items()), required=False
    )
    from_on = day_field("Từ ngày", required=True)
    until_on = day_field("Đến hết ngày", "Bắt buộc khi ủy quyền; để trống nếu chưa biết ngày thôi.")
    decision = forms.CharField(
        label="Theo văn bản nào",
        help_text="Bắt buộc khi thừa lệnh, thừa ủy quyền.",
        max_length=200,
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label="Chỉ ký những loại này",
        help_text="Không chọn gì: mọi loại mà tư cách ấy được ký.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, officers: Sequence[tuple[int, str]], **words: Any) -> None:
        super().__init__(data, **words)
        self.fields["officer"].choices = [("", "Xin chọn"), *((str(pk), name) for pk, name in officers)]
        self.fields["kinds"].choices = [(kind.key, kind.name) for kind in kinds()]


class EndRightForm(SpokenForm):
    """From when on a right no longer holds."""

    right = forms.IntegerField(widget=forms.HiddenInput)
    until_on = day_field("Ngày ký cuối cùng", required=True)
    reason = forms.CharField(
        label="Lý do thôi", max_length=LONGEST_REASON, error_messages={"required": "Xin ghi rõ lý do."}
    )


def _ask(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False)


class LifeForm(SpokenForm):
    """The questions of a careful person; the answers are kept nowhere."""

    event = forms.ChoiceField(
        label="Chuyện gì?", choices=list(EVENTS.items()), widget=forms.RadioSelect, initial="birth"
    )
    days_ago = forms.IntegerField(
        label="Cách đây bao nhiêu ngày?",
        min_value=0,
        max_value=40000,
        initial=0,
        error_messages={"required": "Xin gõ số ngày.", "invalid": "Xin gõ số ngày, ví dụ 3."},
    )
    declined = _ask("Gia đình đã nói không muốn nhận thư")
    deceased = _ask("Cháu bé, hoặc một trong hai người cưới, đã mất")
    mourning = _ask("Nhà đang có tang")
    violence = _ask("Có dấu hiệu bạo lực, xâm hại, ép buộc")
    dispute = _ask("Đang có tranh chấp trong gia đình")
    minor = _ask("Có người chưa đủ mười tám tuổi làm cha mẹ, hoặc kết hôn")
    no_mother = _ask("Người mẹ đã mất")
    no_father = _ask("Giấy khai sinh không ghi tên cha")
    guardian = _ask("Cháu ở với người giám hộ")
    child_of_family = _ask("Người mất là con trong nhà")
    no_kin = _ask("Không còn người thân nào")
    undignified = _ask("Hoàn cảnh mất khó nói")

    def situation(self) -> Situation:
        """The answers as the rules read them."""
        told = self.cleaned_data
        same = ("declined", "deceased", "mourning", "violence", "dispute", "minor", "guardian", "child_of_family")
        return Situation(
            event=Event(told["event"]),
            days_ago=told["days_ago"],
            mother=not told["no_mother"],
            father=not told["no_father"],
            kin=not told["no_kin"],
            undignified=told["undignified"],
            **{name: told[name] for name in same},
        )
