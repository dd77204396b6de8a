"""Sentences of the working calendar."""

SENTENCES: dict[str, str] = {
    "calendar.limit.unreadable": (
        "Không đọc được thời hạn “{value}”. Xin viết một số từ {least} đến {most} liền với đơn vị: "
        "5wd (ngày làm việc), 12wh (giờ làm việc), 30d (ngày), 6m (tháng), hoặc 1sd (trong ngày)."
    ),
    "calendar.moment.out_of_range": (
        "Thời điểm nhận hoặc ngày hẹn nằm ngoài các năm {first}-{last} của lịch. Xin xem lại ngày nhận và thời hạn."
    ),
    "calendar.moment.unreadable": (
        "Không đọc được thời điểm nhận “{value}”. Xin viết năm-tháng-ngày và giờ, ví dụ 2026-02-11T09:00."
    ),
    "calendar.batch.no_tab": (
        "Dòng này không có dấu TAB. Xin viết thời điểm nhận, một dấu TAB, rồi thời hạn, ví dụ 2026-02-11T09:00<TAB>5wd."
    ),
    "calendar.sessions.unreadable": (
        "Không đọc được buổi làm việc “{value}”. Xin viết giờ mở và giờ đóng trong cùng một ngày, giờ đóng sau giờ mở, "
        "ví dụ 07:00-11:30."
    ),
    "calendar.sessions.overlap": (
        "Hai buổi làm việc “{value}” chồng lên nhau. Xin sửa để buổi sau bắt đầu khi buổi trước đã kết thúc."
    ),
    "calendar.season.no_work": (
        "Mùa làm việc phải có đủ bảy ngày trong tuần và ít nhất một buổi làm việc. Xin nhập thêm giờ làm việc."
    ),
    "calendar.season.day_unreadable": (
        "Không đọc được ngày bắt đầu hoặc kết thúc mùa “{value}”. Xin viết tháng-ngày có thật, ví dụ 04-16."
    ),
    "calendar.seasons.gap": "Ngày {day} chưa thuộc mùa làm việc nào. Xin nối các mùa cho kín cả năm.",
    "calendar.row.sessions_missing": (
        "Dòng giờ làm việc riêng của ngày {day} chưa có buổi nào. Xin nhập các buổi, hoặc chọn loại ngày khác."
    ),
    "calendar.row.sessions_unwanted": (
        "Ngày {day} là ngày nghỉ nên không có buổi làm việc. Xin bỏ các buổi, hoặc chọn loại “giờ làm việc riêng”."
    ),
    "calendar.row.village_unwanted": (
        "Chỉ ngày đóng cửa mới ghi cho riêng một thôn. Xin bỏ tên thôn ở ngày {day}, hoặc chọn loại “đóng cửa”."
    ),
}
