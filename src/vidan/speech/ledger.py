"""The public log in plain words: what each kind of entry says, and what the lines of a record are called.

The texts are msgids: the web and the command line translate them by their own means.
"""

import re
from typing import Any

KINDS: dict[str, str] = {
    "nhan": "đã nhận hồ sơ",
    "bs": "tạm dừng, chờ bổ sung hoặc chờ cơ quan khác",
    "hen": "đổi ngày hẹn",
    "xong": "đã có kết quả",
    "huy": "đã rút hoặc dừng",
    "gt": "đã trao kết quả",
    "pa": "đã nhận phản ánh",
    "tn": "đã báo tin nhận phản ánh",
    "tl": "đã trả lời phản ánh",
    "xn": "người gửi xác nhận đã xong",
    "pd": "người gửi chưa đồng ý",
    "xl": "đã xin lỗi",
    "co": "đã cảm ơn",
    "vb": "đã cấp số văn bản",
    "phieu": "đã phát phiếu đánh giá",
    "dg": "một lượt đánh giá",
    "mau": "đã định mẫu khảo sát của tháng",
    "bc": "bảng kết quả mười hai lời hứa",
    "xoa": "đã xóa dữ liệu theo yêu cầu",
    "khoa": "đổi khóa hoặc phiên bản chương trình",
    "dau": "mở sổ năm mới, nối sổ năm trước",
}

#: What the lines of the record behind `nhan` are called, in the order of the paper receipt.
FIELDS: dict[str, str] = {
    "code": "Mã hồ sơ",
    "procedure_name": "Thủ tục",
    "applicant": "Người nộp",
    "number": "Số định danh",
    "address": "Nơi ở",
    "phone": "Điện thoại",
    "content": "Nội dung đề nghị",
    "papers": "Giấy tờ đã nhận",
    "sets": "Số bộ",
    "received_at": "Nhận lúc",
    "limit": "Thời hạn giải quyết",
    "due_at": "Hẹn trả lúc",
    "received_by": "Người nhận",
    "procedure": "Mã thủ tục",
    "reference": "Số tham chiếu trong sổ",
    "calendar_version": "Phiên bản lịch làm việc",
    "ready_at": "Có kết quả lúc",
    "given_at": "Trao kết quả lúc",
    "receiver": "Người nhận kết quả",
    "receipt_shown": "Có xuất trình giấy tiếp nhận",
    "reason": "Lý do",
    "kind": "Loại",
    "waiting_for": "Đang chờ",
    "basis": "Căn cứ",
}


#: Units of a time limit, as records have them: `5wd` is five working days.
UNITS: dict[str, str] = {"wd": "ngày làm việc", "wh": "giờ làm việc", "d": "ngày", "m": "tháng"}
SAME_DAY = "trong ngày làm việc"
_LIMIT = re.compile(r"(\d+)(wd|wh|sd|d|m)")
#: A moment as records have it; people read 08:40 26/11/2026.
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})")


def lines(record: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, value) of a record in the order of the paper; lines that we have no name for keep their own, last."""
    named = [name for name in FIELDS if name in record]
    others = sorted(name for name in record if name not in FIELDS)
    told = {name: _limit(record[name]) if name == "limit" else _shown(record[name]) for name in record}
    return [(FIELDS.get(name, name), told[name]) for name in (*named, *others)]


def _limit(value: Any) -> str:
    found = _LIMIT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return _shown(value)
    return SAME_DAY if found[2] == "sd" else f"{found[1]} {UNITS[found[2]]}"


def _shown(value: Any) -> str:
    if value is True or value is False:
        return "có" if value else "không"
    if isinstance(value, list):
        return "; ".join(str(item) for item in value) or "–"
    if isinstance(value, str) and (moment := _MOMENT.match(value)):
        year, month, day, time = moment.groups()
        return f"{time} {day}/{month}/{year}"
    return "–" if value in ("", None) else str(value)
