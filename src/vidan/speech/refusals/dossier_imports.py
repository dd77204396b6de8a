"""Sentences about lists of the provincial system: what cannot be read, in which column, and the way out."""

SENTENCES = {
    "dossiers.import.no_headings": "Chưa thấy đủ cột trong tệp; còn thiếu: {missing}. Xin chỉ giúp cột nào chứa gì, hoặc "
    "xuất lại danh sách có dòng tiêu đề.",
    "dossiers.import.map_name": "Xin đặt tên cho cách đọc cột này, nhiều nhất {most} ký tự, để lần sau dùng lại.",
    "dossiers.import.column_unknown": "Không có mục “{column}”. Các mục có thể chỉ: {known}.",
    "dossiers.import.unknown": "Không thấy đợt nhập này. Xin mở lại danh sách các đợt nhập.",
    "dossiers.import.not_now": "Đợt nhập này đang ở bước khác nên chưa làm được việc đó. Xin tải lại trang để xem nó tới đâu.",
    "dossiers.import.date": "“{value}” không đọc được là ngày. Xin ghi ngày/tháng/năm, ví dụ 17/11/2026 hoặc 17/11/2026 08:40.",
    "dossiers.import.in_future": "Ngày {day} chưa tới. Xin xem lại ngày, tháng trong tệp.",
    "dossiers.import.before_receipt": "Ngày {day} lại trước ngày tiếp nhận {received}. Xin xem lại hai ngày ấy.",
    "dossiers.import.received_missing": "Dòng này không có ngày tiếp nhận. Xin bổ sung trên hệ thống của tỉnh rồi xuất lại.",
    "dossiers.import.finish_missing": "Trạng thái là “{state}” nhưng không có ngày hoàn thành hay ngày trả, nên không biết xong "
    "đúng hẹn hay trễ. Xin xuất danh sách có cột ngày hoàn thành.",
    "dossiers.import.not_received": "Trạng thái là “{state}”: hồ sơ chưa được tiếp nhận nên chưa vào sổ. Khi nhận rồi, xin nhập lại.",
    "dossiers.import.twice": "Mã “{code}” đã có ở dòng {first_row} với nội dung khác. Xin giữ lại một dòng đúng.",
    "dossiers.import.procedure_unknown": "Thủ tục “{procedure}” không có trong danh mục của xã. Xin thêm vào danh mục rồi nhập lại.",
    "dossiers.import.no_promise": "Dòng này không có ngày hẹn trả, mà thủ tục cũng chưa có thời hạn được xã xác nhận. Xin xác nhận "
    "thời hạn của thủ tục, hoặc xuất danh sách có cột ngày hẹn trả.",
    "dossiers.import.nobody_holds": "Chưa biết ai giữ hồ sơ này, vì xã chưa có công chức một cửa đang làm việc. Xin chọn người giữ.",
}
