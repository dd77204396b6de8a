"""Officers with their roles of the day; citizens under their own keys; who looked at whom."""

from collections.abc import Callable
from datetime import date, timedelta

from tests import builders
from tests.builders import NOW, House
from vidan.actions import people as actions
from vidan.actions.recording import reading
from vidan.domain.people import Actor, Role, program
from vidan.queries import people
from vidan.store import guard
from vidan.store.models import Officer, Person

TODAY = NOW.date()
DAY = timedelta(days=1)


def row(actor: Actor) -> Officer:
    found = people.officer_of_session(actor.officer_id or 0)
    assert found is not None
    return found


def give(house: House, actor: Actor, role: Role, first: date, last: date | None = None) -> None:
    system = program(house.commune.pk)
    actions.give_mandate(system, officer_id=actor.officer_id or 0, role=role, from_on=first, until_on=last, now=NOW)


def test_an_officer_is_who_the_mandates_of_the_day_make_him(house: House, actor_of: Callable[..., Actor]) -> None:
    officer = actor_of()
    give(house, officer, Role.SPECIALIST, TODAY - DAY, TODAY)
    give(house, officer, Role.LEADER, TODAY + DAY)
    assert people.actor_of(row(officer), TODAY - 2 * DAY).roles == frozenset()
    assert people.actor_of(row(officer), TODAY).roles == {Role.SPECIALIST}
    assert people.actor_of(row(officer), TODAY + DAY).roles == {Role.LEADER}


def test_an_officer_without_any_mandate_is_found_and_may_nothing(actor_of: Callable[..., Actor]) -> None:
    officer = actor_of()
    assert people.actor_of(row(officer), TODAY).roles == frozenset()
    assert people.officer_of_session(10**9) is None


def test_who_may_hold_are_those_of_the_day_with_the_steps_role_first(
    house: House, actor_of: Callable[..., Actor]
) -> None:
    gone = actor_of(Role.SPECIALIST, name="An Đã Nghỉ")
    actions.disable_officer(house.administrator, gone.officer_id or 0, reason="nghỉ hưu", now=NOW)
    former = actor_of(name="Ba Hết Nhiệm Vụ")
    give(house, former, Role.SPECIALIST, TODAY - 9 * DAY, TODAY - DAY)
    twice = actor_of(Role.CLERK, Role.SPECIALIST, name="Hai Vai")
    actor_of(Role.INSPECTOR, name="Thanh Tra")
    names = [name for _, name, _ in people.may_hold(house.commune.pk, TODAY, Role.SPECIALIST)]
    assert names == ["Phạm Văn Nam", "Hai Vai", "Lê Thị Hoa", "Bùi Quốc Việt"]
    assert twice.officer_id in [pk for pk, *_ in people.may_hold(house.commune.pk, TODAY, Role.CLERK)][:1]


def test_officers_of_another_commune_are_not_listed(house: House) -> None:
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    ids = {card.id for card in people.officers(house.administrator)}
    assert other.one_stop.officer_id not in ids
    assert house.one_stop.officer_id in ids
    assert people.account(house.administrator, other.one_stop.officer_id or 0) is None
    assert people.account(house.administrator, house.one_stop.officer_id or 0) is not None


def test_a_citizen_is_found_by_her_number_in_her_own_commune_only(house: House) -> None:
    builders.receive(house.one_stop)
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    card = people.person_by_number(house.one_stop, "038186000123")
    assert card is not None
    assert card.name == "Hà Thị Thảo"
    assert people.person_by_number(other.one_stop, "038186000123") is None
    assert people.person_by_number(house.one_stop, "") is None
    assert people.person_by_number(house.one_stop, "0381860001") is None


def test_of_a_forgotten_person_nothing_is_left_to_see(house: House) -> None:
    matter = builders.receive(house.one_stop)
    with guard.writing_allowed():
        Person.objects.of(house.commune).update(wrapped_key=b"")
    card = people.person_card(Person.objects.of(house.commune).get(pk=matter.person_id))
    assert (card.name, card.number, card.phone, card.address) == ("", "", "", "")


def test_a_row_that_somebody_changed_opens_as_nothing_rather_than_as_something_else(house: House) -> None:
    builders.receive(house.one_stop)
    person = Person.objects.of(house.commune).get()
    sealed = bytearray(bytes(person.sealed))
    sealed[-1] ^= 1
    assert people.open_person(person.wrapped_key, bytes(sealed)) == {}
    assert people.open_person(b"short", person.sealed) == {}


def test_readings_come_newest_first_and_go_on_from_the_last(house: House) -> None:
    for number in range(5):
        reading(house.one_stop, f"office.page{number}", [1, 2], NOW + number * timedelta(minutes=1))
    first = people.readings(house.leader, most=3)
    rest = people.readings(house.leader, before_id=first[-1][0], most=3)
    assert [card.page for _, card in (*first, *rest)] == [f"office.page{number}" for number in (4, 3, 2, 1, 0)]
    assert {card.officer for _, card in first} == {"Lê Thị Hoa"}
    other = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    assert list(people.readings(other.leader)) == []


def test_initials_and_form_of_address_are_those_of_a_name_card(house: House) -> None:
    actions.change_officer(
        house.administrator,
        house.one_stop.officer_id or 0,
        name="Hà Thị Thảo",
        title="Công chức",
        honorific="chị",
        phone="",
        now=NOW,
    )
    card = next(card for card in people.officers(house.leader) if card.id == house.one_stop.officer_id)
    assert (card.initials, card.addressed) == ("TT", "chị Hà Thị Thảo")
