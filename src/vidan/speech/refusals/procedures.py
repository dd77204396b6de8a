"""Sentences about procedures, their papers, the commune's own list, and the spreadsheets it comes in."""

SENTENCES: dict[str, str] = {
    "procedures.personal.code": "Mã danh sách «{code}» đọc chưa đúng, hoặc danh mục giấy tờ đã đổi. Xin đọc lại mã, hoặc "
    "đánh dấu từng giấy như thường.",
    "procedures.guide.words_missing": "Xin ghi lời bà con hay hỏi, bằng chữ.",
    "procedures.guide.question_unknown": "Không còn câu hỏi này trong danh sách. Xin mở lại danh sách.",
    "procedures.guide.example": "Dòng {line} của tệp {file} không phải một câu hỏi có đáp án. Mỗi dòng cần q, answers, "
    "style, refer_to viết theo JSON.",
    "procedures.guide.keeper_unknown": "Xin chọn một cán bộ đang làm việc ở xã để giữ hướng dẫn này.",
    "procedures.guide.review_day": "Ngày đọc lại phải sau hôm nay và trong vòng hai năm. Xin chọn lại ngày.",
    "procedures.guide.no_keeper": "Hướng dẫn này chưa có người giữ. Xin lãnh đạo hoặc người quản trị giao cho một "
    "cán bộ trước.",
    "procedures.clip.no_sound": "Tệp này không phải bản ghi âm. Xin chọn tệp MP3, M4A, OGG, WebM hoặc WAV.",
    "procedures.clip.silent": "Tệp này có hình mà không có tiếng. Xin chọn bản ghi âm có lời đọc.",
    "procedures.clip.language": "Xin chọn đọc bằng tiếng nào.",
    "procedures.clip.speaker": "Xin ghi tên người đọc.",
    "procedures.clip.too_large": "Bản ghi quá {most} MB. Xin ghi ngắn hơn hoặc nén lại.",
    "procedures.clip.not_agreed": "Chỉ đăng khi người đọc đã đồng ý. Xin hỏi rồi đánh dấu.",
    "procedures.clip.no_room": "Ổ đĩa sắp đầy, chưa nhận thêm bản ghi. Xin báo người quản trị.",
    "procedures.clip.unknown": "Không còn bản đọc này.",
    "procedures.form.no_form": "Tệp này không phải PDF hay Word (.docx). Xin lưu lại thành PDF rồi chọn tệp ấy.",
    "procedures.form.acts": "Máy thấy trong tệp có chương trình, tệp khác giấu bên trong, hoặc mẫu, hình lấy từ nơi khác "
    "về. Xin in lại thành PDF thường rồi chọn tệp ấy.",
    "procedures.form.title": "Xin ghi tên tờ đơn.",
    "procedures.form.source": "Xin ghi tờ này lấy từ văn bản nào, hoặc ai soạn.",
    "procedures.form.dated": "Ngày của bản này còn ở phía trước. Xin xem lại ngày.",
    "procedures.form.too_large": "Tệp quá {most} MB. Xin giảm dung lượng hoặc chỉ giữ những trang cần.",
    "procedures.form.real": "Mẫu điền sẵn chỉ đăng khi tên, số, địa chỉ trên tờ đều đặt ra. Xin xem lại rồi đánh dấu.",
    "procedures.form.no_room": "Ổ đĩa sắp đầy, chưa nhận thêm tệp. Xin báo người quản trị.",
    "procedures.form.too_many": "Thủ tục này đã có {most} tờ, kể cả tờ đang chờ duyệt. Xin duyệt, rút hoặc gỡ bớt.",
    "procedures.form.own": "Người đưa lên không tự duyệt được. Xin nhờ một cán bộ khác mở xem và duyệt.",
    "procedures.form.unknown": "Tờ này đã có người xem xong, hoặc đã gỡ. Xin mở lại trang.",
    "procedures.list.lost": "Tệp bị hụt trên đường. Xin chọn lại tệp danh mục.",
    "procedures.list.too_large": "Tệp lớn quá để xem trước trên trang. Xin bớt cột không cần, hoặc nhờ người quản trị "
    "nhập bằng lệnh vidan procedures import.",
    "procedures.pack.not_empty": "Thư mục «{folder}» đã có tệp. Xin chọn thư mục mới hoặc trống.",
    "procedures.pack.too_large": "Trang {name} nặng {size} byte, quá {most} byte. Xin rút gọn hướng dẫn ấy.",
    "procedures.pack.no_pack": "Thư mục «{folder}» không phải bản mang đi của hướng dẫn, hoặc thiếu danh sách tệp.",
    "procedures.pack.changed": "Tệp {name} đã bị thêm, bớt hoặc sửa. Đừng tin bản này; xin lấy bản khác ở xã.",
    "procedures.doubt.unknown": "Danh sách này đã xong, hoặc không còn. Xin mở lại danh sách tuần.",
    "procedures.doubt.outcome_missing": "Xin ghi một câu: đã làm gì để bà con hiểu.",
    "procedures.doubt.questions_open": "Còn câu hỏi chưa chỉ nghĩa ở trên. Xin trả lời hết từng câu, rồi ghi đã xong.",
    "procedures.change.reason_missing": "Xin ghi lý do, một câu là đủ.",
    "procedures.change.nothing": "Chưa có gì khác so với bản đang dùng. Xin sửa chỗ cần sửa rồi gửi lại.",
    "procedures.change.waiting": "Thủ tục này đang có một đề nghị sửa chờ người thứ hai xem. Xin xem đề nghị ấy trước.",
    "procedures.change.decided": "Đề nghị sửa này đã có người xem xong, hoặc không còn. Xin mở lại danh sách.",
    "procedures.change.own": "Người đề nghị không tự duyệt được. Xin nhờ một cán bộ khác đọc và duyệt.",
    "procedures.change.outdated": "Bản đang dùng đã đổi sau khi đề nghị này được viết. Xin đề nghị lại trên bản mới.",
    "procedures.unknown": "Không tìm thấy thủ tục «{key}» trong danh mục đang áp dụng. Xin chọn lại trong danh sách.",
    "procedures.not_received_here": (
        "Thủ tục «{procedure}» không nhận ở bộ phận một cửa của xã. Xin hướng dẫn bà con đến đúng nơi giải quyết."
    ),
    "procedures.limit.unconfirmed": (
        "Thủ tục này chưa có thời hạn được xã xác nhận nên chưa thể hẹn ngày trả. "
        "Xin nhờ người quản trị xác nhận thời hạn trong mục Thủ tục, kèm số văn bản."
    ),
    "procedures.limit.sure_without_value": "Thời hạn ghi là đã chắc nhưng chưa có con số. Xin điền thời hạn.",
    "procedures.limit.unread": (
        "Chưa đọc được thời hạn của «{name}». Thủ tục vẫn được nhập; xin xã xác nhận thời hạn, ví dụ: 5 ngày làm việc."
    ),
    "procedures.limit.doubtful": (
        "Thời hạn của «{name}» có hơn một cách hiểu. Thủ tục vẫn được nhập; xin xã xác nhận trước khi nhận hồ sơ."
    ),
    "procedures.paper.unmarked": (
        "Giấy tờ thứ {position}, «{paper}», chưa được đánh dấu. Xin chọn: có, không thuộc trường hợp này, hoặc thiếu."
    ),
    "procedures.paper.unknown": (
        "Danh sách chỉ có {count} loại giấy tờ, không có dòng thứ {position}. Xin mở lại thủ tục rồi đánh dấu lại."
    ),
    "procedures.paper.always_needed": (
        "Giấy tờ thứ {position}, «{paper}», lúc nào cũng phải có nên không thể bỏ qua. Xin chọn có hoặc thiếu."
    ),
    "procedures.paper.none_of_group": (
        "Trong các giấy tờ thay được cho nhau phải có ít nhất một: {papers}. "
        "Xin chọn loại bà con có, hoặc đánh dấu thiếu."
    ),
    "procedures.paper.too_many": "Có {count} loại giấy tờ, nhiều nhất là {most}. Xin gộp bớt.",
    "procedures.paper.twice": "Giấy tờ thứ {position}, «{paper}», bị ghi hai lần. Xin bỏ một dòng.",
    "procedures.paper.name_missing": "Giấy tờ thứ {position} chưa có tên. Xin điền tên hoặc bỏ dòng ấy.",
    "procedures.paper.too_long": (
        "Giấy tờ thứ {position}, «{paper}…», dài quá (tên nhiều nhất 500 chữ, điều kiện 300). Xin viết ngắn lại."
    ),
    "procedures.paper.condition_unclear": (
        "Điều kiện của giấy tờ thứ {position}, «{paper}», xin bắt đầu bằng: "
        "nếu, khi, chỉ khi, trừ khi, trường hợp, đối với."
    ),
    "procedures.paper.always_unclear": (
        "Giấy tờ thứ {position}, «{paper}»: có điều kiện thì không phải lúc nào cũng cần. Xin chọn một trong hai."
    ),
    "procedures.paper.form_unknown": (
        "Giấy tờ thứ {position}, «{paper}»: hình thức xin chọn bản chính, bản sao, xuất trình, hoặc để trống."
    ),
    "procedures.paper.count_out_of_range": "Giấy tờ thứ {position}, «{paper}»: số bản phải từ 0 đến 99. Xin sửa lại.",
    "procedures.code.missing": (
        "«{name}» chưa có mã thủ tục. Thủ tục vẫn được nhập với mã riêng của xã; có mã quốc gia thì xin bổ sung sau."
    ),
    "procedures.code.unreadable": (
        "Mã thủ tục «{value}» không đọc được. Xin ghi như 1.001193, "
        "hoặc chữ cái, chữ số, dấu chấm, gạch nối, tối đa 40 ký tự."
    ),
    "procedures.name.missing": "Chưa có tên thủ tục. Xin điền tên.",
    "procedures.name.too_long": "Tên thủ tục dài {length} chữ, nhiều nhất {longest}. Xin viết ngắn lại.",
    "procedures.short_name.missing": "Chưa có tên thường gọi của thủ tục. Xin điền tên bà con hay gọi.",
    "procedures.short_name.too_long": "Tên thường gọi dài {length} chữ, nhiều nhất {longest}. Xin viết ngắn lại.",
    "procedures.field.missing": "Chưa có lĩnh vực. Xin điền lĩnh vực, ví dụ: Hộ tịch.",
    "procedures.field.too_long": "Tên lĩnh vực dài {length} chữ, nhiều nhất {longest}. Xin viết ngắn lại.",
    "procedures.fee.out_of_range": "Mức phí phải từ 0 đến {most} đồng. Xin sửa lại.",
    "procedures.valid_from.out_of_range": "Ngày áp dụng {day} không hợp lý. Xin ghi ngày từ 01/01/1990 đến 31/12/2100.",
    "procedures.valid_from.unread": (
        "Chưa đọc được ngày áp dụng của «{name}». Thủ tục vẫn được nhập; xin ghi ngày như 01/07/2025 nếu cần."
    ),
    "procedures.confidence.unknown": "Mức tin cậy «{value}» không có. Xin chọn S, K hoặc ?.",
    "procedures.unit.unknown": "Đơn vị «{value}» không có trong danh sách đơn vị của xã. Xin chọn lại.",
    "procedures.way.missing": "Thủ tục chưa có các bước xử lý trong cơ quan. Xin thêm ít nhất một bước.",
    "procedures.way.step_unreadable": (
        "Bước xử lý thứ {position} thiếu tên hoặc giao cho vai không giữ hồ sơ được. Xin chọn một cửa, chuyên môn, "
        "văn thư hoặc lãnh đạo."
    ),
    "procedures.text.not_composed": "Có chữ gõ theo kiểu dấu rời trong mục này. Xin gõ lại bằng Unicode dựng sẵn.",
    "procedures.text.too_long": "Nội dung dài {length} chữ, nhiều nhất {longest}. Xin viết ngắn lại.",
    "procedures.list.no_headings": (
        "Không thấy hàng tiêu đề có cột tên thủ tục. Xin đặt tiêu đề như: Mã thủ tục, Tên thủ tục, Lĩnh vực, "
        "Thời hạn giải quyết, Phí, lệ phí, Thành phần hồ sơ, Căn cứ pháp lý."
    ),
    "procedures.row.twice": "Thủ tục «{value}» đã có ở dòng {first_row}. Xin giữ một dòng.",
    "spreadsheets.empty": "Tệp này không có dòng nào. Xin chọn lại tệp.",
    "spreadsheets.too_large": "Tệp nặng quá {most_mb} MB, hoặc mở ra thì lớn quá. Xin tách thành nhiều tệp nhỏ hơn.",
    "spreadsheets.too_many_rows": "Bảng có hơn {most} dòng. Xin tách thành nhiều tệp.",
    "spreadsheets.too_many_columns": "Bảng có hơn {most} cột. Xin chỉ giữ những cột cần thiết.",
    "spreadsheets.old_format": (
        "Tệp này thuộc kiểu Excel cũ (.xls) hoặc đang đặt mật khẩu. Xin mở bằng Excel, bỏ mật khẩu nếu có, "
        "chọn Lưu thành (Save As) kiểu .xlsx rồi gửi lại."
    ),
    "spreadsheets.unknown_kind": "Tệp «{name}» không phải bảng tính. Xin gửi tệp .xlsx, .csv hoặc .tsv.",
    "spreadsheets.unreadable": (
        "Không mở được tệp «{name}» như một bảng tính. "
        "Xin mở lại bằng Excel, lưu thành .xlsx hoặc CSV UTF-8 rồi gửi lại."
    ),
}
