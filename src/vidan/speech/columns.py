"""The columns of a commune's own list of procedures, as its spreadsheet calls them."""

COLUMNS = {
    "code": "Mã thủ tục",
    "name": "Tên thủ tục",
    "short_name": "Tên thường gọi",
    "field": "Lĩnh vực",
    "limit": "Thời hạn giải quyết",
    "fee": "Phí, lệ phí",
    "papers": "Thành phần hồ sơ",
    "legal_basis": "Căn cứ pháp lý",
    "agency": "Cơ quan thực hiện",
    "result": "Kết quả",
    "steps": "Trình tự thực hiện",
    "online": "Dịch vụ công trực tuyến",
    "valid_from": "Ngày hiệu lực",
}
