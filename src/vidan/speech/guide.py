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

#: What stands on a page of the copy that is taken away.
FACTS = {
    "limit": "Thời hạn",
    "note": "Nói thêm",
    "usual": "Thực tế mất bao lâu",
    "usual_told": "Một nửa số hồ sơ xong trong {half} làm việc, chín phần mười xong trong {most}.",
    "fee": "Phí, lệ phí",
    "result": "Kết quả",
    "where": "Nộp ở đâu, lúc nào",
    "call": "Hỏi ai",
    "basis": "Căn cứ",
    "since": "Áp dụng từ",
    "heard": "Nghe bằng {spoken}, người đọc: {speaker}",
    "blank": "Tờ trắng để in: {title} ({source})",
    "filled": "Mẫu điền sẵn để in: {title} ({source})",
}
NO_LIMIT = "xã đang xác nhận, xin hỏi ở quầy"

#: In which languages a guide may be heard (`domain.procedures.clips`).
SPOKEN = {"vie": "tiếng Việt", "mtq": "tiếng Mường", "thai": "tiếng Thái"}
