"""Who may sign what on which day, and the lines that then stand over the name.

Sources: NĐ 30/2020/NĐ-CP art. 13 (TM., KT., TL., TUQ.), annex I II.7 (signature block; a board that uses the office's
seal names both offices of its signer), art. 32-33 (seal). A signature is good only while the mandate behind it holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vidan.domain.errors import Refused
from vidan.domain.letters.kinds import Authority, Kind
from vidan.domain.people import Mandate, Role


class Capacity(StrEnum):
    """In which capacity an officer signs."""

    CHAIRMAN = "chairman"
    VICE_CHAIRMAN = "vice_chairman"
    BY_ORDER = "by_order"
    AUTHORISED = "authorised"


class BoardSeat(StrEnum):
    """The seat an officer holds in the steering board; only these two sign for it."""

    NONE = ""
    HEAD = "head"
    DEPUTY = "deputy"


#: Offices in the People's Committee itself: only they may put a name under the board's papers with the seal.
COMMITTEE_OFFICES = frozenset({Capacity.CHAIRMAN, Capacity.VICE_CHAIRMAN})
#: Signing by order or by authorisation needs a paper that says so, and its day (NĐ 30 art. 13(3), (4)).
NEEDS_DECISION = frozenset({Capacity.BY_ORDER, Capacity.AUTHORISED})


@dataclass(frozen=True)
class SigningRight:
    """A right to sign, from a day to a day; `kinds` empty: whatever the capacity allows."""

    capacity: Capacity
    title: str
    from_on: date
    until_on: date | None = None
    decision: str = ""
    board_seat: BoardSeat = BoardSeat.NONE
    kinds: frozenset[str] = field(default_factory=frozenset)

    def holds_on(self, day: date) -> bool:
        """Whether the right itself is in force on a day (the mandate is asked apart)."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class SignatureBlock:
    """What stands over the empty place of signature and seal, and what stands under it before the name."""

    over: tuple[str, ...]
    under: tuple[str, ...]
    name: str


def check_right(right: SigningRight) -> SigningRight:
    """Refused where the right cannot be one: a paper or a term is missing, or a seat without an office."""
    if not right.title:
        raise Refused("letters.right.title", field="title")
    if right.capacity in NEEDS_DECISION and not right.decision:
        raise Refused("letters.right.decision", field="decision")
    if right.capacity is Capacity.AUTHORISED and right.until_on is None:
        raise Refused("letters.right.term", field="until_on")
    if right.until_on is not None and right.until_on < right.from_on:
        raise Refused("letters.right.backwards", field="until_on")
    if right.board_seat is not BoardSeat.NONE and right.capacity not in COMMITTEE_OFFICES:
        raise Refused("letters.right.seat_without_office", field="board_seat")
    if right.capacity is Capacity.CHAIRMAN and right.board_seat is BoardSeat.DEPUTY:
        raise Refused("letters.right.chairman_is_head", field="board_seat")
    return right


def right_for(
    kind: Kind, authority: Authority, rights: Iterable[SigningRight], mandates: Iterable[Mandate], day: date
) -> SigningRight:
    """The right by which this officer may sign this letter today.

    Refused: `letters.sign.mandate` without a leader's mandate on the day, `letters.sign.no_right`, `letters.sign.board`
    (no office in both), `letters.sign.kind`.
    """
    held = [mandate.role for mandate in mandates if mandate.holds_on(day)]
    if Role.LEADER not in held:
        raise Refused("letters.sign.mandate", day=f"{day:%d/%m/%Y}")
    today = [right for right in rights if right.holds_on(day)]
    if not today:
        raise Refused("letters.sign.no_right", day=f"{day:%d/%m/%Y}")
    if authority is Authority.BOARD:
        seated = [right for right in today if right.board_seat is not BoardSeat.NONE]
        if not seated or Role.BOARD_MEMBER not in held:
            raise Refused("letters.sign.board")
        today = seated
    for right in today:
        if _covers(right, kind):
            return right
    raise Refused("letters.sign.kind", kind=kind.name)


def _covers(right: SigningRight, kind: Kind) -> bool:
    if right.kinds and kind.key not in right.kinds:
        return False
    if right.capacity in COMMITTEE_OFFICES:
        return True
    return kind.by_order or kind.key in right.kinds


def block(authority: Authority, right: SigningRight, commune: str, name: str) -> SignatureBlock:
    """The lines of the signature block; no honorific and no degree stands before the name (NĐ 30 annex I II.7)."""
    whole = commune.upper()
    if authority is Authority.BOARD:
        office = "CHỦ TỊCH" if right.capacity is Capacity.CHAIRMAN else "PHÓ CHỦ TỊCH"
        seat = ("TRƯỞNG BAN",) if right.board_seat is BoardSeat.HEAD else ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
        return SignatureBlock(("TM. BAN ĐIỀU HÀNH", *seat), (f"{office} ỦY BAN NHÂN DÂN", whole), name)
    together = ("TM. ỦY BAN NHÂN DÂN",) if authority is Authority.COMMITTEE else ()
    lines = {
        Capacity.CHAIRMAN: (*together, "CHỦ TỊCH"),
        Capacity.VICE_CHAIRMAN: (*together, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        Capacity.BY_ORDER: ("TL. CHỦ TỊCH", right.title.upper()),
        Capacity.AUTHORISED: ("TUQ. CHỦ TỊCH", right.title.upper()),
    }
    return SignatureBlock(lines[right.capacity], (), name)
