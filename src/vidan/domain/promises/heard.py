"""What the ledger's entries tell of feedback, for whoever judges the rows of promises 1, 2 and 3."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from vidan.domain.ledger.entries import Entry

#: After so many days nothing can still wait for its working day: not over the longest holiday, nor after a storm.
_SURELY_OVERDUE = timedelta(days=31)


class FeedbackTold:
    """`pa` and `tn` of each reference, and each `xn` and `pd` by itself, up to a day.

    Rows of promise 1 are all of the first (`strict`: in its first version they had no reference), rows of promises 2
    and 3 are some of the second.
    """

    def __init__(self, entries: Iterable[Entry], until: date) -> None:
        self.strict = False
        self._received: dict[str, date] = {}
        self._heard: dict[str, date] = {}
        self._words: Counter[tuple[str, str, date | None]] = Counter()
        self._listed: set[str] = set()
        for entry in entries:
            ref = entry.ref or ""
            if entry.day > until:
                continue
            if entry.kind in ("pa", "tn"):
                told = self._received if entry.kind == "pa" else self._heard
                told[ref] = min(entry.day, told.get(ref, entry.day))
            elif entry.kind in ("xn", "pd"):
                self._words[ref, entry.kind, entry.day] += 1

    def fits(self, promise: str, reference: str, received: date | None, finished: date | None, *, broken: bool) -> bool:
        """Whether a row says what the entries of its reference say; a row of promises 2 and 3 takes one entry."""
        if not reference and (promise != "1" or not self.strict):
            return True
        if promise == "1":
            new = reference not in self._listed
            self._listed.add(reference)
            came = self._received.get(reference)
            heard_then = came is not None and received is not None and received <= came
            return new and heard_then and self._heard.get(reference) == finished
        key = (reference, "pd" if broken else "xn", finished)
        self._words[key] -= 1
        return self._words[key] >= 0

    def missing(self, first: date, last: date) -> Iterator[str]:
        """Whatever was acknowledged in a window, or must be overdue by now, and has no row."""
        for ref, received in self._received.items():
            heard = self._heard.get(ref)
            owed = received < last - _SURELY_OVERDUE if heard is None else heard >= first
            if owed and ref not in self._listed and (self.strict or self._listed):
                yield ref
