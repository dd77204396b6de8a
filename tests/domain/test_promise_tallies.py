"""Occasions added up day by day say what each of them says of every window, and nobody gains by leaving one open."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from vidan.domain import promises
from vidan.domain.occasions import Occasion, decided, owed
from vidan.domain.promises import Figure, part, tally

MON, TUE, WED, THU, FRI = (date(2026, 9, day) for day in range(7, 12))
DAYS = some.dates(date(2026, 6, 1), date(2026, 12, 31))
MAYBE = some.none() | DAYS
OCCASIONS = some.builds(
    Occasion,
    subject=some.just("matter:1"),
    received_on=DAYS,
    due_on=MAYBE,
    finished_on=MAYBE,
    broken_on=MAYBE,
    open_from=MAYBE,
)


@given(told=some.lists(OCCASIONS, max_size=12), ends=some.tuples(DAYS, DAYS))
def test_adding_up_days_says_what_each_occasion_says(told: list[Occasion], ends: tuple[date, date]) -> None:
    first, last = min(ends), max(ends)
    plainly = promises.total(part(occasion, first, last) for occasion in told)
    assert promises.figure(tally(told), first, last) == plainly


@given(told=some.lists(OCCASIONS, max_size=12), ends=some.lists(DAYS, min_size=1, max_size=6))
def test_the_figures_of_many_days_at_once_are_those_of_each_day(told: list[Occasion], ends: list[date]) -> None:
    found = promises.rolling_figures(tally(told), ends)
    assert found == {end: promises.figure(tally(told), end - timedelta(days=89), end) for end in ends}


@given(told=some.lists(OCCASIONS, max_size=12), last=DAYS)
def test_what_is_still_owed_is_what_is_open_and_broken(told: list[Occasion], last: date) -> None:
    plainly = sum(one.open_on(last) and not one.kept_on(last) for one in told)
    assert promises.still_owed(tally(told), last) == plainly


@given(told=some.lists(OCCASIONS, max_size=8), ends=some.tuples(DAYS, DAYS), day=DAYS)
def test_two_lists_added_keep_their_sums(told: list[Occasion], ends: tuple[date, date], day: date) -> None:
    first, last = min(ends), max(ends)
    parts = ([one for one in told if one.received_on < day], [one for one in told if one.received_on >= day])
    apart = [promises.figure(tally(some_of), first, last) for some_of in parts]
    assert promises.total(apart) == promises.figure(tally(told), first, last)


@given(told=some.lists(OCCASIONS, max_size=8), received=DAYS, wait=some.integers(0, 30), last=DAYS)
def test_something_owed_and_left_open_never_raises_a_figure(
    told: list[Occasion], received: date, wait: int, last: date
) -> None:
    first = last - timedelta(days=89)
    before = promises.figure(tally(told), first, last)
    late = owed("matter:2", received, received + timedelta(days=wait), None)
    after = promises.figure(tally([*told, late]), first, last)
    assert after.kept == before.kept
    assert after.counted == before.counted + (last > late.due_on if late.due_on else 0)


@given(told=some.lists(OCCASIONS, min_size=1, max_size=8), last=DAYS, which=some.integers(0, 7))
def test_whoever_deletes_evidence_that_counted_changes_the_figure(told: list[Occasion], last: date, which: int) -> None:
    first, gone = last - timedelta(days=89), told[which % len(told)]
    left = [one for place, one in enumerate(told) if place != which % len(told)]
    before, after = (promises.figure(tally(some_of), first, last) for some_of in (told, left))
    assert (before != after) == (part(gone, first, last) != Figure())


def test_what_is_owed_counts_when_it_is_done_and_from_the_day_after_it_was_due() -> None:
    late = owed("matter:1", MON, WED, None)
    assert [part(late, MON, day) for day in (WED, THU, FRI)] == [Figure(0, 0), Figure(0, 1), Figure(0, 1)]
    assert part(replace(late, finished_on=WED), MON, FRI) == Figure(1, 1)
    assert part(replace(late, finished_on=THU), MON, FRI) == Figure(0, 1)
    assert part(replace(late, finished_on=THU), FRI, FRI) == Figure(0, 0), "finished before the window"


def test_what_is_decided_counts_on_its_day_alone() -> None:
    assert part(decided("answer:1", MON, TUE, kept=True), MON, FRI) == Figure(1, 1)
    assert part(decided("answer:1", MON, TUE, kept=False), TUE, TUE) == Figure(0, 1)
    assert part(decided("answer:1", MON, TUE, kept=False), WED, FRI) == Figure(0, 0)


def test_a_matter_that_will_break_its_promise_is_not_broken_today() -> None:
    held = Occasion("matter:1", MON, broken_on=THU, open_from=MON)
    assert [part(held, MON, day) for day in (TUE, WED, THU)] == [Figure(1, 1), Figure(1, 1), Figure(0, 1)]
    assert part(replace(held, finished_on=WED), MON, FRI) == Figure(1, 1), "it ended in time"


def test_changes_that_undo_each_other_leave_no_trace() -> None:
    told = tally([owed("matter:1", MON, TUE, WED)])
    assert set(told) == {WED}, "it was overdue on no evening"
    assert not promises.Change(1) + -promises.Change(1)


def test_a_third_move_within_one_step_is_one_too_many() -> None:
    assert promises.reassigned_too_often([(1, MON), (1, TUE), (2, WED), (2, THU)]) is None
    assert promises.reassigned_too_often([(1, MON), (2, TUE), (1, WED), (1, THU), (1, FRI)]) == THU
