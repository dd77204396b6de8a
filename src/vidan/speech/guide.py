"""What the parts of a procedure are called where versions are compared."""

PARTS = {
    "name": "Tên trong văn bản",
    "short_name": "Tên thường gọi",
    "papers": "Giấy tờ",
    "steps": "Các bước",
    "fee_text": "Phí, lệ phí",
    "result": "Kết quả",
    "limit_note": "Nói thêm về thời hạn",
    "limit": "Thời hạn",
    "limit_document": "Văn bản về thời hạn",
    "legal_basis": "Căn cứ",
    "agency": "Nơi làm",
    "received_here": "Nộp ở một cửa của xã",
}

#: How a guide reads (`domain.procedures.plain`).
LEVELS = {"easy": "dễ đọc", "middle": "đọc được, còn chỗ khó", "hard": "khó đọc"}
