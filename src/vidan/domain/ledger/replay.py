"""Promise 8, *Không trễ hẹn*, and promises 9 to 12, what people answered, from the ledger's entries alone.

Source: the twelve promises' definitions (promise 8): result ready on or before the day of the first promise, divided by
what was finished in the window and what is open past that day; withdrawn after that day counts as late.

Entries of one publication are shuffled, so their order says nothing; within a day they are taken in the order of
`_STEPS`. The first promise moves in one way only: `bs` on or before that day stops the clock, and the next `hen` for a
supplement (once in a dossier's life) or for a pause sets the day anew. Any other `hen` moves nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from vidan.domain.ledger.entries import Entry
from vidan.domain.ledger.note import to_base64

WINDOW_DAYS = 90
#: The promises that people judge. An answer tells the Monday of its week, and counts on the Sunday.
RATED = ("9", "10", "11", "12")
_SUNDAY = timedelta(days=6)
#: From so many of five points on somebody is satisfied.
_SATISFIED = 4
_STEPS = {"nhan": 0, "bs": 1, "hen": 2, "xong": 3, "huy": 4}
#: The kinds of entries that a dossier's clock is told by.
CLOCK_KINDS = frozenset(_STEPS)


@dataclass(slots=True)
class Story:
    """What the ledger tells of one dossier: received, first promise (moved only lawfully), how it ended."""

    ref: str
    received: date
    due: date
    stopped: bool = False
    supplemented: bool = False
    moves: int = 0
    finished: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True)
class Figure:
    """Promise 8 in a window: kept of counted, and what the counted are made of."""

    first: date
    last: date
    kept: int
    finished: int
    overdue: int
    withdrawn_late: int
    stopped: int

    @property
    def counted(self) -> int:
        return self.finished + self.overdue + self.withdrawn_late


@dataclass(frozen=True)
class Retold:
    """All dossiers by public reference, and references of which the ledger knows no receipt or two."""

    stories: dict[str, Story]
    unheard: tuple[str, ...]
    repeated: tuple[str, ...]


def retell(entries: Iterable[Entry], until: date) -> Retold:
    """Follow every dossier up to and including a day. Entries may come in any order."""
    said: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in _STEPS and entry.day <= until:
            said.setdefault(entry.ref or "", []).append(entry)
    stories: dict[str, Story] = {}
    unheard: list[str] = []
    repeated: list[str] = []
    for ref, mine in said.items():
        mine.sort(key=in_time)
        for entry in mine:
            if entry.kind == "nhan":
                if ref in stories:
                    repeated.append(ref)
                elif entry.due is not None:
                    stories[ref] = Story(ref, entry.day, entry.due)
            elif ref in stories:
                _go_on(stories[ref], entry)
            else:
                unheard.append(ref)
    return Retold(stories, tuple(dict.fromkeys(unheard)), tuple(dict.fromkeys(repeated)))


def in_time(entry: Entry) -> tuple[date, int, str]:
    """By what the entries of one dossier are ordered: entries of one publication are shuffled."""
    return entry.day, _STEPS[entry.kind], to_base64(entry.commitment or b"")


def _go_on(story: Story, entry: Entry) -> None:
    if entry.kind == "bs":
        story.stopped = story.stopped or (story.finished is None and entry.day <= story.due)
    elif entry.kind == "hen" and entry.due is not None:
        story.moves += 1
        lawful = entry.why == "pause" or (entry.why == "supplement" and not story.supplemented)
        if story.stopped and lawful:
            story.due, story.stopped = entry.due, False
            story.supplemented = story.supplemented or entry.why == "supplement"
    elif entry.kind == "xong":
        # A dossier finished twice was not finished the first time.
        story.finished = entry.day
    elif entry.kind == "huy":
        story.withdrawn = entry.day


def on_word(told: Iterable[tuple[Entry, date | None]]) -> tuple[str, ...]:
    """References whose result, stop or withdrawal is dated on or before the promised day, but was put into the ledger
    only after it: then the ledger proves nothing, and the day is the commune's word (an imported list, or a lie).

    With each entry comes the latest day that the ledger had before the publication which brought the entry.
    """
    said: dict[str, list[tuple[Entry, date | None]]] = {}
    for step in told:
        if step[0].kind in _STEPS:
            said.setdefault(step[0].ref or "", []).append(step)
    return tuple(ref for ref, steps in said.items() if _by_word(ref, steps))


def _by_word(ref: str, steps: list[tuple[Entry, date | None]]) -> bool:
    story: Story | None = None
    found = False
    for entry, seen in sorted(steps, key=lambda step: in_time(step[0])):
        if entry.kind == "nhan" and entry.due is not None:
            story = story or Story(ref, entry.day, entry.due)
        elif story is not None:
            ended = entry.kind in ("bs", "xong", "huy")
            found = found or (ended and seen is not None and entry.day <= story.due < seen)
            _go_on(story, entry)
    return found


def agrees(story: Story | None, due: date | None, finished: date | None) -> bool:
    """Whether a row of promise 8 says what the ledger says of that dossier."""
    if story is None:
        return False
    ended = story.finished or (None if story.stopped else story.withdrawn)
    return (due, finished) == (story.due, ended)


def promise_8(retold: Retold, first: date, last: date) -> Figure:
    """The figure for the window `[first, last]`; the entries must have been retold until `last`."""
    kept = finished = overdue = withdrawn_late = stopped = 0
    for story in retold.stories.values():
        if story.withdrawn is not None and story.finished is None:
            late = story.withdrawn > story.due and not story.stopped
            withdrawn_late += late and first <= story.withdrawn <= last
        elif story.finished is not None:
            if first <= story.finished <= last:
                finished += 1
                kept += story.finished <= story.due
        elif story.stopped:
            stopped += 1
        else:
            overdue += story.due < last
    return Figure(first, last, kept, finished, overdue, withdrawn_late, stopped)


def rated(entries: Iterable[Entry], first: date, last: date) -> dict[str, tuple[int, int]]:
    """Promises 9 to 12 of a window: (satisfied, answers) by number, from the answers that stand in the ledger."""
    points: dict[str, list[int]] = {number: [] for number in RATED}
    for entry in entries:
        if entry.items and first <= entry.day + _SUNDAY <= last:
            for number, value in entry.items.items():
                points[number].append(value)
    return {number: (sum(value >= _SATISFIED for value in found), len(found)) for number, found in points.items()}


def rolling(last: date, days: int = WINDOW_DAYS) -> tuple[date, date]:
    """The window of so many days that ends with a day."""
    return last - timedelta(days=days - 1), last


def windows(last: date) -> dict[str, tuple[date, date]]:
    """The windows that are shown: 90 days, and month, quarter, year so far."""
    return {
        "90": rolling(last),
        "month": (last.replace(day=1), last),
        "quarter": (last.replace(month=3 * ((last.month - 1) // 3) + 1, day=1), last),
        "year": (last.replace(month=1, day=1), last),
    }
