"""What the demo's letters say: the samples have a calendar of their own, these speak of the days around it."""

from datetime import date, timedelta

from vidan.content.letters import samples
from vidan.domain.calendar import Calendar

_WORDS: dict[str, dict[str, str]] = {
    "decision": {
        "about": "Kiện toàn Tổ tiếp nhận và trả kết quả",
        "basis": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n"
        "Theo đề nghị của Giám đốc Trung tâm Phục vụ hành chính công.",
        "articles": "Kiện toàn Tổ tiếp nhận và trả kết quả gồm năm người, làm việc cả sáng thứ Bảy.\n"
        "Tổ nhận hồ sơ một lần, hướng dẫn đủ giấy ngay từ đầu, báo trước khi trả kết quả.\n"
        "Quyết định này có hiệu lực từ ngày ký. Các ông, bà có tên chịu trách nhiệm thi hành.",
    },
    "plan": {
        "about": "Trả hồ sơ đúng hẹn tháng {next}",
        "tasks": "Phòng Kinh tế xếp lịch đo đạc ngay hôm nhận hồ sơ, từ ngày {in_a_week}\n"
        "Trung tâm Phục vụ hành chính công gọi điện báo trước khi trả, từ ngày {in_a_week}",
    },
    "notice": {
        "about": "lịch tiếp dân tháng {next}",
        "points": "Thứ Năm đầu tiên trong tháng: 7 giờ 30 đến 11 giờ 30\n"
        "Thứ Năm thứ ba trong tháng: 13 giờ 30 đến 17 giờ",
    },
    "thanks": {
        "deed": "Ngày {days_ago}, ông đã chỉ cho chúng tôi đoạn kênh bị sạt ở cánh đồng Côn trước khi nước về.",
    },
    "official": {
        "text": "Bà con thôn Vèn báo hai cột điện nghiêng sau mưa. Xã đã tới xem ngày {days_ago}, thấy đúng như vậy.\n"
        "Đề nghị quý đơn vị cho biết ngày sửa trước ngày {in_a_week} để xã báo lại bà con.",
    },
    "minutes": {
        "about": "Họp Ban điều hành về lịch đo đạc",
        "begins": "8 giờ 00, ngày {today}",
        "course": "Ban nghe số liệu trong tháng và từng hồ sơ trễ hẹn.",
        "conclusion": "Từ ngày {in_a_week} lịch đo đạc được ghi ngay trên giấy hẹn.",
    },
    "birth": {"recipient": "Trương Thị Lụa", "child": "Trương Bảo An"},
    "condolence": {"recipient": "Hà Văn Thành", "sex": "male", "born_year": "1969"},
    "invitation": {"when": "19 giờ 30, ngày {in_a_week}"},
    "report": {
        "about": "Việc đo đạc chậm trong tháng và cách gỡ",
        "next": "Xếp lịch đo ngay hôm nhận\nHỏi ý kiến bà con thôn Tôm ngày {in_a_week}",
    },
    "correction": {
        "corrects": "01/TB-UBND",
        "dated": "{letter_day}",
        "wrong": "13 giờ 30 đến 17 giờ",
        "right": "13 giờ 00 đến 17 giờ",
    },
}


def told(kind: str, today: date, calendar: Calendar) -> dict[str, str]:
    """The words of a demo letter begun on a day."""
    soon = calendar.next_working_day(today + timedelta(days=7))
    after = (today.replace(day=1) + timedelta(days=31)).replace(day=1)
    days = {
        "today": written(today),
        "days_ago": written(today - timedelta(days=3)),
        "in_a_week": written(soon),
        "next": f"{after:%m năm %Y}",
        "letter_day": (today - timedelta(days=4)).isoformat(),
    }
    own = {name: text.format(**days) for name, text in _WORDS.get(kind, {}).items()}
    return samples.happened(kind, today) | own


def written(day: date) -> str:
    """`05 tháng 01 năm 2027`, as a letter writes it after the word for day."""
    return f"{day:%d tháng %m năm %Y}"
