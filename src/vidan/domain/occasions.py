"""An occasion: one time at which the commune had to keep one of its twelve promises, whatever column it comes from.

Every column says of its own matters what counted, in this one form; the promises on top add it up. All is told in local
days, and what an occasion says of tomorrow (when it will be overdue) is told today: so the passing of time alone needs
no work at midnight. See docs/promises.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time at which a promise had to be kept.

    `subject`: the facts by which it changes (`matter:12`); `number` tells several of one subject apart. `reference`:
    its public name in the ledger; empty where it must not stand in a list. `received_on`, `due_on`, `finished_on`: what
    anybody may see. It counts in the window in which it was finished. Until then it counts from `open_from` on in
    every window (None: not while it is open). From `broken_on` on the promise is broken (None: it is kept).
    `procedure` (key) and `village` (id) are for tables of many, never shown beside a reference.
    """

    subject: str
    received_on: date
    due_on: date | None = None
    finished_on: date | None = None
    broken_on: date | None = None
    open_from: date | None = None
    reference: str = ""
    number: int = 0
    procedure: str = ""
    village: int | None = None

    def open_on(self, day: date) -> bool:
        """Whether it counts as still open at a day's end."""
        begun = self.open_from is not None and self.open_from <= day
        return begun and (self.finished_on is None or self.finished_on > day)

    def kept_on(self, day: date) -> bool:
        """Whether the promise was not broken by a day's end."""
        return self.broken_on is None or self.broken_on > day


def owed(
    subject: str,
    received_on: date,
    due_on: date,
    finished_on: date | None,
    *,
    reference: str = "",
    number: int = 0,
    procedure: str = "",
    village: int | None = None,
) -> Occasion:
    """Something owed by the end of a day: late from the next day on, and counted from then even while it is open."""
    late_from = due_on + _DAY
    return Occasion(
        subject, received_on, due_on, finished_on, late_from, late_from, reference, number, procedure, village
    )


def decided(
    subject: str,
    received_on: date,
    on: date,
    *,
    kept: bool,
    reference: str = "",
    number: int = 0,
    procedure: str = "",
    village: int | None = None,
) -> Occasion:
    """Something that is decided on one day and counts on that day only, such as “understood” or “not yet”."""
    broken_on = None if kept else on
    return Occasion(subject, received_on, None, on, broken_on, None, reference, number, procedure, village)
