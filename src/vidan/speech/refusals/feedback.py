"""Sentences about what people say to the commune."""

SENTENCES = {
    "feedback.example.form": "Dòng {line} của tệp {file} không phải một tin có đáp án. Mỗi dòng cần text, class, topic, "
    "urgency viết theo JSON.",
    "feedback.text.too_short": "Xin ông/bà kể thêm một chút (ít nhất {least} chữ cái) để chúng tôi hiểu việc gì.",
    "feedback.text.too_long": "Dài quá ({length} ký tự). Xin rút còn nhiều nhất {most} ký tự, hoặc gửi làm hai lần.",
    "feedback.place.too_long": "Chỗ này dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "feedback.place.elsewhere": "Vị trí này không nằm ở Việt Nam. Xin chọn lại trên bản đồ, hoặc chỉ ghi bằng lời.",
    "feedback.name.too_long": "Tên dài quá. Xin ghi nhiều nhất {most} ký tự.",
    "feedback.photos.too_many": "Nhiều ảnh quá. Xin chọn nhiều nhất {most} ảnh rõ nhất.",
    "feedback.photos.no_room": "Máy đang thiếu chỗ nên chưa nhận được ảnh. Xin gửi lời trước, không kèm ảnh; ảnh đưa sau cũng được.",
    "feedback.move.not_lawful": "Ý kiến này đang ở trạng thái chưa làm được việc đó. Xin tải lại trang để xem đang đến đâu.",
    "feedback.handed_over_enough": "Ý kiến này đã chuyển tay {most} lần rồi. Ông/bà đang giữ thì xin giải quyết, hoặc nhờ lãnh đạo phân công.",
    "feedback.agency.unnamed": "Xin ghi đúng tên cơ quan có thẩm quyền; không được chỉ nói “không phải việc của xã”.",
    "feedback.answer.too_short": "Câu trả lời ngắn quá, bà con chưa hiểu được. Xin viết ít nhất {least} ký tự.",
    "feedback.answer.too_long": "Dài quá. Xin rút còn nhiều nhất {most} ký tự.",
    "feedback.answer.photo_or_reason": "Bà con gửi kèm ảnh, nên xin kèm ảnh sau khi làm xong, hoặc ghi vì sao không có ảnh.",
    "feedback.contest.why": "Xin ông/bà ghi chỗ nào chưa được (ít nhất {least} chữ cái), để người xử lý biết mà làm lại.",
    "feedback.show.not_lawful": "Ý kiến này không được đăng công khai: người gửi không cho phép, chưa có ai xem xét, hoặc luật không cho.",
    "feedback.visit.who": "Xin ghi họ tên người đến (nhiều nhất {most} ký tự).",
    "feedback.visit.not_yet": "Ngày ấy chưa đến. Xin ghi đúng ngày tiếp dân hay đối thoại.",
    "feedback.visit.people": "Số người cùng nội dung từ 1 đến {most}.",
    "feedback.key.passphrase": "Mật khẩu của khóa cần ít nhất {least} ký tự. Một câu dài dễ nhớ là tốt nhất.",
    "feedback.key.file": "Tệp này không phải tệp khóa của người giữ tin mật. Xin chọn lại tệp.",
    "feedback.key.wrong": "Mật khẩu của khóa chưa đúng. Xin gõ lại.",
    "feedback.key.not_this": "Tin này niêm phong cho một khóa khác. Xin chọn tệp khóa có dấu nhận biết ghi bên cạnh tin.",
    "feedback.key.needed": "Tin này niêm phong bằng khóa riêng. Xin chọn tệp khóa và gõ mật khẩu của khóa.",
}
