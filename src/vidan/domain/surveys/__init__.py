"""The survey that no officer can steer: who is asked, with which slip, what was answered, what may be shown.

Source: promises 9 to 12; NĐ 61/2018 art. 27 (raters are kept secret) and 29 (the weak are helped to answer).
"""

from vidan.domain.surveys.answers import (
    ITEMS,
    OVERALL,
    Answers,
    Channel,
    Item,
    ShownAnswer,
    WaitingAnswer,
    crowd,
    read_answers,
    satisfied,
    week_of,
)
from vidan.domain.surveys.sampling import DEFAULT_SHARE, is_chosen, month_of, next_month, seed_hash, seed_of
from vidan.domain.surveys.slips import (
    LEAST_BATCH,
    MOST_BATCH,
    TOKEN_BYTES,
    may_issue,
    read_token,
    show_token,
)

__all__ = [
    "DEFAULT_SHARE",
    "ITEMS",
    "LEAST_BATCH",
    "MOST_BATCH",
    "OVERALL",
    "TOKEN_BYTES",
    "Answers",
    "Channel",
    "Item",
    "ShownAnswer",
    "WaitingAnswer",
    "crowd",
    "is_chosen",
    "may_issue",
    "month_of",
    "next_month",
    "read_answers",
    "read_token",
    "satisfied",
    "seed_hash",
    "seed_of",
    "show_token",
    "week_of",
]
