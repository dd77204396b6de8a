"""One invented letter of every kind, for `vidan letters sample` and the tests. No real person stands here."""

from collections.abc import Iterator
from datetime import date, timedelta

from vidan.content.letters import kinds
from vidan.domain.letters.composing import Document, Setting, compose
from vidan.domain.letters.kinds import Authority, FieldType, Kind, Layout, read_values
from vidan.domain.letters.signing import BoardSeat, Capacity, SigningRight, block

DAY = date(2027, 1, 5)
_CONTACT = "chị Lê Thị Hoa, một cửa, 0237 000 1234"
_PERSON = {"recipient": "Hà Thị Thảo", "sex": "female", "born_year": "1986", "address": "Thôn Tôm, xã Điền Lư"}

VALUES: dict[str, dict[str, str]] = {
    "apology": {
        **_PERSON,
        "code": "ĐL-261228-0003",
        "procedure": "cấp giấy phép xây dựng nhà ở riêng lẻ",
        "received_on": "2026-12-28",
        "promised_on": "2027-01-06",
        "handled_by": "Phòng Kinh tế",
        "cause": "Bản vẽ phải đối chiếu với thực địa. Hai cán bộ địa chính cùng đi đo đất ở thôn Vèn sau đợt mưa, nên "
        "chúng tôi chưa xếp được người sang thôn Tôm.",
        "more_days": "4",
        "remedy": "Ngày 08/01 cán bộ sẽ tới nhà, gọi điện trước. Từ nay hồ sơ cần đo đạc được xếp lịch ngay hôm nhận.",
        "contact": _CONTACT,
    },
    "apology_fault": {
        **_PERSON,
        "code": "ĐL-261201-0007",
        "procedure": "chứng thực bản sao",
        "what": "Bản sao trích lục khai sinh của cháu bị rách một góc khi chúng tôi chuyển hồ sơ giữa hai phòng.",
        "cause": "Hồ sơ không được để trong bìa cứng.",
        "remedy": "Chúng tôi đã làm lại bản sao hôm nay và mang tới nhà trước ngày 07/01.",
        "contact": _CONTACT,
    },
    "thanks": {
        **_PERSON,
        "recipient": "Lương Văn Ước",
        "sex": "male",
        "born_year": "1958",
        "deed": "Ngày 20/12, ông đã chỉ cho chúng tôi đoạn kênh bị sạt ở cánh đồng Côn trước khi nước về.",
        "result": "Nhờ vậy tổ thủy lợi kịp đắp lại trong hai ngày; bốn mươi hộ có nước đổ ải đúng lịch.",
    },
    "birth": {**_PERSON, "born_year": "1998", "child": "Hà Lương Bảo An", "born_on": "2026-12-26"},
    "marriage": {
        **_PERSON,
        "recipient": "Lò Văn Thương",
        "sex": "male",
        "born_year": "1999",
        "partner": "chị Bùi Thị Ngân",
        "married_on": "2027-01-04",
    },
    "condolence": {
        **_PERSON,
        "deceased": "cụ Hà Văn Ưng",
        "memory": "Bà con thôn Tôm nhớ cụ là người đã cùng làng mở con đường vào đồng.",
    },
    "invitation": {
        "about": "dự buổi đối thoại với bà con thôn Tôm",
        "to": "các hộ gia đình thôn Tôm",
        "purpose": "Tới dự buổi đối thoại giữa lãnh đạo xã và bà con về đường vào đồng và ngày trả hồ sơ đất đai.",
        "when": "19 giờ 30, thứ Sáu ngày 08 tháng 01 năm 2027",
        "where": "Nhà văn hóa thôn Tôm",
        "chair": "ông Bùi Quốc Việt, Chủ tịch Ủy ban nhân dân xã",
        "contact": "trưởng thôn, 0237 000 1299",
    },
    "notice": {
        "about": "lịch tiếp dân tháng 01 năm 2027",
        "text": "Chủ tịch Ủy ban nhân dân xã tiếp dân vào hai ngày trong tháng, tại phòng tiếp dân. Ai cũng được gặp, "
        "không phải hẹn trước.",
        "points": "Thứ Năm ngày 07 tháng 01: 7 giờ 30 đến 11 giờ 30\nThứ Năm ngày 21 tháng 01: 13 giờ 30 đến 17 giờ",
        "copies_to": "Các thôn (để đọc trên loa)",
        "contact": _CONTACT,
    },
    "decision": {
        "about": "Thành lập Ban điều hành xây dựng mô hình chính quyền thân thiện",
        "basis": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n"
        "Căn cứ Kế hoạch xây dựng mô hình chính quyền thân thiện của xã;\nTheo đề nghị của Chánh Văn phòng.",
        "articles": "Thành lập Ban điều hành gồm 18 thành viên, do Chủ tịch Ủy ban nhân dân xã làm Trưởng ban.\n"
        "Ban điều hành được sử dụng con dấu của Ủy ban nhân dân xã theo quy định; Trưởng ban và Phó Trưởng ban ký.\n"
        "Quyết định này có hiệu lực từ ngày ký. Chánh Văn phòng và các ông, bà có tên chịu trách nhiệm thi hành.",
    },
    "regulation": {
        "about": "hoạt động của Ban điều hành mô hình chính quyền thân thiện",
        "basis": "Căn cứ Quyết định thành lập Ban điều hành mô hình chính quyền thân thiện;\n"
        "Theo đề nghị của Thư ký Ban điều hành.",
        "articles": "Ban hành kèm theo Quyết định này Quy chế hoạt động của Ban điều hành.\n"
        "Quyết định này có hiệu lực từ ngày ký.\nCác thành viên Ban điều hành chịu trách nhiệm thi hành.",
        "rules": "Chương I. Quy định chung\nPhạm vi. Quy chế này nói Ban điều hành làm việc thế nào.\n"
        "Nguyên tắc\n1. Việc nào cũng có một người chịu trách nhiệm và một ngày xong.\n"
        "2. Số liệu lấy từ sổ công khai, không ai sửa tay.\nChương II. Làm việc\n"
        "Họp\n1. Ban họp mỗi tháng một lần, chậm nhất ngày 10.\n2. Cần thì Trưởng ban mời họp thêm.\n"
        "Báo cáo. Thư ký gửi báo cáo tháng cho các thành viên trước ngày 05.",
    },
    "plan": {
        "about": "Trả hồ sơ đúng hẹn quý I năm 2027",
        "aims": "Mọi hồ sơ trả đúng ngày đã hẹn lần đầu. Hồ sơ nào không kịp thì bà con được xin lỗi trước hạn.",
        "tasks": "Phòng Kinh tế xếp lịch đo đạc ngay hôm nhận hồ sơ, từ ngày 11 tháng 01\n"
        "Trung tâm Phục vụ hành chính công gọi điện báo trước khi trả, từ ngày 11 tháng 01",
        "carry": "Ban điều hành xem kết quả vào sáng thứ Hai hằng tuần.",
        "copies_to": "Thành viên Ban điều hành",
    },
    "report": {
        "about": "Kết quả thực hiện mười hai lời hứa tháng 12 năm 2026",
        "done": "Số liệu mười hai lời hứa lấy từ sổ công khai, kèm theo báo cáo này.",
        "undone": "Lời hứa thứ tám chưa đạt vì hồ sơ đất đai phải đo thực địa.",
        "next": "Xếp lịch đo ngay hôm nhận\nHỏi ý kiến bà con thôn Tôm ngày 08 tháng 01",
        "copies_to": "Thành viên Ban điều hành",
    },
    "period_report": {
        "about": "Kết quả thực hiện mô hình Chính quyền thân thiện, vì Nhân dân phục vụ tháng 12 năm 2026",
        "opening": "Trong tháng, mười lời hứa đạt mục tiêu, một lời gần đạt, một lời chưa đạt.",
        "promises": "7. Không né tránh trách nhiệm | 118/118 | 109/110 | 100 % | Đạt\n"
        "8. Không trễ hẹn | 92/96 | 90/95 | 98 % | Chưa đạt",
        "work": "Giao 6 nhiệm vụ, xong 5, trễ 1\nHọp Ban điều hành 1 buổi, tiếp công dân 2 buổi",
        "late": "4 hồ sơ trả sau ngày hẹn: tách thửa đất",
        "causes": "Tổ đo đạc có hai người, ba tuần mưa không ra đồng được.",
        "lessons": "Báo trước cho bà con khi phải đo thêm: đang làm, kiểm tra lại ngày 15 tháng 02",
        "next": "Xếp lịch đo ngay hôm nhận: ông Phạm Văn Nam, ngày 20 tháng 01",
        "copies_to": "Thành viên Ban điều hành",
    },
    "minutes": {
        "about": "Họp Ban điều hành tháng 01 năm 2027",
        "begins": "8 giờ 00, ngày 05 tháng 01 năm 2027",
        "where": "Phòng họp tầng 1, trụ sở Ủy ban nhân dân xã",
        "present": "Ông Bùi Quốc Việt, Trưởng ban\nBà Phạm Thị Nga, Phó Trưởng ban\n15/18 thành viên",
        "chair": "ông Bùi Quốc Việt",
        "secretary": "Lê Hải Yến",
        "course": "Ban nghe số liệu tháng 12 và từng hồ sơ trễ hẹn.",
        "conclusion": "Từ ngày 11 tháng 01 lịch đo đạc được ghi ngay trên giấy hẹn.",
        "ends": "9 giờ 30 cùng ngày",
    },
    "official": {
        "about": "phối hợp trả lời bà con thôn Vèn về đường dây điện",
        "to": "Điện lực khu vực",
        "text": "Bà con thôn Vèn báo hai cột điện nghiêng sau mưa. Xã đã tới xem ngày 04 tháng 01, thấy đúng như vậy.\n"
        "Đề nghị quý đơn vị cho biết ngày sửa trước 15 tháng 01 để xã báo lại bà con.",
        "contact": "anh Hà Văn Lâm, 0237 000 1205",
    },
    "proposal": {
        "about": "Mua hai máy đo đạc cho Phòng Kinh tế",
        "to": "Hội đồng nhân dân xã",
        "need": "Sáu trong mười hồ sơ trễ hẹn là vì phải chờ máy đo.",
        "content": "Mua hai máy đo cầm tay, dùng chung cho các thôn.",
        "ask": "Kính trình Hội đồng nhân dân xã xem xét, quyết định.",
    },
    "correction": {
        "corrects": "03/TB-UBND",
        "dated": "2027-01-04",
        "to": "Các thôn",
        "wrong": "Thứ Sáu ngày 07 tháng 01",
        "right": "Thứ Năm ngày 07 tháng 01",
        "contact": _CONTACT,
    },
}  # fmt: skip

