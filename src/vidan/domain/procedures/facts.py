"""What happened to the list of procedures."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vidan.domain.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ProceduresLoaded(Fact):
    """Procedures came in, from the pack or from the commune's own list."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    source: str
    added: int
    replaced: int
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class LimitConfirmed(Fact):
    """The commune confirmed, by a document, within what time a procedure is done."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    limit_before: str
    limit: str
    document: str
    on: date


@dataclass(frozen=True, kw_only=True)
class WordingTaught(Fact):
    """An officer taught the guide how people ask for something."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    words: str
    key: str


@dataclass(frozen=True, kw_only=True)
class QuestionMissed(Fact):
    """Somebody did not find what she looked for; the words stand in the table, not here."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    times: int


@dataclass(frozen=True, kw_only=True)
class QuestionSettled(Fact):
    """A question that was not understood has its answer now, or was laid aside (no key)."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    key: str


@dataclass(frozen=True, kw_only=True)
class GuideJudged(Fact):
    """Somebody said under a procedure's page, or under an answer (`about`), that it was understood, or not yet."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    understood: bool
    on: date
    about: str = "guide"


@dataclass(frozen=True, kw_only=True)
class GuideKeeperNamed(Fact):
    """An officer keeps a procedure's guide true from now on, and looks at it again by a day."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    keeper: int
    review_on: date


@dataclass(frozen=True, kw_only=True)
class GuideReviewed(Fact):
    """A guide was read again and is still true."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    review_on: date


@dataclass(frozen=True, kw_only=True)
class GuideChangeProposed(Fact):
    """An officer proposed other words for a procedure."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    parts: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class GuideChangeDecided(Fact):
    """A second officer took the proposed words, or not and said why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    taken: bool
    reason: str
    proposed_by: int


@dataclass(frozen=True, kw_only=True)
class GuideDoubtSettled(Fact):
    """What people did not understand of a guide in a week was looked at, and something came of it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    questions: int
    not_yet: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class GuideClipAdded(Fact):
    """A guide can be heard in a language; the speaker's name stands in the table alone."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    language: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class GuideClipTakenAway(Fact):
    """A guide is heard no more in a language: the recording and the speaker's name were destroyed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    language: str


@dataclass(frozen=True, kw_only=True)
class GuideFormOffered(Fact):
    """An officer offered a form as a file; nobody sees it before another took it."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    title: str
    filled: bool
    digest: str


@dataclass(frozen=True, kw_only=True)
class GuideFormDecided(Fact):
    """A second officer took an offered form, or not and said why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    title: str
    taken: bool
    reason: str
    offered_by: int


@dataclass(frozen=True, kw_only=True)
class GuideFormTakenAway(Fact):
    """A form is seen no more, and its file was destroyed: a newer one came, or an officer said why."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    procedure: str
    title: str
    reason: str
