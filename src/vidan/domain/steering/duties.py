"""What is to be published soon: found from what is posted and what happened, and put on somebody's desk once.

Sources: Law 10/2022/QH15 art. 12(3) (five working days), 13(1) (always posted), 13(2) (the list of each quarter), 14(1)
(a change is published again). Within how many days a quarter's budget is published is content: that law changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vidan.domain.steering.publications import PublicationItem, quarter_of

#: A quarter's list is asked for so many days before its end.
LIST_BEFORE = 10
BUDGET, GUIDES, OPINIONS = 2, 13, 11
_DAY = timedelta(days=1)


class DutyKind(StrEnum):
    """Why something is to be published."""

    ALWAYS = "always"
    BUDGET = "budget"
    QUARTER = "quarter"
    CHANGED = "changed"
    ROUND = "round"


@dataclass(frozen=True)
class Posted:
    """Something of an item that was published: from which day, and whether it still hangs."""

    item: int
    from_on: date
    hangs: bool


@dataclass(frozen=True)
class PublicationDuty:
    """Something to be published; `key` names it once and for all, `due_on` None: five working days from today."""

    key: str
    kind: DutyKind
    item: int
    about: str = ""
    due_on: date | None = None


def publication_duties(
    items: Iterable[PublicationItem],
    posted: Iterable[Posted],
    today: date,
    *,
    budget_within: int,
    listed: Iterable[date] = (),
    guides_changed_on: date | None = None,
    results: Iterable[tuple[str, str, date]] = (),
) -> Iterator[PublicationDuty]:
    """What the law asks for now. `budget_within`: days after a quarter's end until which its budget is published;
    `listed`: first days of quarters whose list was made; `results`: rounds whose result was decided, as (code, title,
    day).
    """
    known = tuple(posted)
    hanging = {one.item for one in known if one.hangs}
    for item in items:
        if item.always and item.number not in hanging:
            yield PublicationDuty(f"always:{item.number}", DutyKind.ALWAYS, item.number, item.name)
    yield from _of_quarter(known, today, set(listed), budget_within)
    newest = max((one.from_on for one in known if one.item == GUIDES), default=None)
    if newest is not None and guides_changed_on is not None and newest < guides_changed_on <= today:
        yield PublicationDuty(f"changed:{guides_changed_on:%Y-%m-%d}", DutyKind.CHANGED, GUIDES)
    for code, title, day in results:
        if not any(one.item == OPINIONS and one.from_on >= day for one in known):
            yield PublicationDuty(f"round:{code}", DutyKind.ROUND, OPINIONS, title)


def _of_quarter(
    posted: tuple[Posted, ...], today: date, listed: set[date], budget_within: int
) -> Iterator[PublicationDuty]:
    first, last = quarter_of(today)
    if posted and today > last - timedelta(days=LIST_BEFORE) and first not in listed:
        about = f"{(first.month + 2) // 3}/{first.year}"
        yield PublicationDuty(f"quarter:{first:%Y-%m}", DutyKind.QUARTER, 0, about, last)
    end = first - _DAY
    due_on = end + timedelta(days=budget_within)
    if today <= due_on and not any(one.item == BUDGET and one.from_on > end for one in posted):
        about = f"{(end.month + 2) // 3}/{end.year}"
        yield PublicationDuty(f"budget:{end:%Y-%m}", DutyKind.BUDGET, BUDGET, about, due_on)
