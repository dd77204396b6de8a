"""What is born in an act is followed without being read back, and the figures are those that all the evidence says."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.builders import NOW, House
from tests.jobs.test_scoreboard import agree
from tests.web.doors import statements
from vidan.actions import matters
from vidan.actions.feedback import sending
from vidan.domain.feedback.saying import Door, Saying
from vidan.domain.moments import local_day
from vidan.domain.people import Actor, citizen
from vidan.queries.promises.measures import MEASURES
from vidan.store import guard, tallies
from vidan.store.models import Feedback, Leave, Mandate, Matter, Occasion

DAY, TODAY = timedelta(days=1), local_day(NOW)
ROAD = "Đường vào thôn Vèn có nhiều ổ gà, mưa xuống không thấy mà tránh, đề nghị xã sửa."


def say(who: Actor, text: str = ROAD, **words: object) -> Matter:
    """The matter that a message becomes."""
    said = Saying(text=text, **words)  # type: ignore[arg-type]
    return Matter.objects.of(who.commune_id).get(code=sending.send(who, said, now=NOW).code)


def read_back(told: list[str]) -> bool:
    return any("FROM vidan_holding" in line for line in told)


def kept(matter: Matter) -> set[int]:
    """The promises that have an occasion of it."""
    rows = Occasion.objects.of(matter.commune_id).filter(subject=f"matter:{matter.pk}")
    return set(rows.values_list("promise", flat=True))


def test_a_message_is_followed_by_what_its_own_act_knows(house: House) -> None:
    say(citizen(house.commune.pk))
    with statements() as told:
        matter = say(citizen(house.commune.pk), "Đèn đường ở xóm Chùa tắt đã ba hôm, đề nghị xã cho sửa.")
    assert not read_back(told)
    assert kept(matter) == {1, 7}
    agree(house.commune)


@pytest.mark.parametrize("hours", [-11, -3, 4, 9, 24, 48, 72, 96, 120, 30 * 24, 61 * 24 + 8])
def test_it_is_right_at_every_hour_of_every_day(house: House, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    sent = sending.send(citizen(house.commune.pk), Saying(text=ROAD), now=now)
    assert kept(Matter.objects.of(house.commune).get(code=sent.code)) == {1, 7}
    agree(house.commune)


def ends_soon(house: House, holder: int) -> None:
    Mandate.objects.of(house.commune).filter(officer_id=holder).update(until_on=TODAY + 2 * DAY)


def began_today(house: House, holder: int) -> None:
    Mandate.objects.of(house.commune).filter(officer_id=holder).update(from_on=TODAY)


def leaves(house: House, holder: int, *, ended: bool = False) -> None:
    row = Leave.objects.of(house.commune).create(
        commune_id=house.commune.pk,
        officer_id=holder,
        stand_in_id=house.leader.officer_id,
        from_on=TODAY - DAY if ended else TODAY + DAY,
        until_on=TODAY + 9 * DAY,
        reason="đi tập huấn",
        made_at=NOW - 2 * DAY,
    )
    if ended:
        Leave.objects.of(house.commune).filter(pk=row.pk).update(ended_at=NOW + timedelta(hours=5))


def came_back(house: House, holder: int) -> None:
    leaves(house, holder, ended=True)


@pytest.mark.parametrize(
    ("change", "asked"), [(ends_soon, True), (leaves, True), (came_back, True), (began_today, False)]
)
def test_whoever_may_not_stay_is_looked_at_more_closely(
    house: House, change: Callable[[House, int], None], asked: bool
) -> None:
    holder = say(citizen(house.commune.pk)).holder_id
    assert holder is not None
    with guard.writing_allowed():
        change(house, holder)
    with statements() as told:
        second = say(citizen(house.commune.pk), ROAD + " Lần thứ hai.")
    assert second.holder_id == holder
    assert read_back(told) is asked
    subject = f"matter:{second.pk}"
    found = {(7, one.subject, one.number): one for one in MEASURES[7](house.commune.pk, {subject})}
    assert tallies.occasions_of(house.commune.pk, [subject], 7) == found
    assert len(found) == 1


def test_what_somebody_with_a_desk_types_in_is_read_back(house: House) -> None:
    say(house.one_stop, door=Door.PAPER)
    with statements() as told:
        matter = say(house.one_stop, "Đèn đường ở xóm Chùa tắt, xin xã cho sửa.", door=Door.PAPER)
    assert read_back(told)
    assert kept(matter) == {1, 7}
    agree(house.commune)


def test_what_joins_another_message_is_read_back_and_right(house: House) -> None:
    first = say(citizen(house.commune.pk))
    with guard.writing_allowed():
        Feedback.objects.of(house.commune).filter(pk=first.pk).update(shown_at=NOW)
    with statements() as told:
        say(citizen(house.commune.pk), ROAD + " Tôi cũng gặp.", joins=first.code)
    assert read_back(told)
    agree(house.commune)


def test_what_happens_to_it_afterwards_is_felt_as_ever(house: House) -> None:
    matter = say(citizen(house.commune.pk))
    matters.reassign(house.leader, matter.code, house.leader.officer_id or 0, "người giữ nghỉ ốm", now=NOW + DAY)
    agree(house.commune)
    with guard.writing_allowed():
        ends_soon(house, house.leader.officer_id or 0)
    matters.reassign(house.leader, matter.code, house.one_stop.officer_id or 0, "đi công tác", now=NOW + DAY)
    agree(house.commune)
