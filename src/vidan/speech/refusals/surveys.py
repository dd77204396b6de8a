"""Sentences about the survey."""

SENTENCES = {
    "surveys.token.form": "Mã trên phiếu có {letters} chữ và số, ở đây mới đọc được {typed}. Xin quét lại mã QR hoặc gõ lại "
    "đúng dòng mã trên phiếu.",
    "surveys.token.unknown_or_spent": "Phiếu này đã được dùng, hoặc không phải phiếu của xã. Mỗi phiếu chỉ trả lời được một "
    "lần. Nếu ông/bà chưa trả lời, xin hỏi lại người giữ phiếu.",
    "surveys.answer.overall_missing": "Xin chọn một mức ở câu hỏi chung; các câu khác có thể để trống.",
    "surveys.answer.off_scale": "Mức này không có trong phiếu. Xin chọn một trong năm mức.",
    "surveys.share.out_of_range": "Tỷ lệ được hỏi cần từ 1 đến 100 phần trăm.",
    "surveys.sample.too_late": "Tháng {month} đã bắt đầu nên không định mẫu được nữa. Mẫu phải định trước khi tháng bắt đầu.",
    "surveys.sample.fixed_already": "Mẫu của tháng {month} đã định rồi.",
    "surveys.seed.not_now": "Chưa tới lúc công bố hạt giống của tháng {month}, hoặc đã công bố rồi.",
    "surveys.batch.size": "Mỗi đợt in từ {least} đến {most} phiếu.",
    "surveys.batch.more_than_finished": "Đã in {issued} phiếu cho {finished} hồ sơ đã xong. Số phiếu không được nhiều hơn số hồ "
    "sơ đã xong; xin in ít hơn, hoặc chờ thêm hồ sơ xong.",
    "surveys.channel.not_yours": "Cách trả lời này không dùng ở đây được. Xin mở lại trang khảo sát rồi chọn lại.",
    "surveys.keeper.is_rated": "Phiếu khảo sát đánh giá cả người giải quyết hồ sơ, nên người ấy không in và không gõ phiếu. "
    "Xin nhờ người giữ phiếu khác, như Mặt trận hoặc trưởng thôn.",
}
