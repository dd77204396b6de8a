"""One action, one transaction, at least one fact; or nothing happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError, connection
from django.utils.module_loading import import_string

from tests import builders
from tests.builders import House
from vidan.actions.recording import NothingRecorded, reading, recording
from vidan.domain import facts as facts_of_the_house
from vidan.domain.facts import Fact
from vidan.domain.identity import mask_number, mask_phone
from vidan.domain.ledger import entries
from vidan.domain.people import Actor, UnitOpened, citizen
from vidan.store import vault
from vidan.store.guard import UnrecordedWrite, is_open
from vidan.store.models import Entry, Person, Reading, Unit
from vidan.store.models import Fact as FactRow


@dataclass(frozen=True, kw_only=True)
class NeighbourSaid(Fact):
    """A fact of the tests alone: something said in the clear, something said of a person."""

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"words"})
    place: str
    words: str


facts_of_the_house.KINDS.pop("NeighbourSaid")  # no kind of the house


def _unit(house: House, key: str = "to-chuyen-doi-so") -> Unit:
    return Unit(commune=house.commune, key=key, name="Tổ chuyển đổi số")


def _units(house: House) -> int:
    return Unit.objects.of(house.commune).filter(key="to-chuyen-doi-so").count()


def test_a_write_with_its_fact_is_kept(house: House, now: datetime) -> None:
    with recording(house.administrator, now) as record:
        _unit(house).save(force_insert=True)
        record.fact(UnitOpened(unit="to-chuyen-doi-so"), subject="unit:1")
    told = FactRow.objects.of(house.commune).latest("pk")
    assert _units(house) == 1
    assert (told.kind, told.subject, told.told) == ("UnitOpened", "unit:1", {"unit": "to-chuyen-doi-so"})
    assert (told.actor_kind, told.actor_id, told.recorded_at) == ("officer", house.administrator.officer_id, now)


def test_a_write_without_a_fact_is_taken_back(house: House, now: datetime) -> None:
    with pytest.raises(NothingRecorded), recording(house.administrator, now):
        _unit(house).save(force_insert=True)
    assert _units(house) == 0


def test_a_fault_after_the_fact_takes_the_fact_back_too(house: House, now: datetime) -> None:
    before = FactRow.objects.of(house.commune).count()
    with pytest.raises(ZeroDivisionError), recording(house.administrator, now) as record:
        _unit(house).save(force_insert=True)
        record.fact(UnitOpened(unit="to-chuyen-doi-so"), subject="unit:1")
        raise ZeroDivisionError
    assert (_units(house), FactRow.objects.of(house.commune).count()) == (0, before)


def test_a_fault_of_the_database_takes_everything_back(house: House, now: datetime) -> None:
    with pytest.raises(IntegrityError), recording(house.administrator, now) as record:
        record.fact(UnitOpened(unit="to-chuyen-doi-so"), subject="unit:1")
        _unit(house).save(force_insert=True)
        _unit(house).save(force_insert=True)
    assert _units(house) == 0


def test_after_a_recording_the_tables_are_shut_again(house: House, now: datetime) -> None:
    with recording(house.administrator, now) as record:
        record.fact(UnitOpened(unit="x"), subject="unit:1")
    assert not is_open()
    with pytest.raises(UnrecordedWrite):
        _unit(house).save(force_insert=True)


def test_an_action_within_an_action_is_a_mistake_and_says_so(house: House, now: datetime) -> None:
    with pytest.raises(RuntimeError, match="never calls another"), recording(house.administrator, now) as outer:
        outer.fact(UnitOpened(unit="x"), subject="unit:1")
        with recording(house.administrator, now):
            pass
    assert not FactRow.objects.of(house.commune).filter(kind="UnitOpened").exists()


def test_what_a_fact_says_of_a_person_opens_with_her_key_alone(
    house: House, received: Callable[..., Any], now: datetime
) -> None:
    person: Person = received().person
    with recording(house.one_stop, now) as record:
        record.fact(NeighbourSaid(place="thôn Ấm", words="chị Thảo vắng nhà"), subject="person:1", person=person)
    row = FactRow.objects.of(house.commune).latest("pk")
    assert (row.told, row.person_id) == ({"place": "thôn Ấm"}, person.pk)
    assert vault.unseal(vault.person_key(person.wrapped_key), row.sealed) == {"words": "chị Thảo vắng nhà"}


def test_a_fact_about_a_person_needs_her_key(house: House, now: datetime) -> None:
    with pytest.raises(ValueError, match="needs her key"), recording(house.one_stop, now) as record:
        record.fact(NeighbourSaid(place="thôn Ấm", words="chị Thảo vắng nhà"), subject="person:1")


def test_a_public_fact_leaves_an_entry_whose_commitment_opens_with_what_the_receipt_shows(
    received: Callable[..., Any],
) -> None:
    matter = received()
    row = FactRow.objects.of(matter.commune_id).get(kind="DossierReceived")
    entry = Entry.objects.of(matter.commune_id).get(fact_id=row.pk)
    confided = vault.unseal(vault.person_key(matter.person.wrapped_key), row.sealed)
    kept = {name: value for name, value in (row.told | confided).items() if name not in ("papers", "typed_at")}
    kept["papers"] = [paper["name"] for paper in row.told["papers"] if paper["mark"] == "present"]
    kept |= {"number": mask_number(kept["number"]), "phone": mask_phone(kept["phone"])}
    parsed = entries.parse(entry.body.encode("ascii"))
    assert (entry.kind, entry.reference, entry.position) == ("nhan", matter.reference, None)
    assert entries.opens(parsed, bytes(entry.salt), kept)
    assert not entries.opens(parsed, bytes(entry.salt), kept | {"applicant": "Người khác"})


def test_a_fact_that_is_nobody_else_s_business_leaves_no_entry(house: House, now: datetime) -> None:
    with recording(house.administrator, now) as record:
        record.fact(UnitOpened(unit="x"), subject="unit:1")
    assert not Entry.objects.of(house.commune).exists()


def test_an_errand_is_left_in_the_same_transaction(house: House, settings: Any, now: datetime) -> None:
    from django_tasks_db.models import DBTaskResult

    assert import_string(settings.ERRAND_DOOR)
    with recording(house.one_stop, now) as record:
        record.fact(UnitOpened(unit="x"), subject="unit:1")
        record.errand("receipt_notice", matter=1)
        assert DBTaskResult.objects.count() == 1, "the errand waits for the commit, so a crash would lose it"
    with pytest.raises(NothingRecorded), recording(house.one_stop, now) as record:
        record.errand("receipt_notice", matter=2)
    assert DBTaskResult.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's writers queue on a file")
def test_on_postgresql_writers_of_one_commune_queue_on_its_lock(house: House, now: datetime) -> None:
    with recording(house.administrator, now) as record, connection.cursor() as cursor:
        record.fact(UnitOpened(unit="x"), subject="unit:1")
        cursor.execute("SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted")
        assert cursor.fetchall() == [(house.commune.pk,)]


def test_who_looked_at_whom_is_one_row(house: House, now: datetime) -> None:
    reading(house.specialist, "office.dossier", [7, 3, 7], now)
    row = Reading.objects.of(house.commune).get()
    assert (row.officer_id, row.page, row.persons, row.at) == (
        house.specialist.officer_id,
        "office.dossier",
        [3, 7],
        now,
    )


def test_a_page_that_showed_nobody_leaves_no_reading(house: House, now: datetime) -> None:
    reading(house.specialist, "office.dossier", [], now)
    assert not Reading.objects.of(house.commune).exists()


def test_a_citizen_who_looks_at_her_own_dossier_leaves_no_reading(house: House, now: datetime) -> None:
    reading(citizen(house.commune.pk), "public.tracking", [7], now)
    assert not Reading.objects.of(house.commune).exists()


def test_every_act_of_the_counter_is_told_under_the_officer_who_did_it(house: House) -> None:
    matter = builders.receive(house.one_stop)
    told = FactRow.objects.of(house.commune).filter(subject=f"matter:{matter.pk}").get()
    assert (told.actor_kind, told.actor_id) == ("officer", house.one_stop.officer_id)
    assert isinstance(house.one_stop, Actor)
