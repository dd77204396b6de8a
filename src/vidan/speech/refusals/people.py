"""Sentences about officers, roles and citizens."""

SENTENCES = {
    "people.role.missing": "Việc này không thuộc phần việc của ông/bà. Xin nhờ đồng chí có vai trò phù hợp, hoặc "
    "hỏi quản trị của xã để được giao.",
    "people.officer.name": "Họ và tên cán bộ cần từ 2 đến 120 ký tự.",
    "people.login.form": "Tên đăng nhập cần từ {least} đến {most} ký tự, chỉ gồm chữ thường không dấu, số, dấu chấm, "
    "gạch ngang; ví dụ: hoa.le.",
    "people.login.taken": "Tên đăng nhập “{login}” đã có người dùng. Xin chọn tên khác.",
    "people.mandate.ends_before": "Ngày kết thúc nhiệm vụ phải từ ngày bắt đầu trở đi.",
    "people.mandate.unknown": "Không tìm thấy nhiệm vụ này. Xin tải lại trang rồi thử lại.",
    "people.officer.unknown": "Không tìm thấy cán bộ này trong xã.",
    "people.mandate.own_administration": "Ông/bà không tự thôi nhiệm vụ quản trị của mình được. Xin giao cho quản trị "
    "khác, rồi nhờ người ấy làm việc này.",
    "people.officer.own_password": "Mật khẩu của chính mình thì ông/bà đổi ở trang Tài khoản của tôi.",
    "people.entry.demo_only": "Đường vào một lần chỉ có trong bản minh họa. Xin đăng nhập bằng mật khẩu.",
    "people.entry.used": "Đường vào này đã dùng rồi, hoặc đã quá một ngày. Xin lấy đường vào mới từ cửa sổ chạy "
    "chương trình.",
    "people.officer.self": "Ông/bà không tự khóa tài khoản của mình được. Xin nhờ quản trị khác.",
    "people.unit.unknown": "Không tìm thấy phòng, đơn vị này trong xã.",
    "people.village.unknown": "Không tìm thấy thôn này trong xã.",
    "people.leave.own_stand_in": "Người làm thay phải là người khác. Xin chọn lại.",
    "people.leave.in_the_past": "Ngày bắt đầu nghỉ đã qua. Xin chọn từ hôm nay trở đi.",
    "people.leave.turned_round": "Ngày cuối phải từ ngày bắt đầu trở đi. Xin xem lại hai ngày.",
    "people.leave.too_long": "Nghỉ dài hơn {days} ngày thì xin giao lại nhiệm vụ cho người khác, ở mục “Cán bộ, nhiệm vụ”.",
    "people.leave.overlaps": "Đã có một đợt nghỉ trùng những ngày này. Xin xem lại ở danh sách bên dưới.",
    "people.leave.unknown": "Đợt nghỉ này đã kết thúc rồi.",
    "people.inbox.role": "Nhiệm vụ này không có hộp chung. Xin chọn một cửa, chuyên viên, văn thư hoặc lãnh đạo.",
    "people.officer.email": "Địa chỉ thư điện tử chưa đúng. Xin gõ lại, ví dụ hoa.le@dienlu.gov.vn, hoặc để trống.",
}
