"""Words for what people say: states, lines of its history, doors. Names of topics and classes are content."""

from vidan.domain.feedback.saying import Door
from vidan.domain.feedback.states import FeedbackState
from vidan.speech.language import _

STATES = {
    FeedbackState.SENT.value: "Đã nhận, chờ người xem",
    FeedbackState.ACKNOWLEDGED.value: "Đã có người xem, đang giải quyết",
    FeedbackState.ANSWERED.value: "Đã trả lời",
    FeedbackState.SOLVED.value: "Đã giải quyết, chờ bà con xác nhận",
    FeedbackState.CONTESTED.value: "Người gửi chưa đồng ý, đang làm lại",
    FeedbackState.AT_BOARD.value: "Đã lên Ban điều hành, người khác xử lý",
    FeedbackState.CONFIRMED.value: "Người gửi xác nhận đã xong",
    FeedbackState.NO_REPLY.value: "Đã trả lời, người gửi chưa nói gì",
    FeedbackState.NOT_OURS.value: "Đã chuyển cơ quan có thẩm quyền, xã theo dõi",
    FeedbackState.PUT_ASIDE.value: "Không có nội dung để giải quyết",
}
EVENTS = {
    "received": "Chúng tôi đã nhận",
    "acknowledged": "Đã có người đọc và nhận việc",
    "answered": "Trả lời",
    "solved": "Đã làm xong",
    "contested": "Ông/bà chưa đồng ý",
    "confirmed": "Ông/bà xác nhận đã xong",
    "sent_on": "Chuyển cơ quan có thẩm quyền",
    "thanked": "Lời cảm ơn",
    "adopted": "Ý kiến được tiếp thu",
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


def state_name(state: str) -> str:
    """A state in the language in force."""
    return _(STATES[state])
