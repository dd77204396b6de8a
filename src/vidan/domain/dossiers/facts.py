"""What happened to a dossier, told in the past tense; what is said of a person opens with her key alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from vidan.domain.facts import Fact, as_json
from vidan.domain.identity import mask_number, mask_phone
from vidan.domain.moments import local_day
from vidan.domain.procedures import PaperMark


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


@dataclass(frozen=True, kw_only=True)
class PapersAsked(Fact):
    """Papers were asked for after receipt, on one slip (form 02); `time` 1 is the one that the law knows."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    slip: str
    time: int
    papers: tuple[str, ...]
    unlisted: tuple[str, ...]
    reason: str
    head_reason: str
    answer_before: datetime
    late: bool


@dataclass(frozen=True, kw_only=True)
class PaperDropped(Fact):
    """A paper outside the published list is asked for no more: who answers for the procedure said so, and why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    slip: str
    paper: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PapersCompleted(Fact):
    """Every paper of a slip was handed in; after the first slip the clock starts from zero."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    slip: str
    time: int
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class FeeAsked(Fact):
    """A fee or tax is due before the dossier goes on; the clock stands at the citizen's."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FeePaid(Fact):
    """The fee or tax was paid; the clock runs again."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class DossierRefused(Fact):
    """The conditions are not met: a written refusal with its reason (form 03) is the result, and ends the clock."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "xong"
    code: str
    reference: str
    slip: str
    reason: str
    basis: str
    ready_at: datetime

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class DossierWithdrawn(Fact):
    """The citizen asked for her dossier back before there was a decision (form 05)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "huy"
    code: str
    reference: str
    slip: str
    reason: str

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class DossierStopped(Fact):
    """The papers asked for did not come within the legal wait: the dossier ends with a notice (form 05)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    LEDGER_KIND: ClassVar[str | None] = "huy"
    code: str
    reference: str
    slip: str
    reason: str
    waited_until: datetime

    def public(self) -> dict[str, Any]:
        return {"ref": self.reference}


@dataclass(frozen=True, kw_only=True)
class ResultRedone(Fact):
    """A result proved wrong: it is made anew at our cost; `due_at` is the new date for it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    words: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class DossierCorrected(Fact):
    """A slip of the pen was mended: what stood there and what stands there now, both kept."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"before", "after"})
    code: str
    field: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CitizenCalled(Fact):
    """Somebody of the desk told the citizen by telephone; `words` say what came of it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"words"})
    code: str
    about: str
    reached: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class UsualTimesCounted(Fact):
    """The usual times of some procedures were counted anew from real cases."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ExplanationAsked(Fact):
    """A citizen looked at her dossier's page and said: I do not understand yet."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    about: str
