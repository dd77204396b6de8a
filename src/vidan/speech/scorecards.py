"""The scorecards of the law in words; all are msgids, for the public page shows them in both languages."""

from vidan.speech.choices import INDICATORS

#: TT 01/2018 art. 15 and QĐ 766, by rung.
RANKS: dict[str, str] = {
    "excellent": "xuất sắc",
    "good": "tốt",
    "fair": "khá",
    "average": "trung bình",
    "weak": "yếu",
    "all": "hoàn thành 100 % nhiệm vụ",
    "most": "hoàn thành từ 70 đến dưới 100 % nhiệm vụ",
    "less": "hoàn thành dưới 70 % nhiệm vụ",
}
GROUPS: dict[int, str] = {
    1: "Công khai, minh bạch",
    2: "Tiến độ, kết quả giải quyết",
    3: "Số hóa hồ sơ, kết quả",
    4: "Dịch vụ công trực tuyến, thanh toán trực tuyến",
    5: "Mức độ hài lòng",
}
#: What the components count: so many of so many.
PARTS: dict[str, str] = {
    "in_time": "hồ sơ đúng hẹn trên hồ sơ đã xong và quá hẹn",
    "feedback_in_time": "phản ánh trả lời đúng hạn",
    "feedback_content": "phản ánh đã trả lời, không bị chê",
    "dossiers_content": "hồ sơ không có khiếu nại đúng",
    "received_here": "thủ tục tiếp nhận và trả tại Một cửa",
    "decided_here": "thủ tục thẩm định, phê duyệt ngay tại Một cửa",
    "posted": "thủ tục niêm yết đúng, đủ, kịp thời tại trụ sở",
    "on_the_web": "thủ tục công khai đúng, đủ, kịp thời trên mạng",
    "online_procedures": "thủ tục đủ điều kiện đã đưa lên trực tuyến",
    "online_of_eligible": "hồ sơ nộp trực tuyến của các thủ tục ấy",
    "online_late": "hồ sơ trực tuyến bị quá hạn",
    "listed_in_time": "thủ tục cập nhật, công khai đúng hạn",
    "announced_in_time": "thủ tục công bố đúng hạn",
    "complete_parts": "thủ tục có đủ các bộ phận tạo thành",
    "synchronised": "hồ sơ đồng bộ lên Cổng quốc gia",
    "electronic_results": "hồ sơ cấp kết quả điện tử",
    "digitised": "hồ sơ được số hóa",
    "data_reused": "hồ sơ dùng lại dữ liệu đã số hóa",
    "online_procedures_used": "thủ tục trực tuyến có phát sinh hồ sơ",
    "online_dossiers": "hồ sơ nộp trực tuyến",
    "whole_online_dossiers": "hồ sơ trực tuyến toàn trình",
    "payable_procedures": "thủ tục thanh toán trực tuyến được",
    "paid_procedures": "thủ tục có phát sinh thanh toán trực tuyến",
    "paid_dossiers": "hồ sơ thanh toán trực tuyến",
}

__all__ = ["GROUPS", "INDICATORS", "PARTS", "RANKS"]
