"""Work by the clock: each night once, whenever a worker is awake after its hour."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from tests import builders
from tests.builders import NOW, House
from tests.web.doors import codes
from vidan.actions import matters
from vidan.domain.matters import PauseKind
from vidan.domain.moments import VIETNAM
from vidan.jobs import nightly


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.fixture
def done(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, datetime]]:
    """What a small schedule did, in a data folder of its own."""
    settings.DATA = tmp_path
    kept: list[tuple[str, datetime]] = []
    hours = {"sessions": ((1, 30),), "ledger": ((1, 50),), "backup": ((2, 0),), "witnesses": ((5, 0), (10, 0), (18, 0))}
    jobs = tuple(
        nightly.Job(name, tuple(time(*hour) for hour in at), lambda now, name=name: kept.append((name, now)))
        for name, at in hours.items()
    )
    monkeypatch.setattr(nightly, "SCHEDULE", jobs)
    return kept


def test_each_job_is_done_once_for_each_of_its_hours(done: list[tuple[str, datetime]]) -> None:
    nightly.tick(at(17, 23, 10))
    assert done == []
    for hour, minute in ((1, 0), (1, 45), (1, 46), (2, 30), (3, 0), (9, 0), (10, 1), (10, 2), (22, 0)):
        nightly.tick(at(18, hour, minute))
    assert done == [
        ("sessions", at(18, 1, 45)),
        ("ledger", at(18, 2, 30)),
        ("backup", at(18, 2, 30)),
        ("witnesses", at(18, 9, 0)),
        ("witnesses", at(18, 10, 1)),
        ("witnesses", at(18, 22, 0)),
    ]


def test_no_two_jobs_have_one_name_and_each_has_its_hours() -> None:
    names = [job.name for job in nightly.SCHEDULE]
    assert len(set(names)) == len(names)
    assert all(job.at and tuple(sorted(job.at)) == job.at for job in nightly.SCHEDULE)


def test_a_machine_that_slept_does_last_nights_work_once_when_it_wakes(done: list[tuple[str, datetime]]) -> None:
    nightly.tick(at(17, 20))
    nightly.tick(at(23, 7, 30))
    nightly.tick(at(23, 7, 31))
    assert [name for name, _now in done] == [job.name for job in nightly.SCHEDULE]


def test_a_job_that_fails_waits_for_its_next_hour_and_the_others_go_on(
    done: list[tuple[str, datetime]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_now: datetime) -> None:
        raise OSError("the other disk is away")

    first, *rest = nightly.SCHEDULE
    monkeypatch.setattr(nightly, "SCHEDULE", (nightly.Job(first.name, first.at, fail), *rest))
    nightly.tick(at(17, 20))
    assert nightly.tick(at(18, 5)) == [job.name for job in rest]
    assert nightly.tick(at(18, 6)) == []
    assert "the other disk is away" in caplog.text


@pytest.mark.django_db
def test_sessions_that_ran_out_are_cleared() -> None:
    now = at(18, 2)
    for key, until in (("old", now - timedelta(days=300)), ("new", now + timedelta(days=3000))):
        Session(session_key=key, session_data="", expire_date=until).save(force_insert=True)
    nightly.end_sessions(now)
    assert [row.session_key for row in Session.objects.all()] == ["new"]


def test_without_a_folder_no_backup_is_made(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_FOLDER = ""
    settings.DATA = tmp_path
    nightly.back_up(at(18, 2))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_the_nightly_backup_lies_in_its_folder_and_is_remembered(
    settings: Any, tmp_path: Path, root_key: bytes
) -> None:
    from vidan.adapters import backup, memory

    if not backup.this_machine().server:
        settings.BACKUP_FOLDER = str(tmp_path / "out")
        nightly.back_up(at(18, 2))
        (file,) = (tmp_path / "out").iterdir()
        kept = memory.recall(Path(settings.DATA) / memory.BACKUP)
        assert kept["file"] == str(file)
        again = tmp_path / "again"
        again.mkdir()
        assert backup.unpack(file, root_key, again).files >= 1


@pytest.mark.django_db
def test_the_planner_of_sqlite_gets_fresh_figures_of_the_tables() -> None:
    if connection.vendor != "sqlite":
        nightly.look_at_tables(at(18, 2))  # PostgreSQL takes its figures by itself: nothing is asked of it
        return
    with connection.cursor() as cursor:
        nightly.look_at_tables(at(18, 2))
        cursor.execute("SELECT count(*) FROM sqlite_stat1")
        assert cursor.fetchone()[0] > 0


def test_what_is_written_most_is_counted_first_and_no_counter_changes(house: House) -> None:
    if connection.vendor != "sqlite":
        return
    builders.receive(house.one_stop)
    before = counters()
    last = dict(before)["vidan_fact"]
    nightly.look_at_tables(at(18, 2))
    after = counters()
    assert sorted(after) == sorted(before)
    assert [seq for _name, seq in after] == sorted((seq for _name, seq in before), reverse=True)
    matters.pause(house.one_stop, codes(house)[0], PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    assert dict(counters())["vidan_fact"] == last + 1


def counters() -> list[tuple[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY rowid")
        return [tuple(row) for row in cursor.fetchall()]
