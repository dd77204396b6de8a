"""Words for what people say: states, lines of its history, doors. Names of topics and classes are content."""

from vidan.domain.feedback.agencies import Way
from vidan.domain.feedback.saying import Door
from vidan.domain.feedback.states import FeedbackState
from vidan.speech.language import _

STATES = {
    FeedbackState.SENT.value: "Đã nhận, chờ người xem",
    FeedbackState.ACKNOWLEDGED.value: "Đã báo nhận, đang chờ trả lời",
    FeedbackState.ACCEPTED.value: "Đã thụ lý, đang giải quyết theo luật",
    FeedbackState.ANSWERED.value: "Đã trả lời",
    FeedbackState.SOLVED.value: "Đã giải quyết, chờ bà con xác nhận",
    FeedbackState.CONTESTED.value: "Người gửi chưa đồng ý, đang làm lại",
    FeedbackState.AT_BOARD.value: "Đã lên Ban điều hành, người khác xử lý",
    FeedbackState.CONFIRMED.value: "Người gửi xác nhận đã xong",
    FeedbackState.THANKED.value: "Xã đã cảm ơn",
    FeedbackState.NO_REPLY.value: "Đã trả lời, người gửi chưa nói gì",
    FeedbackState.NOT_OURS.value: "Đã chuyển cơ quan có thẩm quyền, xã theo dõi",
    FeedbackState.PUT_ASIDE.value: "Không có nội dung để giải quyết",
}
#: What lies on an officer's desk, as its lists say it in few words.
AT_WORK = {
    FeedbackState.SENT.value: "Ý kiến chưa ai đọc",
    FeedbackState.ACKNOWLEDGED.value: "Ý kiến đang giải quyết",
    FeedbackState.ACCEPTED.value: "Khiếu nại đã thụ lý",
    FeedbackState.CONTESTED.value: "Bà con chưa đồng ý, làm lại",
    FeedbackState.AT_BOARD.value: "Bà con chưa đồng ý, đã lên Ban điều hành",
    FeedbackState.NOT_OURS.value: "Đã chuyển cơ quan khác, chờ trả lời",
}
EVENTS = {
    "received": "Chúng tôi đã nhận",
    "acknowledged": "Xã đã báo nhận",
    "answered": "Trả lời",
    "accepted": "Thụ lý theo luật",
    "declined": "Không thụ lý",
    "extended": "Gia hạn theo luật",
    "concluded": "Quyết định giải quyết",
    "solved": "Đã làm xong",
    "contested": "Ông/bà chưa đồng ý",
    "appealed": "Ông/bà chưa hài lòng, người khác xem lại",
    "confirmed": "Ông/bà xác nhận đã xong",
    "sent_on": "Chuyển cơ quan có thẩm quyền",
    "agency_replied": "Cơ quan có thẩm quyền trả lời",
    "taken_back": "Xã nhận lại việc này",
    "handed_over": "Chuyển người xử lý",
    "put_aside": "Chưa thấy việc để giải quyết",
    "objected": "Ông/bà nói là có việc thật, người khác đọc lại",
    "thanked": "Lời cảm ơn",
    "adopted": "Ý kiến được tiếp thu",
}
#: Lines that speak to the sender on her page, as an officer reads them at the desk.
AT_THE_DESK = {
    "contested": "Bà con chưa đồng ý",
    "appealed": "Bà con chưa hài lòng, người khác xem lại",
    "confirmed": "Bà con xác nhận đã xong",
    "objected": "Bà con nói là có việc thật, người khác đọc lại",
}
#: How something was sent on to another body.
WAYS = {
    Way.PAPER.value: "Công văn, phiếu chuyển",
    Way.LINE.value: "Trục liên thông văn bản điện tử",
    Way.PHONE.value: "Điện thoại",
    Way.IN_PERSON.value: "Đến tận nơi",
}
#: Standard texts of *not ours*, as the desk chooses among them.
SENT_ON_TEXTS: dict[str, str] = {"sent_on": "không thuộc xã", "second": "khiếu nại lần hai"}
LEGAL_ACTS = {
    "accepted": "Thụ lý: đơn thuộc thẩm quyền, đủ điều kiện",
    "declined": "Không thụ lý: nói rõ lý do và nơi có thẩm quyền",
    "extended": "Gia hạn: việc phức tạp, nói rõ lý do",
    "concluded": "Kết luận: đã có quyết định giải quyết",
}
DOORS = {
    Door.WEB.value: "Trang web",
    Door.POSTER.value: "Tờ QR",
    Door.PAPER.value: "Giấy",
    Door.PHONE.value: "Điện thoại",
    Door.LOUDSPEAKER.value: "Loa",
    Door.RECEPTION.value: "Tiếp công dân",
    Door.DIALOGUE.value: "Đối thoại",
    Door.BOX.value: "Hòm thư góp ý",
    Door.OPEN311.value: "Open311",
}


def not_shown() -> str:
    """What a program is told of everything that is not shown, in the language in force."""
    return _("Đã nhận. Tiến độ chỉ người gửi xem được, bằng mã và mật mã")


def taken(code: str, secret: str, by: str) -> str:
    """What a program's user reads of what was just taken, in the language in force: the same of everything."""
    return _(
        "Mã {code}, mật mã {secret}. Xã trả lời chậm nhất {by}. Đang nguy hiểm đến tính mạng thì gọi ngay 112, 113, 114, 115."
    ).format(code=code, secret=secret, by=by)


def state_name(state: str) -> str:
    """A state in the language in force."""
    return _(STATES[state])


#: What the sealed room lacks, and the way out, by how it stands today; nothing where it lacks nothing.
SEALED_ROOM = {
    "nobody": "Chưa cử người giữ tin mật: tố cáo, tin gửi kín nằm dưới khóa của máy chủ, không ai đọc. "
    "Xin giao nhiệm vụ “Người nhận tin kín” cho một người, và “Người kiểm tra, giám sát” cho một người ngoài quyền chủ tịch.",
    "without_key": "Chưa có khóa riêng: {names}. Tin gửi kín cho người chưa có khóa nằm dưới khóa của máy chủ, "
    "người quản trị máy mở được. Xin người ấy đăng nhập, mở Tin mật → Khóa của tôi; tạo xong, tin đã đến được niêm phong lại.",
    "alone": "Mới có một người đọc tin mật: tin nói về chính người ấy không có ai đọc. Xin cử thêm một người ngoài quyền chủ tịch, "
    "nhiệm vụ “Người kiểm tra, giám sát”.",
}
