"""A report of a month, a quarter, half a year, a year: which days it tells of, and its figures beside those before.

A figure is a number with the name of the query that counted it. What the text of a report says is taken from its
figures; a number that somebody typed into the text and that no figure holds is found by `unsourced`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from vidan.domain.errors import Refused

_DAY = timedelta(days=1)
_KEY = re.compile(r"(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?")
#: What is a number and tells no figure: days, times, numbers of papers and laws, codes, telephone numbers.
_NO_FIGURE = re.compile(
    r"\d{1,2}/\d{1,2}/\d{4}|\b\d{1,2}/\d{4}|(?:ngày|tháng|quý|năm|hứa|số|thôn|thứ|quầy|bàn|phiên|khoản|Điều|điều)"
    r" \d+(?:/\d+)*|^\d{1,2}\.(?= )|\d+(?:/\d+)?/[A-ZĐ][\w-]*|\b[A-ZĐ]{1,4}-[\d-]+|\b0\d(?:[ .]?\d){6,}"
    r"|\d{1,2} giờ(?: \d{2})?",
    re.MULTILINE,
)
#: The numbers of promises, one after the other.
_PROMISES = re.compile(r"(?<=hứa số )(?:1[0-2]|[1-9])(?!\d)(?:(?:, | và )(?:1[0-2]|[1-9])(?!\d))*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


class PeriodKind(StrEnum):
    """How long a report looks back."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}


@dataclass(frozen=True)
class Period:
    """The days of a report, both included."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def number(self) -> int:
        """Which one of its year, from 1."""
        return (self.first.month - 1) // MONTHS[self.kind] + 1

    @property
    def key(self) -> str:
        """`2026-10`, `2026-Q4`, `2026-H2`, `2026`."""
        ends = {
            PeriodKind.MONTH: f"-{self.number:02d}",
            PeriodKind.QUARTER: f"-Q{self.number}",
            PeriodKind.HALF: f"-H{self.number}",
            PeriodKind.YEAR: "",
        }
        return f"{self.first.year}{ends[self.kind]}"

    def before(self) -> "Period":
        """The one of the same length that ended the day before."""
        return period_of(self.kind, self.first - _DAY)

    def until(self, day: date) -> date:
        """Up to which day it can be told on a day."""
        return min(self.last, day)


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of a kind in which a day lies."""
    months = MONTHS[kind]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    after = first.month + months
    end = date(first.year + (after > 12), (after - 1) % 12 + 1, 1)
    return Period(kind, first, end - _DAY)


def read_period(text: str) -> Period:
    """From `2026-10`, `2026-Q4`, `2026-H2`, `2026`. Refused for anything else."""
    found = _KEY.fullmatch(text.strip().upper())
    if found is None:
        raise Refused("steering.report.period", field="period", period=text[:20])
    year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
    if month:
        return period_of(PeriodKind.MONTH, date(year, month, 1))
    if quarter:
        return period_of(PeriodKind.QUARTER, date(year, 3 * quarter, 1))
    if half:
        return period_of(PeriodKind.HALF, date(year, 6 * half, 1))
    return period_of(PeriodKind.YEAR, date(year, 1, 1))


