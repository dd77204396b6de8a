"""A matter (vụ việc): one named holder, one clock, promises that are never overwritten.

Everything with a date owed to somebody is a matter: a dossier, a piece of feedback, an assignment, an apology. Holding,
hand-over, pause, promise and the tracking secret are decided here, once, for all of them.

Sources: NĐ 61/2018 art. 19 and NĐ 118/2025 (holding, re-appointment); Civil Code 2015 art. 147-148 (periods).
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from vidan.domain.calendar import Calendar, Limit, LimitUnit
from vidan.domain.errors import Refused
from vidan.domain.facts import Fact
from vidan.domain.moments import local_day
from vidan.domain.text import clean_line, clean_text, fold

#: Reasons shorter than this say nothing to the person who reads them a year later.
SHORTEST_REASON = 5
LONGEST_REASON = 1000
#: Crockford's base32: no I, L, O, U, so that a secret read aloud or typed from paper cannot be mistaken.
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans("ILO", "110")
#: What telephones and word processors make of a hyphen.
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"), "-")
SECRET_LENGTH = 12


class ClockHolder(StrEnum):
    """At whose desk the clock stands."""

    OFFICER = "officer"
    CITIZEN = "citizen"
    AGENCY = "agency"


class PauseKind(StrEnum):
    """The only two lawful reasons to stop a clock."""

    CITIZEN = "citizen"
    AGENCY = "agency"


class PromiseReason(StrEnum):
    """Why a promise was made: at receipt, or a later row beside the first."""

    RECEIPT = "receipt"
    PAUSE = "pause"
    SUPPLEMENT = "supplement"
    REAPPOINTMENT = "reappointment"
    CALENDAR = "calendar"


@dataclass(frozen=True)
class Standing:
    """A matter as it stands, for a decision. `version` guards against two people acting at once."""

    code: str
    holder_id: int | None
    step: int
    steps: int
    opened_at: datetime
    due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    version: int

    @property
    def paused(self) -> bool:
        return self.paused_at is not None and self.closed_at is None


@dataclass(frozen=True)
class HoldingSpan:
    """One stretch of the clock at one desk; `until_at` is None while it lasts."""

    clock: ClockHolder
    officer_id: int | None
    step: int
    from_at: datetime
    until_at: datetime | None
    agency: str = ""


def reason_given(text: str, field: str = "reason") -> str:
    """A reason as it will be kept; refused when it is missing or too long."""
    reason = clean_text(text)
    if len(reason) < SHORTEST_REASON:
        raise Refused("matters.reason.missing", field=field, least=SHORTEST_REASON)
    if len(reason) > LONGEST_REASON:
        raise Refused("matters.reason.too_long", field=field, most=LONGEST_REASON, length=len(reason))
    return reason


def require_running(matter: Standing) -> None:
    """Refuse an act on a matter that is closed or paused."""
    require_open(matter)
    if matter.paused:
        raise Refused("matters.paused", code=matter.code)


def require_open(matter: Standing) -> None:
    """Refuse an act on a matter that has ended."""
    if matter.closed_at is not None:
        raise Refused("matters.closed", code=matter.code)


def require_unchanged(matter: Standing, seen_version: int | None) -> None:
    """Refuse when somebody acted since the page was opened (None: the caller did not look before)."""
    if seen_version is not None and seen_version != matter.version:
        raise Refused("matters.changed_meanwhile", code=matter.code)


def require_holder(matter: Standing, officer_id: int | None) -> None:
    """Refuse unless the actor holds the matter: the clock is at the holder's desk and nobody else's."""
    if officer_id is not None and matter.holder_id != officer_id:
        raise Refused("matters.not_holder", code=matter.code)


def take_over(matter: Standing, officer_id: int) -> None:
    """May this officer take the matter from whoever holds it?"""
    require_open(matter)
    if matter.holder_id == officer_id:
        raise Refused("matters.held_already", code=matter.code)


def next_step(matter: Standing) -> int:
    """The step that follows; refused on the last one, where only finishing remains."""
    require_running(matter)
    if matter.step + 1 >= matter.steps:
        raise Refused("matters.last_step", code=matter.code)
    return matter.step + 1


def pause(matter: Standing, kind: PauseKind, waiting_for: str) -> str:
    """May the clock stop, and for whom? A named agency must be named. Returns the cleaned name."""
    require_running(matter)
    name = clean_text(waiting_for)
    if kind is PauseKind.AGENCY and not name:
        raise Refused("matters.pause.agency_unnamed", field="waiting_for")
    if len(name) > 200:
        raise Refused("matters.pause.name_too_long", field="waiting_for", most=200)
    return name


def require_paused(matter: Standing) -> datetime:
    """When the present pause began; refused when the clock runs."""
    require_open(matter)
    if matter.paused_at is None:
        raise Refused("matters.not_paused", code=matter.code)
    return matter.paused_at


def due_after_pause(
    calendar: Calendar, limit: Limit, due_at: datetime, paused_at: datetime, resumed_at: datetime
) -> datetime:
    """The date owed after a lawful pause: moved by exactly the time during which the clock stood still.

    Days are moved by the working days between the two days (so a pause within one day moves nothing), hours by the
    working minutes; a limit in calendar days by calendar days, onto a working day (Civil Code art. 148).
    """
    if limit.unit is LimitUnit.WORKING_HOUR:
        lost = calendar.working_minutes(paused_at, resumed_at)
        return calendar.after_minutes(due_at, lost)
    if limit.unit in (LimitUnit.DAY, LimitUnit.MONTH):
        return calendar.end_of_day_after(due_at, days=(local_day(resumed_at) - local_day(paused_at)).days)
    return calendar.shift(due_at, calendar.working_days_between(paused_at, resumed_at))


def time_by_holder(
    spans: Iterable[HoldingSpan], calendar: Calendar, now: datetime
) -> dict[tuple[ClockHolder, int | None, str], int]:
    """Working minutes by (whose clock, officer, agency); their sum is the whole working time of the matter.

    Spans must follow each other without a gap or an overlap: each working minute has exactly one holder.
    Raises ValueError where they do not.
    """
    total: dict[tuple[ClockHolder, int | None, str], int] = {}
    before: HoldingSpan | None = None
    for span in spans:
        if before is not None and before.until_at != span.from_at:
            raise ValueError(f"the clock has a gap or an overlap at {span.from_at}")
        key = (span.clock, span.officer_id, span.agency)
        total[key] = total.get(key, 0) + calendar.working_minutes(span.from_at, span.until_at or now)
        before = span
    return total


def local_code(abbreviation: str, day: date, number: int) -> str:
    """`XX-YYMMDD-NNNN`: commune, day of receipt, number of that day from 0001 (more digits once a day passes 9,999)."""
    return f"{abbreviation}-{day:%y%m%d}-{number:04d}"


def read_code(text: str, abbreviation: str) -> str:
    """What somebody typed as a code, as it stands in the book: capitals, plain dashes, no spaces.

    `dl-261117-0001` and `DL2611170001` are `ĐL-261117-0001` where the commune's abbreviation is `ĐL`.
    """
    code = clean_line(text).upper().replace(" ", "").translate(_DASHES)
    head, rest = code[: len(abbreviation)], code[len(abbreviation) :]
    if not abbreviation or fold(head) != fold(abbreviation):
        return code
    if rest.isascii() and rest.isdigit():
        rest = "".join(f"-{part}" for part in (rest[:6], rest[6:]) if part)
    return f"{abbreviation}{rest}" if not rest or rest.startswith("-") else code


def tracking_secret(key: bytes, reference: bytes, print_number: int) -> str:
    """The secret on the n-th print of a receipt: the first 60 bits of HMAC-SHA256(key, reference ‖ n), base32.

    Only the print number is stored, so a new print makes the old secret worthless and a stolen database tells none.
    """
    digest = hmac.new(key, reference + print_number.to_bytes(4, "big"), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:8], "big") >> 4
    return "".join(CROCKFORD[(bits >> shift) & 31] for shift in range(55, -1, -5))


def grouped(secret: str) -> str:
    """A secret as it is printed: `7K3M-Q9TX-2HVB`."""
    return "-".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def read_secret(text: str) -> str:
    """What somebody typed as a secret, without dashes and spaces, look-alikes mended (O is 0, I and L are 1)."""
    return "".join(letter for letter in text.upper().translate(_LOOK_ALIKES) if letter in CROCKFORD)[
        : SECRET_LENGTH + 1
    ]


@dataclass(frozen=True, kw_only=True)
class MatterTakenOver(Fact):
    """An officer took a matter to his own desk."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    from_officer: int | None
    to_officer: int


@dataclass(frozen=True, kw_only=True)
class MatterReassigned(Fact):
    """A matter was given to somebody else within the same step, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    from_officer: int | None
    to_officer: int
    step: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class MatterMovedOn(Fact):
    """A matter went to the next step of its way."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    from_step: int
    to_step: int
    to_officer: int | None


@dataclass(frozen=True, kw_only=True)
class MatterPaused(Fact):
    """The clock stopped for a lawful, typed reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "bs"
    code: str
    reference: str
    kind: PauseKind
    reason: str
    waiting_for: str

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class MatterResumed(Fact):
    """The clock runs again; the promise moved by the time it stood still."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    paused_at: datetime
    due_at: datetime
    calendar_version: int


@dataclass(frozen=True, kw_only=True)
class PromiseMoved(Fact):
    """A new date beside the first promise, with its reason; the first stays as it was."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "hen"
    code: str
    reference: str
    due_at: datetime
    reason: str
    basis: str
    calendar_version: int

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference, "due": local_day(self.due_at).isoformat(), "why": self.reason}
