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
}
