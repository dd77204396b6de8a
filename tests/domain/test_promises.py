"""The twelve promises: what is counted, what it says beside its target, and what can never raise a figure."""

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vidan.domain import promises
from vidan.domain.calendar import Calendar, DayKind, DayRow
from vidan.domain.ledger import entries, replay
from vidan.domain.ledger.note import to_base64
from vidan.domain.moments import VIETNAM
from vidan.domain.people import Mandate, Role
from vidan.domain.promises import Away, ClockStep, ClosedDossier, Figure, Presence, Reckoning, Showing, Verdict

CALENDAR = Calendar(version=1)
#: Monday to Friday, and the week after.
MON, TUE, WED, THU, FRI = (date(2026, 9, day) for day in range(7, 12))
NEXT_MON, NEXT_TUE, NEXT_WED = date(2026, 9, 14), date(2026, 9, 15), date(2026, 9, 16)
LAST = date(2026, 9, 30)
FIRST = LAST - timedelta(days=89)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)


def matter(**words: object) -> Reckoning:
    """Received on Monday, promised for Thursday."""
    return replace(Reckoning(opened_on=MON, counted_due_on=THU), **words)


# -- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "counted", "low", "high"),
    # The four examples of R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(kept: int, counted: int, low: float, high: float) -> None:
    interval = promises.interval(Figure(kept, counted))
    assert interval is not None
    assert [round(end, 4) for end in interval] == [low, high]


@given(counted=some.integers(min_value=1, max_value=5000), data=some.data())
def test_the_interval_holds_the_share_and_stays_within_nought_and_one(counted: int, data: some.DataObject) -> None:
    figure = Figure(data.draw(some.integers(min_value=0, max_value=counted)), counted)
    low, high = promises.interval(figure) or (0, 0)
    assert 0 <= low <= float(figure.share or 0) <= high <= 1
    mirrored = promises.interval(Figure(counted - figure.kept, counted)) or (0, 0)
    assert low == pytest.approx(1 - mirrored[1])


def test_where_nothing_was_counted_there_is_no_share_and_no_interval() -> None:
    assert Figure(0, 0).share is None
    assert promises.interval(Figure(0, 0)) is None


def test_more_kept_than_counted_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="no share"):
        Figure(2, 1)


def test_the_target_reached_exactly_is_kept() -> None:
    assert promises.verdict(8, Figure(98, 100), 98) is Verdict.KEPT
    assert promises.verdict(8, Figure(49, 50), 98) is Verdict.KEPT
    assert promises.verdict(7, Figure(482, 482), 100) is Verdict.KEPT


def test_under_five_points_below_is_nearly_and_five_points_below_is_missed() -> None:
    assert promises.verdict(8, Figure(97, 100), 98) is Verdict.NEARLY
    assert promises.verdict(8, Figure(9301, 10000), 98) is Verdict.NEARLY
    assert promises.verdict(8, Figure(93, 100), 98) is Verdict.MISSED
    assert promises.verdict(9, Figure(17, 20), 90) is Verdict.MISSED


@pytest.mark.parametrize("number", [2, 3, 9, 10, 11, 12])
def test_under_ten_answers_there_is_not_enough_data(number: int) -> None:
    assert promises.verdict(number, Figure(9, 9), 90) is Verdict.UNKNOWN
    assert promises.showing(number, Figure(9, 9)) is Showing.TOO_FEW
    assert promises.verdict(number, Figure(10, 10), 90) is Verdict.KEPT


@pytest.mark.parametrize("number", [1, 4, 5, 6, 7, 8])
def test_a_duty_is_judged_from_the_first_one_on_and_shown_as_a_bare_fraction(number: int) -> None:
    assert promises.verdict(number, Figure(9, 9), 98) is Verdict.KEPT
    assert promises.verdict(number, Figure(8, 9), 98) is Verdict.MISSED
    assert promises.showing(number, Figure(9, 9)) is Showing.FRACTION
    assert promises.showing(number, Figure(10, 10)) is Showing.SHARE


@pytest.mark.parametrize("number", range(1, 13))
def test_nothing_counted_is_never_a_success(number: int) -> None:
    assert promises.verdict(number, Figure(0, 0), 95) is Verdict.UNKNOWN
    assert promises.showing(number, Figure(0, 0)) is Showing.NOTHING


