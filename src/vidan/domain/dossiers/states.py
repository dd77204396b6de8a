"""The states of a dossier and its lawful moves: one table, as data, with the law beside each line.

Sources: NĐ 61/2018 art. 17-21, NĐ 118/2025 and NĐ 309/2026, TT 03/2025/TT-VPCP (forms 01-06). Drawn into docs/states/.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.people import Role


class State(StrEnum):
    """Where a dossier stands; numbers are those of the national portal's ten statuses."""

    RECEIVED = "received"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    FEE_DUE = "fee_due"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    REFUSED = "refused"
    READY = "ready"
    GIVEN_OUT = "given_out"


@dataclass(frozen=True)
class Transition:
    """One lawful move: from a state, by an act, to a state, and why the law allows it."""

    source: State
    act: str
    target: State
    roles: frozenset[Role]
    basis: str


_DESK = frozenset({Role.ONE_STOP, Role.SPECIALIST, Role.LEADER, Role.CLERK})
_ONE_STOP = frozenset({Role.ONE_STOP})
_COMPETENT = frozenset({Role.SPECIALIST, Role.LEADER})
_HEAD = frozenset({Role.LEADER})
_WITHDRAWAL = "NĐ 118/2025 Đ21: bà con xin rút, mẫu 05"
_PAUSE = "tạm dừng có lý do, ghi rõ chờ ai; đồng hồ đứng"
_REAPPOINTMENT = "NĐ 61/2018 Đ19(9), mẫu 04: hẹn lại một lần, ngày hẹn đầu vẫn giữ để tính"

TRANSITIONS: tuple[Transition, ...] = (
    Transition(State.RECEIVED, "move_on", State.PROCESSING, _DESK, "NĐ 61/2018 Đ18: chuyển trong ngày, mẫu 06"),
    Transition(State.PROCESSING, "move_on", State.PROCESSING, _DESK, "các bước nội bộ của thủ tục, mẫu 06"),
    Transition(State.RECEIVED, "finish", State.READY, _DESK, "thủ tục trả ngay, NĐ 61/2018 Đ17(4)"),
    Transition(State.PROCESSING, "finish", State.READY, _DESK, "NĐ 61/2018 Đ19: có kết quả đã ký"),
    # Asked for once. The clock stops, and after a full supplement it starts from zero: the one lawful restart.
    Transition(State.PROCESSING, "ask_supplement", State.SUPPLEMENT, _COMPETENT, "NĐ 61/2018 Đ19(4), mẫu 02, một lần"),
    # The law knows no second time, so the clock goes on at our own desk, the head says why, and it counts (ADR 0018).
    Transition(
        State.PROCESSING, "ask_again", State.SUPPLEMENT, _HEAD, "NĐ 309/2026 Đ8(1): lần hai cần lãnh đạo ghi lý do"
    ),
    Transition(State.SUPPLEMENT, "accept_supplement", State.PROCESSING, _ONE_STOP, "lần đầu: tính lại thời hạn từ đầu"),
    Transition(State.SUPPLEMENT, "stop", State.STOPPED, _DESK, "không bổ sung trong hạn, mẫu 05"),
    Transition(State.PROCESSING, "ask_fee", State.FEE_DUE, _DESK, "nghĩa vụ tài chính; đồng hồ đứng"),
    Transition(State.FEE_DUE, "fee_paid", State.PROCESSING, _DESK, "đã nộp; đồng hồ chạy tiếp"),
    # A refusal is a result too: it has a reason, it is written, and it ends the clock within the limit.
    Transition(State.PROCESSING, "refuse", State.REFUSED, _COMPETENT, "không đủ điều kiện, mẫu 03 có lý do"),
    Transition(State.RECEIVED, "withdraw", State.WITHDRAWN, _ONE_STOP, _WITHDRAWAL),
    Transition(State.PROCESSING, "withdraw", State.WITHDRAWN, _ONE_STOP, _WITHDRAWAL),
    Transition(State.SUPPLEMENT, "withdraw", State.WITHDRAWN, _ONE_STOP, _WITHDRAWAL),
    Transition(State.FEE_DUE, "withdraw", State.WITHDRAWN, _ONE_STOP, _WITHDRAWAL),
    Transition(State.RECEIVED, "pause", State.RECEIVED, _DESK, _PAUSE),
    Transition(State.PROCESSING, "pause", State.PROCESSING, _DESK, _PAUSE),
    Transition(State.RECEIVED, "reappoint", State.RECEIVED, _COMPETENT, _REAPPOINTMENT),
    Transition(State.PROCESSING, "reappoint", State.PROCESSING, _COMPETENT, _REAPPOINTMENT),
    # A late dossier never blocks handing over its result.
    Transition(State.READY, "give_out", State.GIVEN_OUT, _ONE_STOP, "NĐ 61/2018 Đ20: trả kết quả"),
    Transition(State.REFUSED, "give_out", State.GIVEN_OUT, _ONE_STOP, "trả văn bản từ chối và giấy tờ"),
    # The agency's fault: it makes the result anew and bears the cost; the apology is owed.
    Transition(State.READY, "redo", State.PROCESSING, _DESK, "NĐ 61/2018 Đ21(1): kết quả sai, làm lại"),
    Transition(State.GIVEN_OUT, "redo", State.PROCESSING, _DESK, "NĐ 61/2018 Đ21(1): kết quả sai, làm lại"),
)