_CHAIRMAN = SigningRight(Capacity.CHAIRMAN, "Chủ tịch UBND xã", date(2025, 7, 1), board_seat=BoardSeat.HEAD)
_VICE = SigningRight(Capacity.VICE_CHAIRMAN, "Phó Chủ tịch UBND xã", date(2025, 7, 1))
_BY_ORDER = SigningRight(Capacity.BY_ORDER, "Chánh Văn phòng", date(2025, 7, 1), decision="Quy chế làm việc (minh họa)")
#: Who signs a sample that the chairman does not sign himself.
_SIGNERS = {
    "apology": (_VICE, "Trương Minh Kiên"),
    "official": (_BY_ORDER, "Hà Thị Thắm"),
    "notice": (_VICE, "Phạm Thị Nga"),
}
#: Samples of the steering board, under the Committee's seal.
_BOARD = frozenset({"plan", "report", "period_report", "minutes", "regulation"})


def sample(kind: Kind, number: int = 5, *, verify_url: str = "") -> Document:
    """An invented letter of a kind; `number` 0 leaves number and date to the clerk."""
    right, name = _SIGNERS.get(kind.key, (_CHAIRMAN, "Bùi Quốc Việt"))
    authority = Authority.BOARD if kind.key in _BOARD else kind.authority
    values = read_values(kind, VALUES[kind.key])
    if kind.key == "apology":
        values["new_on"] = "2027-01-12"
    second = ("THƯ KÝ", values["secretary"]) if kind.layout is Layout.MINUTES else ("", "")
    setting = Setting(
        commune="xã Điền Lư",
        place="Điền Lư",
        authority=authority,
        unit="VP",
        made_on=DAY,
        day=DAY if number else None,
        number=number,
        signature=block(authority, right, "xã Điền Lư", name),
        second=second,
        verify_url=verify_url,
        demo=True,
    )
    return compose(kind, values, setting)


def happened(key: str, today: date) -> dict[str, str]:
    """A sample's words on another day: what has happened before the letter happened three days before `today`."""
    kind = next(kind for kind in kinds() if kind.key == key)
    past = {field.name for field in kind.fields if field.past}
    ahead = [name for name, value in VALUES[key].items() if name in past and value > today.isoformat()]
    return VALUES[key] | dict.fromkeys(ahead, (today - timedelta(days=3)).isoformat())


def all_samples() -> Iterator[tuple[str, Document]]:
    """Every kind's key with its sample."""
    for number, kind in enumerate(kinds(), start=5):
        yield kind.key, sample(kind, number, verify_url="https://dienlu.example.vn/van-ban/7K3MQ9TX2HVB4C6D")


def filled(kind: Kind, text: str) -> dict[str, str]:
    """A kind's values with the same text in every field that takes one (days aside)."""
    own = {field.name: DAY.isoformat() if field.type is FieldType.DAY else text for field in kind.fields}
    return {**({**_PERSON, "recipient": text, "address": text} if kind.to_person else {}), **own}