def test_one_apology_still_owed_makes_promise_4_missed() -> None:
    assert promises.verdict(4, Figure(200, 200), 100, owed=1) is Verdict.MISSED
    assert promises.verdict(4, Figure(0, 0), 100, owed=1) is Verdict.MISSED
    assert promises.verdict(4, Figure(200, 200), 100) is Verdict.KEPT
    assert promises.verdict(8, Figure(200, 200), 98, owed=1) is Verdict.KEPT


@given(kept=some.integers(0, 300), more=some.integers(0, 300), target=some.integers(50, 100))
def test_a_better_share_never_has_a_worse_verdict(kept: int, more: int, target: int) -> None:
    order = [Verdict.MISSED, Verdict.NEARLY, Verdict.KEPT]
    counted = kept + more + 10
    worse, better = (promises.verdict(8, Figure(part, counted), target) for part in (kept, kept + more))
    assert order.index(worse) <= order.index(better)


def test_each_formula_counts_what_its_words_say() -> None:
    assert promises.promise_1(in_time=61, acknowledged=62, overdue=2) == Figure(61, 64)
    assert promises.promise_2(understood=91, not_yet=9) == Figure(91, 100)
    assert promises.promise_3(confirmed=8, contested=2) == Figure(8, 10)
    assert promises.promise_4(in_time=5, breaches=6) == Figure(5, 6)
    assert promises.promise_5(in_time=23, due=23) == Figure(23, 23)
    assert promises.survey(satisfied=100, very_satisfied=80, valid=193) == Figure(180, 193)


@pytest.mark.parametrize("trouble", ["second_request", "unlisted_paper", "needless_trip", "upheld_complaint"])
def test_any_of_the_four_troubles_counts_against_promise_6(trouble: str) -> None:
    assert promises.promise_6([ClosedDossier(), ClosedDossier(**{trouble: True})]) == Figure(1, 2)


# -- promise 8 --------------------------------------------------------------------------------------------------------


def part_8(told: Reckoning, last: date = LAST) -> tuple[int, int]:
    figure = promises.part_of_8(told, last - timedelta(days=89), last)
    return figure.kept, figure.counted


def test_ready_on_or_before_the_promised_day_is_kept_and_a_day_later_is_not() -> None:
    assert part_8(matter(ended_on=WED)) == (1, 1)
    assert part_8(matter(ended_on=THU)) == (1, 1)
    assert part_8(matter(ended_on=FRI)) == (0, 1)


def test_open_counts_only_once_its_day_is_past() -> None:
    assert part_8(matter(), last=THU) == (0, 0)
    assert part_8(matter(), last=FRI) == (0, 1)


def test_withdrawn_in_time_does_not_count_and_withdrawn_late_counts_as_late() -> None:
    assert part_8(matter(withdrawn=True, ended_on=THU)) == (0, 0)
    assert part_8(matter(withdrawn=True, ended_on=FRI)) == (0, 1)
    assert part_8(matter(withdrawn=True, ended_on=FRI, stopped=True)) == (0, 0)


def test_while_the_clock_stands_lawfully_nothing_is_overdue() -> None:
    assert part_8(matter(stopped=True)) == (0, 0)


def test_what_ended_before_the_window_has_left_it_and_what_is_open_never_leaves() -> None:
    far = LAST + timedelta(days=200)
    assert part_8(matter(ended_on=FRI), last=FRI + timedelta(days=89)) == (0, 1)
    assert part_8(matter(ended_on=FRI), last=FRI + timedelta(days=90)) == (0, 0)
    assert part_8(matter(), last=far) == (0, 1)


def test_what_promises_nobody_a_day_is_not_part_of_promise_8() -> None:
    assert part_8(matter(promised=False, ended_on=FRI)) == (0, 0)


REF = hashlib.sha256(b"ref").hexdigest()[:32]
DAYS = some.dates(min_value=MON, max_value=LAST)


@some.composite
def clocks(draw: some.DrawFn) -> list[entries.Entry]:
    """The entries of one dossier: received, then stops and new days in any order, sometimes many on one day."""
    told = [entry("nhan", draw(some.dates(MON, THU)), 0, draw(DAYS))]
    for number in range(draw(some.integers(0, 7))):
        kind = draw(some.sampled_from(["bs", "hen"]))
        why = draw(some.sampled_from(entries.REASONS)) if kind == "hen" else ""
        told.append(entry(kind, draw(DAYS), number + 1, draw(DAYS) if kind == "hen" else None, why))
    return draw(some.permutations(told))


