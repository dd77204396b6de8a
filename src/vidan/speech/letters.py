"""Words about letters: states, acts, ways, capacities, remarks, reasons to write or to keep silent."""

from collections.abc import Mapping
from datetime import date
from typing import Any

STATES: Mapping[str, str] = {
    "draft": "đang soạn",
    "checking": "chờ kiểm tra",
    "signing": "chờ ký",
    "signed": "đã ký, chờ số",
    "numbered": "có số, chờ đóng dấu",
    "sealed": "đã đóng dấu, chờ gửi",
    "sent": "đã gửi",
    "acknowledged": "người nhận đã có",
    "discarded": "đã bỏ",
}
ACTS: Mapping[str, str] = {
    "submit": "chuyển kiểm tra",
    "check": "kiểm tra xong",
    "send_back": "trả lại",
    "take_back": "rút lại",
    "discard": "bỏ bản nháp",
    "sign": "ký",
    "number": "cấp số",
    "seal": "đóng dấu",
    "send": "gửi",
    "acknowledge": "ghi đã nhận",
    "come_back": "không tới được",
}
WAYS: Mapping[str, str] = {
    "hand": "Trao tận tay, ký nhận",
    "post": "Gửi bưu điện",
    "home": "Mang tới nhà",
    "village_head": "Nhờ trưởng thôn",
    "mail": "Thư điện tử",
}
#: Where a letter stands that goes by mail, until the mail server took it.
LEAVING = "đang gửi qua thư điện tử"
#: How a try to bring a letter stands; empty: it is on its way.
TRIES: Mapping[str, str] = {
    "sent": "",
    "leaving": "đang gửi đi",
    "never_left": "chưa đi được",
    "came_back": "quay lại",
    "arrived": "đã tới",
}
#: What shows, by each way, that the reader has the letter.
PROOFS: Mapping[str, str] = {
    "hand": "Ai ký nhận trong sổ giao, ngày nào.",
    "post": "Số hiệu bưu gửi và ngày phát trên phiếu của bưu điện.",
    "home": "Ai mang tới nhà, ai trong nhà nhận, ngày nào.",
    "village_head": "Trưởng thôn báo đã trao ai, ngày nào.",
    "mail": "Thư trả lời của người nhận, ngày nào.",
}
RECEIVER_HINT = "Trao cho ai, địa chỉ nào, hoặc thư điện tử."
CAPACITIES: Mapping[str, str] = {
    "chairman": "Chủ tịch",
    "vice_chairman": "Phó Chủ tịch (KT. Chủ tịch)",
    "by_order": "Thừa lệnh (TL. Chủ tịch)",
    "authorised": "Thừa ủy quyền (TUQ. Chủ tịch)",
}
BOARD_SEATS: Mapping[str, str] = {"": "Không ký cho Ban điều hành", "head": "Trưởng ban", "deputy": "Phó Trưởng ban"}
AUTHORITIES: Mapping[str, str] = {
    "committee": "Ủy ban nhân dân xã",
    "chairman": "Chủ tịch Ủy ban nhân dân xã",
    "board": "Ban điều hành (dùng dấu Ủy ban)",
}
VALIDITIES: Mapping[str, str] = {
    "in_force": "còn hiệu lực",
    "replaced": "đã được thay bằng văn bản khác",
    "withdrawn": "đã thu hồi",
}
FILES: Mapping[str, str] = {"print": "bản in", "scan": "bản quét có chữ ký, dấu", "signed": "bản ký số"}
TRIGGERS: Mapping[str, str] = {
    "": "",
    "late": "hồ sơ trễ hẹn",
    "lost": "mất hồ sơ",
    "damaged": "hỏng hồ sơ",
    "wrong": "kết quả sai",
    "praise": "lời khen",
    "idea": "ý kiến hay",
    "contribution": "đóng góp",
}
SEXES: Mapping[str, str] = {"": "Chưa rõ (ông/bà)", "male": "Ông, anh", "female": "Bà, chị"}

