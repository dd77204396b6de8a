"""The steering board (Ban điều hành) of the model: seats, plan, assignments, meetings. Rules only.

Sources: the commune's own plan and decision; NĐ 30/2020/NĐ-CP (its papers); Law 10/2022/QH15 (reception, dialogue).
"""

from vidan.domain.steering.board import (
    COMMITMENTS,
    MOST_MEMBERS,
    SEAT_ORDER,
    Seat,
    Seated,
    SigningWay,
    check_board,
    check_commitment,
    check_term,
)
from vidan.domain.steering.facts import (
    BoardFounded,
    BoardPaperDrafted,
    CommitmentSigned,
    MemberChanged,
    MemberLeft,
    MemberSeated,
    PictureKept,
)

__all__ = [
    "COMMITMENTS",
    "MOST_MEMBERS",
    "SEAT_ORDER",
    "BoardFounded",
    "BoardPaperDrafted",
    "CommitmentSigned",
    "MemberChanged",
    "MemberLeft",
    "MemberSeated",
    "PictureKept",
    "Seat",
    "Seated",
    "SigningWay",
    "check_board",
    "check_commitment",
    "check_term",
]
