"""What is asked by a code costs the same however much was said, and whether the code is ordinary, sealed or made up."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests import builders
from tests.builders import NOW, House
from vidan.actions.feedback import judging, sending, working
from vidan.domain.errors import Refused
from vidan.domain.feedback.saying import Saying
from vidan.domain.people import Role, citizen
from vidan.queries.feedback import desk, public, tracking

MADE_UP = "ĐL-PA-ZZZZZZZ2"
#: Found or not: a row more or less of two tables, whose steps are a handful.
FEW = 40


def steps(act: Callable[[], Any]) -> int:
    """How many steps SQLite's machine takes for it."""
    raw, told = connection.connection, [0]

    def count() -> int:
        told[0] += 1
        return 0

    raw.set_progress_handler(count, 1)
    try:
        act()
    except Refused:
        pass
    finally:
        raw.set_progress_handler(None, 1)
    return told[0]


def say(house: House, **more: Any) -> str:
    said = Saying(text="Đường vào thôn Tôm đầy ổ gà, đề nghị xã sửa.", **more)
    return sending.send(citizen(house.commune.pk), said, now=NOW).code


@pytest.mark.skipif("postgresql" in str(connection.vendor), reason="PostgreSQL counts no steps")
def test_a_code_is_found_in_as_few_steps_however_much_was_said_and_whatever_it_is_of(house: House) -> None:
    builders.enter_officer(house.commune, Role.CONFIDENTIAL_HANDLER, name="Vi Thị Kín")
    ordinary, sealed = say(house), say(house, confidential=True)
    commune = house.commune.pk
    asked: dict[str, Callable[[str], Any]] = {
        "look up": lambda code: tracking.prove(commune, code, "0000-0000-0000"),
        "reference": lambda code: tracking.reference_of(commune, code),
        "page": lambda code: tracking.tracking(commune, code, 1),
        "public": lambda code: public.one(commune, code),
        "program": lambda code: public.waiting(commune, [code]),
        "desk": lambda code: desk.find(house.leader, code),
        "act": lambda code: working.find(house.leader, code),
        "judge": lambda code: judging.judge_answer(commune, code, understood=True, now=NOW),
        "join": lambda code: sending._first(citizen(commune), Saying(text="x", joins=code)),
    }
    cost = {
        (name, code): steps(lambda act=act, code=code: act(code))
        for name, act in asked.items()
        for code in (ordinary, sealed, MADE_UP)
    }
    for _turn in range(25):
        say(house)
    for name, act in asked.items():
        for code in (ordinary, sealed, MADE_UP):
            again = steps(lambda act=act, code=code: act(code))
            assert abs(again - cost[name, code]) <= 3, f"{name} of {code}: {cost[name, code]}, then {again}"
        if name in ("look up", "reference", "program"):
            assert abs(cost[name, sealed] - cost[name, ordinary]) <= FEW, name


@pytest.mark.skipif("postgresql" in str(connection.vendor), reason="how SQLite reads a row")
def test_a_program_that_asks_by_a_code_never_waits_for_the_twenty_thousand_bytes_of_a_box(house: House) -> None:
    sealed = public.sealed_of(house.commune.pk, [MADE_UP])
    assert "COVERING INDEX sealed_told_alike" in sealed.values_list("code", "received_at", "asked").explain()
