"""Sentences about keys, backups and getting everything back."""

SENTENCES = {
    "keys.missing": "Chưa có khóa trong thư mục {folder}. Xin chạy vidan init (máy mới), hoặc vidan restore (lấy lại từ "
    "bản sao lưu).",
    "keys.file.unreadable": "Tệp khóa {file} không mở được hoặc không chứa khóa. Xin đưa tệp chứa 34 tiếng, nội dung mã QR, "
    "hoặc tệp root.key.",
    "backup.not_a_backup": "Tệp này không phải bản sao lưu do vidan backup ghi. Xin chọn tệp có tên vidan-….backup.",
    "backup.wrong_key": "Khóa này không phải khóa của bản sao lưu. Xin lấy đúng tờ khóa in khi dựng máy ấy.",
    "backup.cut_off": "Bản sao lưu bị cụt hoặc hỏng ở phần cuối. Chưa có gì thay đổi. Xin dùng bản khác hoặc chép lại từ nơi cất.",
    "backup.changed": "Bản sao lưu đã bị sửa hoặc hỏng. Chưa có gì thay đổi. Xin dùng bản khác.",
    "backup.content.differs": "Nội dung “{name}” trong bản sao lưu không khớp với bảng kê. Chưa có gì thay đổi. Xin dùng bản khác.",
    "backup.content.unsafe": "Bản sao lưu chứa tên tệp lạ “{name}” nên không được mở. Chưa có gì thay đổi.",
    "backup.database.damaged": "Cơ sở dữ liệu trong bản sao lưu bị hỏng ({problem}). Chưa có gì thay đổi. Xin dùng bản khác.",
    "backup.database.missing": "Không thấy cơ sở dữ liệu ở {file}. Xin chạy vidan init trước.",
    "backup.database.kind": "Bản sao lưu này là của {theirs}, máy này lại dùng {ours}. Xin đặt VIDAN_DATABASE cho đúng.",
    "backup.tool.missing": "Máy chưa có {tool}. Xin cài bằng apt-get install postgresql-client.",
    "backup.tool.failed": "{tool} không làm được: {problem}",
    "backup.folder.missing": "Chưa nói để bản sao lưu ở đâu. Xin thêm --to THƯ_MỤC hoặc đặt VIDAN_BACKUP_FOLDER.",
    "backup.file.missing": "Không mở được tệp {file}. Xin xem lại tên tệp.",
    "restore.not_empty": "Thư mục dữ liệu {folder} đang có dữ liệu ({what}). Chưa có gì thay đổi. Muốn thay bằng bản sao lưu, "
    "xin thêm --force: cái cũ được dời sang một thư mục bên cạnh, không xóa.",
    "restore.running": "Máy chủ đang chạy trên thư mục dữ liệu này. Xin dừng nó trước rồi làm lại.",
}
