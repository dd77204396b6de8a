"""Sentences about people's particulars and the key sheet; the ones that only warn are spoken beside the field."""

SENTENCES: dict[str, str] = {
    "identity.card.unreadable": (
        "Mã vừa quét không phải mã QR trên thẻ căn cước. Xin quét lại mặt có mã QR, hoặc gõ tay các ô bên dưới."
    ),
    "identity.number.missing": "Chưa có số định danh. Xin gõ 12 chữ số trên thẻ căn cước.",
    "identity.number.unreadable": (
        "Số định danh phải có 12 chữ số (số vừa gõ có {length} ký tự). Xin xem lại trên thẻ căn cước; hộ chiếu thì gõ "
        "chữ cái và 7 hoặc 8 chữ số."
    ),
    "identity.number.old_card": (
        "Đây là số chứng minh nhân dân 9 số, không còn giá trị từ 01/01/2025. Vẫn ghi nhận được; xin hỏi thêm số định "
        "danh 12 số nếu bà con có."
    ),
    "identity.number.province_unknown": (
        "Ba chữ số đầu của số định danh không ứng với tỉnh nào. Xin xem lại trên thẻ; nếu đúng như thẻ thì cứ tiếp tục."
    ),
    "identity.number.sex_differs": (
        "Số định danh và giới tính không khớp nhau. Xin xem lại trên thẻ; nếu đúng như thẻ thì cứ tiếp tục."
    ),
    "identity.number.born_differs": (
        "Số định danh và năm sinh không khớp nhau. Xin xem lại trên thẻ; nếu đúng như thẻ thì cứ tiếp tục."
    ),
    "identity.phone.missing": "Chưa có số điện thoại. Xin gõ số để chúng tôi báo kết quả.",
    "identity.phone.letters": "Số điện thoại chỉ gồm chữ số. Xin gõ lại, ví dụ 0912 345 678.",
    "identity.phone.too_short": (
        "Số điện thoại còn thiếu chữ số (mới có {digits}). Số di động có 10 chữ số, bắt đầu bằng số 0. Xin gõ lại."
    ),
    "identity.phone.too_long": (
        "Số điện thoại thừa chữ số (có {digits}). Số di động có 10 chữ số, bắt đầu bằng số 0. Xin gõ lại."
    ),
    "identity.phone.prefix_unknown": "Đầu số điện thoại này lạ. Xin đọc lại cho bà con nghe; nếu đúng thì cứ tiếp tục.",
    "identity.phone.abroad": "Đây là số điện thoại ở nước ngoài: tin nhắn có thể không tới. Nếu đúng thì cứ tiếp tục.",
    "identity.name.missing": "Chưa có họ tên. Xin gõ họ và tên như trên giấy tờ.",
    "identity.name.too_long": "Họ tên dài quá {most} ký tự (đang có {length}). Xin gõ gọn lại như trên giấy tờ.",
    "identity.name.digits": "Họ tên không có chữ số (“{sign}”). Xin gõ lại như trên giấy tờ.",
    "identity.name.marks": "Họ tên không dùng dấu “{sign}”. Xin gõ lại, chỉ gồm chữ cái, dấu cách, dấu nháy, gạch nối.",
    "identity.name.lookalike": (
        "Chữ “{sign}” trong họ tên không phải chữ cái Việt Nam dù trông giống. Xin xóa đi và gõ lại bằng bàn phím "
        "tiếng Việt."
    ),
    "identity.address.too_long": "Địa chỉ dài quá {most} ký tự (đang có {length}). Xin viết gọn lại.",
    "identity.born.missing": "Chưa có ngày sinh. Xin gõ ngày/tháng/năm, hoặc chỉ năm sinh nếu giấy tờ chỉ ghi năm.",
    "identity.born.unreadable": (
        "Ngày sinh “{value}” không đúng. Xin gõ ngày/tháng/năm, ví dụ 01/02/1990, hoặc chỉ năm sinh."
    ),
    "identity.born.too_early": "Ngày sinh “{value}” trước năm 1900. Xin xem lại trên giấy tờ.",
    "identity.born.future": "Ngày sinh “{value}” ở sau ngày hôm nay. Xin xem lại trên giấy tờ.",
    "keysheet.word.unknown": (
        "Tiếng thứ {position} (“{word}”) không có trong bảng khóa. Xin xem lại tờ khóa; có thể là: {near}."
    ),
    "keysheet.words.count": "Tờ khóa có {expected} tiếng, đang có {given}. Xin gõ đủ và đúng thứ tự.",
    "keysheet.words.checksum": (
        "Các tiếng đều đọc được nhưng cộng lại không khớp: có tiếng gõ nhầm hoặc đảo chỗ. Xin so lại từng tiếng với tờ "
        "khóa."
    ),
    "keysheet.qr.unreadable": (
        "Mã vừa quét không phải mã trên tờ khóa của Vì Dân. Xin quét lại, hoặc gõ các tiếng in bên cạnh."
    ),
    "keysheet.qr.checksum": "Mã trên tờ khóa đọc ra bị lỗi. Xin quét lại, hoặc gõ các tiếng in bên cạnh.",
}
