"""Who sits in the board: one head, deputies, one standing member, members; each from a day to a day, by a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vidan.domain.errors import Refused

#: The promises of the model, which each member signs as a whole.
COMMITMENTS = 12
FEWEST_MEMBERS, MOST_MEMBERS = 3, 40
#: How many deputies a board may have: more of them are nobody's deputies.
MOST_DEPUTIES = 4


class Seat(StrEnum):
    """What a member is in the board."""

    HEAD = "head"
    DEPUTY = "deputy"
    STANDING = "standing"
    MEMBER = "member"


SEAT_ORDER = {seat: place for place, seat in enumerate(Seat)}


class SigningWay(StrEnum):
    """How a member signed the commitments: on paper, or himself on his own screen."""

    PAPER = "paper"
    SCREEN = "screen"


@dataclass(frozen=True)
class Seated:
    """Somebody who is to sit in the board: which officer, on which seat, for which field of work, for which village."""

    officer_id: int
    seat: Seat
    field: str = ""
    village_id: int | None = None


def check_board(members: Sequence[Seated]) -> None:
    """Refused unless it is a board: one head, not more than four deputies and one standing member, nobody twice."""
    seats = [member.seat for member in members]
    if len({member.officer_id for member in members}) != len(members):
        raise Refused("steering.board.twice", field="members")
    if not FEWEST_MEMBERS <= len(members) <= MOST_MEMBERS:
        raise Refused("steering.board.size", field="members", least=FEWEST_MEMBERS, most=MOST_MEMBERS)
    if seats.count(Seat.HEAD) != 1:
        raise Refused("steering.board.one_head", field="members", heads=seats.count(Seat.HEAD))
    if seats.count(Seat.DEPUTY) > MOST_DEPUTIES:
        raise Refused("steering.board.deputies", field="members", most=MOST_DEPUTIES)
    if seats.count(Seat.STANDING) > 1:
        raise Refused("steering.board.one_standing", field="members")


def check_term(from_on: date, until_on: date | None) -> None:
    """Refused when a seat would end before it began."""
    if until_on is not None and until_on < from_on:
        raise Refused("steering.member.ends_before", field="until_on", from_on=f"{from_on:%d/%m/%Y}")


def check_commitment(signed_on: date, from_on: date, today: date) -> None:
    """Refused for a day before the member sat in the board, or one that has not come."""
    if signed_on > today:
        raise Refused("steering.commitment.not_yet", field="signed_on")
    if signed_on < from_on:
        raise Refused("steering.commitment.before_seat", field="signed_on", from_on=f"{from_on:%d/%m/%Y}")
