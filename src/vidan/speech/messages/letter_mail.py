"""The mail with which a letter goes out: short, for the letter itself is attached; what it is about stays inside."""

from datetime import date

from vidan.speech.days import day as short_day
from vidan.speech.messages import receipt_notice

NOT_CONFIGURED = receipt_notice.NOT_CONFIGURED
unreachable = receipt_notice.unreachable
#: The mail server's answers to a wrong name or password (RFC 4954 section 6), and to an address it does not know (RFC 5321).
_LOG_IN, _ADDRESS = (530, 534, 535, 538), (0, 550, 551, 553)


def subject(kind: str, number: str, commune: str) -> str:
    """What the mailbox shows. `commune`: as inside a sentence (`xã Điền Lư`)."""
    return f"{kind} số {number} của Ủy ban nhân dân {commune}"


def text(*, kind: str, number: str, day: date | None, commune: str, phone: str, verify: str) -> str:
    """The mail's own words; whoever cannot open the file reads whom to call."""
    of_day = f" ngày {short_day(day)}" if day else ""
    lines = ["Kính gửi ông/bà,", "", f"Ủy ban nhân dân {commune} gửi kèm {_inside(kind)} số {number}{of_day}."]
    if verify:
        lines += ["", f"Xem văn bản có đúng của xã và còn hiệu lực hay không: {verify}"]
    if phone:
        lines += ["", f"Không mở được tệp, hoặc cần hỏi thêm, xin gọi {phone}."]
    return "\n".join([*lines, "", "Trân trọng cảm ơn ông/bà.", "", f"Ủy ban nhân dân {commune}"]) + "\n"


def _inside(kind: str) -> str:
    return kind[:1].lower() + kind[1:]


def file_name(number: str) -> str:
    """The attached file as its reader saves it."""
    return f"{number.replace('/', '-')}.pdf"


def not_accepted(code: int) -> str:
    """Why the mail server refused for good, so that the clerk knows what to mend."""
    if code in _LOG_IN:
        return f"máy chủ thư không cho đăng nhập (mã {code}); xin nhờ quản trị xem lại thiết lập thư"
    return receipt_notice.not_accepted(code) if code in _ADDRESS else f"máy chủ thư không nhận thư này (mã {code})"
