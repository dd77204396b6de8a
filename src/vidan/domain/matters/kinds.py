"""The kinds that holding, clocks, promises and breaches know."""

from enum import StrEnum


class ClockHolder(StrEnum):
    """At whose desk the clock stands."""

    OFFICER = "officer"
    CITIZEN = "citizen"
    AGENCY = "agency"


class PauseKind(StrEnum):
    """The only two lawful reasons to stop a clock."""

    CITIZEN = "citizen"
    AGENCY = "agency"


class PromiseReason(StrEnum):
    """Why a promise was made: at receipt, or a later row beside the first."""

    RECEIPT = "receipt"
    PAUSE = "pause"
    SUPPLEMENT = "supplement"
    REAPPOINTMENT = "reappointment"
    CALENDAR = "calendar"
    #: A result that proved wrong is made anew: a new date for the desk; the first promise stays broken or kept.
    CORRECTION = "correction"
    #: The next step of a way that the law itself gives (a complaint accepted, extended): its own date.
    LAW = "law"


class BreachKind(StrEnum):
    """A word that was not kept, other than lateness (which the clock tells): each owes an apology (NĐ 61/2018 Đ21)."""

    LOST = "lost"
    DAMAGED = "damaged"
    WRONG = "wrong"
