"""Sentences about lists: those of the provincial system, what cannot be read and the way out; and the desk's own."""

SENTENCES = {
    "dossiers.import.no_headings": "Chưa thấy đủ cột trong tệp; còn thiếu: {missing}. Xin chỉ giúp cột nào chứa gì, hoặc "
    "xuất lại danh sách có dòng tiêu đề.",
    "dossiers.import.map_name": "Xin đặt tên cho cách đọc cột này, nhiều nhất {most} ký tự, để lần sau dùng lại.",
    "dossiers.import.column_unknown": "Không có mục “{column}”. Các mục có thể chỉ: {known}.",
    "dossiers.import.unknown": "Không thấy đợt nhập này. Xin mở lại danh sách các đợt nhập.",
    "dossiers.import.not_now": "Đợt nhập này đang ở bước khác nên chưa làm được việc đó. Xin tải lại trang để xem nó tới đâu.",
    "dossiers.import.code_missing": "Dòng này không có mã hồ sơ. Xin bổ sung trên hệ thống của tỉnh rồi xuất lại.",
    "dossiers.import.date": "“{value}” không đọc được là ngày. Xin ghi ngày/tháng/năm, ví dụ 17/11/2026 hoặc 17/11/2026 08:40.",
    "dossiers.import.in_future": "Ngày {day} chưa tới. Xin xem lại ngày, tháng trong tệp.",
    "dossiers.import.before_receipt": "Ngày {day} lại trước ngày tiếp nhận {received}. Xin xem lại hai ngày ấy.",
    "dossiers.import.received_missing": "Dòng này không có ngày tiếp nhận. Xin bổ sung trên hệ thống của tỉnh rồi xuất lại.",
    "dossiers.import.finish_missing": "Trạng thái là “{state}” nhưng không có ngày hoàn thành hay ngày trả, nên không biết xong "
    "đúng hẹn hay trễ. Xin xuất danh sách có cột ngày hoàn thành.",
    "dossiers.import.not_received": "Trạng thái là “{state}”: hồ sơ chưa được tiếp nhận nên chưa vào sổ. Khi nhận rồi, xin nhập lại.",
    "dossiers.import.twice": "Mã “{code}” đã có ở dòng {first_row} với nội dung khác. Xin giữ lại một dòng đúng.",
    "dossiers.import.procedure_unknown": "Thủ tục “{procedure}” không có trong danh mục của xã. Xin chỉ một lần đó là thủ tục nào, "
    "ở mục “Từ ngữ trong tệp” của đợt nhập, hoặc thêm vào danh mục rồi đọc lại.",
    "dossiers.import.state_unknown": "Chưa rõ trạng thái “{state}” là gì, nên dòng này chưa vào sổ. Xin chỉ một lần từ ấy nghĩa là gì, "
    "ở mục “Từ ngữ trong tệp” của đợt nhập, rồi đọc lại.",
    "dossiers.import.word": "Không ghi được “{word}” nghĩa là “{meaning}”. Xin chọn một nghĩa có trong danh sách; thủ tục thì gõ "
    "đúng tên hoặc mã mà xã có nhận.",
    "dossiers.import.no_promise": "Dòng này không có ngày hẹn trả, mà thủ tục cũng chưa có thời hạn được xã xác nhận. Xin xác nhận "
    "thời hạn của thủ tục, hoặc xuất danh sách có cột ngày hẹn trả.",
    "dossiers.import.nobody_holds": "Chưa biết ai giữ hồ sơ này, vì xã chưa có công chức một cửa đang làm việc. Xin chọn người giữ.",
    "dossiers.view.name": "Xin đặt tên cho cách xem này, nhiều nhất {most} ký tự.",
    "dossiers.view.too_many": "Đã có {most} cách xem. Xin bỏ bớt một cách xem cũ trước.",
    "dossiers.view.unknown": "Cách xem này không còn. Xin tải lại trang.",
    "dossiers.list.too_long": "Danh sách có hơn {most} hồ sơ, in ra giấy sẽ rất dày. Xin lọc theo ngày hoặc thủ tục, hoặc tải tệp Excel.",
    "dossiers.proxy.name": "Xin ghi họ tên người được ủy quyền, hoặc để trống cả phần ủy quyền.",
    "dossiers.proxy.paper": "Xin ghi giấy ủy quyền (số, ngày) của người nộp thay.",
    "dossiers.proxy.too_long": "Phần giấy ủy quyền dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "dossiers.help.read_back": "Ghi giúp bà con thì xin đọc lại cho bà con nghe, rồi đánh dấu đã đọc lại.",
    "dossiers.known.consent": "Xin hỏi người nộp, được đồng ý thì đánh dấu rồi tìm.",
    "dossiers.known.nothing_typed": "Xin gõ số định danh hoặc số điện thoại của người nộp, rồi tìm.",
    "dossiers.known.nobody": "Chưa thấy ai đến trước với số này. Xin gõ thông tin mới.",
    "dossiers.known.photo": "Chưa có ảnh, hoặc ảnh nặng quá {most_mb} MB. Xin chọn lại ảnh mặt thẻ có mã QR.",
}
