"""Words about the steering board."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from vidan.domain.moments import local_day
from vidan.domain.plain import Finding
from vidan.domain.steering import (
    Acceptance,
    Attendance,
    DutyKind,
    EvidenceKind,
    FigureRead,
    LessonSource,
    LessonState,
    MeetingKind,
    MeetingState,
    OpinionWay,
    PublicationDuty,
    Seat,
    SigningWay,
    Thanks,
)
from vidan.speech import days
from vidan.speech.language import _

SEATS = {
    Seat.HEAD: "Trưởng ban",
    Seat.DEPUTY: "Phó Trưởng ban",
    Seat.STANDING: "Ủy viên thường trực",
    Seat.MEMBER: "Thành viên",
}
WAYS = {SigningWay.PAPER: "Ký trên giấy", SigningWay.SCREEN: "Tự ký trên máy"}
PAPERS = {
    "plan": "Kế hoạch",
    "decision": "Quyết định thành lập",
    "notice": "Thông báo phân công",
    "statute": "Quy chế hoạt động",
}
#: What an officer may do next with all papers that stand at the same step.
NEXT = {
    "draft": "Chuyển kiểm tra",
    "checking": "Đã đọc, đạt",
    "signing": "Ký",
    "signed": "Cấp số",
    "numbered": "Ghi đã đóng dấu",
}


def seat_name(seat: Seat) -> str:
    """A seat in the reader's language."""
    return _(SEATS[seat])


EVIDENCE = {
    EvidenceKind.PHOTO: "Ảnh",
    EvidenceKind.DOCUMENT: "Văn bản",
    EvidenceKind.FIGURE: "Con số",
    EvidenceKind.MEETING: "Cuộc họp",
    EvidenceKind.POSTED: "Đã công khai",
}
#: What the page says after an act on an assignment.
DONE = {
    "done": "Đã ghi xong việc. Cảm ơn ông/bà.",
    "part": "Đã ghi thêm bằng chứng. Việc vẫn đang chạy.",
    "postpone": "Đã ghi hạn mới. Hạn đầu vẫn còn đó.",
    "hand_over": "Đã chuyển việc.",
    "check": "Đã ghi là đã xem, đạt.",
    "give_back": "Đã trả lại việc kèm lý do.",
}


def evidence(kind: EvidenceKind, figure: Mapping[str, Any]) -> str:
    """`Con số: lời hứa 8, 96/98 từ 20/8/2026 đến 17/11/2026`."""
    if kind is not EvidenceKind.FIGURE:
        return EVIDENCE[kind]
    first, last = (days.day(date.fromisoformat(figure[name])) for name in ("first", "last"))
    return f"Con số: lời hứa {figure['promise']}, {figure['kept']}/{figure['counted']} từ {first} đến {last}"


MEETING_KINDS = {
    MeetingKind.MEETING: "Họp Ban điều hành",
    MeetingKind.LAUNCH: "Hội nghị ra mắt mô hình",
    MeetingKind.RECEPTION: "Tiếp công dân",
    MeetingKind.DIALOGUE: "Đối thoại với Nhân dân",
}
MEETING_STATES = {
    MeetingState.PLANNED: "dự kiến",
    MeetingState.ANNOUNCED: "đã thông báo",
    MeetingState.HELD: "đã diễn ra",
    MeetingState.CANCELLED: "đã hủy",
}
MEETING_TONES = {
    MeetingState.PLANNED: "plain",
    MeetingState.ANNOUNCED: "info",
    MeetingState.HELD: "ok",
    MeetingState.CANCELLED: "soon",
}
ATTENDANCE = {Attendance.PRESENT: "có mặt", Attendance.EXCUSED: "vắng có phép", Attendance.ABSENT: "vắng"}


def agenda_lines(
    undone: Sequence[str],
    late_assignments: int,
    late_dossiers: int,
    topics: Sequence[tuple[str, int]],
    unanswered: int,
    missed: Sequence[str] = (),
) -> str:
    """The agenda that the facts ask for, one point a line; a person changes it before it is read out."""
    lines = [f"Việc lần trước giao, chưa xong: {title}." for title in undone]
    if late_dossiers:
        lines.append(f"{late_dossiers} hồ sơ đang quá hạn: vì sao, ai làm gì, bao giờ xong.")
    if late_assignments:
        lines.append(f"{late_assignments} nhiệm vụ đang quá hạn.")
    lines += [f"Bà con nói nhiều về {topic} ({count} ý kiến trong 30 ngày): xã làm gì." for topic, count in topics]
    if unanswered:
        lines.append(f"{unanswered} câu hỏi ở buổi tiếp dân, đối thoại chưa có trả lời.")
    if missed:
        lines.append(f"Lời hứa đang chưa đạt: {', '.join(missed)}. Vì sao, làm gì khác đi.")
    else:
        lines.append("Kết quả mười hai lời hứa trong tháng.")
    lines.append("Việc tháng tới: ai làm, xong khi nào.")
    return "\n".join(lines)


def kind_name(kind: MeetingKind) -> str:
    """A kind of meeting in the reader's language."""
    return _(MEETING_KINDS[kind])


def state_name(state: MeetingState) -> str:
    """Where a meeting stands, in the reader's language."""
    return _(MEETING_STATES[state])


