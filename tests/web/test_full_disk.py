"""The disk is full: everything can be read, nothing new is begun, and it goes on by itself once there is room."""

import errno
import sqlite3
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection

from tests import builders
from tests.builders import House
from tests.web.doors import Browser, intake_path, nothing_changes, take_in
from vidan.actions import recording
from vidan.adapters import public_files
from vidan.domain.errors import Refused
from vidan.jobs import checkpoints
from vidan.queries import communes
from vidan.store import room
from vidan.store.models import Fact, Matter
from vidan.web.public import written

pytestmark = pytest.mark.django_db
#: What says it, and the way out.
SAID, WAY_OUT = "hết chỗ ghi", "nhận bằng giấy"


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Less is free than is kept in reserve."""
    monkeypatch.setattr(room, "RESERVE", 1 << 62)


def test_filing_is_refused_with_the_way_out_and_nothing_typed_is_lost(
    counter: Browser, house: House, short: None
) -> None:
    with nothing_changes():
        page = take_in(counter)
    assert page.status < 500 or page.status == 507
    assert SAID in page.words
    assert WAY_OUT in page.words
    assert "Bùi Thị Dậu" in page.html
    assert Matter.objects.of(house.commune).count() == 0


def test_everything_can_still_be_read(counter: Browser, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = builders.receive(house.one_stop)
    monkeypatch.setattr(room, "RESERVE", 1 << 62)
    for path in ("/", "/loi-hua/", "/loi-hua/8", "/thu-tuc/", "/ho-so/tra-cuu"):
        page = Browser().open(path)
        assert page.status == 200
        assert "chỉ xem được" not in page.words
    desk = counter.open(f"/can-bo/ho-so/{matter.code}")
    assert desk.status == 200
    assert "chỉ xem được" in desk.words


def test_work_goes_on_by_itself_once_there_is_room(
    counter: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(room, "RESERVE", 1 << 62)
        take_in(counter)
    assert "chỉ xem được" not in counter.open(intake_path()).words
    take_in(counter)
    assert Matter.objects.of(house.commune).count() == 1


def test_a_full_disk_is_no_alarm_of_the_log(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    builders.receive(house.one_stop)
    monkeypatch.setattr(room, "RESERVE", 1 << 62)
    with pytest.raises(Refused, match=r"room\.full"):
        checkpoints.publish(communes.card(house.commune), builders.NOW, True)
    assert not Fact.objects.of(house.commune).filter(kind="LedgerAlarmRaised").exists()


@pytest.fixture
def no_page_more() -> Iterator[None]:
    """A database that may not grow by a single page: what SQLite says then is what it says on a full disk."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_disk_that_fills_up_within_an_act_is_refused_too(house: House, no_page_more: None) -> None:
    with pytest.raises(Refused, match=r"room\.full"):
        for number in range(400):
            builders.receive(house.one_stop, person=builders.applicant(number=f"0381860{number:05d}", phone=""))


def failing(problem: BaseException) -> object:
    """What fails with an error, as a database's own error stands behind Django's."""

    def fail(*args: object, **words: object) -> None:
        raise DatabaseError("database or disk is full") from problem

    return fail


def full() -> sqlite3.OperationalError:
    problem = sqlite3.OperationalError("database or disk is full")
    problem.sqlite_errorcode = sqlite3.SQLITE_FULL
    return problem


def test_who_looked_at_whom_cannot_be_kept_so_the_page_is_not_shown(
    counter: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = builders.receive(house.one_stop)
    monkeypatch.setattr(recording, "reading", failing(full()))
    counter.client.raise_request_exception = False
    page = counter.open(f"/can-bo/ho-so/{matter.code}")
    assert page.status == 507
    assert SAID in page.words
    assert "Bùi Thị Dậu" not in page.html


def test_the_scoreboard_is_shown_though_its_file_cannot_be_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(public_files, "write", fail)
    written.forget()
    for path in ("/loi-hua/", "/loi-hua/8"):
        page = Browser().open(path)
        assert page.status == 200
        assert "Không trễ hẹn" in page.words


class DiskFull(Exception):
    """As PostgreSQL's driver says it."""

    sqlstate = "53100"


def test_which_errors_say_that_nothing_more_can_be_written() -> None:
    busy = sqlite3.OperationalError("database is locked")
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
    assert all(room.tells(one) for one in (full(), DiskFull(), OSError(errno.ENOSPC, ""), OSError(errno.EIO, "")))
    assert not any(room.tells(one) for one in (None, busy, ValueError(), OSError(errno.ENOENT, "")))
    behind = DatabaseError()
    behind.__cause__ = full()
    assert room.tells(behind)
