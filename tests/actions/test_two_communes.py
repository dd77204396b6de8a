"""A commune's dossiers do not exist for its neighbours: not to see, not to touch."""

from collections.abc import Callable
from typing import Any

import pytest

from tests import builders
from tests.builders import NOW, House
from vidan.actions import dossiers, matters, people
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.people import Role
from vidan.queries import dossiers as seen
from vidan.queries import people as seen_people
from vidan.store.models import Fact

ACTS: dict[str, Callable[[House, str], Any]] = {
    "see it": lambda house, code: seen.dossier(house.leader, code, now=NOW),
    "print its receipt": lambda house, code: seen.receipt(house.one_stop, code, now=NOW),
    "take it over": lambda house, code: matters.take_over(house.specialist, code, now=NOW),
    "give it away": lambda house, code: matters.reassign(
        house.leader, code, house.specialist.officer_id or 0, "đồng chí cũ nghỉ", now=NOW
    ),
    "move it on": lambda house, code: dossiers.move_on(house.one_stop, code, now=NOW),
    "stop its clock": lambda house, code: matters.pause(
        house.one_stop, code, PauseKind.CITIZEN, "chờ bổ sung", now=NOW
    ),
    "start its clock": lambda house, code: matters.resume(house.one_stop, code, now=NOW),
    "finish it": lambda house, code: dossiers.finish(house.one_stop, code, now=NOW),
    "give it out": lambda house, code: dossiers.give_out(
        house.one_stop, code, "Người lạ", receipt_shown=False, now=NOW
    ),
    "print it again": lambda house, code: dossiers.reprint_receipt(house.one_stop, code, now=NOW),
    "replace its receipt": lambda house, code: dossiers.replace_lost_receipt(
        house.one_stop, code, "038186000123", now=NOW
    ),
}


@pytest.fixture
def neighbour(db: None) -> House:
    return builders.furnish(builders.open_commune("15019", "Xã Cổ Lũng"))


@pytest.mark.parametrize("act", sorted(ACTS))
def test_a_neighbour_s_dossier_answers_like_one_that_does_not_exist(act: str, house: House, neighbour: House) -> None:
    theirs = builders.receive(neighbour.one_stop)
    before = Fact.objects.across_communes("nothing may be told anywhere").count()
    answers = []
    for code in (theirs.code, "KHONG-CO-0001"):
        with pytest.raises(Refused) as refused:
            ACTS[act](house, code)
        answers.append((refused.value.code, refused.value.field))
    assert answers[0] == answers[1] == ("matters.unknown", "code")
    assert Fact.objects.across_communes("nothing may be told anywhere").count() == before


def test_a_matter_is_never_given_to_a_neighbour_s_officer(house: House, neighbour: House) -> None:
    ours = builders.receive(house.one_stop)
    with pytest.raises(Refused, match="without_mandate"):
        matters.reassign(house.leader, ours.code, neighbour.specialist.officer_id or 0, "xã bạn làm giúp", now=NOW)


def test_a_neighbour_s_officer_gets_no_role_here(house: House, neighbour: House) -> None:
    with pytest.raises(Refused, match="officer.unknown"):
        people.give_mandate(
            house.administrator,
            officer_id=neighbour.specialist.officer_id or 0,
            role=Role.LEADER,
            from_on=builders.SINCE,
            now=NOW,
        )


def test_the_same_citizen_is_two_persons_in_two_communes(house: House, neighbour: House) -> None:
    ours, theirs = builders.receive(house.one_stop), builders.receive(neighbour.one_stop)
    assert ours.person_id != theirs.person_id
    met = seen_people.person_by_number(house.one_stop, builders.applicant().number)
    assert met is not None
    assert met.id == ours.person_id
