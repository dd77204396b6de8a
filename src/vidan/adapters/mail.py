"""Plain-text mail through the configured server. Addresses and subjects cannot smuggle headers in."""

import re
import smtplib
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError

from vidan.domain.text import clean_line

#: One address, no names, no comments, no lists (RFC 5321 allows more than any mailbox in use).
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_FOR_GOOD = range(500, 600)
_LONGEST_SAID = 100


class NotConfigured(Exception):
    """There is no mail server in the settings."""


class NotAccepted(Exception):
    """The server, or the form of the address, refuses for good; `code` is the server's answer, 0 for the form, `said`
    its own sentence, without addresses.
    """

    def __init__(self, code: int = 0, said: str = "") -> None:
        super().__init__(code)
        self.code, self.said = code, said


class Unreachable(Exception):
    """The server could not be reached or asks to come again; `kind` names the trouble without personal data, `said` is
    the server's own sentence, without addresses.
    """

    def __init__(self, kind: str, said: str = "") -> None:
        super().__init__(kind)
        self.kind, self.said = kind, said


@dataclass(frozen=True)
class Letter:
    """A mail to one person. `key` names it for good: sent twice by accident, mailboxes show it once."""

    to: str
    subject: str
    text: str
    key: str
    #: A file that goes with it: its name and its bytes (a PDF).
    attachment: tuple[str, bytes] | None = None


def send(letter: Letter) -> None:
    """Hand a letter to the mail server. Raises NotConfigured, NotAccepted or Unreachable."""
    if not settings.MAIL_HOST:
        raise NotConfigured
    if not _ADDRESS.fullmatch(letter.to) or ".." in letter.to:
        raise NotAccepted
    message = EmailMessage(
        subject=clean_line(letter.subject),
        body=letter.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        headers={"Message-ID": _identity(letter.key), "Auto-Submitted": "auto-generated"},
    )
    if letter.attachment is not None:
        name, content = letter.attachment
        message.attach(name, content, "application/pdf")
    try:
        message.send()
    except BadHeaderError:
        raise NotAccepted from None
    except smtplib.SMTPRecipientsRefused as refused:
        raise _by_code(*next(iter(refused.recipients.values()))) from None
    except smtplib.SMTPResponseException as refused:
        raise _by_code(refused.smtp_code, refused.smtp_error) from None
    except (OSError, smtplib.SMTPException) as trouble:
        raise Unreachable(type(trouble).__name__) from None


def _by_code(code: int, text: bytes | str) -> NotAccepted | Unreachable:
    said = _without_addresses(text)
    return NotAccepted(code, said) if code in _FOR_GOOD else Unreachable(f"SMTP {code}", said)


def _without_addresses(text: bytes | str) -> str:
    """What a server answered, in one short line: its sentences often repeat the address, which is nobody's business."""
    words = clean_line(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
    return re.sub(r"<?[^\s<>]*@[^\s<>]*>?", "…", words)[:_LONGEST_SAID]


def _identity(key: str) -> str:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{domain}>"
