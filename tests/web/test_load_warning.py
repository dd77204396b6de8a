"""A calm warning at the counter when the day's load makes the date unlikely, with its own record beside it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests import builders
from tests.builders import BUILDING_PERMIT, NOW, House
from tests.web.conftest import Clock
from tests.web.doors import Browser, intake_path, take_in
from vidan.actions import dossiers
from vidan.domain.dossiers.load import LEAST_FINISHED, Load, is_unlikely, pace
from vidan.domain.matters import PauseKind
from vidan.domain.moments import VIETNAM, local_day
from vidan.queries.dossiers import foretelling
from vidan.store import calendars
from vidan.store.models import Dossier, Matter, Procedure

WARNING = "Hôm nay việc nhiều, ngày hẹn này khó kịp."


@pytest.fixture
def slow(house: House) -> House:
    """A commune whose unit finished twenty building permits in the last four weeks: one a working day."""
    for number in range(LEAST_FINISHED):
        code = builders.receive(house.one_stop, now=NOW - timedelta(days=1 + number % 3)).code
        dossiers.finish(house.one_stop, code, now=NOW - timedelta(hours=1))
    dossiers.count_usual_times(house.commune.pk, now=NOW)
    return house


def burden(house: House, count: int) -> None:
    for _ in range(count):
        builders.receive(house.one_stop)


def test_the_pace_is_what_was_finished_in_four_weeks_and_nothing_from_too_few(slow: House) -> None:
    assert Procedure.objects.of(slow.commune).get(key=BUILDING_PERMIT).pace == 1.0
    assert pace(LEAST_FINISHED - 1) is None
    assert pace(30) == 1.5


def test_an_ordinary_day_is_not_disturbed(counter: Browser, slow: House) -> None:
    burden(slow, 3)
    assert WARNING not in counter.open(intake_path()).words


def test_too_much_before_the_same_date_is_said_with_its_numbers(counter: Browser, slow: House) -> None:
    burden(slow, 9)
    page = counter.open(intake_path())
    assert WARNING in page.words
    assert "còn 9 hồ sơ phải xong trước ngày ấy, mỗi ngày làm việc xong 1" in page.words
    assert "02/12/2026" in page.words
    receipt = counter.follow(take_in(counter))
    assert receipt.status == 200  # it warns; the officer receives all the same


def test_what_waits_for_the_citizen_stands_in_nobodys_way(counter: Browser, slow: House) -> None:
    burden(slow, 9)
    for matter in Matter.objects.of(slow.commune).filter(closed_at=None)[:6]:
        dossiers.pause(slow.one_stop, matter.code, PauseKind.CITIZEN, "chờ bà con", now=NOW)
    assert WARNING not in counter.open(intake_path()).words


def test_without_a_history_nothing_is_guessed(counter: Browser, house: House) -> None:
    burden(house, 30)
    assert WARNING not in counter.open(intake_path()).words
    assert not Dossier.objects.of(house.commune).filter(expected_at__isnull=False).exists()


def test_the_guess_is_held_against_what_happened(counter: Browser, slow: House, clock: Clock) -> None:
    burden(slow, 7)
    warned = [builders.receive(slow.one_stop).code for _ in range(2)]
    late = NOW + timedelta(days=14)  # the promised day is 27/11
    dossiers.finish(slow.one_stop, warned[0], now=late)
    dossiers.finish(slow.one_stop, warned[1], now=NOW + timedelta(days=1))
    told = foretelling.record(slow.one_stop, now=late)
    rows = Dossier.objects.of(slow.commune).filter(expected_at__isnull=False, ready_at__isnull=False)
    assert (told.warned, told.warned_late) == (2, 1)
    assert told.warned + told.silent == rows.count()
    page = counter.open(intake_path())
    assert "báo khó kịp 2 hồ sơ đã xong, trễ thật 1" in page.words


def test_a_guess_that_lands_on_the_promised_day_is_no_warning(slow: House) -> None:
    burden(slow, 6)
    dossier = Dossier.objects.of(slow.commune).filter(ready_at=None).latest("pk")
    due = dossier.matter.first_due_at
    assert dossier.expected_at is not None and due is not None
    assert not is_unlikely(dossier.expected_at, due)
    assert dossier.expected_at <= due


@pytest.mark.parametrize(("ahead", "per_day", "days"), [(0, 5.0, 1), (9, 1.0, 10), (9, 2.5, 4), (10_000, 1.0, 120)])
def test_days_are_whole_and_never_absurd(ahead: int, per_day: float, days: int) -> None:
    assert Load(ahead, per_day).days == days


def test_it_would_be_done_at_the_end_of_a_working_day(house: House) -> None:
    expected = Load(4, 1.0).expected_at(NOW, calendars.calendar_of(house.commune))
    assert local_day(expected).isoformat() == "2026-11-25"  # 24/11 is a day off
    assert expected.astimezone(VIETNAM).hour == 17


def test_who_reads_the_guide_at_home_is_told_the_same_date_and_the_same_warning(
    counter: Browser, citizen: Browser, slow: House
) -> None:
    burden(slow, 9)
    page = citizen.open(f"/thu-tuc/{BUILDING_PERMIT}")
    promised = re.search(r"thì hẹn trả (\S+ \S+ \S+, trước \S+)", page.words)
    assert promised is not None
    assert promised.group(1) in counter.open(intake_path()).words
    assert "có thể đến 02/12/2026 mới xong" in page.words


def test_on_a_day_off_the_guide_counts_from_when_the_counter_opens(
    citizen: Browser, house: House, clock: Clock
) -> None:
    clock.now = datetime(2026, 11, 29, 3, tzinfo=UTC)  # a Sunday
    told = citizen.open(f"/thu-tuc/{BUILDING_PERMIT}").words
    assert "Bây giờ xã nghỉ" in told
    assert "thứ Hai 30/11/2026" in told
    clock.now = datetime(2026, 11, 30, 3, tzinfo=UTC)
    assert "Bây giờ xã nghỉ" not in citizen.open(f"/thu-tuc/{BUILDING_PERMIT}").words
