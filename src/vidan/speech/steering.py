"""Words about the steering board."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vidan.domain.steering import EvidenceKind, Seat, SigningWay
from vidan.speech import days
from vidan.speech.language import _

SEATS = {
    Seat.HEAD: "Trưởng ban",
    Seat.DEPUTY: "Phó Trưởng ban",
    Seat.STANDING: "Ủy viên thường trực",
    Seat.MEMBER: "Thành viên",
}
WAYS = {SigningWay.PAPER: "Ký trên giấy", SigningWay.SCREEN: "Tự ký trên máy"}
PAPERS = {
    "plan": "Kế hoạch",
    "decision": "Quyết định thành lập",
    "notice": "Thông báo phân công",
    "statute": "Quy chế hoạt động",
}
#: What an officer may do next with all papers that stand at the same step.
NEXT = {
    "draft": "Chuyển kiểm tra",
    "checking": "Đã đọc, đạt",
    "signing": "Ký",
    "signed": "Cấp số",
    "numbered": "Ghi đã đóng dấu",
}


def seat_name(seat: Seat) -> str:
    """A seat in the reader's language."""
    return _(SEATS[seat])


EVIDENCE = {
    EvidenceKind.PHOTO: "Ảnh",
    EvidenceKind.DOCUMENT: "Văn bản",
    EvidenceKind.FIGURE: "Con số",
    EvidenceKind.MEETING: "Cuộc họp",
}
#: What the page says after an act on an assignment.
DONE = {
    "done": "Đã ghi xong việc. Cảm ơn ông/bà.",
    "part": "Đã ghi thêm bằng chứng. Việc vẫn đang chạy.",
    "postpone": "Đã ghi hạn mới. Hạn đầu vẫn còn đó.",
    "hand_over": "Đã chuyển việc.",
    "check": "Đã ghi là đã xem, đạt.",
    "give_back": "Đã trả lại việc kèm lý do.",
}


def evidence(kind: EvidenceKind, figure: Mapping[str, Any]) -> str:
    """`Con số: lời hứa 8, 96/98 từ 20/8/2026 đến 17/11/2026`."""
    if kind is not EvidenceKind.FIGURE:
        return EVIDENCE[kind]
    first, last = (days.day(date.fromisoformat(figure[name])) for name in ("first", "last"))
    return f"Con số: lời hứa {figure['promise']}, {figure['kept']}/{figure['counted']} từ {first} đến {last}"
