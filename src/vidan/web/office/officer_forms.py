"""The administrator's forms: an account, a role from a day to a day, closing, a new first password."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from vidan.domain.people import INBOX_ROLES, Role
from vidan.domain.text import clean_line
from vidan.speech.roles import ROLE_NAMES, ROLE_WORK, common_inbox
from vidan.web.wording import SpokenForm, speak

Named = Sequence[tuple[int, str]]
FIRST_YEAR, LAST_YEAR = 2000, 2100


def _line(label: str, longest: int, hint: str = "", required: bool = True, **attributes: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=longest,
        widget=forms.TextInput(attrs=attributes),
        error_messages={
            "required": f"Xin điền ô “{label}”.",
            "max_length": f"Dài quá. Xin gõ nhiều nhất {longest} ký tự.",
        },
    )


def _day(label: str, hint: str = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": f"Xin chọn ô “{label}”.", "invalid": "Ngày chưa đúng. Xin gõ ngày/tháng/năm."},
    )


def _pick(label: str, hint: str = "", required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=required,
        error_messages={"required": f"Xin chọn ô “{label}”.", "invalid_choice": "Lựa chọn này không có. Xin chọn lại."},
    )


class TidyForm(SpokenForm):
    """Every typed line in its tidy form, every day within reason."""

    def clean(self) -> dict[str, Any]:
        """NFC, no invisible characters, single spaces; years from 2000 to 2100."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, str):
                data[name] = clean_line(value)
            elif isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
                self.add_error(name, "Xin xem lại năm: chỉ nhận từ năm 2000 đến 2100.")
        return data


class WordsForm(TidyForm):
    """What is written of an officer."""

    name = _line("Họ và tên", 120)
    title = _line("Chức danh", 120, "Ví dụ: Công chức Tư pháp – Hộ tịch.", required=False)
    honorific = _line("Xưng hô", 20, "Ông, Bà, Anh, Chị: bà con thấy trước tên.", required=False)
    phone = _line("Điện thoại làm việc", 40, "Bà con gọi số này khi hỏi về hồ sơ.", required=False, inputmode="tel")
    email = _line(
        "Thư điện tử công vụ",
        120,
        "Nhắc việc gửi thêm vào đây, trong giờ làm việc.",
        required=False,
        inputmode="email",
    )


class MandateForm(TidyForm):
    """A role from a day on."""

    role = _pick("Nhiệm vụ")
    unit = _pick("Phòng, đơn vị", required=False)
    village = _pick("Thôn", "Chỉ chọn cho trưởng thôn.", required=False)
    from_on = _day("Từ ngày")
    until_on = _day("Đến hết ngày", "Để trống khi chưa biết.", required=False)
    decision = _line("Theo văn bản nào?", 200, "Ví dụ: QĐ 12/QĐ-UBND ngày 03/11/2026.", required=False)

    def __init__(self, *args: Any, units: Named, villages: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, f"{ROLE_NAMES[role]}: {ROLE_WORK[role]}") for role in Role]
        self.fields["role"].choices = [("", "Xin chọn"), *roles]
        self.fields["unit"].choices = [("", "Không thuộc phòng nào"), *((str(pk), name) for pk, name in units)]
        self.fields["village"].choices = [("", "Cả xã"), *((str(pk), name) for pk, name in villages)]

    def clean(self) -> dict[str, Any]:
        """Ends after it begins; a village head has a village."""
        data = super().clean()
        begins, ends = data.get("from_on"), data.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        if data.get("role") == Role.VILLAGE_HEAD.value and not data.get("village"):
            self.add_error("village", "Trưởng thôn của thôn nào? Xin chọn thôn.")
        return data

    def mandate(self) -> dict[str, Any]:
        """What `people.give_mandate` takes, from a valid form."""
        data = self.cleaned_data
        return {
            "role": Role(data["role"]),
            "unit_id": int(data["unit"]) if data["unit"] else None,
            "village_id": int(data["village"]) if data["village"] else None,
            "from_on": data["from_on"],
            "until_on": data["until_on"],
            "decision": data["decision"],
        }


class NewOfficerForm(MandateForm, WordsForm):
    """An account with its first role."""

    login = _line("Tên đăng nhập", 60, "Chữ thường không dấu, ví dụ: hoa.le.", autocapitalize="none")
    field_order = ("name", "login", "title", "honorific", "phone", "email", "role", "unit", "village", "from_on")

    def words(self) -> dict[str, str]:
        """What is written of the officer."""
        return {name: self.cleaned_data[name] for name in ("name", "title", "honorific", "phone", "email")}


class EndForm(TidyForm):
    """Which role ends, its last day, and why."""

    mandate = _pick("Thôi nhiệm vụ nào?")
    until_on = _day("Hết ngày nào?")
    reason = _line("Vì sao thôi nhiệm vụ?", 200)

    def __init__(self, *args: Any, mandates: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].choices = [(str(pk), name) for pk, name in mandates]


class HandForm(TidyForm):
    """Who takes over everything that lies on a desk, and why."""

    to_officer = _pick("Chuyển hết cho ai?")
    reason = _line("Vì sao chuyển?", 200, "Ví dụ: chuyển công tác theo QĐ 15/QĐ-UBND.")

    def __init__(self, *args: Any, colleagues: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_officer"].choices = [("", "Xin chọn"), *((str(pk), name) for pk, name in colleagues)]


class CloseForm(HandForm):
    """Why an account is closed, and who takes what lies on its desk: asked only where something lies there."""

    reason = _line("Vì sao khóa tài khoản?", 200, "Ví dụ: chuyển công tác theo QĐ 15/QĐ-UBND.")

    def __init__(self, *args: Any, held: int, colleagues: Named, **kwargs: Any) -> None:
        super().__init__(*args, colleagues=colleagues, **kwargs)
        taker = _pick("Ai nhận việc của người này?", required=held > 0)
        taker.choices = self.fields["to_officer"].choices
        self.fields["to_officer"] = taker


class RenewForm(TidyForm):
    """A new first password; perhaps the second factor is lost too."""

    second_factor_too = forms.BooleanField(
        label="Cán bộ mất cả điện thoại, khóa và mã dự phòng: bỏ luôn lớp xác thực thứ hai để cài lại", required=False
    )


class InboxesForm(TidyForm):
    """An address for the common inbox of each role that has one; empty: lines stand in *Nhắc việc* alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in INBOX_ROLES:
            field = self.fields[role.value] = _line(common_inbox(role), 120, required=False, inputmode="email")
            speak(field)
