"""The queue in its order, the strip's numbers, and where the clock stood."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests import builders
from tests.builders import NOW, ONE_PAPER, House
from tests.web.doors import copies
from vidan.actions import dossiers, matters
from vidan.domain.matters import ClockHolder, PauseKind
from vidan.queries import matters as seen
from vidan.store import guard
from vidan.store.calendars import calendar_of
from vidan.store.models import Matter


def whole(house: House) -> list[str]:
    """The codes of all pages, one after the other."""
    found: list[str] = []
    after = ""
    while True:
        page = seen.queue(house.one_stop, after=after)
        found += [row.code for row in page.running]
        after = page.next_from
        if not after:
            return found


@given(minutes=some.lists(some.integers(0, 4), min_size=20, max_size=70))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_due_together_the_pages_hold_each_matter_once_in_order(house: House, minutes: list[int]) -> None:
    rows = copies(builders.receive(house.one_stop), len(minutes))
    for row, late in zip(rows, minutes, strict=True):
        row.due_at = NOW + timedelta(minutes=late)
    with guard.writing_allowed():
        Matter.objects.of(house.commune).bulk_update(rows, ["due_at"])
    expected = [row.code for row in sorted(rows, key=lambda row: (row.due_at, row.pk))]
    codes = {row.code for row in rows}
    assert [code for code in whole(house) if code in codes] == expected


def test_the_strip_counts_what_the_queue_shows(house: House) -> None:
    now, end = NOW + timedelta(days=1), NOW.replace(hour=23) + timedelta(days=1)
    due_today = builders.receive(house.one_stop, ONE_PAPER)
    paused = builders.receive(house.one_stop)
    matters.pause(house.one_stop, paused.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    ready = builders.receive(house.one_stop)
    dossiers.finish(house.one_stop, ready.code, now=NOW)
    given_out = builders.receive(house.one_stop)
    dossiers.finish(house.one_stop, given_out.code, now=NOW)
    dossiers.give_out(house.one_stop, given_out.code, "Hà Thị Thảo", receipt_shown=True, now=NOW)
    assert seen.counts(house.one_stop, now=now, end_of_today=end) == seen.Counts(0, 1, 1, 1, 1, 0)
    assert due_today.due_at is not None
    later = due_today.due_at + timedelta(minutes=1)
    assert seen.counts(house.one_stop, now=later, end_of_today=end).late == 1
    assert seen.counts(house.one_stop, now=due_today.due_at, end_of_today=end).late == 0, "to the minute it is in time"


def test_the_numbers_of_another_desk_are_its_own(house: House) -> None:
    builders.receive(house.one_stop)
    assert seen.counts(house.specialist, now=NOW, end_of_today=NOW).running == 0
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    dossiers.finish(house.one_stop, builders.receive(house.one_stop).code, now=NOW)
    assert seen.counts(other.one_stop, now=NOW, end_of_today=NOW) == seen.Counts(0, 0, 0, 0, 0, 0)
    assert seen.queue(other.one_stop, whole_commune=True).running == ()


def test_each_stretch_of_the_clock_tells_who_why_and_how_long(house: House) -> None:
    code = builders.receive(house.one_stop).code
    dossiers.move_on(house.one_stop, code, house.specialist.officer_id, now=NOW + timedelta(hours=1))
    matters.pause(
        house.specialist, code, PauseKind.AGENCY, "chờ xác nhận quy hoạch", "Sở Xây dựng", now=NOW + timedelta(hours=2)
    )
    matter = Matter.objects.of(house.commune).get(code=code)
    cards = seen.holdings(matter, calendar_of(house.commune), NOW + timedelta(days=1))
    assert [(card.clock, card.officer, card.agency, card.minutes) for card in cards] == [
        (ClockHolder.OFFICER, "Lê Thị Hoa", "", 60),
        (ClockHolder.OFFICER, "Phạm Văn Nam", "", 60),
        (ClockHolder.AGENCY, "", "Sở Xây dựng", 360),
    ]
    shares = seen.minutes_by_holder(cards, calendar_of(house.commune), NOW + timedelta(days=1))
    assert shares == {"Lê Thị Hoa": 60, "Phạm Văn Nam": 60, "Sở Xây dựng": 360}


def test_a_desk_that_had_it_twice_is_told_once_with_the_sum(house: House) -> None:
    code = builders.receive(house.one_stop).code
    matters.take_over(house.leader, code, now=NOW + timedelta(minutes=10))
    matters.take_over(house.one_stop, code, now=NOW + timedelta(minutes=15))
    calendar, end = calendar_of(house.commune), NOW + timedelta(minutes=40)
    cards = seen.holdings(Matter.objects.of(house.commune).get(code=code), calendar, end)
    assert seen.minutes_by_holder(cards, calendar, end) == {"Lê Thị Hoa": 35, "Bùi Quốc Việt": 5}


def test_who_has_room_is_known_by_the_open_matters_on_each_desk(house: House) -> None:
    for _ in range(2):
        builders.receive(house.one_stop)
    done = builders.receive(house.one_stop)
    dossiers.finish(house.one_stop, done.code, now=NOW)
    matters.take_over(house.leader, builders.receive(house.one_stop).code, now=NOW)
    assert seen.open_by_holder(house.commune.pk) == {house.one_stop.officer_id: 2, house.leader.officer_id: 1}
