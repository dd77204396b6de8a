"""Thousands of invented people: everybody's numbers are well-formed and nobody's own, however many there are."""

from datetime import date
from random import Random

from vidan.cli.demo_data.citizens import Citizens
from vidan.domain.identity import Sex, clean_number, clean_phone

MANY = 2000


def test_two_thousand_people_have_numbers_and_phones_that_may_be_entered() -> None:
    crowd = Citizens(Random(1), [])
    people = [crowd.named(crowd.name(Sex.FEMALE), Sex.FEMALE, date(1990, 1, 2), "Ấm") for _ in range(MANY)]
    numbers = [clean_number(one.text.number).value for one in people]
    assert len(set(numbers)) == MANY
    assert {len(number) for number in numbers} == {12}
    phones = [one.text.phone for one in people if one.text.phone]
    assert len(set(phones)) == len(phones)
    assert [clean_phone(phone).value for phone in phones] == phones
