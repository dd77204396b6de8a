"""The way of a letter, from draft to acknowledged, as one table with a reason beside each move.

Sources: NĐ 30/2020/NĐ-CP art. 10-12 (draft, check), 13 (signing), 15 (number after signing), 18 (issue), 32-33 (seal).
"""

from dataclasses import dataclass
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.people import Role


class State(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    CHECKING = "checking"
    SIGNING = "signing"
    SIGNED = "signed"
    NUMBERED = "numbered"
    SEALED = "sealed"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    DISCARDED = "discarded"


class Validity(StrEnum):
    """Whether an issued letter still counts."""

    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Move:
    """One lawful move: from a state, by an act, to a state, whose work it is, and why."""

    source: State
    act: str
    target: State
    roles: frozenset[Role]
    basis: str


DESK = frozenset({Role.ONE_STOP, Role.SPECIALIST, Role.CLERK, Role.LEADER})
_CLERK = frozenset({Role.CLERK})
_LEADER = frozenset({Role.LEADER})
_HANDS = frozenset({Role.CLERK, Role.ONE_STOP, Role.VILLAGE_HEAD})

MOVES: tuple[Move, ...] = (
    Move(State.DRAFT, "submit", State.CHECKING, DESK, "NĐ 30 Đ10: soạn xong, chuyển kiểm tra"),
    Move(State.CHECKING, "check", State.SIGNING, DESK, "NĐ 30 Đ12: người khác kiểm tra nội dung và thể thức"),
    Move(State.CHECKING, "send_back", State.DRAFT, DESK, "có lý do; người soạn sửa"),
    Move(State.SIGNING, "send_back", State.DRAFT, _LEADER, "người ký không ký, có lý do"),
    # Undo lasts until somebody signed: then the letter is what it is (NĐ 30 art. 18).
    Move(State.CHECKING, "take_back", State.DRAFT, DESK, "người soạn rút lại, khi chưa ký"),
    Move(State.SIGNING, "take_back", State.DRAFT, DESK, "người soạn rút lại, khi chưa ký"),
    Move(State.DRAFT, "discard", State.DISCARDED, DESK, "bản nháp không dùng nữa, có lý do"),
    Move(State.SIGNING, "sign", State.SIGNED, _LEADER, "NĐ 30 Đ13: người có thẩm quyền ký"),
    Move(State.SIGNED, "number", State.NUMBERED, _CLERK, "NĐ 30 Đ15: số cấp sau khi ký, chậm nhất ngày làm việc sau"),
    Move(State.NUMBERED, "seal", State.SEALED, _CLERK, "NĐ 30 Đ33: chỉ đóng dấu văn bản đã ký"),
    Move(State.SEALED, "send", State.SENT, _HANDS, "NĐ 30 Đ18: phát hành trong ngày, chậm nhất ngày làm việc sau"),
    Move(State.SENT, "acknowledge", State.ACKNOWLEDGED, _HANDS, "có dấu vết người nhận đã nhận"),
    # A letter that came back goes out again, by another way.
    Move(State.SENT, "come_back", State.SEALED, _HANDS, "không tới được người nhận; gửi lại cách khác"),
)

#: The text may still be changed.
OPEN = frozenset({State.DRAFT})
#: Somebody put his name under it: nothing in it changes any more.
SIGNED = frozenset({State.SIGNED, State.NUMBERED, State.SEALED, State.SENT, State.ACKNOWLEDGED})
#: It bears a number and exists for the world.
ISSUED = frozenset({State.NUMBERED, State.SEALED, State.SENT, State.ACKNOWLEDGED})


def follow(state: State, act: str) -> State:
    """The state an act leads to. Refused `letters.move.signed` once signed, else `letters.move.not_lawful`."""
    for move in MOVES:
        if move.source is state and move.act == act:
            return move.target
    if state in SIGNED and act in ("edit", "submit", "take_back", "discard", "send_back"):
        raise Refused("letters.move.signed")
    raise Refused("letters.move.not_lawful", state=state.value, act=act)


def require_open(state: State) -> None:
    """Refuse a change of the text of a letter that is no draft (any more)."""
    if state in SIGNED:
        raise Refused("letters.move.signed")
    if state not in OPEN:
        raise Refused("letters.move.not_lawful", state=state.value, act="edit")


def require_four_eyes(authors: frozenset[int], checker: int | None) -> None:
    """Refused `letters.check.own` when the checker wrote any of it: two people read a letter before it is signed."""
    if checker is None or checker in authors:
        raise Refused("letters.check.own")
