"""The mail that reminds an officer. It names no citizen: a mailbox is read on many screens."""

from collections.abc import Mapping
from typing import Any

from vidan.speech.reminders import outside


def subject(code: str, title: str) -> str:
    """One line."""
    return f"Nhắc việc: {title} ({code})" if code else "Nhắc việc"


def text(*, name: str, kind: str, told: Mapping[str, Any], code: str, title: str, commune: str) -> str:
    """The whole mail; `name` is of a person, or says whose common inbox this is."""
    lines = [f"{name} thân mến,", "", outside(kind, told)]
    if code:
        lines += ["", f"Việc: {title}", f"Mã: {code}"]
    lines += ["", "Mở mục “Nhắc việc” trong bàn làm việc để xem và đánh dấu đã biết.", "", commune]
    return "\n".join(lines) + "\n"