REMARKS: Mapping[str, str] = {
    "letters.lint.empty": "Còn chỗ trống trong thư (dấu ……). Xin điền nốt.",
    "letters.lint.missing": "Chưa điền: {fields}. Trong thư đang là chỗ trống (……), chưa chuyển kiểm tra hay ký được.",
    "letters.lint.gap": "Còn chỗ chưa điền: “{gap}”. Xin điền hoặc bỏ đi.",
    "letters.lint.must_say": "Loại thư này phải có lời “{words}”.",
    "letters.lint.never_beside": "Thư chung vui, chia buồn không bao giờ đi cùng chuyện “{words}”. Xin bỏ câu ấy.",
    "letters.lint.link": "Thư chung vui, chia buồn không kèm đường liên kết nào. Xin bỏ đi.",
    "letters.lint.long": "Câu bắt đầu “{begin}…” dài {words} tiếng. Xin tách ra; bà con dễ đọc câu dưới {most} tiếng.",
    "letters.lint.jargon": "“{word}” là tiếng công sở. Có thể nói: {plain}.",
    "letters.lint.blame": "“{words}” nghe như đổ lỗi. Xin nói việc của mình trước.",
    "letters.lint.whom_to_call": "Chưa rõ bà con hỏi ai: xin ghi tên và số điện thoại, hoặc tên và chỗ làm việc.",
    "letters.lint.whose_number": "Số điện thoại ấy của ai? Xin ghi tên người hoặc nơi làm việc trước số.",
}
WHY: Mapping[str, str] = {
    "declined": "Gia đình đã nói không muốn nhận thư. Tôn trọng điều ấy là cách quan tâm tốt nhất.",
    "violence": "Có dấu hiệu bạo lực hay xâm hại. Không gửi thư; xin báo ngay người phụ trách bảo vệ.",
    "child": "Mất con là nỗi đau lớn nhất. Chỉ chia buồn, không nhắc vì sao.",
    "mother_died": "Niềm vui và tang tóc đến cùng lúc. Xin hỏi lãnh đạo xã trước khi viết.",
    "guardian": "Cháu ở với người giám hộ. Xin hỏi lãnh đạo xã trước khi viết.",
    "minor": "Có người chưa đủ tuổi. Không gửi thư chúc mừng.",
    "mourning": "Nhà đang có tang. Xin hỏi lãnh đạo xã trước khi viết.",
    "dispute": "Đang có tranh chấp trong gia đình. Một lá thư có thể làm ai đó đau lòng.",
    "too_late": "Đã quá lâu; thư đến lúc này chỉ còn là giấy tờ.",
    "joy": "Nên viết thư chúc mừng, trao cùng kết quả.",
    "grief": "Nên viết thư chia buồn, lãnh đạo xã mang tới nhà.",
    "delicate": "Hoàn cảnh khó nói. Xin hỏi lãnh đạo xã; thư không nhắc vì sao mất.",
    "nobody_to_read": "Không còn người thân để nhận thư. Xã lo việc chu đáo là đủ.",
}
OUTCOMES: Mapping[str, str] = {
    "write": "Nên viết thư",
    "condole": "Không chúc mừng; viết thư chia buồn",
    "silent": "Không viết thư",
    "ask": "Hỏi lãnh đạo xã trước",
}
EVENTS: Mapping[str, str] = {"birth": "Sinh con", "marriage": "Kết hôn", "death": "Có người mất"}


KEY_SOURCES: Mapping[str, str] = {"file": "Tệp chứng thư số (.p12)", "device": "Thiết bị ký (USB token)"}
WORD_LABEL = "Mật khẩu chứng thư hoặc mã PIN thiết bị ký"
DIGITAL_SIGNERS: Mapping[str, str] = {"person": "Người ký", "office": "Cơ quan"}
SIGNING_RUNS = "Đang ký số, thường xong trong một phút. Xin tải lại trang."
#: What each level of a signature proves, in plain words.
LEVELS: Mapping[str, str] = {
    "B-B": "đã ký số",
    "B-T": "đã ký số, có dấu thời gian",
    "B-LT": "đã ký số, có dấu thời gian và bằng chứng chứng thư còn hiệu lực",
    "B-LTA": "đã ký số, có dấu thời gian và bằng chứng để kiểm tra lâu dài",
}

GIFT_KINDS: Mapping[str, str] = {
    "money": "Tiền (đồng)",
    "labour": "Ngày công",
    "land": "Đất (m²)",
    "goods": "Hiện vật",
}
GIFT_UNITS: Mapping[str, str] = {"money": "đồng", "labour": "ngày công", "land": "m² đất", "goods": ""}


def gift(amount: int, unit: str, thing: str = "") -> str:
    """What was given: `500.000 đồng`, `3 ngày công`, `120 m² đất`, or the thing in the words it was written down."""
    return f"{amount:,} {unit}".replace(",", ".") if unit else thing


def deed(what: str, purpose: str, given_on: date, form: str) -> str:
    """The gift as the letter of thanks tells it."""
    return f"Ngày {given_on:%d/%m/%Y}, {form} đã góp {what} cho việc: {purpose}."


def remark(code: str, facts: Mapping[str, Any]) -> str:
    """The sentence of a remark on a draft."""
    return REMARKS[code].format(**facts)
