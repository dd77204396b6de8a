"""What the publisher and the witnesses say when they refuse."""

_CALL = "Đã dừng, không ký gì cả. Hãy báo người quản trị"

SENTENCES: dict[str, str] = {
    "ledger.clock.wrong": "Đồng hồ máy ghi {day}, không thể đúng so với sổ năm {year}. Hãy chỉnh giờ rồi công bố lại.",
    "ledger.database.differs": "Cơ sở dữ liệu không cho ra cây {size} mục đã ký: có mục đã công bố bị sửa. "
    + _CALL
    + ".",
    "ledger.database.gap": "Sổ năm {year} thiếu mục số {position} trong cơ sở dữ liệu. " + _CALL + ".",
    "ledger.database.shorter": "Cơ sở dữ liệu chỉ có {size} mục mà sổ đã ký {signed} mục: dữ liệu cũ hơn sổ. "
    + _CALL
    + "; nếu vừa lấy lại từ bản sao lưu, chạy: vidan ledger take-back SỔ_CÔNG_KHAI.",
    "ledger.entries.placed_meanwhile": "Có mục vừa được công bố bởi một lượt chạy khác. Hãy chạy lại.",
    "ledger.entries.too_many": "Mỗi lần chỉ xếp chỗ {most} mục, ở đây có {count}.",
    "ledger.head.moved": "Sổ năm {year} vừa được một lượt chạy khác nối thêm. Hãy chạy lại.",
    "ledger.key.lost": "Không thấy tệp khóa “{path}” của sổ đang chạy. Hãy khôi phục tệp khóa từ bản cất trong két; "
    "không được tạo khóa mới cho sổ đã có.",
    "ledger.key.other": "Tệp khóa “{path}” không phải khóa của sổ “{origin}”. Hãy khôi phục đúng tệp khóa.",
    "ledger.log.begun": "Sổ năm {year} đã mở hoặc đã khép: sổ mới nhất là năm {newest}.",
    "ledger.log.unfinished": "Sổ năm {year} còn mục chưa công bố xong. Hãy chạy lại vidan ledger publish.",
    "ledger.log.unknown": "Chưa có sổ năm {year}. Sổ tự mở khi có mục đầu tiên được công bố.",
    "ledger.witness.conflict": "NHÂN CHỨNG “{name}” giữ một lịch sử khác: họ đã thấy {known} mục, sổ này có {size} mục "
    "không tiếp nối. " + _CALL + " và nhân chứng; có thể dữ liệu vừa bị lấy lại từ bản cũ.",
}
