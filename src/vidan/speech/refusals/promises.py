"""Refusals of the promises."""

SENTENCES = {
    "promises.announced": "Số liệu ngày {day} đã được ghi vào sổ công khai rồi. Mỗi ngày chỉ ghi một lần.",
    "promises.differ": "Lời hứa {promise}: bảng ghi {board}, sổ công khai cho ra {ledger}. Chưa công bố; xin báo bộ phận kỹ thuật "
    "của tỉnh và chạy lại việc tính toàn bộ.",
    "promises.tables_kept": "Bảng theo thủ tục và theo thôn của quý đến {day} đã chốt rồi. Bảng đã chốt không làm lại.",
    "promises.training": "Đây là bản tập huấn, không có bảng lời hứa: việc làm ở đây chỉ để tập, không tính vào số liệu nào.",
}
