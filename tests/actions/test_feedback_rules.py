"""A commune's own rules and list of duty: whose desk a message comes to, day and night; who hears of danger."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests import builders
from tests.actions.test_feedback import POTHOLE, say, to_answered
from tests.builders import NOW, House
from vidan.actions import communes, matters
from vidan.actions.feedback import alarms, desks, rules, sender, sending, working
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import routing
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.routing import Hours, Route
from vidan.domain.people import Actor, Role, citizen, program
from vidan.jobs import feedback_watch
from vidan.queries.feedback import alarms as seen
from vidan.queries.feedback import routing as queries
from vidan.speech import reminders
from vidan.store import guard
from vidan.store.models import Mandate, Matter, Reminder, RoutingBook

DANGER = "Cháy nhà ở thôn Tôm, lửa đang lan, có người kẹt bên trong, cứu với"
TODAY, DAY = date(2026, 11, 17), timedelta(days=1)
NIGHT = NOW + timedelta(hours=13)


@pytest.fixture
def watchman(house: House) -> Actor:
    return builders.enter_officer(house.commune, Role.ONE_STOP, name="Hà Văn Trực")


def holder(code: str) -> int | None:
    return Matter.objects.across_communes("test").get(code=code).holder_id


def told(house: House, kind: str) -> set[int | None]:
    return set(Reminder.objects.of(house.commune).filter(kind=kind).values_list("officer_id", flat=True))


def own_rule(house: House, **words: Any) -> Route:
    route = Route("đường thôn ta", topics=frozenset({Topic.ROADS}), examples=(POTHOLE.text,))
    return replace(route, officers=(house.one_stop.officer_id or 0,), **words)


def test_a_rule_of_the_commune_by_place_and_time_sends_a_message_to_its_desk(house: House) -> None:
    village, _ = communes.enter_villages(house.commune, ["Vèn", "Tôm"], since=TODAY, now=NOW)
    rules.put(house.leader, own_rule(house, villages=frozenset({village.pk}), hours=Hours.SHUT), None, seen=0, now=NOW)
    assert [route.name for route in desks.routes(house.commune.pk)].index("đường thôn ta") == 4
    rules.move(house.leader, 4, -1, seen=queries.book(house.leader).number, now=NOW)
    by_day = say(house, village_id=village.pk)
    elsewhere = say(house, form_token="b" * 20)
    by_night = sending.send(
        citizen(house.commune.pk), replace(POTHOLE, village_id=village.pk, form_token="c" * 20), now=NIGHT
    )
    assert [holder(sent.code) for sent in (by_day, elsewhere)] == [house.specialist.officer_id] * 2
    assert holder(by_night.code) == house.one_stop.officer_id


def test_a_rule_whose_example_goes_elsewhere_is_refused_and_nothing_changes(house: House) -> None:
    with pytest.raises(Refused) as refused:
        rules.put(house.leader, own_rule(house, topics=frozenset({Topic.LAND})), None, seen=0, now=NOW)
    assert refused.value.code == "feedback.routing.elsewhere"
    assert refused.value.facts["met"] == "đường, đất, xây dựng, nước, điện"
    with pytest.raises(Refused) as refused:
        rules.put(house.leader, own_rule(house), 0, seen=0, now=NOW)
    assert refused.value.facts["rule"] == "đường, đất, xây dựng, nước, điện"
    assert queries.book(house.leader).number == 0


def test_whoever_looked_at_older_rules_changes_nothing(house: House) -> None:
    rules.put(house.leader, replace(content.routes()[3], name="giấy tờ"), 3, seen=0, now=NOW)
    with pytest.raises(Refused) as refused:
        rules.drop(house.leader, 3, seen=0, now=NOW)
    assert refused.value.code == "feedback.routing.changed"
    rules.drop(house.leader, 3, seen=queries.book(house.leader).number, now=NOW)
    assert "giấy tờ" not in [route.name for route in desks.routes(house.commune.pk)]


def test_only_a_leader_rules_and_the_last_rule_stays(house: House, watchman: Actor) -> None:
    for act in (
        lambda: rules.put(house.administrator, own_rule(house), 0, seen=0, now=NOW),
        lambda: rules.put_on_duty(house.specialist, watchman.officer_id or 0, TODAY, TODAY, now=NOW),
        lambda: rules.drop(house.leader, len(content.routes()) - 1, seen=0, now=NOW),
        lambda: rules.move(house.leader, 0, -1, seen=0, now=NOW),
        lambda: rules.put(house.leader, own_rule(house, villages=frozenset({987654})), 0, seen=0, now=NOW),
        lambda: rules.put(house.leader, replace(own_rule(house), officers=(987654,)), 0, seen=0, now=NOW),
    ):
        with pytest.raises(Refused):
            act()
    assert queries.book(house.leader).number == 0


def test_while_the_specialist_is_away_new_messages_come_to_his_stand_in(house: House, watchman: Actor) -> None:
    who, stand_in = house.specialist.officer_id or 0, watchman.officer_id or 0
    sent, _ = to_answered(house)
    matters.take_leave(house.specialist, who, stand_in, TODAY, TODAY + 3 * DAY, now=NOW)
    assert holder(say(house, form_token="b" * 20).code) == stand_in
    sender.contest(citizen(house.commune.pk), sent.code, "Còn hai ổ gà chưa vá.", now=NOW + DAY)
    assert holder(sent.code) == stand_in


def test_danger_rings_whoever_is_on_duty_at_night_and_lies_on_his_desk(house: House, watchman: Actor) -> None:
    assert rules.put_on_duty(house.leader, watchman.officer_id or 0, TODAY, TODAY + DAY, now=NOW) == 2
    assert rules.put_on_duty(house.leader, watchman.officer_id or 0, TODAY, TODAY, now=NOW) == 0
    sent = sending.send(citizen(house.commune.pk), replace(POTHOLE, text=DANGER), now=NIGHT)
    assert holder(sent.code) == watchman.officer_id
    assert told(house, "alarm") == {watchman.officer_id}
    assert [card.code for card in seen.ringing(watchman)] == [sent.code]
    assert DANGER not in reminders.line("alarm", {})
    working.acknowledge(watchman, sent.code, MessageClass.FEEDBACK, Topic.DISASTERS, now=NIGHT)
    assert not seen.ringing(watchman)
    assert not alarms.ring_again(program(house.commune.pk), Matter.objects.of(house.commune).get().pk, now=NIGHT)


def test_the_stand_in_of_who_is_on_duty_is_rung(house: House, watchman: Actor) -> None:
    who, stand_in = watchman.officer_id or 0, house.specialist.officer_id or 0
    rules.put_on_duty(house.leader, who, TODAY, TODAY, now=NOW)
    matters.take_leave(watchman, who, stand_in, TODAY, TODAY, now=NOW)
    say(house, text=DANGER)
    assert told(house, "alarm") == {stand_in}
    assert queries.duty(house.leader, NOW)[0].stand_in == "Phạm Văn Nam"


def test_with_nobody_on_duty_the_leaders_are_rung_and_whoever_is_taken_off_is_not(
    house: House, watchman: Actor
) -> None:
    rules.put_on_duty(house.leader, watchman.officer_id or 0, TODAY, TODAY, now=NOW)
    turn = queries.duty(house.leader, NOW)[0]
    rules.take_off_duty(house.leader, turn.id, now=NOW)
    say(house, text=DANGER)
    assert told(house, "alarm") == {house.leader.officer_id}
    with pytest.raises(Refused, match="unknown"):
        rules.take_off_duty(house.leader, turn.id, now=NOW)


def test_danger_that_nobody_has_looked_at_for_a_quarter_of_an_hour_is_told_to_the_leaders(
    house: House, watchman: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules.put_on_duty(house.leader, watchman.officer_id or 0, TODAY, TODAY, now=NOW)
    say(house, text=DANGER)
    payload, clock = {"matter": Matter.objects.of(house.commune).get().pk}, {"now": NOW}
    monkeypatch.setattr(feedback_watch.timezone, "now", lambda: clock["now"])
    assert feedback_watch.carry(house.commune.pk, payload) is None
    assert told(house, "alarm_again") == set()
    clock["now"] = NOW + feedback_watch.PATIENCE
    outcome = feedback_watch.carry(house.commune.pk, payload)
    assert outcome is not None
    feedback_watch.tell(house.commune.pk, payload, outcome)
    assert told(house, "alarm_again") == {house.leader.officer_id}


def test_somebody_on_the_list_who_holds_nothing_any_more_rings_the_leaders(house: House, watchman: Actor) -> None:
    other = builders.enter_officer(house.commune, Role.LEADER, name="Phạm Thị Nga")
    rules.put_on_duty(house.leader, watchman.officer_id or 0, TODAY, TODAY, now=NOW)
    with guard.writing_allowed():
        Mandate.objects.of(house.commune).filter(officer_id=watchman.officer_id).update(until_on=TODAY - DAY)
    assert queries.duty(house.leader, NOW)[0].gone
    say(house, text=DANGER)
    assert told(house, "alarm") == {house.leader.officer_id, other.officer_id}


def test_with_every_leader_away_all_of_them_are_told_all_the_same(house: House) -> None:
    leader = house.leader.officer_id or 0
    other = builders.enter_officer(house.commune, Role.LEADER, name="Phạm Thị Nga")
    for who, stand_in in ((house.leader, other), (other, house.leader)):
        matters.take_leave(who, who.officer_id or 0, stand_in.officer_id or 0, TODAY + DAY, TODAY + DAY, now=NOW)
    sending.send(citizen(house.commune.pk), replace(POTHOLE, text=DANGER), now=NOW + DAY)
    assert told(house, "alarm") >= {leader, other.officer_id}


def test_the_turn_that_runs_at_night_is_that_of_the_day_before_and_may_still_be_filled(
    house: House, watchman: Actor
) -> None:
    night = NOW.replace(hour=2)
    assert rules.put_on_duty(house.leader, watchman.officer_id or 0, TODAY - DAY, TODAY - DAY, now=night) == 1
    sending.send(citizen(house.commune.pk), replace(POTHOLE, text=DANGER), now=night)
    assert told(house, "alarm") == {watchman.officer_id}


def test_a_book_with_what_no_release_knows_any_more_never_stops_a_message(house: House) -> None:
    rows = [routing.told(own_rule(house)) | {"topics": ["xua_roi"]}, *map(routing.told, content.routes())]
    for kept, first in ((rows, content.routes()[0].name), (rows[:1], content.routes()[0].name)):
        with guard.writing_allowed():
            RoutingBook(commune=house.commune, rules=json.dumps(kept), made_at=NOW).save()
        assert desks.routes(house.commune.pk)[0].name == first
        say(house, form_token=first[:3] + str(len(kept)) * 20)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (TODAY - 20 * DAY, TODAY, "feedback.duty.past"),
        (TODAY + DAY, TODAY, "feedback.duty.backwards"),
        (TODAY - 2 * DAY, TODAY - DAY, "feedback.duty.past"),
        (TODAY, TODAY + 62 * DAY, "feedback.duty.too_long"),
    ],
)
def test_a_turn_of_duty_that_cannot_be_is_refused(house: House, first: date, last: date, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.put_on_duty(house.leader, house.specialist.officer_id or 0, first, last, now=NOW)
    assert refused.value.code == code


def test_whoever_may_hold_nothing_is_not_put_on_duty(house: House) -> None:
    with pytest.raises(Refused) as refused:
        rules.put_on_duty(house.leader, house.administrator.officer_id or 0, TODAY, TODAY, now=NOW)
    assert refused.value.code == "feedback.duty.who"
