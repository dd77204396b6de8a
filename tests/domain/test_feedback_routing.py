"""Ordered rules by topic, place, time and duty list: the first that fits, each tried with its own examples."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import NOW
from vidan.content import feedback as content
from vidan.domain.errors import Refused
from vidan.domain.feedback import routing
from vidan.domain.feedback.classes import MessageClass, Topic
from vidan.domain.feedback.routing import Desk, Heard, Hours, Route, officers_for
from vidan.domain.people import Role

ROADS = Heard(MessageClass.FEEDBACK, Topic.ROADS)
LEADER, ROAD_MAN, CLERK, NURSE = 1, 2, 3, 4
DESKS = (
    Desk(LEADER, frozenset({Role.LEADER}), frozenset()),
    Desk(ROAD_MAN, frozenset({Role.SPECIALIST}), frozenset({"kinh-te"})),
    Desk(CLERK, frozenset({Role.CLERK}), frozenset()),
    Desk(NURSE, frozenset({Role.SPECIALIST}), frozenset({"van-hoa"})),
)
REST = Route("mọi việc khác", roles=(Role.LEADER,), examples=("x",))


def judge(text: str) -> Heard:
    found = content.suggester().suggest(text)
    return Heard(found.cls, found.topic, found.emergency)


def test_every_example_of_the_content_comes_to_its_own_rule() -> None:
    rules = content.routes()
    assert rules[-1].always
    routing.require_rules(rules, judge)
    assert routing.failing(rules, judge) == frozenset()


def test_a_rule_is_kept_as_it_was_told() -> None:
    whole = Route(
        "thôn Vèn, ngoài giờ", frozenset({MessageClass.FEEDBACK}), frozenset({Topic.ROADS}), frozenset({7}), Hours.SHUT,
        True, True, (LEADER,), (Role.LEADER,), ("kinh-te",), ("đường hỏng",),
    )  # fmt: skip
    for route in (whole, *content.routes()):
        assert routing.read(routing.told(route)) == route


@pytest.mark.parametrize(
    ("rule", "heard", "fits"),
    [
        (Route("a", topics=frozenset({Topic.ROADS})), ROADS, True),
        (Route("a", topics=frozenset({Topic.LAND})), ROADS, False),
        (Route("a", villages=frozenset({7})), replace(ROADS, village=7), True),
        (Route("a", villages=frozenset({7})), ROADS, False),
        (Route("a", hours=Hours.SHUT), replace(ROADS, open=False), True),
        (Route("a", hours=Hours.SHUT), ROADS, False),
        (Route("a", hours=Hours.OPEN), ROADS, True),
        (Route("a", emergency=True), ROADS, False),
        (Route("a", classes=frozenset({MessageClass.PRAISE})), ROADS, False),
    ],
)
def test_a_rule_looks_at_topic_place_time_danger_and_class(rule: Route, heard: Heard, fits: bool) -> None:
    assert rule.fits(heard) is fits
    assert routing.route_of((rule, REST), heard) is (rule if fits else REST)


def test_the_desk_is_looked_for_in_order_duty_names_units_roles() -> None:
    rule = Route("a", duty=True, officers=(NURSE,), roles=(Role.SPECIALIST, Role.LEADER), units=("kinh-te",))
    assert officers_for(rule, DESKS, on_duty=[CLERK, LEADER]) == [CLERK]
    assert officers_for(rule, DESKS) == [NURSE]
    assert officers_for(replace(rule, officers=()), DESKS) == [ROAD_MAN]
    assert officers_for(replace(rule, officers=(), units=()), DESKS) == [ROAD_MAN, NURSE]
    assert officers_for(rule, DESKS, not_to={NURSE}) == [ROAD_MAN]
    assert officers_for(Route("a", roles=(Role.ONE_STOP,)), DESKS) == [LEADER, ROAD_MAN, CLERK, NURSE]
    assert officers_for(rule, ()) == []


def test_whoever_is_away_is_stood_in_for_and_his_stand_in_too() -> None:
    away = [replace(DESKS[1], stand_in=NURSE), DESKS[0], DESKS[2], replace(DESKS[3], stand_in=CLERK)]
    rule = Route("a", roles=(Role.SPECIALIST,), units=("kinh-te",))
    assert officers_for(rule, away) == [CLERK]
    assert officers_for(rule, away, not_to={CLERK}) == [LEADER]
    round_about = [replace(DESKS[1], stand_in=NURSE), replace(DESKS[3], stand_in=ROAD_MAN)]
    assert officers_for(rule, round_about) == []


def test_a_turn_of_duty_runs_from_seven_to_seven() -> None:
    day = NOW.date()
    assert routing.turn_of(NOW) == day
    night = datetime(day.year, day.month, day.day, 6, 59, tzinfo=NOW.tzinfo)
    assert routing.turn_of(night) == day - timedelta(days=1)
    assert routing.turn_of(night + timedelta(minutes=1)) == day


SHADOW = Route("cả xã", topics=frozenset(Topic), roles=(Role.LEADER,), examples=("Đường vào thôn đầy ổ gà.",))


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ((), "feedback.routing.last"),
        ((SHADOW,), "feedback.routing.last"),
        ((replace(SHADOW, name="x"), REST), "feedback.routing.name"),
        ((SHADOW, SHADOW, REST), "feedback.routing.twice"),
        ((replace(SHADOW, examples=()), REST), "feedback.routing.examples"),
        ((replace(SHADOW, roles=()), REST), "feedback.routing.nobody"),
        ((SHADOW, *content.routes()), "feedback.routing.elsewhere"),
        ((*(replace(SHADOW, name=f"luật {n}") for n in range(routing.MOST_RULES)), REST), "feedback.routing.too_many"),
    ],
)
def test_rules_that_are_not_whole_or_whose_example_goes_elsewhere_are_refused(
    rules: tuple[Route, ...], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        routing.require_rules(rules, judge)
    assert refused.value.code == code


def test_an_example_that_went_elsewhere_before_hinders_nobody() -> None:
    rules = (SHADOW, *content.routes())
    routing.require_rules(rules, judge, routing.failing(rules, judge))
