"""The mail with which a letter goes out: short, for the letter itself is attached; what it is about stays inside."""

from datetime import date, datetime

from vidan.domain.moments import local
from vidan.speech.days import clock
from vidan.speech.days import day as short_day

NOT_CONFIGURED = (
    "xã chưa cài máy chủ thư, nên thư điện tử không đi được; xin nhờ quản trị cài, hoặc gửi bưu điện, nhờ trưởng thôn"
)
_PAPER = "hoặc gửi bưu điện, nhờ trưởng thôn"
#: What a mail server's answer means (RFC 5321 section 4.2, RFC 4954 section 6), and what the clerk can do.
_ANSWERS = {
    **dict.fromkeys(
        (530, 534, 535, 538), "máy chủ thư không cho đăng nhập ({code}); xin nhờ quản trị xem lại thiết lập thư"
    ),
    **dict.fromkeys((550, 551, 553), f"máy chủ thư không nhận địa chỉ này ({{code}}); xin hỏi lại địa chỉ, {_PAPER}"),
    552: f"hộp thư của người nhận đã đầy, hoặc tệp lớn quá ({{code}}); xin gọi điện báo người nhận, {_PAPER}",
    554: f"máy chủ thư từ chối, có thể coi là thư rác ({{code}}); xin nhờ quản trị xem, trước mắt {_PAPER[5:]}",
    421: "máy chủ thư đang quá tải, chưa nhận thêm ({code})",
    450: "hộp thư của người nhận đang bận ({code})",
    451: "máy chủ thư đang trục trặc, hẹn thử lại sau ({code})",
    452: "máy chủ thư đang hết chỗ chứa ({code})",
}
#: What went wrong before the server said anything.
_SILENT = {
    "ConnectionRefusedError": "máy chủ thư không mở cửa, có thể đang tắt",
    "gaierror": "không tìm ra máy chủ thư, có thể đang mất mạng",
    "TimeoutError": "máy chủ thư không trả lời",
    "SMTPServerDisconnected": "máy chủ thư ngắt giữa chừng",
}


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


def not_accepted(code: int, said: str = "") -> str:
    """Why the mail server refused for good, so that the clerk knows what to mend. `said`: its own sentence."""
    if not code:
        return f"địa chỉ thư không đúng dạng; xin hỏi lại địa chỉ, {_PAPER}"
    return _answer(code, said, f"máy chủ thư không nhận thư này ({{code}}); {_PAPER[5:]}")


def unreachable(kind: str, said: str = "") -> str:
    """Why a mail has not left yet."""
    code = kind.removeprefix("SMTP ")
    if code.isdigit():
        return _answer(int(code), said, "máy chủ thư chưa nhận ({code})")
    return _SILENT.get(kind, f"không liên lạc được với máy chủ thư ({kind})")


def _answer(code: int, said: str, otherwise: str) -> str:
    own = f"mã {code}: “{said}”" if said else f"mã {code}"
    return _ANSWERS.get(code, otherwise).replace("{code}", own)


def put_off(problem: str, tried_at: datetime, again_at: datetime) -> str:
    """How the last try went, while more follow."""
    return f"thử lúc {_told(tried_at)}: {problem}; máy thử lại lúc {_told(again_at)}"


def _told(at: datetime) -> str:
    """Kept as it is told, whatever language somebody reads in."""
    here = local(at)
    return f"{clock(here)} ngày {short_day(here.date())}"
