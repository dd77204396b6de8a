"""Sentences about communes at set-up."""

SENTENCES = {
    "communes.code.form": "Mã xã gồm đúng 5 chữ số, ví dụ 14950; ông/bà đã gõ “{value}”.",
    "communes.name.form": "Tên xã cần từ 2 đến 120 ký tự, ví dụ: xã Điền Lư.",
    "communes.province.form": "Mã tỉnh gồm đúng 2 chữ số, ví dụ 38 cho Thanh Hóa; ông/bà đã gõ “{value}”.",
    "communes.abbreviation.form": "Chữ viết tắt của xã gồm nhiều nhất 6 chữ hoặc số, ví dụ ĐL.",
    "communes.known": "Xã này đã có trong chương trình. Không cần nhập lại.",
    "communes.unknown": "Không có xã nào mang mã “{code}” trong chương trình.",
    "communes.training.of_training": "Đây đã là xã tập huấn. Xin chọn xã thật bằng --commune MÃ.",
    "communes.training.real": "{commune} là xã thật, không khép như một đợt tập huấn được.",
    "communes.training.there_already": "{commune} đã có xã tập huấn trên máy này rồi. Quên mật khẩu thì quản trị của xã tập huấn cấp lại ở mục Cán bộ; muốn làm lại từ đầu cho lớp mới thì thêm --again.",
}