def entry(kind: str, day: date, number: int, due: date | None = None, why: str = "") -> entries.Entry:
    public = {"ref": REF} | ({"due": due.isoformat()} if due else {}) | ({"why": why} if why else {})
    bound = hashlib.sha256(f"{kind}{day}{number}{due}{why}".encode()).digest()
    return entries.parse(entries.build(kind, day, bound, public))


def step(told: entries.Entry) -> ClockStep:
    return ClockStep(told.kind, told.day, to_base64(told.commitment or b""), told.due, told.why or "")


@given(told=clocks())
def test_the_counted_day_is_the_one_that_anybody_reads_in_the_ledger(told: list[entries.Entry]) -> None:
    ours = promises.counted_day(step(one) for one in told)
    theirs = replay.retell(told, LAST).stories[REF]
    assert ours is not None
    assert (ours.due_on, ours.stopped) == (theirs.due, theirs.stopped)


def test_only_a_lawful_stop_in_time_moves_the_first_promise() -> None:
    received = ClockStep("nhan", MON, due=THU)
    again = {"day": FRI, "due": NEXT_TUE}
    for why in ("reappointment", "calendar", "pause", "supplement"):
        unasked = promises.counted_day([received, ClockStep("hen", **again, why=why)])
        assert unasked == promises.CountedDay(THU), "nobody stopped the clock"
    paused = promises.counted_day([received, ClockStep("bs", THU), ClockStep("hen", **again, why="pause")])
    assert paused == promises.CountedDay(NEXT_TUE)
    late = promises.counted_day([received, ClockStep("bs", FRI), ClockStep("hen", **again, why="pause")])
    assert late == promises.CountedDay(THU), "stopped a day too late"
    moved = promises.counted_day([received, ClockStep("bs", THU), ClockStep("hen", **again, why="reappointment")])
    assert moved == promises.CountedDay(THU, stopped=True), "a re-appointment never moves the day"


def test_before_it_was_received_there_is_no_counted_day() -> None:
    assert promises.counted_day([]) is None
    assert promises.counted_day([ClockStep("bs", MON)]) is None


# -- promise 7 --------------------------------------------------------------------------------------------------------


def part_7(told: Reckoning, last: date = LAST) -> tuple[int, int]:
    figure = promises.part_of_7(told, last - timedelta(days=89), last)
    return figure.kept, figure.counted


def test_every_matter_open_or_closed_in_the_window_counts_once() -> None:
    assert part_7(matter()) == (1, 1)
    assert part_7(matter(ended_on=FRI)) == (1, 1)
    assert part_7(matter(ended_on=FRI), last=FRI + timedelta(days=90)) == (0, 0)
    assert part_7(matter(), last=MON - timedelta(days=1)) == (0, 0)


def test_a_matter_that_was_evaded_stays_so() -> None:
    assert part_7(matter(evaded_on=THU)) == (0, 1)
    assert part_7(matter(evaded_on=THU, ended_on=FRI)) == (0, 1)
    assert part_7(matter(evaded_on=THU), last=WED) == (1, 1), "not before the day on which it happened"


def test_an_overdue_working_day_without_an_act_is_found() -> None:
    assert promises.idle_day(CALENDAR, THU, None, FRI) is None, "Friday is not over yet"
    assert promises.idle_day(CALENDAR, THU, None, NEXT_MON) == FRI
    assert promises.idle_day(CALENDAR, THU, FRI, NEXT_TUE) == NEXT_MON
    assert promises.idle_day(CALENDAR, THU, NEXT_MON, NEXT_TUE) is None


def test_days_off_ask_for_no_act() -> None:
    assert promises.idle_day(CALENDAR, FRI, None, NEXT_MON) is None, "Saturday and Sunday"
    holiday = Calendar(version=1, rows=(DayRow(NEXT_MON, DayKind.HOLIDAY, "nghỉ"),))
    assert promises.idle_day(holiday, FRI, None, NEXT_TUE) is None
    assert promises.idle_day(holiday, FRI, None, NEXT_WED) == NEXT_TUE


def test_before_the_promised_day_is_past_no_act_is_asked_for() -> None:
    assert promises.idle_day(CALENDAR, THU, None, MON) is None
    assert promises.idle_day(CALENDAR, THU, MON, THU) is None


