"""Sentences of the set-up."""

SENTENCES = {
    "init.nothing_there": "Nơi này chưa có xã nào. Xin chạy vidan init trước.",
    "init.upgrade_first": "Dữ liệu của xã vẫn còn đây, nhưng cơ sở dữ liệu còn {count} bước nâng cấp chưa làm. Xin sao lưu "
    "(vidan backup), mở vidan serve --migrate một lần, rồi làm lại việc này.",
    "init.foreign_tables": "Dữ liệu ở đây do một bản Vì Dân khác tạo ra (có bước {name} mà bản này không biết), nên bản này "
    "không mở được. Xin chạy đúng bản ấy, hoặc chọn thư mục dữ liệu khác (VIDAN_DATA).",
    "init.demo.server_database": "Dữ liệu minh họa trong PostgreSQL đã cũ hoặc nạp dở. Xin tạo một cơ sở dữ liệu trống "
    "và một thư mục dữ liệu mới (VIDAN_DATA) rồi chạy lại.",
    "init.set.unknown": "Không hiểu “{value}”. Xin viết MỤC=GIÁ_TRỊ, ví dụ --set code=14950.",
    "init.answers.unreadable": "Tệp trả lời không đúng dạng JSON ({problem}). Xin xem mẫu trong docs/operate/install.md.",
    "init.officers.form": "Danh sách cán bộ (officers) cần là các mục có role, name, login; role là administrator, leader, "
    "one_stop hoặc một vai trò khác của chương trình.",
    "init.administrator.missing": "Chưa có quản trị máy. Xin thêm một cán bộ có role là administrator.",
    "init.day.form": "Ngày “{value}” không đúng. Xin viết ngày/tháng/năm, ví dụ 01/07/2025.",
    "init.village.long": "Tên thôn dài quá 120 ký tự. Xin viết gọn lại, các thôn cách nhau dấu phẩy.",
    "init.province.missing": "Chưa có tên tỉnh. Ví dụ: tỉnh Thanh Hóa.",
    "init.password.weak": "Mật khẩu chưa dùng được: {problems} Xin đặt mật khẩu khác, hoặc để trống cho máy đặt giúp.",
}
