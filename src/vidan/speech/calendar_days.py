"""Kinds of days and how sure we are of them."""

KINDS = {
    "holiday": "Nghỉ lễ, tết",
    "compensation": "Nghỉ bù",
    "swap_off": "Nghỉ hoán đổi",
    "swap_work": "Làm bù",
    "closure": "Đóng cửa",
    "hours": "Giờ làm việc khác",
}
MARKS = {
    "S": "đã có văn bản",
    "K": "theo luật",
    "?": "chưa chắc, chờ văn bản",
}
