"""Meetings of the board, the launch, days on which citizens are received, dialogues with the people.

Sources: Law 10/2022/QH15 art. 32 (a dialogue at least once a year); Law on Citizen Reception and NĐ 154/2026/NĐ-CP (the
chairman of a commune receives at least two days a month; days are announced beforehand).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused

#: Working days between the announcement and the day itself, for what the people come to.
ANNOUNCED_BEFORE = 5
RECEPTIONS_A_MONTH, DIALOGUES_A_YEAR = 2, 1


class MeetingKind(StrEnum):
    """What kind of meeting."""

    MEETING = "meeting"
    LAUNCH = "launch"
    RECEPTION = "reception"
    DIALOGUE = "dialogue"


#: What the people come to: announced beforehand, with questions and answers that anybody may read.
PUBLIC_KINDS = frozenset({MeetingKind.RECEPTION, MeetingKind.DIALOGUE})


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    CANCELLED = "cancelled"


class Attendance(StrEnum):
    """Whether a member came."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


@dataclass(frozen=True)
class MeetingText:
    """A meeting as it is planned."""

    kind: MeetingKind
    title: str
    starts_at: datetime
    place: str
    chair_id: int
    secretary_id: int
    agenda: str = ""


def check_meeting(meeting: MeetingText, calendar: Calendar, now: datetime) -> None:
    """Refused in the past, without a place, with one person as chair and secretary, or too soon for the people."""
    if meeting.starts_at <= now:
        raise Refused("steering.meeting.passed", field="starts_at")
    if meeting.chair_id == meeting.secretary_id:
        raise Refused("steering.meeting.two_hands", field="secretary")
    if meeting.kind in PUBLIC_KINDS:
        check_announcement(meeting.starts_at, calendar, now)


def check_announcement(starts_at: datetime, calendar: Calendar, now: datetime) -> None:
    """Refused when fewer than five working days are left before the people are to come."""
    if calendar.shift(now, ANNOUNCED_BEFORE) > starts_at:
        earliest = calendar.shift(now, ANNOUNCED_BEFORE)
        raise Refused(
            "steering.meeting.too_soon", field="starts_at", days=ANNOUNCED_BEFORE, earliest=f"{earliest:%d/%m/%Y}"
        )


@dataclass(frozen=True)
class Duty:
    """What the law asks of a span, and what was planned and held in it."""

    first: date
    asked: int
    planned: int
    held: int