@given(
    due=some.dates(MON, LAST),
    until=some.dates(MON, LAST + timedelta(days=20)),
    acts=some.sets(some.dates(MON, LAST + timedelta(days=20)), max_size=25),
)
def test_looking_at_each_act_finds_the_same_day_as_looking_at_every_day(
    due: date, until: date, acts: set[date]
) -> None:
    acts = {day for day in acts if day <= until}
    every = (due + timedelta(days=n) for n in range(1, (until - due).days))
    plainly = next((day for day in every if CALENDAR.is_working(day) and day not in acts), None)
    found, acted_on = None, None
    for day in sorted(acts):
        found = promises.earliest(found, promises.idle_day(CALENDAR, due, acted_on, day))
        acted_on = day
    assert promises.earliest(found, promises.idle_day(CALENDAR, due, acted_on, until)) == plainly


LONG_AGO = date(2025, 7, 1)
LAM, HOA, KIEN = 1, 2, 3
MANDATED = Mandate(Role.SPECIALIST, LONG_AGO)


def unheld(mandates: list[Mandate], start: datetime, end: datetime) -> date | None:
    """The first day without a holder at the desk of Lâm, who has these mandates and no leave."""
    return promises.unheld_day(CALENDAR, {LAM: Presence(tuple(mandates))}, LAM, start, end)


def away(first: date, last: date, stand_in: int, *mandates: Mandate) -> Presence:
    """Who is on leave from a day to a day, with a mandate unless others are named."""
    leave = Away(at(first, 0), at(last + timedelta(days=1), 0), stand_in)
    return Presence(mandates or (MANDATED,), (leave,))


def test_whoever_has_a_mandate_holds_a_matter_rightly() -> None:
    mandate = Mandate(Role.SPECIALIST, LONG_AGO)
    assert unheld([mandate], at(MON, 8), at(FRI, 17)) is None
    in_turn = [Mandate(Role.SPECIALIST, LONG_AGO, TUE), Mandate(Role.LEADER, WED)]
    assert unheld(in_turn, at(MON, 8), at(FRI, 17)) is None


def test_a_working_hour_after_the_mandate_ended_is_found() -> None:
    ended = [Mandate(Role.SPECIALIST, LONG_AGO, TUE)]
    assert unheld(ended, at(MON, 8), at(TUE, 23)) is None
    assert unheld(ended, at(MON, 8), at(WED, 17)) == WED
    begun_late = [Mandate(Role.SPECIALIST, THU)]
    assert unheld(begun_late, at(MON, 8), at(FRI, 17)) == MON