#: The promise of a dossier is kept or broken when one of these is reached; its clock stops there.
CLOCK_ENDS = frozenset({State.READY, State.REFUSED, State.WITHDRAWN, State.STOPPED, State.GIVEN_OUT})
#: The way of a dossier ends here (a result that proves wrong opens it again).
FINAL = frozenset({State.GIVEN_OUT, State.WITHDRAWN, State.STOPPED})
#: Acts that stop the clock until another act starts it again.
STOPPING = frozenset({"ask_supplement", "ask_fee", "pause"})
#: Acts that only somebody may do who holds the dossier, and while its clock runs.
AT_THE_HOLDERS_DESK = frozenset(
    {"move_on", "finish", "ask_supplement", "ask_again", "ask_fee", "refuse", "pause", "reappoint"}
)


@dataclass(frozen=True)
class Course:
    """Where a dossier stands on its way, and what may be done only once."""

    state: State
    asked: int = 0
    reappointed: int = 0
    paused: bool = False

    @property
    def ended(self) -> bool:
        """Whether no clock runs any more."""
        return self.state in CLOCK_ENDS


_MOVES: Mapping[tuple[State, str], Transition] = {(item.source, item.act): item for item in TRANSITIONS}


def follow(state: State, act: str) -> State:
    """The state an act leads to. Refused when the table has no such move."""
    return _move(state, act).target


def roles_for(state: State, act: str) -> frozenset[Role]:
    """Who may do an act in a state; refused as in `follow` when nobody may."""
    return _move(state, act).roles


def _move(state: State, act: str) -> Transition:
    found = _MOVES.get((state, act))
    if found is None:
        raise Refused("dossiers.move.not_lawful", state=state.value, act=act)
    return found


def after(course: Course, act: str) -> Course:
    """The course after an act; `resume` ends a pause. Refused when the law or the table has no such move here."""
    if act == "resume":
        if not course.paused or course.state not in (State.RECEIVED, State.PROCESSING):
            raise Refused("dossiers.move.not_lawful", state=course.state.value, act=act)
        return replace(course, paused=False)
    target = follow(course.state, act)
    if course.paused and act in AT_THE_HOLDERS_DESK:
        raise Refused("dossiers.move.not_lawful", state=course.state.value, act=act)
    if act == "ask_supplement" and course.asked:
        raise Refused("dossiers.supplement.once")
    if act == "ask_again" and not course.asked:
        raise Refused("dossiers.supplement.first")
    if act == "reappoint" and course.reappointed:
        raise Refused("dossiers.reappointment.once", field="due_on")
    return Course(
        target,
        asked=course.asked + (act in ("ask_supplement", "ask_again")),
        reappointed=0 if act == "redo" else course.reappointed + (act == "reappoint"),
        paused=act in STOPPING or (course.paused and act not in ("accept_supplement", "fee_paid", "withdraw", "stop")),
    )


def lawful(course: Course) -> frozenset[str]:
    """Every act that is possible now, whoever does it."""
    acts = {item.act for item in TRANSITIONS if item.source is course.state} | {"resume"}
    return frozenset(act for act in acts if _possible(course, act))


def _possible(course: Course, act: str) -> bool:
    try:
        after(course, act)
    except Refused:
        return False
    return True
