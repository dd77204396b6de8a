"""Sentences about the steering board."""

SENTENCES = {
    "steering.board.known": "Xã đã có Ban điều hành. Thêm hoặc đổi thành viên ở trang Ban điều hành.",
    "steering.board.none": "Xã chưa lập Ban điều hành. Xin ra mắt mô hình trước.",
    "steering.board.size": "Ban điều hành có từ {least} đến {most} thành viên. Xin chọn lại.",
    "steering.board.twice": "Có người được chọn hai lần. Mỗi người giữ một vị trí.",
    "steering.board.one_head": "Ban điều hành có đúng một Trưởng ban; ở đây đang có {heads}. Xin chọn lại.",
    "steering.board.deputies": "Nhiều nhất {most} Phó Trưởng ban. Xin chọn lại.",
    "steering.board.one_standing": "Chỉ một Ủy viên thường trực, để biết hỏi ai. Xin chọn lại.",
    "steering.words.missing": "Xin điền ô này, ít nhất vài chữ.",
    "steering.member.unknown": "Không thấy thành viên này, hoặc người ấy đã thôi. Xin xem lại trang Ban điều hành.",
    "steering.member.ends_before": "Người này giữ vị trí từ {from_on}, không thể thôi trước ngày ấy.",
    "steering.member.head_stays": "Ban điều hành không lúc nào vắng Trưởng ban. Xin chọn người thay ở ô “Ai thay?”.",
    "steering.commitment.not_yet": "Ngày ký chưa tới. Xin ghi ngày đã ký.",
    "steering.commitment.before_seat": "Người này vào Ban điều hành từ {from_on}; ngày ký không thể sớm hơn.",
    "steering.commitment.own_hand": "Chỉ chính thành viên mới tự ký được trên máy. Ký trên giấy thì văn thư ghi lại.",
    "steering.commitment.signed_already": "Thành viên này đã ký cam kết rồi.",
    "steering.papers.drafted": "Cả bốn văn bản đã soạn rồi. Xin mở từng văn bản để sửa.",
    "steering.picture.words": "Xin tả ảnh bằng một câu, để người không nhìn thấy cũng hiểu.",
}
