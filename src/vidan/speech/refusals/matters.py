"""Sentences about holding, clocks and promises."""

SENTENCES = {
    "matters.own_end": "Việc {code} chỉ xong khi đã làm xong ở trang của chính nó. Xin mở trang ấy từ danh sách việc.",
    "matters.unknown": "Không tìm thấy việc có mã “{code}”. Xin kiểm tra lại mã trên giấy tiếp nhận.",
    "matters.closed": "Hồ sơ {code} đã xong, không đổi được nữa.",
    "matters.paused": "Hồ sơ {code} đang tạm dừng. Xin bấm “Cho chạy tiếp” trước.",
    "matters.not_paused": "Hồ sơ {code} đang chạy, không có gì để chạy tiếp.",
    "matters.changed_meanwhile": "Vừa có người khác xử lý hồ sơ {code}. Xin xem lại trang này rồi làm tiếp.",
    "matters.not_holder": "Hồ sơ {code} đang ở bàn của người khác. Xin bấm “Nhận việc này” trước khi làm.",
    "matters.held_already": "Hồ sơ {code} đã ở bàn của ông/bà rồi.",
    "matters.second_look": "Bà con đã xin người khác xem lại việc {code}, nên ai từng giữ trước đó không giữ lại được. "
    "Xin để người khác làm.",
    "matters.last_step": "Hồ sơ {code} đã ở bước cuối. Xin bấm “Đã có kết quả”.",
    "matters.reason.missing": "Xin ghi rõ lý do, ít nhất {least} ký tự, để người sau đọc hiểu được.",
    "matters.reason.too_long": "Lý do dài quá ({length} ký tự). Xin rút còn nhiều nhất {most} ký tự.",
    "matters.reassign.same_holder": "Người này đang giữ hồ sơ rồi. Xin chọn người khác.",
    "matters.desk.not_empty": "Người này còn {count} việc đang giữ, hoặc đã hẹn làm thay người khác. Xin chọn ai nhận việc, "
    "rồi khóa tài khoản.",
    "matters.desk.empty": "Người này không giữ việc nào nữa, không có gì để chuyển.",
    "matters.desk.own": "Việc đang ở chính người này. Xin chọn người khác.",
    "matters.desk.own_stand_in": "Người được chọn sắp nghỉ và đã nhờ chính người này làm thay. Xin chọn người khác nhận việc.",
    "matters.holder.without_mandate": "Cán bộ được chọn hôm nay không có nhiệm vụ xử lý hồ sơ. Xin chọn người khác.",
    "matters.pause.agency_unnamed": "Xin ghi tên cơ quan đang chờ, để bà con biết hồ sơ đang ở đâu.",
    "matters.pause.name_too_long": "Tên cơ quan dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "matters.pause.other_way": "Hồ sơ {code} đang chờ bà con bổ sung giấy tờ hoặc nộp phí. Xin bấm đúng nút “Đã bổ sung đủ” hoặc “Đã nộp”.",
    "matters.holder.away": "Người này đang nghỉ. Người làm thay là {stand_in}, xin chuyển cho người ấy.",
    "matters.reappointment.earlier": "Ngày hẹn mới phải sau ngày hẹn cũ và chưa qua. Xin chọn lại ngày.",
    "matters.closure.turned_round": "Ngày mở cửa lại phải sau ngày đóng cửa. Xin xem lại hai ngày.",
    "matters.closure.in_the_past": "Ngày đóng cửa đã qua. Xin chọn từ hôm nay trở đi.",
    "matters.closure.too_long": "Đóng cửa tạm thời nhiều nhất {days} ngày. Lâu hơn thì xin sửa lịch làm việc.",
    "matters.closure.no_working_day": "Những ngày này vốn đã nghỉ, không ngày hẹn nào phải dời.",
    "matters.closure.unknown": "Đợt đóng cửa này đã được hủy rồi.",
}
