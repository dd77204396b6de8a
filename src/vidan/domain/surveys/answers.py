"""What was answered: five points an item, kept by week, never with a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from vidan.domain.errors import Refused

#: The items by their number: the promise that each one measures. The overall item has no promise of its own.
ITEMS = (9, 10, 11, 12)
OVERALL = 0
WORST, BEST = 1, 5
#: From this point on somebody is satisfied: *hài lòng* and *rất hài lòng*.
SATISFIED = 4


class Item(StrEnum):
    """The five questions, by what they ask about."""

    RESPECT = "respect"
    COURTESY = "courtesy"
    GUIDANCE = "guidance"
    CLOSENESS = "closeness"
    OVERALL = "overall"


#: Which question measures which promise.
PROMISE_OF: Mapping[Item, int] = {
    Item.RESPECT: 9,
    Item.COURTESY: 10,
    Item.GUIDANCE: 11,
    Item.CLOSENESS: 12,
    Item.OVERALL: OVERALL,
}


class Channel(StrEnum):
    """How somebody was asked. Answers at the counter's tablet are reported apart: an officer stands beside it."""

    PHONE_OR_COMPUTER = "web"
    PAPER = "paper"
    TELEPHONE = "telephone"
    TABLET = "tablet"


#: Answers that an officer types for somebody else; who is rated himself may not.
TYPED_BY_ANOTHER = frozenset({Channel.PAPER, Channel.TELEPHONE})


@dataclass(frozen=True)
class Answers:
    """One slip's answers: `overall` from 1 (very unsatisfied) to 5 (very satisfied); `items` given, by promise."""

    overall: int
    items: Mapping[int, int]


def read_answers(given: Mapping[Item, int | None]) -> Answers:
    """The answers of a slip. Refused without the overall answer, and for a value off the scale."""
    for item, value in given.items():
        if value is not None and not WORST <= value <= BEST:
            raise Refused("surveys.answer.off_scale", field=item.value)
    overall = given.get(Item.OVERALL)
    if overall is None:
        raise Refused("surveys.answer.overall_missing", field=Item.OVERALL.value)
    items = {PROMISE_OF[item]: value for item, value in given.items() if item is not Item.OVERALL and value is not None}
    return Answers(overall, dict(sorted(items.items())))


def satisfied(value: int) -> bool:
    """Whether a point on the scale says satisfied or very satisfied."""
    return value >= SATISFIED


def week_of(day: date) -> date:
    """The Monday of a day's week: all that is kept of the moment of an answer."""
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class WaitingAnswer:
    """An answer that waits for its crowd: `slip` is SHA-256 of its token (32 bytes), `week` a Monday."""

    slip: bytes
    week: date
    channel: Channel
    answers: Answers

    def told(self) -> list[Any]:
        """The answer as a JSON value."""
        items = {str(number): value for number, value in self.answers.items.items()}
        return [self.slip.hex(), self.week.isoformat(), self.channel.value, self.answers.overall, items]

    @staticmethod
    def read(told: list[Any]) -> "WaitingAnswer":
        """The answer back from its JSON value."""
        slip, week, channel, overall, items = told
        answers = Answers(overall, {int(number): value for number, value in items.items()})
        return WaitingAnswer(bytes.fromhex(slip), date.fromisoformat(week), Channel(channel), answers)


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as the public ledger has it: all but how it was asked."""

    slip: bytes
    week: date
    answers: Answers


#: Answers become public in crowds of so many, or after so long whatever their number.
LEAST_CROWD, LONGEST_WAIT = 20, timedelta(days=30)
#: Answers that come out together at most.
MOST_SHOWN = 500


def crowd(waiting: Sequence[WaitingAnswer], today: date) -> tuple[WaitingAnswer, ...]:
    """Those that may become public today: of past weeks, many enough or waiting long; none otherwise."""
    past = tuple(answer for answer in waiting if answer.week < week_of(today))
    waited = any(answer.week <= today - LONGEST_WAIT for answer in past)
    return past[:MOST_SHOWN] if len(past) >= LEAST_CROWD or waited else ()
