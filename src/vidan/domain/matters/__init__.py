"""A matter (vụ việc): one named holder, one clock, promises that are never overwritten.

Everything with a date owed to somebody is a matter: a dossier, a piece of feedback, an assignment, an apology. Holding,
hand-over, pause, promise and the tracking secret are decided here, once, for all of them.

Sources: NĐ 61/2018 art. 19 and NĐ 118/2025 (holding, re-appointment); Civil Code 2015 art. 147-148 (periods).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vidan.domain.calendar import Calendar, Limit, LimitUnit
from vidan.domain.errors import Refused
from vidan.domain.matters.closing import LONGEST_CLOSURE, check_closure, due_after_closure, shut
from vidan.domain.matters.codes import (
    CROCKFORD,
    SECRET_LENGTH,
    grouped,
    local_code,
    read_code,
    read_secret,
    tracking_secret,
)
from vidan.domain.matters.escalation import STEPS, Audience, audience, inboxes, open_at, openly_held, reached
from vidan.domain.matters.facts import (
    BreachFound,
    HelpAsked,
    MatterClosed,
    MatterEscalated,
    MatterInherited,
    MatterMovedOn,
    MatterOpened,
    MatterPaused,
    MatterReassigned,
    MatterResumed,
    MatterStoodIn,
    MatterTakenOver,
    NamesMarked,
    OfficeReopened,
    OfficeShut,
    PromiseMoved,
    RemindersSeen,
)
from vidan.domain.matters.kinds import BreachKind, ClockHolder, PauseKind, PromiseReason
from vidan.domain.moments import local_day
from vidan.domain.text import clean_text

__all__ = [
    "CROCKFORD",
    "LONGEST_CLOSURE",
    "LONGEST_REASON",
    "REASONED",
    "SECRET_LENGTH",
    "SHORTEST_REASON",
    "STEPS",
    "Audience",
    "BreachFound",
    "BreachKind",
    "ClockHolder",
    "HelpAsked",
    "HoldingSpan",
    "MatterClosed",
    "MatterEscalated",
    "MatterInherited",
    "MatterMovedOn",
    "MatterOpened",
    "MatterPaused",
    "MatterReassigned",
    "MatterResumed",
    "MatterStoodIn",
    "MatterTakenOver",
    "NamesMarked",
    "OfficeReopened",
    "OfficeShut",
    "PauseKind",
    "PromiseMoved",
    "PromiseReason",
    "RemindersSeen",
    "Standing",
    "audience",
    "barred",
    "check_closure",
    "due_after_closure",
    "due_after_pause",
    "grouped",
    "inboxes",
    "local_code",
    "next_step",
    "open_at",
    "openly_held",
    "owed",
    "pause",
    "reached",
    "read_code",
    "read_secret",
    "reappointed_for",
    "reason_given",
    "require_holder",
    "require_open",
    "require_paused",
    "require_reason",
    "require_running",
    "require_unchanged",
    "shut",
    "take_over",
    "time_by_holder",
    "tracking_secret",
]


#: Reasons shorter than this say nothing to the person who reads them a year later.
SHORTEST_REASON = 5
LONGEST_REASON = 1000


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


#: A stretch that began because somebody who never held the matter looks at it anew: whoever held it before has no say.
SECOND_LOOK = "second_look"


def barred(stretches: Iterable[tuple[str, int | None]]) -> frozenset[int]:
    """Who may not hold it any more: all who held it before it last went to somebody else for a second look, except who
    was given it then (where nobody else was left).

    `stretches`: (cause, officer) of each, in their order.
    """
    found: frozenset[int] = frozenset()
    before: set[int] = set()
    for cause, officer_id in stretches:
        if cause == SECOND_LOOK:
            found = frozenset(before - {officer_id or 0})
        if officer_id is not None:
            before.add(officer_id)
    return found


def require_fresh(code: str, officer_id: int, stretches: Iterable[tuple[str, int | None]], field: str = "") -> None:
    """Refused where somebody else was to look at it anew, and this officer held it before."""
    if officer_id in barred(stretches):
        raise Refused("matters.second_look", field=field, code=code)


#: Kinds of which every change of desk within the office says why: nobody takes them without a word.
REASONED = frozenset({"feedback"})


def require_reason(kind: str, code: str, reason: str) -> None:
    """Refused `matters.take_over.why` where a matter of this kind changes desks without a reason."""
    if kind in REASONED and not reason:
        raise Refused("matters.take_over.why", field="reason", code=code)


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


def owed(matter: Standing) -> datetime:
    """The date owed now; a matter without one is a matter that nobody promised, which does not happen."""
    assert matter.due_at is not None
    return matter.due_at


def reappointed_for(calendar: Calendar, matter: Standing, due_at: datetime, now: datetime) -> datetime:
    """The new date of a re-appointment: after the old one and not in the past, at the end of a working day.

    Refused `matters.reappointment.earlier` otherwise, for a new date that helps nobody is no new date.
    """
    require_running(matter)
    new = calendar.end_of_day_after(due_at, 0)
    if new <= owed(matter) or new <= now:
        raise Refused("matters.reappointment.earlier", field="due_on")
    return new
