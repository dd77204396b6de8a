"""A dossier (hồ sơ thủ tục hành chính): its states, its way, and the decision at the counter.

Sources: NĐ 61/2018 art. 17-20, NĐ 118/2025 and NĐ 309/2026 (receipt, hand-over, supplement once, result),
TT 03/2025/TT-VPCP (forms). The state table is data, drawn into docs/states/ by the tests.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.facts import Fact, as_json
from vidan.domain.identity import mask_number, mask_phone
from vidan.domain.matters import read_code
from vidan.domain.moments import local_day
from vidan.domain.people import PersonText, Role
from vidan.domain.procedures import Paper, PaperMark, check_papers


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

TRANSITIONS: tuple[Transition, ...] = (
    Transition(State.RECEIVED, "move_on", State.PROCESSING, _DESK, "NĐ 61/2018 Đ18: chuyển trong ngày làm việc"),
    Transition(State.PROCESSING, "move_on", State.PROCESSING, _DESK, "các bước nội bộ của thủ tục"),
    Transition(State.RECEIVED, "finish", State.READY, _DESK, "thủ tục trả ngay, NĐ 61/2018 Đ17(4)"),
    Transition(State.PROCESSING, "finish", State.READY, _DESK, "NĐ 61/2018 Đ19: có kết quả đã ký"),
    # A supplement asked for after receipt goes through the one-stop desk, once, within the first working days.
    Transition(State.PROCESSING, "ask_supplement", State.SUPPLEMENT, _COMPETENT, "NĐ 61/2018 Đ19(4), mẫu 02"),
    Transition(State.SUPPLEMENT, "accept_supplement", State.PROCESSING, _ONE_STOP, "đồng hồ chạy lại từ đầu"),
    Transition(State.SUPPLEMENT, "stop", State.STOPPED, _DESK, "không bổ sung trong hạn, mẫu 05"),
    Transition(State.PROCESSING, "ask_fee", State.FEE_DUE, _DESK, "nghĩa vụ tài chính"),
    Transition(State.FEE_DUE, "fee_paid", State.PROCESSING, _DESK, "đã nộp"),
    # A refusal is a result too: it has a reason, it is written, and it ends the clock within the limit.
    Transition(State.PROCESSING, "refuse", State.REFUSED, _COMPETENT, "không đủ điều kiện, mẫu 03 có lý do"),
    Transition(State.RECEIVED, "withdraw", State.WITHDRAWN, _ONE_STOP, "NĐ 118/2025 Đ21, mẫu 05"),
    Transition(State.PROCESSING, "withdraw", State.WITHDRAWN, _ONE_STOP, "NĐ 118/2025 Đ21, mẫu 05"),
    # A late dossier never blocks handing over its result.
    Transition(State.READY, "give_out", State.GIVEN_OUT, _ONE_STOP, "NĐ 61/2018 Đ20: trả kết quả"),
    Transition(State.REFUSED, "give_out", State.GIVEN_OUT, _ONE_STOP, "trả văn bản từ chối và giấy tờ"),
)

#: The promise of a dossier is kept or broken when one of these is reached; its clock stops there.
CLOCK_ENDS = frozenset({State.READY, State.REFUSED, State.WITHDRAWN, State.STOPPED, State.GIVEN_OUT})
#: Nothing can happen to a dossier any more.
FINAL = frozenset({State.GIVEN_OUT, State.WITHDRAWN, State.STOPPED})


def follow(state: State, act: str) -> State:
    """The state an act leads to. Refused when the table has no such move."""
    for transition in TRANSITIONS:
        if transition.source is state and transition.act == act:
            return transition.target
    raise Refused("dossiers.move.not_lawful", state=state.value, act=act)


def roles_for(state: State, act: str) -> frozenset[Role]:
    """Who may do an act in a state; refused as in `follow` when nobody may."""
    follow(state, act)
    return next(t.roles for t in TRANSITIONS if t.source is state and t.act == act)


class Delivery(StrEnum):
    """Where the citizen wants the result."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"


#: Paper and spreadsheets never arrive earlier than this; an older date is a slip of the finger.
EARLIEST_RECEIPT = date(2000, 1, 1)
#: A receipt may be typed in this much before the server's clock says so: clerks' clocks run ahead a little.
CLOCK_SLACK = timedelta(minutes=5)
LONGEST_CONTENT = 500
#: A code of the provincial system, e.g. `000.00.38.H56-261117-0001`: it stands in addresses and is typed from paper.
_PROVINCIAL_CODE = re.compile(r"(?=.*[0-9])[0-9A-ZĐ][0-9A-ZĐ._-]{3,59}")
MOST_SETS = 20


@dataclass(frozen=True)
class Intake:
    """What the counter hands over: cleaned values, marks by paper position, the moment of full receipt."""

    procedure_key: str
    applicant: PersonText
    marks: Mapping[int, PaperMark]
    received_at: datetime
    content: str = ""
    sets: int = 1
    delivery: Delivery = Delivery.COUNTER
    village_id: int | None = None
    provincial_code: str = ""
    notify_by_mail: bool = False
    own_code: str = ""
    #: Names the sending of one form: the same name twice is the same dossier, sent twice.
    form_token: str = ""


