"""When the program says a word in place of whoever reads sealed messages, so that no day and no hour tells them apart.

People acknowledge and answer while the office is open, one sooner and one later. A sealed message is acknowledged at a
minute of the working time that its own lot draws, and gets an interim answer in the last part of the time promised.
"""

from datetime import datetime

from vidan.domain.calendar import Calendar

#: Within which part of the promised working time, in hundredths, the lot falls.
ACKNOWLEDGED, ANSWERED = range(5, 90), range(75, 97)


def acknowledges_at(calendar: Calendar, received_at: datetime, acknowledge_by: datetime, lot: int) -> datetime:
    """The minute of working time at which a message is acknowledged; `lot` is any whole number of its own (>= 0)."""
    return calendar.moment_at_percent(received_at, acknowledge_by, ACKNOWLEDGED[lot % len(ACKNOWLEDGED)])


def answers_at(calendar: Calendar, received_at: datetime, answer_by: datetime, lot: int) -> datetime:
    """The minute of working time at which its sender is told at the latest how far it is."""
    return calendar.moment_at_percent(received_at, answer_by, ANSWERED[lot % len(ANSWERED)])
