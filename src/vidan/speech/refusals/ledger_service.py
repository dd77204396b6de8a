"""What the publisher and the witnesses say when they refuse."""

_CALL = "Đã dừng, không ký gì cả. Hãy báo người quản trị"

SENTENCES: dict[str, str] = {
    "ledger.audit.entry": "Mục số {number} không đúng khuôn dạng đã công bố ({why}).",
    "ledger.audit.figure": "Bảng kết quả ở mục số {number} ghi lời hứa {promise} là {told}; tính lại từ các mục được "
    "{kept}/{counted}.",
    "ledger.audit.file": "Tệp {path} không khớp với cây đã ký: có chỗ bị sửa.",
    "ledger.audit.first": "Mục số {number}: mục “dau” phải đứng đầu sổ và chỉ đứng ở đó.",
    "ledger.audit.forgotten": "Điểm kiểm ông/bà giữ ({size} mục) không còn trong checkpoints.txt: lịch sử đã bị cắt bớt.",
    "ledger.audit.future_entry": "Mục số {number} ghi ngày ở tương lai: {day}.",
    "ledger.audit.future_log": "Sổ “{origin}” ghi năm {year}, năm ấy chưa tới.",
    "ledger.audit.kept_malformed": "“{value}” không phải điểm kiểm: cần tệp checkpoint, hoặc dòng in trên giấy tiếp nhận "
    "gồm tên sổ, số mục, 16 ký tự đầu của gốc.",
    "ledger.audit.kept_unused": "Điểm kiểm đã giữ thuộc sổ “{origin}”; ở đây không có sổ ấy.",
    "ledger.audit.link": "Mục “dau” không nối với điểm kiểm cuối của sổ “{origin}”: giữa hai năm có chỗ bị thay.",
    "ledger.audit.missing": "Thiếu tệp {path} mà sổ phải có.",
    "ledger.audit.nothing": "Không thấy sổ công khai nào ở {place}. Sổ là thư mục có tệp checkpoint, ví dụ …/nhat-ky/2026. "
    "Xin xem lại địa chỉ hoặc đường dẫn.",
    "ledger.audit.origin": "“{origin}” không phải tên một cuốn sổ công khai của xã.",
    "ledger.audit.quorum": "Không đòi được {needed} nhân chứng khi chỉ biết khóa của {given}. Xin thêm --witness, hoặc bớt --quorum.",
    "ledger.audit.ratings": "Có đánh giá không có phiếu phát ra, hoặc một phiếu dùng hai lần.",
    "ledger.audit.rewritten": "LỊCH SỬ BỊ VIẾT LẠI: điểm kiểm cũ ở {size} mục không khớp với cây hôm nay. Hãy giữ điểm "
    "kiểm ấy làm bằng chứng.",
    "ledger.audit.root": "Các mục không cho ra gốc đã ký ({size} mục): có mục bị sửa, bị bỏ hoặc bị thêm.",
    "ledger.audit.shrunk": "Sổ chỉ còn {size} mục, trước đây đã ký {old} mục: có mục bị bỏ.",
    "ledger.audit.unread": "Chưa đọc được {path}: máy chủ không trả lời, hoặc tệp không cho đọc.",
    "ledger.audit.unheard": "{count} hồ sơ có việc về sau mà chưa từng được tiếp nhận, hoặc được tiếp nhận hai lần.",
    "ledger.audit.witnesses": "Chỉ có {seen} nhân chứng ký, cần {needed}.",
    "ledger.back.fork": "Bản của sổ ở {place} khác với dữ liệu ở đây từ mục số {position} (“{origin}”): một trong hai bị sửa. "
    "Chưa công bố gì. Xin báo người quản trị và hỏi nhân chứng.",
    "ledger.back.nothing": "Không thấy sổ nào của {commune} ở {places}. Nếu sổ được mở sau bản sao lưu, xin thêm --vkey với "
    "dòng khóa niêm yết ở trụ sở.",
    "ledger.back.older": "Bản ấy chỉ có {size} mục, cũ hơn bản sao lưu ({known} mục), nên không nói được sau đó đã công bố gì. "
    "Xin tìm bản mới hơn.",
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
    "ledger.evidence.waiting": "Mục của hồ sơ {code} đang đợi tới lúc công bố, muộn nhất là hết buổi làm việc. Xin thử lại "
    "sau đó.",
    "ledger.head.moved": "Sổ năm {year} vừa được một lượt chạy khác nối thêm. Hãy chạy lại.",
    "ledger.held": "Sổ công khai của {commune} đang chờ: dữ liệu vừa lấy lại từ bản sao lưu {backup}. Xin chạy vidan ledger "
    "take-back để nối lại sổ, rồi máy sẽ công bố tiếp.",
    "ledger.key.lost": "Không thấy tệp khóa “{path}” của sổ đang chạy. Hãy khôi phục tệp khóa từ bản cất trong két; "
    "không được tạo khóa mới cho sổ đã có. Khóa mất hẳn thì mở sổ mới: vidan ledger take-back --anew.",
    "ledger.key.other": "Tệp khóa “{path}” không phải khóa của sổ “{origin}”. Hãy khôi phục đúng tệp khóa.",
    "ledger.log.begun": "Sổ năm {year} đã mở hoặc đã khép: sổ mới nhất là năm {newest}.",
    "ledger.log.unfinished": "Sổ năm {year} còn mục chưa công bố xong. Hãy chạy lại vidan ledger publish.",
    "ledger.log.unknown": "Chưa có sổ năm {year}. Sổ tự mở khi có mục đầu tiên được công bố.",
    "ledger.witness.conflict": "NHÂN CHỨNG “{name}” giữ một lịch sử khác: họ đã thấy {known} mục, sổ này có {size} mục "
    "không tiếp nối. " + _CALL + " và nhân chứng; có thể dữ liệu vừa bị lấy lại từ bản cũ.",
}
