"""The mail that says: we have your dossier. Plain text, no secret, no identity number: mail is a postcard."""

from datetime import datetime

from vidan.domain.moments import local
from vidan.speech.days import promised

NOT_CONFIGURED = "chưa cấu hình máy chủ thư"


def subject(code: str) -> str:
    """One line that a person finds again in her mailbox."""
    return f"Đã tiếp nhận hồ sơ {code}"


def text(
    *, name: str, code: str, procedure: str, due_at: datetime | None, commune: str, phone: str, lookup: str
) -> str:
    """The whole mail."""
    lines = [
        f"Kính gửi ông/bà {name},",
        "",
        f"{commune} đã tiếp nhận hồ sơ của ông/bà.",
        "",
        f"Mã hồ sơ: {code}",
        f"Thủ tục: {procedure}",
    ]
    if due_at is not None:
        lines.append(f"Hẹn trả kết quả: {promised(local(due_at))}")
    lines += ["", "Xin giữ giấy tiếp nhận: mã bí mật để tra cứu chỉ in trên giấy ấy, không gửi qua thư."]
    if lookup:
        lines.append(f"Tra cứu hồ sơ: {lookup}")
    if phone:
        lines.append(f"Cần hỏi thêm, xin gọi bộ phận một cửa: {phone}")
    lines += ["", "Thư này do máy gửi, xin không trả lời. Cảm ơn ông/bà.", "", commune]
    return "\n".join(lines) + "\n"


def not_accepted(code: int) -> str:
    """Why a mail will never arrive."""
    return f"máy chủ thư không nhận địa chỉ này (mã {code})" if code else "địa chỉ thư không đúng dạng"


def unreachable(kind: str) -> str:
    """Why a mail did not leave, after the last try."""
    return f"không liên lạc được với máy chủ thư ({kind})"
