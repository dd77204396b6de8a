"""What makes a password good enough, said in a clerk's words (ASVS 5.0, 6.2; NIST SP 800-63B-4, 3.1.1.2)."""

from pathlib import Path
from typing import Any

from django.contrib.auth import password_validation as django
from django.core.exceptions import ValidationError

from vidan.content import passwords
from vidan.domain.text import fold

#: Folded and without spaces.
COMMON = frozenset(
    line
    for line in (Path(passwords.__file__).parent / "common.txt").read_text(encoding="ascii").splitlines()
    if not line.startswith("#")
)


class LongEnough(django.MinimumLengthValidator):
    """Long enough beside the second factor that every officer has."""

    def get_error_message(self) -> str:
        """The sentence."""
        return f"Mật khẩu ngắn quá. Xin gõ ít nhất {self.min_length} ký tự; một câu ngắn dễ nhớ là tốt nhất."

    def get_help_text(self) -> str:
        """The hint."""
        return f"Mật khẩu cần ít nhất {self.min_length} ký tự."


class NotCommon(django.CommonPasswordValidator):
    """Neither on Django's list of common passwords nor on ours."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if "".join(fold(password).split()) in COMMON:
            raise ValidationError(self.get_error_message(), code="password_too_common")
        super().validate(password, user)

    def get_error_message(self) -> str:
        """The sentence."""
        return "Mật khẩu này nhiều người dùng nên dễ đoán. Xin chọn một câu của riêng ông/bà."

    def get_help_text(self) -> str:
        """The hint."""
        return "Không dùng những mật khẩu nhiều người hay đặt."


class NotOnlyDigits(django.NumericPasswordValidator):
    """Not a telephone or identity number."""

    def get_error_message(self) -> str:
        """The sentence."""
        return "Mật khẩu chỉ có chữ số thì dễ đoán. Xin thêm chữ."

    def get_help_text(self) -> str:
        """The hint."""
        return "Mật khẩu không được chỉ gồm chữ số."


class NotOneself:
    """Neither the officer's log-in name nor his own name with a few characters added."""

    SPARE = 4

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        typed = "".join(fold(password).split())
        for name in (getattr(user, "login", ""), getattr(user, "name", "")):
            own = "".join(fold(str(name)).split())
            if len(own) > 3 and own in typed and len(typed) - len(own) <= self.SPARE:
                raise ValidationError(
                    "Mật khẩu giống tên của ông/bà quá nên dễ đoán. Xin chọn một câu khác.",
                    code="password_too_similar",
                )

    def get_help_text(self) -> str:
        """The hint."""
        return "Mật khẩu không được gần giống tên của mình."
