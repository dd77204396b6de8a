"""The log-in library's forms in a clerk's words, with our growing wait, and deaf to malformed passkey answers."""

import struct
from typing import Any

from allauth.account.forms import ChangePasswordForm as LibraryChangePasswordForm
from allauth.account.forms import LoginForm as LibraryLoginForm
from allauth.account.forms import ReauthenticateForm as LibraryReauthenticateForm
from allauth.account.forms import SetPasswordForm as LibrarySetPasswordForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.base import forms as codes
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as LibraryActivateForm
from allauth.mfa.webauthn import forms as passkeys
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from vidan.domain.text import clean_line, nfc
from vidan.web.delays import Tries

LONGEST_LOGIN, LONGEST_PASSWORD, LONGEST_CODE, LONGEST_NAME = 60, 128, 20, 60
#: The library's own errors, by its codes.
PROBLEMS = {
    "account_inactive": "Tài khoản này hiện không dùng được. Xin hỏi quản trị của xã.",
    "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin gõ lại; nếu quên, xin nhờ quản trị của "
    "xã cấp lại.",
    "first_password_expired": "Mật khẩu lần đầu đã quá 7 ngày nên không dùng được nữa. Xin nhờ quản trị của xã "
    "cấp lại.",
    "incorrect_password": "Mật khẩu chưa đúng. Xin gõ lại.",
    "enter_current_password": "Mật khẩu đang dùng chưa đúng. Xin gõ lại.",
    "same_as_current": "Mật khẩu mới cần khác mật khẩu đang dùng.",
    "incorrect_code": "Mã hoặc khóa này chưa đúng. Mỗi mã chỉ dùng một lần và đổi sau 30 giây; xin thử với mã mới.",
    "too_many_login_attempts": "Vừa có nhiều lần thử chưa đúng. Xin chờ một phút rồi thử lại.",
    "rate_limited": "Vừa có nhiều lần thử liền nhau. Xin chờ một phút rồi thử lại.",
    "cannot_delete_authenticator": "Chưa bỏ được lớp xác thực này.",
    "cannot_generate_recovery_codes": "Xin cài ứng dụng tạo mã hoặc khóa truy cập trước, rồi mới tạo mã dự phòng.",
}
#: The ways to show oneself once more, by the library's names.
WAYS = {
    "reauthenticate": "Dùng mật khẩu",
    "mfa_reauthenticate": "Dùng mã trong ứng dụng, hoặc mã dự phòng",
    "mfa_reauthenticate:webauthn": "Dùng khóa truy cập",
}
NO_PASSKEY = "Khóa truy cập cần trình duyệt bật JavaScript và địa chỉ https. Xin dùng mật khẩu và mã xác thực."
#: What the passkey libraries raise when a browser (or somebody else) sends something that is not a passkey's answer.
NOT_A_PASSKEY = (TypeError, ValueError, KeyError, AttributeError, IndexError, struct.error, InvalidSignature)


def too_early(request: HttpRequest, wait: int) -> ValidationError:
    """The sentence that says how long to wait; the answer's status says it as well (the middleware sees to it)."""
    request.seconds_to_wait = wait  # type: ignore[attr-defined]
    return ValidationError(
        f"Vừa có nhiều lần thử chưa đúng. Xin chờ {wait} giây rồi bấm lại; tài khoản không bị khóa.", code="too_early"
    )


def _problem(code: str) -> ValidationError:
    return ValidationError(PROBLEMS[code], code=code)


def _say(field: forms.Field, label: str, hint: str = "", longest: int = 0, **attributes: str) -> None:
    """A field's words, limits and attributes, in place of the library's."""
    field.label, field.help_text = label, hint
    field.error_messages["required"] = f"Xin điền ô “{label}”."
    attrs = {name: value for name, value in field.widget.attrs.items() if name not in ("placeholder", "maxlength")}
    field.widget.attrs = {**attrs, **attributes}
    if longest:
        field.widget.attrs["maxlength"] = str(longest)
        field.validators.append(_longest(longest))


def _longest(most: int) -> Any:
    def check(value: str) -> None:
        if len(value) > most:
            raise ValidationError(f"Dài quá. Xin gõ nhiều nhất {most} ký tự.", code="max_length")

    return check


class LoginForm(LibraryLoginForm):
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = forms.CharField(widget=forms.TextInput(attrs={"autocomplete": "username"}))
        _say(login, _("Tên đăng nhập"), "", LONGEST_LOGIN, autocapitalize="none", spellcheck="false", autofocus="")
        self.fields["login"] = login
        _say(self.fields["password"], _("Mật khẩu"), "", LONGEST_PASSWORD)
        self.order_fields(["login", "password"])


class ReauthenticateForm(LibraryReauthenticateForm):
    """The password once more, before the account's keys change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], "Mật khẩu đang dùng", "", LONGEST_PASSWORD)


class SetPasswordForm(LibrarySetPasswordForm):
    """A first own password, twice, for an account that had none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_new_password(self)

    def clean(self) -> dict[str, Any]:
        """The two are the same."""
        data: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        _same_twice(self, data)
        return data


