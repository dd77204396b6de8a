"""Numbers without holes and without doubles, whoever asks at the same time."""

import json
from typing import Any

import pytest
from django.db import transaction

from tests import builders
from tests.store.processes import start, told
from vidan.domain.dossiers import Intake
from vidan.domain.errors import Refused
from vidan.store.counters import next_number
from vidan.store.guard import writing_allowed
from vidan.store.models import Commune, Matter

#: How many clerks receive at once, and how many dossiers each.
CLERKS, EACH = 4, 8

RECEIVE = """
import json, sys
from datetime import timedelta
from vidan.actions import dossiers
from vidan.domain.errors import Refused
from vidan.domain.people import Actor, ActorKind, Role
from tests import builders
commune, officer, each = map(int, sys.argv[1:])
actor = Actor(commune, ActorKind.OFFICER, officer, "Lê Thị Hoa", frozenset({Role.ONE_STOP}))
print("ready", flush=True)
sys.stdin.readline()
codes = []
for turn in range(each):
    codes.append(builders.receive(actor).code)
    try:
        builders.receive(actor, sets=0)
    except Refused:
        pass
print(json.dumps(codes))
"""


def test_numbers_of_a_series_follow_each_other_from_one(commune: Commune) -> None:
    with writing_allowed():
        assert [next_number(commune.pk, "thư", "2026") for _ in range(3)] == [1, 2, 3]


def test_each_series_and_each_period_counts_for_itself(commune: Commune) -> None:
    with writing_allowed():
        assert next_number(commune.pk, "thư", "2026") == next_number(commune.pk, "thư", "2027") == 1
        assert next_number(commune.pk, "giấy mời", "2026") == 1


def test_two_communes_count_for_themselves(db: None) -> None:
    here, there = builders.open_commune(), builders.open_commune("15019", "Xã Cổ Lũng")
    with writing_allowed():
        assert next_number(here.pk, "thư", "2026") == next_number(there.pk, "thư", "2026") == 1


def test_a_number_taken_in_a_transaction_that_fails_is_given_back(commune: Commune) -> None:
    with writing_allowed():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            next_number(commune.pk, "thư", "2026")
            raise ZeroDivisionError
        assert next_number(commune.pk, "thư", "2026") == 1


def test_a_refused_dossier_leaves_no_hole_in_the_day_s_numbers(house: builders.House, now: Any) -> None:
    first = builders.receive(house.one_stop)
    with pytest.raises(Refused, match="dossiers.sets"):
        builders.receive(house.one_stop, sets=0)
    second = builders.receive(house.one_stop)
    assert (first.code[-4:], second.code[-4:]) == ("0001", "0002")
    assert isinstance(builders.intake(), Intake)


@pytest.mark.django_db(transaction=True)
def test_many_clerks_at_once_leave_neither_a_hole_nor_a_double() -> None:
    house = builders.furnish(builders.open_commune())
    clerks = [start(RECEIVE, house.commune.pk, house.one_stop.officer_id, EACH) for _ in range(CLERKS)]
    for clerk in clerks:
        assert clerk.stdout is not None
        assert clerk.stdout.readline() == "ready\n"
    for clerk in clerks:
        assert clerk.stdin is not None
        clerk.stdin.write("go\n")
        clerk.stdin.flush()
    codes = [code for clerk in clerks for code in json.loads(told(clerk))]
    day = f"{house.commune.abbreviation}-261117-"
    assert sorted(codes) == [f"{day}{number:04d}" for number in range(1, CLERKS * EACH + 1)]
    assert Matter.objects.of(house.commune).count() == CLERKS * EACH
