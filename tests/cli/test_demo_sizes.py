"""A large demo: some dossiers by acts, the rest copied inside the database; everything holds, and the log verifies."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import builders
from tests.builders import BIRTH, NOW, House
from vidan.actions import dossiers, installation, matters
from vidan.cli import ledger as verifying
from vidan.cli.demo_data import growing
from vidan.domain.matters import PauseKind
from vidan.domain.moments import local_day
from vidan.jobs import announcing, checkpoints
from vidan.queries import communes
from vidan.queries import installation as seen
from vidan.queries.promises import board
from vidan.store import guard
from vidan.store.models import Dossier, Entry, Matter


@pytest.fixture(autouse=True)
def public(settings: Any) -> Iterator[Path]:
    """The public folder, empty before and after."""
    folder = Path(settings.DATA) / "public"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def some(house: House) -> House:
    """Three dossiers: finished, paused, waiting."""
    done = builders.receive(house.one_stop, BIRTH)
    dossiers.finish(house.one_stop, done.code, now=NOW)
    paused = builders.receive(house.one_stop)
    matters.pause(house.one_stop, paused.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    builders.receive(house.one_stop)
    return house


def test_copies_have_codes_references_and_entries_of_their_own(some: House) -> None:
    assert list(installation.grow(some.commune.pk, 9)) == [4, 5, 6, 7, 8, 9]
    rows = Matter.objects.of(some.commune)
    assert rows.count() == Dossier.objects.of(some.commune).count() == 9
    references = set(rows.values_list("reference", flat=True))
    assert len(references) == 9
    entries = Entry.objects.of(some.commune).filter(kind="nhan")
    assert {row.reference for row in entries} == references
    assert all(row.reference in row.body for row in Entry.objects.of(some.commune).exclude(reference=""))


def test_after_copying_everything_holds_and_the_log_verifies(
    some: House, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    list(installation.grow(some.commune.pk, 9))
    commune = communes.by_id(some.commune.pk)
    assert commune is not None
    growing.add_up(commune.id, NOW)
    found = announcing.recount(commune, NOW)
    assert (found.differing, found.days) == (0, 0), "what was copied along is what the records of the copies say"
    assert found.occasions > 18
    assert seen.broken(commune.id) == {}
    checkpoints.publish(commune, NOW + timedelta(hours=9), session_ended=True)
    assert announcing.announce(commune, NOW + timedelta(hours=9))
    figures = board.board(commune.id, local_day(NOW)).promises
    assert (figures[7].main.figure.counted, figures[6].main.figure.counted) == (7, 9)
    assert verifying.verify(str(settings.DATA)) == verifying.GOOD, capsys.readouterr().out


def test_only_history_grows_and_the_desks_of_today_stay_as_they_were(some: House) -> None:
    before = Matter.objects.of(some.commune).filter(closed_at=None).count()
    list(installation.grow(some.commune.pk, 9))
    assert Matter.objects.of(some.commune).filter(closed_at=None).count() == before


def test_new_dossiers_are_received_after_copying(some: House) -> None:
    list(installation.grow(some.commune.pk, 9))
    assert builders.receive(some.one_stop).pk > 0


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM vidan_holding WHERE until_at IS NULL AND cause = 'opened'",
        "UPDATE vidan_holding SET from_at = '2026-11-17 03:00:00+00:00' WHERE number = 2",
        "UPDATE vidan_matter SET reference = 'f' WHERE closed_at IS NOT NULL",
    ],
)
def test_what_does_not_hold_is_found(some: House, harm: str) -> None:
    assert seen.broken(some.commune.pk) == {}
    with guard.writing_allowed(), connection.cursor() as cursor:
        cursor.execute(harm)
    assert seen.broken(some.commune.pk)


def test_a_large_load_is_counted_at_its_end_and_a_small_one_as_it_goes(settings: Any) -> None:
    follower = settings.FOLLOWER
    with growing.counted_afterwards(large=False):
        assert follower == settings.FOLLOWER
    with growing.counted_afterwards(large=True):
        assert settings.FOLLOWER == ""
    assert follower == settings.FOLLOWER
