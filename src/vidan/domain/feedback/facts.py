"""What happened to something that was said. The words themselves stand in no fact: they are sealed in their table.

Ordinary and sealed feedback tell exactly the same facts with the same fields, so that neither the ledger nor the table
of facts parts one from the other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class _OfFeedback(Fact):
    """Something happened to what somebody said; kinds of it say what."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    reference: str

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class FeedbackReceived(_OfFeedback):
    """Somebody said something to the commune; `digest` binds us to what is kept of it (SHA-256 of the sealed bytes)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "pa"
    digest: str

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class FeedbackAcknowledged(_OfFeedback):
    """The commune said that it has heard, and by when it answers."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "tn"

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class FeedbackAnswered(_OfFeedback):
    """An answer was given; `digest` binds us to its words."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "tl"
    digest: str

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class FeedbackConfirmed(_OfFeedback):
    """The sender says that it is solved, or understood."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "xn"

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class FeedbackContested(_OfFeedback):
    """The sender says that it is not solved, or not understood; `times`: how often by now."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "pd"
    times: int

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class FeedbackSorted(Fact):
    """A person decided class and topic; whether the program had suggested them."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    cls: str
    topic: str
    as_suggested: bool


@dataclass(frozen=True, kw_only=True)
class LegalStepTaken(Fact):
    """A step of the way that the law gives a complaint or a denunciation; which of the two it is stands in no fact."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    act: str


@dataclass(frozen=True, kw_only=True)
class FeedbackHandedOver(Fact):
    """It went to another officer of the commune, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    to_officer: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeedbackSentOn(Fact):
    """It is another body's: named, forwarded, and followed to the end."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    agency: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeedbackAgencyReplied(Fact):
    """The body to which it was sent on has answered; its sender reads what."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class FeedbackTakenBack(Fact):
    """What was sent on is the commune's own work after all, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeedbackPutAside(Fact):
    """It held no matter (advertising, babble); kept, and not worked on."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class FeedbackObjected(Fact):
    """The sender says that it does hold a matter: somebody else reads it anew."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class FeedbackShown(Fact):
    """A moderated version may be seen by everybody, or no longer."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    shown: bool


@dataclass(frozen=True, kw_only=True)
class FeedbackJoined(Fact):
    """Somebody has the same trouble: a report of her own with a promise of its own, followed by the first one."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class FeedbackFellSilent(Fact):
    """The sender did not say within the days given whether it is solved; shown as such, never as agreement."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class FeedbackThanked(Fact):
    """The thanks that were owed for praise or an adopted idea were said."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class FeedbackCared(Fact):
    """Something was done about it that is not for everybody's eyes."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str


@dataclass(frozen=True, kw_only=True)
class ReceptionEntered(Fact):
    """A line of the reception day's book, or a question of a dialogue, was written down."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    number: int
    year: int
    occasion: str


@dataclass(frozen=True, kw_only=True)
class ReceptionAnswered(Fact):
    """What became of a line of the book was added to it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    number: int
    year: int
    occasion: str


@dataclass(frozen=True, kw_only=True)
class VillagesDrawn(Fact):
    """The outlines of the commune's villages were laid down for its map."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class HandlerKeyMade(Fact):
    """A confidential handler made a key pair; only the public half is here."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class FeedbackSlipReplaced(Fact):
    """A lost slip was printed anew for its sender: the secret of the print before died."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    print_number: int


@dataclass(frozen=True, kw_only=True)
class SealedOpened(Fact):
    """A reader opened one of his boxes: whoever reads it after him sees that."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    officer_id: int


@dataclass(frozen=True, kw_only=True)
class AlarmRung(Fact):
    """Whoever is on duty was told of danger, or could not be (then `problem` says why)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class RoutesChanged(Fact):
    """The commune's rules of whose desk gets what are these from now on, in this order."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    rules: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DutyPlanned(Fact):
    """An officer is on duty on each day from `first` to `last`."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    first: date
    last: date


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Fact):
    """An officer is not on duty on a day on which he was to be."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    day: date
