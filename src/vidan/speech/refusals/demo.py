"""Sentences about the demo."""

SENTENCES = {
    "demo.other_commune": "Thư mục dữ liệu này đang có {commune}, không phải xã minh họa, nên bản minh họa không nạp vào "
    "đây. Xin chọn một thư mục khác, ví dụ: VIDAN_DATA=minh-hoa vidan demo.",
    "demo.unfinished": "Lần nạp bản minh họa trước đã dừng giữa chừng. Xin nạp lại từ đầu: vidan demo --fresh.",
    "demo.day.out_of_range": "Bản minh họa kể chuyện một xã có từ 1/7/2025. Xin chọn ngày từ {first} đến {last}.",
}
