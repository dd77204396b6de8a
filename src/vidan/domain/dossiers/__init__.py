"""A dossier (hồ sơ thủ tục hành chính): its states, its way, and the decision at the counter.

Sources: NĐ 61/2018 art. 17-20, NĐ 118/2025 and NĐ 309/2026 (receipt, hand-over, supplement once, result),
TT 03/2025/TT-VPCP (forms). The state table is data, drawn into docs/states/ by the tests.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from vidan.domain.calendar import Calendar, Limit
from vidan.domain.dossiers import blanks, helping
from vidan.domain.dossiers.asking import (
    LONGEST_PAPER,
    AskedPaper,
    Asking,
    OnePaper,
    Terms,
    ask,
    asked_late,
    listed_names,
    looked_at,
    outside_title,
)
from vidan.domain.dossiers.facts import (
    CitizenCalled,
    DossierCorrected,
    DossierReceived,
    DossierRefused,
    DossierStopped,
    DossierWithdrawn,
    ExplanationAsked,
    FeeAsked,
    FeePaid,
    NoticeSent,
    PaperDropped,
    PapersAsked,
    PapersCompleted,
    ReceiptReprinted,
    ResultGivenOut,
    ResultReady,
    ResultRedone,
    SupplementAsked,
    UsualTimesCounted,
)
from vidan.domain.dossiers.helping import Help, Proxy
from vidan.domain.dossiers.judging import (
    LEAST_CASES,
    OF_THE_COMMUNE,
    Ended,
    Indicator,
    indicators,
    most_of,
    of_ten,
    usual_time,
)
from vidan.domain.dossiers.states import (
    AT_THE_HOLDERS_DESK,
    CLOCK_ENDS,
    FINAL,
    STOPPING,
    TRANSITIONS,
    Course,
    State,
    Transition,
    after,
    follow,
    lawful,
    roles_for,
)
from vidan.domain.errors import Refused
from vidan.domain.matters import read_code
from vidan.domain.moments import local_day
from vidan.domain.people import PersonText
from vidan.domain.procedures import Paper, PaperMark, check_papers

__all__ = [
    "AT_THE_HOLDERS_DESK",
    "CLOCK_ENDS",
    "CLOCK_SLACK",
    "EARLIEST_RECEIPT",
    "FINAL",
    "LEAST_CASES",
    "LONGEST_CONTENT",
    "LONGEST_PAPER",
    "MOST_SETS",
    "OF_THE_COMMUNE",
    "STOPPING",
    "TRANSITIONS",
    "AskedPaper",
    "Asking",
    "CitizenCalled",
    "Course",
    "Delivery",
    "DossierCorrected",
    "DossierReceived",
    "DossierRefused",
    "DossierStopped",
    "DossierWithdrawn",
    "Ended",
    "ExplanationAsked",
    "FeeAsked",
    "FeePaid",
    "Indicator",
    "Intake",
    "NoticeSent",
    "OnePaper",
    "PaperDropped",
    "PapersAsked",
    "PapersCompleted",
    "ReceiptReprinted",
    "Received",
    "ResultGivenOut",
    "ResultReady",
    "ResultRedone",
    "State",
    "SupplementAsked",
    "Terms",
    "Transition",
    "UsualTimesCounted",
    "after",
    "ask",
    "asked_late",
    "follow",
    "indicators",
    "lawful",
    "listed_names",
    "looked_at",
    "marked_papers",
    "most_of",
    "of_ten",
    "outside_title",
    "provincial_code",
    "receive",
    "roles_for",
    "usual_time",
]


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
    proxy: Proxy | None = None
    helped: Help | None = None
    #: The number of a blank receipt that was written by hand, and the day that it promises.
    blank: str = ""
    promised_on: date | None = None
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
    helping.check(intake.proxy, intake.helped)
    check = check_papers(papers, intake.marks)
    if check.missing:
        raise Refused("dossiers.papers.missing", field="papers", papers=tuple(paper.name for paper in check.missing))
    due_at = calendar.due_moment(intake.received_at, limit)
    if intake.blank and intake.promised_on is not None:
        due_at = blanks.promised_by_hand(due_at, intake.promised_on, intake.received_at, calendar)
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
