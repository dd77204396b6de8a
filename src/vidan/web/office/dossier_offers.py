"""What an officer may do with a dossier now, as buttons: the rules' own table says it, and the actions decide again."""

from dataclasses import dataclass
from typing import Any

from vidan.domain.dossiers import AT_THE_HOLDERS_DESK, Course, State, lawful, roles_for
from vidan.domain.people import HOLDING_ROLES, Actor, Role
from vidan.queries.dossiers import DossierCard
from vidan.web import addresses


@dataclass(frozen=True)
class Offer:
    """One button: a link to its question, or a form that acts at once (`post`)."""

    page: str
    words: str
    url: str
    post: bool = False


#: Acts in the order in which a desk needs them: act of the table, page, words, whether it acts at once.
_ACTS: tuple[tuple[str, str, str, bool], ...] = (
    ("move_on", "office.move_on", "Chuyển bước", False),
    ("finish", "office.finish", "Đã có kết quả", False),
    ("give_out", "office.give_out", "Trao kết quả", False),
    ("resume", "office.resume", "Cho chạy tiếp", True),
    ("accept_supplement", "office.accept_papers", "Đã bổ sung đủ", False),
    ("fee_paid", "office.fee_paid", "Đã nộp phí", False),
)
_SELDOM: tuple[tuple[str, str, str, bool], ...] = (
    ("ask_supplement", "office.ask_papers", "Yêu cầu bổ sung", False),
    ("ask_again", "office.ask_again", "Yêu cầu bổ sung lần hai", False),
    ("ask_fee", "office.ask_fee", "Chờ nộp phí, thuế", False),
    ("pause", "office.pause", "Tạm dừng", False),
    ("reappoint", "office.reappoint", "Hẹn lại ngày", False),
    ("refuse", "office.refuse", "Từ chối giải quyết", False),
    ("withdraw", "office.withdraw", "Bà con xin rút", False),
    ("stop", "office.stop", "Dừng vì không bổ sung", False),
    ("redo", "office.redo", "Kết quả sai, làm lại", False),
)


def offers(actor: Actor, card: DossierCard) -> dict[str, Any]:
    """The buttons above (`main`, then the `papers`), the seldom ones under a fold (`more`)."""
    mine = card.holder is not None and card.holder.id == actor.officer_id
    head = actor.may(Role.LEADER)
    course = Course(State(card.state), card.asked, card.reappointed, card.paused_at is not None)
    possible = lawful(course)
    last = card.step + 1 >= len(card.steps)

    def may(act: str) -> bool:
        if act not in possible or (act == "move_on" and last):
            return False
        if act == "resume":
            return actor.may(*HOLDING_ROLES)
        if not actor.may(*roles_for(course.state, act)):
            return False
        return act not in AT_THE_HOLDERS_DESK or mine or (head and act in ("ask_again", "reappoint"))

    def offer(page: str, words: str, post: bool = False) -> Offer:
        return Offer(page, words, addresses.of(page, card.code), post)

    running = card.closed_at is None
    main = [offer("office.take_over", "Nhận việc này", True)] if running and not mine else []
    main += [offer(page, words, post) for act, page, words, post in _ACTS if may(act)]
    more = [offer("office.reassign", "Chuyển người")] if running and (mine or head) else []
    more += [offer(page, words, post) for act, page, words, post in _SELDOM if may(act)]
    more += _always(actor, offer, running)
    return {"main": main, "papers": _papers(actor, offer), "more": more}


def _papers(actor: Actor, offer: Any) -> list[Offer]:
    """What can be read or printed, whatever its state."""
    found = [offer("office.receipt", "Giấy tiếp nhận")] if actor.may(Role.ONE_STOP) else []
    return [*found, offer("office.control_slip", "Phiếu kiểm soát"), offer("office.history", "Lịch sử đầy đủ")]


def _always(actor: Actor, offer: Any, running: bool) -> list[Offer]:
    found = [offer("office.call", "Ghi cuộc gọi"), offer("office.breach", "Báo mất, hỏng giấy tờ")]
    if actor.may(Role.ONE_STOP, Role.LEADER):
        found.append(offer("office.correct", "Sửa chỗ ghi nhầm"))
    if actor.may(Role.LEADER):
        found.append(offer("office.uphold", "Khiếu nại được kết luận đúng"))
    if running:
        found.append(offer("office.help", "Tôi cần giúp"))
    return found
