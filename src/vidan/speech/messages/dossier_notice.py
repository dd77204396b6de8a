"""Mails that tell a citizen what happened to her dossier. Plain text, no secret, no identity number: mail is a postcard."""

from collections.abc import Sequence
from datetime import datetime

from vidan.domain.moments import local
from vidan.speech.days import promised

_SUBJECTS = {
    "ready": "Đã có kết quả hồ sơ {code}",
    "refused": "Hồ sơ {code} chưa đủ điều kiện giải quyết",
    "supplement": "Hồ sơ {code} cần bổ sung giấy tờ",
    "stopped": "Hồ sơ {code} dừng giải quyết",
    "moved": "Hồ sơ {code} có ngày hẹn mới",
}
_BODIES = {
    "ready": "Hồ sơ của ông/bà đã có kết quả{early}. Mời ông/bà đến nhận tại bộ phận một cửa, nhớ mang giấy tiếp nhận; "
    "mất giấy thì mang căn cước.",
    "refused": "Rất tiếc, hồ sơ của ông/bà chưa đủ điều kiện giải quyết. Lý do và căn cứ ghi đủ trong phiếu {slip}. Mời "
    "ông/bà đến bộ phận một cửa nhận phiếu và nhận lại giấy tờ; chỗ nào chưa rõ, chúng tôi giải thích.",
    "supplement": "Hồ sơ của ông/bà còn thiếu giấy tờ, ghi đủ một lần trong phiếu {slip}. Mời ông/bà đến nhận phiếu, hoặc "
    "gọi số dưới đây để nghe đọc. Trong lúc chờ, thời hạn giải quyết không bị tính.",
    "stopped": "Đã hết thời gian chờ mà hồ sơ chưa được bổ sung đủ, nên chúng tôi phải dừng giải quyết (thông báo {slip}). Mời "
    "ông/bà đến nhận lại giấy tờ; có đủ giấy tờ, ông/bà nộp lại lúc nào cũng được.",
    "moved": "Vì {reason}, ngày hẹn trả kết quả đổi sang {due}. Xin lỗi ông/bà vì phải chờ thêm. Ngày hẹn đầu tiên vẫn được giữ "
    "trong sổ.",
}


def subject(about: str, code: str) -> str:
    """One line that a person finds again in her mailbox."""
    return _SUBJECTS[about].format(code=code)


def text(
    about: str,
    *,
    name: str,
    code: str,
    procedure: str,
    due_at: datetime | None,
    early: bool,
    slip: str,
    reason: str,
    commune: str,
    phone: str,
    others: Sequence[tuple[str, str, datetime | None]] = (),
) -> str:
    """The whole mail. `others`: code, procedure and date of her further dossiers that it tells of."""
    due = promised(local(due_at)) if due_at is not None else ""
    body = _BODIES[about].format(early=", sớm hơn ngày hẹn" if early else "", slip=slip, reason=reason, due=due)
    lines = [f"Kính gửi ông/bà {name},", "", body, "", f"Mã hồ sơ: {code}", f"Thủ tục: {procedure}"]
    if others:
        lines += ["", "Cùng đợt này, các hồ sơ sau của ông/bà cũng có ngày hẹn mới:"]
    for code_too, procedure_too, due_too in others:
        lines.append(f"– {code_too}, {procedure_too}: {promised(local(due_too)) if due_too else ''}")
    if phone:
        lines += ["", f"Cần hỏi thêm, xin gọi bộ phận một cửa: {phone}"]
    lines += ["", "Thư này do máy gửi, xin không trả lời. Cảm ơn ông/bà.", "", commune]
    return "\n".join(lines) + "\n"
