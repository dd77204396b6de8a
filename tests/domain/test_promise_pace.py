"""A figure that will miss its target at this pace says so before it does, and one without a pace says nothing."""

from datetime import date, timedelta

from vidan.domain.occasions import Occasion, decided, owed
from vidan.domain.promises import Figure, tally
from vidan.domain.promises.pace import at_this_pace, will_miss

TODAY = date(2026, 11, 17)


def ended(days_ago: int, count: int, *, kept: bool = True) -> list[Occasion]:
    day = TODAY - timedelta(days=days_ago)
    return [decided(f"matter:{days_ago}-{number}-{kept}", day, day, kept=kept) for number in range(count)]


def test_what_leaves_the_window_is_forgotten_and_the_last_thirty_days_come_once_more() -> None:
    told = [*ended(70, 40), *ended(45, 10), *ended(10, 6), *ended(10, 4, kept=False)]
    assert at_this_pace(tally(told), TODAY) == Figure(10 + 6 + 6, 10 + 10 + 10)


def test_a_promise_that_is_kept_today_is_told_when_it_will_not_be() -> None:
    told = [*ended(70, 80), *ended(45, 10), *ended(10, 9), *ended(10, 1, kept=False)]
    assert will_miss(8, tally(told), 98, TODAY)
    assert not will_miss(8, tally([*ended(70, 10), *ended(70, 5, kept=False), *ended(10, 10)]), 98, TODAY), "it mends"


def test_what_is_open_and_overdue_stays_until_it_is_done() -> None:
    open_one = owed("matter:1", TODAY - timedelta(days=20), TODAY - timedelta(days=5), None)
    assert at_this_pace(tally([open_one, *ended(3, 10)]), TODAY) == Figure(20, 21)


def test_where_little_happened_nobody_is_warned() -> None:
    assert not will_miss(8, {}, 98, TODAY)
    assert not will_miss(9, tally(ended(3, 4, kept=False)), 90, TODAY), "eight answers say nothing"


def test_nobody_is_warned_of_a_promise_of_which_the_page_says_that_nobody_can_tell() -> None:
    """Four of six now, seven of eleven ahead: the public page has no verdict of promise 3, so the desk has none."""
    told = tally([*ended(20, 4), *ended(20, 2, kept=False)])
    assert not will_miss(3, told, 90, TODAY)
    assert will_miss(3, tally([*ended(20, 8), *ended(20, 4, kept=False)]), 90, TODAY)
