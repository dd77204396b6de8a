"""Numbered blank receipts: printed while there is power, written by hand when there is none, typed in afterwards.

Each bears its own code and secret from the printing on, so that the citizen's paper is worth the same as any other. The
clock runs from the moment that is written on the paper; when it was typed in stands beside it (NĐ 118/2025 art. 17: the
moment of full receipt counts, whatever carries it).
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from vidan.domain.calendar import Calendar
from vidan.domain.errors import Refused
from vidan.domain.facts import Fact
from vidan.domain.moments import at, local, local_day

#: A stack that one desk can watch over; more is printed when it is used up.
MOST_IN_A_RUN = 100
LONGEST_REASON = 300


@dataclass(frozen=True)
class Blank:
    """A numbered blank as the book knows it: since when it exists, and what became of it (neither: still out)."""

    code: str
    printed_at: datetime
    entered_as: str = ""
    spoiled: bool = False


def blank_code(abbreviation: str, year: int, number: int) -> str:
    """`ĐL-260000-0012`: the twelfth blank of 2026. No month is the nought, so no day's code is ever equal."""
    return f"{abbreviation}-{year % 100:02d}0000-{number:04d}"


def is_blank_code(code: str, abbreviation: str) -> bool:
    """Whether a code can be that of a blank of this commune."""
    head, _, rest = code.partition("-")
    return head == abbreviation and rest[2:7] == "0000-" and (rest[:2] + rest[7:]).isdecimal()


def check_run(size: int) -> None:
    """Refused `dossiers.blank.size` for a stack of none, or larger than anybody can watch over."""
    if not 1 <= size <= MOST_IN_A_RUN:
        raise Refused("dossiers.blank.size", field="size", most=MOST_IN_A_RUN)


def check_open(blank: Blank) -> None:
    """Refused for a number that was entered or spoiled: no number is used twice."""
    if blank.entered_as:
        raise Refused("dossiers.blank.entered", field="blank", code=blank.code)
    if blank.spoiled:
        raise Refused("dossiers.blank.spoiled", field="blank", code=blank.code)


def check_entry(blank: Blank, received_at: datetime) -> None:
    """Refused when the paper was used already, or when its moment lies before the paper was printed."""
    check_open(blank)
    if received_at < blank.printed_at.replace(second=0, microsecond=0):
        printed = f"{local(blank.printed_at):%H:%M %d/%m/%Y}"
        raise Refused("dossiers.blank.before_print", field="received_at", code=blank.code, printed=printed)


def reason_for_spoiling(text: str) -> str:
    """Why a paper is worthless. Refused when nothing is said, or too much."""
    if not text:
        raise Refused("dossiers.blank.reason", field="reason")
    if len(text) > LONGEST_REASON:
        raise Refused("dossiers.blank.reason_too_long", field="reason", most=LONGEST_REASON)
    return text


def promised_by_hand(due_at: datetime, promised_on: date, received_at: datetime, calendar: Calendar) -> datetime:
    """What is owed when the hand wrote another day than the law gives: the earlier one, for both bind the commune.

    A day on which nobody works ends with the next working day (Civil Code 2015 art. 148).
    """
    if promised_on < local_day(received_at):
        raise Refused("dossiers.blank.promised_before", field="promised_on")
    day = promised_on if calendar.is_working(promised_on) else calendar.next_working_day(promised_on)
    if day >= local_day(due_at):
        return due_at
    end = calendar.sessions_on(day)[-1].end
    return max(at(day, time(end // 60, end % 60)), received_at)


@dataclass(frozen=True, kw_only=True)
class BlankReceiptsPrinted(Fact):
    """A stack of numbered blanks was printed, from the first number to the last."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    first: str
    last: str
    size: int


@dataclass(frozen=True, kw_only=True)
class BlankReceiptEntered(Fact):
    """A receipt written by hand was typed in: the true moment of receipt, and how many minutes later it was typed."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    received_at: datetime
    typed_at: datetime
    minutes: int
    promised_on: date | None


@dataclass(frozen=True, kw_only=True)
class BlankReceiptSpoiled(Fact):
    """A numbered blank will never be used: torn, written wrongly, lost; the number stays empty for ever."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset()
    code: str
    reason: str
