"""What happened to a matter, told in the past tense; nothing here says anything of a citizen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from vidan.domain.facts import Fact
from vidan.domain.matters.kinds import BreachKind, PauseKind
from vidan.domain.moments import local_day

#: What the ledger calls a reason that it has no word of its own for; neither of the two moves the first promise.
_WHY = {"correction": "reappointment"}


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
        why = _WHY.get(self.reason, self.reason)
        return {"ref": self.reference, "due": local_day(self.due_at).isoformat(), "why": why}


@dataclass(frozen=True, kw_only=True)
class MatterOpened(Fact):
    """A matter that is no dossier and no feedback was opened: something is owed, by a named officer, until a day."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    kind: str
    title: str
    holder: int | None
    due_at: datetime
    about: str


@dataclass(frozen=True, kw_only=True)
class MatterClosed(Fact):
    """A matter that is no dossier and no feedback was done, with what came of it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    kind: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class MatterStoodIn(Fact):
    """A matter went to the stand-in while its holder is away, or came back; the clock ran on."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    from_officer: int | None
    to_officer: int
    back: bool


@dataclass(frozen=True, kw_only=True)
class MatterInherited(Fact):
    """A matter of somebody who leaves went to another desk, the clock running on; it counts against nobody."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    from_officer: int
    to_officer: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class MatterEscalated(Fact):
    """So many per cent of the working time had gone: those who must know were told, by name or by a common inbox."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    percent: int
    officers: tuple[int, ...]
    inboxes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HelpAsked(Fact):
    """The holder said: I need help; the heads were told."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    officer: int | None
    words: str
    officers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RemindersSeen(Fact):
    """An officer put reminders aside: he has seen them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer: int
    reminders: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class BreachFound(Fact):
    """Something was lost, damaged, or a result proved wrong: an apology is owed from this moment."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    kind: BreachKind
    words: str
    found_at: datetime


@dataclass(frozen=True, kw_only=True)
class OfficeShut(Fact):
    """The office, or some villages, were shut from a day to a day, and so many dates moved."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    first_on: date
    last_on: date
    villages: tuple[int, ...]
    reason: str
    moved: int


@dataclass(frozen=True, kw_only=True)
class OfficeReopened(Fact):
    """A closure was undone, and so many dates went back."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    first_on: date
    last_on: date
    moved: int


@dataclass(frozen=True, kw_only=True)
class NamesMarked(Fact):
    """So many older matters were looked through: they can be found by four words of a name at once."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    count: int
