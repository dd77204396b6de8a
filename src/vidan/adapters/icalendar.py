"""A date as an iCalendar file (RFC 5545), which every telephone can put into its own calendar."""

from datetime import UTC, datetime

_LONGEST_LINE = 75


def event(*, uid: str, at: datetime, stamp: datetime, summary: str, words: str) -> bytes:
    """One event with a reminder a day before. Times in UTC; lines end with CRLF and are folded by octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vi Dan//VI",
        "BEGIN:VEVENT",
        f"UID:{_text(uid)}",
        f"DTSTAMP:{_utc(stamp)}",
        f"DTSTART:{_utc(at)}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(words)}",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(summary)}",
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """RFC 5545, 3.3.11: backslash, semicolon, comma and line break are escaped; other control signs do not exist."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n")
    return "".join(sign for sign in escaped.replace("\n", "\\n") if sign.isprintable())


def _folded(line: str) -> bytes:
    """3.1: no line longer than 75 octets; what follows begins with a space, and no letter is cut in two."""
    parts: list[bytes] = [b""]
    for sign in line:
        letter = sign.encode()
        if len(parts[-1]) + len(letter) > _LONGEST_LINE - (len(parts) > 1):
            parts.append(b"")
        parts[-1] += letter
    return b"\r\n ".join(parts) + b"\r\n"
