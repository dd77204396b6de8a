"""All publications together tell of nobody, and a published figure is never silently another one."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests import attacks, builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, ONE_PAPER, House
from vidan.actions import communes as founding
from vidan.actions import dossiers
from vidan.actions import promises as acts
from vidan.domain.errors import Refused
from vidan.domain.moments import local_day
from vidan.domain.people import program
from vidan.domain.promises import Change, CorrectionCause, Differing, Figure, LaidDown
from vidan.jobs import announcing, checkpoints
from vidan.queries import communes
from vidan.queries.promises import corrections, tables
from vidan.store import guard, tallies
from vidan.store.models import Matter

#: When the stories of these tests happen: in the third quarter, and within ninety days of the tests' day.
AUGUST = NOW - timedelta(days=80)
Q3 = date(2026, 7, 1), date(2026, 9, 30)


@pytest.fixture(autouse=True)
def public(settings: Any) -> Iterator[Path]:
    """The public folder, empty before and after."""
    folder = Path(settings.DATA) / "public"
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def a_quarter(house: House, seed: int) -> list[Matter]:
    """Dossiers of one quarter: many in two villages, one or two in others, one of no village."""
    dice = Random(seed)
    places = founding.enter_villages(house.commune, ["Ấm", "Tôm", "Giổi", "Muỗng"], since=date(2025, 7, 1), now=AUGUST)
    lives = [places[0].pk] * 7 + [places[1].pk] * 6 + [places[2].pk] * dice.randint(1, 3) + [places[3].pk, None]
    rows = []
    for number, village in enumerate(lives):
        key = ONE_PAPER if number % 3 else dice.choice((BIRTH, BUILDING_PERMIT))
        rows.append(builders.receive(house.one_stop, key, now=AUGUST, village_id=village))
        dossiers.finish(house.one_stop, rows[-1].code, now=AUGUST + timedelta(hours=number % 5))
    return rows


def announced(house: House, days: int) -> dict[str, bytes]:
    """The files of the morning `days` after the tests' day, once what had happened before is public."""
    commune, now = communes.by_id(house.commune.pk), NOW + timedelta(days=days)
    checkpoints.publish(commune, now, session_ended=True)
    assert announcing.announce(commune, now)
    folder = announcing.folder_of(commune)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def complained(house: House, matter: Matter, days: int) -> None:
    dossiers.uphold_complaint(house.leader, matter.code, "Quyết định số 12", now=NOW + timedelta(days=days))


@pytest.mark.parametrize("seed", [1, 2])
def test_who_keeps_every_export_finds_out_nothing_about_few(house: House, seed: int) -> None:
    rows = a_quarter(house, seed)
    exports = [attacks.read(announced(house, 0)["tables.csv"])]
    complained(house, rows[0], 3)  # what is told late changes the quarter's figures, and no table
    exports.append(attacks.read(announced(house, 7)["tables.csv"]))
    complained(house, rows[8], 8)
    exports.append(attacks.read(announced(house, 14)["tables.csv"]))
    assert any(key[:2] == ("6", "village") for key in exports[0]), "there are tables to attack"
    whole = {("6", by, *attacks.quarter(*Q3)): len(rows) for by in ("village", "procedure")}
    assert attacks.found_out(exports, whole) == []


def test_tables_made_anew_with_each_export_would_be_found(house: House) -> None:
    """A planted weakness: what would happen if a quarter's tables followed what is told later."""
    rows = a_quarter(house, 3)
    exports = []
    for days in (0, 7):
        made = tables.made(house.commune.pk, *Q3)
        span = attacks.quarter(*Q3)
        exports.append(
            {
                (str(one.promise), one.by, *span): [(name, cell.kept, cell.counted) for name, cell in one.cells]
                for one in made
            }
        )
        complained(house, rows[days], days + 1)
    found = attacks.found_out(exports, {("6", "village", *span): len(rows)})
    assert any("became" in told for told in found)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([("Ấm", 9, 9), ("Tôm", 1, 2)], "tells of 2"),
        ([("Ấm", 9, 9)], "stand in no cell"),
    ],
)
def test_each_planted_weakness_is_found(cells: list[tuple[str, int, int]], says: str) -> None:
    key = ("6", "village", *attacks.quarter(*Q3))
    assert any(says in told for told in attacks.found_out([{key: cells}], {key: 11}))


