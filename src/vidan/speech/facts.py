"""What was written about a matter, fact by fact, in plain words: for an inspector, so nothing is left out for beauty."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vidan.domain.moments import local
from vidan.speech.roles import ROLE_NAMES
from vidan.speech.states import STATES, limit_in_words

TITLES = {
    "DossierReceived": "Tiếp nhận hồ sơ",
    "BlankReceiptEntered": "Nhập giấy hẹn viết tay",
    "ProxyShown": "Người được ủy quyền nộp",
    "ApplicantHelped": "Ghi giúp bà con",
    "SupplementAsked": "Yêu cầu bổ sung tại quầy",
    "PapersAsked": "Yêu cầu bổ sung giấy tờ",
    "PaperDropped": "Thôi đòi giấy ngoài danh mục",
    "PapersCompleted": "Đã bổ sung đủ",
    "FeeAsked": "Chờ nộp phí, thuế",
    "FeePaid": "Đã nộp phí, thuế",
    "DossierRefused": "Từ chối giải quyết",
    "DossierWithdrawn": "Rút hồ sơ",
    "DossierStopped": "Dừng giải quyết",
    "DossierEndedElsewhere": "Kết thúc theo hệ thống của tỉnh",
    "ResultReady": "Có kết quả",
    "ResultRedone": "Làm lại kết quả",
    "ResultGivenOut": "Trao kết quả",
    "DossierCorrected": "Đính chính",
    "ReceiptReprinted": "In lại giấy tiếp nhận",
    "NoticeSent": "Gửi tin báo",
    "VisitsTold": "Bà con nói đã đến mấy lần",
    "OfficesTold": "Bà con nói có phải đến cơ quan khác không",
    "ComplaintUpheld": "Khiếu nại được kết luận là đúng",
    "CitizenCalled": "Gọi điện cho bà con",
    "MatterOpened": "Mở việc",
    "MatterClosed": "Xong việc",
    "MatterTakenOver": "Nhận việc",
    "MatterReassigned": "Chuyển người xử lý",
    "MatterMovedOn": "Chuyển bước",
    "MatterStoodIn": "Người thay nhận việc",
    "MatterInherited": "Nhận việc của người đã thôi",
    "MatterPaused": "Tạm dừng",
    "MatterResumed": "Chạy tiếp",
    "MatterEscalated": "Báo lên trên",
    "ExplanationAsked": "Bà con bấm “tôi chưa hiểu” ở trang tra hồ sơ",
    "HelpAsked": "Xin giúp",
    "BreachFound": "Phát hiện sai sót",
    "RemindersSeen": "Đã xem nhắc việc",
    "BlankReceiptSpoiled": "Giấy hẹn in sẵn bị hỏng",
    "PromiseMoved": "Hẹn lại",
}
_NAMES = {
    "procedure": "thủ tục",
    "due_at": "hẹn trả",
    "limit": "thời hạn",
    "reason": "lý do",
    "basis": "căn cứ",
    "waiting_for": "chờ",
    "paused_at": "dừng từ",
    "ready_at": "có kết quả lúc",
    "given_at": "trao lúc",
    "ended_at": "kết thúc lúc",
    "received_at": "nhận lúc",
    "typed_at": "gõ vào máy lúc",
    "visits": "số lần đến",
    "elsewhere": "phải đến cơ quan khác",
    "inboxes": "hộp chung của",
    "needless": "số lần thừa",
    "decision": "văn bản kết luận",
    "minutes": "số phút từ lúc nhận đến lúc gõ",
    "promised_on": "ngày hẹn viết trên giấy",
    "received_by": "người nhận",
    "print_number": "bản in thứ",
    "channel": "bằng",
    "problem": "trục trặc",
    "told_state": "trạng thái ghi ở tỉnh",
    "state": "trạng thái",
    "kind": "loại",
    "slip": "phiếu",
    "words": "lời ghi",
    "time": "lần thứ",
    "percent": "phần trăm thời gian",
    "papers": "giấy tờ",
    "paper": "giấy tờ",
    "unlisted": "giấy tờ ngoài danh mục",
    "head_reason": "lý do của lãnh đạo",
    "helper": "người ghi giúp",
    "read_back": "đã đọc lại",
    "holder": "người giữ",
    "from_step": "từ bước",
    "to_step": "sang bước",
    "from_officer": "từ",
    "to_officer": "sang",
    "step": "bước số",
    "outcome": "kết quả",
    "title": "việc",
    "field": "mục",
    "before": "trước ghi",
    "after": "nay ghi",
    "answer_before": "trả lời trước",
    "waited_until": "chờ đến",
    "phone": "số gọi",
    "about": "về",
    "sets": "số bộ",
    "calendar_version": "lịch bản số",
    "reference": "mã trong sổ công khai",
    "receipt_shown": "có mang giấy tiếp nhận",
    "lost": "làm mất giấy cũ",
    "late": "quá thời hạn cho việc này",
    "reached": "gặp được bà con",
}
_ORDER: Mapping[str, int] = {name: place for place, name in enumerate(_NAMES)}
#: Words that the program keeps short, field by field, as people say them.
_WORDS: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "kind": {
        "lost": "mất giấy tờ", "damaged": "hỏng giấy tờ", "wrong": "kết quả sai", "citizen": "chờ bà con",
        "agency": "chờ cơ quan khác",
    },
    "reason": {
        "receipt": "tiếp nhận", "pause": "hết tạm dừng", "supplement": "bổ sung đủ, tính lại từ đầu",
        "reappointment": "hẹn lại", "calendar": "đóng cửa hoặc lịch nghỉ đổi", "correction": "kết quả sai, làm lại", "law": "bước tiếp theo theo luật",
    },
    "about": {
        "receipt": "giấy tiếp nhận", "ready": "đã có kết quả", "refused": "từ chối", "supplement": "yêu cầu bổ sung",
        "stopped": "dừng giải quyết", "moved": "đổi ngày hẹn", "tracking": "trang tra hồ sơ", "call": "việc khác", "desk": "gọi từ bàn làm việc",
    },
    "field": {
        "name": "họ tên", "procedure": "thủ tục", "paper_added": "giấy đã nhận mà quên ghi",
        "paper_struck": "giấy không có mà ghi là có",
    },
    "inboxes": {role.value: name.lower() for role, name in ROLE_NAMES.items()},
    "channel": {"mail": "thư điện tử", "sms": "tin nhắn"},
}  # fmt: skip
#: Steps are counted from one by people.
_STEPS = ("step", "from_step", "to_step")
#: Said elsewhere on the sheet.
_ELSEWHERE = {"code", "procedure_name"}


def title(kind: str) -> str:
    """What a fact is called; one that has no name of its own yet is shown by its kind."""
    return TITLES.get(kind, kind)


def told(values: Mapping[str, Any]) -> str:
    """Everything a fact tells in the clear: `hẹn trả: 17:00 20/11/2026; lý do: …`.

    In the order of the names above: PostgreSQL keeps no order of its own within a fact.
    """
    ordered = sorted(values.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER)))
    parts = [
        f"{_NAMES.get(name, name)}: {_said(name, value)}"
        for name, value in ordered
        if name not in _ELSEWHERE and value not in (None, "", [], {})
    ]
    return "; ".join(parts)


def _said(name: str, value: Any) -> str:
    """A value as people say it, where the program keeps something shorter under that name."""
    if name == "limit":
        return limit_in_words(str(value))
    if name in _STEPS and isinstance(value, int):
        return str(value + 1)
    words = _WORDS.get(name, {})
    if isinstance(value, str) and value in words:
        return words[value]
    if isinstance(value, list) and words:
        return ", ".join(words.get(item, _value(item)) for item in value)
    return _value(value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value)
    if isinstance(value, Mapping):
        return _value(value["name"]) if "name" in value else told(value)
    return _moment(value) if isinstance(value, str) else str(value)


def _moment(text: str) -> str:
    """A moment in ISO 8601 as people write it; every other text as it is."""
    if len(text) < 16 or "T" not in text[:11]:
        return text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment.tzinfo is not None else text
