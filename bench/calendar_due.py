"""What a due date costs, beside the least it could cost: two bare look-ups in precomputed tables.

    python bench/calendar_due.py            one at a time and 100,000 in bulk
    python bench/calendar_due.py --full     the bulk with a million, as when a decree moves every open dossier

Prints ratios against the floor measured in the same run; absolute times are those of this machine.
"""

import argparse
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from vidan.content import calendar as content
from vidan.domain.calendar import Calendar, Limit
from vidan.domain.moments import VIETNAM

ONE_BY_ONE = 100_000
ROUNDS = 5


def best(work: Callable[[], object], items: int) -> float:
    """The best of some rounds, in microseconds an item."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) / items * 1e6


def received_moments(number: int) -> list[datetime]:
    """Moments at all hours of 2023-2027 on a Vietnamese clock, the same in each run."""
    dice = random.Random(2026)
    start = datetime(2023, 1, 1, tzinfo=VIETNAM)
    return [start + timedelta(minutes=dice.randrange(5 * 365 * 24 * 60 - 60 * 24 * 60)) for _ in range(number)]


def each(answer: Callable[[datetime, Limit], object], moments: list[datetime], limit: Limit) -> Callable[[], None]:
    def work() -> None:
        for moment in moments:
            answer(moment, limit)

    return work


def floor(calendar: Calendar, moments: list[datetime]) -> float:
    """A list of working days and a dict from day to place: five working days on, one day at a time."""
    days = [date(2023, 1, 1) + timedelta(days=offset) for offset in range(5 * 366)]
    working = [day for day in days if calendar.is_working(day)]
    place, count = {}, 0
    for day in days:
        place[day] = count
        count += calendar.is_working(day)
    received = [moment.date() for moment in moments]

    def work() -> None:
        for day in received:
            working[place[day] + 5]

    return best(work, len(moments))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="a million in bulk")
    bulk = 1_000_000 if parser.parse_args().full else ONE_BY_ONE
    calendar = Calendar(1, content.default_seasons(), content.vietnam())
    moments = received_moments(ONE_BY_ONE)
    stored = [moment.astimezone(UTC) for moment in moments]
    many = received_moments(bulk)
    many_stored = [moment.astimezone(UTC) for moment in many]
    few, five = moments[:2000], Limit.parse("5wd")
    least = floor(calendar, moments)
    last = calendar.due_moment(moments[0], five)

    def minutes_until_due(moment: datetime, _: Limit) -> int:
        return calendar.minutes_left(moment, last)

    print(f"{'':46}{'µs each':>10}{'× floor':>10}")
    print(f"{'two bare tables, a date in, a date out':46}{least:10.3f}{1:10.1f}")
    rows: list[tuple[str, float]] = [
        ("5wd", best(each(calendar.due_moment, moments, five), len(moments))),
        ("5wd, the moment stored in UTC", best(each(calendar.due_moment, stored, five), len(moments))),
        *(
            (text, best(each(calendar.due_moment, moments, Limit.parse(text)), len(moments)))
            for text in ("12wh", "30d", "1sd", "1m")
        ),
        ("working minutes until a due date", best(each(minutes_until_due, moments, five), len(moments))),
        ("5wd with its explanation", best(each(calendar.due, few, five), len(few))),
        (f"5wd, {bulk:,} in bulk", best(lambda: calendar.due_moments(many, five), bulk)),
        (f"5wd, {bulk:,} in bulk, stored in UTC", best(lambda: calendar.due_moments(many_stored, five), bulk)),
    ]
    for name, cost in rows:
        print(f"{name:46}{cost:10.3f}{cost / least:10.1f}")
    start = time.perf_counter()
    Calendar(2, content.default_seasons(), content.vietnam()).due_moment(moments[0], five)
    print(f"first answer of a new version: {(time.perf_counter() - start) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