def test_a_month_beside_its_quarter_would_be_found() -> None:
    quarter, month = ("6", "village", *attacks.quarter(*Q3)), ("6", "village", "2026-08-01", "2026-08-31")
    cells = [("Ấm", 9, 9)]
    assert any("overlap" in told for told in attacks.found_out([{quarter: cells, month: cells}]))
    other = ("6", "procedure", *attacks.quarter(*Q3))
    assert any("differ by 2" in told for told in attacks.found_out([{quarter: cells, other: [("Khai sinh", 11, 11)]}]))


def test_no_file_has_a_name_or_a_number_of_anybody(house: House) -> None:
    a_quarter(house, 1)
    person = builders.applicant()
    for name, data in announced(house, 0).items():
        for secret in (person.name, person.number, person.phone, person.born):
            assert secret.encode() not in data, name
    header = (announcing.folder_of(communes.by_id(house.commune.pk)) / "occasions.csv").read_text().splitlines()[0]
    assert header == "promise,reference,received_on,due_on,finished_on,broken_on,open_from,count"


def test_a_quarter_is_laid_down_once_and_a_month_after_its_end(house: House) -> None:
    assert tables.quarter_to_keep(date(2026, 10, 31)) == (date(2026, 4, 1), date(2026, 6, 30))
    assert tables.quarter_to_keep(date(2026, 11, 1)) == Q3
    table = LaidDown(8, "village", (("Ấm", Figure(7, 9)),), Figure(4, 5))
    acts.keep_tables(program(house.commune.pk), *Q3, [table], now=NOW)
    (kept,) = tables.newest(house.commune.pk, 8)
    assert (kept.cells, kept.others) == (table.cells, table.others)
    with pytest.raises(Refused, match=r"tables_kept"):
        acts.keep_tables(program(house.commune.pk), *Q3, [table], now=NOW)


# ---------------------------------------------------------------------------------------------- corrections


def of_promise(house: House, number: int, day: date) -> list[corrections.CorrectionCard]:
    return [card for card in corrections.log(house.commune.pk, day) if card.promise == number]


def test_what_is_told_after_the_figure_was_published_corrects_it_in_the_open(house: House) -> None:
    rows = a_quarter(house, 1)
    announced(house, 0)
    assert corrections.log(house.commune.pk, local_day(NOW)) == ()
    complained(house, rows[0], 0)
    files = announced(house, 7)
    days = local_day(NOW - timedelta(days=1)), local_day(NOW + timedelta(days=7))  # in the morning: of yesterday
    (card,) = of_promise(house, 6, days[1])
    counted = card.told.counted
    assert (card.told, card.found) == (Figure(counted, counted), Figure(counted - 1, counted))
    assert (card.cause, card.last, card.noticed_on) == (CorrectionCause.TOLD_LATER, days[0], days[1])
    line = f"{days[1]},told_later,6,{days[0]},{counted},{counted},{counted - 1},{counted}"
    assert line in files["corrections.csv"].decode().splitlines()
    announced(house, 14)
    assert of_promise(house, 6, days[1]) == [card], "what was told once is not told again"


def test_a_figure_that_the_recount_puts_right_is_our_mistake(house: House) -> None:
    builders.receive(house.one_stop, now=NOW)
    commune, day = communes.by_id(house.commune.pk), local_day(NOW)
    with guard.writing_allowed():
        tallies.add(commune.id, {(7, day): Change(kept=1, counted=1)})
    checkpoints.publish(commune, NOW, session_ended=True)
    assert announcing.announce(commune, NOW + timedelta(days=1))
    announcing.recount(commune, NOW + timedelta(days=1))
    (card,) = of_promise(house, 7, day + timedelta(days=1))
    assert card.cause == CorrectionCause.RECOUNT
    assert card.told.counted == card.found.counted + 1
    told = json.loads((announcing.folder_of(commune) / announcing.RECOUNT).read_text())
    assert told["days"] == 1


def test_nothing_that_differs_is_nothing_kept(house: House) -> None:
    acts.correct(program(house.commune.pk), [], now=NOW)
    one = Differing(8, local_day(NOW), Figure(5, 6), Figure(4, 6))
    acts.correct(program(house.commune.pk), [one], recounted={7}, now=NOW)
    (card,) = corrections.log(house.commune.pk, local_day(NOW))
    assert (card.cause, card.days) == (CorrectionCause.TOLD_LATER, 1)