def test_less_than_a_working_hour_is_time_to_hand_over() -> None:
    ended = [Mandate(Role.SPECIALIST, LONG_AGO, TUE)]
    opening = CALENDAR.sessions_on(WED)[0].start
    begun = at(WED, opening // 60, opening % 60)
    assert unheld(ended, at(MON, 8), begun + timedelta(minutes=59)) is None
    assert unheld(ended, at(MON, 8), begun + timedelta(minutes=60)) == WED


def test_a_night_or_a_weekend_without_a_mandate_is_no_working_hour() -> None:
    ended = [Mandate(Role.SPECIALIST, LONG_AGO, FRI), Mandate(Role.SPECIALIST, NEXT_MON)]
    assert unheld(ended, at(FRI, 8), at(NEXT_TUE, 17)) is None


def test_a_mandate_that_may_not_hold_matters_does_not_count() -> None:
    assert unheld([Mandate(Role.ADMINISTRATOR, LONG_AGO)], at(MON, 8), at(TUE, 17)) == MON


def test_nobody_named_is_nobody_who_holds_it() -> None:
    assert unheld([], at(MON, 8), at(TUE, 17)) == MON
    assert promises.unheld_day(CALENDAR, {LAM: Presence((MANDATED,))}, None, at(MON, 8), at(TUE, 17)) == MON


def test_a_leave_with_somebody_who_stands_in_leaves_no_hour_unheld() -> None:
    present = {LAM: away(TUE, FRI, HOA), HOA: Presence((MANDATED,))}
    assert promises.unheld_day(CALENDAR, present, LAM, at(MON, 8), at(NEXT_TUE, 17)) is None


def test_a_stand_in_without_a_mandate_is_nobody() -> None:
    present = {LAM: away(TUE, FRI, HOA), HOA: Presence((Mandate(Role.SPECIALIST, LONG_AGO, WED),))}
    assert promises.unheld_day(CALENDAR, present, LAM, at(MON, 8), at(NEXT_TUE, 17)) == THU
    assert promises.unheld_day(CALENDAR, {LAM: away(TUE, FRI, HOA)}, LAM, at(MON, 8), at(NEXT_TUE, 17)) == TUE


def test_a_stand_in_who_is_away_himself_passes_it_on_but_never_in_a_circle() -> None:
    passed_on = {LAM: away(TUE, FRI, HOA), HOA: away(WED, WED, KIEN), KIEN: Presence((MANDATED,))}
    assert promises.unheld_day(CALENDAR, passed_on, LAM, at(MON, 8), at(NEXT_TUE, 17)) is None
    circle = {LAM: away(TUE, FRI, HOA), HOA: away(WED, WED, LAM)}
    assert promises.unheld_day(CALENDAR, circle, LAM, at(MON, 8), at(NEXT_TUE, 17)) == WED


def test_who_lost_the_mandate_while_away_still_has_a_stand_in_until_the_leave_ends() -> None:
    present = {LAM: away(TUE, THU, HOA, Mandate(Role.SPECIALIST, LONG_AGO, TUE)), HOA: Presence((MANDATED,))}
    assert promises.unheld_day(CALENDAR, present, LAM, at(MON, 8), at(NEXT_TUE, 17)) == FRI


# -- what can never raise a figure ------------------------------------------------------------------------------------

RECKONINGS = some.builds(
    Reckoning,
    opened_on=some.dates(MON, LAST),
    counted_due_on=some.dates(MON, LAST),
    stopped=some.booleans(),
    ended_on=some.none() | some.dates(MON, LAST + timedelta(days=30)),
    withdrawn=some.booleans(),
    evaded_on=some.none() | some.dates(MON, LAST),
    promised=some.just(True),
)


@given(
    others=some.lists(RECKONINGS, max_size=6),
    due=some.dates(MON, LAST),
    ended_after=some.integers(1, 60),
    withdrawn=some.booleans(),
    seen_after=some.integers(1, 200),
)
def test_leaving_a_late_dossier_open_never_raises_a_figure(
    others: list[Reckoning], due: date, ended_after: int, withdrawn: bool, seen_after: int
) -> None:
    """Neither beside finishing or withdrawing it late, nor beside never having had it, on whatever day one looks."""
    last = due + timedelta(days=seen_after)
    first = last - timedelta(days=89)
    left_open = Reckoning(MON, due, evaded_on=due + timedelta(days=1))
    ended = replace(left_open, ended_on=due + timedelta(days=ended_after), withdrawn=withdrawn)
    for part in (promises.part_of_7, promises.part_of_8):
        rest = promises.total(part(one, first, last) for one in others)
        with_it_open = rest + part(left_open, first, last)
        with_it_ended = rest + part(ended, first, last)
        assert with_it_open.kept == with_it_ended.kept == rest.kept
        assert with_it_open.counted == rest.counted + 1
        assert with_it_open.counted >= with_it_ended.counted


@given(told=some.lists(RECKONINGS, max_size=8), last=some.dates(MON, LAST))
def test_a_figure_is_the_sum_of_its_matters_in_any_order(told: list[Reckoning], last: date) -> None:
    first = last - timedelta(days=89)
    one_way = promises.total(promises.part_of_8(one, first, last) for one in told)
    assert one_way == promises.total(promises.part_of_8(one, first, last) for one in reversed(told))
    assert one_way.counted <= len(told)


# -- windows ----------------------------------------------------------------------------------------------------------


def test_thirteen_months_end_with_today() -> None:
    months = promises.months(date(2026, 11, 24))
    assert len(months) == 13
    assert months[0] == (date(2025, 11, 1), date(2025, 11, 30))
    assert months[-2:] == [(date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 11, 1), date(2026, 11, 24))]


def test_the_ends_of_months_at_which_a_matter_was_open() -> None:
    assert promises.month_ends(date(2026, 1, 30), date(2026, 4, 30)) == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
    ]
    assert promises.month_ends(date(2026, 1, 31), date(2026, 1, 31)) == []
    assert promises.month_ends(date(2026, 1, 31), date(2026, 2, 1)) == [date(2026, 1, 31)]


@given(opened=some.dates(MON, LAST), length=some.integers(0, 500))
def test_a_month_end_is_one_at_which_the_matter_is_open(opened: date, length: int) -> None:
    told = Reckoning(opened, LAST, ended_on=opened + timedelta(days=length))
    days = [opened + timedelta(days=n) for n in range(-40, length + 40)]
    ends = [day for day in days if (day + timedelta(days=1)).day == 1 and told.open_on(day)]
    assert promises.month_ends(opened, told.ended_on or opened) == ends
