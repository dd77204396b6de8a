"""Rounds in which the People say what they think of a draft: at least twenty days, every opinion gets its answer.

Source: Law 10/2022/QH15 art. 25-28 (what is discussed, how, for how long) and art. 11(11) (result, acceptance and
explanation are published).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vidan.domain.errors import Refused

#: Law 10/2022 art. 28: the draft lies open for at least twenty days.
LEAST_DAYS, MOST_DAYS = 20, 120
LONGEST_OPINION = 2000


class OpinionWay(StrEnum):
    """By which way an opinion came."""

    WEB = "web"
    PAPER = "paper"
    MEETING = "meeting"


class Acceptance(StrEnum):
    """What became of an opinion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    EXPLAINED = "explained"


@dataclass(frozen=True)
class RoundText:
    """A draft as it is laid open, both days included."""

    title: str
    draft: str
    question: str
    from_on: date
    until_on: date


def check_round(text: RoundText, today: date) -> None:
    """Refused when it began before today, is shorter than twenty days, or never ends."""
    if text.from_on < today:
        raise Refused("steering.round.passed", field="from_on")
    days = (text.until_on - text.from_on).days + 1
    if days < LEAST_DAYS:
        earliest = text.from_on + timedelta(days=LEAST_DAYS - 1)
        raise Refused("steering.round.short", field="until_on", days=LEAST_DAYS, earliest=f"{earliest:%d/%m/%Y}")
    if days > MOST_DAYS:
        raise Refused("steering.round.long", field="until_on", days=MOST_DAYS)


def is_open(from_on: date, until_on: date, today: date) -> bool:
    """Whether opinions are taken on a day."""
    return from_on <= today <= until_on
