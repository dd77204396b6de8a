"""What officers see of ordinary feedback: the list, one message with its words and history."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from vidan.domain import matters
from vidan.domain.errors import Refused
from vidan.domain.feedback.classes import MessageClass
from vidan.domain.feedback.legal import LegalAct
from vidan.domain.feedback.saying import MOST_HAND_OVERS, thanks_code
from vidan.domain.feedback.states import AT_REST, FeedbackState, may, may_send_on
from vidan.domain.matters import SECOND_LOOK
from vidan.domain.people import Actor, Role
from vidan.queries.feedback.tracking import SaidLine, lines, stage_of
from vidan.queries.people import OfficerCard, officer_card
from vidan.store import files, vault
from vidan.store.models import Feedback, FeedbackPhoto, Holding, Matter

PAGE = 25


@dataclass(frozen=True)
class FeedbackRow:
    """One line of the list: never its words."""

    number: int
    code: str
    title: str
    village: str
    holder: str
    state: str
    received_at: datetime
    due_at: datetime | None
    acknowledge_by: datetime
    acknowledged: bool
    closed: bool


@dataclass(frozen=True)
class FeedbackPage:
    """One page of the list and where the next begins."""

    rows: tuple[FeedbackRow, ...]
    next_from: int | None


#: Where nothing can be found.
NOTHING = FeedbackPage((), None)
_COLUMNS = (
    "pk",
    "matter__code",
    "matter__title",
    "matter__village__name",
    "matter__holder__name",
    "matter__state",
    "received_at",
    "matter__due_at",
    "acknowledge_by",
    "acknowledged_at",
    "matter__closed_at",
)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; what is empty narrows nothing. `late_at`: only what is late at that moment."""

    state: str = ""
    village_id: int | None = None
    topic: str = ""
    emergency: bool = False
    mine: bool = False
    late_at: datetime | None = None


def newest(actor: Actor, wanted: Wanted | None = None, *, before: int | None = None) -> FeedbackPage:
    """Ordinary feedback, newest first: one statement whatever their number. What was emptied is not there."""
    wanted = wanted or Wanted()
    rows = Feedback.objects.of(actor.commune_id).exclude(matter__state=FeedbackState.PUT_ASIDE.value)
    if wanted.state == FeedbackState.PUT_ASIDE.value:
        rows = Feedback.objects.of(actor.commune_id).exclude(wrapped_key=b"").filter(matter__state=wanted.state)
    elif wanted.state:
        rows = rows.filter(matter__state=wanted.state)
    if wanted.mine:
        rows = rows.filter(matter__holder_id=actor.officer_id)
    if wanted.village_id is not None:
        rows = rows.filter(matter__village_id=wanted.village_id)
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.emergency:
        rows = rows.filter(emergency=True)
    if wanted.late_at is not None:
        unheard = Q(acknowledged_at=None, acknowledge_by__lt=wanted.late_at)
        rows = rows.filter(unheard | Q(matter__due_at__lt=wanted.late_at, matter__closed_at=None))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk").values_list(*_COLUMNS)[: PAGE + 1])
    return FeedbackPage(
        tuple(
            FeedbackRow(
                pk, code, title, village or "", holder or "", now, received, due, by, seen is not None, end is not None
            )
            for pk, code, title, village, holder, now, received, due, by, seen, end in found[:PAGE]
        ),
        found[PAGE - 1][0] if len(found) > PAGE else None,
    )


@dataclass(frozen=True)
class PhotoCard:
    """A photo of a report; `masked` once a copy may be shown."""

    id: int
    after: bool
    width: int
    height: int
    masked: bool


@dataclass(frozen=True)
class Hand:
    """It came to another desk: whose, when, how (a cause of `Holding`), and why."""

    cause: str
    officer: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Hands:
    """How it went from desk to desk: each time it came to another, who may not hold it any more, and how often it
    was handed over in its step.
    """

    lines: tuple[Hand, ...]
    barred: frozenset[int]
    times: int


#: How a message comes to another desk inside the commune.
_HANDED = frozenset({"reassigned", "taken_over", "stand_in", "returned", "inherited", SECOND_LOOK})


@dataclass(frozen=True)
class FeedbackCard:
    """One piece of feedback at the desk."""

    code: str
    title: str
    state: str
    cls: str
    topic: str
    because: tuple[str, ...]
    decided: bool
    emergency: bool
    text: str
    place: str
    name: str
    phone: str
    email: str
    village: str
    door: str
    helped_by: str
    received_at: datetime
    acknowledge_by: datetime
    acknowledged_at: datetime | None
    due_at: datetime | None
    closed_at: datetime | None
    holder: OfficerCard | None
    lines: tuple[SaidLine, ...]
    photos: tuple[PhotoCard, ...]
    version: int
    acts: frozenset[str]
    may_publish: bool
    shown: bool
    public_text: str
    public_place: str
    public_answer: str
    thanks_due_at: datetime | None
    contested: int
    latitude: float | None
    longitude: float | None
    stage: str
    rating: int | None
    hands: Hands
    thanker: str


def stands(actor: Actor, code: str) -> bool:
    """Whether a message stands under this code at the desk: the same answer for none, an emptied and a sealed one."""
    return Feedback.objects.of(actor.commune_id).filter(matter__code=code).exclude(wrapped_key=b"").exists()


