"""What the citizen sees who holds the receipt, and how she proves that she does."""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from vidan.domain.dossiers import State
from vidan.domain.matters import ClockHolder, PromiseReason, read_secret, tracking_secret
from vidan.domain.procedures import PaperMark
from vidan.queries.matters import step_name
from vidan.queries.people import OfficerCard
from vidan.queries.procedures import UsualTime
from vidan.store import vault
from vidan.store.models import Dossier, Fact, Holding, Promise, Slip
from vidan.store.prepared import Prepared

_NO_REFERENCE = bytes(16)


def secret_of(reference: str, print_number: int) -> str:
    """The secret on a print of the receipt."""
    return tracking_secret(vault.derived_key("receipt"), bytes.fromhex(reference), print_number)


@dataclass(frozen=True)
class StretchCard:
    """One stretch of the clock as the citizen sees it."""

    clock: ClockHolder
    officer: str
    agency: str
    step: str
    cause: str
    reason: str
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True)
class SlipTold:
    """What the newest slip asks of her or tells her: papers (02), a refusal (03), an end (05).

    `papers`: each with its reason, and whether it stands on the published list.
    """

    form: str
    number: str
    reason: str
    basis: str
    papers: tuple[tuple[str, str, bool], ...]
    answer_before: datetime | None
    #: Why she is asked a second time, in the head's own words.
    head_reason: str


@dataclass(frozen=True)
class TrackingCard:
    """What the citizen who holds the receipt sees; nothing of her own, for who looks over her shoulder."""

    code: str
    procedure: str
    state: str
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    paused_at: datetime | None
    closed_at: datetime | None
    ready_at: datetime | None
    given_at: datetime | None
    steps: tuple[str, ...]
    step: int
    delivery: str
    #: Each paper that is there, and whether it was handed in later.
    papers: tuple[tuple[str, bool], ...]
    stretches: tuple[StretchCard, ...]
    holder: OfficerCard | None
    #: From real cases of the last year, in working minutes; empty under ten.
    usual: UsualTime | None
    #: Where a slip says why it stands as it does.
    slip: SlipTold | None
    #: What she was asked for outside the list and need not bring any more, while the dossier is open.
    dropped: tuple[str, ...]
    #: Why the date is another than the first (what kind of reason, and in which words); empty where it is the first.
    moved: tuple[str, str]


#: States that a slip explains, with the slip's form.
_SLIP_OF = {
    State.SUPPLEMENT.value: "02",
    State.REFUSED.value: "03",
    State.WITHDRAWN.value: "05",
    State.STOPPED.value: "05",
}
_SECRET_OF = Prepared(
    lambda commune, code: (
        Dossier.objects.of(commune)
        .filter(matter__commune=commune, matter__code=code)
        .values_list("matter__reference", "print_number")[:1]
    ),
    int,
    str,
)


def prove(commune_id: int, code: str, secret: str) -> int | None:
    """The print number of the receipt with this code and secret, or None: one statement, the same work either way.

    An unknown code costs what a wrong secret costs: the secret of a dossier that does not exist is computed and
    compared too.
    """
    rows = _SECRET_OF(commune_id, code)
    reference, print_number = (bytes.fromhex(rows[0][0]), int(rows[0][1])) if rows else (_NO_REFERENCE, 1)
    right = tracking_secret(vault.derived_key("receipt"), reference, print_number)
    same = hmac.compare_digest(right.encode(), read_secret(secret).encode())
    return print_number if rows and same else None


#: What the page of a dossier needs, and nothing of the person: this is the page that everybody opens.
_TRACKED = (
    "matter_id",
    "matter__code",
    "matter__title",
    "matter__state",
    "received_at",
    "matter__due_at",
    "matter__first_due_at",
    "matter__paused_at",
    "matter__closed_at",
    "ready_at",
    "given_at",
    "matter__steps",
    "matter__step",
    "delivery",
    "papers",
    "reappointed",
    "asked",
    "matter__holder_id",
    "matter__holder__name",
    "matter__holder__title",
    "matter__holder__honorific",
    "matter__holder__phone",
    "procedure__usual",
)


_TRACKED_ROW = Prepared(
    lambda commune, code, print_number: (
        Dossier.objects.of(commune)
        .filter(matter__commune=commune, matter__code=code, print_number=print_number)
        .values_list(*_TRACKED)[:1]
    ),
    int,
    str,
    int,
)
_STRETCHES = Prepared(
    lambda commune, matter: (
        Holding.objects.of(commune)
        .filter(matter_id=matter)
        .order_by("number")
        .values_list("clock", "officer__name", "agency", "step", "cause", "reason", "from_at", "until_at")
    ),
    int,
    int,
)


