"""Sentences about letters: their fields, their way, who may sign."""

SENTENCES = {
    "letters.kind.unknown": "Không có loại văn bản “{kind}” còn hiệu lực hôm nay. Xin chọn lại loại văn bản.",
    "letters.field.too_long": "“{label}” dài quá. Xin viết gọn, nhiều nhất {most} ký tự.",
    "letters.field.day": "“{label}” chưa đúng ngày. Xin gõ ngày tháng năm, ví dụ 05/01/2027.",
    "letters.field.year": "Năm sinh “{value}” chưa đúng. Xin gõ bốn chữ số, ví dụ 1958, hoặc để trống.",
    "letters.field.sex": "Xin chọn lại cách gọi: ông, bà, hoặc để trống khi chưa rõ.",
    "letters.fields.missing": "Còn thiếu: {labels}. Xin điền rồi chuyển kiểm tra.",
    "letters.move.signed": "Văn bản này đã ký nên không sửa được nữa. Sai nội dung thì thay bằng văn bản mới; sai thể "
    "thức thì đính chính.",
    "letters.move.not_lawful": "Việc này chưa làm được lúc này. Xin tải lại trang để thấy văn bản đang ở bước nào.",
    "letters.check.own": "Người soạn không tự kiểm tra văn bản của mình. Xin nhờ người khác đọc và kiểm tra.",
    "letters.right.title": "Xin ghi chức vụ đứng trên chữ ký.",
    "letters.right.decision": "Ký thừa lệnh hay thừa ủy quyền phải có văn bản. Xin ghi số và ngày của văn bản ấy.",
    "letters.right.term": "Ủy quyền phải có ngày hết hạn. Xin ghi ngày cuối.",
    "letters.right.backwards": "Ngày cuối không thể trước ngày đầu. Xin xem lại hai ngày.",
    "letters.right.seat_without_office": "Chỉ Chủ tịch, Phó Chủ tịch Ủy ban nhân dân mới ký văn bản của Ban điều hành "
    "có đóng dấu Ủy ban. Xin bỏ chức vụ trong Ban hoặc chọn lại tư cách ký.",
    "letters.right.chairman_is_head": "Chủ tịch là Trưởng ban, không phải Phó Trưởng ban. Xin chọn lại chức vụ trong Ban.",
    "letters.sign.mandate": "Ngày {day} ông/bà không có nhiệm vụ lãnh đạo còn hiệu lực nên chưa ký được.",
    "letters.sign.no_right": "Chưa ghi quyền ký của ông/bà vào ngày {day}. Xin nhờ quản trị ghi ở trang Quyền ký.",
    "letters.sign.board": "Văn bản của Ban điều hành dùng dấu Ủy ban: chỉ người vừa giữ chức trong Ban vừa là Chủ tịch "
    "hoặc Phó Chủ tịch Ủy ban mới ký được.",
    "letters.sign.kind": "Quyền ký của ông/bà không gồm loại “{kind}”. Xin chuyển người có thẩm quyền ký.",
    "letters.apology.second_date": "Hồ sơ này đã hẹn lại một lần rồi. Pháp luật chỉ cho hẹn lại một lần: xin để trống "
    "ngày hẹn mới và nói rõ khi nào xong.",
}