def find(actor: Actor, code: str) -> Feedback:
    """The row. Refused alike for what does not exist, what was emptied, and what is sealed."""
    row = (
        Feedback.objects.of(actor.commune_id)
        .filter(matter__commune=actor.commune_id, matter__code=code)
        .select_related("matter__holder", "matter__village", "helped_by")
        .first()
    )
    if row is None or not bytes(row.wrapped_key):
        raise Refused("matters.unknown", field="code", code=code)
    found: Feedback = row
    return found


def feedback(actor: Actor, code: str) -> FeedbackCard:
    """One message with its words: four statements."""
    row = find(actor, code)
    return _card(actor, row, dict(vault.unseal(vault.person_key(row.wrapped_key), row.sealed)))


def _card(actor: Actor, row: Feedback, told: dict[str, str]) -> FeedbackCard:
    matter, state, hands, said = row.matter, FeedbackState(row.matter.state), _hands(row), lines(row)
    return FeedbackCard(
        code=matter.code,
        title=matter.title,
        state=matter.state,
        cls=row.cls,
        topic=row.topic,
        because=tuple(row.because),
        decided=row.decided,
        emergency=row.emergency,
        text=told["text"],
        place=told.get("place", ""),
        name=told.get("name", ""),
        phone=told.get("phone", ""),
        email=told.get("email", ""),
        village=matter.village.name if matter.village else "",
        door=row.door,
        helped_by=row.helped_by.name if row.helped_by else "",
        received_at=row.received_at,
        acknowledge_by=row.acknowledge_by,
        acknowledged_at=row.acknowledged_at,
        due_at=matter.due_at,
        closed_at=matter.closed_at,
        holder=officer_card(matter.holder),
        lines=said,
        photos=photos(row),
        version=matter.version,
        acts=_acts(actor, row, state, hands) - _not_yet(state, said),
        may_publish=row.may_publish,
        shown=row.shown_at is not None,
        public_text=row.public_text,
        public_place=row.public_place,
        public_answer=row.public_answer,
        thanks_due_at=row.thanks_due_at,
        contested=row.contested,
        latitude=row.latitude,
        longitude=row.longitude,
        stage=stage_of(row.cls, state),
        rating=row.rating,
        hands=hands,
        thanker=_thanker(row),
    )


def _not_yet(state: FeedbackState, said: tuple[SaidLine, ...]) -> frozenset[str]:
    """What was sent on is not answered before that body has."""
    told = [line.kind for line in said if line.kind in ("sent_on", "agency_replied")]
    waits = state is FeedbackState.NOT_OURS and told[-1:] != ["agency_replied"]
    return frozenset({"answer", "solve"}) if waits else frozenset()


def _thanker(row: Feedback) -> str:
    """Who owes its sender thanks; nobody where none are owed, or where the message itself is at a desk for them."""
    if row.thanks_due_at is None or row.thanked_at is not None:
        return ""
    owed = Matter.objects.of(row.commune_id).filter(code=thanks_code(row.matter.code), closed_at=None)
    return owed.values_list("holder__name", flat=True).first() or ""


def _hands(row: Feedback) -> Hands:
    stretches = list(
        Holding.objects.of(row.commune_id)
        .filter(matter=row.matter)
        .order_by("number")
        .values_list("cause", "officer_id", "officer__name", "reason", "from_at")
    )
    return Hands(
        tuple(Hand(cause, name or "", reason, at) for cause, _pk, name, reason, at in stretches if cause in _HANDED),
        matters.barred((cause, officer_id) for cause, officer_id, *_rest in stretches),
        row.matter.reassignments_in_step,
    )


def _acts(actor: Actor, row: Feedback, state: FeedbackState, hands: Hands) -> frozenset[str]:
    """What this officer may do with it now (the actions decide again)."""
    matter = row.matter
    holds = matter.holder_id == actor.officer_id
    acts = {act for act in ("acknowledge", "put_aside") if may(state, act)}
    acts |= {act for act in ("answer", "solve") if may(state, act) and holds}
    if holds and may_send_on(state, complaint=row.cls == MessageClass.COMPLAINT.value):
        acts.add("send_on")
    if state is FeedbackState.NOT_OURS and holds:
        acts |= {"agency_replied", "take_back"}
    if stage_of(row.cls, state):
        acts -= {"answer", "solve"}
        acts |= {act.value for act in LegalAct if may(state, act.value) and holds}
    if state not in AT_REST and (actor.may(Role.LEADER) or (holds and hands.times < MOST_HAND_OVERS)):
        acts.add("hand_over")
    if matter.closed_at is None and not holds and state not in AT_REST and actor.officer_id not in hands.barred:
        acts.add("take_over")
    acts |= {act for act in ("contest", "contest_again") if may(state, act)}
    if row.thanks_due_at is not None and row.thanked_at is None:
        acts.add("thank")
    if row.thanks_due_at is None and actor.may(Role.LEADER):
        acts.add("adopt")
    return frozenset(acts)


def photos(row: Feedback) -> tuple[PhotoCard, ...]:
    """Its photos in order."""
    found = FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row).order_by("pk")
    return tuple(PhotoCard(item.pk, item.after, item.width, item.height, bool(item.shown)) for item in found)


def photo(actor: Actor, code: str, photo_id: int) -> bytes:
    """The original picture, for the desk. Refused where there is none."""
    row = find(actor, code)
    item = FeedbackPhoto.objects.of(row.commune_id).filter(feedback=row, pk=photo_id).first()
    if item is None:
        raise Refused("matters.unknown", field="code", code=code)
    return files.read(item.file, vault.person_key(row.wrapped_key))
