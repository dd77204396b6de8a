"""Sentences of the adapters: pictures and scanned codes."""

SENTENCES: dict[str, str] = {
    "images.empty": "Ảnh gửi lên không có gì bên trong. Xin chọn lại ảnh.",
    "images.too_large": "Ảnh nặng quá {most_mb} MB. Xin chụp lại ở cỡ nhỏ hơn, hoặc chọn ảnh khác.",
    "images.too_many_pixels": "Ảnh rộng quá {most_million} triệu điểm ảnh. Xin chụp lại ở cỡ nhỏ hơn.",
    "images.unreadable": (
        "Tệp này không mở được như một ảnh. Xin gửi ảnh JPEG, PNG, WebP hoặc HEIC; nếu ảnh hỏng, xin chụp lại."
    ),
    "qr.none": (
        "Chưa thấy mã QR trong ảnh. Xin chụp gần hơn, đủ sáng, mã nằm trọn trong ảnh; hoặc gõ tay các ô bên dưới."
    ),
    "qr.several": "Trong ảnh có hơn một mã QR. Xin chụp lại chỉ một mã.",
    "qr.unreadable": "Mã QR trong ảnh không chứa chữ đọc được. Xin chụp lại, hoặc gõ tay các ô bên dưới.",
}
