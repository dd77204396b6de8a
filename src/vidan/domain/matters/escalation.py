"""Escalation: at which shares of a matter's working time who must be told.

50 % the holder, 75 % also the head, 100 % also the chairman, 150 % all of them again. From 75 % on the common inbox of
the role at whose desk it lies is told too, from 100 % on the leaders' inbox: so it is seen though one person is away. A
finished or paused matter never alerts, and nothing alerts outside working hours.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from vidan.domain.calendar import Calendar
from vidan.domain.people import Role

STEPS = (50, 75, 100, 150)
_INBOX_FROM, _LEADERS_FROM = 75, 100


class Audience(StrEnum):
    """Who is told."""

    HOLDER = "holder"
    HEAD = "head"
    CHAIRMAN = "chairman"


_AUDIENCE: Mapping[int, frozenset[Audience]] = {
    50: frozenset({Audience.HOLDER}),
    75: frozenset({Audience.HOLDER, Audience.HEAD}),
    100: frozenset(Audience),
    150: frozenset(Audience),
}


def audience(percent: int) -> frozenset[Audience]:
    """Who is told at a step."""
    return _AUDIENCE[percent]


def inboxes(percent: int, desk: str) -> frozenset[Role]:
    """The common inboxes told at a step; `desk` is the role of the matter's step, empty where it has none."""
    roles = {Role(desk)} if percent >= _INBOX_FROM and desk else set()
    if percent >= _LEADERS_FROM:
        roles.add(Role.LEADER)
    return frozenset(roles)


#: Kinds of which heads may hear. A kind that is not here tells its holder alone: a sealed matter stays sealed.
_OPENLY_HELD = frozenset({"dossier", "checklist", "feedback", "assignment", "apology", "thanks", "say_thanks"})


def openly_held(kind: str) -> bool:
    """Whether the heads may be told of a matter of this kind."""
    return kind in _OPENLY_HELD


def reached(calendar: Calendar, opened_at: datetime, first_due_at: datetime, due_at: datetime, now: datetime) -> int:
    """The highest step reached at a moment, 0 for none.

    The whole is the working time of the first promise, or of the step before it that is owed now (a message to be read
    and acknowledged); what is left runs to the date owed now. So the time of a lawful pause, by which that date moved,
    counts for nobody.
    """
    whole = calendar.working_minutes(opened_at, min(first_due_at, due_at))
    if whole <= 0:
        return 100 if now > due_at else 0
    gone = (whole - calendar.minutes_left(now, due_at)) * 100 // whole
    return max((step for step in STEPS if gone >= step), default=0)


def open_at(calendar: Calendar, now: datetime) -> bool:
    """Whether somebody sits at a desk in the minute of this moment: only then an alert is read."""
    return calendar.working_minutes(now, now + timedelta(minutes=1)) == 1
