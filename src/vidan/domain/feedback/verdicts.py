"""What a sender says of what was said back to her: each time by itself, and of which ending.

Two endings are kept apart (`states.py`). “Agreed” or “not agreed” with *solved* counts for promise 3, with the answer
to a question for promise 2, and with any other answer for neither. Nothing that she said takes anything earlier back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from vidan.domain.feedback.legal import LegalAct

SOLVED = "solved"
#: Lines of a history by which the desk's work ends for now.
ENDINGS = frozenset({SOLVED, "answered", LegalAct.CONCLUDE.value, LegalAct.DECLINE.value})
YES = "confirmed"
NO = frozenset({"contested", "appealed"})
#: What a line becomes when a question is moved into the sealed box: its class is emptied there.
UNDERSTOOD, UNCLEAR = "understood", "unclear"
#: Lines without words that stay when everything else of a message is emptied.
COUNTED = frozenset({*ENDINGS, YES, *NO})
_SAID = frozenset({YES, *NO, UNDERSTOOD, UNCLEAR})


@dataclass(frozen=True, slots=True)
class SenderWord:
    """One thing a sender said: the how-manieth of hers, when, whether she agreed, and with which promise it counts
    (3: with what was called solved; 2: with the answer to a question; 0: with neither).
    """

    number: int
    at: datetime
    agreed: bool
    promise: int


def verdicts(lines: Iterable[tuple[str, datetime]], *, question: bool) -> Iterator[SenderWord]:
    """From the lines of a history (kind, when), oldest first."""
    ending, number = "", 0
    for kind, at in lines:
        if kind in ENDINGS:
            ending = kind
        elif kind in _SAID:
            asked = question or kind in (UNDERSTOOD, UNCLEAR)
            promise = 2 if asked else 3 if ending == SOLVED else 0
            yield SenderWord(number, at, kind in (YES, UNDERSTOOD), promise)
            number += 1
