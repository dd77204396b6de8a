"""Who is offered first to go on with a dossier: whoever does that step in that unit, knows it, and has room."""

from datetime import date, timedelta

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, matters, people
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, Role, program
from vidan.queries import dossiers as seen
from vidan.store.models import Procedure, Unit

TODAY = local_day(NOW)


def specialist(house: House, name: str, unit: Unit | None = None) -> Actor:
    actor = builders.enter_officer(house.commune, name=name)
    people.give_mandate(
        program(house.commune.pk),
        officer_id=actor.officer_id,
        role=Role.SPECIALIST,
        unit_id=unit.pk if unit else None,
        from_on=date(2025, 7, 1),
        now=NOW,
    )
    return actor


def first(house: House, code: str, step: int = 1) -> list[str]:
    card = seen.dossier(house.one_stop, code, now=NOW)
    return [one.name for one in seen.next_holders(house.commune.pk, card, step, TODAY)]


def unit_of(house: House, key: str) -> Unit:
    wanted = Procedure.objects.of(house.commune).get(key=key).unit_key
    found: Unit = Unit.objects.of(house.commune).get(key=wanted)
    return found


def test_the_unit_of_the_procedure_comes_before_the_alphabet(house: House) -> None:
    specialist(house, "An Văn Ấm")
    specialist(house, "Vũ Thị Yên", unit_of(house, builders.BUILDING_PERMIT))
    code = builders.receive(house.one_stop).code
    names = first(house, code)
    assert names[:2] == ["Vũ Thị Yên", "An Văn Ấm"]
    assert names.index("Phạm Văn Nam") < names.index("Bùi Quốc Việt"), "the step's role before everybody else"


def test_who_did_this_step_of_the_procedure_before_comes_first_then_who_has_room(house: House) -> None:
    knows, busy = specialist(house, "Vũ Thị Yên"), specialist(house, "An Văn Ấm")
    done = builders.receive(house.one_stop).code
    dossiers.move_on(house.one_stop, done, knows.officer_id, now=NOW)
    other = builders.receive(house.one_stop, builders.BIRTH, marks=builders.all_present(builders.BIRTH)).code
    matters.reassign(house.one_stop, other, busy.officer_id, "Chuyển cho đúng người.", now=NOW)
    code = builders.receive(house.one_stop).code
    assert first(house, code)[:3] == ["Vũ Thị Yên", "Phạm Văn Nam", "An Văn Ấm"]


def test_who_is_away_comes_last_with_the_name_of_who_stands_in(house: House) -> None:
    away = specialist(house, "An Văn Ấm")
    matters.take_leave(
        house.leader, away.officer_id, house.specialist.officer_id, TODAY, TODAY + timedelta(days=2), "", now=NOW
    )
    code = builders.receive(house.one_stop).code
    card = seen.dossier(house.one_stop, code, now=NOW)
    last = seen.next_holders(house.commune.pk, card, 1, TODAY)[-1]
    assert (last.name, last.stand_in) == ("An Văn Ấm", "Phạm Văn Nam")
