"""Finding a procedure, and the edition that is in force on a day."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, ONE_PAPER, House
from vidan.actions import procedures as actions
from vidan.domain.people import program
from vidan.domain.procedures import ProcedureText
from vidan.queries import procedures

TODAY = NOW.date()


def found(house: House, query: str, **words: Any) -> list[str]:
    return [row.key for row in procedures.find(house.commune.pk, query, TODAY, **words)]


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("khai sinh", BIRTH),
        ("KHAI SINH", BIRTH),
        ("sinh khai", BIRTH),
        ("dang ky khai", BIRTH),
        ("đang ký khái", BIRTH),
        (BIRTH, BIRTH),
        ("1.0011", BIRTH),
        ("giay phep xay nha", BUILDING_PERMIT),
        ("xay moi", BUILDING_PERMIT),
    ],
)
def test_the_beginnings_of_words_find_in_any_order(house: House, query: str, key: str) -> None:
    assert key in found(house, query)


@pytest.mark.parametrize("query", ["hai sinh", "inh", "xyz", "khai xyz", "' OR 1=1"])
def test_the_middle_of_a_word_finds_nothing(house: House, query: str) -> None:
    assert BIRTH not in found(house, query)


def test_the_very_code_stands_first(house: House) -> None:
    for _ in range(3):
        builders.receive(house.one_stop, ONE_PAPER)
    assert found(house, "")[0] == ONE_PAPER
    assert found(house, BUILDING_PERMIT) == [BUILDING_PERMIT]


def test_of_names_with_the_word_the_common_one_stands_first_then_the_one_that_begins_so(house: House) -> None:
    assert found(house, "giay").index(BUILDING_PERMIT) < found(house, "giay").index(ONE_PAPER)
    for _ in range(3):
        builders.receive(house.one_stop, ONE_PAPER)
    assert found(house, "giay")[0] == ONE_PAPER


def test_another_communes_procedures_are_not_found(house: House) -> None:
    other = builders.open_commune(code="14951", name="Xã Khác")
    text = replace(
        builders.procedure_texts()[0], key="X-1", code=None, name="Thủ tục riêng", short_name="Thủ tục riêng"
    )
    actions.import_list(program(other.pk), [text], source="riêng", now=NOW)
    assert found(house, "thu tuc rieng") == []
    assert procedures.by_key(house.commune.pk, "X-1", TODAY) is None
    assert procedures.by_key(other.pk, "X-1", TODAY) is not None


def test_on_each_day_the_edition_of_that_day_is_shown(house: House) -> None:
    before = builders.procedure_texts()[0]
    after: ProcedureText = replace(before, result="Kết quả mới")
    actions.import_list(program(house.commune.pk), [after], source="bản mới", now=NOW)
    old = procedures.by_key(house.commune.pk, before.key, TODAY - timedelta(days=1))
    new = procedures.by_key(house.commune.pk, before.key, TODAY)
    assert old is not None and new is not None
    assert (old.result, new.result) == (before.result, "Kết quả mới")
    assert found(house, before.key) == [before.key], "one edition is shown, not two"
    assert procedures.by_key(house.commune.pk, before.key, builders.SINCE - timedelta(days=1)) is None


def test_only_a_confirmed_limit_counts_as_one(house: House) -> None:
    key = builders.unconfirmed_key()
    assert procedures.unconfirmed(house.commune.pk, TODAY) == 1
    card = procedures.by_key(house.commune.pk, key, TODAY)
    assert card is not None
    assert not card.confirmed
    actions.confirm_limit(house.leader, key, "5wd", "Quyết định 12/QĐ-UBND", now=NOW)
    assert procedures.unconfirmed(house.commune.pk, TODAY) == 0


def test_fields_count_what_is_in_them(house: House) -> None:
    fields = dict(procedures.fields(house.commune.pk, TODAY))
    assert sum(fields.values()) == len(builders.procedure_texts())
    for name, number in fields.items():
        assert len(procedures.in_field(house.commune.pk, name, TODAY)) == number
    assert procedures.in_field(house.commune.pk, "không có", TODAY) == []