def _say_new_password(form: forms.Form) -> None:
    hint = "Ít nhất 10 ký tự. Một câu ngắn dễ nhớ, có dấu cách cũng được, là mật khẩu tốt."
    _say(form.fields["password1"], "Mật khẩu mới", hint, LONGEST_PASSWORD)
    _say(form.fields["password2"], "Mật khẩu mới, gõ lại lần nữa", "", LONGEST_PASSWORD)


def _same_twice(form: forms.Form, data: dict[str, Any]) -> None:
    first, second = data.get("password1"), data.get("password2")
    if first and second and first != nfc(second):
        form.add_error("password2", "Hai lần gõ mật khẩu mới chưa giống nhau. Xin gõ lại.")


class ChangePasswordForm(LibraryChangePasswordForm):
    """The old password, the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], "Mật khẩu đang dùng", "", LONGEST_PASSWORD)
        _say_new_password(self)

    def clean_oldpassword(self) -> str:
        """Guessing here is slowed down like guessing at the door."""
        tries, now = Tries.of("old-password", self.user.pk), timezone.now()
        wait = tries.take_turn(now)
        if wait:
            raise too_early(context.request, wait)
        typed = nfc(self.cleaned_data["oldpassword"])
        if not self.user.check_password(typed):
            tries.failed(now)
            raise _problem("enter_current_password")
        tries.forget()
        return typed

    def clean(self) -> dict[str, Any]:
        """The two new ones are the same, and new."""
        data: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        _same_twice(self, data)
        first = data.get("password1")
        if first and first == data.get("oldpassword"):
            self.add_error("password1", PROBLEMS["same_as_current"])
        return data


class _SlowCode:
    """A code is guessed slowly, and works once.

    The library forgets a used code after 30 seconds, while a code lives up to 90 with one period of tolerance.
    """

    def clean_code(self) -> str:
        """Counted for the account, whatever the address: who comes so far knows the password already."""
        tries, now = Tries.of("code", self.user.pk), timezone.now()  # type: ignore[attr-defined]
        wait = tries.take_turn(now)
        if wait:
            raise too_early(context.request, wait)
        try:
            code: str = super().clean_code()  # type: ignore[misc]
            self._use_once(code)
        except ValidationError:
            tries.failed(now)
            raise
        tries.forget()
        return code

    def _use_once(self, code: str) -> None:
        if self.authenticator.type != Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            return
        lives = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        digits = "".join(code.split())
        if not cache.add(Tries.of("used", self.user.pk, digits).key, 1, timeout=lives):  # type: ignore[attr-defined]
            raise _problem("incorrect_code")


def _say_code(field: forms.Field, hint: str) -> None:
    attributes = {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
    _say(field, "Mã xác thực", hint, LONGEST_CODE, **attributes)


class AuthenticateForm(_SlowCode, codes.AuthenticateForm):
    """The second factor at log-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], "6 số trong ứng dụng trên điện thoại, hoặc một mã dự phòng 8 số.")


class ReauthenticateCodeForm(_SlowCode, codes.ReauthenticateForm):
    """The second factor once more, before the account's keys change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], "6 số trong ứng dụng trên điện thoại, hoặc một mã dự phòng 8 số.")


class ActivateForm(LibraryActivateForm):
    """The first code of a new app, as proof that the secret arrived."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"], "6 số mà ứng dụng vừa hiện.")


def _say_passkey(field: forms.Field) -> None:
    field.error_messages["required"] = NO_PASSKEY
    field.error_messages["invalid"] = PROBLEMS["incorrect_code"]


class _Passkey:
    """A form whose hidden field a passkey filled in; anything else in that field is a wrong answer, not a fault."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_passkey(self.fields["credential"])  # type: ignore[attr-defined]

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NOT_A_PASSKEY as problem:
            raise _problem("incorrect_code") from problem


class AuthenticatePasskeyForm(_Passkey, passkeys.AuthenticateWebAuthnForm):
    """A passkey as the second factor."""


class LoginPasskeyForm(_Passkey, passkeys.LoginWebAuthnForm):
    """A passkey instead of name and password."""


class ReauthenticatePasskeyForm(_Passkey, passkeys.ReauthenticateWebAuthnForm):
    """A passkey once more, before the account's keys change."""


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    """A new passkey and its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["name"], "Đặt tên cho khóa", "Để sau này nhận ra, ví dụ: Máy ở quầy một cửa.", LONGEST_NAME)
        _say_passkey(self.fields["credential"])
        self.fields["passwordless"].label = "Đăng nhập chỉ bằng khóa này, không cần mật khẩu"
        self.fields["passwordless"].help_text = "Khóa sẽ hỏi vân tay, khuôn mặt hoặc mã PIN của máy."
        self.fields["passwordless"].initial = True

    def clean_name(self) -> str:
        """One tidy line."""
        return clean_line(str(super().clean_name()))

    def clean(self) -> dict[str, Any]:
        """Anything but a passkey's answer is a wrong answer, not a fault."""
        try:
            data: dict[str, Any] = super().clean()
        except NOT_A_PASSKEY as problem:
            raise _problem("incorrect_code") from problem
        return data


class EditPasskeyForm(passkeys.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["name"], "Tên của khóa", "", LONGEST_NAME)

    def clean_name(self) -> str:
        """One tidy line."""
        name = clean_line(str(self.cleaned_data["name"]))
        if not name:
            raise ValidationError("Xin đặt cho khóa một cái tên.")
        return name
