"""The day's figures go into the ledger once, only when the ledger says the same; each night all is counted anew."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import builders
from tests.builders import BIRTH, NOW, House
from vidan.actions import dossiers
from vidan.domain.errors import Refused
from vidan.domain.moments import VIETNAM
from vidan.jobs import announcing, checkpoints
from vidan.queries import communes
from vidan.queries.communes import CommuneCard
from vidan.store import guard, tallies
from vidan.store.models import Entry, Fact, FigureCorrection, Occasion, Tally

EVENING = datetime(2026, 11, 17, 17, 1, tzinfo=VIETNAM)
A_DAY = timedelta(days=1)
MIDNIGHT = datetime(2026, 11, 18, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def public(settings: Any) -> Iterator[Path]:
    """The public folder, empty before and after."""
    folder = Path(settings.DATA) / "public"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def xa(house: House) -> CommuneCard:
    """A commune with one dossier finished in time and one received."""
    done = builders.receive(house.one_stop, BIRTH)
    dossiers.finish(house.one_stop, done.code, now=NOW)
    builders.receive(house.one_stop)
    found = communes.by_id(house.commune.pk)
    assert found is not None
    return found


def boards(xa: CommuneCard) -> list[dict[str, Any]]:
    """The scoreboard entries, oldest first."""
    rows = Entry.objects.of(xa.id).filter(kind="bc").order_by("pk")
    return [json.loads(row.body) for row in rows]


def test_nothing_is_announced_before_the_day_is_over_and_public(xa: CommuneCard) -> None:
    assert not announcing.announce(xa, EVENING), "the log was never begun"
    checkpoints.publish(xa, NOW + timedelta(hours=3))
    assert announcing.announce(xa, NOW + timedelta(hours=4)), "of yesterday, when nothing had happened"
    assert not announcing.announce(xa, MIDNIGHT - timedelta(seconds=1)), "in the evening people still answer"
    assert announcing.announce(xa, MIDNIGHT)
    before, told = boards(xa)
    assert before["d"] == "2026-11-16"
    assert set(before["n"]["counted"].values()) == {0}
    assert told["d"] == "2026-11-17"
    assert [told["n"]["kept"][number] for number in ("7", "8")] == [2, 1]
    assert [told["n"]["counted"][number] for number in ("7", "8")] == [2, 1]
    files = {"occasions.csv", "months.csv", "tables.csv", "corrections.csv", "promises.json"}
    assert set(told["n"]["files"]) == files


def test_a_day_is_announced_once_and_the_next_goes_on_from_there(xa: CommuneCard, house: House) -> None:
    checkpoints.publish(xa, EVENING)
    assert announcing.announce(xa, MIDNIGHT)
    assert not announcing.announce(xa, MIDNIGHT + timedelta(minutes=1))
    builders.receive(house.one_stop, now=EVENING + timedelta(hours=15))
    later = MIDNIGHT + A_DAY
    assert not announcing.announce(xa, later), "an entry waits to be published"
    checkpoints.publish(xa, later)
    assert announcing.announce(xa, later)
    first, second = boards(xa)
    assert second["n"]["from"] == first["n"]["to"]
    assert [row.position for row in Entry.objects.of(xa.id).filter(kind="bc").order_by("pk")] == [4, 6]


def test_what_was_done_after_hours_is_announced_the_day_after(xa: CommuneCard, house: House) -> None:
    checkpoints.publish(xa, EVENING)
    builders.receive(house.one_stop, now=EVENING + timedelta(minutes=5))
    assert not announcing.announce(xa, MIDNIGHT), "it is not public yet"
    noon = EVENING + timedelta(hours=19)
    checkpoints.publish(xa, noon)
    assert announcing.announce(xa, noon)
    assert [told["d"] for told in boards(xa)] == ["2026-11-17"]


def test_at_the_turn_of_the_year_the_figures_go_on_in_the_new_log(xa: CommuneCard, house: House) -> None:
    december = datetime(2026, 12, 31, 17, 1, tzinfo=VIETNAM)
    checkpoints.publish(xa, december)
    assert announcing.announce(xa, december)
    assert not announcing.announce(xa, december + timedelta(hours=8)), "the new year's log was not begun"
    january = datetime(2027, 1, 4, 11, 31, tzinfo=VIETNAM)
    builders.receive(house.one_stop, now=january - timedelta(hours=2))
    checkpoints.publish(xa, january)
    assert announcing.announce(xa, january)
    assert announcing.announce(xa, january + A_DAY)
    assert [told["d"] for told in boards(xa)] == ["2026-12-30", "2027-01-03", "2027-01-04"]
    assert [told["n"]["from"] for told in boards(xa)][1] == 0


def test_a_figure_that_the_ledger_does_not_say_is_not_announced(xa: CommuneCard) -> None:
    checkpoints.publish(xa, EVENING)
    with guard.writing_allowed():
        Tally.objects.of(xa.id).filter(promise=8, counted=1).update(kept=0)
    with pytest.raises(Refused, match=r"promises\.differ"):
        announcing.announce(xa, MIDNIGHT)
    assert boards(xa) == []
    assert Fact.objects.of(xa.id).filter(kind="LedgerAlarmRaised").exists()


def test_where_the_ledger_says_otherwise_nothing_is_laid_down_for_good(xa: CommuneCard, house: House) -> None:
    checkpoints.publish(xa, EVENING)
    assert announcing.announce(xa, EVENING + A_DAY)
    with guard.writing_allowed():
        Tally.objects.of(xa.id).filter(promise=8, counted=1).update(kept=0)
    with pytest.raises(Refused, match=r"promises\.differ"):
        announcing.announce(xa, EVENING + 2 * A_DAY)
    assert not FigureCorrection.objects.of(xa.id).exists()


def test_the_open_data_say_nothing_of_persons_and_are_described(xa: CommuneCard, public: Path) -> None:
    checkpoints.publish(xa, EVENING)
    announcing.announce(xa, MIDNIGHT)
    folder = public / xa.slug / "du-lieu"
    lines = (folder / "occasions.csv").read_text(encoding="utf-8").splitlines()
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert datetime.fromisoformat(package["created"]).tzinfo is not None, "Data Package: a moment as of RFC 3339"
    for resource in package["resources"][:2]:
        header = (folder / resource["path"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
    assert len(lines) == 1 + 4, "two matters for promise 7, one for promise 8, one closed dossier for promise 6"
    everything = b"".join(file.read_bytes() for file in folder.iterdir())
    assert "Hà Thị Thảo".encode() not in everything
    assert b"038186000123" not in everything


def test_a_recount_of_right_figures_finds_nothing(xa: CommuneCard, public: Path) -> None:
    found = announcing.recount(xa, EVENING)
    assert (found.occasions, found.differing, found.days) == (6, 0, 0)
    told = json.loads((public / xa.slug / "du-lieu" / "recount.json").read_text())
    assert told == {"day": "2026-11-17", "days": 0, "differing": 0, "occasions": 6}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE vidan_occasion SET finished_on = '2026-11-16' WHERE promise = 8 AND finished_on IS NOT NULL",
        "DELETE FROM vidan_occasion WHERE promise = 7",
        "UPDATE vidan_occasion SET subject = 'matter:999' WHERE promise = 8 AND finished_on IS NULL",
        "UPDATE vidan_tally SET kept = kept + 1 WHERE promise = 8",
        "DELETE FROM vidan_tally",
    ],
)
def test_a_recount_puts_right_what_was_changed_by_hand_and_says_so(xa: CommuneCard, harm: str) -> None:
    before = tallies.stored(xa.id)
    with guard.writing_allowed(), connection.cursor() as cursor:
        cursor.execute(harm)
    found = announcing.recount(xa, EVENING)
    assert found.differing + found.days > 0
    assert tallies.stored(xa.id) == before == tallies.recounted(xa.id)
    assert not Occasion.objects.of(xa.id).filter(subject="matter:999").exists()
    again = announcing.recount(xa, EVENING)
    assert (again.differing, again.days) == (0, 0)


def test_figures_of_a_load_that_was_not_followed_are_made_by_a_recount(house: House, settings: Any) -> None:
    settings.FOLLOWER = ""
    builders.receive(house.one_stop)
    xa = communes.by_id(house.commune.pk)
    assert xa is not None
    assert tallies.stored(xa.id) == {}
    assert announcing.recount(xa, EVENING).differing == 3, "one dossier: promises 4 (if it is late), 7 and 8"
    assert tallies.stored(xa.id) == tallies.recounted(xa.id) != {}