class Trend(StrEnum):
    """A figure beside that of the period before."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ReportFigure:
    """A number of a report: `count`, or `count` of `of` beside a target in per cent; `query` counted it.

    `before`: the same over the period before, None where the commune was not at work then. `more_is_better`: None
    where neither more nor less says anything.
    """

    query: str
    count: int
    of: int | None = None
    target: int | None = None
    before: int | None = None
    before_of: int | None = None
    more_is_better: bool | None = None

    @property
    def trend(self) -> Trend:
        """Shares are compared as shares, counts as counts."""
        if self.before is None or self.more_is_better is None:
            return Trend.UNKNOWN
        if self.of is None:
            now, then = self.count, self.before
        elif self.of and self.before_of:
            now, then = self.count * self.before_of, self.before * self.of
        else:
            return Trend.UNKNOWN
        if now == then:
            return Trend.SAME
        return Trend.BETTER if (now > then) is self.more_is_better else Trend.WORSE

    def told(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "query": self.query, "count": self.count, "of": self.of, "target": self.target,
            "before": self.before, "before_of": self.before_of, "more_is_better": self.more_is_better,
        }  # fmt: skip

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "ReportFigure":
        """As it was stored."""
        return cls(**told)

    def numbers(self) -> Iterator[str]:
        """Every number that a text may say of it: itself, what it lacks, its target, and the difference."""
        yield from (
            str(one) for one in (self.count, self.of, self.target, self.before, self.before_of) if one is not None
        )
        if self.of is not None:
            yield str(self.of - self.count)
        if self.before is not None:
            yield str(abs(self.count - self.before))


@dataclass(frozen=True)
class LateThing:
    """What was late: an assignment with why its day moved, or so many dossiers of one procedure."""

    title: str
    who: str = ""
    due_on: date | None = None
    days: int = 0
    count: int = 0
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Learned:
    """A lesson of the period: what was wrong, what was done about it, and whether it helped (None: not judged yet)."""

    code: str
    title: str
    cause: str
    measure: str
    check_on: date | None
    worked: bool | None


@dataclass(frozen=True)
class NextStep:
    """What is still to be done: by whom, until when."""

    title: str
    who: str
    due_on: date


@dataclass(frozen=True)
class ReportData:
    """Everything that a report is written from. `until`: up to which day it is counted; `names`: of the promises;
    `since`: the first day on which a dossier was counted, None where none ever was.
    """

    period: Period
    until: date
    figures: tuple[ReportFigure, ...]
    names: Mapping[int, str] = field(default_factory=dict)
    late_dossiers: tuple[LateThing, ...] = ()
    late_assignments: tuple[LateThing, ...] = ()
    lessons: tuple[Learned, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    late_milestones: tuple[LateThing, ...] = ()
    since: date | None = None

    def figure(self, query: str) -> ReportFigure:
        """The figure of a query."""
        return next(one for one in self.figures if one.query == query)

    @property
    def empty(self) -> bool:
        """Whether no dossier was ever counted up to the period's end."""
        return self.since is None or self.since > self.until

    @property
    def begins_late(self) -> bool:
        """Whether the first dossier came within the period: then its figures do not tell of all of it."""
        return self.since is not None and self.period.first < self.since <= self.until

    def numbers(self) -> frozenset[str]:
        """Every number that the text may say."""
        found = {number for one in self.figures for number in one.numbers()}
        for late in (*self.late_dossiers, *self.late_assignments, *self.late_milestones):
            found |= {str(late.days), str(late.count)}
        found.add(str(len(self.late_milestones)))
        return frozenset(found | set(_NUMBER.findall("\n".join(self._quoted()))))

    def _quoted(self) -> Iterator[str]:
        """What people wrote, and the report repeats: it may hold numbers of their own."""
        for late in (*self.late_dossiers, *self.late_assignments, *self.late_milestones):
            yield from (late.title, *late.why)
        for one in self.lessons:
            yield from (one.title, one.cause, one.measure)
        yield from (step.title for step in self.next_steps)


def unsourced(text: str, numbers: Iterable[str]) -> tuple[str, ...]:
    """The numbers of a text that none of its figures holds, each once, in order; days and codes are no figures."""
    known = set(numbers)
    found = _NUMBER.findall(_NO_FIGURE.sub(" ", _PROMISES.sub(" ", text)))
    return tuple(dict.fromkeys(one for one in found if one not in known))


def check_period(period: Period, today: date) -> None:
    """Refused for a period that has not begun."""
    if period.first > today:
        raise Refused("steering.report.coming", field="period", first=f"{period.first:%d/%m/%Y}")
