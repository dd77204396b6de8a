"""Roles and the pages that show persons' data, in words."""

from vidan.domain.people import Role

ROLE_NAMES = {
    Role.ONE_STOP: "Công chức một cửa",
    Role.SPECIALIST: "Chuyên viên xử lý",
    Role.CLERK: "Văn thư",
    Role.LEADER: "Lãnh đạo",
    Role.BOARD_MEMBER: "Thành viên Ban điều hành",
    Role.VILLAGE_HEAD: "Trưởng thôn",
    Role.INSPECTOR: "Người kiểm tra, giám sát",
    Role.CONFIDENTIAL_HANDLER: "Người nhận tin kín",
    Role.ADMINISTRATOR: "Quản trị",
    Role.PROVINCE: "Cán bộ cấp tỉnh",
}
#: What each role is for, in half a sentence.
ROLE_WORK = {
    Role.ONE_STOP: "tiếp nhận, trả kết quả tại quầy",
    Role.SPECIALIST: "giải quyết hồ sơ được giao",
    Role.CLERK: "vào sổ, đóng dấu, phát hành",
    Role.LEADER: "ký, điều hành, xem toàn xã",
    Role.BOARD_MEMBER: "nhận việc của Ban điều hành",
    Role.VILLAGE_HEAD: "việc của thôn mình",
    Role.INSPECTOR: "xem ai làm gì, không sửa",
    Role.CONFIDENTIAL_HANDLER: "xem tin bà con gửi kín",
    Role.ADMINISTRATOR: "mở tài khoản, giao nhiệm vụ, lịch",
    Role.PROVINCE: "xem số liệu chung",
}


def common_inbox(role: Role | None) -> str:
    """What the common inbox of a role is called, as whom one writes to."""
    return _INBOXES.get(role, "Anh chị") if role is not None else "Anh chị"


_INBOXES = {
    Role.ONE_STOP: "Bộ phận một cửa",
    Role.SPECIALIST: "Các chuyên viên",
    Role.CLERK: "Văn thư",
    Role.LEADER: "Lãnh đạo xã",
}

#: The pages that show persons, as the list of readings calls them; any other is shown by its own name.
PAGE_NAMES = {
    "office.queue": "Việc của tôi",
    "office.everything": "Việc cả xã",
    "office.intake_form": "Tiếp nhận hồ sơ",
    "office.slip": "Phiếu yêu cầu bổ sung",
    "office.slip_pdf": "In phiếu yêu cầu bổ sung",
    "office.dossiers": "Danh sách hồ sơ",
    "office.dossier": "Một hồ sơ",
    "office.receipt": "Giấy tiếp nhận",
    "office.receipt_pdf": "In giấy tiếp nhận",
    "office.reprint": "In lại giấy tiếp nhận",
    "office.move_on": "Chuyển bước",
    "office.reassign": "Chuyển người xử lý",
    "office.pause": "Tạm dừng",
    "office.finish": "Báo có kết quả",
    "office.give_out": "Trao kết quả",
    "office.import": "Nhập danh sách hồ sơ",
    "office.book_pdf": "In sổ theo dõi hồ sơ",
    "office.book_xlsx": "Tải sổ theo dõi hồ sơ",
    "office.hand_overs": "Danh sách bàn giao",
    "office.control_slip": "Phiếu kiểm soát",
    "office.history": "Lịch sử một hồ sơ",
    "office.letters": "Danh sách văn bản",
    "office.letters_sign": "Bàn ký",
    "office.letters_register": "Sổ văn bản đi",
    "office.letters_day": "In văn bản trong ngày",
    "office.letter": "Một văn bản",
    "office.letter_edit": "Soạn văn bản",
    "office.letter_act": "Ký, đóng dấu, gửi văn bản",
    "office.letter_pdf": "In văn bản",
    "office.letter_docx": "Tải văn bản Word",
    "office.letter_envelope": "In phong bì",
    "office.ask_papers": "Yêu cầu bổ sung giấy tờ",
    "office.ask_again": "Yêu cầu bổ sung lần hai",
    "office.accept_papers": "Nhận giấy tờ bổ sung",
    "office.ask_fee": "Báo nộp phí, lệ phí",
    "office.fee_paid": "Ghi đã nộp phí, lệ phí",
    "office.refuse": "Từ chối giải quyết",
    "office.withdraw": "Rút hồ sơ",
    "office.stop": "Dừng giải quyết",
    "office.reappoint": "Hẹn lại",
    "office.breach": "Ghi sai sót",
    "office.redo": "Làm lại kết quả",
    "office.correct": "Đính chính hồ sơ",
    "office.uphold": "Ghi khiếu nại đúng",
    "office.call": "Gọi cho bà con",
    "office.help": "Xin giúp",
    "office.morning": "Tờ việc buổi sáng",
    "office.feedback": "Một ý kiến",
    "office.feedback_sort": "Đọc và nhận ý kiến",
    "office.feedback_answer": "Trả lời ý kiến",
    "office.feedback_legal": "Giải quyết khiếu nại",
    "office.feedback_heard": "Ghi hộ: bà con chưa đồng ý",
    "office.feedback_hand_over": "Chuyển người xử lý ý kiến",
    "office.feedback_send_on": "Chuyển cơ quan có thẩm quyền",
    "office.feedback_thank": "Viết lời cảm ơn",
    "office.feedback_show": "Đăng ý kiến",
    "office.feedback_agency": "Cơ quan có thẩm quyền trả lời",
    "office.feedback_take_back": "Lấy lại ý kiến đã chuyển",
    "office.feedback_take_over": "Nhận ý kiến về mình",
    "office.feedback_seal": "Niêm phong: đây là tố cáo",
    "office.feedback_new_slip": "In lại phiếu ý kiến",
    "office.feedback_photo": "Ảnh kèm ý kiến",
    "office.feedback_mask": "Che ảnh kèm ý kiến",
    "office.reception": "Sổ tiếp dân, đối thoại",
    "office.reception_line": "Một dòng sổ tiếp dân",
    "office.reception_pdf": "In sổ tiếp dân",
    "office.reception_xlsx": "Tải sổ tiếp dân",
}