@dataclass(frozen=True)
class Received:
    """The decision to receive: what was promised and from which calendar."""

    limit: Limit
    due_at: datetime
    calendar_version: int
    papers: tuple[dict[str, Any], ...]


def receive(
    intake: Intake,
    papers: Sequence[Paper],
    limit: Limit,
    calendar: Calendar,
    now: datetime,
) -> Received:
    """Whether the dossier is taken, and for when its result is promised.

    Refused when a paper is missing (`dossiers.papers.missing`, with the whole list, so that one slip can say
    everything at once: NĐ 309/2026 art. 8), or when the moment cannot be true.
    """
    _check_moment(intake.received_at, now)
    if not 1 <= intake.sets <= MOST_SETS:
        raise Refused("dossiers.sets.out_of_range", field="sets", most=MOST_SETS)
    if len(intake.content) > LONGEST_CONTENT:
        raise Refused("dossiers.content.too_long", field="content", most=LONGEST_CONTENT, length=len(intake.content))
    check = check_papers(papers, intake.marks)
    if check.missing:
        raise Refused("dossiers.papers.missing", field="papers", papers=tuple(paper.name for paper in check.missing))
    due_at = calendar.due_moment(intake.received_at, limit)
    return Received(limit, due_at, calendar.version, tuple(marked_papers(papers, intake.marks)))


def provincial_code(text: str, abbreviation: str) -> str:
    """The provincial system's code, as it is but in capitals.

    Refused `dossiers.code.form` when it cannot be one, and `dossiers.code.ours` when it begins like the commune's own
    codes: those come from the counter alone, or two dossiers would one day want the same.
    """
    code = read_code(text, abbreviation)
    if not _PROVINCIAL_CODE.fullmatch(code):
        raise Refused("dossiers.code.form", field="provincial_code", code=text[:60])
    if code.startswith(f"{abbreviation}-"):
        raise Refused("dossiers.code.ours", field="provincial_code", code=code, abbreviation=abbreviation)
    return code


def _check_moment(received_at: datetime, now: datetime) -> None:
    if local_day(received_at) < EARLIEST_RECEIPT:
        raise Refused("dossiers.received_at.too_early", field="received_at", earliest=EARLIEST_RECEIPT)
    if received_at > now + CLOCK_SLACK:
        raise Refused("dossiers.received_at.in_future", field="received_at")


def marked_papers(papers: Sequence[Paper], marks: Mapping[int, PaperMark]) -> list[dict[str, Any]]:
    """The checklist as it is kept with the dossier: the paper's words of that day and the officer's mark."""
    return [
        {
            "name": paper.name,
            "condition": paper.condition,
            "originals": paper.originals,
            "copies": paper.copies,
            "mark": marks[position].value,
        }
        for position, paper in enumerate(papers)
    ]


@dataclass(frozen=True, kw_only=True)
class DossierReceived(Fact):
    """A complete dossier was taken; the person is known only by her key."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"applicant", "number", "address", "phone", "content"})
    LEDGER_KIND: ClassVar[str | None] = "nhan"
    code: str
    reference: str
    procedure: str
    procedure_name: str
    applicant: str
    number: str
    address: str
    phone: str
    content: str
    sets: int
    papers: tuple[dict[str, Any], ...]
    limit: str
    received_at: datetime
    due_at: datetime
    calendar_version: int
    received_by: str
    typed_at: datetime

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference, "due": local_day(self.due_at).isoformat()}

    def committed(self) -> dict[str, Any]:
        """Exactly what the receipt shows, so that the citizen can open the commitment with the paper in hand.

        Numbers are masked as on the paper: the opening is handed to whoever holds the receipt.
        """
        kept = {key: value for key, value in self._values().items() if key not in ("papers", "typed_at")}
        kept |= {"number": mask_number(self.number), "phone": mask_phone(self.phone)}
        kept["papers"] = [paper["name"] for paper in as_json(self.papers) if paper["mark"] == PaperMark.PRESENT.value]
        return kept


@dataclass(frozen=True, kw_only=True)
class SupplementAsked(Fact):
    """Papers were missing at the counter: the dossier was not taken, one slip lists all of them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"applicant"})
    slip: str
    procedure: str
    applicant: str
    papers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResultReady(Fact):
    """The signed result lies ready; the promise was kept or broken at this moment."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "xong"
    code: str
    reference: str
    ready_at: datetime

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class ResultGivenOut(Fact):
    """The result was handed over, to the person or to a proxy."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"receiver"})
    LEDGER_KIND: ClassVar[str | None] = "gt"
    code: str
    reference: str
    given_at: datetime
    receiver: str
    receipt_shown: bool

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class ReceiptReprinted(Fact):
    """The receipt was printed again: the secret of the print before died."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    print_number: int
    lost: bool


@dataclass(frozen=True, kw_only=True)
class NoticeSent(Fact):
    """A notice left the house, or could not (then `problem` says why)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    channel: str
    problem: str
