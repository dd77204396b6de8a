"""What happened to letters. What a letter says of a person is sealed under that person's key."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(Fact):
    """A letter was begun, by an officer or, where one is owed, by the program."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    kind: str
    authority: str
    trigger: str
    about: str
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LetterWritten(Fact):
    """The text of a draft was changed; the version before stays."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    version: int


@dataclass(frozen=True, kw_only=True)
class LetterSubmitted(Fact):
    """A draft went to somebody else to be checked."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    version: int


@dataclass(frozen=True, kw_only=True)
class LetterChecked(Fact):
    """A second pair of eyes read the letter; it waits for its signature."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    version: int


@dataclass(frozen=True, kw_only=True)
class LetterSentBack(Fact):
    """The letter went back to its writer, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    from_state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterTakenBack(Fact):
    """Its writer took the letter back before anybody signed it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    from_state: str


@dataclass(frozen=True, kw_only=True)
class LetterDiscarded(Fact):
    """A draft was laid aside for good, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterSigned(Fact):
    """A competent officer signed exactly this text on this day, by this right."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    version: int
    content_hash: str
    capacity: str
    board_seat: str
    right: int
    trigger: str
    about: str
    due_at: datetime | None
    owed_since: datetime | None


@dataclass(frozen=True, kw_only=True)
class LetterNumbered(Fact):
    """The clerk gave a signed letter its number; the public book shows that a number was given, and no more."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "vb"
    letter: str
    kind: str
    series: str
    number: int
    shown: str
    on: date
    content_hash: str

    def public(self) -> dict[str, Any]:
        return {}


@dataclass(frozen=True, kw_only=True)
class LetterSealed(Fact):
    """The clerk put the seal on a signed letter, this many times."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    number: str
    file_hash: str
    signer: int
    mandate: str
    copies: int


@dataclass(frozen=True, kw_only=True)
class LetterSent(Fact):
    """A letter left the house: handed over, posted, carried home, through the village head, or by mail."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    number: str
    way: str
    sent_at: datetime
    trigger: str
    about: str
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LetterAcknowledged(Fact):
    """The reader has the letter; `proof` says how we know."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    proof: str
    acknowledged_at: datetime


@dataclass(frozen=True, kw_only=True)
class LetterLeft(Fact):
    """The mail server took a letter that goes by mail."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    left_at: datetime


@dataclass(frozen=True, kw_only=True)
class LetterKeptWaiting(Fact):
    """The mail server did not take a letter that goes by mail, and it is tried again; `problem` says why and when."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class LetterCameBack(Fact):
    """A letter did not reach its reader by this way."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    way: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterPaidByAnother(Fact):
    """What a letter owed is paid: the one that took its place left the house."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LetterOwedAgain(Fact):
    """What a letter owed is owed again: the one that took its place came back."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LetterReplaced(Fact):
    """An issued letter no longer counts, because another one of the same kind took its place (NĐ 30 art. 18)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    number: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LetterCorrected(Fact):
    """A correcting letter mended form or numbers of an issued one, which goes on counting (NĐ 30 art. 18)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    number: str
    by: str


@dataclass(frozen=True, kw_only=True)
class LetterWithdrawn(Fact):
    """An issued letter was withdrawn, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LetterFileKept(Fact):
    """A file of a letter was kept with its hash: the print, the scanned signed copy, the digitally signed one."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    purpose: str
    file_hash: str
    size: int


@dataclass(frozen=True, kw_only=True)
class LetterOwed(Fact):
    """From now on an apology or a thank-you is owed, and its draft exists."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    code: str
    trigger: str
    about: str
    since: datetime
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class LetterNoLongerOwed(Fact):
    """What was owed fell away before anybody signed: the promise was kept after all."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ApologyIssued(Fact):
    """A signed, numbered and sealed apology left the house; the public book shows it beside its matter."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "xl"
    reference: str
    letter: str
    trigger: str
    sent_at: datetime

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class ThanksIssued(Fact):
    """A signed, numbered and sealed letter of thanks left the house."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "co"
    reference: str
    letter: str
    trigger: str
    sent_at: datetime

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class SigningRightGiven(Fact):
    """An officer may sign in a capacity from a day on; officers act in public office."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    capacity: str
    title: str
    board_seat: str
    kinds: tuple[str, ...]
    from_on: date
    until_on: date | None
    decision: str


@dataclass(frozen=True, kw_only=True)
class SigningRightEnded(Fact):
    """A right to sign ended on its last day, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    right: int
    officer_id: int
    until_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class SigningMeansKept(Fact):
    """The office keeps, sealed, with what an officer (0: the office itself) signs digitally, and the picture for it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int
    source: str
    picture: bool
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class SigningMeansEnded(Fact):
    """Nobody signs by these means any more; file and picture were wiped."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    officer_id: int


@dataclass(frozen=True, kw_only=True)
class LetterSigningOrdered(Fact):
    """A key's holder said the word by which a job signs a letter digitally."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    signer: str


@dataclass(frozen=True, kw_only=True)
class LetterSignedDigitally(Fact):
    """A job signed a letter digitally; `level`: what the signature proves (B-B to B-LTA)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    signer: str
    file_hash: str
    level: str


@dataclass(frozen=True, kw_only=True)
class LetterSigningFailed(Fact):
    """A digital signature did not come about; `problem` says why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    letter: str
    signer: str
    problem: str


@dataclass(frozen=True, kw_only=True)
class ContributionReceived(Fact):
    """Somebody gave something for the common good; who it was stands in no fact."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    kind: str
    purpose: str
    on: date
    letter: str


@dataclass(frozen=True, kw_only=True)
class ContributionStruck(Fact):
    """An entry of the book of contributions was struck out, with its reason; it stays readable."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    reason: str
