"""Words about the steering board."""

from vidan.domain.steering import Seat, SigningWay
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
