"""After each act the promises' figures are what all the evidence together says, whatever order things happen in."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as configured
from hypothesis import strategies as some

from tests import builders
from tests.builders import BIRTH, BUILDING_PERMIT, NOW, ONE_PAPER, House
from tests.web.doors import statements
from vidan.actions import dossiers, matters, people
from vidan.domain.errors import Refused
from vidan.domain.matters import PauseKind
from vidan.domain.moments import local_day
from vidan.domain.occasions import Occasion
from vidan.domain.people import Actor, Role, program
from vidan.domain.promises import Change, Figure, figure, part, tally, total
from vidan.queries.promises.measures import MEASURES
from vidan.store import tallies
from vidan.store.models import Commune, Mandate, Tally

DAY = timedelta(days=1)
TODAY = local_day(NOW)
Days = dict[tuple[int, date], Change]


def evidence(commune: Commune) -> dict[tuple[int, str, int], Occasion]:
    """All occasions, from what happened."""
    found = ((number, one) for number, measure in MEASURES.items() for one in measure(commune.pk))
    return {(number, one.subject, one.number): one for number, one in found}


def agree(commune: Commune) -> None:
    """What is kept, what is added up in the database, and what all the evidence says are the same."""
    told = evidence(commune)
    kept = tallies.occasions_of(commune.pk, sorted({subject for _, subject, _ in told}))
    assert kept == told
    assert tallies.stored(commune.pk) == tallies.recounted(commune.pk) == added_up(told)


def added_up(told: dict[tuple[int, str, int], Occasion]) -> Days:
    return {
        (number, day): change
        for number in MEASURES
        for day, change in tally(one for key, one in told.items() if key[0] == number).items()
    }


def shown(commune: Commune, number: int, last: date) -> Figure:
    """The figure of the ninety days that end with a day, as kept."""
    days = {day: change for (promise, day), change in tallies.stored(commune.pk).items() if promise == number}
    return figure(days, last - 89 * DAY, last)


def test_each_act_of_a_dossiers_way_keeps_the_figures_right(house: House) -> None:
    matter = builders.receive(house.one_stop)
    agree(house.commune)
    matters.pause(house.one_stop, matter.code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=NOW)
    agree(house.commune)
    matters.resume(house.one_stop, matter.code, now=NOW + 7 * DAY)
    agree(house.commune)
    dossiers.finish(house.one_stop, matter.code, now=NOW + 8 * DAY)
    agree(house.commune)
    assert shown(house.commune, 8, TODAY + 8 * DAY) == Figure(1, 1)
    assert shown(house.commune, 7, TODAY + 8 * DAY) == Figure(1, 1)


def test_time_alone_makes_a_dossier_overdue_and_nobody_has_to_work_at_midnight(house: House) -> None:
    matter = builders.receive(house.one_stop, BIRTH)
    assert matter.first_due_at is not None
    due = local_day(matter.first_due_at)
    assert shown(house.commune, 8, due) == Figure(0, 0)
    assert shown(house.commune, 8, due + DAY) == Figure(0, 1)
    assert shown(house.commune, 7, due) == Figure(1, 1)
    assert shown(house.commune, 7, due + 10 * DAY) == Figure(0, 1), "nobody did anything about it"


def test_a_refused_act_leaves_the_figures_alone(house: House) -> None:
    builders.receive(house.one_stop)
    before = tallies.stored(house.commune.pk)
    with pytest.raises(Refused):
        dossiers.finish(house.one_stop, "KHÔNG-CÓ", now=NOW)
    assert tallies.stored(house.commune.pk) == before


def test_an_officer_whose_mandate_ends_is_felt_at_once(house: House) -> None:
    builders.receive(house.one_stop)
    mandate = Mandate.objects.of(house.commune).get(officer_id=house.one_stop.officer_id, role=Role.ONE_STOP.value)
    people.end_mandate(program(house.commune.pk), mandate.pk, until_on=TODAY, reason="chuyển công tác", now=NOW)
    agree(house.commune)
    assert shown(house.commune, 7, TODAY + 7 * DAY) == Figure(0, 1)


def test_every_change_of_the_board_is_counted_and_nothing_else_is(house: House) -> None:
    def changes() -> int:
        row = Tally.objects.of(house.commune).filter(promise=0).first()
        return 0 if row is None else int(row.counted)

    matter = builders.receive(house.one_stop)
    assert changes() == 1
    people.enter_officer(program(house.commune.pk), login="moi", name="Người mới", now=NOW)
    assert changes() == 1
    dossiers.finish(house.one_stop, matter.code, now=NOW)
    assert changes() == 2


def test_following_an_act_asks_five_times_at_most(house: House, settings: Any) -> None:
    builders.receive(house.one_stop)
    with statements() as followed:
        builders.receive(house.one_stop)
    settings.FOLLOWER = ""
    with statements() as alone:
        builders.receive(house.one_stop)
    assert len(followed) - len(alone) <= 5


def test_another_communes_acts_change_nothing_here(house: House) -> None:
    another_house = builders.furnish(builders.open_commune(code="14951", name="Xã Khác"))
    builders.receive(house.one_stop)
    before = tallies.stored(house.commune.pk)
    builders.receive(another_house.one_stop)
    assert tallies.stored(house.commune.pk) == before
    agree(another_house.commune)


ACTS = some.lists(
    some.tuples(
        some.sampled_from(("receive", "pause", "resume", "finish", "reassign", "take_over")),
        some.integers(0, 3),
        some.integers(0, 200),
    ),
    min_size=5,
    max_size=25,
)


@given(acts=ACTS)
@configured(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_history_the_kept_figures_are_the_recounted_ones(
    house: House, acts: list[tuple[str, int, int]]
) -> None:
    now, last = NOW, TODAY
    colleagues = [builders.enter_officer(house.commune, Role.ONE_STOP, Role.LEADER) for _ in range(2)]
    codes: list[str] = []
    for what, which, hours in acts:
        now += timedelta(hours=hours)
        if what == "receive" or not codes:
            key = (BIRTH, BUILDING_PERMIT, ONE_PAPER, BIRTH)[which]
            codes.append(builders.receive(house.one_stop, key, now=now).code)
            continue
        try:
            done(what, colleagues[which % 2], codes[which % len(codes)], house, now)
        except Refused:
            continue
    last = local_day(now)
    agree(house.commune)
    for number in MEASURES:
        mine = [one for key, one in evidence(house.commune).items() if key[0] == number]
        plainly = total(part(one, last - 89 * DAY, last) for one in mine)
        assert shown(house.commune, number, last) == plainly


def done(what: str, colleague: Actor, code: str, house: House, now: datetime) -> None:
    """One act on a dossier, by whoever may."""
    match what:
        case "pause":
            matters.pause(house.one_stop, code, PauseKind.CITIZEN, "chờ bản vẽ có chữ ký", now=now)
        case "resume":
            matters.resume(house.one_stop, code, now=now)
        case "finish":
            dossiers.finish(house.one_stop, code, now=now)
        case "reassign":
            matters.reassign(colleague, code, house.one_stop.officer_id or 0, "người cũ nghỉ ốm", now=now)
        case "take_over":
            matters.take_over(colleague, code, now=now)
