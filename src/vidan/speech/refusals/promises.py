"""Refusals of the promises."""

SENTENCES = {
    "promises.announced": "Số liệu ngày {day} đã được ghi vào sổ công khai rồi. Mỗi ngày chỉ ghi một lần.",
    "promises.differ": "Lời hứa {promise}: bảng ghi {board}, sổ công khai cho ra {ledger}. Chưa công bố; xin báo bộ phận kỹ thuật "
    "của tỉnh và chạy lại việc tính toàn bộ.",
    "promises.tables_kept": "Bảng theo thủ tục và theo thôn của quý đến {day} đã chốt rồi. Bảng đã chốt không làm lại.",
    "promises.input.unknown": "Không có số liệu này trong bộ chấm điểm. Xin chọn trong danh sách.",
    "promises.input.no_share": "“{kept} trên {counted}” chưa đúng: tổng phải từ 1 đến 10.000.000, và số đạt không quá tổng.",
    "promises.input.source": "Xin ghi lấy số ở đâu, nhiều nhất {most} chữ cái. Ví dụ: Cổng Dịch vụ công quốc gia, xem ngày 5/10.",
    "promises.input.quarter": "Quý này chưa hết hoặc đã quá một năm. Xin chọn một trong bốn quý vừa qua.",
    "promises.opened.figure": "{place} ghi lời hứa {promise} là {told}; các dòng của tệp dữ liệu mở cho ra {kept}/{counted}.",
    "promises.opened.file": "Tệp {path} không phải tệp mà mục số {number} của sổ đã ghi dấu: có chỗ bị sửa sau khi công bố.",
    "promises.opened.form": "Tệp {path} không đúng khuôn dạng đã công bố (dòng {line}).",
    "promises.opened.heard": "Dòng {line} của tệp dữ liệu mở, lời hứa {promise}, nói về {reference} khác các mục pa, tn, xn, pd trong sổ.",
    "promises.opened.unlisted": "Lời hứa 1: sổ có mục pa của {reference} mà tệp dữ liệu mở không có dòng ấy.",
    "promises.opened.row": "Dòng {line} của tệp dữ liệu mở nói về hồ sơ {reference} khác với sổ.",
    "promises.training": "Đây là bản tập huấn, không có bảng lời hứa: việc làm ở đây chỉ để tập, không tính vào số liệu nào.",
}
