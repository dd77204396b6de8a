"""Sentences about holding, clocks and promises."""

SENTENCES = {
    "matters.unknown": "Không tìm thấy việc có mã “{code}”. Xin kiểm tra lại mã trên giấy tiếp nhận.",
    "matters.closed": "Hồ sơ {code} đã xong, không đổi được nữa.",
    "matters.paused": "Hồ sơ {code} đang tạm dừng. Xin bấm “Cho chạy tiếp” trước.",
    "matters.not_paused": "Hồ sơ {code} đang chạy, không có gì để chạy tiếp.",
    "matters.changed_meanwhile": "Vừa có người khác xử lý hồ sơ {code}. Xin xem lại trang này rồi làm tiếp.",
    "matters.not_holder": "Hồ sơ {code} đang ở bàn của người khác. Xin bấm “Nhận việc này” trước khi làm.",
    "matters.held_already": "Hồ sơ {code} đã ở bàn của ông/bà rồi.",
    "matters.last_step": "Hồ sơ {code} đã ở bước cuối. Xin bấm “Đã có kết quả”.",
    "matters.reason.missing": "Xin ghi rõ lý do, ít nhất {least} ký tự, để người sau đọc hiểu được.",
    "matters.reason.too_long": "Lý do dài quá ({length} ký tự). Xin rút còn nhiều nhất {most} ký tự.",
    "matters.reassign.same_holder": "Người này đang giữ hồ sơ rồi. Xin chọn người khác.",
    "matters.holder.without_mandate": "Cán bộ được chọn hôm nay không có nhiệm vụ xử lý hồ sơ. Xin chọn người khác.",
    "matters.pause.agency_unnamed": "Xin ghi tên cơ quan đang chờ, để bà con biết hồ sơ đang ở đâu.",
    "matters.pause.name_too_long": "Tên cơ quan dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "matters.pause.other_way": "Hồ sơ {code} đang chờ bà con bổ sung giấy tờ hoặc nộp phí. Xin bấm đúng nút “Đã bổ sung đủ” hoặc “Đã nộp”.",
    "matters.holder.away": "Người này đang nghỉ. Người làm thay là {stand_in}, xin chuyển cho người ấy.",
    "matters.reappointment.earlier": "Ngày hẹn mới phải sau ngày hẹn cũ và chưa qua. Xin chọn lại ngày.",
}
