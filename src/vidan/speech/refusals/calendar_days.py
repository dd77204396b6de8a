"""Sentences about changing the commune's calendar."""

SENTENCES = {
    "calendar.loaded_already": "Lịch của xã đã có rồi, không nạp lại.",
    "calendar.document.missing": "Xin ghi số, ngày văn bản làm căn cứ, ví dụ: Thông báo 12/TB-UBND ngày 05/01/2026.",
    "calendar.day.nothing_to_clear": "Ngày {day} không có dòng nào của xã để bỏ.",
    "calendar.day.unnamed": "Xin ghi tên ngày, ví dụ: Nghỉ hoán đổi, hoặc Trung tâm đóng cửa để sửa điện.",
}
