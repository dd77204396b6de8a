"""Letters for a day of joy or grief: when to write, to whom, and when to keep silent.

These are the rules of a careful person, not of a law. The officer answers a few questions; nothing of the answers is
kept but the decision. The situations they were tried on stand in `vidan/content/letters/situations.csv`.
"""

from dataclasses import dataclass
from enum import StrEnum

#: After this many days a letter of joy comes too late to be anything but a form.
JOY_FOR_DAYS = 60
GRIEF_FOR_DAYS = 30


class Event(StrEnum):
    """What happened in the family."""

    BIRTH = "birth"
    MARRIAGE = "marriage"
    DEATH = "death"


class Outcome(StrEnum):
    """What a careful person does: write, write condolences instead, keep silent, or ask the chairman first."""

    WRITE = "write"
    CONDOLE = "condole"
    SILENT = "silent"
    ASK = "ask"


class To(StrEnum):
    """Whom the letter addresses."""

    NOBODY = ""
    BOTH_PARENTS = "both_parents"
    MOTHER = "mother"
    FATHER = "father"
    GUARDIAN = "guardian"
    COUPLE = "couple"
    FAMILY = "family"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What the officer was told at the counter. Every doubt counts for silence."""

    event: Event
    days_ago: int = 0
    declined: bool = False
    deceased: bool = False
    mourning: bool = False
    mother: bool = True
    father: bool = True
    guardian: bool = False
    minor: bool = False
    violence: bool = False
    dispute: bool = False
    child_of_family: bool = False
    kin: bool = True
    undignified: bool = False


@dataclass(frozen=True)
class Decision:
    """What to do, to whom, and the code of the reason (its sentence stands in `vidan.speech.letters`)."""

    outcome: Outcome
    to: To
    reason: str


def decide(situation: Situation) -> Decision:
    """The decision of a careful person; what silences a letter is asked before what allows one."""
    if situation.declined:
        return Decision(Outcome.SILENT, To.NOBODY, "declined")
    if situation.violence:
        return Decision(Outcome.SILENT, To.NOBODY, "violence")
    if situation.event is Event.BIRTH:
        return _birth(situation)
    if situation.event is Event.MARRIAGE:
        return _marriage(situation)
    return _death(situation)


def _birth(told: Situation) -> Decision:
    """Nothing is said of a father who is not named; a stillbirth is a death in the family (NĐ 123/2015 art. 33)."""
    if told.deceased:
        return Decision(Outcome.CONDOLE if told.kin else Outcome.SILENT, To.FAMILY if told.kin else To.NOBODY, "child")
    if not told.mother:
        return Decision(Outcome.ASK, To.FAMILY, "mother_died" if not told.guardian else "guardian")
    if told.minor:
        return Decision(Outcome.SILENT, To.NOBODY, "minor")
    if told.mourning:
        return Decision(Outcome.ASK, To.NOBODY, "mourning")
    if told.dispute:
        return Decision(Outcome.SILENT, To.NOBODY, "dispute")
    if told.days_ago > JOY_FOR_DAYS:
        return Decision(Outcome.SILENT, To.NOBODY, "too_late")
    return Decision(Outcome.WRITE, To.BOTH_PARENTS if told.father else To.MOTHER, "joy")


def _marriage(told: Situation) -> Decision:
    if told.minor:
        return Decision(Outcome.SILENT, To.NOBODY, "minor")
    if told.deceased or told.mourning:
        return Decision(Outcome.ASK, To.NOBODY, "mourning")
    if told.dispute:
        return Decision(Outcome.SILENT, To.NOBODY, "dispute")
    if told.days_ago > JOY_FOR_DAYS:
        return Decision(Outcome.SILENT, To.NOBODY, "too_late")
    return Decision(Outcome.WRITE, To.COUPLE, "joy")


def _death(told: Situation) -> Decision:
    """Grief has no rank: how somebody died is never named; what would wound is left to the chairman."""
    if not told.kin:
        return Decision(Outcome.SILENT, To.NOBODY, "nobody_to_read")
    if told.days_ago > GRIEF_FOR_DAYS:
        return Decision(Outcome.SILENT, To.NOBODY, "too_late")
    if told.undignified or told.dispute:
        return Decision(Outcome.ASK, To.FAMILY, "delicate")
    return Decision(Outcome.WRITE, To.FAMILY, "child" if told.child_of_family else "grief")
