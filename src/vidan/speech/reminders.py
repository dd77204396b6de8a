"""The words of *Nhắc việc*: one line for each kind of reminder."""

from collections.abc import Mapping
from typing import Any

#: By the share of working time that has gone.
_ESCALATION = {
    50: "Đã qua nửa thời hạn.",
    75: "Chỉ còn một phần tư thời hạn.",
    100: "Đã hết thời hạn. Xin làm ngay và xin lỗi bà con.",
    150: "Quá hạn đã lâu: gấp rưỡi thời hạn.",
}
_LINES = {
    "help": "{who} cần giúp: {words}",
    "stand_in": "Ông/bà làm thay {who} đến hết ngày {until}: nhận {count} việc đang chạy.",
    "returned": "Ông/bà đã đi làm lại: nhận lại {count} việc từ {who}.",
    "inherited": "{who} thôi việc ở bàn này: ông/bà nhận {count} việc đang chạy.",
    "question": "Bà con xem trang tra cứu và bấm “Tôi chưa hiểu”. Xin gọi giải thích.",
    "alarm": "Bà con báo đang có nguy hiểm. Xin gọi lại ngay, rồi bấm “Đọc và nhận việc”.",
    "alarm_again": "Đã mười lăm phút chưa ai nhận tin báo nguy hiểm này. Xin ông/bà gọi lại cho bà con ngay.",
    "sealed_alarm": "Tin mật {code}: người gửi báo đang có nguy hiểm. Xin mở ngay; không ai khác được báo.",
    "sealed_alarm_again": "Tin mật {code}: mười lăm phút rồi chưa ai xem tin báo nguy hiểm này. Xin mở ngay.",
    "sealed_new": "Có {count} tin mật mới. Xin mở mục Tin mật.",
    "sealed_handed": "{who} bàn giao cho ông/bà {count} tin mật. Xin mở mục Tin mật.",
    "dropped": "Thôi đòi giấy “{paper}”. Xin gọi báo bà con không phải nộp nữa.",
    "closure": "Đóng cửa từ {first} đến {last}: {count} việc đổi ngày hẹn.",
}


def line(kind: str, told: Mapping[str, Any]) -> str:
    """What the officer reads."""
    if kind == "sealed":
        return f"Tin mật {told.get('code', '')}: {_ESCALATION.get(int(told.get('percent', 0)), 'xin xem.')}"
    if kind == "escalation":
        return _ESCALATION.get(int(told.get("percent", 0)), "Xin xem việc này.")
    words = _LINES.get(kind, "Xin xem việc này.")
    return words.format(**told)


def outside(kind: str, told: Mapping[str, Any]) -> str:
    """The same in a mail: of a sealed thing not even that it is one, for a mailbox is read on many screens."""
    return "Có việc gấp đang chờ riêng ông/bà. Xin mở ngay." if kind.startswith("sealed") else line(kind, told)
