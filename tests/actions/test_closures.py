"""Storm mode: what moves is seen before, told once each, and undone by one act; the first promise stays."""

from datetime import date, datetime, timedelta

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import communes, dossiers, matters
from vidan.domain.dossiers import Asking, OnePaper
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.moments import local_day
from vidan.domain.people import Role
from vidan.queries import matters as seen
from vidan.store.calendars import calendar_of
from vidan.store.models import Commune, Entry, Matter, Promise, Reminder

#: The dossier below is due on Friday 27/11; the storm shuts Thursday 26/11 to Monday 30/11.
STORM = (date(2026, 11, 26), date(2026, 11, 30))


@pytest.fixture
def matter(house: House) -> Matter:
    return builders.receive(house.one_stop)


def shut(house: House, *villages: int, first: date = STORM[0], last: date = STORM[1], now: datetime = NOW) -> int:
    shutting = matters.Shutting(first, last, "bão số 5 đổ bộ", "Công điện 12", villages)
    return int(matters.shut_office(house.leader, shutting, now=now).pk)


def due(matter: Matter) -> date:
    matter.refresh_from_db()
    assert matter.due_at is not None
    return local_day(matter.due_at)


def test_as_many_working_days_as_were_promised_are_still_promised(house: House, matter: Matter) -> None:
    (preview,) = seen.would_move(house.leader, *STORM, (), now=NOW)
    assert due(matter) == date(2026, 11, 27), "a preview changes nothing"
    shut(house)
    assert due(matter) == date(2026, 12, 2), "Thursday and Friday become Tuesday and Wednesday"
    assert preview.after_at == matter.due_at
    row = Promise.objects.of(house.commune).filter(matter=matter).latest("number")
    assert (row.reason, row.basis) == ("calendar", "bão số 5 đổ bộ")
    assert local_day(row.due_at) == date(2026, 12, 2)
    assert matter.first_due_at is not None
    assert local_day(matter.first_due_at) == date(2026, 11, 27), "the first promise is never overwritten"
    assert list(Entry.objects.of(house.commune).order_by("pk").values_list("kind", flat=True)) == ["nhan", "hen"]


def test_the_calendar_knows_it_so_new_promises_count_around_it(house: House, matter: Matter) -> None:
    shut(house)
    fresh = builders.receive(house.one_stop)
    assert due(fresh) == due(matter)
    commune = Commune.objects.get(pk=house.commune.pk)
    assert not calendar_of(commune).is_working(STORM[0])


def test_only_the_villages_that_are_shut_move(house: House) -> None:
    shut_one, other = communes.enter_villages(house.commune, ["Ấm", "Vèn"], since=builders.SINCE, now=NOW)
    here = builders.receive(house.one_stop, village_id=shut_one.pk)
    there = builders.receive(house.one_stop, village_id=other.pk)
    shut(house, shut_one.pk)
    assert (due(here), due(there)) == (date(2026, 12, 2), date(2026, 11, 27))


def test_what_stands_still_or_ended_or_is_due_before_stays(house: House) -> None:
    paused, ended, soon = (builders.receive(house.one_stop) for _ in range(3))
    dossiers.pause(house.one_stop, paused.code, PauseKind.AGENCY, "chờ trả lời công văn", "Sở Xây dựng", now=NOW)
    dossiers.finish(house.one_stop, ended.code, now=NOW)
    before = {row.code: due(row) for row in (paused, ended)}
    shut(house, first=date(2026, 12, 7), last=date(2026, 12, 8))
    assert {row.code: due(row) for row in (paused, ended)} == before
    assert due(soon) == date(2026, 11, 27)


def test_what_never_stood_in_the_public_book_gets_its_new_date_in_the_house_alone(house: House) -> None:
    master = builders.enter_officer(house.commune, Role.ONE_STOP, Role.SPECIALIST, Role.LEADER)
    code = dossiers.move_on(master, builders.receive(master).code, now=NOW).code
    unlisted = OnePaper("Giấy xác nhận của trưởng thôn", "có tranh chấp ranh giới với hộ bên cạnh")
    dossiers.ask_papers(master, code, Asking(frozenset(), "", unlisted), now=NOW)
    owed = Matter.objects.of(house.commune).get(kind="checklist")
    day = due(owed)
    shut(house, first=day, last=day)
    assert due(owed) > day
    assert Promise.objects.of(house.commune).filter(matter=owed, reason="calendar").exists()
    assert not Entry.objects.of(house.commune).filter(reference=owed.reference).exists()


def test_each_holder_gets_one_line_however_many_dates_moved(house: House, matter: Matter) -> None:
    builders.receive(house.one_stop)
    shut(house)
    reminder = Reminder.objects.of(house.commune).get()
    assert (reminder.officer_id, reminder.told["count"]) == (house.one_stop.officer_id, 2)


def test_one_act_undoes_it_but_for_what_somebody_changed_since(house: House, matter: Matter) -> None:
    other = builders.receive(house.one_stop)
    closure = shut(house)
    dossiers.finish(house.one_stop, other.code, now=NOW)
    assert matters.undo(house.leader, closure, now=NOW + timedelta(days=1)) == 1
    assert due(matter) == date(2026, 11, 27)
    assert [row.reason for row in Promise.objects.of(house.commune).filter(matter=matter).order_by("number")] == [
        "receipt",
        "calendar",
        "calendar",
    ]
    assert calendar_of(Commune.objects.get(pk=house.commune.pk)).is_working(STORM[0])
    with pytest.raises(Refused, match=r"matters\.closure\.unknown"):
        matters.undo(house.leader, closure, now=NOW + timedelta(days=1))


def test_a_date_that_has_passed_is_not_given_back(house: House, matter: Matter) -> None:
    closure = shut(house)
    assert matters.undo(house.leader, closure, now=datetime(2026, 11, 30, 9, 0, tzinfo=NOW.tzinfo)) == 0
    assert due(matter) == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2026, 11, 20), date(2026, 11, 19), "turned_round"),
        (date(2026, 11, 10), date(2026, 11, 19), "in_the_past"),
        (date(2026, 11, 20), date(2027, 11, 19), "too_long"),
        (date(2026, 11, 21), date(2026, 11, 22), "no_working_day"),
    ],
)
def test_a_closure_that_cannot_be_is_refused(house: House, first: date, last: date, why: str) -> None:
    with pytest.raises(Refused, match=why):
        shut(house, first=first, last=last)


def test_only_a_head_shuts_the_office(house: House) -> None:
    with pytest.raises(Refused, match=r"people\.role\.missing"):
        matters.shut_office(house.one_stop, matters.Shutting(*STORM, "bão số 5"), now=NOW)
