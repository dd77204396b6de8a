"""The way of a piece of feedback, from the door to the sender's own word that it is solved.

Two endings are kept apart: *answered* says that words were given, *solved* that the thing itself is done; only the
second counts as solved. Contested once: it comes back to whoever answered; contested twice: to the board, and to a
different officer (commune's own regulation; Law 10/2022 art. 35).
"""

from dataclasses import dataclass
from enum import StrEnum

from vidan.domain.errors import Refused


class FeedbackState(StrEnum):
    """Where a piece of feedback stands."""

    SENT = "fb_sent"
    ACKNOWLEDGED = "fb_acknowledged"
    ACCEPTED = "fb_accepted"
    ANSWERED = "fb_answered"
    SOLVED = "fb_solved"
    CONTESTED = "fb_contested"
    AT_BOARD = "fb_at_board"
    CONFIRMED = "fb_confirmed"
    THANKED = "fb_thanked"
    NO_REPLY = "fb_no_reply"
    NOT_OURS = "fb_not_ours"
    PUT_ASIDE = "fb_put_aside"


@dataclass(frozen=True)
class FeedbackMove:
    """One lawful step: from where, by which act, to where, and who may do it."""

    source: FeedbackState
    act: str
    target: FeedbackState
    by: str
    basis: str = ""


_S = FeedbackState
_OFFICER, _SENDER, _CLOCK = "officer", "sender", "clock"
_WORKING = (_S.ACKNOWLEDGED, _S.CONTESTED, _S.AT_BOARD)
FEEDBACK_MOVES: tuple[FeedbackMove, ...] = (
    FeedbackMove(_S.SENT, "acknowledge", _S.ACKNOWLEDGED, _OFFICER, "trong 1 ngày làm việc"),
    *(FeedbackMove(state, "answer", _S.ANSWERED, _OFFICER, "NĐ 20/2008; Luật 10/2022 Đ35") for state in _WORKING),
    *(FeedbackMove(state, "solve", _S.SOLVED, _OFFICER, "Luật 10/2022 Đ35") for state in (*_WORKING, _S.ANSWERED)),
    FeedbackMove(
        _S.ACKNOWLEDGED, "accepted", _S.ACCEPTED, _OFFICER, "Luật Khiếu nại Đ27: thụ lý trong 7 ngày làm việc"
    ),
    FeedbackMove(
        _S.ACKNOWLEDGED, "declined", _S.ANSWERED, _OFFICER, "Luật Khiếu nại Đ11, Đ27: không thụ lý, nói rõ lý do"
    ),
    FeedbackMove(_S.ACCEPTED, "extended", _S.ACCEPTED, _OFFICER, "Luật Khiếu nại Đ28: vụ việc phức tạp, một lần"),
    FeedbackMove(_S.ACCEPTED, "concluded", _S.ANSWERED, _OFFICER, "Luật Khiếu nại Đ31: quyết định giải quyết"),
    FeedbackMove(_S.ACKNOWLEDGED, "send_on", _S.NOT_OURS, _OFFICER, "NĐ 20/2008: chuyển trong 5 ngày làm việc"),
    *(
        FeedbackMove(state, "send_on", _S.NOT_OURS, _OFFICER, "khiếu nại lần hai: Luật Khiếu nại Đ33")
        for state in (_S.CONTESTED, _S.AT_BOARD)
    ),
    FeedbackMove(_S.NOT_OURS, "agency_replied", _S.NOT_OURS, _OFFICER, "theo dõi đến cùng: ghi lời cơ quan ấy"),
    FeedbackMove(_S.NOT_OURS, "take_back", _S.ACKNOWLEDGED, _OFFICER, "hóa ra là việc của xã: có lý do"),
    FeedbackMove(_S.NOT_OURS, "take_back_again", _S.CONTESTED, _OFFICER, "đã trả lời trước khi chuyển: có lý do"),
    FeedbackMove(_S.NOT_OURS, "answer", _S.ANSWERED, _OFFICER, "theo dõi đến cùng"),
    FeedbackMove(_S.NOT_OURS, "solve", _S.SOLVED, _OFFICER, "theo dõi đến cùng"),
    FeedbackMove(_S.SENT, "put_aside", _S.PUT_ASIDE, _OFFICER, "tin rác, không có nội dung"),
    FeedbackMove(_S.ACKNOWLEDGED, "put_aside", _S.PUT_ASIDE, _OFFICER, "tin rác, không có nội dung"),
    FeedbackMove(_S.PUT_ASIDE, "object", _S.SENT, _SENDER, "có nội dung: người khác đọc lại"),
    *(
        move
        for state in (_S.ANSWERED, _S.SOLVED, _S.NO_REPLY)
        for move in (
            FeedbackMove(state, "confirm", _S.CONFIRMED, _SENDER),
            FeedbackMove(state, "contest", _S.CONTESTED, _SENDER, "lần thứ nhất"),
            FeedbackMove(state, "appeal", _S.AT_BOARD, _SENDER, "đánh giá không hài lòng: người khác xem lại"),
            FeedbackMove(
                state, "contest_again", _S.AT_BOARD, _SENDER, "lần thứ hai: lên Ban điều hành, người khác xử lý"
            ),
        )
    ),
    FeedbackMove(_S.ANSWERED, "fall_silent", _S.NO_REPLY, _CLOCK, "14 ngày không trả lời: ghi đúng như thế"),
    FeedbackMove(_S.SOLVED, "fall_silent", _S.NO_REPLY, _CLOCK, "14 ngày không trả lời: ghi đúng như thế"),
)
#: The officer's clock stands still in these.
AT_REST = frozenset({_S.ANSWERED, _S.SOLVED, _S.CONFIRMED, _S.THANKED, _S.NO_REPLY, _S.PUT_ASIDE})


def follow(state: FeedbackState, act: str) -> FeedbackState:
    """Where an act leads; refused where it is not lawful."""
    for move in FEEDBACK_MOVES:
        if move.source is state and move.act == act:
            return move.target
    raise Refused("feedback.move.not_lawful")


def require_send_on(state: FeedbackState, *, complaint: bool) -> None:
    """Refused `feedback.send_on.answer_first`: what we answered is ours; only a second complaint goes up."""
    if not may_send_on(state, complaint=complaint) and may(state, "send_on"):
        raise Refused("feedback.send_on.answer_first")


def may_send_on(state: FeedbackState, *, complaint: bool) -> bool:
    """Whether it may go to whose it is: before it was answered, or as a complaint made a second time (Đ33)."""
    return may(state, "send_on") and (complaint or state is FeedbackState.ACKNOWLEDGED)


def may(state: FeedbackState, act: str) -> bool:
    """Whether an act is lawful now."""
    return any(move.source is state and move.act == act for move in FEEDBACK_MOVES)
