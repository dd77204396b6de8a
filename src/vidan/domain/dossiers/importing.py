"""Dossiers that another system received: what we promise for them, what changed there since, and the facts of it.

The provincial system took the dossier and gave the citizen a date: that date is the promise, whatever our calendar
would say. What the source says later never overwrites it; a new date is a new promise beside the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from vidan.domain.calendar import Calendar, Limit, LimitUnit
from vidan.domain.dossiers import CLOCK_ENDS, Received, State
from vidan.domain.dossiers.source_list import SourceRow
from vidan.domain.dossiers.source_words import LONGEST_STATE
from vidan.domain.errors import Refused
from vidan.domain.facts import Fact
from vidan.domain.moments import local_day

#: States in which the source waits for the citizen, and the act by which our clock stands meanwhile.
AWAITING = {State.SUPPLEMENT: "told_papers", State.FEE_DUE: "told_fee"}
#: What our book must stand in for the source to stop its clock.
_RUNNING = (State.RECEIVED, State.PROCESSING)


class ImportState(StrEnum):
    """How far an import has come."""

    READING = "reading"
    READ = "read"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    LEFT = "left"


def receive_elsewhere(row: SourceRow, limit: Limit | None, calendar: Calendar) -> Received:
    """What is promised for a dossier that the provincial system received.

    The source's own date where it tells one; its limit is then ours when both give that day, else the working days
    between the two dates. Without a date the procedure's confirmed limit decides, and without either it is refused
    (`dossiers.import.no_promise`). Which papers were handed in is not told by the list, so none are claimed.
    """
    if row.due_at is None:
        if limit is None:
            raise Refused("dossiers.import.no_promise", field="due")
        return Received(limit, calendar.due_moment(row.received_at, limit), calendar.version, ())
    if limit is not None and local_day(calendar.due_moment(row.received_at, limit)) == local_day(row.due_at):
        return Received(limit, row.due_at, calendar.version, ())
    days = calendar.working_days_between(row.received_at, row.due_at)
    told = Limit(days, LimitUnit.WORKING_DAY) if days > 0 else Limit(1, LimitUnit.SAME_DAY)
    return Received(told, row.due_at, calendar.version, ())


def standing_of(row: SourceRow) -> tuple[State, datetime | None]:
    """The state in which the dossier enters our book, and when its clock ended (None: it runs, or waits)."""
    return row.state, row.ready_at if row.state in CLOCK_ENDS else None


def waiting_words(row: SourceRow) -> str:
    """Why the clock stands, as the citizen reads it: what the province said, in its own words."""
    return f"Theo hệ thống của tỉnh: {row.told_state[:LONGEST_STATE] or row.state.value}"


@dataclass(frozen=True)
class Known:
    """What the source said of a dossier when it was last heard."""

    due_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None


@dataclass(frozen=True)
class Changes:
    """What a row adds to what we know: a new date, the clock that stands or goes on, its end, the hand-over."""

    due_at: datetime | None = None
    waits: State | None = None
    goes_on: bool = False
    ended: State | None = None
    given_at: datetime | None = None

    def __bool__(self) -> bool:
        return self != Changes()


def changes(row: SourceRow, known: Known, ours: State, stopped_by: str = "") -> Changes:
    """What happened in the source since. A moment that is kept already is never changed, nor is an end taken back.

    `stopped_by` is the act that stopped our clock, empty while it runs: what our own desk stopped, the source does not
    start again.
    """
    state, _ = standing_of(row)
    waits = state if state in AWAITING and ours in _RUNNING and not stopped_by else None
    goes_on = state in _RUNNING and stopped_by in AWAITING.values()
    moved = row.due_at if row.due_at is not None and known.due_at is not None and row.due_at != known.due_at else None
    running = ours not in CLOCK_ENDS
    ended = state if running and state in CLOCK_ENDS else None
    if ended is State.GIVEN_OUT:
        ended = State.READY
    given = row.given_at if ours is not State.GIVEN_OUT and (running or ours in (State.READY, State.REFUSED)) else None
    return Changes(moved, waits, goes_on, ended, given)


@dataclass(frozen=True, kw_only=True)
class ImportBegun(Fact):
    """A list from another system was laid before the program; the file is known by its digest."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    import_id: int
    file: str
    digest: str
    map_name: str


@dataclass(frozen=True, kw_only=True)
class ImportPartRead(Fact):
    """A part of a list was read and waits, sealed, to be taken."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    import_id: int
    part: int
    rows: int


@dataclass(frozen=True, kw_only=True)
class ImportRead(Fact):
    """A list was read to its end: how many rows can be taken, how many cannot."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    import_id: int
    good: int
    bad: int


@dataclass(frozen=True, kw_only=True)
class DossiersImported(Fact):
    """One part of a list was taken into the book, at most 500 rows at once."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    import_id: int
    part: int
    added: int
    changed: int
    unchanged: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class ImportMoved(Fact):
    """An import was started, stopped, or given up because its file cannot be read."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    import_id: int
    state: ImportState
    problem: str


@dataclass(frozen=True, kw_only=True)
class ImportMapKept(Fact):
    """Which column holds what was remembered under a name."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    map_name: str
    columns: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class DossierEndedElsewhere(Fact):
    """The provincial system says that a dossier was withdrawn or stopped: its clock ended then."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "huy"
    code: str
    reference: str
    state: State
    ended_at: datetime
    told_state: str

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class ViewKept(Fact):
    """An officer kept the filters of the list of dossiers under a name."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    name: str


@dataclass(frozen=True, kw_only=True)
class ViewDropped(Fact):
    """An officer took such a name away."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    name: str
