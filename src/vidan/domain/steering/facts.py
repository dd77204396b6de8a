"""What happens to the board. Members act in public office: what is told of them is no citizen's datum."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from vidan.domain.facts import Fact

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class BoardFounded(Fact):
    """The commune set up its steering board."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    name: str
    from_on: date
    members: int


@dataclass(frozen=True, kw_only=True)
class MemberSeated(Fact):
    """An officer took a seat in the board from a day on."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    seat: str
    field: str
    from_on: date
    decision: str


@dataclass(frozen=True, kw_only=True)
class MemberChanged(Fact):
    """What is said of a member changed: field of work, village, hours in which people find him."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    field: str
    reception: str


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Fact):
    """A seat in the board ended with a day, by a decision."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    seat: str
    until_on: date
    decision: str


@dataclass(frozen=True, kw_only=True)
class BoardPaperDrafted(Fact):
    """One of the board's founding papers was drafted as a letter."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    paper: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class CommitmentSigned(Fact):
    """A member signed the twelve commitments; the hash is of exactly the words that were signed."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    officer_id: int
    on: date
    place: str
    way: str
    words_hash: str


@dataclass(frozen=True, kw_only=True)
class PictureKept(Fact):
    """A picture was kept: of a member, of a meeting, of something done."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    name: str
    of: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PlanStarted(Fact):
    """A year's plan was begun: a draft, until it is adopted."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    year: int
    number: int
    goals: int


@dataclass(frozen=True, kw_only=True)
class GoalSet(Fact):
    """A goal of a plan was set or changed; of a promise, its target in per cent."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    year: int
    title: str
    promise: int | None
    target: int | None


@dataclass(frozen=True, kw_only=True)
class GoalDropped(Fact):
    """A goal of the commune's own was left out of a plan's draft."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    year: int
    title: str


@dataclass(frozen=True, kw_only=True)
class PlanAdopted(Fact):
    """A plan counts from now on: its targets are the scoreboard's."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    year: int
    number: int
    targets: dict[int, int]


@dataclass(frozen=True, kw_only=True)
class MilestoneSet(Fact):
    """A milestone of a goal was set."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    title: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class MilestoneMoved(Fact):
    """A milestone got a later day, with the reason; its first day stays and counts."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    title: str
    due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssignmentGiven(Fact):
    """A member got something to do, until a day."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    to_officer: int
    due_on: date
    goal: int | None
    milestone: int | None


@dataclass(frozen=True, kw_only=True)
class EvidenceGiven(Fact):
    """Something proves that an assignment was done, or how far it is."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    number: int
    kind: str
    words: str


@dataclass(frozen=True, kw_only=True)
class AssignmentChecked(Fact):
    """Somebody else looked at what was done, and it is good."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str


@dataclass(frozen=True, kw_only=True)
class AssignmentGivenBack(Fact):
    """What was done is not enough: the assignment runs again, with a reason; its first day stays."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    reason: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class AssignmentPostponed(Fact):
    """An assignment has a new day, with a reason; its first day stays and counts."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    due_on: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class MeetingPlanned(Fact):
    """A meeting, a reception day or a dialogue was planned."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    kind: str
    starts_at: datetime
    place: str


@dataclass(frozen=True, kw_only=True)
class MeetingAnnounced(Fact):
    """The people were told when and where they are received."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Fact):
    """A meeting has another time or place, or its agenda was written anew."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    starts_at: datetime
    place: str


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(Fact):
    """A meeting does not take place, with a reason."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MeetingWritten(Fact):
    """Who came and what was said was written down."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    present: int
    absent: int


@dataclass(frozen=True, kw_only=True)
class MeetingDecided(Fact):
    """The meeting decided something; where it names who and until when, it is an assignment at once."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    number: int
    words: str
    assignment: str


@dataclass(frozen=True, kw_only=True)
class MeetingHeld(Fact):
    """The meeting is over; its minutes are a letter from now on. A reception day stands in the book without one."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    ended_at: datetime
    minutes: str


@dataclass(frozen=True, kw_only=True)
class QuestionRaised(Fact):
    """Somebody asked something on a reception day or in a dialogue; nobody's name is written."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(Fact):
    """What was asked has its answer, for everybody to read."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    number: int


@dataclass(frozen=True, kw_only=True)
class MeetingShown(Fact):
    """A piece of news about a meeting was put on the commune's page."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class LessonOpened(Fact):
    """A fault asks for a lesson: a missed promise, a complaint that came again, a search that found nothing."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    source: str
    about: str


@dataclass(frozen=True, kw_only=True)
class LessonMeasured(Fact):
    """A lesson has its cause, its measure, its owner, and the day on which the figure is read again."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    owner: int
    check_on: date
    measure: str


@dataclass(frozen=True, kw_only=True)
class LessonChecked(Fact):
    """On its day the program read the same figure again: the measure worked, or it did not."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    worked: bool
    count: int
    counted: int


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Fact):
    """A draft was laid open so that the People say what they think of it."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    title: str
    from_on: date
    until_on: date


@dataclass(frozen=True, kw_only=True)
class OpinionGiven(Fact):
    """Somebody said what he thinks of a draft; nobody's name is asked."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    number: int
    way: str


@dataclass(frozen=True, kw_only=True)
class OpinionAnswered(Fact):
    """An opinion was adopted, adopted in part, or explained why not."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    number: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class RoundPublished(Fact):
    """The result of a round was published: every opinion with its answer."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    code: str
    opinions: int
    adopted: int


@dataclass(frozen=True, kw_only=True)
class PublicationMade(Fact):
    """Something was published as the law asks: of which of the fourteen items, in which ways, from when to when."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    item: int
    title: str
    ways: tuple[str, ...]
    from_on: date
    until_on: date | None
    replaces: int | None


@dataclass(frozen=True, kw_only=True)
class QuarterListed(Fact):
    """The list of what was published in a quarter was drafted as a notice."""

    PERSONAL: ClassVar[frozenset[str]] = NOBODY
    first: date
    last: date
    letter: str
