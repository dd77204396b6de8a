"""Letters that are owed: when an apology must exist, when it must be signed, and when it counts as owed in public.

Sources: NĐ 61/2018/NĐ-CP art. 19(9) (apology with a new date at the latest one day before the promised one, at most
one new appointment), art. 21(2) (lost or damaged dossier); the commune's promises 4 and 5 (within one and five working
days).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vidan.domain.calendar import Calendar, Limit
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day, start_of

#: A draft exists this many working days before the promised day ends.
DRAFT_BEFORE = 1
MOST_REAPPOINTMENTS = 1
SIGN_WITHIN = Limit.parse("1wd")
THANK_WITHIN = Limit.parse("5wd")


class Trigger(StrEnum):
    """Why a letter is owed."""

    NONE = ""
    LATE = "late"
    LOST = "lost"
    DAMAGED = "damaged"
    WRONG_RESULT = "wrong"
    PRAISE = "praise"
    IDEA = "idea"
    CONTRIBUTION = "contribution"


BREACHES = frozenset({Trigger.LATE, Trigger.LOST, Trigger.DAMAGED, Trigger.WRONG_RESULT})
THANKFUL = frozenset({Trigger.PRAISE, Trigger.IDEA, Trigger.CONTRIBUTION})


@dataclass(frozen=True)
class Owed:
    """What is owed: since when, and until when it is in time."""

    trigger: Trigger
    since: datetime
    due_at: datetime


def draft_from(calendar: Calendar, promised_at: datetime) -> datetime:
    """From when on an apology for this promise is drafted: the morning of the working day before the promised one."""
    return start_of(local_day(calendar.shift(promised_at, -DRAFT_BEFORE)))


def owed(trigger: Trigger, calendar: Calendar, now: datetime, promised_at: datetime | None = None) -> Owed:
    """The duty that arises now. Late: before the promised moment, also where that has passed unseen: then the apology
    is late from the first (promise 4). Lost, damaged, wrong: within a working day of being found.
    """
    if trigger is Trigger.LATE and promised_at is not None:
        return Owed(trigger, now, promised_at)
    limit = THANK_WITHIN if trigger in THANKFUL else SIGN_WITHIN
    return Owed(trigger, now, calendar.due(now, limit).moment)


def work_due(duty: Owed, calendar: Calendar, now: datetime) -> datetime:
    """By when whoever writes it must be done: what is late already gets a working day like anything found out."""
    return duty.due_at if duty.due_at > now else calendar.due(now, SIGN_WITHIN).moment


def require_reappointment(before: int) -> None:
    """Refused `letters.apology.second_date`: a new date is given once."""
    if before >= MOST_REAPPOINTMENTS:
        raise Refused("letters.apology.second_date")