LESSON_STATES = {
    LessonState.OPEN: "chưa có cách làm",
    LessonState.MEASURED: "đang làm",
    LessonState.WORKED: "hiệu quả",
    LessonState.FAILED: "chưa hiệu quả",
}
LESSON_TONES = {
    LessonState.OPEN: "soon",
    LessonState.MEASURED: "info",
    LessonState.WORKED: "ok",
    LessonState.FAILED: "soon",
}


#: How whoever showed a cause is thanked, by where the thanks stand.
TELLERS = {
    Thanks.LETTER: "Xã nợ người ấy một thư cảm ơn, hạn {on}; thư nháp đã có ở mục Văn bản, thư.",
    Thanks.PAGE: "Người ấy không để lại tên. Xã nợ lời cảm ơn ngay trên trang ý kiến, hạn {on}; người ấy đọc bằng mã.",
    Thanks.DONE: "Xã đã cảm ơn người ấy ngày {on}.",
}


def deed_of_teller(said_at: datetime, cause: str) -> str:
    """What a letter thanks somebody for who showed why something went wrong; her own words are not told again."""
    return (
        f"Ý kiến gửi xã ngày {days.day(local_day(said_at))} đã giúp xã thấy vì sao việc ấy chưa tốt: {_clause(cause)}."
    )


def change_after(measure: str) -> str:
    """What the same letter says came of it."""
    return f"Nhờ vậy, xã đã đổi cách làm: {_clause(measure)}."


def _clause(words: str) -> str:
    """A sentence as the end of another: it ends once."""
    return words.strip().rstrip(".")


def teller(thanks: Thanks, on: date | None) -> str:
    """How whoever showed a cause is thanked; `on`: when it was, or until when it is due."""
    return TELLERS[thanks].format(on=days.day(on) if on else "")


def lesson_title(source: LessonSource, about: str) -> str:
    """What a lesson is called; `about` in words: a promise's number and name, a topic's name, the words of a search."""
    if source is LessonSource.PROMISE:
        return f"Lời hứa {about} lỡ mục tiêu"
    if source is LessonSource.TOPIC:
        return f"Ý kiến lặp lại về {about.lower()}"
    return f"Bà con hỏi mà không tìm thấy: “{about}”"[:200]


def reading(source: LessonSource, one: FigureRead) -> str:
    """`31/42, mục tiêu 98% (từ 02/09/2026 đến 30/11/2026)`; `5 ý kiến trong 30 ngày`; `4 lần hỏi`."""
    if source is LessonSource.PROMISE:
        days = f" (từ {one.since:%d/%m/%Y} đến {one.on:%d/%m/%Y})" if one.since else ""
        return f"{one.count}/{one.counted}, mục tiêu {one.target}%{days}"
    if source is LessonSource.TOPIC:
        return f"{one.count} ý kiến trong 30 ngày"
    return f"{one.count} lần hỏi"


OPINION_WAYS = {
    OpinionWay.WEB: "Trên trang của xã",
    OpinionWay.PAPER: "Phiếu giấy",
    OpinionWay.MEETING: "Nói ở cuộc họp",
}
OUTCOMES = {
    Acceptance.ADOPTED: "Đã tiếp thu",
    Acceptance.PARTLY: "Tiếp thu một phần",
    Acceptance.EXPLAINED: "Chưa tiếp thu, đã giải thích",
}
ROUND_STATES = {
    "coming": "sắp lấy ý kiến",
    "open": "đang lấy ý kiến",
    "answering": "xã đang trả lời từng ý kiến",
    "published": "đã công bố kết quả",
}


def round_state(from_on: date, until_on: date, published: bool, day: date) -> str:
    """Where a round stands on a day; a msgid."""
    if published:
        return ROUND_STATES["published"]
    if day < from_on:
        return ROUND_STATES["coming"]
    return ROUND_STATES["open" if day <= until_on else "answering"]


def round_state_said(from_on: date, until_on: date, published: bool, day: date) -> str:
    """The same in the reader's language."""
    return _(round_state(from_on, until_on, published, day))


#: What an announcer would rather not read; said beside a text, nothing is refused for it.
REMARKS = {
    "steering.broadcast.address": "“{words}”: nghe loa không bấm vào địa chỉ được.",
    "steering.broadcast.short": "“{words}”: xin viết đủ chữ, loa không đọc chữ tắt.",
    "steering.broadcast.jargon": "“{word}”: bà con quen nghe “{plain}”.",
}


def remarks(found: Sequence[Finding]) -> list[str]:
    """The remarks on a text for the loudspeaker, in words."""
    return [REMARKS[one.code].format(**one.facts) for one in found if one.code in REMARKS]


DUTIES = {
    DutyKind.ALWAYS: "Niêm yết thường xuyên: {about}",
    DutyKind.BUDGET: "Công khai tình hình thực hiện ngân sách quý {about}",
    DutyKind.QUARTER: "Lập danh mục nội dung đã công khai quý {about}",
    DutyKind.CHANGED: "Thủ tục có thay đổi: niêm yết lại danh mục thủ tục hành chính",
    DutyKind.ROUND: "Công khai kết quả lấy ý kiến: {about}",
}


def duty_title(duty: PublicationDuty) -> str:
    """What somebody finds on the desk when something is to be published."""
    return DUTIES[duty.kind].format(about=duty.about)[:200]