def tracking(commune_id: int, code: str, print_number: int) -> TrackingCard | None:
    """The page of a dossier for who proved that she holds the newest print of its receipt: two statements.

    A third where a slip explains why the dossier waits or has ended, one more where papers were asked for, and one more
    where its date was moved.
    """
    rows = _TRACKED_ROW(commune_id, code, print_number)
    if not rows:
        return None
    told = dict(zip(_TRACKED, rows[0], strict=True))
    holder_id = told["matter__holder_id"]
    asked = told["asked"] and told["matter__closed_at"] is None
    dropped = _dropped(commune_id, told["matter_id"]) if asked else ()
    holder = (told[f"matter__holder__{name}"] for name in ("name", "title", "honorific", "phone"))
    return TrackingCard(
        code=told["matter__code"],
        procedure=told["matter__title"],
        state=told["matter__state"],
        received_at=told["received_at"],
        due_at=told["matter__due_at"],
        first_due_at=told["matter__first_due_at"],
        paused_at=told["matter__paused_at"],
        closed_at=told["matter__closed_at"],
        ready_at=told["ready_at"],
        given_at=told["given_at"],
        steps=tuple(step["name"] for step in told["matter__steps"]),
        step=told["matter__step"],
        delivery=told["delivery"],
        papers=tuple(
            (str(paper["name"]), bool(paper.get("supplement")))
            for paper in told["papers"]
            if paper["mark"] == PaperMark.PRESENT.value
        ),
        stretches=_stretches(commune_id, told["matter_id"], told["matter__steps"]),
        holder=OfficerCard(holder_id, *holder) if holder_id is not None else None,
        usual=_usual(told["procedure__usual"]),
        slip=_slip(commune_id, told["matter_id"], _SLIP_OF.get(told["matter__state"], ""), dropped),
        dropped=dropped,
        moved=_moved(commune_id, told) if told["matter__due_at"] != told["matter__first_due_at"] else ("", ""),
    )


def _moved(commune_id: int, told: dict[str, Any]) -> tuple[str, str]:
    """Why the date owed now was given; `elsewhere` where another system gave a new date, and not we."""
    newest = Promise.objects.of(commune_id).filter(matter_id=told["matter_id"]).order_by("-number")
    reason, basis = newest.values_list("reason", "basis")[0]
    ours = reason != PromiseReason.REAPPOINTMENT.value or told["reappointed"]
    return (reason, basis) if ours else ("elsewhere", "")


def _slip(commune_id: int, matter_id: int, form: str, dropped: tuple[str, ...]) -> SlipTold | None:
    row = Slip.objects.of(commune_id).filter(matter_id=matter_id, form=form).order_by("-pk").first() if form else None
    if row is None:
        return None
    papers = tuple((str(one["name"]), str(one.get("reason", "")), bool(one.get("listed", True))) for one in row.papers)
    papers = tuple(paper for paper in papers if paper[2] or paper[0] not in dropped)
    return SlipTold(row.form, row.number, row.reason, row.basis, papers, row.answer_before, row.head_reason)


def _dropped(commune_id: int, matter_id: int) -> tuple[str, ...]:
    facts = Fact.objects.of(commune_id).filter(subject=f"matter:{matter_id}", kind="PaperDropped").order_by("pk")
    return tuple(str(told["paper"]) for told in facts.values_list("told", flat=True))


def _usual(kept: object) -> UsualTime | None:
    """A prepared statement gives JSON as the database keeps it: text on SQLite, read already on PostgreSQL."""
    told = json.loads(kept) if isinstance(kept, str) else kept
    return UsualTime(**told) if isinstance(told, dict) and told else None


#: Why the clock stood, in words that were written for her to read. Why colleagues handed a dossier on is theirs alone.
_TOLD_TO_HER = frozenset({"paused", "ask_supplement", "ask_fee", "told_papers", "told_fee"})


def _stretches(commune_id: int, matter_id: int, steps: list[dict[str, str]]) -> tuple[StretchCard, ...]:
    """Who had the clock, and why it stopped."""
    return tuple(
        StretchCard(
            clock=ClockHolder(clock),
            officer=name or "",
            agency=agency,
            step=step_name(steps, step),
            cause=cause,
            reason=reason if cause in _TOLD_TO_HER else "",
            from_at=from_at,
            until_at=until_at,
        )
        for clock, name, agency, step, cause, reason, from_at, until_at in _STRETCHES(commune_id, matter_id)
    )
